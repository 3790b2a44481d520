"""Sentences of part-years: what was done, what remains, and what each month left has to bring."""

from decimal import Decimal
from math import ceil

from transforms.judging.aims import DROPS, Aim
from transforms.judging.arithmetic import fraction_vi
from transforms.judging.figure import Actual
from transforms.judging.phasing import Stretch, remaining, remaining_count, required_pace
from transforms.judging.wording import aim_vi, amount_vi, distance_vi
from transforms.render.vi_format import format_number

_AT_YEAR_END = "sẽ đánh giá theo số liệu cả năm"


def pace_of(year: Aim, value: Decimal | None, stretch: Stretch) -> Decimal | None:
    """The pace that the year's aim still requires; nothing where it is met, or no month is left."""
    if value is None or year.is_met(value):
        return None
    return required_pace(remaining(year, value), stretch.left, year.step)


def progress_vi(year: Aim, actual: Actual, value: Decimal, stretch: Stretch) -> str:
    """`đã giảm 473 hộ trên 2.063 hộ; còn 1.590 hộ, 265 hộ/tháng trong 6 tháng còn lại`."""
    done = _done(year, actual, value)
    if year.is_met(value):
        return f"{done}, đã đạt mức cả năm; {_AT_YEAR_END}"
    rest = rest_vi(year, actual, value, stretch)
    return f"{done}; {rest}" if stretch.left else f"{done}; {rest}; {_AT_YEAR_END}"


def _done(year: Aim, actual: Actual, value: Decimal) -> str:
    done = _said(year, actual, value)
    is_plain = year.comparator == ">=" and not year.is_range and value >= 0
    if is_plain and (year.kind in DROPS or year.kind == "count"):
        return f"{done} trên {amount_vi(year, year.nearer)}"
    return f"{done}, kế hoạch {aim_vi(year)}"


def _said(year: Aim, actual: Actual, value: Decimal) -> str:
    amount = amount_vi(year, abs(value))
    if year.kind in DROPS:
        return f"đã giảm {amount}" if value >= 0 else f"không giảm mà tăng {amount}"
    if year.kind == "count":
        return f"đã thực hiện {amount}"
    fraction = fraction_vi(year, actual)
    parts = f" ({fraction})" if fraction else ""
    return f"hiện {'đạt' if year.is_upward else 'còn'} {amount}{parts}"


def rest_vi(year: Aim, actual: Actual, value: Decimal, stretch: Stretch) -> str:
    """`còn 1.590 hộ, 265 hộ/tháng trong 6 tháng còn lại`; after the plan's end only what is left undone."""
    amount = remaining(year, value)
    cases = remaining_count(year, actual)
    verb = "còn" if year.is_upward else "còn phải giảm"
    rest = f"{verb} {distance_vi(year, amount)}{_cases(cases, actual)}"
    pace = required_pace(amount, stretch.left, year.step)
    if pace is None:
        return rest
    cases_a_month = None if cases is None else ceil(cases / stretch.left)
    monthly = f"{distance_vi(year, pace)}/tháng{_cases(cases_a_month, actual, '/tháng')}"
    return f"{rest}, {monthly} trong {stretch.left} tháng còn lại"


def _cases(count: int | None, actual: Actual, suffix: str = "") -> str:
    if count is None or not actual.count_unit:
        return ""
    return f" (khoảng {format_number(Decimal(count))} {actual.count_unit}{suffix})"
