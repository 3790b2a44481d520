"""Draw a reporting sheet in the official layout, as the bytes of a workbook.

The same sheet gives the same bytes: the created date is fixed and nothing is read from a clock.
"""

import io
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

import xlsxwriter
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from transforms.render.form_check_draw import draw_checks
from transforms.render.form_guide_sheet import draw_guide
from transforms.render.form_layout import FormSheet
from transforms.render.form_page import Page, Styles, page_of, text_height
from transforms.render.form_table import draw_body, draw_header
from transforms.render.vi_format import format_period
from transforms.terms.period import Period

_CREATED = datetime(2000, 1, 1, tzinfo=UTC)
_COUNTRY = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
_MOTTO = "Độc lập - Tự do - Hạnh phúc"
_A3, _A4 = 8, 9
_MOST_COLUMNS_ON_A4 = 12
_HEAD_LOOKS: dict[str, dict[str, Any]] = {
    "note": {"italic": True, "align": "center"},
    "warning": {"bold": True, "align": "center", "font_color": "#B00000"},
    "aside": {"italic": True, "align": "left"},
}
# A note is written smaller than the table.
_NOTE_FIT = 1.1
_STAMP_SHEET = "_tonghop"
_COUNTS = {
    "validate": "integer",
    "criteria": ">=",
    "value": 0,
    "input_title": "Ghi số nguyên",
    "input_message": "Số nguyên từ 0 trở lên. Không phát sinh ghi 0; chưa có số liệu để trống.",
    "error_title": "Số liệu không hợp lệ",
    "error_message": "Chỉ ghi số nguyên từ 0 trở lên, không kèm chữ. Không phát sinh thì ghi 0.",
}
_RATES = {
    "validate": "decimal",
    "criteria": "between",
    "minimum": 0,
    "maximum": 100,
    "input_title": "Ghi tỷ lệ (%)",
    "input_message": "Số từ 0 đến 100, hai chữ số thập phân, không ghi dấu %.",
    "error_title": "Tỷ lệ không hợp lệ",
    "error_message": "Chỉ ghi số từ 0 đến 100, không kèm chữ hay dấu %.",
}


def form_workbook(sheet: FormSheet, *more: FormSheet) -> bytes:
    """The workbook of one reporting sheet, or of several forms, a sheet each."""
    buffer = io.BytesIO()
    font = {"font_name": "Times New Roman", "font_size": 11}
    book: Workbook = xlsxwriter.Workbook(buffer, {"in_memory": True, "default_format_properties": font})
    book.set_properties({"created": _CREATED, "title": sheet.title})
    style = Styles(book)
    pages = [page_of(one, book.add_worksheet(one.form.form_id), style) for one in (sheet, *more)]
    for page in pages:
        draw_form(page)
    if sheet.is_template:
        draw_checks(book, style, pages[0])
    if sheet.guide:
        draw_guide(book, style, sheet.guide)
    if sheet.stamp:
        _add_stamp(book, sheet.stamp)
    book.close()
    return buffer.getvalue()


def draw_form(page: Page) -> None:
    """One reporting sheet or summary on its page: head, table, notes, signatures, print set-up."""
    _draw_letterhead(page)
    draw_header(page)
    draw_body(page)
    _draw_notes(page)
    _draw_signatures(page)
    _set_up_print(page)
    if page.sheet.is_template:
        _protect(page)


def period_label(period: Period) -> str:
    """The period as a title line has it, with a capital letter."""
    text = format_period(period)
    return text[:1].upper() + text[1:]


