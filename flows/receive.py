"""Step 1, inbox → archive: fingerprint, keep the bytes, take the file out of the inbox.

Nothing is opened here: no renaming by content, no parsing, no choice of "the latest".
"""

from collections import Counter
from dataclasses import asdict, replace

from flows.receipts import DeliveryFacts, Received, SubmissionReceipt
from flows.run_context import RunContext
from flows.stores import archive, ledger
from flows.stores.files import file_digest, storage, write_json
from flows.stores.inbox import InboxFile, inbox_files
from transforms.registry import Registry

UNKNOWN_SUBMITTER = "_khong_ro"
DELIVERY, DUPLICATE, DEFERRED = "delivery", "duplicate", "deferred"


def receive(context: RunContext, registry: Registry) -> Received:
    """Take in every file of the inbox and name the submissions that wait for a check.

    A file whose bytes already wait by another way stays in the inbox until that way is judged.

    Raises:
        StorageFailed: the inbox or the archive cannot be read or written.
    """
    files = inbox_files(context.workspace)
    sequence = _last_sequence(context) if files else 0
    ends = Counter[str]()
    for file in files:
        end = _take_in(context, file, sequence + 1, registry)
        ends[end] += 1
        sequence += end != DEFERRED
    taken = len(files) - ends[DEFERRED]
    return Received(archive.pending(context.workspace), taken, ends[DUPLICATE], ends[DEFERRED])


def _last_sequence(context: RunContext) -> int:
    """The highest number in the order of arrival: that of the newest delivery."""
    newest = (ledger.last(context.workspace, kind) for kind in (DELIVERY, DUPLICATE))
    return max(int(entry.get("sequence", 0)) for entry in newest)


def _take_in(context: RunContext, file: InboxFile, sequence: int, registry: Registry) -> str:
    """Archive one file; say whether it is a delivery, a duplicate, or must wait for the same bytes' other way."""
    delivery = _facts(context, file, sequence)
    end = _end_of(context, delivery, registry.digest)
    if end == DEFERRED:
        return end
    if not archive.has(context.workspace, delivery.submission_id):
        if not archive.put(context.workspace, file.path, delivery):
            return DEFERRED
    elif end == DELIVERY:
        delivery = _taken_up(context, delivery)
        archive.deliver_again(context.workspace, delivery)
    line = ledger.append(
        context.workspace, context.clock, end, **asdict(delivery), reference_digest=registry.digest
    )
    if end == DUPLICATE:
        _answer_duplicate(context, delivery, registry, line)
    with storage("remove from the inbox", file.path):
        file.path.unlink()
    return end


def _facts(context: RunContext, file: InboxFile, sequence: int) -> DeliveryFacts:
    return DeliveryFacts(
        submission_id=file_digest(file.path),
        submitter_id=file.submitter_id or UNKNOWN_SUBMITTER,
        original_name=file.path.name,
        received_at=file.arrived_at or context.clock.now().isoformat(),
        sequence=sequence,
        folder_period=file.folder_period,
        folder_status=file.folder_status,
        inbox_place=file.place,
    )


def _end_of(context: RunContext, delivery: DeliveryFacts, reference_digest: str) -> str:
    """What becomes of a delivery, by what is known of its bytes."""
    if not archive.has(context.workspace, delivery.submission_id) or _is_unfinished(context, delivery):
        return DELIVERY
    receipt = archive.receipt_of(context.workspace, delivery.submission_id)
    is_same_way = _is_same_way(context, delivery)
    if receipt is None:
        return DUPLICATE if is_same_way else DEFERRED
    if receipt.verdict != "returned":
        return DUPLICATE
    return DUPLICATE if is_same_way and _is_same_reference(context, delivery, reference_digest) else DELIVERY


def _is_unfinished(context: RunContext, delivery: DeliveryFacts) -> bool:
    """Whether a run was stopped between archiving this very file and taking it out of the inbox."""
    if archive.receipt_of(context.workspace, delivery.submission_id) is not None:
        return False
    return archive.delivery_of(context.workspace, delivery.submission_id).inbox_place == delivery.inbox_place


def _taken_up(context: RunContext, delivery: DeliveryFacts) -> DeliveryFacts:
    """A delivery that a stopped run had archived keeps its time of arrival; its place in the order is that of now."""
    if not _is_unfinished(context, delivery):
        return delivery
    known = archive.delivery_of(context.workspace, delivery.submission_id)
    return replace(delivery, received_at=known.received_at)


def _is_same_way(context: RunContext, delivery: DeliveryFacts) -> bool:
    """Whether the bytes came from the same submitter by the same folder before."""
    known = archive.delivery_of(context.workspace, delivery.submission_id)
    way = ("submitter_id", "folder_period", "folder_status")
    return all(getattr(known, name) == getattr(delivery, name) for name in way)


def _is_same_reference(context: RunContext, delivery: DeliveryFacts, reference_digest: str) -> bool:
    """Whether the earlier answer was given under the reference of today."""
    earlier = ledger.newest(context.workspace, DELIVERY, submission_id=delivery.submission_id)
    return bool(earlier) and earlier["reference_digest"] == reference_digest


def _answer_duplicate(context: RunContext, delivery: DeliveryFacts, registry: Registry, line: str) -> None:
    state = registry.states[DUPLICATE]
    known = archive.receipt_of(context.workspace, delivery.submission_id)
    base = known or SubmissionReceipt(delivery.submission_id, "", "", "", 0)
    answer = replace(
        base,
        submitter_id=delivery.submitter_id,
        original_name=delivery.original_name,
        received_at=delivery.received_at,
        sequence=delivery.sequence,
        verdict=DUPLICATE,
        reason="Nội dung tệp trùng hoàn toàn với một tệp đã nhận trước đó.",
        state_vi=state.label_vi,
        next_action=state.next_action_vi,
        duplicate_of=delivery.submission_id,
        ledger_entry=line,
    )
    folder = context.workspace.returned(delivery.submitter_id, delivery.submission_id)
    write_json(folder / f"duplicate-{delivery.sequence}.json", asdict(answer))
