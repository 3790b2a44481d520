"""The hashes of the rooms' files as the ledger holds them: entered by the step that wrote a file."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from flows.places import Workspace
from flows.run_context import RunContext
from flows.stores import journal, ledger
from flows.stores.bundle import LATEST
from flows.stores.files import file_digest, storage

Receipt = TypeVar("Receipt")
FILES = "files"
# So many files a line: a night of a province does not make one line of megabytes.
_FILES_A_LINE = 1000
TAKEN_UP = "taken_up"
ADOPTED = "adopted"


def recording(context: RunContext, step: str, work: Callable[[], Receipt]) -> Receipt:
    """Do the work of a step and enter the files that it wrote; of a step that fails they wait in the journal."""
    with journal.noting(context.workspace):
        receipt = work()
    settle(context, step)
    return receipt


def settle(context: RunContext, step: str = TAKEN_UP) -> None:
    """Enter what the journal holds, as far as it came into its place, and clear the journal.

    Raises:
        StorageFailed: the ledger cannot be written.
    """
    workspace = context.workspace
    written = unsettled(workspace)
    for some in _parts(written):
        ledger.append(workspace, context.clock, FILES, step=step, run_id=context.run_id, files=some)
    with storage("clear", workspace.journal):
        workspace.journal.unlink(missing_ok=True)


def unsettled(workspace: Workspace) -> dict[str, str | None]:
    """What the journal holds and the ledger does not yet, as far as it came into its place."""
    with storage("read", workspace.journal):
        notes = journal.noted(workspace)
        lying = {place: digest_at(workspace, place) for place in notes}
    return {place: digest for place, digest in lying.items() if digest in notes[place]}


def _parts(files: dict[str, str | None]) -> Iterator[dict[str, str | None]]:
    places = sorted(files)
    for start in range(0, len(places), _FILES_A_LINE):
        yield {place: files[place] for place in places[start : start + _FILES_A_LINE]}


def digest_at(workspace: Workspace, place: str) -> str | None:
    """The SHA-256 of the file that lies at a place; None where none does."""
    path = workspace.root / place
    return file_digest(path) if path.is_file() and not path.is_symlink() else None


def adopt(context: RunContext) -> None:
    """Enter the files of a workspace from before files were recorded, as they lie there today; the entry says so.

    Raises:
        StorageFailed: a room cannot be read, or the ledger not written.
    """
    workspace = context.workspace
    done = ledger.last(workspace, "run")
    # Entries have had a number since files are recorded.
    if not done or "entry" in done or ledger.last(workspace, FILES):
        return
    found = {path.relative_to(workspace.root).as_posix(): path for path in lying(workspace)}
    digests: dict[str, str | None] = {place: digest_at(workspace, place) for place in found}
    for some in _parts({place: digest for place, digest in digests.items() if digest}):
        ledger.append(workspace, context.clock, FILES, step=ADOPTED, run_id=context.run_id, files=some)


def lying(workspace: Workspace) -> Iterator[Path]:
    """Every file and link in the rooms whose files are recorded, but for the pointers to releases."""
    for room in workspace.recorded_rooms:
        for folder, folders, files in os.walk(room):
            paths = [Path(folder) / name for name in files]
            paths += [path for name in folders if (path := Path(folder) / name).is_symlink()]
            yield from (path for path in paths if not _is_pointer(workspace, path))


def _is_pointer(workspace: Workspace, path: Path) -> bool:
    return path.name == LATEST and path.is_symlink() and path.parent.parent.parent == workspace.published


def recorded(workspace: Workspace) -> dict[str, str]:
    """The newest recorded SHA-256 of every file, by its place in the workspace."""
    found: dict[str, str | None] = {}
    for entry in ledger.entries(workspace):
        if entry["kind"] == FILES:
            found.update(entry["files"])
    return {place: digest for place, digest in found.items() if digest is not None}


def recorded_below(workspace: Workspace, folder: Path) -> dict[str, str]:
    """The recorded files of one folder."""
    start = f"{folder.relative_to(workspace.root).as_posix()}/"
    return {place: digest for place, digest in recorded(workspace).items() if place.startswith(start)}
