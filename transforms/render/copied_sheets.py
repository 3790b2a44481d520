"""The sheets of a file that is no .xlsx, as sheets of one: the same cells with the values that the file shows."""

from collections.abc import Iterable, Mapping
from math import ceil

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from transforms.render.answer_sheets import BOX, free_name, put_text
from transforms.render.xlsx_bytes import empty_workbook, legible
from transforms.sheet.grid import SheetGrid, as_text, column_letters

_NOT_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\", "_"))
_LONGEST_NAME, _ADDED = 31, 14
_NARROWEST, _WIDEST = 6, 30
_CELLS_IN_ROW = 4
_LINE_POINTS, _HIGHEST_ROW_POINTS = 15.0, 409.0
_FONT = Font(name="Times New Roman", size=11)
_IN_TABLE = Alignment(wrap_text=True, vertical="center")
# A merged range is made of cells; larger ones are decoration.
_CELLS_IN_MERGE = 4096


def copied_sheets(grids: Iterable[SheetGrid]) -> tuple[Workbook, dict[str, str]]:
    """A workbook with these sheets, and the name in it of every sheet by its name in the file."""
    book = empty_workbook()
    titles: dict[str, str] = {}
    for grid in grids:
        name = legible(grid.name).translate(_NOT_IN_NAMES).strip("'")[:_LONGEST_NAME] or "Sheet"
        is_free = name.casefold() not in {title.casefold() for title in titles.values()}
        titles[grid.name] = name if is_free else free_name(name[: _LONGEST_NAME - _ADDED], titles.values())
        _copy(book.create_sheet(titles[grid.name]), grid)
    return book, titles


def _copy(sheet: Worksheet, grid: SheetGrid) -> None:
    table = _table_rows(grid)
    for (row, column), content in grid.cells.items():
        cell = sheet.cell(row, column)
        if isinstance(content, str):
            put_text(cell, content)
        elif isinstance(cell, Cell):
            cell.value = content
        cell.font = _FONT
        if row in table:
            cell.alignment, cell.border = _IN_TABLE, BOX
        if (row, column) in grid.percents:
            cell.number_format = "0.00%"
    for top, left, bottom, right in grid.merges:
        if (bottom - top + 1) * (right - left + 1) <= _CELLS_IN_MERGE:
            sheet.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)
    _shape(sheet, grid)


def _shape(sheet: Worksheet, grid: SheetGrid) -> None:
    """Widths, what is hidden, and a page that is as wide as the table."""
    widths = _widths(grid)
    for row, height in _heights(grid, widths).items():
        sheet.row_dimensions[row].height = height
    for row in grid.hidden_rows:
        sheet.row_dimensions[row].hidden = True
    for column, width in widths.items():
        sheet.column_dimensions[column_letters(column)].width = width
    for column in grid.hidden_columns:
        sheet.column_dimensions[column_letters(column)].hidden = True
    sheet.sheet_state = "hidden" if grid.is_hidden else "visible"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _table_rows(grid: SheetGrid) -> frozenset[int]:
    """The rows that look like those of a table; titles and signatures have few cells and run over the others."""
    return frozenset(row for row, columns in grid.rows.items() if len(columns) >= _CELLS_IN_ROW)


def _widths(grid: SheetGrid) -> dict[int, int]:
    """Columns as wide as three of four contents in the rows of the table; longer ones are wrapped."""
    table = _table_rows(grid)
    lengths: dict[int, list[int]] = {}
    for (row, column), content in grid.cells.items():
        if row in table:
            lengths.setdefault(column, []).append(len(as_text(content)))
    usual = {column: sorted(found)[len(found) * 3 // 4] for column, found in lengths.items()}
    return {column: min(max(length + 2, _NARROWEST), _WIDEST) for column, length in usual.items()}


def _heights(grid: SheetGrid, widths: Mapping[int, int]) -> dict[int, float]:
    """Rows of the table as high as their wrapped texts; rows of merged ranges do not grow by themselves."""
    areas = {merge[:2]: merge for merge in grid.merges}
    table = _table_rows(grid)
    heights: dict[int, float] = {}
    for (row, column), content in grid.cells.items():
        _, left, bottom, right = areas.get((row, column), (row, column, row, column))
        width = sum(widths.get(one, _NARROWEST) for one in range(left, min(right, grid.last_column) + 1))
        lines = ceil(len(as_text(content)) / max(width - 1, 1)) / (bottom - row + 1)
        if row in table and lines > 1:
            for one in range(row, min(bottom, grid.last_row) + 1):
                heights[one] = max(heights.get(one, 0), min(_LINE_POINTS * lines, _HIGHEST_ROW_POINTS))
    return heights
