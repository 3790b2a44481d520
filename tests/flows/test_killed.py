"""A run that is killed anywhere and started again ends in the same state.

`strace` kills the program exactly when it is about to touch a certain file, so no timing decides anything.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from flows.audit.verify import verify
from flows.places import Workspace
from tests.flow_helpers import (
    copied,
    deliver,
    environment,
    id_of,
    ledger,
    receipts,
    run,
    sample,
    tonghop,
    tree,
    workbook,
)
from tests.flows import deliveries as d
from transforms.audit.chain import hash_after

pytestmark = pytest.mark.slow

STRACE = shutil.which("strace")
NEEDS_STRACE = pytest.mark.skipif(
    STRACE is None, reason="strace kills at an exact place; it is not installed"
)
KILLED = -9

FILES = (
    "01969/BC ra soat 2020 (chinh thuc).xlsx",
    "01969/dien bien HN 2020.xlsx",
    "01969/dien bien HCN 2020.xlsx",
    "01975/tonghop_2020.xlsx",
    "01975/bieu2-2020 ban cuoi.xlsx",
    "01984/tonghop_2019.xlsx",
)


def deliveries() -> dict[str, bytes]:
    """Six good reports, two forms in one workbook, an empty file, a copy and a report for somebody else."""
    good = {place: sample(place) for place in FILES}
    return {
        **good,
        d.TWO_SHEETS: d.FIRST_NIGHT()[d.TWO_SHEETS],
        d.EMPTY: b"",
        d.COPY: good[FILES[0]],
        d.FOREIGN: d.FIRST_NIGHT()[d.FOREIGN],
    }


def finished(room: Path) -> dict[str, bytes]:
    """The files of a room; what was being written when a run was killed is judged by a test of its own."""
    return {path: content for path, content in tree(room).items() if "/." not in f"/{path}"}


@dataclass(frozen=True)
class End:
    """What must be the same however often a run was killed on its way."""

    published: dict[str, bytes]
    facts: dict[str, bytes]
    extracts: dict[str, bytes]
    verdicts: dict[str, tuple[str, str, str]]
    answers: set[str]
    left_in_inbox: set[str]

    @classmethod
    def of(cls, workspace: Path) -> "End":
        extracts, returned = finished(workspace / "extracts"), finished(workspace / "returned")
        return cls(
            finished(workspace / "published"),
            finished(workspace / "facts"),
            {path: content for path, content in extracts.items() if not path.endswith("receipt.json")},
            {s: (r["submitter_id"], r["verdict"], r["received_at"]) for s, r in receipts(workspace).items()},
            {path.partition("/duplicate-")[0] for path in returned},
            {p.name for p in (workspace / "inbox").rglob("*") if p.is_file()},
        )


def killed(workspace: Path, syscalls: str, *, path: Path | None = None, nth: int = 1) -> None:
    """Run until the program is about to make a certain call, and kill it there."""
    only = ["-P", str(path)] if path else []
    at = ["-e", f"trace={syscalls}", "-e", f"inject={syscalls}:signal=KILL:when={nth}"]
    done = traced(workspace, [*only, *at], Path(os.devnull))
    assert done.returncode == KILLED, f"was not killed: {done.stdout}{done.stderr}"


def traced(workspace: Path, options: list[str], output: Path) -> subprocess.CompletedProcess[str]:
    assert STRACE
    # A module that is compiled for the first time is renamed into place, too.
    env = environment(PYTHONDONTWRITEBYTECODE="1")
    prefix = [STRACE, "-qq", "-o", str(output), *options]
    return tonghop("run", "--workspace", workspace, prefix=prefix, env=env)


def renames(workspace: Path) -> list[str]:
    """Every file that a run puts into its place, in order; the run is done in a copy."""
    copy, output = (
        copied(workspace, workspace.with_name(f"{workspace.name}-traced")),
        workspace.with_name("trace"),
    )
    assert traced(copy, ["-e", "trace=rename", "-s", "4096"], output).returncode == 0
    found = re.findall(r'rename\("[^"]*", "([^"]*)"\)', output.read_text(encoding="utf-8"))
    return [target.encode("latin1").decode("unicode_escape").removeprefix(f"{copy}/") for target in found]


@pytest.fixture(scope="session")
def delivered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    workspace = tmp_path_factory.mktemp("killed") / "delivered"
    deliver(workspace, deliveries())
    return workspace


@pytest.fixture(scope="session")
def uninterrupted(delivered: Path) -> End:
    workspace = copied(delivered, delivered.with_name("uninterrupted"))
    run(workspace)
    return End.of(workspace)


@pytest.fixture(scope="session")
def checked(delivered: Path) -> Path:
    """Killed with all verdicts given and no receipt written: what follows needs no rule engine."""
    workspace = copied(delivered, delivered.with_name("checked"))
    killed(workspace, "openat", path=workspace / "extracts" / ".verdicts.json")
    assert (workspace / "extracts" / ".verdicts.json").exists()
    assert not receipts(workspace)
    return workspace


@pytest.fixture(scope="session")
def from_the_start(delivered: Path) -> list[str]:
    return renames(delivered)


@pytest.fixture(scope="session")
def from_the_verdicts(checked: Path) -> list[str]:
    return renames(checked)


def place_of(pattern: str, targets: list[str]) -> int:
    """Which rename, counted from 1, first puts a file of this pattern into its place."""
    return next(n for n, target in enumerate(targets, start=1) if re.fullmatch(pattern, target))


def ends_as(workspace: Path, uninterrupted: End) -> None:
    """Start it again: the same end, whatever was done before, and every file of it recorded."""
    summary = run(workspace)
    assert summary["is_anything_new"]
    verified = verify(Workspace(workspace), summary["ledger_head"])
    assert (verified.troubles, verified.unsettled) == ((), 0)
    assert [flaw for flaw in verified.flaws if flaw.is_breach] == []
    end = End.of(workspace)
    for name, wanted in vars(uninterrupted).items():
        assert getattr(end, name) == wanted, name


@NEEDS_STRACE
@pytest.mark.parametrize("nth", [2, 5])
def test_while_the_archive_is_filled(delivered: Path, tmp_path: Path, uninterrupted: End, nth: int) -> None:
    """At a rename: of a delivery's facts, of a folder into the archive."""
    workspace = copied(delivered, tmp_path / "w")
    killed(workspace, "rename", nth=nth)
    ends_as(workspace, uninterrupted)


