"""The shipped samples, put into a workspace as if submitters had sent them and the province kept its register."""

import shutil
from pathlib import Path

from flows.places import SAMPLE_INBOX, SAMPLE_REFERENCE, SAMPLES, Workspace
from flows.stores import ledger
from flows.stores.files import storage
from flows.stores.inbox import ARRIVALS


def deliver_samples(workspace: Workspace) -> int:
    """Copy every sample that was not delivered yet, with the simulated times of arrival; count them."""
    delivered = {e.get("inbox_place") for e in ledger.entries(workspace)}
    waiting = [p for p in sorted(SAMPLE_INBOX.rglob("*")) if p.is_file() and _place(p) not in delivered]
    with storage("deliver samples to", workspace.inbox):
        workspace.inbox.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(SAMPLES / ARRIVALS, workspace.inbox / ARRIVALS)
        for path in waiting:
            target = workspace.inbox / _place(path)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
    _add_reference(workspace)
    return len(waiting)


def _add_reference(workspace: Workspace) -> None:
    """Lay the samples' own reference into the workspace; a file that is there already stays as it is."""
    with storage("add sample reference to", workspace.reference):
        for path in sorted(p for p in SAMPLE_REFERENCE.rglob("*") if p.is_file()):
            target = workspace.reference / path.relative_to(SAMPLE_REFERENCE)
            if not target.exists():
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, target)


def _place(path: Path) -> str:
    return path.relative_to(SAMPLE_INBOX).as_posix()
