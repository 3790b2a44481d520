"""The same report laid out as other offices lay it out: the figures are those of the sheet."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise
from typing import Any

from tests.samples.grids import Grid, body_of, grid_of, inserted, rate_columns, with_cells, with_rows
from transforms.render.form_layout import FormRow, FormSheet
from transforms.text.normalise import name_key

Row = dict[int, Any]
_NUMBER, _NAME = 1, 2
_PAGE_ROWS = 40


def unmerged(sheet: FormSheet, order: tuple[int, ...]) -> Grid:
    """Columns in another order, a column of codes, no line of column numbers and no merged header."""
    grid = grid_of(sheet)
    columns = (_NUMBER, _NAME, *order)
    levels = range(grid.head, grid.numbering)
    paths = [tuple(_header(grid, row, column) for row in levels) for column in columns]
    header = [dict(_leaders(paths, level)) for level, _ in enumerate(levels)]
    codes: list[str] = [row.code for row in sheet.rows]
    body = [{n: row[c] for n, c in enumerate(columns, 1) if c in row} for row in body_of(grid)]
    # Codes stand right of the names.
    header = [_with_gap(row, 3, "Mã ĐVHC" if level == 0 else "") for level, row in enumerate(header)]
    body = [_with_gap(row, 3, code) for row, code in zip(body, codes, strict=True)]
    cells = {place: text for place, text in grid.cells.items() if place[0] < grid.head}
    lines = [*header, *body]
    for number, row in enumerate(lines, start=grid.head):
        cells |= {(number, column): content for column, content in row.items() if content != ""}
    below = grid.head + len(lines) - grid.end
    cells |= {(row + below, column): c for (row, column), c in grid.cells.items() if row > grid.end}
    return Grid(grid.name, cells)


def _header(grid: Grid, row: int, column: int) -> str:
    """The text that a merged header shows over a column."""
    for top, left, bottom, right in grid.merges:
        if top <= row <= bottom and left <= column <= right:
            return str(grid.cells.get((top, left), "")) if row == top else ""
    return str(grid.cells.get((row, column), ""))


def _leaders(paths: list[tuple[str, ...]], level: int) -> Iterable[tuple[int, str]]:
    """Where a header text stands: at the first column of its group."""
    for place, (before, path) in enumerate(pairwise([(), *paths]), start=1):
        if before[: level + 1] != path[: level + 1]:
            yield place, path[level]


def _with_gap(row: Row, at: int, content: str) -> Row:
    return {**{(c + 1 if c >= at else c): text for c, text in row.items()}, at: content}


def numbers_as_text(sheet: FormSheet) -> Grid:
    """Counts as "1.486" but for the first column, rates as "17,33", those of persons as "10.47%"."""
    grid = grid_of(sheet)
    rates = sorted(rate_columns(grid))
    of_persons = set(rates[len(rates) // 2 :])
    first = _NAME + 1

    def changed(place: tuple[int, int], content: Any) -> Any:
        if isinstance(content, str) or place[1] == first:
            return content
        if place[1] in of_persons:
            return f"{content:.2f}%"
        if place[1] in rates:
            return f"{content:.2f}".replace(".", ",")
        return f"{content:,}".replace(",", ".")

    return with_cells(grid, changed)


def typed_over(sheet: FormSheet) -> Grid:
    """One total is a number among formulas, and it is right."""
    grid = grid_of(sheet)
    place = max(p for p in grid.formulas if p[1] not in rate_columns(grid) and p[0] == grid.end)
    return replace(grid, formulas={p: text for p, text in grid.formulas.items() if p != place})


def with_hidden_rows(sheet: FormSheet) -> Grid:
    """Two communes in hidden rows."""
    grid = grid_of(sheet)
    return replace(grid, hidden_rows=frozenset({grid.numbering + 3, grid.numbering + 4}))


def total_first(sheet: FormSheet) -> Grid:
    """Tổng cộng as the first line."""
    grid = grid_of(sheet)
    *rows, total = body_of(grid)
    return with_rows(grid, [total, *rows])


def subtotals_below(sheet: FormSheet) -> Grid:
    """Every district under its communes, as “Cộng huyện …”."""
    grid = grid_of(sheet)
    found: list[Row] = []
    waiting: list[Row] = []
    for drawn, row in zip(sheet.rows, body_of(grid), strict=True):
        if drawn.role != "unit":
            found, waiting = [*found, *waiting], []
        if drawn.role == "group":
            waiting = [{**row, _NUMBER: "", _NAME: f"Cộng {drawn.name[:1].lower()}{drawn.name[1:]}"}]
        else:
            found.append(row)
    return with_rows(grid, found)


def on_pages(sheet: FormSheet) -> Grid:
    """The header once more at the top of every printed page."""
    grid = grid_of(sheet)
    header = [grid.row(number) for number in range(grid.head, grid.numbering + 1)]
    rows = body_of(grid)
    pages = [rows[n : n + _PAGE_ROWS] for n in range(0, len(rows), _PAGE_ROWS)]
    return with_rows(grid, [row for n, page in enumerate(pages) for row in ([*header, *page] if n else page)])


def with_letterhead(sheet: FormSheet, number: str, place_and_day: str) -> Grid:
    """Number and date of the letter under the letterhead, and “Trong đó” lines under the communes."""
    grid = grid_of(sheet)
    *rows, total = body_of(grid)
    part = {c: content // 3 for c, content in total.items() if isinstance(content, int)}
    named = {_NAME: "Trong đó: hộ do phụ nữ làm chủ hộ", **part}
    right = max(left for top, left, _, _ in grid.merges if top == 1)
    return inserted(with_rows(grid, [*rows, total, named]), 4, [{1: f"Số: {number}", right: place_and_day}])


def by_name(sheet: FormSheet) -> FormSheet:
    """The filled template as its user sorted it: communes by name, the districts above as they were."""
    units = sorted((row for row in sheet.rows if row.role == "unit"), key=lambda row: name_key(row.name))
    return replace(sheet, rows=_with_units(sheet.rows, units))


def _with_units(rows: Iterable[FormRow], units: list[FormRow]) -> tuple[FormRow, ...]:
    ordered = iter(units)
    return tuple(next(ordered) if row.role == "unit" else row for row in rows)
