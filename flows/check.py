"""Step 2, archive → extracts: open each workbook once, read it, judge all of them together."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa

from flows.answering import receipt_of
from flows.conclude import conclude
from flows.pool import known_rows, source_of
from flows.receipts import Checked, DeliveryFacts, Received, SubmissionReceipt
from flows.run_context import RunContext
from flows.stores import archive, ledger
from flows.stores.answers import MARKED, write_marked
from flows.stores.extracts import decide, write_extract
from flows.stores.files import write_json
from flows.stores.marking import Marker
from flows.stores.reader_pool import Fault, ReadJob, read_all
from transforms.checks.batches import form_batches
from transforms.checks.frame import Batch
from transforms.checks.records import Submitted
from transforms.checks.ties import POOL_SCHEMA, tie_batches
from transforms.facts import fact_rows
from transforms.registry import Registry
from transforms.sheet.delivery import Delivery
from transforms.sheet.reading import SheetReading
from transforms.terms.period import Period
from transforms.terms.rule import Finding, Issue
from transforms.verdicts import judge_submission

RETURNED = "returned"


@dataclass
class Checking:
    """One submission on its way through the step."""

    delivery: DeliveryFacts
    readings: tuple[SheetReading, ...]
    findings: list[Finding] = field(default_factory=list)

    @property
    def submitted(self) -> list[Submitted]:
        """Its sheets with figures, as the rules see them."""
        return [
            Submitted(self.delivery.submission_id, self.delivery.submitter_id, r)
            for r in self.readings
            if r.cells
        ]


def check(context: RunContext, registry: Registry, received: Received) -> Checked:
    """Read and judge every pending submission; write extracts, issues and receipts.

    Raises:
        StorageFailed: a room cannot be read or written.
    """
    under_check, faults = _read(context, registry, received.pending)
    by_id = {one.delivery.submission_id: one for one in under_check}
    _validate(
        context, registry, form_batches([s for one in under_check for s in one.submitted], registry), by_id
    )
    _validate(context, registry, _tie_batches(context, registry, under_check), by_id)
    with Marker(registry) as marker:
        receipts = [_conclude(context, registry, one, marker) for one in under_check]
    decide(context.workspace, receipts)
    conclude(context)
    return Checked(
        verdicts=dict(sorted(Counter(receipt.verdict for receipt in receipts).items())),
        accepted=tuple(
            receipt.submission_id for receipt in archive.receipts(context.workspace) if receipt.is_accepted
        ),
        issues=sum(sum(receipt.issues.values()) for receipt in receipts),
        faults=faults,
    )


def _read(context: RunContext, registry: Registry, pending: Sequence[str]) -> tuple[list[Checking], int]:
    """Every pending submission as read, and how many our own code failed on: those go on waiting."""
    deliveries = [archive.delivery_of(context.workspace, submission) for submission in pending]
    jobs = {d.submission_id: _job(context, d) for d in deliveries if d.submitter_id in registry.submitters}
    read = dict(zip(jobs, (result for _, result in read_all(jobs.values(), registry)), strict=True))
    found: list[Checking] = []
    faults = 0
    for delivery in deliveries:
        result = read.get(delivery.submission_id, ())
        if isinstance(result, Fault):
            faults += 1
            _enter_fault(context, delivery, result)
            continue
        findings = [f for reading in result for f in reading.findings]
        if delivery.submission_id not in read:
            findings.append(Finding("R10", delivery.submission_id, found=delivery.submitter_id))
        found.append(Checking(delivery, result, findings))
    return found, faults


def _enter_fault(context: RunContext, delivery: DeliveryFacts, fault: Fault) -> None:
    ledger.append(
        context.workspace,
        context.clock,
        "fault",
        submission_id=delivery.submission_id,
        submitter_id=delivery.submitter_id,
        what=fault.what,
        run_id=context.run_id,
    )


def _job(context: RunContext, delivery: DeliveryFacts) -> ReadJob:
    path = archive.bytes_of(context.workspace, delivery)
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


def _validate(
    context: RunContext, registry: Registry, batches: Sequence[Batch], by_id: dict[str, Checking]
) -> None:
    """Let Great Expectations judge each batch; keep its native result, spread its findings."""
    if not batches:
        return
    from expectations.runner import validate  # noqa: PLC0415 -- ten seconds to import, only when there is work

    for batch in batches:
        validation = validate(batch, registry)
        for finding in validation.findings:
            by_id[finding.submission_id].findings.append(finding)
        native = {**validation.native, "rules_that_could_not_run": list(validation.could_not_run)}
        write_json(context.workspace.validations(context.run_id) / f"{batch.name}.json", native)
        for rule in validation.could_not_run:
            ledger.append(context.workspace, context.clock, "rule_could_not_run", batch=batch.name, rule=rule)


def _tie_batches(context: RunContext, registry: Registry, under_check: Iterable[Checking]) -> list[Batch]:
    """Ties between forms and years, over tonight's usable submissions and the facts of earlier nights."""
    usable = [one for one in under_check if one.submitted and not _is_returned(one, registry)]
    if not usable:
        return []
    from flows.stores.warehouse import in_memory  # noqa: PLC0415 -- DuckDB only where there is something to join

    periods = {reading.period for one in usable for reading in one.readings}
    periods |= {Period(period).previous_year.text for period in periods}
    pool = _pool(context, registry, usable, periods)
    with in_memory() as connection:
        return tie_batches(connection, pool, registry)


