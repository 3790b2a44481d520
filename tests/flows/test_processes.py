"""What runs below a process ends with it, also what does not listen to a signal."""

import subprocess
import sys
import time

from flows.processes import processes_below

DEAF = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(1, flush=True); time.sleep(600)"
BLOCK = f"""
import subprocess, sys
from flows.processes import none_left_below

with none_left_below(grace_seconds=0.2):
    child = subprocess.Popen([sys.executable, "-c", {DEAF!r}], stdout=subprocess.PIPE)
    child.stdout.readline()
print(child.wait(10))
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
