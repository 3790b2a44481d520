"""Sentences of part-years: what was done, what remains, and what each month left has to bring."""

from decimal import Decimal
from math import ceil

from transforms.judging.aims import DROPS, Aim
from transforms.judging.arithmetic import fraction
from transforms.judging.figure import Actual
from transforms.judging.phasing import Stretch, remaining, remaining_count, required_pace
from transforms.judging.wording import aim_said, amount, distance, months
from transforms.terms.said import Amount, Said, Value, said


def pace_of(year: Aim, value: Decimal | None, stretch: Stretch) -> Decimal | None:
    """The pace that the year's aim still requires; nothing where it is met, or no month is left."""
    if value is None or year.is_met(value):
        return None
    return required_pace(remaining(year, value), stretch.left, year.step)


def progress(year: Aim, actual: Actual, value: Decimal, stretch: Stretch) -> Said:
    """`đã giảm 473 hộ trên 2.063 hộ; còn 1.590 hộ, 265 hộ/tháng trong 6 tháng còn lại`."""
    done = _done(year, actual, value)
    if year.is_met(value):
        return said("reason_progress_met", done=done)
    key = "reason_progress_rest" if stretch.left else "reason_progress_over"
    return said(key, done=done, rest=rest(year, actual, value, stretch))


def _done(year: Aim, actual: Actual, value: Decimal) -> Said:
    done = _reached(year, actual, value)
    is_plain = year.comparator == ">=" and not year.is_range and value >= 0
    if is_plain and (year.kind in DROPS or year.kind == "count"):
        return said("reason_progress_of", done=done, amount=amount(year, year.nearer))
    return said("reason_progress_against", done=done, aim=aim_said(year))


def _reached(year: Aim, actual: Actual, value: Decimal) -> Said:
    so_far = amount(year, abs(value))
    if year.kind in DROPS:
        return said("reason_progress_drop" if value >= 0 else "reason_progress_rise", amount=so_far)
    if year.kind == "count":
        return said("reason_progress_count", amount=so_far)
    parts = fraction(year, actual)
    told = said("reason_progress_parts", parts=parts) if parts else ""
    return said(
        "reason_progress_state" if year.is_upward else "reason_progress_left", amount=so_far, parts=told
    )


def rest(year: Aim, actual: Actual, value: Decimal, stretch: Stretch) -> Said:
    """`còn 1.590 hộ, 265 hộ/tháng trong 6 tháng còn lại`; after the plan's end only what is left undone."""
    left = remaining(year, value)
    count = remaining_count(year, actual)
    undone = still_to_do(year, distance(year, left), _cases("reason_cases", count, actual))
    pace = required_pace(left, stretch.left, year.step)
    if pace is None:
        return undone
    cases_a_month = None if count is None else ceil(count / stretch.left)
    cases = _cases("reason_cases_monthly", cases_a_month, actual)
    monthly = said("reason_monthly", pace=distance(year, pace), cases=cases)
    return said("reason_rest_paced", rest=undone, monthly=monthly, months=months(stretch.left))


def still_to_do(year: Aim, left: Amount, cases: Value = "") -> Said:
    """`còn 1.590 hộ`, of what should grow less `còn phải giảm 1.590 hộ`."""
    key = "reason_rest_more" if year.is_upward else "reason_rest_less"
    return said(key, distance=left, cases=cases)


def _cases(key: str, count: int | None, actual: Actual) -> Value:
    if count is None or not actual.count_unit:
        return ""
    return said(key, amount=Amount(Decimal(count), actual.count_unit))
