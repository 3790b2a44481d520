"""The second look at an .ods: merged ranges always, errors, formulas, hidden rows and columns, percentages, fonts."""

from flows.stores.workbooks.details import SheetDetails, is_legacy
from flows.stores.workbooks.moments import period_text
from flows.stores.workbooks.package import Package
from flows.stores.workbooks.xml_events import Attributes, walk
from transforms.sheet.grid import Place

_HIDDEN = {"collapse", "filter"}
_CELLS = {"table:table-cell", "table:covered-table-cell"}
_VALUES = ("value", "date-value", "time-value", "boolean-value")
# LibreOffice keeps a truth value that came from another format as the number 1 or 0, and shows it so.
_TRUTHS = {"TRUE", "FALSE", "ĐÚNG", "SAI"}
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
# A range of filled cells that repeats further than this is calamine's to refuse.
_REPEATED_CELLS = 100_000


def ods_details(package: Package) -> dict[str, SheetDetails]:
    """The details of every sheet by its name."""
    styles = _Styles()
    for member in ("styles.xml", "content.xml"):
        if package.named(member):
            walk(package.read(package.named(member)), styles.started)
    return _Content(package.read(package.named("content.xml")), styles.legacy()).found


class _Styles:
    """The cell styles, each with its font and the style it is made from."""

    def __init__(self) -> None:
        self._faces: dict[str, str] = {}
        self._fonts: dict[str, str] = {}
        self._parents: dict[str, str] = {}
        self._style = ""

    def started(self, name: str, attributes: Attributes) -> None:
        if name == "style:font-face":
            self._faces[attributes.get("style:name", "")] = attributes.get("svg:font-family", "").strip(
                "'\" "
            )
        elif name == "style:style":
            self._style = attributes.get("style:name", "")
            self._parents[self._style] = attributes.get("style:parent-style-name", "")
        elif name == "style:text-properties" and self._style:
            face = attributes.get("style:font-name", "")
            font = self._faces.get(face, face) or attributes.get("fo:font-family", "").strip("'\" ")
            if font:
                self._fonts[self._style] = font

    def legacy(self) -> dict[str, str]:
        """The styles in a legacy font, with the font's name."""
        found = {style: self._font(style) for style in self._parents}
        return {style: font for style, font in found.items() if is_legacy(font)}

    def _font(self, style: str) -> str:
        seen: set[str] = set()
        while style and style not in seen:
            if style in self._fonts:
                return self._fonts[style]
            seen.add(style)
            style = self._parents.get(style, "")
        return ""


