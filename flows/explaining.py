"""Explanations and their refusal: from the ledger, from tonight's submissions, and back into the ledger."""

from collections.abc import Iterable
from dataclasses import asdict

from flows.places import Workspace
from flows.receipts import SubmissionReceipt
from flows.run_context import RunContext
from flows.stores import ledger
from flows.stores.extracts import read_explanations
from transforms.spoken import Spoken

EXPLANATION, REFUSAL = "explanation", "refusal"


def spoken_in(workspace: Workspace) -> Spoken:
    """Everything that was explained and refused so far."""
    spoken = Spoken()
    for entry in ledger.entries(workspace):
        if entry["kind"] == EXPLANATION and entry["key"]:
            spoken.explain(entry["submitter_id"], entry["key"], entry["text"])
        elif entry["kind"] == REFUSAL:
            spoken.refuse(entry["submitter_id"], entry["key"], entry["reason"])
    return spoken


def enter_explanations(context: RunContext, receipts: Iterable[SubmissionReceipt]) -> None:
    """Enter what the submissions explained in the ledger, each line once, also those without a known key."""
    given = [
        (receipt, one)
        for receipt in receipts
        for one in read_explanations(context.workspace, receipt.submission_id)
    ]
    if not given:
        return
    entered = {
        (e["submission_id"], e["sequence"], e["sheet"], e["cell"], e["rule_id"], e["text"])
        for e in ledger.entries(context.workspace)
        if e["kind"] == EXPLANATION
    }
    for receipt, one in given:
        place = (receipt.submission_id, receipt.sequence, one.sheet, one.cell, one.rule_id, one.text)
        if place not in entered:
            ledger.append(
                context.workspace,
                context.clock,
                EXPLANATION,
                submission_id=receipt.submission_id,
                submitter_id=receipt.submitter_id,
                sequence=receipt.sequence,
                run_id=context.run_id,
                **asdict(one),
            )
