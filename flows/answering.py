"""The answer on a submission: its receipt from what arrived, was read and was judged, and its marked copy."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from flows.places import Workspace
from flows.receipts import DeliveryFacts, SubmissionReceipt
from flows.stores import archive
from flows.stores.answers import MARKED, write_marked, write_page
from flows.stores.marking import Marker
from transforms.registry import Registry
from transforms.render.answer import answer_of, fault_answer
from transforms.sheet.reading import SheetReading
from transforms.terms.rule import Issue
from transforms.verdicts import Judgement

_COUNTS = ("read", "ignored_by_rule", "unrecognised")
_KEYS = ("form_id", "form_version", "period", "figure_status", "standard_id")


def receipt_of(
    delivery: DeliveryFacts, readings: Sequence[SheetReading], judgement: Judgement
) -> SubmissionReceipt:
    """The receipt of a submission: what arrived, what was read, what was found."""
    return SubmissionReceipt(
        **{**_arrival(delivery), **_said(readings), **_read_cells(readings), **judged_fields(judgement)}
    )


def judged_fields(judgement: Judgement) -> dict[str, Any]:
    """What a receipt says of the judgement."""
    return {
        "verdict": judgement.verdict,
        "state_vi": judgement.state_label,
        "reason": judgement.reason,
        "next_action": judgement.next_action,
        "issues": judgement.counts,
        "explained": judgement.explained,
        "waived": judgement.waived,
        "shadow": judgement.shadow,
        "root_causes": judgement.root_causes,
    }


def answer(
    workspace: Workspace,
    receipt: SubmissionReceipt,
    issues: Sequence[Issue],
    registry: Registry,
    marker: Marker,
    *,
    is_copied: bool,
) -> None:
    """Put the answer beside the receipt: a page, and where there are issues a workbook.

    Raises:
        ValueError: the submission is returned without an issue that says why. That is a bug of ours.
    """
    folder = workspace.returned(receipt.submitter_id, receipt.submission_id)
    said = answer_of(asdict(receipt), issues, registry)
    write_page(folder, said)
    if issues:
        original = archive.open_bytes_of(workspace, archive.delivery_of(workspace, receipt.submission_id))
        # What was shut away since is answered by our own sheets alone.
        write_marked(original if is_copied and original.exists() else None, folder / MARKED, said, marker)


def answer_fault(workspace: Workspace, delivery: DeliveryFacts, registry: Registry) -> None:
    """Tell the submitter of a file on which our own program failed that it is kept, and that the fault is ours."""
    receipt = asdict(SubmissionReceipt(**_arrival(delivery)))
    folder = workspace.returned(delivery.submitter_id, delivery.submission_id)
    write_page(folder, fault_answer(receipt, registry))


def may_be_copied(readings: Sequence[SheetReading]) -> bool:
    """Whether an answer may hold the sheets that were sent: never where one lists persons, nor unread ones."""
    return bool(readings) and not any(reading.is_personal_list for reading in readings)


def _arrival(delivery: DeliveryFacts) -> dict[str, Any]:
    names = ("submission_id", "submitter_id", "original_name", "received_at", "sequence")
    return {name: getattr(delivery, name) for name in names}


def _said(readings: Sequence[SheetReading]) -> dict[str, Any]:
    """What the sheets say of themselves, each said once."""
    said = {name: _joined(readings, name, "+") for name in _KEYS}
    letter = {name: _joined(readings, name, "; ") for name in ("office", "letter_number", "letter_date")}
    return {**said, **letter, "is_simulated": any(r.is_simulated for r in readings)}


def _joined(readings: Sequence[SheetReading], name: str, joined_by: str) -> str:
    return joined_by.join(dict.fromkeys(filter(None, (getattr(r, name) for r in readings))))


def _read_cells(readings: Sequence[SheetReading]) -> dict[str, Any]:
    counts = {f"cells_{name}": sum(r.counts.get(name, 0) for r in readings) for name in _COUNTS}
    ignored = sum((Counter(reading.ignored) for reading in readings), Counter[str]())
    return {**counts, "cells_ignored": dict(sorted(ignored.items()))}
