"""Who owed what for a release, and what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from transforms.registry import Registry
from transforms.release import DutyState, Frame
from transforms.terms.obligation import Duty
from transforms.terms.standard import FigureStatus
from transforms.text.normalise import lower_first


@dataclass(frozen=True)
class SubmissionState:
    """What the release needs to know of one checked submission; lists of them are in order of arrival."""

    submission_id: str
    submitter_id: str
    original_name: str
    received_date: date
    form_id: str
    period: str
    figure_status: str
    verdict: str
    is_simulated: bool
    standard_id: str = ""


def duties_of(frame: Frame, registry: Registry) -> list[Duty]:
    """Everything owed for the plan's area in the period and status of the release.

    Where nobody owes that status, the duties of the other statuses are what can be missing.
    """
    day = frame.period.end_date
    found = [
        duty
        for duty in registry.duties(frame.period)
        if frame.plan.territory_code in registry.territories.ancestors(duty.area_code, day)
    ]
    return [duty for duty in found if duty.figure_status == frame.status.figure_status] or found


def duty_states(frame: Frame, submissions: Sequence[SubmissionState], registry: Registry) -> list[DutyState]:
    """What came of every duty: its newest accepted submission, else the newest returned one, else nothing."""
    return [_duty_state(duty, frame.status, submissions, registry) for duty in duties_of(frame, registry)]


def _duty_state(
    duty: Duty, status: FigureStatus, submissions: Sequence[SubmissionState], registry: Registry
) -> DutyState:
    in_force = registry.standard_in_force(duty.period)
    answers = [s for s in submissions if duty.is_answered_by(s, status.figure_status, in_force)]
    accepted = [s for s in answers if s.verdict.startswith("accepted")]
    best = next(reversed(accepted or answers), None)
    owed = DutyState(
        duty.submitter_id,
        duty.submitter_name_vi,
        duty.form_id,
        duty.period.text,
        duty.due_date,
        "missing",
        standard_name_vi=registry.other_standard(duty.period, duty.standard_id),
        submitter_name_en=duty.submitter_name_en,
        standard_name_en=_other_standard_en(duty, in_force, registry),
    )
    if best is None:
        return owed
    return replace(
        owed,
        state=best.verdict,
        submission_id=best.submission_id,
        original_name=best.original_name,
        received_date=best.received_date,
    )


def _other_standard_en(duty: Duty, in_force: str, registry: Registry) -> str:
    names = (lower_first(s.name_en) for s in registry.standards if s.standard_id == duty.standard_id)
    return "" if duty.standard_id == in_force else next(names, "")
