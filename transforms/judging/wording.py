"""Amounts, aims and differences in the words of an official paper."""

from datetime import date
from decimal import Decimal

from transforms.judging.aims import COUNTS, DROPS, Aim
from transforms.judging.figure import Actual
from transforms.render.vi_format import format_aim, format_number, with_unit

POINTS = "điểm %"
_ALL = Decimal(100)
_BOUNDS = {
    ">=": "từ {} trở lên",
    ">": "trên {}",
    "<=": "không quá {}",
    "<": "dưới {}",
    "range": "{}",
}
_LAST_PADDED_MONTH = 2


def amount_vi(aim: Aim, value: Decimal) -> str:
    """A value in the unit of the aim: `2,65 điểm %`, `40%`, `2.063 hộ`."""
    return with_unit(format_number(value), aim.measure_unit)


def distance_vi(aim: Aim, value: Decimal) -> str:
    """A difference or what remains: rates in points, counts in their own unit."""
    return with_unit(format_number(value), aim.measure_unit if aim.kind in COUNTS else POINTS)


def aim_vi(aim: Aim) -> str:
    """The aim as a plan says it: `giảm từ 2.063 hộ trở lên`, `còn không quá 12%`, `giảm từ 15 đến 20%`."""
    return f"{_verb(aim)}{_bound_vi(aim)}"


def _verb(aim: Aim) -> str:
    if aim.kind in DROPS:
        return "giảm "
    return "" if aim.is_upward or aim.kind == "count" else "còn "


def _bound_vi(aim: Aim) -> str:
    if aim.is_range:
        return format_aim(aim.comparator, aim.nearer, aim.better, aim.measure_unit)
    is_everybody = aim.comparator == ">=" and aim.measure_unit == "%" and aim.nearer == _ALL
    return ("{}" if is_everybody else _BOUNDS[aim.comparator]).format(amount_vi(aim, aim.nearer))


def against_vi(aim: Aim) -> str:
    """What the figure is held against: the plan, or the part of it that is due by then."""
    if aim.phased_months is None:
        return f"kế hoạch {aim_vi(aim)}"
    is_plain = aim.comparator == ">=" and not aim.is_range
    step = amount_vi(aim, aim.nearer) if is_plain else aim_vi(aim)
    return f"mức phân kỳ {aim.phased_months} tháng: {step}"


def apart_vi(aim: Aim, value: Decimal, verdict: str) -> str:
    """How far the value lies from the bound that decided.

    Nothing where it lies on it or inside a range, nor where what should have dropped rose.
    """
    is_rise = aim.kind in DROPS and verdict == "worse"
    if is_rise or (verdict == "met" and aim.is_range):
        return ""
    difference = value - (aim.better if verdict == "exceeded" else aim.nearer)
    if difference == 0:
        return "" if aim.is_met(value) else ", chỉ vừa bằng mức này"
    words = ("nhiều hơn", "ít hơn") if aim.kind in COUNTS else ("cao hơn", "thấp hơn")
    return f", {words[difference < 0]} {distance_vi(aim, abs(difference))}"


def sentence(body: str, actual: Actual | None = None) -> str:
    """One sentence: an estimate says so first, then whose figure it is, then what is said of it."""
    is_estimate = actual is not None and actual.is_estimate
    group = f"nhóm “{actual.group_vi}”" if actual is not None and actual.group_vi else ""
    opening = ", ".join(filter(None, ("ước thực hiện" if is_estimate else "", group)))
    said = body.removeprefix("thực hiện ") if opening == "ước thực hiện" else body
    text = f"{opening}: {said}" if opening else said
    return f"{text[0].upper()}{text[1:]}."


def day_vi(day: date) -> str:
    """A day inside a sentence: `30/6/2024`, `01/02/2024`; only months 1 and 2 take a zero, as days under ten do."""
    return f"{day:%d}/{day.month:0{2 if day.month <= _LAST_PADDED_MONTH else 1}d}/{day.year}"
