"""The receipt of a submission from what arrived, what was read and what was judged."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from flows.receipts import DeliveryFacts, SubmissionReceipt
from transforms.sheet.reading import SheetReading
from transforms.verdicts import Judgement

_COUNTS = ("read", "ignored_by_rule", "unrecognised")
_KEYS = ("form_id", "form_version", "period", "figure_status", "standard_id")


def receipt_of(
    delivery: DeliveryFacts, readings: Sequence[SheetReading], judgement: Judgement
) -> SubmissionReceipt:
    """The receipt of a submission: what arrived, what was read, what was found."""
    return SubmissionReceipt(**{
        **_arrival(delivery),
        **_said(readings),
        **_read_cells(readings),
        "verdict": judgement.verdict,
        "state_vi": judgement.state_label,
        "reason": judgement.reason,
        "next_action": judgement.next_action,
        "issues": judgement.counts,
        "explained": judgement.explained,
        "waived": judgement.waived,
        "shadow": judgement.shadow,
        "root_causes": judgement.root_causes,
    })  # fmt: skip


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
