"""Do again, from the original bytes, what a ledger says was done: night by night, in an empty workspace."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path, PurePosixPath
from shutil import copyfile, copytree
from typing import Any

from flows.cycle import in_process, run_steps, take_in
from flows.places import Workspace
from flows.run_context import RunContext
from flows.stores import archive, ledger
from flows.stores.files import storage
from flows.stores.inbox import ARRIVALS
from flows.stores.reference import read_registry
from transforms.errors import NotAsWritten

_DELIVERIES = ("delivery", "duplicate")
# What the steps enter by themselves; every other entry is a decision of people, which the steps have to find.
_OWN_KINDS = frozenset(
    {
        *_DELIVERIES,
        "verdict",
        "files",
        "run",
        "release",
        "fault",
        "rule_could_not_run",
        "validation",
        "seal_broken",
    }
)
_OWN_NAMES = frozenset({"at", "kind", "key", "entry", "previous", "hash"})


@dataclass(frozen=True)
class ThatTime:
    """The clock as it stood when an entry was written."""

    at: str

    def now(self) -> datetime:
        """The moment of the entry."""
        return datetime.fromisoformat(self.at)


@dataclass
class Wave:
    """What was judged together, and the decisions that people took before the next deliveries."""

    deliveries: list[dict[str, Any]] = field(default_factory=list)
    decisions: list[dict[str, Any]] = field(default_factory=list)
    is_judged: bool = False

    def takes(self, delivery: dict[str, Any]) -> bool:
        """Whether a delivery belongs to this wave, or opens the next one."""
        taken = {one["inbox_place"] for one in self.deliveries}
        return not self.is_judged and not self.decisions and delivery["inbox_place"] not in taken


def waves(entries: Iterator[dict[str, Any]] | Sequence[dict[str, Any]]) -> list[Wave]:
    """The history of a ledger as waves of deliveries."""
    found = [Wave()]
    for entry in entries:
        if entry["kind"] in _DELIVERIES:
            if not found[-1].takes(entry):
                found.append(Wave())
            found[-1].deliveries.append(entry)
        elif entry["kind"] == "verdict":
            found[-1].is_judged = True
        elif entry["kind"] not in _OWN_KINDS:
            found[-1].decisions.append(entry)
    return found


def replay(packed: Workspace, workspace: Workspace, left_out: Sequence[str]) -> None:
    """Fill an empty workspace from the originals, the reference and the ledger of a packed one, and publish.

    Of the submissions that were `left_out` the packed answers are taken as they are.

    Raises:
        NotAsWritten: the ledger speaks of bytes that are not there, or of places outside of an inbox.
        BadReference: the packed reference is invalid.
        StorageFailed: a room cannot be read or written.
    """
    with storage("fill", workspace.root):
        workspace.root.mkdir(parents=True, exist_ok=True)
        if packed.reference.is_dir():
            copytree(packed.reference, workspace.reference)
        for submission in left_out:
            copytree(packed.archived(submission), workspace.archived(submission))
            copytree(packed.extract(submission), workspace.extract(submission))
    registry = read_registry(workspace)
    for wave in waves(ledger.entries(packed)):
        deliveries = [one for one in wave.deliveries if one["submission_id"] not in left_out]
        if deliveries:
            _deliver(packed, workspace, deliveries)
            take_in(RunContext(workspace, ThatTime(deliveries[-1]["at"])), registry)
        for decision in wave.decisions:
            _decide(workspace, decision)
    run_steps(RunContext(workspace), in_process)


def _deliver(packed: Workspace, workspace: Workspace, deliveries: Sequence[dict[str, Any]]) -> None:
    """Put the originals into the inbox as they lay in it, with the times at which they came."""
    with storage("fill", workspace.inbox):
        workspace.inbox.mkdir(exist_ok=True)
        for one in deliveries:
            target = workspace.inbox / _inside(one["inbox_place"])
            target.parent.mkdir(parents=True, exist_ok=True)
            copyfile(_original(packed, one["submission_id"]), target)
        with (workspace.inbox / ARRIVALS).open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["path", "delivered_at"])
            writer.writerows([one["inbox_place"], one["received_at"]] for one in deliveries)


def _inside(place: str) -> PurePosixPath:
    path = PurePosixPath(place)
    if path.is_absolute() or ".." in path.parts or not path.parts or "\0" in place:
        raise NotAsWritten(f"ledger: a delivery from {place!r}. Valid: a place inside the inbox")
    return path


def _original(packed: Workspace, submission_id: str) -> Path:
    found = packed.originals(submission_id) if submission_id in archive.submission_ids(packed) else []
    if not found:
        raise NotAsWritten(f"{submission_id}: no original bytes. Valid: every delivery of the ledger")
    return found[0]


def _decide(workspace: Workspace, entry: dict[str, Any]) -> None:
    facts = {name: value for name, value in entry.items() if name not in _OWN_NAMES}
    ledger.append(workspace, ThatTime(entry["at"]), entry["kind"], key=entry.get("key", ""), **facts)
