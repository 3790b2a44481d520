"""The same table in every format that is taken, each written by hand as its specification says."""

import io
import struct
from collections.abc import Callable, Iterable
from unicodedata import normalize
from xml.sax.saxutils import escape

from python_calamine import CalamineWorkbook

from tests.robustness.build import edited, zipped
from tests.stores.workbooks.makers import csv_text, html_page, spreadsheetml
from tests.stores.workbooks.makers import xls as book_of_xlwt
from tests.stores.workbooks.xlsb_maker import xlsb as styled_xlsb

Rows = list[list[object]]


def rows_of(xlsx: bytes) -> Rows:
    """The cells of the first sheet, what a merged range shows in each of its cells: the other formats have none."""
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(xlsx)).get_sheet_by_index(0)
    found: Rows = sheet.to_python(skip_empty_area=False)
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        for row in range(top, min(bottom + 1, len(found))):
            found[row][left : right + 1] = [found[top][left]] * (right + 1 - left)
    return found


def all_formats(xlsx: bytes) -> dict[str, bytes]:
    """The workbook itself, and its first sheet in the other formats."""
    rows = rows_of(xlsx)
    cells = {(r, c): v for r, row in enumerate(rows, 1) for c, v in enumerate(row, 1) if v != ""}
    table = csv_text(cells, ";")
    main = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    macro = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    return {
        "xlsx": xlsx,
        "xlsm": edited(xlsx, "[Content_Types].xml", lambda xml: xml.replace(main, macro)),
        "xls": xls(rows),
        "xlsb": xlsb(rows),
        "ods": ods(rows),
        "csv": ("\ufeff" + "\r\n".join(";".join(map(str, row)) for row in rows)).encode(),
        "csv utf-8": table.encode(),
        "csv utf-16": table.encode("utf-16"),
        "csv cp1258": in_code_page(table),
        "csv tabs": csv_text(cells, "\t").encode("utf-16-le"),
        "xls of xlwt": book_of_xlwt(cells),
        "xlsb with styles": styled_xlsb(cells),
        "html": html_page(cells),
        "xml": spreadsheetml(cells),
    }


def in_code_page(text: str) -> bytes:
    """The text in the Vietnamese code page, where a tone is a letter of its own after its vowel."""
    own = (letter if _is_own(letter) else normalize("NFD", letter) for letter in text)
    return "".join(_with_tone_apart(letter) for letter in own).encode("cp1258", errors="replace")


def _is_own(letter: str) -> bool:
    return letter.encode("cp1258", errors="ignore") != b""


def _with_tone_apart(letters: str) -> str:
    """A circumflex, breve or horn is part of the letter there, only the tone stands apart."""
    tones = [one for one in letters if one in "\u0300\u0301\u0303\u0309\u0323"]
    return normalize("NFC", "".join(one for one in letters if one not in tones)) + "".join(tones)


def xls(rows: Rows) -> bytes:
    """BIFF8 in a compound file."""
    return compound_file(b"".join(biff(kind, body) for kind, body in xls_records(rows)))


def biff(kind: int, body: bytes) -> bytes:
    """One record of an .xls."""
    return struct.pack("<HH", kind, len(body) & 0xFFFF) + body


def xls_records(rows: Rows) -> list[tuple[int, bytes]]:
    """The records of a book with one sheet."""
    begin = struct.pack("<HHHHII", 0x600, 5, 0, 1997, 0, 6)
    name = struct.pack("<BB", 3, 0) + b"F01"
    start = 4 + len(begin) + 4 + 6 + len(name) + 4
    book = [(0x809, begin), (0x85, struct.pack("<IH", start, 0) + name), (0x0A, b"")]
    sheet = [(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 1997, 0, 6))]
    sheet.append((0x200, struct.pack("<IIHHH", 0, len(rows), 0, max(map(len, rows)), 0)))
    return [*book, *sheet, *_cells(rows, _xls_cell), (0x0A, b"")]


def _cells(rows: Rows, cell: Callable[[int, int, object], tuple[int, bytes]]) -> Iterable[tuple[int, bytes]]:
    return [cell(r, c, v) for r, row in enumerate(rows) for c, v in enumerate(row) if v != ""]


def _xls_cell(row: int, column: int, value: object) -> tuple[int, bytes]:
    place = struct.pack("<HHH", row, column, 0)
    if isinstance(value, int | float):
        return 0x203, place + struct.pack("<d", value)
    text = str(value)
    return 0x204, place + struct.pack("<HB", len(text), 1) + text.encode("utf-16-le")


