"""One run at a time in a workspace: an advisory lock that dies with its process."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager

from flows.places import Workspace
from flows.stores.files import storage
from transforms.errors import RunLocked


def is_at_work(workspace: Workspace) -> bool:
    """Whether a run holds the lock now; the workspace is only read."""
    path = workspace.run_lock
    if not path.exists():
        return False
    with storage("read", path), path.open("rb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


@contextmanager
def run_lock(workspace: Workspace) -> Iterator[None]:
    """Hold the lock of the workspace.

    Raises:
        RunLocked: another run holds it; the message names its process.
    """
    path = workspace.run_lock
    with storage("lock", path):
        path.parent.mkdir(parents=True, exist_ok=True)
        file = path.open("a+", encoding="utf-8")
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            file.seek(0)
            raise RunLocked(f"{path}: another run is at work (process {file.read().strip()})") from error
        file.seek(0)
        file.truncate()
        file.write(str(os.getpid()))
        file.flush()
        yield
