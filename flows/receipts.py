"""Frozen receipts that the steps hand to each other, and the receipt of one submission."""

from dataclasses import asdict, dataclass, field, fields
from datetime import date
from typing import Any


@dataclass(frozen=True)
class DeliveryFacts:
    """How a submission arrived; `sequence` orders all submissions of a workspace."""

    submission_id: str
    submitter_id: str
    original_name: str
    received_at: str
    sequence: int
    folder_period: str = ""
    folder_status: str = ""
    inbox_place: str = ""

    @property
    def received_date(self) -> str:
        """The day of arrival."""
        return self.received_at[:10]

    @property
    def day(self) -> date:
        """The day of arrival."""
        return date.fromisoformat(self.received_date)


@dataclass(frozen=True)
class SubmissionReceipt:
    """The answer on one submission; the three cell counts sum to the non-empty cells.

    `cells_ignored` counts those ignored by the name of the rule; office, letter number and letter date are as the
    sheets say, several joined by a semicolon. `deadline` is on_time, late or none; `days_late` are working days.
    `version` counts the submissions of one submitter, form, period and status; `identical_to` is an accepted one with
    the same facts in other bytes, `changes` the first differences to the accepted one before, `changes_count` all.
    `figures_digest` is the same for two submissions that say the same of everything.
    `cells_given` of `cells_required` say something; `reopenings` are those by which it came in after a closing.
    `shadow` counts findings of shadow rules; `ledger_entry` is the hash of the delivery's line in the ledger.
    """

    submission_id: str
    submitter_id: str
    original_name: str
    received_at: str
    sequence: int
    form_id: str = ""
    form_version: str = ""
    period: str = ""
    figure_status: str = ""
    verdict: str = ""
    reason: str = ""
    next_action: str = ""
    cells_read: int = 0
    cells_ignored_by_rule: int = 0
    cells_unrecognised: int = 0
    issues: dict[str, int] = field(default_factory=dict)
    is_simulated: bool = False
    duplicate_of: str = ""
    standard_id: str = ""
    cells_ignored: dict[str, int] = field(default_factory=dict)
    office: str = ""
    letter_number: str = ""
    letter_date: str = ""
    state_vi: str = ""
    due_date: str = ""
    deadline: str = ""
    days_late: int = 0
    version: int = 0
    identical_to: str = ""
    identical_version: int = 0
    changes: list[dict[str, str]] = field(default_factory=list)
    changes_count: int = 0
    explained: int = 0
    waived: int = 0
    shadow: dict[str, int] = field(default_factory=dict)
    root_causes: int = 0
    ledger_entry: str = ""
    cells_required: int = 0
    cells_given: int = 0
    is_nil: bool = False
    figures_digest: str = ""
    reopenings: list[str] = field(default_factory=list)

    @property
    def is_accepted(self) -> bool:
        """Whether the figures of the submission count."""
        return self.verdict.startswith("accepted")


@dataclass(frozen=True)
class Received:
    """Step 1: what came in, every archived submission that waits for its check, and files left for a second look."""

    pending: tuple[str, ...]
    files: int
    duplicates: int
    deferred: int = 0


@dataclass(frozen=True)
class Checked:
    """Step 2: verdicts by kind, the accepted submissions that wait for their facts, faults of our own code.

    `could_not_run` counts the rules that broke down, once for each form and period: they judged nothing there.
    """

    verdicts: dict[str, int]
    accepted: tuple[str, ...]
    issues: int
    faults: int = 0
    could_not_run: int = 0


@dataclass(frozen=True)
class Normalised:
    """Step 3: fact files written."""

    submissions: int
    facts: int


@dataclass(frozen=True)
class Aggregated:
    """Step 4: the warehouse that was built."""

    facts: int
    indicators: int


@dataclass(frozen=True)
class PublishedRelease:
    """One release in the published room: whose it is, of which plan, period and status, and its page."""

    plan_id: str
    territory_name: str
    document_vi: str
    period: str
    figure_status: str
    status_label_vi: str
    status_label_en: str
    folder: str
    page: str
    is_new: bool


@dataclass(frozen=True)
class Published:
    """Step 5: every release, written or left as it was, and the verdicts over all of them."""

    releases: tuple[PublishedRelease, ...]
    verdicts: dict[str, int]

    @property
    def written(self) -> tuple[str, ...]:
        """The folders of the new releases."""
        return tuple(release.folder for release in self.releases if release.is_new)


@dataclass(frozen=True)
class RunSummary:
    """What a person wants to know after a run; `ledger_head` is the hash of the ledger's last line."""

    run_id: str
    through_prefect: bool
    is_anything_new: bool
    received: Received | None = None
    checked: Checked | None = None
    normalised: Normalised | None = None
    aggregated: Aggregated | None = None
    published: Published | None = None
    ledger_head: str = ""

    def as_json(self) -> dict[str, Any]:
        """The summary as plain values."""
        return asdict(self)


def receipt_from(values: dict[str, Any]) -> SubmissionReceipt:
    """A receipt from its JSON; keys of later versions are passed over."""
    known = {f.name for f in fields(SubmissionReceipt)}
    return SubmissionReceipt(**{k: v for k, v in values.items() if k in known})
