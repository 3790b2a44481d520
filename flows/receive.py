"""Step 1, inbox → archive: fingerprint, keep the bytes, take the file out of the inbox.

Nothing is opened here: no renaming by content, no parsing, no choice of "the latest".
"""

from dataclasses import asdict, replace

from flows.receipts import DeliveryFacts, Received, SubmissionReceipt
from flows.run_context import RunContext
from flows.stores import archive, ledger
from flows.stores.files import file_digest, storage, write_json
from flows.stores.inbox import InboxFile, inbox_files

UNKNOWN_SUBMITTER = "_khong_ro"


def receive(context: RunContext, reference_digest: str = "") -> Received:
    """Take in every file of the inbox and name the submissions that wait for a check.

    Raises:
        StorageFailed: the inbox or the archive cannot be read or written.
    """
    files = inbox_files(context.workspace)
    sequence = _last_sequence(context) if files else 0
    duplicates = 0
    for sequence, file in enumerate(files, start=sequence + 1):  # noqa: B020 -- goes on from the last one
        duplicates += _take_in(context, file, sequence, reference_digest)
    return Received(archive.pending(context.workspace), len(files), duplicates)


def _last_sequence(context: RunContext) -> int:
    return max((e.get("sequence", 0) for e in ledger.entries(context.workspace)), default=0)


def _take_in(context: RunContext, file: InboxFile, sequence: int, reference_digest: str) -> bool:
    """Archive one file; True where it only repeats what is there."""
    delivery = DeliveryFacts(
        submission_id=file_digest(file.path),
        submitter_id=file.submitter_id or UNKNOWN_SUBMITTER,
        original_name=file.path.name,
        received_at=file.arrived_at or context.clock.now().isoformat(),
        sequence=sequence,
        folder_period=file.folder_period,
        folder_status=file.folder_status,
        inbox_place=file.place,
    )
    is_duplicate = False
    if not archive.has(context.workspace, delivery.submission_id):
        archive.put(context.workspace, file.path, delivery)
    elif not _is_unfinished(context, delivery):
        is_duplicate = _is_repetition(context, delivery, reference_digest)
        if not is_duplicate:
            archive.deliver_again(context.workspace, delivery)
    ledger.append(
        context.workspace,
        context.clock,
        "duplicate" if is_duplicate else "delivery",
        **asdict(delivery),
        reference_digest=reference_digest,
    )
    if is_duplicate:
        _answer_duplicate(context, delivery)
    with storage("remove from the inbox", file.path):
        file.path.unlink()
    return is_duplicate


def _is_unfinished(context: RunContext, delivery: DeliveryFacts) -> bool:
    """Whether a run was stopped between archiving this very file and taking it out of the inbox."""
    if archive.receipt_of(context.workspace, delivery.submission_id) is not None:
        return False
    return archive.delivery_of(context.workspace, delivery.submission_id).inbox_place == delivery.inbox_place


def _is_repetition(context: RunContext, delivery: DeliveryFacts, reference_digest: str) -> bool:
    """Same bytes are a duplicate unless they were returned and come another way, or under other rules."""
    receipt = archive.receipt_of(context.workspace, delivery.submission_id)
    if receipt is None or receipt.verdict != "returned":
        return True
    first = archive.delivery_of(context.workspace, delivery.submission_id)
    way = ("submitter_id", "folder_period", "folder_status")
    earlier = [
        e
        for e in ledger.entries(context.workspace)
        if e["kind"] == "delivery" and e["submission_id"] == delivery.submission_id
    ]
    is_same_rules = bool(earlier) and earlier[-1]["reference_digest"] == reference_digest
    return is_same_rules and all(getattr(first, name) == getattr(delivery, name) for name in way)


def _answer_duplicate(context: RunContext, delivery: DeliveryFacts) -> None:
    known = archive.receipt_of(context.workspace, delivery.submission_id)
    base = known or SubmissionReceipt(delivery.submission_id, "", "", "", 0)
    answer = replace(
        base,
        submitter_id=delivery.submitter_id,
        original_name=delivery.original_name,
        received_at=delivery.received_at,
        sequence=delivery.sequence,
        verdict="duplicate",
        reason="Nội dung tệp trùng hoàn toàn với một tệp đã nhận trước đó.",
        next_action="Không cần làm gì thêm.",
        duplicate_of=delivery.submission_id,
    )
    folder = context.workspace.returned(delivery.submitter_id, delivery.submission_id)
    write_json(folder / f"duplicate-{delivery.sequence}.json", asdict(answer))
