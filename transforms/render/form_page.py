"""A reporting sheet on paper: where its parts stand, how wide and how high they are."""

import textwrap
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from transforms.render.form_layout import FormSheet

_STUB_WIDTHS = {"TT": 6.0, "Mã": 9.0, "Phân tổ": 11.0}
# Names, then the least and the most of a data column: few wide columns in the generic form.
_FORM_WIDTHS = (30.0, 10.5, 14.0)
_GENERIC_WIDTHS = (40.0, 14.0, 48.0)
# A summary may be of more columns than fit a sheet of A3 at a size that can be read.
_NARROW_WIDTH, _MANY_COLUMNS = 9.7, 16
_COUNTRY_WIDTH = 47.0
_TOTAL_WIDTH = 100.0
LINE_HEIGHT = 15.0


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
    """A sheet being drawn, with the places that all parts of it must agree on (rows and columns from 0).

    `base` is the page of another form, of the same rows, on whose figures its rates rest.
    """

    sheet: FormSheet
    worksheet: Worksheet
    style: Styles
    headers: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    base: "Page | None" = None

    @property
    def top(self) -> int:
        """The first header row."""
        return 6 + len(self.sheet.head_lines)

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
        self.block((row, first, row, last), text, look)

    def block(self, span: tuple[int, int, int, int], text: str, look: Format) -> None:
        """A text over a block of cells (first row and column, last ones); one cell is not merged."""
        if span[:2] == span[2:]:
            self.worksheet.write_string(*span[:2], text, look)
        else:
            self.worksheet.merge_range(*span, text, look)


def page_of(sheet: FormSheet, worksheet: Worksheet, style: Styles) -> Page:
    """The page of a sheet, its columns already as wide as they will be."""
    name, least, most = _GENERIC_WIDTHS if sheet.form.is_generic else _FORM_WIDTHS
    if sheet.summing and len(sheet.columns) > _MANY_COLUMNS:
        least = _NARROW_WIDTH
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


def text_height(text: str, width: float, line_height: float = LINE_HEIGHT, scale: float = 1.0) -> float:
    """The height that a wrapped text needs; merged cells do not grow by themselves."""
    return line_height * max(1, len(textwrap.wrap(text, max(1, int(width / scale)))))
