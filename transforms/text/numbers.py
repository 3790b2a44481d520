"""Numbers as Vietnamese spreadsheets hold them: `1.486`, `17,33`, `04%`, digits typed as text."""

import re
from dataclasses import dataclass
from decimal import Decimal

from transforms.text.normalise import clean

CellContent = str | int | float | bool | None

_TOO_LARGE = Decimal("1e14")
_DASHES = {"-", "--", "---"}
_TICKS = {"x", "X"}
_UNKNOWN = {"…", "...", "....", "n/a", "không có số liệu"}
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:[. ]\d{3})+")
_GROUPED_COMMA = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+")
_PLAIN = re.compile(r"[+-]?\d+")
_DECIMAL = re.compile(r"[+-]?\d+[.,]\d+")
_MIXED = re.compile(r"[+-]?\d{1,3}(?:\.\d{3})+,\d+")


@dataclass(frozen=True)
class Reading:
    """What a cell says: its state, and its value and printed decimals where it holds a number."""

    value_state: str
    number: Decimal | None = None
    decimals: int = 0


UNREADABLE = Reading("unreadable")


def read_number(content: CellContent, *, is_count: bool) -> Reading:
    """Read one cell of a count column (whole numbers) or of a rate column (decimals).

    A blank, a dash, a tick and a zero come out as four different states. In a count
    column the dot groups thousands; in a rate column one dot or comma marks decimals.
    """
    if content is None or content == "":
        return Reading("blank")
    if isinstance(content, bool):
        return UNREADABLE
    if isinstance(content, int | float):
        return _from_cell_number(content)
    return _from_text(clean(content), is_count=is_count)


def _from_cell_number(content: float) -> Reading:
    number = Decimal(repr(content)) if isinstance(content, float) else Decimal(content)
    return _reading(number) if number.is_finite() else UNREADABLE


def _reading(number: Decimal, printed_decimals: int | None = None) -> Reading:
    """The reading of a number; one beyond what a fact can hold is no figure of a report."""
    if abs(number) >= _TOO_LARGE:
        return UNREADABLE
    plain = number.normalize()
    exponent = plain.as_tuple().exponent
    decimals = max(0, -exponent) if isinstance(exponent, int) else 0
    whole = plain.quantize(Decimal(1)) if decimals == 0 else plain
    state = "zero" if number == 0 else "reported"
    return Reading(state, whole, decimals if printed_decimals is None else printed_decimals)


def _from_text(text: str, *, is_count: bool) -> Reading:
    lowered = text.lower()
    if not text:
        return Reading("blank")
    if text in _DASHES:
        return Reading("dash")
    if text in _TICKS:
        return Reading("not_applicable")
    if lowered in _UNKNOWN:
        return UNREADABLE
    return _from_digits(text.removesuffix("%").rstrip(), is_count=is_count)


def _from_digits(digits: str, *, is_count: bool) -> Reading:
    if _PLAIN.fullmatch(digits):
        return _reading(Decimal(digits))
    if _MIXED.fullmatch(digits):
        return _with_printed_decimals(digits.replace(".", "").replace(",", "."))
    if is_count and (_GROUPED.fullmatch(digits) or _GROUPED_COMMA.fullmatch(digits)):
        return _reading(Decimal(re.sub(r"[., ]", "", digits)))
    if _DECIMAL.fullmatch(digits):
        return _with_printed_decimals(digits.replace(",", "."))
    return UNREADABLE


def _with_printed_decimals(digits: str) -> Reading:
    return _reading(Decimal(digits), len(digits.partition(".")[2]))
