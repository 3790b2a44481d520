"""One run at a time in a workspace; the lock dies with its process."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from flows.lock import run_lock
from flows.places import Workspace
from tests.flow_helpers import environment, tonghop
from transforms.errors import RunLocked

HOLD = (
    "import sys\nfrom pathlib import Path\nfrom flows.lock import run_lock\nfrom flows.places import Workspace\n"
    "with run_lock(Workspace(Path(sys.argv[1]))):\n    print('held', flush=True)\n    sys.stdin.read()\n"
)


@contextmanager
def held(workspace: Path) -> Iterator["subprocess.Popen[bytes]"]:
    """Another process holds the lock."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(workspace)],
        env=environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        assert process.stdout
        assert process.stdout.readline() == b"held\n"
        yield process
        if process.poll() is None:
            process.communicate()


def test_a_second_process_is_told_who_is_at_work(tmp_path: Path) -> None:
    with (
        held(tmp_path) as process,
        pytest.raises(RunLocked, match=str(process.pid)),
        run_lock(Workspace(tmp_path)),
    ):
        pytest.fail("held twice")


def test_a_run_while_another_is_at_work_leaves_with_4_and_touches_nothing(tmp_path: Path) -> None:
    (tmp_path / "inbox" / "060").mkdir(parents=True)
    (tmp_path / "inbox" / "060" / "F01.xlsx").write_bytes(b"x")
    with held(tmp_path):
        done = tonghop("run", "--workspace", tmp_path)
    assert done.returncode == 4
    assert "Traceback" not in done.stderr
    assert (tmp_path / "inbox" / "060" / "F01.xlsx").exists()
    assert not (tmp_path / "archive").exists()


def test_the_lock_is_free_after_its_block(tmp_path: Path) -> None:
    for _ in range(2):
        with run_lock(Workspace(tmp_path)):
            pass


def test_the_lock_is_free_after_an_error(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="in the run"), run_lock(Workspace(tmp_path)):
        raise ValueError("in the run")
    with run_lock(Workspace(tmp_path)):
        pass


def test_the_lock_dies_with_a_killed_process(tmp_path: Path) -> None:
    with held(tmp_path) as process:
        process.kill()
        process.wait()
        with run_lock(Workspace(tmp_path)):
            pass


def test_two_workspaces_do_not_wait_for_each_other(tmp_path: Path) -> None:
    with held(tmp_path / "one"), run_lock(Workspace(tmp_path / "two")):
        pass
