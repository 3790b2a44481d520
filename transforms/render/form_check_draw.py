"""Draw the sheet "Kiểm tra": answers in colour with their number at the top, the figures behind them hidden."""

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from transforms.render.form_check_sheet import TOP, UNIT, CheckSheet
from transforms.render.form_checks import FAILED, OPEN, PASSED
from transforms.render.form_layout import line_label
from transforms.render.form_page import Page, Styles, text_height

_A3, _A4 = 8, 9
_MOST_ON_A4 = 8
_NAME_WIDTH = 28.0
_CHECK_WIDTH = 16.0
_LOOKS = (
    (FAILED, {"bg_color": "#FFC7CE", "font_color": "#9C0006", "bold": True}),
    (PASSED, {"font_color": "#375623", "bg_color": "#E2F0D9"}),
    (OPEN, {"font_color": "#7F7F7F"}),
)
_HINT = (
    f"“{FAILED}”: sửa biểu, hoặc giải trình khi gửi (cách sửa: trang Hướng dẫn). “{OPEN}”: chưa đủ số để kiểm tra. "
    "(1), (2)… là số cột của biểu. Trang này tự tính, không phải ghi gì; hệ thống kiểm tra lại khi nhận biểu."
)


def draw_checks(book: Workbook, style: Styles, page: Page) -> None:
    """The sheet of checks of one form sheet, protected."""
    worksheet = book.add_worksheet("Kiểm tra")
    checks = CheckSheet(page)
    _set_up(worksheet, checks)
    _draw_head(worksheet, style, checks)
    for index in range(len(checks.sheet.rows)):
        _draw_line(worksheet, style, checks, index)
    answers = (TOP + 1, checks.first_check, checks.last_row, checks.width - 1)
    for word, look in _LOOKS:
        rule = {"type": "cell", "criteria": "==", "value": f'"{word}"', "format": book.add_format(look)}
        worksheet.conditional_format(*answers, rule)
    summary = {"type": "text", "criteria": "containing", "value": "cần xem lại"}
    worksheet.conditional_format(1, 0, 1, 0, {**summary, "format": book.add_format(_LOOKS[0][1])})


def _draw_head(worksheet: Worksheet, style: Styles, checks: CheckSheet) -> None:
    last, width = checks.width - 1, _width(checks)
    title = f"KIỂM TRA BIỂU {checks.sheet.form.form_id} TRƯỚC KHI GỬI"
    worksheet.merge_range(0, 0, 0, last, title, style(bold=True, font_size=13))
    look = style(bold=True, font_size=12, border=1)
    worksheet.merge_range(1, 0, 1, last, "", look)
    formula, shown = checks.summary()
    worksheet.write_formula(1, 0, formula, look, shown)
    worksheet.set_row(1, 22)
    worksheet.merge_range(2, 0, 2, last, _HINT, style(italic=True, text_wrap=True))
    worksheet.set_row(2, text_height(_HINT, width, 15))
    finders = [_finder_head(line) for line in checks.sheet.lines]
    heads = ["Mã", "Địa bàn", *finders, *(column.head for column in checks.columns)]
    head = style(bold=True, align="center", text_wrap=True, border=1, font_size=10)
    for column, text in enumerate(heads):
        worksheet.write_string(TOP, column, text, head)
    lines = [sum(text_height(part, _CHECK_WIDTH, 14) for part in text.split("\n")) for text in heads]
    worksheet.set_row(TOP, max(lines) + 4)


def _finder_head(line: str) -> str:
    return "Dòng" if line == "all" else f"Dòng {line_label(line).lower()}"


def _draw_line(worksheet: Worksheet, style: Styles, checks: CheckSheet, index: int) -> None:
    row, at = checks.sheet.rows[index], checks.row(index)
    bold = row.role != "unit"
    worksheet.write_string(at, 0, row.code, style(bold=bold, border=1, align="center"))
    worksheet.write_string(at, 1, row.name, style(bold=bold, border=1, text_wrap=True))
    small = style(border=1, align="center", font_size=9, font_color="#7F7F7F")
    for n, line in enumerate(checks.sheet.lines):
        worksheet.write_formula(
            at, 2 + n, f"={checks.finder(index, line)}", small, checks.found_row(index, n)
        )
    look = style(border=1, align="center")
    for column, check in enumerate(checks.columns, start=checks.first_check):
        formula = check.formula(index) if row.role in check.roles else ""
        if formula:
            worksheet.write_formula(at, column, f"={formula}", look, check.answer(index))
        else:
            worksheet.write_blank(at, column, None, style(border=1, bg_color="#F2F2F2"))
    _draw_figures(worksheet, checks, index)


def _draw_figures(worksheet: Worksheet, checks: CheckSheet, index: int) -> None:
    """The hidden cells: the role, the figures found, the opening figures of the year before."""
    at, first = checks.row(index), checks.role_column + 1
    worksheet.write_string(at, checks.role_column, UNIT if checks.sheet.rows[index].role == "unit" else "")
    for column, figure in enumerate(checks.figures, start=first):
        found = checks.value(index, figure)
        worksheet.write_formula(at, column, f"={checks.reader(index, figure)}", None, found)
    for column, key in enumerate(checks.opening_keys, start=first + len(checks.figures)):
        expected = checks.expected(index, key)
        if expected is not None:
            worksheet.write_number(at, column, expected)


def _set_up(worksheet: Worksheet, checks: CheckSheet) -> None:
    worksheet.set_column(0, 0, 9)
    worksheet.set_column(1, 1, _NAME_WIDTH)
    worksheet.set_column(2, checks.first_check - 1, 7)
    worksheet.set_column(checks.first_check, checks.width - 1, _CHECK_WIDTH)
    worksheet.set_column(checks.width, checks.last_column, 9, None, {"hidden": True})
    worksheet.protect("", {"format_columns": True, "format_rows": True})
    worksheet.freeze_panes(TOP + 1, 2)
    worksheet.set_landscape()
    worksheet.set_paper(_A3 if len(checks.columns) > _MOST_ON_A4 else _A4)
    worksheet.print_area(0, 0, checks.last_row, checks.width - 1)
    worksheet.repeat_rows(TOP)
    worksheet.fit_to_pages(1, 0)
    worksheet.set_footer('&R&"Times New Roman"&10Trang &P/&N')
    worksheet.hide_gridlines(2)


def _width(checks: CheckSheet) -> float:
    return 9 + _NAME_WIDTH + 7 * len(checks.sheet.lines) + _CHECK_WIDTH * len(checks.columns)
