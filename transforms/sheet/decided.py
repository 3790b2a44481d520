"""What the cells of one column say: each by itself first, then the doubtful ones by the column and its neighbours.

A spreadsheet in a US locale turns a typed 1.486 into the number 1,486 and a typed 2,72% may be kept as 0.0272. The
column's kind, its other numbers and, for a rate, the row's own counts decide; what they do not decide stays as it is
found and is left to the rules. Every decision is handed back, to be reported.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median
from typing import NamedTuple

from transforms.sheet.grid import Place, SheetGrid
from transforms.text.numbers import UNREADABLE, CellContent, Reading, as_percent, read_number

# How many numbers make a neighbourhood (three decimals count as thousands where whole numbers are too few), and how
# far from its middle a decided number may lie.
_NEIGHBOURS_NEEDED = 3
_TIMES_THE_MIDDLE = 20
_HUNDREDS = 100
# A total may be more than the rows that could be read add up to, but not by much.
_TIMES_THE_SUM = Decimal("1.5")
_GROUP_DIGITS = 3
_THOUSAND = 1000
_FLOATING = Decimal("0.000001")
_ONE_MARK = re.compile(r"[0-9]+(?P<mark>[.,])[0-9]+")


class ColumnCell(NamedTuple):
    """One cell of a column: `line` is the breakdown line of its row, `is_part` false in rows that sum others.

    `is_untyped`: the text of a CSV or web page, which was a number where it looks like one.
    """

    place: Place
    content: CellContent
    line: str = "all"
    is_part: bool = True
    measure_unit: str = ""
    is_percent: bool = False
    is_untyped: bool = False


@dataclass(frozen=True)
class Decision:
    """A doubtful cell read as `number`; `by` is what decided: kind, neighbours, counts."""

    place: Place
    rule_id: str
    by: str
    number: Decimal


Readings = dict[Place, Reading]


def plain_counts(places: Sequence[Place], grid: SheetGrid) -> Readings:
    """The readings of a column of counts in which there is nothing to decide: blanks and whole numbers alone.

    Nearly every column is such a one; empty where there is anything else.
    """
    contents = list(map(grid.cells.get, places))
    if not all(map(_is_plain, contents)) or not grid.percents.isdisjoint(places):
        return {}
    return {
        place: read_number(content, is_count=True) for place, content in zip(places, contents, strict=True)
    }


def _is_plain(content: CellContent) -> bool:
    return content is None or type(content) is int or (type(content) is float and content.is_integer())


def count_readings(cells: Sequence[ColumnCell]) -> tuple[Readings, list[Decision]]:
    """The readings of a column of counts, with the decisions that were needed."""
    readings = {cell.place: _count(cell) for cell in cells}
    decisions = _by_kind(readings)
    for line in dict.fromkeys(cell.line for cell in cells if _is_split(cell, readings)):
        moved = _moved([cell for cell in cells if cell.line == line], readings)
        for place, number in moved.items():
            readings[place] = Reading("reported", number)
            decisions.append(Decision(place, "R25", "neighbours", number))
    return readings, decisions


def rate_readings(
    cells: Sequence[ColumnCell], recomputed: Mapping[Place, Decimal]
) -> tuple[Readings, list[Decision]]:
    """The readings of a column of printed rates; `recomputed` are the rates that the rows' own counts give."""
    readings = {cell.place: _rate(cell) for cell in cells}
    decisions = _by_kind(readings)
    doubtful = {cell.place: readings[cell.place] for cell in cells if not _says_percent(cell)}
    for place, by in _fractions(doubtful, recomputed).items():
        readings[place] = as_percent(readings[place])
        decisions.append(Decision(place, "R27", by, readings[place].number or Decimal(0)))
    return readings, decisions


def _count(cell: ColumnCell) -> Reading:
    """A number shown as a percentage is no count."""
    reading = read_number(cell.content, is_count=True, measure_unit=cell.measure_unit)
    return UNREADABLE if _is_scaled(cell) and reading.value_state == "reported" else reading


def _rate(cell: ColumnCell) -> Reading:
    reading = read_number(cell.content, is_count=False)
    return as_percent(reading) if _is_scaled(cell) else reading


def _is_scaled(cell: ColumnCell) -> bool:
    """Whether the sheet shows the number a hundredfold; a text it shows as it is."""
    return cell.is_percent and not isinstance(cell.content, str)


def _says_percent(cell: ColumnCell) -> bool:
    return _is_scaled(cell) or (isinstance(cell.content, str) and "%" in cell.content)


def _by_kind(readings: Readings) -> list[Decision]:
    return [
        Decision(place, "R25", "kind", reading.number)
        for place, reading in readings.items()
        if reading.is_decided and reading.number is not None
    ]


def _is_split(cell: ColumnCell, readings: Readings) -> bool:
    """Whether a count is a number of the sheet with decimals."""
    is_number = isinstance(cell.content, float) or (cell.is_untyped and bool(_mark_of(cell.content)))
    return is_number and readings[cell.place].decimals > 0


def _mark_of(content: CellContent) -> str:
    """The one dot or comma of a number that is written with it alone: `1.737`, `1,26`."""
    match = _ONE_MARK.fullmatch(content.strip()) if isinstance(content, str) else None
    return match["mark"] if match else ""