class _Content:
    """One walk through content.xml; repeated rows and columns are counted, not copied."""

    def __init__(self, data: bytes, fonts: dict[str, str]) -> None:
        self.found: dict[str, SheetDetails] = {}
        self._fonts = fonts
        self._details = SheetDetails()
        self._depth = 0  # of tables: one inside a cell is no sheet
        self._row, self._rows = 0, 1
        self._column = 0
        self._styles: list[tuple[int, str]] = []
        self._row_style = ""
        self._is_row_hidden = False
        self._cell: Attributes | None = None
        self._cells = 1
        self._text: list[str] = []
        self._paragraphs = 0
        self._in_note = False
        walk(data, self._started, self._ended, self._characters)

    def _started(self, name: str, attributes: Attributes) -> None:
        if name == "table:table":
            self._depth += 1
            if self._depth == 1:
                self._details = self.found[attributes.get("table:name", "")] = SheetDetails()
                self._row, self._rows, self._column, self._styles = 0, 0, 0, []
        elif self._depth != 1:
            return
        elif name in _CELLS:
            self._cell, self._text, self._paragraphs = attributes, [], 0
            self._cells = _repeated(attributes, "table:number-columns-repeated", _LAST_COLUMN)
        elif name == "table:table-row":
            self._start_row(attributes)
        elif name == "table:table-column":
            self._start_columns(attributes)
        elif name == "text:p":
            self._paragraphs += 1
        elif name == "annotation":
            self._in_note = True

    def _start_row(self, attributes: Attributes) -> None:
        self._row += self._rows or 1
        self._rows = _repeated(attributes, "table:number-rows-repeated", _LAST_ROW)
        self._column = 0
        self._row_style = attributes.get("table:default-cell-style-name", "")
        self._is_row_hidden = attributes.get("table:visibility") in _HIDDEN

    def _start_columns(self, attributes: Attributes) -> None:
        first = self._column + 1
        self._column += _repeated(attributes, "table:number-columns-repeated", _LAST_COLUMN)
        self._styles.append((self._column, attributes.get("table:default-cell-style-name", "")))
        if attributes.get("table:visibility") in _HIDDEN:
            self._details.hidden_columns.update(range(first, min(self._column, _LAST_COLUMN) + 1))

    def _characters(self, text: str) -> None:
        if self._cell is not None and not self._in_note:
            self._text.append(text)

    def _ended(self, name: str) -> None:
        if name == "table:table":
            self._depth -= 1
        elif name == "annotation":
            self._in_note = False
        elif name in _CELLS and self._depth == 1 and self._cell is not None:
            self._end_cell(self._cell)
            self._column += self._cells
            self._cell = None

    def _end_cell(self, cell: Attributes) -> None:
        self._note_merge(cell)
        text = "".join(self._text).strip()
        formula = _plain_formula(cell.get("table:formula", ""))
        is_empty = not (text or formula or "office:value-type" in cell)
        if is_empty or self._rows * self._cells > _REPEATED_CELLS:
            return
        font = self._fonts.get(self._style_of(cell), "")
        for row in range(self._row, self._row + self._rows):
            if self._is_row_hidden:
                self._details.hidden_rows.add(row)
            for column in range(self._column + 1, self._column + self._cells + 1):
                self._note((row, column), cell, text, formula, font)

    def _note(self, place: Place, cell: Attributes, text: str, formula: str, font: str) -> None:
        details = self._details
        if cell.get("office:value-type") == "percentage":
            details.percents.add(place)
        if font:
            details.fonts[place] = font
        if instead := _instead(cell, text):
            details.truths[place] = instead
        # calamine takes the value; what it shows without one (an error) stands in the text only.
        has_value = any(f"office:{name}" in cell for name in _VALUES)
        if text and not has_value:
            details.fills[place] = text
        if formula and (text or has_value):
            details.formulas[place] = formula
        elif formula and not self._paragraphs and cell.get("office:value-type") != "string":
            details.fills[place] = formula

    def _note_merge(self, cell: Attributes) -> None:
        columns = _repeated(cell, "table:number-columns-spanned", _LAST_COLUMN)
        rows = _repeated(cell, "table:number-rows-spanned", _LAST_ROW)
        if columns * rows > 1:
            top, left = self._row, self._column + 1
            self._details.merges.append((top, left, top + rows - 1, left + columns - 1))

    def _style_of(self, cell: Attributes) -> str:
        own = cell.get("table:style-name", "") or self._row_style
        if own:
            return own
        return next((style for last, style in self._styles if self._column < last), "")


def _instead(cell: Attributes, text: str) -> str:
    """What a truth value (TRUE, ĐÚNG) or a time shows; empty for all that calamine tells as it is."""
    kind = cell.get("office:value-type")
    if kind == "boolean":
        return text or cell.get("office:boolean-value", "").upper()
    if kind == "time":
        return period_text(cell.get("office:time-value", ""))
    return text if kind == "float" and text.upper() in _TRUTHS else ""


def _repeated(attributes: Attributes, name: str, most: int) -> int:
    return max(1, min(int(attributes.get(name, 1)), most))


def _plain_formula(formula: str) -> str:
    """`of:=[.A1]+[.$B$1]` as people write it: `=A1+$B$1`."""
    if not formula:
        return ""
    text = formula[formula.find("=") :] if "=" in formula else f"={formula}"
    return text.replace("[.", "").replace("]", "").replace(":.", ":")
