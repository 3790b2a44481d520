"""The second look at an .xlsb: errors, merged ranges, formulas, hidden rows and columns, percentages, fonts."""

import struct
from collections.abc import Iterator

from flows.stores.workbooks.details import SheetDetails, is_legacy, is_percent
from flows.stores.workbooks.package import Package
from flows.stores.workbooks.refusal import damaged
from flows.stores.workbooks.xlsx_parts import Styles, relations
from transforms.sheet.grid import Place

_ROW, _BLANK, _ERROR, _FORMULA_FIRST, _FORMULA_ERROR = 0, 1, 3, 8, 11
_FONT, _FORMAT, _CELL_FORMAT, _COLUMNS, _SHEET, _MERGED = 43, 44, 47, 60, 156, 176
_FORMATS_BEGIN, _FORMATS_END = 617, 618
_ROW_HIDDEN, _COLUMN_HIDDEN = 0x10, 0x01
_ERRORS = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}  # fmt: skip
_PERCENT_IDS = {9, 10}
_LAST_COLUMN = 16_384
_SOME_FORMULA = "="


def xlsb_details(package: Package) -> dict[str, SheetDetails]:
    """The details of every sheet by its name."""
    targets = relations(package, "xl/workbook.bin")
    styles = _styles(package)
    found = {}
    for kind, data in _records(package.read(package.named("xl/workbook.bin"))):
        if kind == _SHEET:
            relation, after = _text(data, 8)
            name, _ = _text(data, after)
            if targets.get(relation, "").lower().startswith("xl/worksheets/"):
                found[name] = _details(package.read(targets[relation]), styles)
    return found


def _records(data: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at < len(data):
        kind, at = _varying(data, at, 2)
        size, at = _varying(data, at, 4)
        yield kind, data[at : at + size]
        at += size


def _varying(data: bytes, at: int, most: int) -> tuple[int, int]:
    """A number of seven bits a byte, and the place after it."""
    value = 0
    for turn in range(most):
        if at >= len(data):
            raise damaged("tệp bị cắt cụt hoặc hỏng")
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << (7 * turn)
        if byte < 0x80:  # noqa: PLR2004 -- the bit that says whether more follow
            break
    return value, at


def _text(data: bytes, at: int) -> tuple[str, int]:
    (length,) = struct.unpack_from("<I", data, at)
    end = at + 4 + 2 * length
    return data[at + 4 : end].decode("utf-16-le", errors="replace"), end


def _styles(package: Package) -> Styles:
    member = package.named("xl/styles.bin")
    fonts: list[str] = []
    percent_ids = set(_PERCENT_IDS)
    formats: list[tuple[int, int]] = []
    is_inside = False
    for kind, data in _records(package.read(member) if member else b""):
        if kind in {_FORMATS_BEGIN, _FORMATS_END}:
            is_inside = kind == _FORMATS_BEGIN
        elif kind == _FONT:
            fonts.append(_text(data, 21)[0])
        elif kind == _FORMAT and is_percent(_text(data, 2)[0]):
            percent_ids.add(struct.unpack_from("<H", data)[0])
        elif kind == _CELL_FORMAT and is_inside:
            formats.append(struct.unpack_from("<HH", data, 2))
    return Styles(
        frozenset(i for i, (number, _) in enumerate(formats) if number in percent_ids),
        tuple((i, fonts[n]) for i, (_, n) in enumerate(formats) if n < len(fonts) and is_legacy(fonts[n])),
    )


def _details(data: bytes, styles: Styles) -> SheetDetails:
    found = SheetDetails()
    fonts = dict(styles.fonts)
    row = 0
    for kind, record in _records(data):
        if kind == _ROW:
            row = struct.unpack_from("<I", record)[0] + 1
            if record[11] & _ROW_HIDDEN:
                found.hidden_rows.add(row)
        elif _BLANK < kind <= _FORMULA_ERROR:
            column, style = struct.unpack_from("<II", record)
            _note_cell(found, (row, column + 1), kind, record)
            if style & 0xFFFFFF in styles.percents:
                found.percents.add((row, column + 1))
            if font := fonts.get(style & 0xFFFFFF):
                found.fonts[row, column + 1] = font
        elif kind == _COLUMNS:
            first, last = struct.unpack_from("<II", record)
            if record[16] & _COLUMN_HIDDEN:
                found.hidden_columns.update(range(first + 1, min(last, _LAST_COLUMN) + 2))
        elif kind == _MERGED:
            top, bottom, left, right = struct.unpack_from("<IIII", record)
            found.merges.append((top + 1, left + 1, bottom + 1, right + 1))
    return found


def _note_cell(found: SheetDetails, place: Place, kind: int, record: bytes) -> None:
    if kind in {_ERROR, _FORMULA_ERROR}:
        found.fills[place] = _ERRORS.get(record[8], "#ERR!")
    if kind >= _FORMULA_FIRST:
        found.formulas[place] = _SOME_FORMULA
