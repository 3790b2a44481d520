"""Which deliveries come in another shape than the drawn .xlsx, and how; the figures are the same.

A delivery is named by the place that it would have as a plain workbook.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePosixPath

from tests.robustness.build import edited, with_cell, with_member
from tests.samples import layouts, saved
from tests.samples.grids import grid_of
from transforms.render.form_layout import FormSheet
from transforms.render.form_xlsx import form_workbook

_MAIN = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_MACRO = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
_BOM = b"\xef\xbb\xbf"
# Persons, then residents, then households: no form has this order.
_ORDER = (11, 12, 13, 14, 15, 16, 3, 4, 5, 6, 7, 8, 9, 10)


@dataclass(frozen=True)
class Shape:
    """The ending of the file's name and how its bytes are made from the sheet."""

    ending: str
    draw: Callable[[FormSheet], bytes]


def _far_cell(sheet: FormSheet) -> bytes:
    """A stray mark in the last cell that a sheet can have: reading all the cells up to it takes 17 billion."""
    return with_cell(form_workbook(sheet), "XFD1048576", b"<is><t>.</t></is>", b' t="inlineStr"')


def _macros(sheet: FormSheet) -> bytes:
    """A workbook with a place for macros; the project in it is a few bytes that are no program."""
    book = edited(form_workbook(sheet), "[Content_Types].xml", lambda content: content.replace(_MAIN, _MACRO))
    return with_member(book, "xl/vbaProject.bin", b"mo phong: khong phai macro that")


SHAPES = {
    "058/BC ra soat 2017 (chinh thuc).xlsx": Shape(".xls", lambda s: saved.xls(grid_of(s), "TCVN3")),
    "060/2017-chinh_thuc/tonghop_2017.xlsx": Shape(".xls", lambda s: saved.xls(grid_of(s), "VNI")),
    "061/F01-2017.xlsx": Shape(".ods", lambda s: saved.ods(grid_of(s))),
    "062/Bieu 01 nam 2017.xlsx": Shape(".xlsb", lambda s: saved.xlsb(grid_of(s))),
    "063/BC ra soat 2017 (chinh thuc).xlsx": Shape(
        ".csv", lambda s: _BOM + saved.csv_text(grid_of(s), ";").encode()
    ),
    "064/2017-chinh_thuc/tonghop_2017.xlsx": Shape(
        ".csv", lambda s: saved.csv_text(grid_of(s), "\t").encode("utf-16")
    ),
    "065/F01-2017.xlsx": Shape(".csv", lambda s: saved.cp1258(saved.csv_text(grid_of(s), ";"))),
    "066/Bieu 01 nam 2017.xlsx": Shape(".xls", lambda s: saved.xls_page(grid_of(s))),
    "058/BC ra soat 2018 (chinh thuc).xlsx": Shape(".xls", form_workbook),
    "061/F01-2018.xlsx": Shape(".xlsx", lambda s: saved.xlsx(layouts.numbers_as_text(s))),
    "063/BC ra soat 2018 (chinh thuc).xlsx": Shape(".xlsx", lambda s: saved.xlsx(layouts.typed_over(s))),
    "064/2018-chinh_thuc/tonghop_2018.xlsx": Shape(
        ".xlsx", lambda s: saved.xlsx(layouts.with_hidden_rows(s))
    ),
    "065/F01-2018.xlsx": Shape(
        ".xlsx",
        lambda s: saved.xlsx(layouts.with_letterhead(s, "142/BC-UBND", "Chợ Mới, ngày 06 tháng 12 năm 2018")),
    ),
    "066/Bieu 01 nam 2018.xlsx": Shape(".xlsx", lambda s: saved.xlsx(layouts.unmerged(s, _ORDER))),
    "116/Bieu 01 nam 2018.xlsx": Shape(".xlsx", lambda s: saved.xlsx(layouts.total_first(s))),
    "116-ttyt/bieu chung 2020.xlsx": Shape(".xlsx", lambda s: form_workbook(layouts.by_name(s))),
    "19/tonghop_2023.xlsx": Shape(".xlsx", lambda s: saved.xlsx(layouts.on_pages(s))),
    "19/tonghop_2024.xlsx": Shape(".xlsx", lambda s: saved.xlsx(layouts.subtotals_below(s))),
    "454/BC ra soat 2023 (chinh thuc).xlsx": Shape(".xls", _far_cell),
    "455/tonghop_2023.xlsx": Shape(".xlsm", _macros),
}


def shaped(path: str, sheets: list[FormSheet]) -> tuple[str, bytes]:
    """The path and the bytes of a delivery."""
    shape = SHAPES.get(path)
    if shape is None:
        return path, form_workbook(*sheets)
    (sheet,) = sheets
    return shaped_path(path), shape.draw(sheet)


def shaped_path(path: str) -> str:
    """The path with the ending of its shape."""
    return str(PurePosixPath(path).with_suffix(SHAPES[path].ending))
