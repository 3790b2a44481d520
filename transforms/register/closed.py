"""What the province has closed, and who may send again all the same."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from transforms.register.arrival import duty_of
from transforms.registry import Registry
from transforms.sheet.reading import SheetReading
from transforms.terms.closing import Closing, Reopening
from transforms.terms.obligation import Duty
from transforms.terms.rule import Finding

CLOSED_RULE = "V01"
_SHOWN = "%d/%m/%Y"


@dataclass(frozen=True)
class Gate:
    """What became of a submission at the closed periods: why it is refused, and the leave that it came in by."""

    findings: tuple[Finding, ...] = ()
    reopenings: tuple[str, ...] = ()


def gate_of(
    submission_id: str,
    submitter_id: str,
    received: date,
    readings: Sequence[SheetReading],
    registry: Registry,
) -> Gate:
    """Whether what a submission says was closed on the day of its arrival, sheet by sheet."""
    findings: list[Finding] = []
    used: list[str] = []
    for reading in readings:
        duty = duty_of(submitter_id, reading, registry)
        closing = closing_of(duty, registry, received) if duty else None
        if duty is None or closing is None:
            continue
        leave = reopening_of(duty, registry, received)
        if leave:
            used.append(leave.reopening_id)
        else:
            findings.append(_closed(submission_id, reading.sheet, received, duty, closing))
    return Gate(tuple(findings), tuple(dict.fromkeys(used)))


def closing_of(duty: Duty, registry: Registry, day: date) -> Closing | None:
    """The closing that stands in the way of a submission on `day`: one that came into force before that day."""
    return next((c for c in closings_of(duty, registry) if c.closed_on < day), None)


def closings_of(duty: Duty, registry: Registry) -> Iterator[Closing]:
    """The closings of what a duty asks for, of its own area or of one around it."""
    around = _around(duty, registry)
    keys = (duty.form_id, duty.period.text, duty.figure_status)
    return (c for c in registry.closings if c.area_code in around and c.concerns(*keys))


def reopening_of(duty: Duty, registry: Registry, day: date) -> Reopening | None:
    """The leave to send again on `day` what a duty asks for."""
    around = _around(duty, registry)
    keys = (duty.form_id, duty.period.text, duty.figure_status)
    return next(
        (
            one
            for one in registry.reopenings
            if one.concerns(*keys)
            and one.is_valid_at(day)
            and (one.submitter_id == duty.submitter_id or one.area_code in around)
        ),
        None,
    )


def _around(duty: Duty, registry: Registry) -> frozenset[str]:
    """The area of a duty and every one around it."""
    return registry.territories.ancestors(duty.area_code, duty.period.end_date)


def _closed(submission_id: str, sheet: str, received: date, duty: Duty, closing: Closing) -> Finding:
    return Finding(
        CLOSED_RULE,
        submission_id,
        sheet,
        form_id=duty.form_id,
        period=duty.period.text,
        found=f"{received:{_SHOWN}}",
        expected=f"{closing.closed_on:{_SHOWN}}",
        detail=closing.accepted_by,
    )
