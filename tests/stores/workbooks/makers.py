"""The same cells written as every kind of file that a district may send."""

import csv
import datetime as dt
import html
import io
import struct
import zipfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import xlsxwriter
import xlwt

from flows.stores.workbooks import read_workbook
from transforms.sheet.grid import OpenedWorkbook, Place, SheetGrid

Cells = Mapping[Place, Any]


def opened(folder: Path, content: bytes, name: str = "bieu.xlsx") -> OpenedWorkbook:
    path = folder / name
    path.write_bytes(content)
    return read_workbook(path)


def first(folder: Path, content: bytes, name: str = "bieu.xlsx") -> SheetGrid:
    return opened(folder, content, name).grids[0]


def rows_of(cells: Cells) -> list[list[Any]]:
    height, width = max(row for row, _ in cells), max(column for _, column in cells)
    return [[cells.get((r, c), "") for c in range(1, width + 1)] for r in range(1, height + 1)]


# .xlsx


def xlsx(cells: Cells, more: Callable[[Any, Any], None] | None = None) -> bytes:
    """`more` gets the workbook and its sheet."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    sheet = book.add_worksheet("F01")
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    for (row, column), content in cells.items():
        if isinstance(content, dt.date):
            sheet.write_datetime(row - 1, column - 1, dt.datetime(*content.timetuple()[:3]), day)  # noqa: DTZ001
        else:
            sheet.write(row - 1, column - 1, content)
    if more:
        more(book, sheet)
    book.close()
    return buffer.getvalue()


def repacked(content: bytes, **changes: bytes | None) -> bytes:
    """The same package with members replaced, added or left out; `__` stands for a slash, `_dot_` for a dot."""
    members = {name.replace("__", "/").replace("_dot_", "."): data for name, data in changes.items()}
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        found = {name: package.read(name) for name in package.namelist()}
    found.update({name: data for name, data in members.items() if data is not None})
    return zipped({name: data for name, data in found.items() if members.get(name, b"") is not None})


def member(content: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return package.read(name)


def zipped(members: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in members.items():
            package.writestr(name, data)
    return buffer.getvalue()


# .xls


def xls(cells: Cells, more: Callable[[Any, Any], None] | None = None) -> bytes:
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("F01")
    day = xlwt.easyxf(num_format_str="DD/MM/YYYY")
    for (row, column), content in cells.items():
        if isinstance(content, dt.date):
            sheet.write(row - 1, column - 1, content, day)
        else:
            sheet.write(row - 1, column - 1, content)
    if more:
        more(book, sheet)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def compound(streams: Mapping[str, bytes], storages: Iterable[str] = ()) -> bytes:
    """An OLE2 file of these streams; every stream is given the length from which sectors are whole ones."""
    sector, cutoff = 512, 4096
    padded = {
        name: data.ljust(max(cutoff, -(-len(data) // sector) * sector), b"\0")
        for name, data in streams.items()
    }
    table: list[int] = []
    body = b""

    def chained(data: bytes) -> int:
        nonlocal body
        start, count = len(table), len(data) // sector
        table.extend([*range(start + 1, start + count), 0xFFFFFFFE])
        body += data
        return start

    entries = [_entry("Root Entry", 5, 0xFFFFFFFE, 0)]
    entries += [_entry(name, 1, 0, 0) for name in storages]
    entries += [_entry(name, 2, chained(data), len(data)) for name, data in padded.items()]
    directory = b"".join(entries)
    first_of_directory = chained(directory.ljust(-(-len(directory) // sector) * sector, b"\0"))
    place = len(table)
    table.append(0xFFFFFFFD)
    assert len(table) <= sector // 4, "one sector holds the whole table here"
    body += struct.pack(f"<{len(table)}I", *table).ljust(sector, b"\xff")
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    header += bytes(6) + struct.pack(
        "<IIIIIIIII", 0, 1, first_of_directory, 0, cutoff, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0
    )
    return header + struct.pack("<I", place) + b"\xff" * (sector - len(header) - 4) + body


def _entry(name: str, kind: int, start: int, size: int) -> bytes:
    text = name.encode("utf-16-le")
    head = text.ljust(64, b"\0") + struct.pack("<HBB", len(text) + 2, kind, 1) + b"\xff" * 12
    return head + bytes(36) + struct.pack("<IQ", start, size)


def biff(*records: tuple[int, bytes]) -> bytes:
    """The globals of a BIFF8 stream."""
    all_records = ((0x0809, struct.pack("<HHHHII", 0x0600, 5, 0, 0, 0, 0)), *records, (0x000A, b""))
    return b"".join(struct.pack("<HH", kind, len(data)) + data for kind, data in all_records)


def biff5(cells: Cells) -> bytes:
    """An .xls of Excel 5: one sheet of numbers and of texts in its Vietnamese code page."""

    def record(kind: int, data: bytes) -> bytes:
        return struct.pack("<HH", kind, len(data)) + data

    def cell(row: int, column: int, content: Any) -> bytes:
        head = struct.pack("<HHH", row - 1, column - 1, 0)
        if not isinstance(content, str):
            return record(0x0203, head + struct.pack("<d", content))
        letters = content.encode("cp1258")
        return record(0x0204, head + struct.pack("<H", len(letters)) + letters)

    font = struct.pack("<HHHHHBBBB", 200, 0, 0x7FFF, 400, 0, 0, 2, 0xA3, 0) + b"\x05Arial"
    start = record(0x0809, struct.pack("<HHHH", 0x0500, 5, 0, 0)) + record(0x0042, struct.pack("<H", 1258))
    start += record(0x0031, font) * 4 + record(0x00E0, bytes(16))
    sheet = record(0x0809, struct.pack("<HHHH", 0x0500, 0x10, 0, 0))
    sheet += record(
        0x0200, struct.pack("<HHHHH", 0, max(r for r, _ in cells), 0, max(c for _, c in cells), 0)
    )
    sheet += b"".join(cell(row, column, content) for (row, column), content in cells.items())
    sheet += record(0x000A, b"")
    bound = len(start) + 4 + 10 + 4
    stream = (
        start + record(0x0085, struct.pack("<IBBB", bound, 0, 0, 3) + b"F01") + record(0x000A, b"") + sheet
    )
    return compound({"Book": stream})


# .ods

_ODS_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content office:version="1.2"'
    ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    ' xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"'
    ' xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
    ' xmlns:xlink="http://www.w3.org/1999/xlink"'
    ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0">'
)
ODS_MIMETYPE = b"application/vnd.oasis.opendocument.spreadsheet"


def ods(cells: Cells) -> bytes:
    rows = "".join(
        f"<table:table-row>{''.join(map(ods_cell, row))}</table:table-row>" for row in rows_of(cells)
    )
    return ods_of(rows)


def ods_of(rows: str, styles: str = "", *, manifest: str = "", **members: bytes) -> bytes:
    content = (
        f"{_ODS_HEAD}<office:automatic-styles>{styles}</office:automatic-styles><office:body><office:spreadsheet>"
        f'<table:table table:name="F01">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    listed = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{ODS_MIMETYPE.decode()}"/>'
        f"{manifest}</manifest:manifest>"
    )
    return zipped(
        {
            "mimetype": ODS_MIMETYPE,
            "META-INF/manifest.xml": listed.encode(),
            "content.xml": content.encode(),
            **members,
        }
    )


def ods_cell(content: Any) -> str:
    if content == "":
        return "<table:table-cell/>"
    if isinstance(content, dt.date):
        return _ods_value("date", f'office:date-value="{content.isoformat()}"', f"{content:%d/%m/%Y}")
    if isinstance(content, str):
        return _ods_value("string", "", html.escape(content))
    return _ods_value("float", f'office:value="{content}"', str(content))


def _ods_value(kind: str, value: str, shown: str) -> str:
    return f'<table:table-cell office:value-type="{kind}" {value}><text:p>{shown}</text:p></table:table-cell>'


# Text


def csv_text(cells: Cells, delimiter: str) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=delimiter, lineterminator="\r\n").writerows(
        [[as_text(content) for content in row] for row in rows_of(cells)]
    )
    return buffer.getvalue()


def as_text(content: Any) -> str:
    """As a Vietnamese spreadsheet program writes it into a text file."""
    if isinstance(content, dt.date):
        return f"{content:%d/%m/%Y}"
    return str(content).replace(".", ",") if isinstance(content, float) else str(content)


def html_page(cells: Cells) -> bytes:
    rows = "".join(
        f"<tr>{''.join(f'<td>{html.escape(as_text(content))}</td>' for content in row)}</tr>"
        for row in rows_of(cells)
    )
    return f'<html><head><meta charset="utf-8"></head><body><table>{rows}</table></body></html>'.encode()


def spreadsheetml(cells: Cells) -> bytes:
    rows = "".join(
        f'<Row ss:Index="{number}">{"".join(_ml_cell(n, c) for n, c in enumerate(row, 1) if c != "")}</Row>'
        for number, row in enumerate(rows_of(cells), start=1)
        if any(content != "" for content in row)
    )
    return spreadsheetml_of(f"<Table>{rows}</Table>")


def spreadsheetml_of(inside: str, styles: str = "") -> bytes:
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    return (
        f'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="{space}" xmlns:ss="{space}">'
        f'<Styles>{styles}</Styles><Worksheet ss:Name="F01">{inside}</Worksheet></Workbook>'
    ).encode()


def _ml_cell(column: int, content: Any) -> str:
    if isinstance(content, dt.date):
        kind, text = "DateTime", f"{content.isoformat()}T00:00:00.000"
    else:
        kind, text = (
            ("String", html.escape(content)) if isinstance(content, str) else ("Number", str(content))
        )
    return f'<Cell ss:Index="{column}"><Data ss:Type="{kind}">{text}</Data></Cell>'
