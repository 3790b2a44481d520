"""What a step writes into the rooms, noted before each file comes into its place and until the ledger holds it.

The hash is that of the bytes that the program meant to write, never of what a later look finds on the disk: a file
that was changed afterwards does not get a fresh record. A run that is killed leaves the journal behind, and the next
one enters from it what really came into its place.
"""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

from flows.places import Workspace

_NOTING: ContextVar[Workspace | None] = ContextVar("noting", default=None)


@contextmanager
def noting(workspace: Workspace) -> Iterator[None]:
    """Note every file that is written into the rooms of this workspace."""
    token = _NOTING.set(workspace)
    try:
        yield
    finally:
        _NOTING.reset(token)


def note(path: Path, digest: str | None) -> None:
    """A file of this SHA-256 is about to come into its place; without one it is about to leave it.

    Hidden names are unfinished things and are not noted.

    Raises:
        OSError: the journal cannot be written.
    """
    workspace = _NOTING.get()
    if workspace is None or not workspace.is_recorded(path):
        return
    workspace.journal.parent.mkdir(parents=True, exist_ok=True)
    with workspace.journal.open("a", encoding="utf-8") as file:
        # Begun with a line end: what a crash cut off ends there.
        file.write("\n" + json.dumps([path.relative_to(workspace.root).as_posix(), digest]))


def keep() -> None:
    """Flush the journal to disk: what follows rests on what was noted, even after a power cut."""
    workspace = _NOTING.get()
    if workspace is not None and workspace.journal.exists():
        with workspace.journal.open("rb") as file:
            os.fsync(file.fileno())


def noted(workspace: Workspace) -> dict[str, list[str | None]]:
    """All notes of each file, oldest first: which of them holds, the disk says.

    A line that a crash cut off is passed over: its file never came into its place.
    """
    if not workspace.journal.exists():
        return {}
    found: dict[str, list[str | None]] = {}
    for line in workspace.journal.read_text(encoding="utf-8", errors="replace").splitlines():
        try:
            place, digest = json.loads(line)
        except (ValueError, TypeError):
            continue
        found.setdefault(place, []).append(digest)
    return found
