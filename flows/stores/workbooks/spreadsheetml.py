"""Workbooks in one XML file (SpreadsheetML 2003), as reporting programs write them under the name .xls."""

import re
from collections.abc import Callable

from flows.stores.workbooks.details import SheetDetails, is_legacy, is_percent
from flows.stores.workbooks.moments import iso_text
from flows.stores.workbooks.refusal import beyond_limits
from flows.stores.workbooks.xml_events import Attributes, walk
from transforms.sheet.grid import SheetGrid
from transforms.text.numbers import CellContent

_SIGN = re.compile(r"<(?:\w+:)?Workbook\b[^>]*urn:schemas-microsoft-com:office:spreadsheet")
_LOOKED_AT = 8192
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_HIDDEN = "1"
# With its prefix where a text in several fonts, or another namespace around it, made one needful.
_DATA = {"Data", "ss:Data"}
_VISIBLE = {"Visible", "x:Visible"}


def is_spreadsheetml(text: str) -> bool:
    """Whether a text is a workbook of this kind."""
    return _SIGN.search(text[:_LOOKED_AT]) is not None


def spreadsheetml_sheets(content: bytes) -> list[tuple[SheetGrid, SheetDetails]]:
    """Every sheet with its details.

    Raises:
        NotAWorkbook: the XML is broken, or cells stand beyond the edge of a sheet.
    """
    return _Workbook(content).sheets


class _Workbook:
    def __init__(self, content: bytes) -> None:
        self.sheets: list[tuple[SheetGrid, SheetDetails]] = []
        self._fonts: dict[str, str] = {}
        self._percents: set[str] = set()
        self._style = ""
        self._name, self._is_hidden = "", False
        self._cells: dict[tuple[int, int], CellContent] = {}
        self._details = SheetDetails()
        self._row = self._column = 0
        self._after_row = self._after = 1
        self._cell: Attributes = {}
        self._type = ""
        self._text: list[str] = []
        self._is_read = self._in_comment = False
        self._starts: dict[str, Callable[[Attributes], None]] = {
            "Style": self._start_style,
            "Font": self._note_font,
            "NumberFormat": self._note_format,
            "Worksheet": self._start_sheet,
            "Column": self._start_column,
            "Row": self._start_row,
            "Cell": self._start_cell,
        }
        walk(content, self._started, self._ended, self._characters)

    def _started(self, name: str, attributes: Attributes) -> None:
        given = {key.rpartition(":")[2]: value for key, value in attributes.items()}
        if name in _VISIBLE:
            self._text, self._is_read = [], True
        elif name in _DATA and not self._in_comment:
            self._type, self._text, self._is_read = given.get("Type", ""), [], True
        elif name == "Comment":
            self._in_comment = True
        elif start := self._starts.get(name):
            start(given)

    def _start_style(self, given: Attributes) -> None:
        self._style = given.get("ID", "")

    def _note_font(self, given: Attributes) -> None:
        if is_legacy(given.get("FontName", "")):
            self._fonts[self._style] = given["FontName"]

    def _note_format(self, given: Attributes) -> None:
        if _is_percent(given.get("Format", "")):
            self._percents.add(self._style)

    def _start_sheet(self, given: Attributes) -> None:
        self._name, self._is_hidden = given.get("Name", ""), False
        self._cells, self._details = {}, SheetDetails()
        self._row, self._after_row, self._after = 0, 1, 1

    def _start_column(self, given: Attributes) -> None:
        first = int(given.get("Index", self._after))
        self._after = first + int(given.get("Span", 0)) + 1
        if given.get("Hidden") == _HIDDEN or given.get("Width") == "0":
            self._details.hidden_columns.update(range(first, min(self._after, _LAST_COLUMN + 1)))

    def _start_row(self, given: Attributes) -> None:
        self._row = int(given.get("Index", self._after_row))
        self._after_row = self._row + int(given.get("Span", 0)) + 1
        self._after = 1
        if self._row > _LAST_ROW:
            raise beyond_limits("nhiều dòng hơn một trang tính")
        if given.get("Hidden") == _HIDDEN or given.get("Height") == "0":
            self._details.hidden_rows.add(self._row)

    def _start_cell(self, given: Attributes) -> None:
        self._cell, self._type, self._text = given, "", []
        self._column = int(given.get("Index", self._after))
        across, down = int(given.get("MergeAcross", 0)), int(given.get("MergeDown", 0))
        self._after = self._column + across + 1
        if self._after > _LAST_COLUMN + 1:
            raise beyond_limits("nhiều cột hơn một trang tính")
        if across or down:
            self._details.merges.append((self._row, self._column, self._row + down, self._column + across))

    def _characters(self, text: str) -> None:
        if self._is_read:
            self._text.append(text)

    def _ended(self, name: str) -> None:
        if name in _DATA:
            self._is_read = False
        elif name == "Comment":
            self._in_comment = False
        elif name in _VISIBLE:
            self._is_hidden = "".join(self._text).strip() != "SheetVisible"
            self._is_read = False
        elif name == "Cell":
            self._end_cell()
        elif name == "Worksheet":
            grid = SheetGrid(self._name, self._cells, tuple(self._details.merges), self._is_hidden)
            self.sheets.append((grid, self._details))

    def _end_cell(self) -> None:
        place, text, style = (self._row, self._column), "".join(self._text), self._cell.get("StyleID", "")
        formula = self._cell.get("Formula", "")
        if text:
            self._cells[place] = _content(self._type, text)
        elif formula and not self._type:
            self._cells[place] = formula
        if formula and text:
            self._details.formulas[place] = formula
        if style in self._percents:
            self._details.percents.add(place)
        if style in self._fonts:
            self._details.fonts[place] = self._fonts[style]


def _is_percent(number_format: str) -> bool:
    return number_format == "Percent" or is_percent(number_format)


def _content(kind: str, text: str) -> CellContent:
    if kind == "Number":
        number = float(text)
        return int(number) if number.is_integer() else number
    if kind == "Boolean":
        return text.strip() == "1"
    if kind == "DateTime":
        return iso_text(text)
    return text
