"""A drawn report as plain cells, to be laid out otherwise and saved by another program."""

import io
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from openpyxl import load_workbook

from transforms.render.form_layout import FormSheet
from transforms.render.form_xlsx import form_workbook

Place = tuple[int, int]
Merge = tuple[int, int, int, int]


@dataclass(frozen=True)
class Grid:
    """One sheet: contents by row and column from 1, merged ranges (top, left, bottom, right), formulas."""

    name: str
    cells: Mapping[Place, Any]
    merges: tuple[Merge, ...] = ()
    formulas: Mapping[Place, str] = field(default_factory=dict)
    hidden_rows: frozenset[int] = frozenset()

    @cached_property
    def width(self) -> int:
        """The last column."""
        return max(column for _, column in self.cells)

    @cached_property
    def head(self) -> int:
        """The first row of the header."""
        return next(row for (row, column), text in sorted(self.cells.items()) if column == 1 and text == "TT")

    @cached_property
    def numbering(self) -> int:
        """The row of the column numbers, after which the body begins."""
        return next(row for (row, column), text in sorted(self.cells.items()) if column == 1 and text == "A")

    @cached_property
    def end(self) -> int:
        """The last row of the table."""
        rows = sorted({row for row, column in self.cells if column > 1 and row > self.head})
        return next(row for row in rows if row + 1 not in rows)

    def row(self, number: int) -> dict[int, Any]:
        """The contents of a row by column."""
        return {column: content for (row, column), content in self.cells.items() if row == number}


def grid_of(sheet: FormSheet) -> Grid:
    """A reporting sheet as it is drawn, with its computed values."""
    content = form_workbook(sheet)
    shown, written = (
        load_workbook(io.BytesIO(content), data_only=is_shown).worksheets[0] for is_shown in (True, False)
    )
    cells = {
        (cell.row, cell.column): cell.value
        for row in shown.iter_rows()
        for cell in row
        if cell.value is not None
    }
    formulas = {
        place: text
        for place in cells
        if isinstance(text := written.cell(*place).value, str) and text.startswith("=")
    }
    merges = tuple(sorted((m.min_row, m.min_col, m.max_row, m.max_col) for m in shown.merged_cells.ranges))
    return Grid(sheet.form.form_id, cells, merges, formulas)


def with_rows(grid: Grid, rows: Iterable[Mapping[int, Any]]) -> Grid:
    """The body replaced by other rows, as values; what stands under the table moves with its end."""
    body = list(rows)
    shift = grid.numbering + len(body) - grid.end
    cells = {place: content for place, content in grid.cells.items() if place[0] <= grid.numbering}
    for number, row in enumerate(body, start=grid.numbering + 1):
        cells |= {(number, column): content for column, content in row.items()}
    cells |= {(row + shift, column): c for (row, column), c in grid.cells.items() if row > grid.end}
    above = [m for m in grid.merges if m[2] <= grid.numbering]
    below = [(t + shift, left, b + shift, right) for t, left, b, right in grid.merges if t > grid.end]
    return replace(grid, cells=cells, merges=(*above, *below), formulas={})


def body_of(grid: Grid) -> list[dict[int, Any]]:
    """The rows of the table as values."""
    return [grid.row(number) for number in range(grid.numbering + 1, grid.end + 1)]


def with_cells(grid: Grid, changed: Callable[[Place, Any], Any]) -> Grid:
    """The cells of the body changed one by one, as values."""
    cells = {
        place: changed(place, content) if grid.numbering < place[0] <= grid.end else content
        for place, content in grid.cells.items()
    }
    return replace(grid, cells=cells, formulas={})


def inserted(grid: Grid, at: int, rows: Iterable[Mapping[int, Any]]) -> Grid:
    """New rows before row `at` of the letterhead or header; everything from there moves down."""
    new = list(rows)

    def down(row: int) -> int:
        return row + len(new) if row >= at else row

    cells = {(down(row), column): content for (row, column), content in grid.cells.items()}
    for number, texts in enumerate(new, start=at):
        cells |= {(number, column): content for column, content in texts.items()}
    merges = tuple((down(top), left, down(bottom), right) for top, left, bottom, right in grid.merges)
    return replace(grid, cells=cells, merges=merges, formulas={})


def rate_columns(grid: Grid) -> frozenset[int]:
    """The columns of printed rates, told by their numbering (4=3/1*100)."""
    return frozenset(c for c, text in grid.row(grid.numbering).items() if "*100" in str(text))
