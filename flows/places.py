"""Where everything lies in a workspace: the only path literals of the program."""

import re
from dataclasses import dataclass
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
SHIPPED_REFERENCE = CHECKOUT / "data" / "reference"
REQUIREMENTS = CHECKOUT / "requirements.lock"
SAMPLES = CHECKOUT / "data" / "samples"
SAMPLE_INBOX = SAMPLES / "inbox"
SAMPLE_REFERENCE = SAMPLES / "reference"
CODE_FOLDERS = tuple(CHECKOUT / name for name in ("flows", "expectations", "transforms"))
DEFAULT_WORKSPACE = CHECKOUT / "data"
DEMO_WORKSPACE = Path("demo")

_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,5}")


@dataclass(frozen=True)
class Workspace:
    """The rooms of one workspace; see data/README.md for who writes and who reads each."""

    root: Path

    @property
    def inbox(self) -> Path:
        """Deliveries, one folder a submitter."""
        return self.root / "inbox"

    @property
    def reference(self) -> Path:
        """The province's own reference, laid over the shipped one."""
        return self.root / "reference"

    @property
    def archive(self) -> Path:
        """Original bytes, one folder a content hash."""
        return self.root / "archive"

    def archived(self, submission_id: str) -> Path:
        """The folder of one archived submission."""
        return self.archive / submission_id

    def original(self, submission_id: str, original_name: str) -> Path:
        """The original bytes of a submission, under a name of ours."""
        suffix = Path(original_name).suffix
        return self.archived(submission_id) / f"original{suffix if _SUFFIX.fullmatch(suffix) else ''}"

    def originals(self, submission_id: str) -> list[Path]:
        """The original bytes of a submission where they lie in the open, whatever its file was called."""
        return sorted(path for path in self.archived(submission_id).glob("original*") if path.is_file())

    def quarantine(self, submission_id: str) -> Path:
        """Where the bytes of a personal list are shut away."""
        return self.archived(submission_id) / "quarantine"

    def is_shut_away(self, place: str) -> bool:
        """Whether a place, as the ledger says it, lies in quarantine."""
        return Path(place).match(f"{self.archive.name}/*/{self.quarantine('').name}/*")

    def delivery(self, submission_id: str) -> Path:
        """The delivery facts of a submission."""
        return self.archived(submission_id) / "delivery.json"

    @property
    def extracts(self) -> Path:
        """Rows as found, one folder a submission."""
        return self.root / "extracts"

    @property
    def verdicts(self) -> Path:
        """The verdicts of the run that is being concluded; there only while its receipts are written."""
        return self.extracts / ".verdicts.json"

    def extract(self, submission_id: str) -> Path:
        """The folder of one submission's extract."""
        return self.extracts / submission_id

    def receipt(self, submission_id: str) -> Path:
        """The receipt: written last, so that its presence says that the check is complete."""
        return self.extract(submission_id) / "receipt.json"

    def completeness(self, submission_id: str) -> Path:
        """How full a submission is, territory by territory."""
        return self.extract(submission_id) / "completeness.json"

    def tallies(self, submission_id: str) -> Path:
        """What every rule judged in a submission."""
        return self.extract(submission_id) / "rules.json"

    @property
    def answers(self) -> Path:
        """Answers to submitters, one folder a submitter."""
        return self.root / "returned"

    def returned(self, submitter_id: str, submission_id: str) -> Path:
        """The answer to a submitter about one submission."""
        return self.answers / submitter_id / submission_id[:12]

    @property
    def facts(self) -> Path:
        """Facts, partitioned by form and period."""
        return self.root / "facts"

    def fact_file(self, form_id: str, period: str, submission_id: str) -> Path:
        """The facts of one submission about one form and period."""
        return self.facts / f"form={form_id}" / f"period={period}" / f"{submission_id}.parquet"

    @property
    def warehouse(self) -> Path:
        """The disposable DuckDB file."""
        return self.root / "warehouse" / "tonghop.duckdb"

    @property
    def indicators(self) -> Path:
        """The exported indicators of the last aggregation."""
        return self.root / "warehouse" / "indicators.parquet"

    @property
    def published(self) -> Path:
        """All releases."""
        return self.root / "published"

    def releases(self, plan_id: str, period: str, figure_status: str) -> Path:
        """The releases of one plan, period and figure status."""
        return self.published / plan_id / f"{period}-{figure_status}"

    @property
    def written_rooms(self) -> tuple[Path, ...]:
        """The rooms in which this program alone writes files."""
        return (
            self.archive,
            self.extracts,
            self.answers,
            self.facts,
            self.warehouse.parent,
            self.published,
            self.ledger.parent,
        )

    @property
    def recorded_rooms(self) -> tuple[Path, ...]:
        """The rooms in which every file has its hash in the ledger; the warehouse is disposable."""
        return (
            self.archive,
            self.extracts,
            self.answers,
            self.facts,
            self.published,
            self.all_validations,
        )

    def is_recorded(self, path: Path) -> bool:
        """Whether a file of this place has its hash in the ledger once it is finished."""
        if not any(room in path.parents for room in self.recorded_rooms):
            return False
        return not any(part.startswith(".") for part in path.relative_to(self.root).parts)

    def unfinished_folders(self) -> list[Path]:
        """Folders of the archive and of releases that were never renamed into place."""
        return [
            path
            for pattern in ("archive/.*", "published/*/*/.*")
            for path in self.root.glob(pattern)
            if path.is_dir() and not path.is_symlink()
        ]

    @property
    def ledger(self) -> Path:
        """The append-only log of deliveries, verdicts, runs and releases."""
        return self.root / "ledger" / "ledger.jsonl"

    @property
    def ledger_head(self) -> Path:
        """The number and hash of the newest entry of the ledger when a run last ended."""
        return self.root / "ledger" / "head.json"

    @property
    def journal(self) -> Path:
        """Files that were written and are not yet entered in the ledger; there only while a step is at work."""
        return self.root / "ledger" / ".files.jsonl"

    @property
    def run_lock(self) -> Path:
        """The lock of a running run."""
        return self.root / "ledger" / "run.lock"

    @property
    def prefect_home(self) -> Path:
        """Where a local Prefect server keeps its database."""
        return self.root / "ledger" / "prefect"

    @property
    def server_address(self) -> Path:
        """The address of the Prefect server that `tonghop serve` keeps."""
        return self.root / "ledger" / "prefect-server.json"

    @property
    def all_validations(self) -> Path:
        """Native Great Expectations results, one folder a run."""
        return self.root / "ledger" / "validations"

    def validations(self, run_id: str) -> Path:
        """Native Great Expectations results of a run."""
        return self.all_validations / run_id
