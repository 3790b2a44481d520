"""The shipped samples, put into the inbox of a workspace as if their submitters had sent them."""

import shutil
from pathlib import Path

from flows.places import SAMPLE_INBOX, SAMPLES, Workspace
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
    return len(waiting)


def _place(path: Path) -> str:
    return path.relative_to(SAMPLE_INBOX).as_posix()
