"""Make a packed release again in an empty workspace and hold every hash against the recorded one."""

from collections.abc import Collection, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Any

from flows.audit.pack import ROOMS, program_version
from flows.audit.prove import prove
from flows.audit.replay import replay
from flows.audit.said import Said
from flows.places import Workspace
from flows.stores import archive
from flows.stores.bundle import LATEST
from flows.stores.extracts import read_issues
from flows.stores.files import file_digest, write_whole
from flows.stores.packs import unpack
from flows.stores.reference import code_digest, digest_of, reference_texts
from transforms.errors import UsageError
from transforms.render.tables import csv_bytes
from transforms.schemas import ISSUES, Field, Table

# Names its line in a ledger of its own.
_RECEIPT = "receipt.json"
# By this a spreadsheet knows that a CSV file is UTF-8.
_MARK = b"\xef\xbb\xbf"

HASHES = Table(
    "hashes",
    "So sánh mã băm của bản lập lại với bản đã công bố",
    "one file of the pack that was made again",
    (
        Field("place", "text", "Place of the file in the workspace"),
        Field("recorded", "text", "SHA-256 that the ledger holds"),
        Field("made_again", "text", "SHA-256 of the file as it was made again; empty where none was"),
        Field("is_same", "text", "yes or no"),
    ),
    ("place",),
)


@dataclass(frozen=True)
class Compared:
    """One file that was made again."""

    place: str
    recorded: str
    made_again: str

    @property
    def is_same(self) -> bool:
        """Whether the bytes are those that were recorded."""
        return self.recorded == self.made_again


@dataclass(frozen=True)
class Rerun:
    """What came of it: of which pack, every file compared, every issue of every submission.

    Submissions that were `taken_as_judged` are lists of persons, whose bytes are not packed, and those that another
    version of the program, or another reference, had judged; of these the recorded answers were used.
    """

    said: Said
    files: tuple[Compared, ...]
    issues: tuple[dict[str, Any], ...]
    is_same_program: bool
    judged_again: int
    taken_as_judged: int

    @property
    def differing(self) -> tuple[Compared, ...]:
        """The files that came out otherwise."""
        return tuple(one for one in self.files if not one.is_same)


def rerun(pack: Path, *, head: str = "", any_version: bool = False) -> Rerun:
    """Unpack, prove the packed ledger and files, do all again from the originals, compare.

    Raises:
        NotAsWritten: the pack is damaged, or its ledger or files are not those that were recorded.
        UsageError: the program is another version than the one that made the release, and that was not allowed.
        StorageFailed: the pack cannot be read, or there is no room for the temporary workspace.
    """
    with TemporaryDirectory(prefix="tonghop-audit-") as folder:
        unpacked = Path(folder) / "pack"
        said = Said.of(unpack(pack, unpacked))
        packed, again = Workspace(unpacked / ROOMS), Workspace(Path(folder) / "again")
        prove(packed, said, head)
        other = other_program(packed, said)
        if other and not any_version:
            raise UsageError(other)
        fresh = replay(packed, again, said)
        judged = {submission for submission, _ in fresh}
        return Rerun(
            said,
            tuple(compared(packed, again, said, judged)),
            tuple(_issues(again)),
            not other,
            judged_again=len(judged),
            taken_as_judged=len(archive.receipts(packed)) - len(judged),
        )


def other_program(packed: Workspace, said: Said) -> str:
    """In what way this program is not the one that made the release; empty where it is."""
    own = program_version()
    if code_digest() != said.program.code_sha256:
        found = f"this program is version {own}, {code_digest()[:12]}"
        wanted = f"version {said.program.version}, {said.program.code_sha256[:12]}"
    elif (reference := digest_of(reference_texts(packed))) != said.reference_sha256:
        found = f"the reference of this program with the packed one laid over it is {reference[:12]}"
        wanted = f"{said.reference_sha256[:12]}, as shipped with version {said.program.version}"
    else:
        return ""
    return f"{found}. Valid: {wanted}, which made the release (or --any-version, to see what differs)"


def compared(packed: Workspace, again: Workspace, said: Said, judged: Collection[str]) -> Iterator[Compared]:
    """Extracts and facts of what was judged again, and the releases, whatever name they get now."""
    for folder, made in ((packed.extracts, again.extracts), (packed.facts, again.facts)):
        before, after = ({k: v for k, v in _digests(f).items() if _is_of(k, judged)} for f in (folder, made))
        yield from _side_by_side(folder.relative_to(packed.root), before, after)
    for status, release in said.releases.items():
        folder, made = (w.releases(said.plan_id, said.period, status) for w in (packed, again))
        place = (folder / release).relative_to(packed.root)
        yield from _side_by_side(place, _digests(folder / release), _digests(made / LATEST))


def _is_of(name: str, submissions: Collection[str]) -> bool:
    """Extracts bear the submission in their folder, facts in their name."""
    path = PurePosixPath(name)
    return path.name != _RECEIPT and (path.parent.name in submissions or path.stem in submissions)


def _digests(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): file_digest(path) for path in files}


def _side_by_side(place: Path, before: dict[str, str], after: dict[str, str]) -> Iterator[Compared]:
    for name in sorted(before.keys() | after.keys()):
        yield Compared(f"{place.as_posix()}/{name}", before.get(name, ""), after.get(name, ""))


def _issues(again: Workspace) -> Iterator[dict[str, Any]]:
    for submission in archive.submission_ids(again):
        yield from (asdict(issue) for issue in read_issues(again, submission))


def write_findings(found: Rerun, folder: Path) -> None:
    """Write the hashes and the issues as tables that a spreadsheet opens.

    Raises:
        StorageFailed: the folder cannot be written.
    """
    rows = [{**asdict(one), "is_same": "yes" if one.is_same else "no"} for one in found.files]
    write_whole(folder / "hashes.csv", _MARK + csv_bytes(HASHES, rows))
    write_whole(folder / "issues.csv", _MARK + csv_bytes(ISSUES, found.issues))