@NEEDS_STRACE
def test_between_the_archive_and_the_inbox(delivered: Path, tmp_path: Path, uninterrupted: End) -> None:
    """The fourth file is archived and in the ledger, and still lies in the inbox."""
    workspace = copied(delivered, tmp_path / "w")
    killed(workspace, "unlink", path=workspace / "inbox" / FILES[3])
    assert (workspace / "inbox" / FILES[3]).exists()
    ends_as(workspace, uninterrupted)


@NEEDS_STRACE
def test_between_the_archive_and_the_ledger(delivered: Path, tmp_path: Path, uninterrupted: End) -> None:
    """The first file is archived, and no event says so."""
    workspace = copied(delivered, tmp_path / "w")
    killed(workspace, "openat", path=workspace / "ledger" / "ledger.jsonl")
    ends_as(workspace, uninterrupted)


@NEEDS_STRACE
def test_a_copy_is_not_taken_twice(delivered: Path, tmp_path: Path, uninterrupted: End) -> None:
    """The copy is answered, and still lies in the inbox."""
    workspace = copied(delivered, tmp_path / "w")
    killed(workspace, "unlink", path=workspace / "inbox" / d.COPY)
    ends_as(workspace, uninterrupted)


@NEEDS_STRACE
@pytest.mark.parametrize("pattern", [r"extracts/\w+/rejected.json", r"extracts/.verdicts.json"])
def test_while_extracts_are_written(
    delivered: Path, from_the_start: list[str], tmp_path: Path, uninterrupted: End, pattern: str
) -> None:
    """Nothing is decided yet: all is read and judged again."""
    workspace = copied(delivered, tmp_path / "w")
    killed(workspace, "rename", nth=place_of(pattern, from_the_start))
    assert not receipts(workspace)
    ends_as(workspace, uninterrupted)