def _draw_letterhead(page: Page) -> None:
    """Issuing office left, name and motto of the state right; then title, period, notes, measure units."""
    sheet, style = page.sheet, page.style
    head = style(bold=True, align="center", shrink=True)
    for row, (left, right) in enumerate(zip(sheet.office, (_COUNTRY, _MOTTO), strict=True)):
        page.merge(row, 0, page.middle - 1, left, head)
        page.merge(row, page.middle, page.last_column, right, head)
    page.merge(2, 0, page.middle - 1, sheet.stamp, style(font_size=8, font_color="#595959"))
    tag = f"Biểu {sheet.form.form_id}"
    page.merge(2, page.middle, page.last_column, tag, style(bold=True, italic=True, align="right"))
    page.full_line(3, sheet.title, style(bold=True, font_size=13, align="center", text_wrap=True))
    page.worksheet.set_row(3, text_height(sheet.title, page.width, 18, 1.35))
    period = f"{period_label(sheet.period)} - Số liệu {sheet.status_label.lower()}"
    page.full_line(4, period, style(bold=True, align="center"))
    for row, (text, kind) in enumerate(sheet.head_lines, start=5):
        page.full_line(row, text, style(**_HEAD_LOOKS[kind], text_wrap=True))
        page.worksheet.set_row(row, text_height(text, page.width, 15))
    page.full_line(page.top - 1, sheet.form.measure_vi, style(italic=True, align="right"))


def _draw_notes(page: Page) -> None:
    """The notes of a summary, each on as many lines as it needs; their head in bold."""
    for row, note in enumerate(page.sheet.notes, start=page.end + 1):
        is_head = row == page.end + 1
        page.full_line(
            row, note, page.style(bold=is_head, italic=is_head, text_wrap=True, font_size=10, valign="top")
        )
        page.worksheet.set_row(row, text_height(note, page.width * _NOTE_FIT, 13.5))


def _draw_signatures(page: Page) -> None:
    """The maker of the table left, the signing office right; date and names are written by hand."""
    row, style = page.end + 1 + len(page.sheet.notes) + (1 if page.sheet.notes else 0), page.style
    bold, italic = style(bold=True, align="center"), style(italic=True, align="center")
    sides = ((0, page.middle - 1), (page.middle, page.last_column))
    lines = (
        ("", "………, ngày …… tháng …… năm ……", italic),
        ("NGƯỜI LẬP BIỂU", page.sheet.signatory, bold),
        ("(Ký, ghi rõ họ tên)", "(Ký, đóng dấu)", italic),
    )
    for offset, (left, right, look) in enumerate(lines):
        for (first, last), text in zip(sides, (left, right), strict=True):
            page.merge(row + offset, first, last, text, look)


def _set_up_print(page: Page) -> None:
    worksheet = page.worksheet
    worksheet.set_landscape()
    worksheet.set_paper(_A3 if len(page.sheet.columns) > _MOST_COLUMNS_ON_A4 else _A4)
    worksheet.set_margins(left=0.8, right=0.6, top=0.7, bottom=0.7)
    worksheet.center_horizontally()
    worksheet.fit_to_pages(1, 0)
    worksheet.repeat_rows(page.top, page.body - 1)
    worksheet.set_footer('&R&"Times New Roman"&10Trang &P/&N')
    worksheet.freeze_panes(page.body, len(page.sheet.stub))
    worksheet.hide_gridlines(2)


def _protect(page: Page) -> None:
    """Lock everything but the data cells, and let those take whole numbers from 0 only (rates: 0 to 100)."""
    page.worksheet.protect("", {"format_columns": True, "format_rows": True})
    for first, last in _unit_blocks(page):
        for place, column in enumerate(page.sheet.columns, len(page.sheet.stub)):
            if not column.is_rate:
                page.worksheet.data_validation(first, place, last, place, _COUNTS)
            elif page.sheet.ratio_of(column) is None:
                page.worksheet.data_validation(first, place, last, place, _RATES)


def _unit_blocks(page: Page) -> Iterator[tuple[int, int]]:
    """First and last physical row of every run of units."""
    units = [i for i, row in enumerate(page.sheet.rows) if row.role == "unit"]
    starts = [units[0], *(b for a, b in pairwise(units) if b != a + 1)] if units else []
    for start in starts:
        end = start
        while end + 1 in units:
            end += 1
        yield page.row_of(start), page.row_of(end + 1) - 1


def _add_stamp(book: Workbook, stamp: str) -> None:
    worksheet: Worksheet = book.add_worksheet(_STAMP_SHEET)
    worksheet.write_string(0, 0, stamp)
    worksheet.hide()
    book.set_custom_property("tonghop", stamp)
