"""When a submission arrived, against the deadline of what it answers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from transforms.registry import Registry
from transforms.sheet.reading import SheetReading
from transforms.terms.obligation import Answer, Duty
from transforms.terms.period import Period
from transforms.terms.rule import Finding

LATE_RULE = "C18"
_SHOWN = "%d/%m/%Y"


class Earlier(Answer, Protocol):
    """An earlier submission as a deadline sees it."""

    @property
    def received_at(self) -> str:
        """The moment of arrival in Vietnam, ISO."""

    @property
    def is_accepted(self) -> bool:
        """Whether its figures count."""


@dataclass(frozen=True)
class Arrival:
    """`due_date` is the nominal day (ISO, empty where nothing is owed); `days_late` are working days.

    `deadline` is on_time, late or none.
    """

    due_date: str = ""
    deadline: str = "none"
    days_late: int = 0
    findings: tuple[Finding, ...] = ()


def arrival_of(
    submission_id: str,
    submitter_id: str,
    received: date,
    readings: Sequence[SheetReading],
    earlier: Iterable[Earlier],
    registry: Registry,
) -> Arrival:
    """How a submission stands to its deadline; of several duties that it answers, to the one it is latest for.

    Who had an acceptable version in time is in time, also with a later one that mends it.
    """
    known = tuple(earlier)
    found = [
        _against(duty, submission_id, reading.sheet, received, known, registry)
        for reading in readings
        if (duty := duty_of(submitter_id, reading, registry))
    ]
    return max(found, key=lambda one: (one.deadline == "late", one.days_late), default=Arrival())


def duty_of(submitter_id: str, reading: SheetReading, registry: Registry) -> Duty | None:
    """The duty that a sheet answers, in its own figure status."""
    if not (reading.form_id and reading.period):
        return None
    keys = (reading.form_id, Period(reading.period), reading.figure_status, reading.standard_id)
    duty = registry.duty(submitter_id, *keys)
    return duty if duty and duty.figure_status == reading.figure_status else None


def first_accepted(duty: Duty, answers: Iterable[Earlier], registry: Registry) -> Earlier | None:
    """The first acceptable version of what a duty asks for; `answers` are in order of arrival."""
    in_force = registry.standard_in_force(duty.period)
    return next(
        (a for a in answers if a.is_accepted and duty.is_answered_by(a, duty.figure_status, in_force)), None
    )


def _against(
    duty: Duty,
    submission_id: str,
    sheet: str,
    received: date,
    earlier: Iterable[Earlier],
    registry: Registry,
) -> Arrival:
    first = first_accepted(duty, earlier, registry)
    arrived = min(received, date.fromisoformat(first.received_at[:10])) if first else received
    deadline = registry.deadline(duty)
    if arrived <= deadline:
        return Arrival(duty.due_date.isoformat(), "on_time")
    days = registry.calendar.days_late(deadline, arrived)
    finding = Finding(
        LATE_RULE,
        submission_id,
        sheet,
        form_id=duty.form_id,
        period=duty.period.text,
        found=f"{arrived:{_SHOWN}}",
        expected=f"{deadline:{_SHOWN}}",
        detail=str(days),
    )
    return Arrival(duty.due_date.isoformat(), "late", days, (finding,))
