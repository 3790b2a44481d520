"""The second look at an .xls, with xlrd: errors, hidden rows and columns, percentages, legacy fonts."""

import io

import xlrd
from xlrd.book import Book
from xlrd.sheet import Sheet

from flows.stores.workbooks.biff import formula_places
from flows.stores.workbooks.details import SheetDetails, is_legacy, is_percent
from transforms.sheet.grid import Place

# Which formula it is, the records do not say in words; that there is one matters.
_SOME_FORMULA = "="
_BYTE_ORDER_MARKS = "\ufeff\ufffe"


def xls_details(stream: bytes) -> dict[str, SheetDetails]:
    """The details of every worksheet of a workbook stream by its name."""
    book = xlrd.open_workbook(
        file_contents=stream, formatting_info=True, ragged_rows=True, logfile=io.StringIO()
    )
    percents, fonts = _percents(book), _fonts(book)
    formulas = formula_places(stream)
    found = {}
    for number, sheet in enumerate(book.sheets()):
        details = _details(sheet, percents, fonts)
        places = formulas[number] if number < len(formulas) else set[Place]()
        details.formulas = dict.fromkeys(places, _SOME_FORMULA)
        found[sheet.name] = details
    return found


def _percents(book: Book) -> set[int]:
    return {
        number
        for number, cell_format in enumerate(book.xf_list)
        if (shown := book.format_map.get(cell_format.format_key)) is not None and is_percent(shown.format_str)
    }


def _fonts(book: Book) -> dict[int, str]:
    names = [font.name for font in book.font_list]
    return {
        number: names[cell_format.font_index]
        for number, cell_format in enumerate(book.xf_list)
        if cell_format.font_index < len(names) and is_legacy(names[cell_format.font_index])
    }


def _is_mark_alone(text: str) -> bool:
    """Whether a text is made of marks of byte order alone; calamine takes such a mark for one and drops it."""
    return bool(text) and not text.strip(_BYTE_ORDER_MARKS)


def _details(sheet: Sheet, percents: set[int], fonts: dict[int, str]) -> SheetDetails:
    found = SheetDetails(
        hidden_rows={r + 1 for r, row in sheet.rowinfo_map.items() if row.hidden or row.height == 0},
        hidden_columns={
            c + 1 for c, column in sheet.colinfo_map.items() if column.hidden or column.width == 0
        },
    )
    for row in range(sheet.nrows):
        for column, kind in enumerate(sheet.row_types(row)):
            if kind in {xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK}:
                continue
            place, style = (row + 1, column + 1), sheet.cell_xf_index(row, column)
            if kind == xlrd.XL_CELL_ERROR:
                code = sheet.cell_value(row, column)
                found.fills[place] = xlrd.error_text_from_code.get(code, "#ERR!")
            if kind == xlrd.XL_CELL_TEXT and _is_mark_alone(text := sheet.cell_value(row, column)):
                found.fills[place] = text
            if style in percents:
                found.percents.add(place)
            if style in fonts:
                found.fonts[place] = fonts[style]
    return found
