"""Grids as files of the programs that districts use: the same grid gives the same bytes."""

import csv
import html
import io
import unicodedata
from datetime import UTC, datetime
from typing import Any

import xlsxwriter
import xlwt

from tests.robustness.build import members, zipped
from tests.samples.grids import Grid
from tests.stores.workbooks.makers import ods_cell, ods_of
from tests.stores.workbooks.xlsb_maker import merged as merged_record
from tests.stores.workbooks.xlsb_maker import xlsb as xlsb_of
from transforms.text.legacy_tables import TCVN3, VNI

_CREATED = datetime(2000, 1, 1, tzinfo=UTC)
_FONT = {"font_name": "Times New Roman", "font_size": 11, "valign": "vcenter"}
_LEGACY_FONTS = {"TCVN3": (".VnTime", ".VnTimeH"), "VNI": ("VNI-Times", "VNI-Times")}
_UNIT = 256
_HEADER_HEIGHT, _A3 = 60, 8
_CONTENT = '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
_TONES = "\u0300\u0301\u0303\u0309\u0323"


def xlsx(*grids: Grid) -> bytes:
    """Formulas with their values where the grid has them."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    book.set_properties({"created": _CREATED})
    plain = book.add_format(_FONT)
    boxed = book.add_format({**_FONT, "border": 1, "text_wrap": True})
    for grid in grids:
        sheet = book.add_worksheet(grid.name)
        for top, left, bottom, right in grid.merges:
            sheet.merge_range(top - 1, left - 1, bottom - 1, right - 1, "", plain)
        for (row, column), content in sorted(grid.cells.items()):
            look = boxed if grid.head <= row <= grid.end else plain
            formula = grid.formulas.get((row, column))
            if formula:
                sheet.write_formula(row - 1, column - 1, formula, look, content)
            elif isinstance(content, str):
                sheet.write_string(row - 1, column - 1, content, look)
            else:
                sheet.write_number(row - 1, column - 1, content, look)
        for row in grid.hidden_rows:
            sheet.set_row(row - 1, None, None, {"hidden": True})
        for row in range(grid.head, grid.head + 2):
            sheet.set_row(row - 1, _HEADER_HEIGHT)
        sheet.set_column(0, 0, 6)
        sheet.set_column(1, 1, 28)
        sheet.set_column(2, grid.width - 1, 11)
        sheet.set_landscape()
        sheet.set_paper(_A3)
        sheet.fit_to_pages(1, 0)
    book.close()
    return buffer.getvalue()


def xls(grid: Grid, charset: str = "") -> bytes:
    """Excel 97-2003; with a charset in the font of its time."""
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet(grid.name)
    fonts = _LEGACY_FONTS.get(charset, ("Times New Roman",) * 2)
    looks = {
        (is_boxed, is_capital): _look(fonts[is_capital], is_boxed=is_boxed)
        for is_boxed in (False, True)
        for is_capital in (False, True)
    }
    spans = {(top, left): (bottom, right) for top, left, bottom, right in grid.merges}
    for place, content in sorted(grid.cells.items()):
        is_capital = isinstance(content, str) and content.isupper()
        look = looks[grid.head <= place[0] <= grid.end, is_capital]
        text = legacy(content, charset) if isinstance(content, str) else content
        bottom, right = spans.get(place, place)
        if (bottom, right) == place:
            sheet.write(place[0] - 1, place[1] - 1, text, look)
        else:
            sheet.write_merge(place[0] - 1, bottom - 1, place[1] - 1, right - 1, text, look)
    sheet.col(1).width = 30 * _UNIT
    for row in range(grid.head - 1, grid.head + 1):
        sheet.row(row).height_mismatch, sheet.row(row).height = True, 20 * _HEADER_HEIGHT
    sheet.portrait, sheet.paper_size_code, sheet.fit_num_pages = False, _A3, 1
    sheet.fit_height_to_pages = 0
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _look(font: str, *, is_boxed: bool) -> xlwt.XFStyle:
    border = "borders: left thin, right thin, top thin, bottom thin; " if is_boxed else ""
    return xlwt.easyxf(
        f"font: name {font}, height 220; {border}alignment: wrap {'on' if is_boxed else 'off'}"
    )


def legacy(text: str, charset: str) -> str:
    """Text as it was typed before Unicode: every letter as the characters that its font shows as it."""
    if charset == "TCVN3":
        letters = {letter: seen for seen, letter in TCVN3.items()}
        # Capitals with a tone are small letters in a font of capitals.
        small = text.lower() if text.isupper() else text
        return "".join(letters.get(c) or letters.get(c.lower(), c) for c in small)
    if charset == "VNI":
        letters = {letter: seen for seen, letter in VNI.items()}
        return "".join(letters.get(c, c) for c in text)
    return text


def ods(grid: Grid) -> bytes:
    """LibreOffice: merged cells with their spans, nothing else."""
    spans = {(top, left): (bottom - top + 1, right - left + 1) for top, left, bottom, right in grid.merges}
    last = max(row for row, _ in grid.cells)
    rows = "".join(
        "<table:table-row>"
        + "".join(_ods_cell(grid, spans, (row, column)) for column in range(1, grid.width + 1))
        + "</table:table-row>"
        for row in range(1, last + 1)
    )
    return zipped(members(ods_of(rows, manifest=_CONTENT)))


def _ods_cell(grid: Grid, spans: dict[tuple[int, int], tuple[int, int]], place: tuple[int, int]) -> str:
    cell = ods_cell(grid.cells.get(place, ""))
    if place not in spans:
        is_covered = any(t <= place[0] <= b and left <= place[1] <= r for t, left, b, r in grid.merges)
        return "<table:covered-table-cell/>" if is_covered else cell
    rows, columns = spans[place]
    attributes = f' table:number-rows-spanned="{rows}" table:number-columns-spanned="{columns}"'
    return cell.replace("<table:table-cell", f"<table:table-cell{attributes}", 1)


def xlsb(grid: Grid) -> bytes:
    """The binary workbook of Excel."""
    merges = (merged_record(t - 1, b - 1, left - 1, right - 1) for t, left, b, right in grid.merges)
    return zipped(members(xlsb_of(grid.cells, *merges)))


def csv_text(grid: Grid, delimiter: str) -> str:
    """Numbers as a Vietnamese Excel shows them: 1.486 and 17,33."""
    last = max(row for row, _ in grid.cells)
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=delimiter, lineterminator="\r\n")
    for row in range(1, last + 1):
        writer.writerow([shown(grid, (row, column)) for column in range(1, grid.width + 1)])
    return buffer.getvalue()


def shown(grid: Grid, place: tuple[int, int]) -> str:
    """The text of a cell as it is displayed."""
    content: Any = grid.cells.get(place, "")
    if isinstance(content, str):
        return content
    text = f"{content:,.2f}" if isinstance(content, float) else f"{content:,}"
    return text.translate(str.maketrans(",.", ".,"))


def xls_page(grid: Grid) -> bytes:
    """A web page that programs of offices save as .xls, with merged cells as spans."""
    spans = {(top, left): (bottom - top + 1, right - left + 1) for top, left, bottom, right in grid.merges}
    covered = {
        (row, column)
        for top, left, bottom, right in grid.merges
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
    } - set(spans)
    last = max(row for row, _ in grid.cells)
    rows = []
    for row in range(1, last + 1):
        places = [(row, c) for c in range(1, grid.width + 1) if (row, c) not in covered]
        rows.append(f"<tr>{''.join(_page_cell(grid, spans, place) for place in places)}</tr>")
    head = '<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"></head>'
    return f'{head}<body><table border="1">\n{chr(10).join(rows)}\n</table></body></html>\n'.encode()


def _page_cell(grid: Grid, spans: dict[tuple[int, int], tuple[int, int]], place: tuple[int, int]) -> str:
    rows, columns = spans.get(place, (1, 1))
    span = (f' rowspan="{rows}"' if rows > 1 else "") + (f' colspan="{columns}"' if columns > 1 else "")
    return f"<td{span}>{html.escape(shown(grid, place))}</td>"


def cp1258(text: str) -> bytes:
    """The Vietnamese code page of Windows: a letter with its roof or horn, then the tone as a mark of its own."""
    return "".join(map(_with_loose_tone, text)).encode("cp1258")


def _with_loose_tone(char: str) -> str:
    try:
        char.encode("cp1258")
    except UnicodeEncodeError:
        base, *marks = unicodedata.normalize("NFD", char)
        tone = next(mark for mark in marks if mark in _TONES)
        rest = "".join(mark for mark in marks if mark not in _TONES)
        return unicodedata.normalize("NFC", base + rest) + tone
    return char