def _moved(cells: Sequence[ColumnCell], readings: Readings) -> dict[Place, Decimal]:
    """The numbers of one line whose thousands mark was taken for a decimal mark, as they were meant."""
    split = [cell for cell in cells if _is_split(cell, readings)]
    split_parts = [c for c in split if c.is_part]
    if any(readings[c.place].decimals > _GROUP_DIGITS for c in split_parts):
        return {}
    whole = _whole_parts(cells, readings)
    parts = _moved_parts(split_parts, whole, readings, _written_thousands(cells, readings))
    totals = [c for c in split if not c.is_part]
    return parts | _moved_totals(totals, [*whole, *parts.values()], readings)


def _written_thousands(cells: Iterable[ColumnCell], readings: Readings) -> dict[Place, str]:
    """The marks of the thousands of a text file: 1.737 was a number there, typed or shown with its mark."""
    found = {cell.place: _mark_of(cell.content) for cell in cells if cell.is_untyped and cell.is_part}
    return {place: mark for place, mark in found.items() if mark and _is_thousands(readings[place])}


def _is_thousands(reading: Reading) -> bool:
    return reading.decimals == 0 and reading.number is not None and reading.number >= _THOUSAND


def _whole_parts(cells: Iterable[ColumnCell], readings: Readings) -> list[Decimal]:
    found = (readings[cell.place] for cell in cells if cell.is_part)
    return [r.number for r in found if r.number is not None and r.number > 0 and r.number % 1 == 0]


def _moved_parts(
    split: Sequence[ColumnCell], whole: Sequence[Decimal], readings: Readings, written: Mapping[Place, str]
) -> dict[Place, Decimal]:
    """Three decimals are a group of thousands among numbers of that size; fewer only beside such a one.

    1.500 is kept as 1.5: its zeros are gone. Alone it may be anything. In a text file the thousands beside it are
    those `written` with the same mark.
    """
    thousands = {cell.place: n for cell in split if (n := _thousandfold(readings[cell.place]))}
    full = {place: n for place, n in thousands.items() if _is_group_of_three(n)}
    neighbours = whole if len(whole) >= _NEIGHBOURS_NEEDED else [*whole, *full.values()]
    sure = {place: n for place, n in full.items() if _is_among(n, neighbours)}
    told = {cell.place for cell in split if sure or _mark_of(cell.content) in written.values()}
    rest = {place: n for place, n in thousands.items() if place not in full and place in told}
    return sure | {place: n for place, n in rest.items() if _is_among(n, [*neighbours, *sure.values()])}


def _moved_totals(
    split: Sequence[ColumnCell], parts: Sequence[Decimal], readings: Readings
) -> dict[Place, Decimal]:
    """A total is of the size of its parts together, or it is not decided."""
    if not parts:
        return {}
    least, most = min(parts), sum(parts, Decimal(0))
    thousands = {cell.place: n for cell in split if (n := _thousandfold(readings[cell.place]))}
    return {
        place: n
        for place, n in thousands.items()
        if n == most or (_is_group_of_three(n) and least <= n <= most * _TIMES_THE_SUM)
    }


def _is_group_of_three(thousands: Decimal) -> bool:
    """Whether the number, before it was taken times thousand, had three decimals."""
    return thousands % 10 != 0


def _thousandfold(reading: Reading) -> Decimal | None:
    """A number below thousand with up to three decimals, times thousand; a sum of such may be off by a hair."""
    if reading.number is None or not 1 <= reading.number < _THOUSAND:
        return None
    exact = reading.number * _THOUSAND
    whole = exact.quantize(Decimal(1))
    return whole if abs(exact - whole) < _FLOATING else None


def _is_among(number: Decimal, neighbours: Sequence[Decimal]) -> bool:
    if len(neighbours) < _NEIGHBOURS_NEEDED:
        return False
    middle = median(neighbours)
    return (
        middle >= _HUNDREDS and middle <= number * _TIMES_THE_MIDDLE and number <= middle * _TIMES_THE_MIDDLE
    )


def _fractions(readings: Mapping[Place, Reading], recomputed: Mapping[Place, Decimal]) -> dict[Place, str]:
    """The rates kept as parts of one, with what says so: the row's own counts, or the other rates of the column."""
    small = {p: r for p, r in readings.items() if r.number is not None and 0 < r.number <= 1}
    points = {p for p, exact in recomputed.items() if p in readings and _is_close(readings[p], exact)}
    doubtful = {p: r for p, r in small.items() if p not in points}
    found = {
        p: "counts"
        for p, r in doubtful.items()
        if p in recomputed and _is_close(as_percent(r), recomputed[p])
    }
    if len(found) < _NEIGHBOURS_NEEDED or any(readings[p].number for p in points):
        return found
    return dict.fromkeys(doubtful, "neighbours") | found


def _is_close(reading: Reading, exact: Decimal) -> bool:
    """Whether a printed rate is the exact one, rounded to its decimals."""
    if reading.number is None:
        return False
    return abs(reading.number - exact) <= Decimal(5).scaleb(-reading.decimals - 1) + _FLOATING
