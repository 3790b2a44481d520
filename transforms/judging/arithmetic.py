"""How a figure comes about, in signs and numbers."""

from decimal import ROUND_HALF_UP, Decimal

from transforms.judging.aims import COUNTS, Aim
from transforms.judging.figure import Actual
from transforms.judging.wording import amount
from transforms.terms.said import Amount, Rounded, Said, Value, said


def arithmetic(aim: Aim, actual: Actual, value: Decimal) -> Value:
    """`128/151 xã = 84,77%`, `10.473 - 8.410 = 2.063 hộ`; the bare figure where its parts are not known."""
    parts = {
        "drop_pp": _rate_drop,
        "drop_count": _count_drop,
        "drop_relative": _relative_drop,
    }.get(aim.kind, fraction)(aim, actual)
    return (
        said("reason_equals", parts=parts, amount=amount(aim, value)) if parts else _bare(aim, actual, value)
    )


def _bare(aim: Aim, actual: Actual, value: Decimal) -> Value:
    """The figure by itself: `giảm 2,65 điểm %`, `còn 12,5%`, `thực hiện 5.236 người`.

    After the word for an estimate, which says the same, the verb is left out.
    """
    if aim.kind.startswith("drop"):
        key = "reason_bare_rise" if value < 0 else "reason_bare_drop"
        return said(key, amount=amount(aim, abs(value)))
    if not aim.is_upward and aim.kind != "count":
        return said("reason_bare_left", amount=amount(aim, value))
    is_said_already = actual.is_estimate and not actual.group_vi
    return amount(aim, value) if is_said_already else said("reason_bare_done", amount=amount(aim, value))


def fraction(aim: Aim, actual: Actual) -> Said | None:
    """Numerator over denominator of a rate; nothing where either is not known."""
    if aim.kind in COUNTS or actual.numerator is None or not actual.denominator:
        return None
    if aim.kind == "share_of_territories":
        whole = Amount(actual.denominator, actual.count_unit)
        return said("reason_parts_share", part=actual.numerator, whole=whole)
    return _over(actual.numerator, actual.denominator)


def _count_drop(_: Aim, actual: Actual) -> Said | None:
    before = actual.baseline if actual.base_numerator is None else actual.base_numerator
    if before is None or actual.numerator is None:
        return None
    return said("reason_parts_minus", before=before, now=actual.numerator)


def _relative_drop(_: Aim, actual: Actual) -> Said | None:
    if not actual.base_numerator or actual.numerator is None:
        return None
    return said("reason_parts_relative", before=actual.base_numerator, now=actual.numerator)


def _rate_drop(_: Aim, actual: Actual) -> Said | None:
    """Both rates with their counts; with four decimals where two would not add up to the rounded drop."""
    n0, d0, n1, d1 = actual.base_numerator, actual.base_denominator, actual.numerator, actual.denominator
    if n0 is None or n1 is None or not d0 or not d1:
        return None
    rates = 100 * n0 / d0, 100 * n1 / d1
    decimals = 2 if _rounded(rates[0]) - _rounded(rates[1]) == actual.value else 4
    before, now = (Rounded(rate, decimals) for rate in rates)
    return said(
        "reason_parts_rates", before=_over(n0, d0), now=_over(n1, d1), rate_before=before, rate_now=now
    )


def _over(numerator: Decimal, denominator: Decimal) -> Said:
    return said("reason_parts_over", part=numerator, whole=denominator)


def _rounded(rate: Decimal) -> Decimal:
    return rate.quantize(Decimal("0.01"), ROUND_HALF_UP)