def compound_file(stream: bytes, name: str = "Workbook") -> bytes:
    """A compound file with one stream, padded so that it needs no small sectors."""
    stream = stream.ljust(max(4096, -(-len(stream) // 512) * 512), b"\0")
    count = len(stream) // 512
    tables = -(-(count + 2) // 127)
    chain = [*range(1, count), 0xFFFFFFFE, 0xFFFFFFFE, *[0xFFFFFFFD] * tables]
    chain += [0xFFFFFFFF] * (tables * 128 - len(chain))
    table = struct.pack(f"<{len(chain)}I", *chain)
    first = count + 1
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack(
        "<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, tables, count, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0
    )
    places = [*range(first, first + tables), *[0xFFFFFFFF] * (109 - tables)]
    header += struct.pack("<109I", *places)
    directory = _entry("Root Entry", 5, 0xFFFFFFFE, 0, child=1) + _entry(name, 2, 0, len(stream))
    return header + stream + directory.ljust(512, b"\0") + table


def _entry(name: str, kind: int, start: int, size: int, child: int = 0xFFFFFFFF) -> bytes:
    label = (name + "\0").encode("utf-16-le")
    links = struct.pack("<BBIII", kind, 1, 0xFFFFFFFF, 0xFFFFFFFF, child)
    return (
        label.ljust(64, b"\0")
        + struct.pack("<H", len(label))
        + links
        + bytes(36)
        + struct.pack("<IQ", start, size)
    )


def xlsb(rows: Rows) -> bytes:
    """The binary workbook of a zip."""
    sheet = _brt(0x81) + _brt(0x94, struct.pack("<IIII", 0, len(rows), 0, max(map(len, rows)))) + _brt(0x91)
    for number, row in enumerate(rows):
        sheet += _brt(0, struct.pack("<IIHBBBI", number, 0, 300, 0, 0, 0, 0))
        sheet += b"".join(_brt(*_xlsb_cell(column, value)) for column, value in enumerate(row) if value != "")
    book = _brt(0x83) + _brt(0x8F) + _brt(0x9C, struct.pack("<II", 0, 1) + _wide("rId1") + _wide("F01"))
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{relation}" Target="worksheets/sheet1.bin"/></Relationships>'
    )
    types = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
    return zipped(
        {
            "[Content_Types].xml": types.encode(),
            "xl/workbook.bin": book + _brt(0x90) + _brt(0x84),
            "xl/_rels/workbook.bin.rels": rels.encode(),
            "xl/worksheets/sheet1.bin": sheet + _brt(0x92) + _brt(0x82),
        }
    )


def _brt(kind: int, body: bytes = b"") -> bytes:
    head = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size = len(body)
    length = b""
    while size > 0x7F:
        length += bytes([size & 0x7F | 0x80])
        size >>= 7
    return head + length + bytes([size]) + body


def _wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def _xlsb_cell(column: int, value: object) -> tuple[int, bytes]:
    place = struct.pack("<II", column, 0)
    if isinstance(value, int | float):
        return 5, place + struct.pack("<d", value)
    return 6, place + _wide(str(value))


def ods(rows: Rows) -> bytes:
    """An OpenDocument sheet."""
    space = "urn:oasis:names:tc:opendocument:xmlns"
    body = "".join(f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in rows)
    content = (
        f'<office:document-content xmlns:office="{space}:office:1.0" xmlns:table="{space}:table:1.0"'
        f' xmlns:text="{space}:text:1.0" office:version="1.2"><office:body><office:spreadsheet>'
        f'<table:table table:name="F01">{body}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = f'<manifest:manifest xmlns:manifest="{space}:manifest:1.0"/>'
    return zipped(
        {
            "mimetype": kind.encode(),
            "META-INF/manifest.xml": manifest.encode(),
            "content.xml": content.encode(),
        }
    )


def _ods_cell(value: object) -> str:
    if value == "":
        return "<table:table-cell/>"
    if isinstance(value, int | float):
        return f'<table:table-cell office:value-type="float" office:value="{value}"/>'
    paragraph = f"<text:p>{escape(str(value))}</text:p>"
    return f'<table:table-cell office:value-type="string">{paragraph}</table:table-cell>'
