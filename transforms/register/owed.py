"""Who owes what and what came of it: one line a duty, from the answers in order of arrival."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from transforms.register.arrival import Earlier, first_accepted
from transforms.register.completeness import Fill, empty_fills
from transforms.registry import Registry
from transforms.terms.obligation import Duty
from transforms.terms.period import Period

MISSING = "missing"


class Answered(Earlier, Protocol):
    """A submission as the register sees it."""

    @property
    def verdict(self) -> str:
        """Its state."""

    @property
    def original_name(self) -> str:
        """The name of its file."""

    @property
    def issues(self) -> dict[str, int]:
        """Issues by severity."""

    @property
    def explained(self) -> int:
        """Issues that its submitter explained."""

    @property
    def submission_id(self) -> str:
        """The submission."""


@dataclass(frozen=True)
class Owed:
    """One duty and what came of it: `state` is that of its last accepted version, else of its last one, or missing.

    `due_date` is the nominal day, `deadline` the last working day that keeps it. Timeliness is that of the first
    acceptable version: `days_late` are working days after the deadline, `days_to_accepted` working days from the
    first version to the first acceptable one. `other_standard_vi` names its standard where that is not the one in
    force. Cells are those that the duty asks for, and those of them that the version that counts
    answers.
    """

    submitter_id: str
    submitter_name_vi: str
    form_id: str
    period: str
    figure_status: str
    figure_status_vi: str
    due_date: str
    deadline: str
    state: str
    original_name: str = ""
    first_accepted_date: str = ""
    days_late: int = 0
    days_to_accepted: int = 0
    versions: int = 0
    returned: int = 0
    explained: int = 0
    unexplained: int = 0
    cells_required: int = 0
    cells_given: int = 0
    standard_id: str = ""
    other_standard_vi: str = ""

    @property
    def is_on_time(self) -> bool:
        """Whether an acceptable version arrived by the deadline."""
        return bool(self.first_accepted_date) and self.first_accepted_date <= self.deadline


Fills = Mapping[str, Sequence[Fill]]


def owed_in(
    registry: Registry, answers: Sequence[Answered], fills: Fills, periods: Iterable[Period]
) -> list[Owed]:
    """Every duty of some periods, in order of period, form and submitter.

    `answers` are in order of arrival, `fills` says by submission how full it is.
    """
    return [_owed(duty, answers, fills, registry) for period in periods for duty in registry.duties(period)]


def _owed(duty: Duty, answers: Sequence[Answered], fills: Fills, registry: Registry) -> Owed:
    in_force = registry.standard_in_force(duty.period)
    versions = [a for a in answers if duty.is_answered_by(a, duty.figure_status, in_force)]
    accepted = [a for a in versions if a.is_accepted]
    best = next(reversed(accepted or versions), None)
    common = Owed(
        duty.submitter_id,
        duty.submitter_name_vi,
        duty.form_id,
        duty.period.text,
        duty.figure_status,
        registry.status_label(duty.figure_status),
        duty.due_date.isoformat(),
        registry.deadline(duty).isoformat(),
        best.verdict if best else MISSING,
        cells_required=sum(fill.cells_required for fill in empty_fills(duty, registry)),
        standard_id=registry.standard_of(duty),
        other_standard_vi=registry.other_standard(duty.period, duty.standard_id),
    )
    if best is None:
        return common
    given = _given(duty, fills.get(best.submission_id, ())) if best.is_accepted else 0
    return replace(_with_versions(common, duty, versions, best, registry), cells_given=given)


def _given(duty: Duty, fills: Iterable[Fill]) -> int:
    keys = (duty.form_id, duty.period.text, duty.figure_status, duty.standard_id)
    return sum(
        fill.cells_given
        for fill in fills
        if (fill.form_id, fill.period, fill.figure_status, fill.standard_id) == keys
    )


def _with_versions(
    owed: Owed, duty: Duty, versions: Sequence[Answered], best: Answered, registry: Registry
) -> Owed:
    first = first_accepted(duty, versions, registry)
    asked = best.issues.get("explain", 0) if best.is_accepted else 0
    return replace(
        owed,
        original_name=best.original_name,
        first_accepted_date=first.received_at[:10] if first else "",
        days_late=_days(registry, owed.deadline, first.received_at) if first else 0,
        days_to_accepted=_days(registry, versions[0].received_at, first.received_at) if first else 0,
        versions=len(versions),
        returned=sum(not version.is_accepted for version in versions),
        explained=best.explained,
        unexplained=max(0, asked - best.explained),
    )


def _days(registry: Registry, start: str, end: str) -> int:
    """Working days after the day of `start` up to that of `end`."""
    return registry.calendar.days_late(date.fromisoformat(start[:10]), date.fromisoformat(end[:10]))
