"""The second look at an .xlsx: only where the bytes of a sheet speak of something calamine does not tell."""

import re
from functools import lru_cache
from html import unescape

from flows.stores.workbooks.details import SheetDetails
from flows.stores.workbooks.formulas import column_number, place_of, places_of, shifted
from flows.stores.workbooks.package import Package
from flows.stores.workbooks.refusal import damaged
from flows.stores.workbooks.rich_texts import Pieces, RichTexts, rich_texts
from flows.stores.workbooks.xlsx_parts import Styles, read_styles, sheet_parts
from flows.stores.workbooks.xml_events import Attributes, EnoughError, walk
from transforms.sheet.grid import Place

# Another way of writing XML (prefixes, single quotes, UTF-16) is looked at whole.
_FORMULAS = (b"<f>", b"<f ")
_SIGNS = (b't="e"', b'hidden="1"', b'hidden="true"', b' ht="0', b'width="0', b"='", b"vertAlign", b"<strike")
# What could be taken for a cell and is none; cells that do not say their place.
_NO_CELL, _UNPLACED = b"<!", (b"<c>", b"<c s", b"<c t")
_IN_UTF_8 = re.compile(rb"""(?:\xef\xbb\xbf)?<\?xml [^>]*encoding=["']utf-8["']""", re.IGNORECASE)
_PLAIN_FORMULA = re.compile(
    rb'<c r="([A-Z]{1,3})([0-9]{1,7})"(?: s="[0-9]+")?(?: t="(?:n|str|b)")?>'
    rb"<f>([^<&\x00-\x1f]*+(?:&(?:lt|gt|amp|quot|apos);[^<&\x00-\x1f]*+)*+)</f><v>[^<]+</v></c>"
)
_TRUE = {"1", "true"}
_PLACES_KEPT = 65536
_LAST_COLUMN = 16_384

_place_of = lru_cache(maxsize=_PLACES_KEPT)(place_of)
_column_number = lru_cache(maxsize=_PLACES_KEPT)(column_number)


def xlsx_details(package: Package) -> dict[str, SheetDetails]:
    """The details of the sheets that have any, by their names."""
    styles, runs = read_styles(package), rich_texts(package)
    # A cell that names no format has the first one.
    matter = [b's="%d"' % style if style else b"<c " for style in styles.telling]
    telling = {
        name
        for name in package.names
        if name.lower().startswith("xl/worksheets/") and name.lower().endswith(".xml")
        if runs or _is_telling(package.read(name), matter)
    }
    if not telling:
        return {}
    found: dict[str, SheetDetails] = {}
    for sheet, part in sheet_parts(package).items():
        if not part:
            raise damaged(f"không tìm thấy nội dung của trang tính {sheet}")
        if part in telling or not part.lower().startswith("xl/worksheets/"):
            data = package.read(part)
            plain = None if runs else _formulas_alone(data, matter)
            found[sheet] = plain or _Sheet(data if runs else _thinned(data, styles), styles, runs).details
    return found


def _formulas_alone(data: bytes, matter: list[bytes]) -> SheetDetails | None:
    """The details of a sheet of which nothing is to be told but plain formulas that have values; None of any other.

    Most sheets are such ones, and a walk through all their elements takes ten times as long.
    """
    if not _IN_UTF_8.match(data) or any(sign in data for sign in (*_SIGNS, _NO_CELL, *matter)):
        return None
    found = _PLAIN_FORMULA.findall(data)
    if len(found) != sum(map(data.count, _FORMULAS)):
        return None
    return SheetDetails(
        formulas={
            (int(row), _column_number(letters.decode())): f"={unescape(formula.decode())}"
            for letters, row, formula in found
        }
    )


def _thinned(data: bytes, styles: Styles) -> bytes:
    """The sheet without its plain values and empty cells, of which there is nothing to tell: half the time.

    Only where every cell says its own place, and nothing could be taken for a cell that is none.
    """
    if 0 in styles.telling or any(sign in data for sign in (_NO_CELL, *_UNPLACED)):
        return data
    return _plain_cells(styles.telling).sub(b"", data)


@lru_cache(maxsize=64)
def _plain_cells(matter: tuple[int, ...]) -> re.Pattern[bytes]:
    style = rb"(?!(?:%s)\")" % b"|".join(b"%d" % one for one in matter) if matter else b""
    return re.compile(
        rb'<c r="[A-Z]+[0-9]+"(?: s="'
        + style
        + rb'[0-9]+")?(?:/>|(?: t="(?!e")[a-zA-Z]+")?><v>[^<]*</v></c>)'
    )


def _is_telling(data: bytes, matter: list[bytes]) -> bool:
    if b"<worksheet" not in data[:4096]:
        return True
    return any(sign in data for sign in (*_FORMULAS, *_SIGNS, *matter))


