"""The verdict on one target.

The published (rounded) figure is what is judged, so that a signed table never contradicts itself.
"""

from dataclasses import dataclass
from decimal import Decimal

from transforms.judging.aims import DROPS, Aim, aim_of, verdict_of
from transforms.judging.arithmetic import arithmetic
from transforms.judging.bounds import given, result, span, verdict_within
from transforms.judging.figure import Actual, Followed, Verdict
from transforms.judging.part_year import pace_of, progress, rest
from transforms.judging.phasing import Stretch, phased_aim, stretch_of
from transforms.judging.refusals import (
    across_standards,
    is_across_standards,
    qualitative,
    why_not_computable,
    without_figure,
)
from transforms.judging.wording import against, apart, distance, sentence
from transforms.terms.period import Period
from transforms.terms.plan import Target
from transforms.terms.said import Said, Value, said

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
        return Verdict("qualitative", qualitative(followed))
    stretch = stretch_of(period, plan_period)
    year = aim_of(target, is_higher_better=actual is None or actual.is_higher_better)
    due = phased_aim(target, year, stretch) if stretch else year
    if actual is not None and is_across_standards(target.kind, actual):
        return Verdict("insufficient_data", sentence(across_standards(actual, period)))
    why = why_not_computable(target.kind, actual)
    if stretch is not None and due is None:
        return _not_due(year, actual, why, stretch)
    assert due is not None
    if why is not None:
        return Verdict("insufficient_data", sentence(without_figure(why, against(due))))
    assert actual is not None
    case = _Case(year, due, actual, _baseline(target, actual, stretch), stretch)
    return _judge_complete(case) if actual.is_complete else _judge_partial(case)


def _baseline(target: Target, actual: Actual, stretch: Stretch | None) -> Decimal | None:
    """The year before; a count of a part-year is not held against that of a whole year."""
    return None if stretch and target.kind == "count" else actual.baseline


def _not_due(year: Aim, actual: Actual | None, why: Said | None, stretch: Stretch) -> Verdict:
    """An aim of which nothing is due yet: how far it has come, and what it still requires."""
    value = actual.value if actual is not None and actual.is_complete and why is None else None
    if actual is None or why is not None:
        assert why is not None
        reason = sentence(said("reason_not_due", why=why, against=against(year)))
    elif value is None:
        partial = said("reason_partial", given=given(actual), result=result(year), span=span(year, actual))
        reason = sentence(said("reason_not_due", why=partial, against=against(year)), actual)
    else:
        reason = sentence(progress(year, actual, value, stretch), actual)
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
    reason = said(
        "reason_judged_so",
        figure=arithmetic(case.aim, case.actual, case.value),
        relation=said(f"reason_relation_{verdict}"),
        against=against(case.aim),
        apart=apart(case.aim, case.value, verdict),
        worse=_worse(case, verdict),
        ahead=_ahead(case),
    )
    return _verdict(case, verdict, reason)


def _worse(case: _Case, verdict: str) -> Value:
    if verdict != "worse":
        return ""
    if case.aim.kind in DROPS or case.baseline is None:
        return said("reason_worse_rise")
    key = "reason_worse_lower" if case.aim.is_upward else "reason_worse_higher"
    return said(key, distance=distance(case.aim, abs(case.value - case.baseline)))


def _ahead(case: _Case) -> Value:
    """After the verdict on a part-year: what the year's aim still asks for."""
    if case.stretch is None or not case.stretch.left:
        return ""
    if case.year.is_met(case.value):
        return said("reason_ahead_exceeded" if case.year.is_beyond(case.value) else "reason_ahead_met")
    return said("reason_ahead_rest", rest=rest(case.year, case.actual, case.value, case.stretch))


def _judge_partial(case: _Case) -> Verdict:
    verdict = verdict_within(case.aim, case.actual, case.baseline, case.year)
    parts: dict[str, Value] = {
        "given": given(case.actual),
        "result": result(case.aim),
        "span": span(case.aim, case.actual),
        "against": against(case.aim),
    }
    if verdict is None:
        reason = said("reason_partial_open", **parts)
    else:
        reason = said("reason_partial_closed", relation=said(f"reason_relation_{verdict}"), **parts)
    return _verdict(case, verdict or "insufficient_data", reason)


def _verdict(case: _Case, verdict: str, reason: Said) -> Verdict:
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
