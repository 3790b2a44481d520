"""The hashes of the rooms' files in the ledger: what was written is recorded, whenever the writer was stopped."""

from pathlib import Path

import pytest

from flows.audit.verify import verify
from flows.places import Workspace
from flows.run_context import RunContext
from flows.stores import journal, ledger
from flows.stores.files import file_digest, write_whole
from flows.stores.records import adopt, recorded, recorded_below, recording, settle
from transforms.errors import StorageFailed


@pytest.fixture
def context(tmp_path: Path) -> RunContext:
    return RunContext(Workspace(tmp_path))


def write(context: RunContext, place: str, content: bytes = b"x") -> None:
    write_whole(context.workspace.root / place, content)


def test_what_a_step_writes_into_the_rooms_is_recorded_with_its_hash(context: RunContext) -> None:
    def work() -> int:
        write(context, "archive/aa/original.xlsx", b"one")
        write(context, "extracts/aa/issues.json", b"two")
        write(context, "extracts/.verdicts.json")
        write(context, "warehouse/indicators.parquet")
        return 7

    assert recording(context, "check", work) == 7
    assert recorded(context.workspace) == {
        place: file_digest(context.workspace.root / place)
        for place in ("archive/aa/original.xlsx", "extracts/aa/issues.json")
    }
    assert recorded_below(context.workspace, context.workspace.archive).keys() == {"archive/aa/original.xlsx"}
    entry = ledger.last(context.workspace, "files")
    assert (entry["step"], entry["run_id"]) == ("check", context.run_id)
    assert not context.workspace.journal.exists()


def test_what_is_written_outside_of_a_step_is_not_recorded(context: RunContext) -> None:
    write(context, "archive/aa/original.xlsx")
    settle(context)
    assert recorded(context.workspace) == {}
    assert [one.kind for one in verify(context.workspace).troubles] == ["unrecorded"]


def test_the_files_of_a_step_that_fails_are_recorded_by_the_next(context: RunContext) -> None:
    def work() -> None:
        write(context, "facts/form=F01/period=2020/aa.parquet")
        raise StorageFailed("full")

    with pytest.raises(StorageFailed):
        recording(context, "normalise", work)
    assert verify(context.workspace).unsettled == 1
    assert verify(context.workspace).is_sound
    settle(context)
    assert set(recorded(context.workspace)) == {"facts/form=F01/period=2020/aa.parquet"}


def test_of_several_notes_the_one_that_came_into_its_place_is_recorded(context: RunContext) -> None:
    """Killed after the second note and before the second rename: the first bytes are the ones that lie there."""
    with journal.noting(context.workspace):
        write(context, "returned/060/aa/receipt.json", b"first")
        journal.note(context.workspace.answers / "060/aa/receipt.json", "0" * 64)
        journal.note(context.workspace.answers / "060/bb/receipt.json", "0" * 64)
    settle(context)
    place = "returned/060/aa/receipt.json"
    assert recorded(context.workspace) == {place: file_digest(context.workspace.root / place)}


def test_a_note_that_a_crash_cut_off_is_passed_over_and_the_next_is_read(context: RunContext) -> None:
    with journal.noting(context.workspace):
        write(context, "archive/aa/original.xlsx")
        content = context.workspace.journal.read_bytes()
        context.workspace.journal.write_bytes(content[:-5])
        write(context, "archive/bb/original.xlsx")
    settle(context)
    assert set(recorded(context.workspace)) == {"archive/bb/original.xlsx"}


def test_a_file_changed_after_it_was_written_gets_no_fresh_record(context: RunContext) -> None:
    def work() -> None:
        write(context, "archive/aa/original.xlsx", b"sent")
        (context.workspace.archive / "aa/original.xlsx").write_bytes(b"changed")

    recording(context, "receive", work)
    assert recorded(context.workspace) == {}
    assert [one.kind for one in verify(context.workspace).troubles] == ["unrecorded"]


def test_a_file_that_is_moved_away_is_no_longer_recorded(context: RunContext) -> None:
    recording(context, "receive", lambda: write(context, "archive/aa/original.xlsx"))

    def work() -> None:
        path = context.workspace.archive / "aa" / "original.xlsx"
        journal.note(path, None)
        path.unlink()

    recording(context, "check", work)
    assert recorded(context.workspace) == {}
    assert verify(context.workspace).is_sound


def test_a_night_of_many_files_is_several_lines(context: RunContext) -> None:
    with journal.noting(context.workspace):
        for number in range(2100):
            path = context.workspace.archive / f"{number:04}" / "original.csv"
            path.parent.mkdir(parents=True)
            path.write_bytes(b"")
            journal.note(path, file_digest(path))
    settle(context)
    assert [len(e["files"]) for e in ledger.entries(context.workspace)] == [1000, 1000, 100]
    assert len(recorded(context.workspace)) == 2100
    assert verify(context.workspace).is_sound


def test_a_workspace_from_before_files_were_recorded_is_adopted_once(context: RunContext) -> None:
    """As they lie there on that day, and the entry says so."""
    context.workspace.ledger.parent.mkdir()
    context.workspace.ledger.write_text('{"at": "2026-11-01", "kind": "run", "previous": ""}\n')
    write(context, "archive/aa/original.xlsx")
    write(context, "published/p/2020-so_bo/r1/index.html")
    (context.workspace.published / "p" / "2020-so_bo" / "latest").symlink_to("r1")
    adopt(context)
    assert set(recorded(context.workspace)) == {
        "archive/aa/original.xlsx",
        "published/p/2020-so_bo/r1/index.html",
    }
    assert ledger.last(context.workspace, "files")["step"] == "adopted"
    write(context, "archive/bb/original.xlsx")
    adopt(context)
    assert "archive/bb/original.xlsx" not in recorded(context.workspace)


@pytest.mark.parametrize("is_run", [True, False])
def test_a_workspace_of_today_is_not_adopted(context: RunContext, *, is_run: bool) -> None:
    if is_run:
        ledger.append(context.workspace, context.clock, "run")
    write(context, "archive/aa/original.xlsx")
    adopt(context)
    assert recorded(context.workspace) == {}