class _Sheet:
    """One walk through the XML of a sheet."""

    def __init__(self, data: bytes, styles: Styles, runs: RichTexts) -> None:
        self.details = SheetDetails()
        self._percents = {str(style) for style in styles.percents}
        self._fonts = {str(style): font for style, font in styles.fonts}
        self._runs = runs
        self._row = self._column = 0
        self._place: Place = (0, 0)
        self._kind = self._value = self._formula = ""
        self._has_formula = self._is_read = False
        self._formula_attributes: Attributes = {}
        self._shared: dict[str, tuple[Place, str]] = {}
        self._text: list[str] = []
        self._pieces = Pieces()
        walk(data, self._started, self._ended, self._characters)

    def _started(self, name: str, attributes: Attributes) -> None:
        self._pieces.started(name, attributes)
        if name == "c":
            self._start_cell(attributes)
        elif name == "v":
            self._text, self._is_read = [], self._has_formula or self._kind in {"e", "s"}
        elif name == "f":
            self._text, self._is_read, self._has_formula = [], True, True
            self._formula_attributes = attributes
        elif name == "row":
            self._start_row(attributes)
        elif name == "col":
            self._start_columns(attributes)

    def _start_row(self, attributes: Attributes) -> None:
        self._row = int(attributes.get("r") or self._row + 1)
        self._column = 0
        if attributes.get("hidden") in _TRUE or _is_nothing(attributes.get("ht")):
            self.details.hidden_rows.add(self._row)

    def _start_columns(self, attributes: Attributes) -> None:
        if attributes.get("hidden") in _TRUE or _is_nothing(attributes.get("width")):
            first, last = int(attributes.get("min", 1)), int(attributes.get("max", 0))
            self.details.hidden_columns.update(range(max(first, 1), min(last, _LAST_COLUMN) + 1))

    def _start_cell(self, attributes: Attributes) -> None:
        place = _place_of(attributes.get("r", "")) or (self._row, self._column + 1)
        self._place, self._column = place, place[1]
        self._kind, self._value, self._formula = attributes.get("t", ""), "", ""
        self._has_formula = False
        self._pieces = Pieces()
        style = attributes.get("s", "0")
        if style in self._percents:
            self.details.percents.add(place)
        if style in self._fonts:
            self.details.fonts[place] = self._fonts[style]

    def _characters(self, text: str) -> None:
        self._pieces.text(text)
        if self._is_read:
            self._text.append(text)

    def _ended(self, name: str) -> None:
        self._pieces.ended(name)
        if name == "c":
            if marked := self._pieces.marked:
                self.details.truths[self._place] = marked
            if self._has_formula or self._kind == "e" or (self._runs and self._kind == "s"):
                self._end_cell()
        elif name == "v" and self._is_read:
            self._value, self._is_read = "".join(self._text), False
        elif name == "f":
            self._formula, self._is_read = self._formula_text("".join(self._text)), False
        elif name == "sheetData":
            raise EnoughError

    def _end_cell(self) -> None:
        place, details = self._place, self.details
        if self._kind == "e" and self._value:
            details.fills[place] = self._value
        if self._kind == "s" and self._value.isdecimal():
            number = int(self._value)
            if number in self._runs.runs:
                details.runs[place] = self._runs.runs[number]
            if number in self._runs.marked:
                details.truths[place] = self._runs.marked[number]
        if not self._has_formula:
            return
        if self._value:
            details.formulas[place] = self._formula
        elif self._kind != "str":
            details.fills[place] = self._formula

    def _formula_text(self, text: str) -> str:
        """The formula with its equals sign; a shared one moved here, an array's spread over its range."""
        attributes = self._formula_attributes
        kind, place = attributes.get("t", ""), self._place
        if kind == "shared":
            number = attributes.get("si", "")
            if text:
                self._shared[number] = (place, text)
            (row, column), text = self._shared.get(number, (place, text))
            text = shifted(text, place[0] - row, place[1] - column)
        if kind in {"array", "dataTable"}:
            self._spread(attributes.get("ref", ""), text)
        return f"={text}"

    def _spread(self, reference: str, text: str) -> None:
        """The other cells of an array's range hold only values: they are computed all the same."""
        corners = places_of(reference)
        if corners is None:
            return
        (top, left), (bottom, right) = corners
        if (bottom - top + 1) * (right - left + 1) <= _PLACES_KEPT:
            for row in range(top, bottom + 1):
                for column in range(left, right + 1):
                    self.details.formulas[row, column] = f"={text}"


def _is_nothing(size: str | None) -> bool:
    """Whether a height or width is given and is zero."""
    return size is not None and not size.strip("0.") and "0" in size
