"""Numbers as Vietnamese spreadsheets hold them: `1.486`, `17,33`, `04%`, `1’486`, digits typed as text.

A form that can be read as two numbers is settled by the kind of its column (a count is whole, a rate is not in
the thousands) and marked as decided. What can be no number of the column is unreadable, never a near guess.
"""

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from transforms.text.normalise import clean

CellContent = str | int | float | bool | None

_CELLS_KEPT = 32768
_LONGEST_KEPT = 64
_TOO_LARGE = 10**14
_TICKS = {"x", "×"}
# Words for "nothing of this kind"; "không có số liệu" says that nobody knows.
_NONE_WORDS = {"không", "không có", "không phát sinh"}
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_APOSTROPHES = dict.fromkeys(map(ord, "’‘ʼ`´"), "'")
_PLAIN_FORMS = _FULL_WIDTH | _APOSTROPHES

_DASH = re.compile(r"-+")
_SIGNED = re.compile(r"(?P<sign>[+-]?) ?(?P<rest>[0-9].*)")
_BRACKETED = re.compile(r"\( ?(?P<rest>[0-9][^()]*)\)")
_FOOTNOTE = re.compile(r" ?(?:\*+|\(\*+\)|[⁰¹²³⁴-⁹†‡]+)$")
_WHOLE = re.compile(r"[0-9]+")
_GROUPED = re.compile(r"[1-9][0-9]{0,2}(?:(?P<mark>[., '])[0-9]{3})(?:(?P=mark)[0-9]{3})*")
_MIXED = re.compile(
    r"(?P<whole>[1-9][0-9]{0,2}(?P<mark>[., '])[0-9]{3}(?:(?P=mark)[0-9]{3})*)(?!(?P=mark))[.,](?P<part>[0-9]+)"
)
_DECIMAL = re.compile(r"(?P<whole>[0-9]+)[.,](?P<part>[0-9]+)")
_MARKS = re.compile(r"[., ']")


class Reading(NamedTuple):
    """What a cell says: its state, and its value and printed decimals where it holds a number.

    `is_decided`: the written form alone allows another number, the kind of the column settled it. A tuple, because
    one is made for every cell of every workbook.
    """

    value_state: str
    number: Decimal | None = None
    decimals: int = 0
    is_decided: bool = False


BLANK = Reading("blank")
UNREADABLE = Reading("unreadable")


def read_number(content: CellContent, *, is_count: bool, measure_unit: str = "") -> Reading:
    """Read one cell of a count column (whole numbers) or of a rate column (percentages).

    A blank, a dash, a tick and a zero come out as four different states. In a count column a dot, comma, blank
    or apostrophe groups thousands; in a rate column one dot or comma marks decimals. The measure unit may stand
    behind the number where it is the column's own: `measure_unit` of a count, % of a rate.
    """
    if isinstance(content, str) and len(content) > _LONGEST_KEPT:
        return _read_text(content, is_count, measure_unit)
    return _read_kept(content, is_count, measure_unit)


@lru_cache(maxsize=_CELLS_KEPT, typed=True)
def _read_kept(content: CellContent, is_count: bool, measure_unit: str) -> Reading:
    if content is None or content == "":
        return BLANK
    if isinstance(content, str):
        return _read_text(content, is_count, measure_unit)
    if isinstance(content, bool):
        return UNREADABLE
    return _from_float(content) if isinstance(content, float) else _reading(Decimal(content))


def _from_float(content: float) -> Reading:
    """The number with the decimals that show it in full."""
    text = repr(content)
    part = text.partition(".")[2]
    if part == "0":
        return _reading(Decimal(text[:-2]))
    if part.isdigit() and abs(content) < _TOO_LARGE:
        return Reading("reported", Decimal(text), len(part))
    number = Decimal(text)
    return _reading(number) if number.is_finite() else UNREADABLE


def as_percent(reading: Reading) -> Reading:
    """The reading of a number that the sheet shows as a percentage: 0.0272 is shown, and read, as 2.72."""
    if reading.number is None:
        return reading
    return _reading(reading.number.scaleb(2))._replace(is_decided=reading.is_decided)


def _reading(number: Decimal, printed_decimals: int | None = None) -> Reading:
    """The reading of a number; one beyond what a fact can hold is no figure of a report."""
    if abs(number) >= _TOO_LARGE:
        return UNREADABLE
    if not number:
        return Reading("zero", Decimal(0), printed_decimals or 0)
    if number == number.to_integral_value():
        return Reading("reported", number.quantize(Decimal(1)), printed_decimals or 0)
    plain = number.normalize()
    decimals = -int(plain.as_tuple().exponent)
    return Reading("reported", plain, decimals if printed_decimals is None else printed_decimals)


def _read_text(content: str, is_count: bool, measure_unit: str) -> Reading:
    text = clean(content).translate(_PLAIN_FORMS).removeprefix("'").strip()
    if not text:
        return BLANK
    lowered = text.lower()
    if _DASH.fullmatch(text) or lowered in _NONE_WORDS:
        return Reading("dash")
    if lowered in _TICKS:
        return Reading("not_applicable")
    own_unit = measure_unit.lower() if is_count else "%"
    return _from_signed(_without_tail(lowered, own_unit), is_count)


def _without_tail(text: str, own_unit: str) -> str:
    """The text without a footnote mark and the column's own measure unit behind the number."""
    bare = _FOOTNOTE.sub("", text)
    if own_unit and bare.endswith(own_unit):
        bare = _FOOTNOTE.sub("", bare.removesuffix(own_unit).rstrip())
    return bare


def _from_signed(text: str, is_count: bool) -> Reading:
    """Read a number with its sign; accountants put a negative one in brackets."""
    bracketed = _BRACKETED.fullmatch(text)
    signed = bracketed or _SIGNED.fullmatch(text)
    if signed is None:
        return UNREADABLE
    found = _from_digits(signed["rest"].rstrip(), is_count)
    if found.number and (bracketed or signed["sign"] == "-"):
        return found._replace(number=-found.number)
    return found


def _from_digits(digits: str, is_count: bool) -> Reading:
    if _WHOLE.fullmatch(digits):
        return _reading(Decimal(digits))
    grouped = _GROUPED.fullmatch(digits)
    if grouped:
        return _from_groups(digits, grouped["mark"], is_count)
    split = _MIXED.fullmatch(digits) or _DECIMAL.fullmatch(digits)
    if split is None:
        return UNREADABLE
    return _reading(Decimal(f"{_MARKS.sub('', split['whole'])}.{split['part']}"), len(split["part"]))


def _from_groups(digits: str, mark: str, is_count: bool) -> Reading:
    """Groups of three: thousands in a count, and one group behind a dot or comma decimals in a rate."""
    is_single = digits.count(mark) == 1
    if is_count:
        found = _reading(Decimal(digits.replace(mark, "")))
        return found._replace(is_decided=is_single and mark == "," and found.number is not None)
    if is_single and mark in ".,":
        return _reading(Decimal(digits.replace(mark, ".")), 3)._replace(is_decided=True)
    return UNREADABLE
