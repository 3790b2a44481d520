"""The sheets of a file that is no .xlsx, as sheets of one: the same cells with the values that the file shows."""

from collections.abc import Iterable

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from transforms.render.answer_sheets import free_name, put_text
from transforms.render.xlsx_bytes import legible
from transforms.sheet.grid import SheetGrid, as_text, column_letters

_NOT_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\", "_"))
_LONGEST_NAME, _ADDED = 31, 14
_NARROWEST, _WIDEST = 5, 40
_SHORT = 30
# A merged range is made of cells; larger ones are decoration.
_CELLS_IN_MERGE = 4096


def copied_sheets(grids: Iterable[SheetGrid]) -> tuple[Workbook, dict[str, str]]:
    """A workbook with these sheets, and the name in it of every sheet by its name in the file."""
    book = Workbook()
    book.remove(book.worksheets[0])
    titles: dict[str, str] = {}
    for grid in grids:
        name = legible(grid.name).translate(_NOT_IN_NAMES).strip("'")[:_LONGEST_NAME] or "Sheet"
        is_free = name.casefold() not in {title.casefold() for title in titles.values()}
        titles[grid.name] = name if is_free else free_name(name[: _LONGEST_NAME - _ADDED], titles.values())
        _copy(book.create_sheet(titles[grid.name]), grid)
    return book, titles


def _copy(sheet: Worksheet, grid: SheetGrid) -> None:
    for (row, column), content in grid.cells.items():
        cell = sheet.cell(row, column)
        if isinstance(content, str):
            put_text(cell, content)
        elif isinstance(cell, Cell):
            cell.value = content
        cell.alignment = Alignment(wrap_text=isinstance(content, str), vertical="center")
        if (row, column) in grid.percents:
            cell.number_format = "0.00%"
    for top, left, bottom, right in grid.merges:
        if (bottom - top + 1) * (right - left + 1) <= _CELLS_IN_MERGE:
            sheet.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)
    for row in grid.hidden_rows:
        sheet.row_dimensions[row].hidden = True
    for column, width in _widths(grid).items():
        sheet.column_dimensions[column_letters(column)].width = width
    for column in grid.hidden_columns:
        sheet.column_dimensions[column_letters(column)].hidden = True
    sheet.sheet_state = "hidden" if grid.is_hidden else "visible"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _widths(grid: SheetGrid) -> dict[int, int]:
    """Columns as wide as their longest short text: titles run over, long texts are wrapped."""
    widths: dict[int, int] = {}
    for (_, column), content in grid.cells.items():
        length = len(as_text(content))
        if length <= _SHORT:
            widths[column] = max(widths.get(column, _NARROWEST), length + 2)
    return {column: min(width, _WIDEST) for column, width in widths.items()}
