"""Missing territories: a verdict only where the best and the worst case agree."""

from decimal import Decimal

from transforms.judging.aims import DROPS, Aim, verdict_of
from transforms.judging.figure import Actual
from transforms.judging.wording import amount
from transforms.terms.said import Said, said

# What missing territories add to a count has no limit of its own; what they add takes away from a drop.
_OPEN_ABOVE = frozenset({"count", "level_count"})
_OPEN_BELOW = frozenset({"drop_count"})


def verdict_within(aim: Aim, actual: Actual, baseline: Decimal | None, year: Aim) -> str | None:
    """The verdict that every value between the bounds has; nothing where they disagree or are not known.

    Verdicts are ordered along the scale of the figure, so that what both ends have, all between them has.
    """
    low, high = _ends(aim, actual)
    if low is None or high is None:
        return None
    worst, best = (verdict_of(aim, value, baseline, year) for value in (low, high))
    return worst if worst == best else None


def _ends(aim: Aim, actual: Actual) -> tuple[Decimal | None, Decimal | None]:
    low, high = actual.low, actual.high
    if high is None and low is not None and aim.kind in _OPEN_ABOVE:
        high = Decimal("Infinity")
    if low is None and high is not None and aim.kind in _OPEN_BELOW:
        low = Decimal("-Infinity")
    return low, high


def given(actual: Actual) -> Said:
    """`mới có số liệu của 120/151 đơn vị`."""
    if actual.units_given is None or actual.units_owed is None:
        return said("reason_given_some")
    return said("reason_given_units", given=actual.units_given, owed=actual.units_owed)


def result(aim: Aim) -> Said:
    """What lies between the bounds."""
    return said("reason_result_drop" if aim.kind in DROPS else "reason_result_any")


def span(aim: Aim, actual: Actual) -> Said:
    """`từ 7,5 đến 32,5%`, or as much of it as is known."""
    low, high = actual.low, actual.high
    if low is not None and high is not None:
        return said("reason_span_both", low=low, high=amount(aim, high))
    if low is not None:
        return said("reason_span_low", low=amount(aim, low))
    return (
        said("reason_span_high", high=amount(aim, high)) if high is not None else said("reason_span_unknown")
    )
