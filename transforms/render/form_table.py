"""The table of a reporting sheet: merged headers, the line of column numbers, rows with their sums."""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from string import ascii_uppercase
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from transforms.render.form_layout import FormRow, FormSheet, line_label, printed_rate
from transforms.terms.form import Column

_STUB_WIDTHS = {"TT": 6.0, "Mã": 9.0, "Phân tổ": 11.0}
# Names, then the least and the most of a data column: few wide columns in the generic form.
_FORM_WIDTHS = (30.0, 10.5, 14.0)
_GENERIC_WIDTHS = (40.0, 14.0, 48.0)
_COUNTRY_WIDTH = 47.0
_TOTAL_WIDTH = 100.0
_LINE_HEIGHT = 15.0
_INPUT_COLOUR = "#FFF9DB"


class Styles:
    """Cell formats by their properties, each made once in a workbook."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, object], ...], Format] = {}

    def __call__(self, **properties: Any) -> Format:  # noqa: ANN401 -- the properties of xlsxwriter
        """The format with these properties on the base of every cell."""
        base = {"font_name": "Times New Roman", "font_size": 11, "valign": "vcenter"}
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format({**base, **properties})
        return self._made[key]


@dataclass(frozen=True)
class Page:
    """A sheet being drawn, with the places that all parts of it must agree on (rows and columns from 0)."""

    sheet: FormSheet
    worksheet: Worksheet
    style: Styles
    headers: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]

    @property
    def top(self) -> int:
        """The first header row."""
        return 7 if self.sheet.note_vi else 6

    @property
    def body(self) -> int:
        """The first data row: below the headers and the line of column numbers."""
        return self.top + len(self.headers[0]) + 1

    @property
    def end(self) -> int:
        """The row after the last data row."""
        return self.row_of(len(self.sheet.rows))

    @property
    def last_column(self) -> int:
        """The last column of the table."""
        return len(self.widths) - 1

    @property
    def width(self) -> float:
        """The width of the table, in characters."""
        return sum(self.widths)

    @cached_property
    def middle(self) -> int:
        """The column where the right half begins: the name of the state must stay on one line there."""
        needed = max(_COUNTRY_WIDTH, 0.45 * self.width)
        fitting = [c for c in range(1, len(self.widths)) if sum(self.widths[c:]) >= needed]
        return max(fitting, default=1)

    def row_of(self, index: int) -> int:
        """The first physical row of a form row."""
        return self.body + index * len(self.sheet.lines)

    def full_line(self, row: int, text: str, look: Format) -> None:
        """One line over the whole width."""
        self.merge(row, 0, self.last_column, text, look)

    def merge(self, row: int, first: int, last: int, text: str, look: Format) -> None:
        """A text over columns `first` to `last` of one row."""
        self.block(row, first, row, last, text, look)

    def block(self, row: int, column: int, last_row: int, last_column: int, text: str, look: Format) -> None:
        """A text over a block of cells; a block of one cell is not merged."""
        if (row, column) == (last_row, last_column):
            self.worksheet.write_string(row, column, text, look)
        else:
            self.worksheet.merge_range(row, column, last_row, last_column, text, look)


def page_of(sheet: FormSheet, worksheet: Worksheet, style: Styles) -> Page:
    """The page of a sheet, its columns already as wide as they will be."""
    name, least, most = _GENERIC_WIDTHS if sheet.form.is_generic else _FORM_WIDTHS
    depth = max(len(column.header) for column in sheet.columns)
    padded = [(*column.header, *("",) * depth)[:depth] for column in sheet.columns]
    levels = [level for level in range(depth) if any(header[level] for header in padded)]
    headers = tuple(tuple(header[level] for level in levels) for header in padded)
    stub = [_STUB_WIDTHS.get(header, name) for header in sheet.stub]
    data = min(most, max(least, (_TOTAL_WIDTH - sum(stub)) / len(headers)))
    widths = (*stub, *([data] * len(headers)))
    for column, width in enumerate(widths):
        worksheet.set_column(column, column, width)
    return Page(sheet, worksheet, style, headers, widths)


def text_height(text: str, width: float, line_height: float = _LINE_HEIGHT, scale: float = 1.0) -> float:
    """The height that a wrapped text needs; merged cells do not grow by themselves."""
    return line_height * max(1, len(textwrap.wrap(text, max(1, int(width / scale)))))


def draw_header(page: Page) -> None:
    """Merged headers over the columns, then the line of column letters and numbers."""
    look = page.style(bold=True, align="center", text_wrap=True, border=1)
    levels, stub = len(page.headers[0]), page.sheet.stub
    for column, text in enumerate(stub):
        page.block(page.top, column, page.top + levels - 1, column, text, look)
    needs = [_LINE_HEIGHT + 3] * levels
    for level, first, last_level, last, text in header_cells(page.headers):
        left, right = first + len(stub), last + len(stub)
        page.block(page.top + level, left, page.top + last_level, right, text, look)
        room = sum(needs[level:last_level])
        width = sum(page.widths[left : right + 1])
        needs[last_level] = max(needs[last_level], text_height(text, width) + 3 - room)
    for level, height in enumerate(needs):
        page.worksheet.set_row(page.top + level, height)
    _draw_numbers(page)


def header_cells(headers: Sequence[tuple[str, ...]]) -> list[tuple[int, int, int, int, str]]:
    """Level, first column, last level, last column and text of each header cell.

    A text reaches down over empty levels, and right over columns whose header path is the same so far.
    """
    cells = []
    levels = len(headers[0])
    for column, header in enumerate(headers):
        for level, text in enumerate(header):
            path = header[: level + 1]
            if not text or (column and headers[column - 1][: level + 1] == path):
                continue
            below = next((n for n in range(level + 1, levels) if header[n]), levels)
            last = column
            while last + 1 < len(headers) and headers[last + 1][: level + 1] == path:
                last += 1
            cells.append((level, column, below - 1, last, text))
    return sorted(cells)


def _draw_numbers(page: Page) -> None:
    look = page.style(italic=True, font_size=10, align="center", text_wrap=True, border=1)
    row, stub = page.body - 1, len(page.sheet.stub)
    numbers = [*ascii_uppercase[:stub], *(column.numbering for column in page.sheet.columns)]
    for column, text in enumerate(numbers):
        page.worksheet.write_string(row, column, text, look)
    longest = max(numbers, key=len)
    page.worksheet.set_row(row, 1 + (2 if len(longest) > page.widths[-1] + 1 else 1) * _LINE_HEIGHT)


def draw_body(page: Page) -> None:
    """Every row of the form: its stub, its figures, its sums and rates."""
    for index, row in enumerate(page.sheet.rows):
        _draw_stub(page, index, row)
        for offset, line in enumerate(page.sheet.lines):
            page.worksheet.set_row(page.row_of(index) + offset, _LINE_HEIGHT + 2)
            for column in page.sheet.columns:
                _draw_cell(page, index, page.row_of(index) + offset, line, column)


def _draw_stub(page: Page, index: int, row: FormRow) -> None:
    bold = row.role != "unit"
    first, last = page.row_of(index), page.row_of(index + 1) - 1
    texts = {"TT": row.number, "Mã": row.code}
    for column, header in enumerate(page.sheet.stub):
        if header == "Phân tổ":
            for offset, line in enumerate(page.sheet.lines):
                look = page.style(bold=bold, border=1)
                page.worksheet.write_string(first + offset, column, line_label(line), look)
            continue
        is_name = header not in texts
        align = "left" if is_name and row.role != "total" else "center"
        look = page.style(bold=bold, border=1, align=align, text_wrap=is_name)
        page.block(first, column, last, column, texts.get(header, row.name), look)


def _draw_cell(page: Page, index: int, row: int, line: str, column: Column) -> None:
    role = page.sheet.rows[index].role
    place = page.sheet.columns.index(column) + len(page.sheet.stub)
    bold = role != "unit"
    if column.is_rate:
        formula, rate = _rate(page, index, row, column)
        look = page.style(bold=bold, border=1, num_format="0.00_)", align="right")
        page.worksheet.write_formula(row, place, formula, look, rate)
        return
    item = column.items[line]
    value = page.sheet.value(index, item)
    if role != "unit":
        look = page.style(bold=True, border=1, num_format="#,##0_)", align="right")
        cached = "" if value is None else value
        page.worksheet.write_formula(row, place, _sum(page, index, line, place), look, cached)
        return
    open_cell = {"locked": False, "bg_color": _INPUT_COLOUR} if page.sheet.is_template else {}
    look = page.style(border=1, num_format="#,##0_)", align="right", **open_cell)
    if value is None:
        page.worksheet.write_blank(row, place, None, look)
    else:
        page.worksheet.write_number(row, place, value, look)


def _sum(page: Page, index: int, line: str, place: int) -> str:
    """The sum of the parts; it stays empty while all of them are, for a blank is not a zero."""
    parts = page.sheet.parts(index)
    offset = page.sheet.lines.index(line)
    are_units = page.sheet.rows[parts[0]].role == "unit"
    if not are_units:
        cells = ",".join(xl_rowcol_to_cell(page.row_of(part) + offset, place) for part in parts)
        return f'=IF(COUNT({cells})=0,"",SUM({cells}))'
    first, last = page.row_of(parts[0]), page.row_of(parts[-1] + 1) - 1
    cells = _range(first, last, place)
    if line == "all":
        return f'=IF(COUNT({cells})=0,"",SUM({cells}))'
    labels = _range(first, last, len(page.sheet.stub) - 1, absolute=True)
    return f'=IF(COUNT({cells})=0,"",SUMIF({labels},"{line_label(line)}",{cells}))'


def _range(first: int, last: int, column: int, *, absolute: bool = False) -> str:
    name, mark = xl_col_to_name(column), "$" if absolute else ""
    return f"{mark}{name}{mark}{first + 1}:{mark}{name}{mark}{last + 1}"


def _rate(page: Page, index: int, row: int, column: Column) -> tuple[str, float | str]:
    """The formula of a printed rate and its value; empty without a whole to divide by."""
    sheet = page.sheet
    ratio = next(i for i in sheet.form.identities if i.kind == "ratio" and i.column == column.number)
    part, whole = (
        xl_rowcol_to_cell(row, len(sheet.stub) + n)
        for item in (ratio.plus[0], ratio.result)
        for n, c in enumerate(sheet.columns)
        if item in c.items.values()
    )
    rate = printed_rate(sheet.value(index, ratio.plus[0]), sheet.value(index, ratio.result))
    formula = f'=IF(OR({part}="",N({whole})=0),"",ROUND({part}/{whole}*100,2))'
    return formula, "" if rate is None else float(rate)
