"""The disk fails: exit 6, a message that names the place, and nothing lost; the same call succeeds later."""

import os
import shutil
from pathlib import Path

import pytest

from tests.flow_helpers import copied, deliver, receipts, run, sample, tonghop, tree

pytestmark = pytest.mark.slow

STORAGE_FAILED = 6
FILES = ("01969/BC ra soat 2020 (chinh thuc).xlsx", "01984/tonghop_2019.xlsx")
SETPRIV = shutil.which("setpriv")
# The superuser may write anywhere: give that up for the command, so that a read-only folder is one.
AS_OTHERS = (
    (SETPRIV, "--bounding-set=-dac_override,-dac_read_search") if os.geteuid() == 0 and SETPRIV else ()
)
NEEDS_SETPRIV = pytest.mark.skipif(
    os.geteuid() == 0 and SETPRIV is None, reason="the superuser writes to read-only folders"
)


@pytest.fixture(scope="session")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace after its run."""
    workspace = tmp_path_factory.mktemp("storage") / "finished"
    deliver(workspace, {place: sample(place) for place in FILES})
    run(workspace)
    return workspace


@pytest.fixture
def unpublished(finished: Path, tmp_path: Path) -> Path:
    """The same before its release was written: everything is checked, so that a run is quick."""
    workspace = copied(finished, tmp_path / "w")
    shutil.rmtree(workspace / "published")
    lines = (workspace / "ledger" / "ledger.jsonl").read_bytes().splitlines(keepends=True)
    kept = [line for line in lines if b'"kind": "release"' not in line and b'"kind": "run"' not in line]
    (workspace / "ledger" / "ledger.jsonl").write_bytes(b"".join(kept))
    return workspace


def fails(workspace: Path, place: Path) -> None:
    done = tonghop("run", "--workspace", workspace, prefix=AS_OTHERS)
    assert done.returncode == STORAGE_FAILED, f"{done.returncode}: {done.stderr}"
    assert str(place) in done.stderr
    assert "Traceback" not in done.stderr


def test_a_file_in_place_of_the_published_room(unpublished: Path, finished: Path) -> None:
    (unpublished / "published").write_text("no folder")
    fails(unpublished, unpublished / "published")
    assert tree(unpublished / "facts") == tree(finished / "facts")
    (unpublished / "published").unlink()
    run(unpublished)
    assert tree(unpublished / "published") == tree(finished / "published")


@NEEDS_SETPRIV
@pytest.mark.parametrize("room", ["published", "facts", "warehouse", "ledger"])
def test_a_read_only_room(unpublished: Path, finished: Path, room: str) -> None:
    folder = unpublished / room
    if room == "facts":
        shutil.rmtree(folder)
    if room == "warehouse":
        for path in folder.iterdir():
            path.unlink()
    folder.mkdir(exist_ok=True)
    before = tree(unpublished / "archive") | tree(unpublished / "extracts")
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        fails(unpublished, folder)
    finally:
        for path in (folder, *folder.rglob("*")):
            path.chmod(0o755 if path.is_dir() else 0o644)
    assert tree(unpublished / "archive") | tree(unpublished / "extracts") == before
    run(unpublished)
    for name in ("published", "facts"):
        assert tree(unpublished / name) == tree(finished / name)


@NEEDS_SETPRIV
@pytest.mark.parametrize("room", ["archive", "inbox"])
def test_a_delivery_is_not_lost_where_it_cannot_be_taken_in(
    finished: Path, tmp_path: Path, room: str
) -> None:
    workspace = copied(finished, tmp_path / "w")
    place = "01975/tonghop_2020.xlsx"
    deliver(workspace, {place: sample(place)}, day="2020-12-08")
    folder = workspace / room / ("" if room == "archive" else "01975")
    folder.chmod(0o555)
    try:
        fails(workspace, folder)
        assert (workspace / "inbox" / place).read_bytes() == sample(place)
    finally:
        folder.chmod(0o755)
    run(workspace)
    assert not (workspace / "inbox" / place).exists()
    assert {r["original_name"] for r in receipts(workspace).values()} >= {"tonghop_2020.xlsx"}
    assert len(receipts(workspace)) == len(FILES) + 1


@NEEDS_SETPRIV
def test_a_delivery_that_may_not_be_read(finished: Path, tmp_path: Path) -> None:
    """A file of another owner, with no right to read it: said, and nothing of it is guessed."""
    workspace = copied(finished, tmp_path / "w")
    place = "01975/tonghop_2020.xlsx"
    deliver(workspace, {place: sample(place)}, day="2020-12-08")
    (workspace / "inbox" / place).chmod(0)
    fails(workspace, workspace / "inbox" / place)
    (workspace / "inbox" / place).chmod(0o644)
    run(workspace)
    assert len(receipts(workspace)) == len(FILES) + 1


def test_a_full_disk(unpublished: Path, finished: Path) -> None:
    """No file may grow beyond 8 KB: a write fails in the middle, and leaves no half file behind."""
    done = tonghop("run", "--workspace", unpublished, prefix=["prlimit", "--fsize=8192"])
    assert done.returncode == STORAGE_FAILED, f"{done.returncode}: {done.stderr}"
    assert "Traceback" not in done.stderr
    run(unpublished)
    assert tree(unpublished / "published") == tree(finished / "published")
