"""Do again, from the original bytes, what a ledger says was done: night by night, in an empty workspace.

What an earlier version of the program judged, or with another reference, this one may judge otherwise: of that the
recorded extracts and facts are taken as they are, like those of the lists of persons whose bytes are never packed.
"""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from pathlib import Path, PurePosixPath
from shutil import copyfile
from typing import Any

from flows.audit.history import Arrival, Wave, arrival_of, judged_by, waves
from flows.audit.pack import previous_release
from flows.audit.said import Asked, Said
from flows.cycle import in_process, run_steps, take_in
from flows.explaining import EXPLANATION
from flows.places import Workspace
from flows.receive import receive
from flows.run_context import RunContext
from flows.stores import archive, ledger
from flows.stores.files import storage, write_whole
from flows.stores.inbox import ARRIVALS
from flows.stores.records import recording
from flows.stores.reference import read_registry
from flows.stores.standing import RELEASE
from transforms.errors import NotAsWritten
from transforms.registry import Registry

_OWN_NAMES = frozenset({"at", "kind", "once", "entry", "previous", "hash"})

# What the check of a submission enters besides its verdict.
_OF_A_CHECK = (EXPLANATION, "reopening_used")


@dataclass(frozen=True)
class ThatTime:
    """The clock as it stood when an entry was written."""

    at: str

    def now(self) -> datetime:
        """The moment of the entry."""
        return datetime.fromisoformat(self.at)


@dataclass(frozen=True)
class Replay:
    """A packed workspace and the one that is filled from it; `fresh` deliveries are judged again from their bytes."""

    packed: Workspace
    again: Workspace
    registry: Registry
    fresh: frozenset[Arrival]


def replay(packed: Workspace, again: Workspace, said: Said) -> frozenset[Arrival]:
    """Fill an empty workspace from the originals, the reference and the ledger of a packed one, and publish.

    Gives the deliveries that were judged again from their bytes.

    Raises:
        NotAsWritten: the ledger speaks of bytes that are not there, or of places outside of an inbox, or does not hold
            the release that the packed one was compared with.
        BadReference: the packed reference is invalid.
        StorageFailed: a room cannot be read or written.
    """
    _copy_below(packed, again, packed.reference.rglob("*"))
    entries = list(ledger.entries(packed))
    judged = judged_by(entries, said.program.code_sha256, said.reference_sha256)
    fresh = frozenset(arrival for arrival in judged if arrival[0] not in said.left_out)
    work = Replay(packed, again, read_registry(again), fresh)
    for wave in waves(entries):
        _do(work, wave)
    for status, release in said.releases.items():
        _lay_previous(work, said, status, release)
    run_steps(RunContext(again), in_process)
    return fresh


def _do(work: Replay, wave: Wave) -> None:
    """One wave: take in what is judged again, lay beside it what is taken as it was judged, then judge."""
    for is_fresh, some in groupby(wave.deliveries, lambda one: _is_fresh(work, one)):
        deliveries = list(some)
        if is_fresh:
            _deliver(work, deliveries)
            receive(RunContext(work.again, ThatTime(deliveries[-1]["at"])), work.registry)
            continue
        for one in deliveries:
            _enter(work.again, one)
        recording(RunContext(work.again), "taken", lambda taken=deliveries: _take(work, taken))  # type: ignore[misc]
    if wave.deliveries:
        take_in(RunContext(work.again, ThatTime(wave.deliveries[-1]["at"])), work.registry)
    for decision in wave.decisions:
        if not _is_heard_again(work, decision):
            _enter(work.again, decision)


def _lay_previous(work: Replay, said: Said, figure_status: str, release_id: str) -> None:
    """Lay the release before a packed one where it lay, as the newest so far: the packed one was compared with it."""
    asked = Asked(said.plan_id, said.period)
    previous = previous_release(work.packed, asked, figure_status, release_id)
    if not previous:
        return
    keys = {"plan_id": said.plan_id, "period": said.period, "figure_status": figure_status}
    entered = ledger.newest(work.packed, RELEASE, **keys, release_id=previous)
    if not entered:
        raise NotAsWritten(
            f"ledger: no release {previous}. Valid: the one that {release_id} names as the one before"
        )
    lying = work.packed.releases(said.plan_id, said.period, figure_status) / previous
    recording(RunContext(work.again), "taken", lambda: _copy_below(work.packed, work.again, lying.rglob("*")))
    _enter(work.again, entered)


def _is_heard_again(work: Replay, entry: dict[str, Any]) -> bool:
    """Whether it follows from a submission that is judged again, and so is entered again by its check."""
    return entry["kind"] in _OF_A_CHECK and arrival_of(entry) in work.fresh


def _is_fresh(work: Replay, entry: dict[str, Any]) -> bool:
    return entry["kind"] == "delivery" and arrival_of(entry) in work.fresh


def _enter(again: Workspace, entry: dict[str, Any]) -> None:
    facts = {name: value for name, value in entry.items() if name not in _OWN_NAMES}
    ledger.append(again, ThatTime(entry["at"]), entry["kind"], once=entry.get("once", ""), **facts)


def _take(work: Replay, deliveries: Iterable[dict[str, Any]]) -> None:
    """Copy what is recorded of submissions whose last answer is the one on these deliveries."""
    packed = work.packed
    for entry in deliveries:
        submission = entry["submission_id"]
        is_known = is_safe_id(submission) and archive.has(packed, submission)
        if is_known and arrival_of(entry) == (submission, archive.delivery_of(packed, submission).sequence):
            files = [*packed.archived(submission).rglob("*"), *packed.extract(submission).rglob("*")]
            _copy_below(packed, work.again, [*files, *packed.facts.rglob(f"{submission}.parquet")])


def is_safe_id(submission_id: str) -> bool:
    """Whether an id, as a ledger says it, is a hash and no path."""
    return submission_id.isalnum()


def _copy_below(packed: Workspace, again: Workspace, paths: Iterable[Path]) -> None:
    with storage("copy from", packed.root):
        for path in sorted(path for path in paths if path.is_file()):
            write_whole(again.root / path.relative_to(packed.root), path.read_bytes())


def _deliver(work: Replay, deliveries: Sequence[dict[str, Any]]) -> None:
    """Put the originals into the inbox as they lay in it, with the times at which they came."""
    inbox = work.again.inbox
    with storage("fill", inbox):
        for one in deliveries:
            target = inbox / _inside(one["inbox_place"])
            target.parent.mkdir(parents=True, exist_ok=True)
            copyfile(_original(work.packed, one["submission_id"]), target)
        with (inbox / ARRIVALS).open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["path", "delivered_at"])
            writer.writerows([one["inbox_place"], one["received_at"]] for one in deliveries)


def _inside(place: str) -> PurePosixPath:
    path = PurePosixPath(place)
    if path.is_absolute() or ".." in path.parts or not path.parts or "\0" in place:
        raise NotAsWritten(f"ledger: a delivery from {place!r}. Valid: a place inside the inbox")
    return path


def _original(packed: Workspace, submission_id: str) -> Path:
    found = packed.originals(submission_id) if is_safe_id(submission_id) else []
    if not found:
        raise NotAsWritten(
            f"ledger: {submission_id!r}: no original bytes. Valid: every delivery with its bytes"
        )
    return found[0]
