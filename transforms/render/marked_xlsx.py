"""The submitter's own workbook with each issue marked: coloured cells, notes, and a sheet that lists them."""

import io
import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from math import ceil

from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from transforms.render.vi_format import severity_label
from transforms.sheet.grid import column_letters
from transforms.terms.rule import Issue

ISSUE_SHEET = "Lỗi"
# Where the submitter has a sheet of that name.
_OTHER_NAME = "Lỗi - tonghop"
_FILLS = {"reject_file": "F4B6B6", "reject_cell": "F4B6B6", "explain": "FFE08A", "note": "D6E4F5"}
_COLUMNS = ("Trang", "Ô", "Thông báo", "Giá trị", "Đúng ra", "Cách sửa", "Mã luật", "Mức độ", "Giải trình")
_WIDTHS = (14, 8, 70, 14, 14, 50, 9, 18, 40)
_AUTHOR = "tonghop"
_LINE_POINTS = 15
_HIGHEST_ROW_POINTS = 409
_LONGEST_TEXT = 32_767
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def marked_workbook(original: bytes, issues: Sequence[Issue]) -> bytes:
    """A copy of the workbook with its formats, the cells at fault coloured and a list of issues in front.

    Raises:
        Exception: whatever openpyxl raises on a workbook it cannot copy; the caller decides.
    """
    book = load_workbook(io.BytesIO(original))
    for sheet, cell in dict.fromkeys(
        (i.sheet, i.cell) for i in issues if i.cell and i.sheet in book.sheetnames
    ):
        _mark(book[sheet], cell, [i for i in issues if (i.sheet, i.cell) == (sheet, cell)])
    _list(book, issues)
    book.properties.modified = datetime(2000, 1, 1)  # noqa: DTZ001 -- a fixed date keeps the bytes the same
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _mark(sheet: Worksheet, cell: str, issues: Sequence[Issue]) -> None:
    target = sheet[cell]
    target.fill = PatternFill("solid", fgColor=_FILLS[issues[0].severity])
    note = Comment(_legible("\n\n".join(f"{i.rule_id}. {i.message}\n{i.hint}" for i in issues)), _AUTHOR)
    note.width, note.height = 420, 90 * len(issues)
    target.comment = note


def _list(book: Workbook, issues: Iterable[Issue]) -> None:
    for name in (ISSUE_SHEET, _OTHER_NAME):
        if name in book.sheetnames and _is_list(book[name]):
            del book[name]
    name = _OTHER_NAME if ISSUE_SHEET in book.sheetnames else ISSUE_SHEET
    sheet: Worksheet = book.create_sheet(name, 0)
    book.active = 0
    sheet.append(_COLUMNS)
    for column, width in enumerate(_WIDTHS, start=1):
        sheet.cell(1, column).font = Font(bold=True)
        sheet.column_dimensions[column_letters(column)].width = width
    for row, issue in enumerate(issues, start=2):
        _list_issue(sheet, row, issue, is_linked=issue.sheet in book.sheetnames and bool(issue.cell))
    sheet.freeze_panes = "A2"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "1:1"


def _is_list(sheet: Worksheet) -> bool:
    """Whether a sheet is a list of issues of an earlier answer, and not one that the submitter called so."""
    return tuple(cell.value for cell in sheet[1]) == _COLUMNS


def _list_issue(sheet: Worksheet, row: int, issue: Issue, *, is_linked: bool) -> None:
    said = (
        issue.sheet,
        issue.cell,
        issue.message,
        issue.found,
        issue.expected,
        issue.hint,
        issue.rule_id,
        severity_label(issue.severity),
        "",
    )
    values = tuple(map(_legible, said))
    for column, value in enumerate(values, start=1):
        cell = sheet.cell(row, column)
        cell.value, cell.data_type = value, "s"  # text stays text, whatever it begins with
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    # Spreadsheet programs differ in growing rows on opening: the height is set for the longest text.
    lines = max(ceil(len(text) / (width - 2)) for text, width in zip(values, _WIDTHS, strict=True))
    sheet.row_dimensions[row].height = min(_LINE_POINTS * max(1, lines), _HIGHEST_ROW_POINTS)
    sheet.cell(row, 8).fill = PatternFill("solid", fgColor=_FILLS[issue.severity])
    if is_linked:
        place = issue.sheet.replace("'", "''")
        sheet.cell(row, 2).hyperlink = f"#'{place}'!{issue.cell}"
        sheet.cell(row, 2).font = Font(underline="single", color="1F4E9E")


def _legible(text: str) -> str:
    """The text as a cell can hold it: a workbook with control characters or longer texts does not open."""
    return _NO_XML.sub("\ufffd", text)[:_LONGEST_TEXT]
