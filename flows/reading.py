"""Open each workbook of a check once and read it."""

from collections.abc import Sequence

from flows.checking import Checking
from flows.places import Workspace
from flows.receipts import DeliveryFacts
from flows.registering import at_the_gate
from flows.stores import archive
from flows.stores.reader_pool import Fault, Readings, ReadJob, read_all
from transforms.registry import Registry
from transforms.sheet.delivery import Delivery
from transforms.terms.rule import Finding
from transforms.verdicts import Standing


def read_submissions(
    workspace: Workspace, registry: Registry, submission_ids: Sequence[str]
) -> tuple[list[Checking], dict[str, Fault]]:
    """Every submission as read, and what our own code failed on, by submission.

    Raises:
        StorageFailed: the archive cannot be read.
    """
    deliveries = [archive.delivery_of(workspace, submission) for submission in submission_ids]
    jobs = {d.submission_id: _job(workspace, d) for d in deliveries if d.submitter_id in registry.submitters}
    read = dict(zip(jobs, (result for _, result in read_all(jobs.values(), registry)), strict=True))
    faults = {submission: result for submission, result in read.items() if isinstance(result, Fault)}
    checked = [
        _as_read(delivery, result, registry)
        for delivery in deliveries
        if not isinstance(result := read.get(delivery.submission_id), Fault)
    ]
    return checked, faults


def _as_read(delivery: DeliveryFacts, readings: Readings | None, registry: Registry) -> Checking:
    """The submission under check; nobody reads what an unknown sender sent."""
    findings = [finding for reading in readings or () for finding in reading.findings]
    if readings is None:
        findings.append(Finding("R10", delivery.submission_id, found=delivery.submitter_id))
    findings += at_the_gate(delivery, readings or (), registry).findings
    return Checking(delivery, readings or (), findings, Standing(delivery.day))


def _job(workspace: Workspace, delivery: DeliveryFacts) -> ReadJob:
    path = archive.bytes_of(workspace, delivery)
    return ReadJob(
        path,
        Delivery(
            delivery.submission_id,
            delivery.submitter_id,
            delivery.folder_period,
            delivery.folder_status,
            delivery.received_date,
        ),
    )