@NEEDS_STRACE
def test_verdicts_given_and_no_receipt_written(checked: Path, tmp_path: Path, uninterrupted: End) -> None:
    workspace = copied(checked, tmp_path / "w")
    ends_as(workspace, uninterrupted)
    assert not run(workspace)["is_anything_new"]


@NEEDS_STRACE
def test_every_verdict_is_in_the_ledger_once(checked: Path, tmp_path: Path) -> None:
    """The run that gave the verdicts was killed before it entered them; the next one does."""
    workspace = copied(checked, tmp_path / "w")
    run(workspace)
    entered = [event["submission_id"] for event in ledger(workspace) if event["kind"] == "verdict"]
    assert sorted(entered) == sorted(receipts(workspace))


@NEEDS_STRACE
def test_verdicts_half_entered_in_the_ledger(delivered: Path, tmp_path: Path) -> None:
    """Killed between two verdict events: none is missing in the end, and none stands twice."""
    workspace = copied(delivered, tmp_path / "w")
    files = len(deliveries())
    killed(workspace, "fsync", path=workspace / "ledger" / "ledger.jsonl", nth=files + 3)
    run(workspace)
    entered = [event["submission_id"] for event in ledger(workspace) if event["kind"] == "verdict"]
    assert sorted(entered) == sorted(receipts(workspace))


@NEEDS_STRACE
@pytest.mark.parametrize(
    "pattern", [r"extracts/\w+/receipt.json", r"facts/form=F01/.*", r"published/.*/index.html"]
)
def test_nothing_unfinished_is_left(
    checked: Path, from_the_verdicts: list[str], tmp_path: Path, pattern: str
) -> None:
    """Half-written files of a run that was killed are cleared by the next one."""
    workspace = copied(checked, tmp_path / "w")
    killed(workspace, "rename", nth=place_of(pattern, from_the_verdicts))
    run(workspace)
    assert [p.name for p in workspace.rglob(".*")] == []


@NEEDS_STRACE
@pytest.mark.parametrize(
    "pattern",
    [
        r"returned/.*/issues.json",
        r"extracts/\w+/receipt.json",
        r"facts/form=F01/.*",
        r"facts/form=F02/.*",
        r"warehouse/tonghop.duckdb",
        r"warehouse/indicators.parquet",
        r"published/.*/index.html",
        r"published/[^/]*/[^/]*/[0-9a-f]{12}",
        r"published/.*/latest",
    ],
)
def test_before_a_file_is_put_into_its_place(
    checked: Path, from_the_verdicts: list[str], tmp_path: Path, uninterrupted: End, pattern: str
) -> None:
    workspace = copied(checked, tmp_path / "w")
    killed(workspace, "rename", nth=place_of(pattern, from_the_verdicts))
    ends_as(workspace, uninterrupted)


