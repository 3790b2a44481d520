"""Tables of a web page that was saved as .xls: rows one after another as a spreadsheet program shows them."""

import re
from typing import Any

from flows.stores.workbooks.delimited import content_of
from flows.stores.workbooks.details import SheetDetails, is_legacy
from flows.stores.workbooks.refusal import beyond_limits, other_kind
from transforms.sheet.grid import SheetGrid
from transforms.text.numbers import CellContent

# Possessive: what begins like a page and is none must not be tried in every other way.
_START = re.compile(
    r"(?>\s|<\?xml[^>]*>|<!--.*?-->|<!doctype\s+html[^>]*>)*+<(?:html|head|meta|body|table|style|div|center)\b",
    re.IGNORECASE | re.DOTALL,
)
_CHARSET = re.compile(rb"<meta[^>]*charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
_LOOKED_AT = 4096
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_FONT = re.compile(r"font-family\s*:\s*[\"']?([^;,\"']+)", re.IGNORECASE)
_PLAIN_NUMBER = re.compile(r"-?[\d.,\s\u00a0]+")
_BREAK = "\x1e"  # no text of a page holds it
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_BLOCKS = {"p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "center", "li", "caption", "title"}
_GROUPS = {"thead", "tbody", "tfoot", "colgroup"}
_UNSHOWN = {"head", "script", "style", "title", "template"}
# What the standard of HTML allows; more is not read as more.
_MOST_COLUMNS_SPANNED, _MOST_ROWS_SPANNED = 1_000, 65_534
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384

Element = Any  # of ElementTree; a comment's tag is no text, which its types do not know


def is_html(text: str) -> bool:
    """Whether a text begins as a web page or a table of one."""
    return _START.match(text[:_LOOKED_AT]) is not None


def declared_charset(content: bytes) -> str:
    """The encoding that a page names; empty where it names none."""
    match = _CHARSET.search(content[:_LOOKED_AT])
    return match[1].decode("ascii").lower() if match else ""


def html_sheet(text: str) -> tuple[SheetGrid, SheetDetails]:
    """The one sheet of a page: its lines of text and its tables in their order.

    Raises:
        NotAWorkbook: the page holds no table, or a larger one than a sheet.
    """
    import html5lib  # noqa: PLC0415 -- loaded only where such a file comes

    root = html5lib.parse(text, treebuilder="etree", namespaceHTMLElements=False)
    if root.find(".//table") is None:
        raise other_kind("trang web không có bảng")
    page = _Page()
    page.walk(root.find("body"))
    grid = SheetGrid("HTML", page.cells, tuple(page.details.merges), is_untyped=True)
    return grid, page.details


class _Page:
    """Rows are counted over the whole page: a line of text is a row, so is a row of a table."""

    def __init__(self) -> None:
        self.cells: dict[tuple[int, int], CellContent] = {}
        self.details = SheetDetails()
        self._row = 0
        self._line: list[str] = []

    def walk(self, element: Element) -> None:
        """Take in an element and what follows inside it."""
        self._take(element)
        self._end_line()

    def _take(self, element: Element) -> None:
        if _is_unshown(element):
            return
        if element.tag == "table":
            self._end_line()
            self._table(element)
            return
        if element.tag in _BLOCKS or element.tag == "br":
            self._end_line()
        self._line.append(element.text or "")
        for child in element:
            self._take(child)
            self._line.append(child.tail or "")
        if element.tag in _BLOCKS:
            self._end_line()

    def _end_line(self) -> None:
        text = _collapsed("".join(self._line))
        self._line = []
        if text:
            self._row += 1
            self.cells[self._row, 1] = content_of(text)

    def _table(self, table: Element) -> None:
        self._hide_columns(table)
        taken: dict[int, int] = {}  # columns that a cell above reaches into, with the last row that it covers
        for row in _own(table, "tr"):
            self._row += 1
            if self._row > _LAST_ROW:
                raise beyond_limits("nhiều dòng hơn một trang tính")
            if _HIDDEN.search(row.get("style", "")):
                self.details.hidden_rows.add(self._row)
            column = 1
            for cell in row:
                if cell.tag in {"td", "th"}:
                    while taken.get(column, 0) >= self._row:
                        column += 1
                    column = self._cell(cell, column, taken)

    def _hide_columns(self, table: Element) -> None:
        column = 1
        for one in _own(table, "col"):
            span = _span(one, "span", _MOST_COLUMNS_SPANNED)
            if _HIDDEN.search(one.get("style", "")):
                self.details.hidden_columns.update(range(column, column + span))
            column += span

    def _cell(self, cell: Element, column: int, taken: dict[int, int]) -> int:
        """Take in one cell; the column after it."""
        width = _span(cell, "colspan", _MOST_COLUMNS_SPANNED)
        height = _span(cell, "rowspan", _MOST_ROWS_SPANNED)
        after, bottom = column + width, self._row + height - 1
        if after > _LAST_COLUMN + 1:
            raise beyond_limits("nhiều cột hơn một trang tính")
        if width * height > 1:
            self.details.merges.append((self._row, column, bottom, after - 1))
        for covered in range(column, after) if height > 1 else ():
            taken[covered] = bottom
        text = _collapsed("".join(_in_order(cell)))
        if text:
            self.cells[self._row, column] = _content(cell, text)
            if font := _legacy_font(cell):
                self.details.fonts[self._row, column] = font
        return after


def _is_unshown(element: Element) -> bool:
    return not isinstance(element.tag, str) or element.tag in _UNSHOWN


def _own(table: Element, tag: str) -> list[Element]:
    """The rows or columns of a table, not those of a table inside it."""
    groups = [table, *(child for child in table if child.tag in _GROUPS)]
    return [one for group in groups for one in group if one.tag == tag]


def _span(element: Element, name: str, most: int) -> int:
    text = element.get(name, "").strip()
    return max(1, min(int(text), most)) if text.isdecimal() else 1


def _in_order(element: Element) -> list[str]:
    if _is_unshown(element):
        return []
    pieces = [element.text or ""]
    for child in element:
        pieces += [_BREAK] if child.tag in {"br", *_BLOCKS} else []
        pieces += _in_order(child)
        pieces.append(child.tail or "")
    return pieces


def _collapsed(text: str) -> str:
    """Line breaks of the source are blanks; those of the page were marked."""
    lines = (_BLANKS.sub(" ", line).strip(" ") for line in text.split(_BREAK))
    return "\n".join(line for line in lines if line)


def _content(cell: Element, text: str) -> CellContent:
    """The number that the program left beside the text, where the text is nothing but a number."""
    stored = cell.get("x:num") or cell.get("sdval") or ""
    if _PLAIN_NUMBER.fullmatch(text) and stored:
        try:
            number = float(stored)
        except ValueError:
            return content_of(text)
        return int(number) if number.is_integer() else number
    return content_of(text)


def _legacy_font(cell: Element) -> str:
    for element in cell.iter():
        style = _FONT.search(element.get("style", ""))
        font = element.get("face", "") or (style[1].strip() if style else "")
        if is_legacy(font):
            return str(font)
    return ""
