"""What the register says of a submission on its way through the check: closed periods, deadline, completeness."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from datetime import date

from flows.places import Workspace
from flows.receipts import DeliveryFacts, SubmissionReceipt
from flows.stores.files import read_json, write_json
from transforms.register.arrival import Arrival, Earlier, arrival_of
from transforms.register.closed import Gate, gate_of
from transforms.register.completeness import Fill, Place, fills_of
from transforms.registry import Registry
from transforms.sheet.reading import SheetReading


def at_the_gate(delivery: DeliveryFacts, readings: Sequence[SheetReading], registry: Registry) -> Gate:
    """Whether a delivery comes for a closed period, and by whose leave."""
    received = date.fromisoformat(delivery.received_date)
    return gate_of(delivery.submission_id, delivery.submitter_id, received, readings, registry)


def arrived(
    delivery: DeliveryFacts, readings: Sequence[SheetReading], earlier: Iterable[Earlier], registry: Registry
) -> Arrival:
    """How a delivery stands to its deadline, after the submissions before it."""
    received = date.fromisoformat(delivery.received_date)
    return arrival_of(delivery.submission_id, delivery.submitter_id, received, readings, earlier, registry)


def registered(
    workspace: Workspace,
    receipt: SubmissionReceipt,
    readings: Sequence[SheetReading],
    rejected: Iterable[Place],
    arrival: Arrival,
    registry: Registry,
) -> SubmissionReceipt:
    """The receipt with deadline and completeness; the territories one by one stand beside it in the extract.

    Raises:
        StorageFailed: the extract cannot be written.
    """
    fills = fills_of(receipt.submitter_id, readings, rejected, registry)
    gate = gate_of(
        receipt.submission_id,
        receipt.submitter_id,
        date.fromisoformat(receipt.received_at[:10]),
        readings,
        registry,
    )
    write_json(workspace.completeness(receipt.submission_id), [asdict(fill) for fill in fills])
    return replace(
        receipt,
        due_date=arrival.due_date,
        deadline=arrival.deadline,
        days_late=arrival.days_late,
        cells_required=sum(fill.cells_required for fill in fills),
        cells_given=sum(fill.cells_given for fill in fills),
        is_nil=bool(readings) and all(reading.is_nil for reading in readings),
        reopenings=list(gate.reopenings),
    )


def completeness_of(workspace: Workspace, submission_id: str) -> tuple[Fill, ...]:
    """The territories of a submission as they were counted when it was checked."""
    path = workspace.completeness(submission_id)
    return tuple(Fill(**values) for values in read_json(path)) if path.exists() else ()