@NEEDS_STRACE
@pytest.mark.parametrize("tenth", [3, 8])
def test_anywhere_after_the_verdicts(
    checked: Path, from_the_verdicts: list[str], tmp_path: Path, uninterrupted: End, tenth: int
) -> None:
    workspace = copied(checked, tmp_path / "w")
    killed(workspace, "rename", nth=1 + len(from_the_verdicts) * tenth // 10)
    ends_as(workspace, uninterrupted)


@NEEDS_STRACE
def test_receipts_written_and_verdicts_still_there(checked: Path, tmp_path: Path, uninterrupted: End) -> None:
    workspace = copied(checked, tmp_path / "w")
    killed(workspace, "unlink", path=workspace / "extracts" / ".verdicts.json")
    assert receipts(workspace)
    ends_as(workspace, uninterrupted)


@NEEDS_STRACE
def test_between_two_forms_of_one_workbook(
    checked: Path, from_the_verdicts: list[str], tmp_path: Path, uninterrupted: End
) -> None:
    """The facts of its F01 are written, those of its F02 are not."""
    workspace = copied(checked, tmp_path / "w")
    both = id_of(d.FIRST_NIGHT()[d.TWO_SHEETS])
    killed(workspace, "rename", nth=place_of(f"facts/form=F02/.*/{both}.parquet", from_the_verdicts))
    assert [p.parts[-3] for p in workspace.glob(f"facts/*/*/{both}.parquet")] == ["form=F01"]
    ends_as(workspace, uninterrupted)


@NEEDS_STRACE
@pytest.mark.parametrize(
    ("call", "name"), [("write", "ledger.jsonl"), ("fsync", "ledger.jsonl"), ("unlink", ".files.jsonl")]
)
@pytest.mark.parametrize("nth", [1, 3])
def test_between_the_files_and_their_records(
    checked: Path, tmp_path: Path, uninterrupted: End, call: str, name: str, nth: int
) -> None:
    """The files of a step are in their places, and the ledger has them not at all, or has them and a note is left."""
    workspace = copied(checked, tmp_path / "w")
    killed(workspace, call, path=workspace / "ledger" / name, nth=nth)
    verified = verify(Workspace(workspace))
    assert verified.troubles == ()
    ends_as(workspace, uninterrupted)


@NEEDS_STRACE
def test_published_and_not_in_the_ledger(checked: Path, tmp_path: Path, uninterrupted: End) -> None:
    """Killed between the pointer to the first release and its entry: the next run enters it."""
    whole, workspace = copied(checked, tmp_path / "whole"), copied(checked, tmp_path / "w")
    before = len(ledger(checked))
    run(whole)
    kinds = [event["kind"] for event in ledger(whole)[before:]]
    path = workspace / "ledger" / "ledger.jsonl"
    killed(workspace, "write", path=path, nth=kinds.index("release") + 1)
    assert [event for event in ledger(workspace) if event["kind"] == "release"] == []
    assert list(workspace.glob("published/*/*/latest"))
    ends_as(workspace, uninterrupted)
    entered = {event["release_id"] for event in ledger(workspace) if event["kind"] == "release"}
    lying = {path.name for path in workspace.glob("published/*/*/*") if not path.is_symlink()}
    assert entered == lying


@NEEDS_STRACE
def test_killed_again_and_again(delivered: Path, tmp_path: Path, uninterrupted: End) -> None:
    """One run after the other is killed, each a little further on."""
    workspace = copied(delivered, tmp_path / "w")
    killed(workspace, "rename", nth=5)
    killed(workspace, "openat", path=workspace / "extracts" / ".verdicts.json")
    killed(workspace, "rename", nth=3)
    killed(workspace, "rename", nth=22)
    killed(workspace, "unlink", path=workspace / "extracts" / ".verdicts.json")
    killed(workspace, "rename", nth=3)
    ends_as(workspace, uninterrupted)


@NEEDS_STRACE
def test_bytes_that_come_by_the_right_way_survive_a_kill(tmp_path: Path) -> None:
    """Returned bytes come again from the right sender; killed between taking back the old receipt and the new facts."""
    workspace = tmp_path / "w"
    content = workbook("F01", "02002", "2020")
    deliver(workspace, {"01993/nham.xlsx": content})
    run(workspace)
    (submission,) = receipts(workspace)
    deliver(workspace, {"02002/dung.xlsx": content}, day="2020-12-09")
    targets = renames(workspace)
    killed(workspace, "rename", nth=place_of(f"archive/{submission}/delivery.json", targets))
    run(workspace)
    receipt = receipts(workspace)[submission]
    assert (receipt["submitter_id"], receipt["verdict"]) == ("02002", "accepted")


def chain(workspace: Path) -> Iterator[tuple[str, str]]:
    """What each event says of the line before, and what that line really hashes to."""
    lines = (workspace / "ledger" / "ledger.jsonl").read_bytes().splitlines()
    previous = "0" * 64
    for line, event in zip(lines, ledger(workspace), strict=True):
        yield event["previous"], previous
        previous = hash_after(previous, line)


@NEEDS_STRACE
def test_the_ledger_stays_one_chain(checked: Path, tmp_path: Path) -> None:
    workspace = copied(checked, tmp_path / "w")
    killed(workspace, "fsync", path=workspace / "ledger" / "ledger.jsonl", nth=1)
    run(workspace)
    for said, real in chain(workspace):
        assert said == real
