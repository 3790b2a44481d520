"""What runs below a process ends with it, also what does not listen to a signal."""

import subprocess
import sys
import time

from flows.processes import processes_below, run_below
from tests.prefect_helpers import is_alive

DEAF = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(1, flush=True); time.sleep(600)"
BLOCK = f"""
import subprocess, sys
from flows.processes import none_left_below

with none_left_below(grace_seconds=0.2):
    child = subprocess.Popen([sys.executable, "-c", {DEAF!r}], stdout=subprocess.PIPE)
    child.stdout.readline()
print(child.wait(10))
"""
STOPPED = f"""
import sys
from flows.processes import none_left_below, run_below

with none_left_below(grace_seconds=0.2):
    run_below([sys.executable, "-c", {DEAF!r}], grace_seconds=0.2)
"""
PARENT = f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', {DEAF!r}]).wait()"


def wait_for_children(pid: int, count: int) -> set[int]:
    deadline = time.monotonic() + 30
    while len(found := processes_below(pid)) < count and time.monotonic() < deadline:
        time.sleep(0.05)
    return found


def test_the_processes_below_are_children_and_their_children() -> None:
    with subprocess.Popen([sys.executable, "-c", PARENT], stdout=subprocess.PIPE) as parent:
        [child] = wait_for_children(parent.pid, 1)
        assert processes_below(child) == set()
        for pid in (child, parent.pid):
            subprocess.run(["kill", "-9", str(pid)], check=True)


def test_nothing_is_left_when_the_block_ends() -> None:
    """In a process of its own: the block ends all that is below."""
    ended = subprocess.run(
        [sys.executable, "-c", BLOCK], capture_output=True, text=True, check=True, timeout=60
    )
    assert ended.stdout.split() == ["-9"]


def test_a_stop_at_any_moment_is_passed_on_and_leaves_nothing() -> None:
    """The child says that it runs; the one above it is asked to stop and has no handler of Prefect's yet."""
    with subprocess.Popen([sys.executable, "-c", STOPPED], stdout=subprocess.PIPE) as stopped:
        assert stopped.stdout is not None
        stopped.stdout.readline()
        [child] = processes_below(stopped.pid)
        stopped.terminate()
        assert stopped.wait(60) == 0
    assert not is_alive(child)


def test_the_code_of_what_ran_below_is_given() -> None:
    assert run_below([sys.executable, "-c", "raise SystemExit(3)"]) == 3
