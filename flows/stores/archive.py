"""The archive: original bytes by content hash, with the facts of their delivery."""

import os
import shutil
from dataclasses import asdict
from pathlib import Path

from flows.places import Workspace
from flows.receipts import DeliveryFacts, SubmissionReceipt, receipt_from
from flows.stores import journal
from flows.stores.files import file_digest, read_json, storage, write_json


def put(workspace: Workspace, source: Path, delivery: DeliveryFacts) -> bool:
    """Copy the bytes under their hash; the folder appears whole or not at all.

    False where the bytes changed while they were taken in: whoever delivers them has not finished.
    """
    target = workspace.archived(delivery.submission_id)
    unfinished = target.with_name(f".{target.name}")
    with storage("archive", target):
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(parents=True)
        copy = unfinished / workspace.original(delivery.submission_id, delivery.original_name).name
        shutil.copyfile(source, copy)
        with copy.open("rb") as file:
            os.fsync(file.fileno())
    if file_digest(copy) != delivery.submission_id:
        shutil.rmtree(unfinished)
        return False
    facts = unfinished / workspace.delivery(delivery.submission_id).name
    write_json(facts, asdict(delivery))
    with storage("archive", target):
        journal.note(target / copy.name, delivery.submission_id)
        journal.note(target / facts.name, file_digest(facts))
        unfinished.rename(target)
    return True


def has(workspace: Workspace, submission_id: str) -> bool:
    """Whether these bytes were ever delivered."""
    return workspace.delivery(submission_id).exists()


def delivery_of(workspace: Workspace, submission_id: str) -> DeliveryFacts:
    """The facts of a submission's delivery."""
    return DeliveryFacts(**read_json(workspace.delivery(submission_id)))


def deliver_again(workspace: Workspace, delivery: DeliveryFacts) -> None:
    """The same bytes came by a way that may be right this time: the receipt of the earlier way no longer holds."""
    write_json(workspace.delivery(delivery.submission_id), asdict(delivery))


def bytes_of(workspace: Workspace, delivery: DeliveryFacts) -> Path:
    """Where the original bytes lie, in the open or shut away; they keep the name under which they first came."""
    closed = workspace.quarantine(delivery.submission_id).glob("*")
    return next(iter(closed), open_bytes_of(workspace, delivery))


def open_bytes_of(workspace: Workspace, delivery: DeliveryFacts) -> Path:
    """Where the original bytes lie unless they are shut away."""
    known = workspace.originals(delivery.submission_id)
    return known[0] if known else workspace.original(delivery.submission_id, delivery.original_name)


def quarantine(workspace: Workspace, delivery: DeliveryFacts) -> None:
    """Put the bytes of a personal list where only the operator's own account may look."""
    closed = workspace.quarantine(delivery.submission_id)
    original = workspace.archived(delivery.submission_id) / bytes_of(workspace, delivery).name
    with storage("quarantine", original):
        closed.mkdir(mode=0o700, exist_ok=True)
        # Also where a run that was killed has moved it already: the record of the new place may be lacking.
        journal.note(original, None)
        journal.note(closed / original.name, delivery.submission_id)
        if original.exists():
            original.chmod(0o600)
            original.rename(closed / original.name)


def submission_ids(workspace: Workspace) -> list[str]:
    """Every archived submission."""
    if not workspace.archive.is_dir():
        return []
    return sorted(path.name for path in workspace.archive.iterdir() if not path.name.startswith("."))


def receipt_of(workspace: Workspace, submission_id: str) -> SubmissionReceipt | None:
    """The receipt of a submission's last delivery; none while that waits for its check."""
    path = workspace.receipt(submission_id)
    if not path.exists():
        return None
    receipt = receipt_from(read_json(path))
    return receipt if receipt.sequence == delivery_of(workspace, submission_id).sequence else None


def receipts(workspace: Workspace) -> list[SubmissionReceipt]:
    """All receipts in order of arrival."""
    found = [receipt_of(workspace, submission) for submission in submission_ids(workspace)]
    return sorted((r for r in found if r is not None), key=lambda r: r.sequence)


def pending(workspace: Workspace) -> tuple[str, ...]:
    """Archived submissions that wait for their check, in order of arrival."""
    waiting = [s for s in submission_ids(workspace) if receipt_of(workspace, s) is None]
    return tuple(sorted(waiting, key=lambda s: delivery_of(workspace, s).sequence))
