"""Draw the sheet "Hướng dẫn"."""

from collections.abc import Iterable

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from transforms.render.form_guide import Guide
from transforms.render.form_page import Styles, text_height

_HEADS = (("Mã", 7.0), ("Nội dung kiểm tra", 27.0), ("Xử lý", 15.0), ("Thông báo", 60.0), ("Cách sửa", 46.0))
_CELL = {"border": 1, "text_wrap": True, "valign": "top"}
_A4 = 9


def draw_guide(book: Workbook, style: Styles, guide: Guide) -> None:
    """The sheet "Hướng dẫn", protected and printed on A4 in landscape."""
    worksheet = book.add_worksheet("Hướng dẫn")
    for column, (_, width) in enumerate(_HEADS):
        worksheet.set_column(column, column, width)
    last, width = len(_HEADS) - 1, sum(width for _, width in _HEADS)
    worksheet.merge_range(0, 0, 0, last, guide.title, style(bold=True, font_size=13, text_wrap=True))
    worksheet.set_row(0, text_height(guide.title, width, 20, 1.35))
    row = 1
    for text in guide.steps:
        worksheet.merge_range(row, 0, row, last, text, style(text_wrap=True, font_size=12))
        worksheet.set_row(row, text_height(text, width, 18, 1.0))
        row += 1
    worksheet.set_row(row, 8)
    heading = "Các nội dung hệ thống kiểm tra khi nhận biểu"
    worksheet.merge_range(row + 1, 0, row + 1, last, heading, style(bold=True, font_size=12))
    _draw_line(
        worksheet, row + 2, [head for head, _ in _HEADS], style(**_CELL, bold=True, bg_color="#E7E6E6")
    )
    for number, rule in enumerate(guide.rules, start=row + 3):
        _draw_line(worksheet, number, vars(rule).values(), style(**_CELL))
    worksheet.protect("", {"format_columns": True, "format_rows": True})
    worksheet.set_landscape()
    worksheet.set_paper(_A4)
    worksheet.fit_to_pages(1, 0)
    worksheet.repeat_rows(row + 2)
    worksheet.set_footer('&R&"Times New Roman"&10Trang &P/&N')
    worksheet.hide_gridlines(2)


def _draw_line(worksheet: Worksheet, row: int, texts: Iterable[str], look: Format) -> None:
    shown = list(texts)
    for column, text in enumerate(shown):
        worksheet.write_string(row, column, text, look)
    heights = [text_height(text, width, 15, 0.95) for text, (_, width) in zip(shown, _HEADS, strict=True)]
    worksheet.set_row(row, max(heights) + 3)
