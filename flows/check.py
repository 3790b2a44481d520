"""Step 2, archive → extracts: open each workbook once, read it, judge all of them together."""

from collections import Counter
from collections.abc import Mapping, Sequence

from flows.across import look_across
from flows.answering import answer, answer_fault, may_be_copied, receipt_of
from flows.checking import Checking
from flows.conclude import conclude
from flows.explaining import spoken_in
from flows.reading import read_submissions
from flows.receipts import Checked, Received, SubmissionReceipt
from flows.registering import arrived, registered
from flows.run_context import RunContext
from flows.stores import archive, ledger
from flows.stores.extracts import decide, write_extract, write_tallies
from flows.stores.marking import Marker
from flows.stores.reader_pool import Fault
from flows.stores.results import write_counts
from flows.validating import spread, tally, validate_batches
from flows.versions import VersionBook
from transforms.checks.batches import form_batches
from transforms.checks.tallies import with_readers
from transforms.registry import Registry
from transforms.spoken import Spoken, keyed
from transforms.terms.explanation import GivenExplanation
from transforms.terms.rule import RuleCount
from transforms.verdicts import Standing


def check(context: RunContext, registry: Registry, received: Received) -> Checked:
    """Read and judge every pending submission; write extracts, issues and receipts.

    Raises:
        StorageFailed: a room cannot be read or written.
    """
    under_check, faults = read_submissions(context.workspace, registry, received.pending)
    _enter_faults(context, registry, faults)
    counts = _validate(context, registry, under_check)
    receipts = _concluded(context, registry, under_check)
    decide(context.workspace, receipts)
    conclude(context)
    return Checked(
        verdicts=dict(sorted(Counter(receipt.verdict for receipt in receipts).items())),
        accepted=tuple(
            receipt.submission_id for receipt in archive.receipts(context.workspace) if receipt.is_accepted
        ),
        issues=sum(sum(receipt.issues.values()) for receipt in receipts),
        faults=len(faults),
        could_not_run=sum(bool(count.could_not_run) for count in counts),
    )


def _enter_faults(context: RunContext, registry: Registry, faults: Mapping[str, Fault]) -> None:
    """What our own code failed on goes on waiting for its check."""
    for submission_id, fault in faults.items():
        delivery = archive.delivery_of(context.workspace, submission_id)
        facts = {"submission_id": submission_id, "submitter_id": delivery.submitter_id, "what": fault.what}
        answer_fault(context.workspace, delivery, registry)
        ledger.append(context.workspace, context.clock, "fault", run_id=context.run_id, **facts)


def _validate(context: RunContext, registry: Registry, under_check: Sequence[Checking]) -> list[RuleCount]:
    """Judge all sheets together, form by form, then what ties them to each other and to earlier nights."""
    by_id = {one.delivery.submission_id: one for one in under_check}
    sheets = [sheet for one in under_check for sheet in one.submitted]
    counts = validate_batches(context, registry, form_batches(sheets, registry), by_id)
    across = look_across(context.workspace, registry, under_check)
    counts += validate_batches(context, registry, across.batches, by_id)
    spread(across.judged.findings, by_id)
    tally(across.judged.tallies, by_id)
    counts += across.judged.counts
    if counts:
        first = min(one.delivery.sequence for one in under_check)
        write_counts(context.workspace, context.run_id, first, counts)
    return counts


def _concluded(
    context: RunContext, registry: Registry, under_check: Sequence[Checking]
) -> list[SubmissionReceipt]:
    """The receipt of every submission in the order of arrival: each is judged with what was said before it."""
    spoken = spoken_in(context.workspace)
    book = VersionBook(context.workspace, archive.receipts(context.workspace))
    with Marker(registry) as marker:
        return [_conclude(context, registry, one, marker, spoken, book) for one in under_check]


def _conclude(
    context: RunContext,
    registry: Registry,
    one: Checking,
    marker: Marker,
    spoken: Spoken,
    book: VersionBook,
) -> SubmissionReceipt:
    """Write extract and issues of one submission; its receipt is written with all the others."""
    delivery = one.delivery
    given = _heard(one, spoken, registry)
    arrival = arrived(delivery, one.readings, book.known, registry)
    one.findings += arrival.findings
    judgement = one.judgement(registry)
    receipt = receipt_of(delivery, one.readings, judgement)
    receipt = registered(context.workspace, receipt, one.readings, judgement.rejected, arrival, registry)
    receipt = book.placed(receipt, one.facts(judgement, registry), registry)
    write_extract(context.workspace, receipt, one.readings, judgement.issues, judgement.rejected, given)
    write_tallies(
        context.workspace,
        receipt.submission_id,
        with_readers(one.tallies, judgement.issues, judgement.shadow),
    )
    is_copied = may_be_copied(one.readings)
    answer(context.workspace, receipt, judgement.issues, registry, marker, is_copied=is_copied)
    if any(reading.is_personal_list for reading in one.readings):
        archive.quarantine(context.workspace, delivery)
    return receipt


def _heard(one: Checking, spoken: Spoken, registry: Registry) -> tuple[GivenExplanation, ...]:
    """What the submission explains of its own issues; from here on it is judged with all that was said so far."""
    submitter = one.delivery.submitter_id
    given = tuple(g for reading in one.readings for g in reading.explanations)
    if any(not g.key for g in given):
        given = keyed(given, one.judgement(registry).issues)
    for each in given:
        if each.key:
            spoken.explain(submitter, each.key, each.text)
    one.standing = Standing(one.delivery.day, spoken.of(submitter))
    return given
