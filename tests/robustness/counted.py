"""How many cells of a workbook hold anything, as openpyxl and xlrd count them: no line of ours is in it."""

import io
import warnings

import xlrd
from openpyxl import load_workbook


def counted(content: bytes) -> int | None:
    """The non-empty cells of an .xlsx or .xls; nothing where it is no such file or the other reader cannot read it."""
    count = {b"PK": _in_xlsx, b"\xd0\xcf": _in_xls}.get(content[:2])
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return count(content) if count else None
    except Exception:  # noqa: BLE001 -- the other reader's trouble is none of ours
        return None


def _in_xlsx(content: bytes) -> int:
    # The full reader drops what stands under a merged range; this one gives every cell that is there.
    book = load_workbook(io.BytesIO(content), read_only=True)
    return sum(value not in {None, ""} for sheet in book.worksheets for row in sheet.values for value in row)


def _in_xls(content: bytes) -> int:
    book = xlrd.open_workbook(file_contents=content, ragged_rows=True, logfile=io.StringIO())
    empty = {xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK}
    return sum(
        kind not in empty and sheet.cell_value(row, column) != ""
        for sheet in book.sheets()
        for row in range(sheet.nrows)
        for column, kind in enumerate(sheet.row_types(row))
    )
