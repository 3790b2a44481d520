"""The verdict on one target.

The published (rounded) figure is what is judged, so that a signed table never contradicts itself.
"""

from dataclasses import dataclass
from decimal import Decimal

from transforms.judging.aims import DROPS, Aim, aim_of, verdict_of
from transforms.judging.arithmetic import arithmetic_vi
from transforms.judging.bounds import given_vi, result_vi, span_vi, verdict_within
from transforms.judging.figure import Actual, Followed, Verdict
from transforms.judging.part_year import pace_of, progress_vi, rest_vi
from transforms.judging.phasing import Stretch, phased_aim, stretch_of
from transforms.judging.refusals import (
    across_standards_vi,
    is_across_standards,
    qualitative_vi,
    why_not_computable,
    without_figure_vi,
)
from transforms.judging.wording import against_vi, apart_vi, distance_vi, sentence
from transforms.terms.period import Period
from transforms.terms.plan import Target

_RELATIONS = {
    "exceeded": "vượt",
    "met": "đạt",
    "near": "gần đạt",
    "not_met": "không đạt",
    "worse": "không đạt",
}
_NOT_DUE = "chưa đến hạn đánh giá"
_SHARED_OUT = frozenset({"count", "drop_count"})


@dataclass(frozen=True)
class _Case:
    """A target with numbers beside its figure: `aim` is what is due now, `year` the plan's own aim."""

    year: Aim
    aim: Aim
    actual: Actual
    baseline: Decimal | None
    stretch: Stretch | None

    @property
    def value(self) -> Decimal:
        assert self.actual.value is not None
        return self.actual.value


def judge(
    target: Target,
    actual: Actual | None,
    period: Period | None = None,
    plan_period: Period | None = None,
    followed: Followed | None = None,
) -> Verdict:
    """The verdict on a target by the figures of `period`; without a figure none is given.

    Where missing territories could turn the verdict, none is given either. For a period shorter than the
    plan's the aim is phased (transforms/judging/phasing.py); an aim that is due at the end of the year only is
    `not_due`, whatever the figure. `followed` is for aims without numbers.
    """
    if target.kind == "qualitative":
        return Verdict("qualitative", qualitative_vi(followed))
    stretch = stretch_of(period, plan_period)
    year = aim_of(target, is_higher_better=actual is None or actual.is_higher_better)
    due = phased_aim(target, year, stretch) if stretch else year
    if actual is not None and is_across_standards(target.kind, actual):
        return Verdict("insufficient_data", sentence(across_standards_vi(actual, period)))
    why = why_not_computable(target.kind, actual)
    if stretch is not None and due is None:
        return _not_due(year, actual, why, stretch)
    assert due is not None
    if actual is None or why:
        return Verdict("insufficient_data", sentence(without_figure_vi(why, against_vi(due))))
    case = _Case(year, due, actual, _baseline(target, actual, stretch), stretch)
    return _judge_complete(case) if actual.is_complete else _judge_partial(case)


def _baseline(target: Target, actual: Actual, stretch: Stretch | None) -> Decimal | None:
    """The year before; a count of a part-year is not held against that of a whole year."""
    return None if stretch and target.kind == "count" else actual.baseline


def _not_due(year: Aim, actual: Actual | None, why: str, stretch: Stretch) -> Verdict:
    """An aim of which nothing is due yet: how far it has come, and what it still requires."""
    value = actual.value if actual is not None and actual.is_complete and not why else None
    if actual is None or why:
        reason = sentence(f"{why}; {_NOT_DUE} {against_vi(year)}")
    elif value is None:
        partial = f"{given_vi(actual)}, {result_vi(year)} {span_vi(year, actual)}"
        reason = sentence(f"{partial}; {_NOT_DUE} {against_vi(year)}", actual)
    else:
        reason = sentence(progress_vi(year, actual, value, stretch), actual)
    return Verdict(
        "not_due",
        reason,
        None if value is None else value - year.nearer,
        _progress(year, value),
        months_left=stretch.left,
        required_pace=pace_of(year, value, stretch),
    )


def _judge_complete(case: _Case) -> Verdict:
    verdict = verdict_of(case.aim, case.value, case.baseline, case.year)
    reason = (
        f"{arithmetic_vi(case.aim, case.actual, case.value)}; {_RELATIONS[verdict]} {against_vi(case.aim)}"
        f"{apart_vi(case.aim, case.value, verdict)}{_worse(case, verdict)}{_ahead(case)}"
    )
    return _verdict(case, verdict, reason)


def _worse(case: _Case, verdict: str) -> str:
    if verdict != "worse":
        return ""
    if case.aim.kind in DROPS or case.baseline is None:
        return ", không giảm mà tăng so với năm trước"
    direction = "giảm" if case.aim.is_upward else "tăng"
    return f", {direction} {distance_vi(case.aim, abs(case.value - case.baseline))} so với năm trước"


def _ahead(case: _Case) -> str:
    """After the verdict on a part-year: what the year's aim still asks for."""
    if case.stretch is None or not case.stretch.left:
        return ""
    if case.year.is_met(case.value):
        return f"; đã {'vượt' if case.year.is_beyond(case.value) else 'đạt'} mức cả năm"
    return f"; cả năm {rest_vi(case.year, case.actual, case.value, case.stretch)}"


def _judge_partial(case: _Case) -> Verdict:
    verdict = verdict_within(case.aim, case.actual, case.baseline, case.year)
    given, against = given_vi(case.actual), against_vi(case.aim)
    result, span = result_vi(case.aim), span_vi(case.aim, case.actual)
    if verdict is None:
        reason = f"{given}, {result} {span} nên chưa kết luận được so với {against}"
    else:
        reason = f"{given} nhưng mọi {result} có thể ({span}) đều {_RELATIONS[verdict]} {against}"
    return _verdict(case, verdict or "insufficient_data", reason)


def _verdict(case: _Case, verdict: str, reason: str) -> Verdict:
    value, stretch = case.actual.value, case.stretch
    return Verdict(
        verdict,
        sentence(reason, case.actual),
        None if value is None else value - case.year.nearer,
        _progress(case.year, value),
        case.aim.nearer if case.stretch else None,
        stretch.left if stretch else None,
        pace_of(case.year, value, stretch) if stretch and case.actual.is_complete else None,
    )


def _progress(year: Aim, value: Decimal | None) -> Decimal | None:
    """Share of the aim, for counts that should grow only: a rate over a rate says nothing."""
    if year.kind not in _SHARED_OUT or not year.is_upward or not year.nearer or value is None:
        return None
    return (100 * value / year.nearer).quantize(Decimal("0.01"))
