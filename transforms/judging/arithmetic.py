"""How a figure comes about, in signs and numbers."""

from decimal import ROUND_HALF_UP, Decimal

from transforms.judging.aims import COUNTS, Aim
from transforms.judging.figure import Actual
from transforms.judging.wording import amount_vi
from transforms.render.vi_format import format_number


def arithmetic_vi(aim: Aim, actual: Actual, value: Decimal) -> str:
    """`128/151 xã = 84,77%`, `10.473 - 8.410 = 2.063 hộ`; the bare figure where its parts are not known."""
    shown = {
        "drop_pp": _rate_drop,
        "drop_count": _count_drop,
        "drop_relative": _relative_drop,
    }.get(aim.kind, _rate)(aim, actual, value)
    return shown or bare_vi(aim, value)


def bare_vi(aim: Aim, value: Decimal) -> str:
    """The figure by itself: `giảm 2,65 điểm %`, `còn 12,5%`, `thực hiện 5.236 người`."""
    if aim.kind.startswith("drop"):
        return f"{'tăng' if value < 0 else 'giảm'} {amount_vi(aim, abs(value))}"
    is_left = not aim.is_upward and aim.kind != "count"
    return f"{'còn' if is_left else 'thực hiện'} {amount_vi(aim, value)}"


def fraction_vi(aim: Aim, actual: Actual) -> str:
    """Numerator over denominator of a rate; nothing where either is not known."""
    if aim.kind in COUNTS or actual.numerator is None or not actual.denominator:
        return ""
    if aim.kind == "share_of_territories":
        shares = f"{format_number(actual.numerator)}/{format_number(actual.denominator)}"
        return f"{shares} {actual.count_unit}".rstrip()
    return _over(actual.numerator, actual.denominator)


def _rate(aim: Aim, actual: Actual, value: Decimal) -> str:
    fraction = fraction_vi(aim, actual)
    return f"{fraction} = {amount_vi(aim, value)}" if fraction else ""


def _count_drop(aim: Aim, actual: Actual, value: Decimal) -> str:
    before = actual.baseline if actual.base_numerator is None else actual.base_numerator
    if before is None or actual.numerator is None:
        return ""
    return f"{format_number(before)} - {format_number(actual.numerator)} = {amount_vi(aim, value)}"


def _relative_drop(aim: Aim, actual: Actual, value: Decimal) -> str:
    if not actual.base_numerator or actual.numerator is None:
        return ""
    before, now = format_number(actual.base_numerator), format_number(actual.numerator)
    return f"({before} - {now}) / {before} = {amount_vi(aim, value)}"


def _rate_drop(aim: Aim, actual: Actual, value: Decimal) -> str:
    """Both rates with their counts; with four decimals where two would not add up to the rounded drop."""
    n0, d0, n1, d1 = actual.base_numerator, actual.base_denominator, actual.numerator, actual.denominator
    if n0 is None or n1 is None or not d0 or not d1:
        return ""
    rates = 100 * n0 / d0, 100 * n1 / d1
    decimals = 2 if _rounded(rates[0]) - _rounded(rates[1]) == value else 4
    shown = " - ".join(f"{format_number(rate, decimals)}%" for rate in rates)
    return f"{_over(n0, d0)} - {_over(n1, d1)} = {shown} = {amount_vi(aim, value)}"


def _over(numerator: Decimal, denominator: Decimal) -> str:
    return f"{format_number(numerator)} / {format_number(denominator)}"


def _rounded(rate: Decimal) -> Decimal:
    return rate.quantize(Decimal("0.01"), ROUND_HALF_UP)
