"""The sheets of a workbook as python-calamine reads them, kept only where they hold something."""

import io

from python_calamine import CalamineSheet, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from flows.stores.workbooks.moments import moment_text
from flows.stores.workbooks.refusal import encrypted
from transforms.sheet.grid import SheetGrid
from transforms.text.numbers import CellContent

_EXACT_IN_A_FLOAT = 1e15


def calamine_grids(content: bytes) -> list[SheetGrid]:
    """Every worksheet with the contents of its cells at their true places.

    Raises:
        NotAWorkbook: it opens with a password only. Whatever else calamine raises goes up as it is.
    """
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    except PasswordError as error:
        raise encrypted() from error
    return [
        _grid(book.get_sheet_by_name(meta.name), is_hidden=meta.visible != SheetVisibleEnum.Visible)
        for meta in book.sheets_metadata
        if meta.typ == SheetTypeEnum.WorkSheet
    ]


def _grid(sheet: CalamineSheet, *, is_hidden: bool) -> SheetGrid:
    # Row by row: the whole rectangle between two far cells is never built here. The rows come from the first
    # row of the sheet on, but each begins at the first column that holds anything.
    first = sheet.start[1] + 1 if sheet.start else 1
    cells = {
        (row_number, column): value if type(value) is str else _content(value)
        for row_number, row in enumerate(sheet.iter_rows(), start=1)
        for column, value in enumerate(row, start=first)
        if value != ""
    }
    merges = tuple((a + 1, b + 1, c + 1, d + 1) for (a, b), (c, d) in sheet.merged_cell_ranges or ())
    return SheetGrid(sheet.name, cells, merges, is_hidden)


def _content(value: object) -> CellContent:
    if type(value) is float:
        is_whole = value.is_integer() and -_EXACT_IN_A_FLOAT < value < _EXACT_IN_A_FLOAT
        return int(value) if is_whole else value
    return value if isinstance(value, float | int) else moment_text(value)
