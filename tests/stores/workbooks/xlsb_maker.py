"""A small .xlsb of our own: records of the binary workbook format, enough to hold a sheet."""

import datetime as dt
import struct
from collections.abc import Iterable
from typing import Any

from tests.stores.workbooks.makers import Cells, rows_of, zipped

_FIRST_DAY = dt.date(1899, 12, 30)
DAY, PERCENT, LEGACY = 1, 2, 3
_TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/>'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def xlsb(cells: Cells, *more: bytes, before: bytes = b"") -> bytes:
    """The cells of one sheet, then further records; `before` stand before the rows (columns)."""
    rows = b"".join(
        row_record(number)
        + b"".join(cell_record(c, content) for c, content in enumerate(row) if content != "")
        for number, row in enumerate(rows_of(cells))
        if any(content != "" for content in row)
    )
    return xlsb_of(rows, *more, before=before)


def xlsb_of(rows: bytes, *more: bytes, before: bytes = b"") -> bytes:
    dimension = record(148, struct.pack("<IIII", 0, 100, 0, 100))
    sheet = [record(129), dimension, before, record(145), rows, record(146), *more, record(130)]
    bundle = struct.pack("<II", 0, 1) + text("rId1") + text("F01")
    book = [record(131), record(143), record(156, bundle), record(144), record(132)]
    return zipped(
        {
            "[Content_Types].xml": _TYPES.encode(),
            "_rels/.rels": _relations(("rId1", "officeDocument", "xl/workbook.bin")),
            "xl/_rels/workbook.bin.rels": _relations(
                ("rId1", "worksheet", "worksheets/sheet1.bin"), ("rId2", "styles", "styles.bin")
            ),
            "xl/workbook.bin": b"".join(book),
            "xl/worksheets/sheet1.bin": b"".join(sheet),
            "xl/styles.bin": b"".join(_styles()),
        }
    )


def record(kind: int, data: bytes = b"") -> bytes:
    return _varying(kind) + _varying(len(data)) + data


def text(content: str) -> bytes:
    return struct.pack("<I", len(content)) + content.encode("utf-16-le")


def row_record(row: int, *, is_hidden: bool = False) -> bytes:
    return record(0, struct.pack("<IIHBBBI", row, 0, 300, 0, 0x10 if is_hidden else 0, 0, 0))


def cell_record(column: int, content: Any, style: int = 0) -> bytes:
    if isinstance(content, dt.date):
        return record(5, struct.pack("<IId", column, DAY, (content - _FIRST_DAY).days))
    if isinstance(content, str):
        return record(6, struct.pack("<II", column, style) + text(content))
    return record(5, struct.pack("<IId", column, style, content))


def error_record(column: int, code: int) -> bytes:
    return record(3, struct.pack("<IIB", column, 0, code))


def formula_record(column: int, value: float) -> bytes:
    return record(9, struct.pack("<IIdHII", column, 0, value, 0, 0, 0))


def hidden_columns(first: int, last: int) -> bytes:
    columns = record(60, struct.pack("<IIIIH", first, last, 2340, 0, 1))
    return record(390) + columns + record(391)


def merged(top: int, bottom: int, left: int, right: int) -> bytes:
    return (
        record(177, struct.pack("<I", 1))
        + record(176, struct.pack("<IIII", top, bottom, left, right))
        + record(178)
    )


def _styles() -> Iterable[bytes]:
    yield record(278)
    yield (
        record(615, struct.pack("<I", 1))
        + record(44, struct.pack("<H", 164) + text("dd/mm/yyyy"))
        + record(616)
    )
    yield record(611, struct.pack("<I", 2)) + _font("Times New Roman") + _font(".VnTime") + record(612)
    formats = ((0, 0), (164, 0), (10, 0), (0, 1))
    cell_formats = (
        record(47, struct.pack("<HHHHHIH", 0, shown, font, 0, 0, 0, 0)) for shown, font in formats
    )
    yield record(617, struct.pack("<I", 4)) + b"".join(cell_formats) + record(618)
    yield record(279)


def _font(name: str) -> bytes:
    return record(43, struct.pack("<HHHHBBBB", 220, 0, 400, 0, 0, 2, 0, 0) + bytes(8) + b"\x02" + text(name))


def _relations(*targets: tuple[str, str, str]) -> bytes:
    listed = "".join(
        f'<Relationship Id="{i}" Type="{_OFFICE}/{kind}" Target="{t}"/>' for i, kind, t in targets
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="{space}">{listed}</Relationships>'.encode()


def _varying(number: int) -> bytes:
    low, high = number & 0x7F, number >> 7
    return bytes([low]) if not high else bytes([low | 0x80]) + _varying(high)
