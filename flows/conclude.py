"""End a check: receipts and ledger follow from the decided verdicts, also after a run that was stopped."""

from collections.abc import Sequence
from dataclasses import replace

from flows.explaining import enter_explanations
from flows.receipts import SubmissionReceipt
from flows.run_context import RunContext
from flows.stores import ledger
from flows.stores.extracts import all_written, decided, write_receipt


def conclude(context: RunContext) -> list[SubmissionReceipt]:
    """Write the receipts that are still owed and enter each verdict in the ledger once."""
    receipts = decided(context.workspace)
    deliveries = _delivered(context) if receipts else {}
    verdicts = _given(context) if receipts else {}
    for receipt in receipts:
        place = (receipt.submission_id, receipt.sequence)
        write_receipt(context.workspace, replace(receipt, ledger_entry=deliveries.get(place, "")))
        if verdicts.get(place) != (receipt.verdict, receipt.issues):
            _enter(context, receipt)
    enter_explanations(context, receipts)
    _enter_reopenings(context, receipts)
    all_written(context.workspace)
    return receipts


def _enter_reopenings(context: RunContext, receipts: Sequence[SubmissionReceipt]) -> None:
    """Enter once each leave by which figures were taken after their period was closed."""
    used = [receipt for receipt in receipts if receipt.reopenings and receipt.is_accepted]
    entered = {
        (entry["submission_id"], entry["sequence"])
        for entry in (ledger.entries(context.workspace) if used else ())
        if entry["kind"] == "reopening_used"
    }
    for receipt in used:
        if (receipt.submission_id, receipt.sequence) not in entered:
            ledger.append(
                context.workspace,
                context.clock,
                "reopening_used",
                submission_id=receipt.submission_id,
                submitter_id=receipt.submitter_id,
                sequence=receipt.sequence,
                reopenings=receipt.reopenings,
                run_id=context.run_id,
            )


def _delivered(context: RunContext) -> dict[tuple[str, int], str]:
    """The hash of the line of every delivery, by submission and place in the order of arrival."""
    return {
        (entry["submission_id"], entry["sequence"]): line
        for line, entry in ledger.lines(context.workspace)
        if entry["kind"] == "delivery"
    }


def _given(context: RunContext) -> dict[tuple[str, int], tuple[str, dict[str, int]]]:
    """The newest verdict that the ledger holds on every delivery; one that is given again is entered if it differs."""
    return {
        (entry["submission_id"], entry["sequence"]): (entry["verdict"], entry["issues"])
        for entry in ledger.entries(context.workspace)
        if entry["kind"] == "verdict"
    }


def _enter(context: RunContext, receipt: SubmissionReceipt) -> None:
    ledger.append(
        context.workspace,
        context.clock,
        "verdict",
        submission_id=receipt.submission_id,
        submitter_id=receipt.submitter_id,
        sequence=receipt.sequence,
        verdict=receipt.verdict,
        issues=receipt.issues,
        run_id=context.run_id,
    )
