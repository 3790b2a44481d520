"""The processes below this one: a stop leaves none of them behind."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType

_PROC = Path("/proc")
_GRACE_SECONDS = 15.0
_RUN_SECONDS = 60.0
_PAUSE_SECONDS = 0.1


@contextmanager
def none_left_below(grace_seconds: float = _GRACE_SECONDS) -> Iterator[None]:
    """End what still runs below this process when the block ends; where there is no /proc, nothing is done.

    Prefect ends the runs that it knows of; one that was being started when the signal came is not among them.
    A stop that is asked for by SIGTERM ends the block as an exit does: nobody's signal would leave all running.
    """
    signal.signal(signal.SIGTERM, _exit)
    try:
        yield
    finally:
        below = processes_below(os.getpid())
        _send(below, signal.SIGTERM)
        _wait(below, grace_seconds)
        _send(below, signal.SIGKILL)
        # Killed is not yet gone: on a busy machine the system needs a moment.
        _wait(below, grace_seconds)


def _exit(_number: int, _frame: FrameType | None) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    sys.exit()


def run_below(command: Sequence[str], grace_seconds: float = _RUN_SECONDS) -> int:
    """Run a command to its end and give its code; a stop of this process is passed on and waited for."""
    child = subprocess.Popen(command)  # noqa: S603 -- our own command
    try:
        return child.wait()
    except (SystemExit, KeyboardInterrupt):
        child.terminate()
        with suppress(subprocess.TimeoutExpired):
            child.wait(grace_seconds)
        raise


def processes_below(pid: int) -> set[int]:
    """All descendants of a process that are alive."""
    parents = dict(_parents())
    found, waiting = set[int](), {pid}
    while waiting:
        waiting = {child for child, parent in parents.items() if parent in waiting} - found
        found |= waiting
    return found


def _parents() -> Iterator[tuple[int, int]]:
    """Every running process with its parent; one that ended and waits for its parent runs no more."""
    for entry in _PROC.glob("[0-9]*/stat"):
        with suppress(OSError):
            state, parent = entry.read_text(encoding="utf-8").rpartition(")")[2].split()[:2]
            if state != "Z":
                yield int(entry.parent.name), int(parent)


def _send(processes: set[int], number: signal.Signals) -> None:
    for pid in processes & {pid for pid, _ in _parents()}:
        with suppress(ProcessLookupError):
            os.kill(pid, number)


def _wait(processes: set[int], seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while processes & {pid for pid, _ in _parents()} and time.monotonic() < deadline:
        time.sleep(_PAUSE_SECONDS)