def _is_returned(one: Checking, registry: Registry) -> bool:
    judgement = judge_submission(one.findings, one.delivery.submitter_id, registry)
    return judgement.verdict == RETURNED


def _pool(context: RunContext, registry: Registry, usable: Iterable[Checking], periods: set[str]) -> pa.Table:
    ranks = {status.figure_status: status.rank for status in registry.figure_statuses}
    new = [
        {
            **row,
            **source_of(one.delivery),
            "status_rank": ranks[row["figure_status"]],
            "is_new": True,
        }
        for one in usable
        for row in _facts_of(one, registry)
    ]
    rows = [*known_rows(context.workspace, registry, periods), *new]
    return pa.Table.from_pylist(
        [{name: row[name] for name in POOL_SCHEMA.names} for row in rows], schema=POOL_SCHEMA
    )


def _facts_of(one: Checking, registry: Registry) -> list[dict[str, Any]]:
    judgement = judge_submission(one.findings, one.delivery.submitter_id, registry)
    day = Period(one.readings[0].period).end_date
    return [
        row
        for reading in one.readings
        for row in fact_rows(one.delivery.submission_id, reading, judgement.rejected, day, registry)
    ]


def _conclude(context: RunContext, registry: Registry, one: Checking, marker: Marker) -> SubmissionReceipt:
    """Write extract and issues of one submission; its receipt is written with all the others."""
    judgement = judge_submission(one.findings, one.delivery.submitter_id, registry)
    receipt = receipt_of(one.delivery, one.readings, judgement)
    delivery = one.delivery
    write_extract(context.workspace, receipt, one.readings, judgement.issues, judgement.rejected)
    _mark(context, one, judgement.issues, marker)
    if any(reading.is_personal_list for reading in one.readings):
        archive.quarantine(context.workspace, delivery)
    return receipt


def _mark(context: RunContext, one: Checking, issues: tuple[Issue, ...], marker: Marker) -> None:
    """Put the marked copy of a workbook beside its receipt, where there is something to mark."""
    if not issues or not any(reading.log for reading in one.readings):
        return
    delivery = one.delivery
    folder = context.workspace.returned(delivery.submitter_id, delivery.submission_id)
    write_marked(
        context.workspace.original(delivery.submission_id, delivery.original_name),
        folder / MARKED,
        issues,
        marker,
    )
