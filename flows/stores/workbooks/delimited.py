"""A table in a text file: which sign parts its columns, and its cells at their true places."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable

from flows.stores.workbooks.refusal import beyond_limits, damaged, other_kind
from transforms.sheet.grid import Place, SheetGrid
from transforms.text.numbers import CellContent

_DELIMITERS = (";", "\t", ",", "|")
_ROWS_LOOKED_AT = 200
_FEWEST_ROWS = 2
_FEWEST_SIGNS = 2
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
# A whole number with no other way to read it; leading zeros are a code, dots and commas are for the column.
_WHOLE = re.compile(r"0|-?[1-9]\d{0,14}")
_DECLARED = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)


def delimited_grid(text: str) -> SheetGrid:
    """The one sheet of a CSV or other delimited text.

    Raises:
        NotAWorkbook: no sign parts it into columns, or it is larger than a sheet may be.
    """
    declared = _DECLARED.match(text)
    if declared:
        text = text[declared.end() :]
    delimiter = declared[1] if declared else _delimiter(text)
    if not delimiter:
        raise other_kind("văn bản không phải bảng")
    cells: dict[Place, CellContent] = {}
    try:
        for number, row in enumerate(_rows_as_meant(text, delimiter), start=1):
            if number > _LAST_ROW or len(row) > _LAST_COLUMN:
                raise beyond_limits("nhiều dòng hoặc cột hơn một trang tính")
            for column, content in enumerate(row, start=1):
                if content.strip():
                    cells[number, column] = content_of(content)
    except csv.Error as error:
        raise damaged("một ô dài quá mức") from error
    return SheetGrid("CSV", cells, is_untyped=True)


def content_of(text: str) -> CellContent:
    """A cell that is only text: a plain whole number is one, everything else stays as typed."""
    stripped = text.strip()
    return int(stripped) if _WHOLE.fullmatch(stripped) else text


def _rows_as_meant(text: str, delimiter: str) -> Iterable[list[str]]:
    """The rows; a stray quotation mark is a sign like others, it does not swallow the lines below it."""
    rows = list(_rows(text, delimiter))
    if text.count('"') % 2 == 0 and not any(_holds_rows(cell, delimiter) for row in rows for cell in row):
        return rows
    plain = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, quoting=csv.QUOTE_NONE)
    return ([_unquoted(cell) for cell in row] for row in plain)


def _holds_rows(cell: str, delimiter: str) -> bool:
    """Whether the lines of a cell are rows of the table."""
    return "\n" in cell and any(line.count(delimiter) >= _FEWEST_SIGNS for line in cell.splitlines())


def _unquoted(cell: str) -> str:
    is_quoted = len(cell) > 1 and cell[0] == cell[-1] == '"'
    return cell[1:-1].replace('""', '"') if is_quoted else cell


def _rows(text: str, delimiter: str) -> Iterable[list[str]]:
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)


def _delimiter(text: str) -> str:
    """The sign that parts the most rows into the same number of columns; empty where none does."""
    widths = {delimiter: _regular(text, delimiter) for delimiter in _DELIMITERS}
    best = max(_DELIMITERS, key=lambda delimiter: widths[delimiter])
    return best if widths[best] else ""


def _regular(text: str, delimiter: str) -> int:
    """How many cells stand in the rows of the commonest width."""
    counts: Counter[int] = Counter()
    try:
        for number, row in enumerate(_rows(text, delimiter)):
            if number == _ROWS_LOOKED_AT:
                break
            if len(row) > 1:
                counts[len(row)] += 1
    except csv.Error:
        return 0
    width, rows = max(counts.items(), key=lambda item: item[1] * (item[0] - 1), default=(0, 0))
    return rows * (width - 1) if rows >= _FEWEST_ROWS else 0
