"""The answer on a submission: its receipt from what arrived, was read and was judged, and its marked copy."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from flows.places import Workspace
from flows.receipts import DeliveryFacts, SubmissionReceipt
from flows.stores import archive
from flows.stores.answers import MARKED, write_marked
from flows.stores.marking import Marker
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


def mark(workspace: Workspace, delivery: DeliveryFacts, issues: Sequence[Issue], marker: Marker) -> None:
    """Put the marked copy of a workbook beside its receipt."""
    folder = workspace.returned(delivery.submitter_id, delivery.submission_id)
    original = archive.open_bytes_of(workspace, delivery)
    write_marked(original, folder / MARKED, issues, marker)


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
