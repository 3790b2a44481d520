"""Columns of the validation frame that judge single cells, and findings that are made only where one is wanted."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from transforms.checks.records import Record, finding_at
from transforms.sheet.reading import ReadCell
from transforms.terms.rule import Finding
from transforms.text.shown import show

_GIVEN, _VALUE, _FRACTION, _RATE = "given", "value", "fraction", "rate"


@dataclass(frozen=True)
class Check:
    """One column to be judged: `at_least` and `at_most` bound its values; an empty place is not judged."""

    column: str
    rule_id: str
    title: str
    at_least: float | None = None
    at_most: float | None = None


@dataclass
class CellColumns:
    """The values of single cells by column, one a record, and the checks on them."""

    numbers: dict[str, list[float | None]] = field(default_factory=dict)
    checks: list[Check] = field(default_factory=list)


def cell_columns(records: Sequence[Record]) -> CellColumns:
    """For every item: given where it is required, from 0 upwards, whole; for every printed rate: from 0 to 100."""
    by_key: dict[str, list[ReadCell | None]] = {}
    for row, record in enumerate(records):
        for key, cell in record.cells.items():
            by_key.setdefault(key, [None] * len(records))[row] = cell
    found = CellColumns()
    for key, cells in by_key.items():
        label = next(cell.label for cell in cells if cell)
        _put_given(found, key, label, cells, records)
        values = [None if cell is None or cell.value is None else float(cell.value) for cell in cells]
        if key.startswith("printed:"):
            _put(found, Check(f"{_RATE}:{key}", "C08b", f"{label}: từ 0 đến 100", 0, 100), values)
        else:
            _put(found, Check(f"{_VALUE}:{key}", "C03a", f"{label}: từ 0 trở lên", 0), values)
            fractions = [None if value is None else abs(value) % 1 for value in values]
            _put(found, Check(f"{_FRACTION}:{key}", "C03a", f"{label}: số nguyên", 0, 0), fractions)
    return found


def _put(found: CellColumns, check: Check, values: list[float | None]) -> None:
    found.numbers[check.column] = values
    found.checks.append(check)


def _put_given(
    found: CellColumns, key: str, label: str, cells: Sequence[ReadCell | None], records: Sequence[Record]
) -> None:
    """A required cell is judged on parts only: 1 where it is given, 0 where it is blank."""
    asked = [
        cell is not None and cell.is_required and record.role == "part"
        for cell, record in zip(cells, records, strict=True)
    ]
    if any(asked):
        check = Check(f"{_GIVEN}:{key}", "C00", f"{label}: không để trống", at_least=1)
        is_blank = (cell is not None and cell.value_state == "blank" for cell in cells)
        _put(found, check, [float(not b) if a else None for a, b in zip(asked, is_blank, strict=True)])


class LazyFindings(Mapping[tuple[int, str], Finding]):
    """The finding for each place (record, column) of a frame: most cells are right, and nobody asks for theirs."""

    def __init__(
        self, records: Sequence[Record], makers: Mapping[tuple[int, str], Callable[[], Finding]]
    ) -> None:
        self._records = records
        self._makers = makers

    def __getitem__(self, place: tuple[int, str]) -> Finding:
        """The finding, made now."""
        if place in self._makers:
            return self._makers[place]()
        row, column = place
        kind, _, key = column.partition(":")
        return _cell_finding(kind, self._records[row], self._records[row].cells[key])

    def __iter__(self) -> Iterator[tuple[int, str]]:
        """Every place that holds something to judge."""
        return chain(self._makers, self._cell_places())

    def __len__(self) -> int:
        """How many there are."""
        return sum(1 for _ in self)

    def _cell_places(self) -> Iterator[tuple[int, str]]:
        for row, record in enumerate(self._records):
            for key, cell in record.cells.items():
                if cell.is_required and record.role == "part":
                    yield row, f"{_GIVEN}:{key}"
                kinds = (_VALUE, _FRACTION) if cell.item_id else (_RATE,)
                yield from ((row, f"{kind}:{key}") for kind in kinds)


def _cell_finding(kind: str, record: Record, cell: ReadCell) -> Finding:
    if kind == _GIVEN:
        return finding_at("C00", record, cell, "(trống)", "một số")
    if kind == _RATE:
        shown = show(cell.value) if cell.value is not None else ""
        return finding_at("C08b", record, cell, shown, "0 - 100")
    return finding_at("C03a", record, cell, _as_read(cell), "số nguyên từ 0")


def _as_read(cell: ReadCell) -> str:
    """A number as it was read; with its text where that is a negative number in the way of accountants."""
    if cell.value is None:
        return cell.text_as_found
    is_bracketed = cell.value < 0 and cell.text_as_found.strip().startswith(("(", "\uff08"))
    return f"{cell.text_as_found.strip()} = {show(cell.value)}" if is_bracketed else show(cell.value)
