"""Numbers, dates and periods as Vietnamese official papers write them."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from transforms.terms.period import Period

UNKNOWN = "…"

_SIGNS = {">=": "≥", ">": ">", "<=": "≤", "<": "<", "range": ""}
_PARTS = {
    "H": ("6 tháng đầu năm", "6 tháng cuối năm"),
    "Q": ("quý I năm", "quý II năm", "quý III năm", "quý IV năm"),
}
_LAST_PADDED_MONTH = 2
_SWAP = str.maketrans({",": ".", ".": ","})


def decimals_of(value: Decimal) -> int:
    """How many decimals `value` needs to be written exactly."""
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def format_number(value: Decimal | None, decimals: int | None = None) -> str:
    """`79.677`, `21,88`; without `decimals` as many as the value needs; None is empty.

    Rounds half up. A number that is not finite, or that rounds to zero, carries no sign.
    """
    if value is None or not value.is_finite():
        return ""
    places = decimals_of(value) if decimals is None else decimals
    rounded = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return f"{abs(rounded) if rounded == 0 else rounded:,f}".translate(_SWAP)


def format_signed(value: Decimal | None, decimals: int | None = None) -> str:
    """A difference: as `format_number`, with a plus sign above zero."""
    text = format_number(value, decimals)
    is_above_zero = text.strip("0,.") != "" and not text.startswith("-")
    return f"+{text}" if is_above_zero else text


def with_unit(text: str, measure_unit: str) -> str:
    """The number with its measure unit; the per cent sign stands without a blank."""
    if not text or not measure_unit:
        return text
    return f"{text}%" if measure_unit == "%" else f"{text} {measure_unit}"


def format_date(day: date | None) -> str:
    """`31/12/2018`; None is empty."""
    return "" if day is None else f"{day:%d/%m}/{day.year}"


def format_period(period: Period) -> str:
    """`năm 2018`, `6 tháng đầu năm 2024`, `quý III năm 2024`, `tháng 02 năm 2024`."""
    if period.is_annual:
        return f"năm {period.year}"
    kind, number = period.text[5], int(period.text[6:])
    if kind == "M":
        return f"tháng {_month(number)} năm {period.year}"
    return f"{_PARTS[kind][number - 1]} {period.year}"


def spoken_date(day: date) -> str:
    """A day inside a sentence: `30/6/2024`, `01/02/2024`; only months 1 and 2 take a zero, as days under ten do."""
    return f"{day:%d}/{_month(day.month)}/{day.year}"


def _month(number: int) -> str:
    return f"{number:0{2 if number <= _LAST_PADDED_MONTH else 1}d}"


def aim_sign(comparator: str) -> str:
    """The sign before a single aim, with its blank: `≥ `."""
    sign = _SIGNS[comparator]
    return f"{sign} " if sign else ""
