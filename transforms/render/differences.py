"""How far a figure lies from its aim, in the words of a table cell."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from transforms.judging.aims import aim_of
from transforms.judging.phasing import remaining
from transforms.render.vi_format import aim_sign, format_number, format_signed, with_unit
from transforms.terms.indicator import Indicator
from transforms.terms.period import Period
from transforms.terms.plan import Plan, Target

POINTS = "điểm %"
_RATE_UNITS = {"%", POINTS}
_ALL_PCT = Decimal(100)

Row = Mapping[str, Any]


def difference_vi(row: Row, target: Target, definition: Indicator | None, *, is_whole: bool) -> str:
    """The cell beside aim and figure, one statement a line; empty where the figure is not known.

    Of the whole period the difference, rates in points; of a part what the plan still asks for and the
    pace, as a distance to the year's aim is no failure by then. Counts also say their share of the aim.
    """
    if row["difference"] is None:
        return ""
    if is_whole:
        decimals = definition.decimals if definition else 0
        first = [with_unit(format_signed(row["difference"], decimals), difference_unit(row["measure_unit"]))]
    else:
        first = _rest(row, target, definition)
    share = [] if row["progress_pct"] is None else [_of_plan(row["progress_pct"], is_whole=is_whole)]
    return "\n".join(first + share)


def difference_unit(measure_unit: str) -> str:
    """In what a difference is measured: of rates in points."""
    return POINTS if measure_unit in _RATE_UNITS else measure_unit


def share_vi(share: Decimal) -> str:
    """A share with one decimal; what is nearly everything is not printed as everything."""
    text = format_number(share, 1)
    is_nearly_all = share < _ALL_PCT and text == "100,0"
    return "dưới 100%" if is_nearly_all else f"{text.removesuffix(',0')}%"


def phased_vi(row: Row, plan: Plan) -> str:
    """The part of the aim that is due by the end of a part-year: `mức phân kỳ 6 tháng: ≥ 1.032 hộ`."""
    if row["phased_low"] is None or row["months_left"] is None:
        return ""
    months = Period(plan.period).months - row["months_left"]
    amount = with_unit(format_number(row["phased_low"]), row["measure_unit"])
    return f"mức phân kỳ {months} tháng: {aim_sign(row['comparator'])}{amount}"


def _rest(row: Row, target: Target, definition: Indicator | None) -> list[str]:
    aim = aim_of(target, is_higher_better=definition is None or definition.is_higher_better)
    if aim.is_met(row["actual"]):
        return ["đã vượt mức cả năm" if aim.is_beyond(row["actual"]) else "đã đạt mức cả năm"]
    unit = difference_unit(row["measure_unit"])
    rest = with_unit(format_number(remaining(aim, row["actual"])), unit)
    pace = with_unit(format_number(row["required_pace"]), unit)
    return [f"{'còn' if aim.is_upward else 'còn phải giảm'} {rest}", *([f"{pace}/tháng"] if pace else [])]


def _of_plan(share: Decimal, *, is_whole: bool) -> str:
    return f"{share_vi(share)} kế hoạch{'' if is_whole else ' năm'}"
