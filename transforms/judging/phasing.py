"""Part-years: how much of an aim is due by then, what remains, and the pace that it requires."""

from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, Decimal
from fractions import Fraction
from math import ceil, floor

from transforms.judging.aims import COUNTS, Aim
from transforms.judging.figure import Actual
from transforms.terms.period import Period
from transforms.terms.plan import Target

_PHASED_EVENLY = frozenset({"count", "drop_count", "drop_pp", "drop_relative"})


@dataclass(frozen=True)
class Stretch:
    """How many months of the plan's period have run when the figures' period ends, and how many are left."""

    period: Period
    months: int
    elapsed: int

    @property
    def left(self) -> int:
        """Months until the plan's period ends."""
        return self.months - self.elapsed


def stretch_of(period: Period | None, plan_period: Period | None) -> Stretch | None:
    """The stretch of a period that is shorter than the plan's; nothing where the figures are of the whole."""
    if period is None or plan_period is None or period.months >= plan_period.months:
        return None
    start, end = plan_period.start_date, period.end_date
    elapsed = 12 * (end.year - start.year) + end.month - start.month + 1
    return Stretch(period, plan_period.months, min(max(elapsed, 0), plan_period.months))


def phased_aim(target: Target, year: Aim, stretch: Stretch) -> Aim | None:
    """The part of the aim that is due at the end of the stretch; nothing where none of it is due yet.

    Linear: an equal share a month since the plan's period began (from when the figures are counted too), for
    counts and drops, rounded up to the step of the aim and never above the aim itself. A level, a coverage
    or a count that is left does not grow from zero, so it cannot be shared out evenly: it is treated as
    annual. Custom: the step that the plan gives for exactly this period.
    """
    if target.phasing == "linear" and target.kind in _PHASED_EVENLY:
        nearer, better = (_share(bound, year, stretch) for bound in (year.nearer, year.better))
    elif target.phasing == "custom":
        steps = {phase.period: phase.low for phase in target.phases}
        if stretch.period.text not in steps:
            return None
        nearer = better = steps[stretch.period.text]
    else:
        return None
    return replace(year, nearer=nearer, better=better, phased_months=stretch.elapsed)


def _share(bound: Decimal, year: Aim, stretch: Stretch) -> Decimal:
    share = bound * stretch.elapsed / stretch.months
    return min(bound, share.quantize(year.step, ROUND_CEILING))


def remaining(aim: Aim, value: Decimal) -> Decimal:
    """How far it is to the first value that meets the aim; zero where it is met."""
    if aim.is_met(value):
        return Decimal(0)
    distance = aim.shortfall(value, aim.nearer) + (aim.step if aim.is_strict else 0)
    return distance.to_integral_value(ROUND_CEILING) if aim.kind in COUNTS else distance


def required_pace(amount: Decimal, months_left: int, step: Decimal) -> Decimal | None:
    """What each month left has to bring, rounded up to the step; nothing once no month is left."""
    return (amount / months_left).quantize(step, ROUND_CEILING) if months_left > 0 else None


def remaining_count(aim: Aim, actual: Actual) -> int | None:
    """What remains of a rate in cases (households, persons): how many must change for the aim to be met.

    Every denominator is taken as it is now. Nothing where the counts are not known, or none is missing.
    """
    exact = _missing_cases(aim, actual)
    if exact is None:
        return None
    missing = floor(exact) + 1 if aim.is_strict else ceil(exact)
    return missing if missing > 0 else None


def _missing_cases(aim: Aim, actual: Actual) -> Fraction | None:
    if aim.kind in COUNTS or actual.numerator is None:
        return None
    now, share = Fraction(actual.numerator), Fraction(aim.nearer) / 100
    if aim.kind == "drop_relative":
        return now - (1 - share) * Fraction(actual.base_numerator) if actual.base_numerator else None
    if not actual.denominator:
        return None
    whole = Fraction(actual.denominator)
    if aim.kind == "drop_pp":
        if actual.base_numerator is None or not actual.base_denominator:
            return None
        return now - (Fraction(actual.base_numerator) / Fraction(actual.base_denominator) - share) * whole
    return share * whole - now if aim.is_upward else now - share * whole
