"""Amounts, aims and differences as parts of a sentence; their words stand in messages/verdicts.yaml."""

from decimal import Decimal

from transforms.judging.aims import COUNTS, DROPS, Aim
from transforms.judging.figure import Actual
from transforms.terms.said import Amount, Named, Said, Value, said

POINTS = "điểm %"
_MONTHS = "tháng"
_ALL = Decimal(100)
_BOUNDS = {">=": "from", ">": "above", "<=": "at_most", "<": "below"}
_OPEN_RANGES = {">=": "range_upwards", ">": "range_upwards", "<=": "range_downwards", "<": "range_downwards"}


def amount(aim: Aim, value: Decimal) -> Amount:
    """A value in the unit of the aim: `2,65 điểm %`, `40%`, `2.063 hộ`."""
    return Amount(value, aim.measure_unit)


def distance(aim: Aim, value: Decimal) -> Amount:
    """A difference or what remains: rates in points, counts in their own unit."""
    return Amount(value, aim.measure_unit if aim.kind in COUNTS else POINTS)


def months(number: int) -> Amount:
    """A number of months."""
    return Amount(Decimal(number), _MONTHS)


def aim_said(aim: Aim) -> Value:
    """The aim as a plan says it: `giảm từ 2.063 hộ trở lên`, `còn không quá 12%`, `giảm từ 15 đến 20%`."""
    if aim.kind in DROPS:
        return said("reason_aim_drop", bound=_bound(aim))
    return _bound(aim) if aim.is_upward or aim.kind == "count" else said("reason_aim_left", bound=_bound(aim))


def _bound(aim: Aim) -> Value:
    if aim.is_range:
        return range_said(aim.comparator, aim.nearer, aim.better, aim.measure_unit)
    is_everybody = aim.comparator == ">=" and aim.measure_unit == "%" and aim.nearer == _ALL
    plain = amount(aim, aim.nearer)
    if is_everybody or aim.comparator not in _BOUNDS:
        return plain
    return said(f"reason_bound_{_BOUNDS[aim.comparator]}", amount=plain)


def range_said(comparator: str, one: Decimal, other: Decimal, measure_unit: str) -> Said:
    """`từ 15 đến 20%`, `từ 3 đến 4 điểm % trở lên`: the bounds in the order of the number line."""
    low, high = sorted((one, other))
    return said(_OPEN_RANGES.get(comparator, "range_between"), low=low, high=Amount(high, measure_unit))


def against(aim: Aim) -> Said:
    """What the figure is held against: the plan, or the part of it that is due by then."""
    if aim.phased_months is None:
        return said("reason_against_plan", aim=aim_said(aim))
    is_plain = aim.comparator == ">=" and not aim.is_range
    step = amount(aim, aim.nearer) if is_plain else aim_said(aim)
    return said("reason_against_phased", months=months(aim.phased_months), step=step)


def apart(aim: Aim, value: Decimal, verdict: str) -> Value:
    """How far the value lies from the bound that decided.

    Nothing where it lies on it or inside a range, nor where what should have dropped rose.
    """
    is_rise = aim.kind in DROPS and verdict == "worse"
    if is_rise or (verdict == "met" and aim.is_range):
        return ""
    difference = value - (aim.better if verdict == "exceeded" else aim.nearer)
    if difference == 0:
        return "" if aim.is_met(value) else said("reason_apart_equal")
    words = ("more", "fewer") if aim.kind in COUNTS else ("higher", "lower")
    return said(f"reason_apart_{words[difference < 0]}", distance=distance(aim, abs(difference)))


def sentence(body: Said, actual: Actual | None = None) -> Said:
    """One sentence: an estimate says so first, then whose figure it is, then what is said of it."""
    opening = _opening(actual) if actual is not None else None
    if opening is None:
        return said("reason_sentence", said=body)
    return said("reason_opened", opening=opening, said=body)


def _opening(actual: Actual) -> Said | None:
    group = Named(actual.group_vi, actual.group_en)
    if actual.is_estimate and actual.group_vi:
        return said("reason_opening_estimate_group", group=group)
    if actual.is_estimate:
        return said("reason_opening_estimate")
    return said("reason_opening_group", group=group) if actual.group_vi else None
