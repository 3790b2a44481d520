"""One sheet of the workbook, with every text written as text."""

import textwrap
from decimal import Decimal
from typing import Any

from transforms.render.xlsx_formats import Formats

_A4 = 9
_LINE_POINTS = 16
_PADDING_POINTS = 3
# A width counts digits; a line of text holds a little more letters than that.
_LETTERS_PER_WIDTH = 1.07


class SheetWriter:
    """Writes cells by look. Text goes through write_string only: a submitted "=1+1" stays text."""

    def __init__(self, sheet: Any, formats: Formats) -> None:  # noqa: ANN401 -- xlsxwriter has no types
        self.sheet = sheet
        self._formats = formats
        self._widths: tuple[float, ...] = ()
        self._lines: dict[int, int] = {}

    def page_set_up(self, widths: tuple[float, ...]) -> None:
        """Column widths, A4 landscape, one page wide, margins of official papers, page numbers."""
        self._widths = widths
        self.sheet.set_default_row(_LINE_POINTS + _PADDING_POINTS)
        for column, width in enumerate(widths):
            self.sheet.set_column(column, column, width)
        self.sheet.set_landscape()
        self.sheet.set_paper(_A4)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.set_margins(left=0.8, right=0.6, top=0.7, bottom=0.7)
        self.sheet.set_footer('&C&"Times New Roman,Regular"&11Trang &P/&N')
        self.sheet.hide_gridlines(2)

    def header(self, row: int, heads: tuple[str, ...]) -> None:
        """A header row that every printed page repeats."""
        for column, head in enumerate(heads):
            self.text(row, column, head, "head")
        self.sheet.repeat_rows(row)

    def text(self, row: int, column: int, text: str, look: str, indent: int = 0) -> None:
        """A text cell; the row grows with it."""
        self.sheet.write_string(row, column, text, self._formats.get(look, indent=indent))
        self._grow(row, text, self._widths[column] - indent)

    def number(self, row: int, column: int, value: Decimal, num_format: str, look: str = "right") -> None:
        """A number cell."""
        self.sheet.write_number(row, column, float(value), self._formats.get(look, num_format))

    def merged(self, row: int, first: int, last: int, text: str, look: str) -> None:
        """A text over several columns of one row, or in one."""
        if first == last:
            self.text(row, first, text, look)
            return
        # merge_range would turn "=…" into a formula: it merges a blank and the text is written after.
        cell_format = self._formats.get(look)
        self.sheet.merge_range(row, first, row, last, "", cell_format)
        self.sheet.write_string(row, first, text, cell_format)
        self._grow(row, text, sum(self._widths[first : last + 1]))

    def _grow(self, row: int, text: str, width: float) -> None:
        # Heights are set, not left to the program: Excel fits no merged cell, LibreOffice no row on load.
        room = max(1, int(width * _LETTERS_PER_WIDTH))
        lines = sum(max(1, len(textwrap.wrap(part, room))) for part in text.split("\n"))
        if lines > self._lines.get(row, 1):
            self._lines[row] = lines
            self.sheet.set_row(row, _LINE_POINTS * lines + _PADDING_POINTS)
