"""The numbers of each edition of a release, read from its files by what they are about."""

import re
from collections.abc import Iterator
from decimal import Decimal
from html import unescape
from pathlib import Path
from typing import Any

from docx import Document
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

_TAG = re.compile(r"<[^>]+>")
_NUMBER = re.compile(r"[-+]?\d[\d.,]*")


def number(text: object, language: str = "vi") -> Decimal | None:
    """The first number of a text as the language writes it; a cell of a workbook as it is."""
    if isinstance(text, int | float):
        return Decimal(str(text))
    found = _NUMBER.search(unescape(_TAG.sub("", str(text))).replace("\N{MINUS SIGN}", "-"))
    if found is None:
        return None
    digits = found[0].rstrip(".,")
    plain = digits.replace(".", "").replace(",", ".") if language == "vi" else digits.replace(",", "")
    return Decimal(plain)


def numbers(text: str, language: str = "vi") -> list[Decimal]:
    """Every number of a text, in order."""
    return [value for found in _NUMBER.findall(text) if (value := number(found, language)) is not None]


def rows_of(page: str) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """The rows of all tables of a page: the row as it stands, and class and content of each data cell."""
    for row in re.findall(r"<tr[^>]*>.*?</tr>", page, re.DOTALL):
        cells = re.findall(r"<td([^>]*)>(.*?)</td>", row, re.DOTALL)
        yield row, [(attributes, content) for attributes, content in cells]


def plan_page(folder: Path, language: str) -> dict[str, Decimal | None]:
    """What was reached of each target, from the first page."""
    page = _page(folder, "index.html", language)
    found = {}
    for row, cells in rows_of(page):
        target = re.match(r'<tr[^>]* id="([^"]+)"', row)
        actual = [content for attributes, content in cells if 'class="n actual"' in attributes]
        if target and actual:
            found[target[1]] = number(actual[0], language)
    return found


def indicator_page(folder: Path, indicator_id: str, language: str) -> dict[str, Decimal | None]:
    """The values of an indicator by the name of the area, from its page."""
    page = _page(folder, f"indicators/{indicator_id}.html", language).partition('id="areas"')[2]
    return {
        unescape(head[1]): number(cells[0][1], language)
        for row, cells in rows_of(page)
        if (head := re.search(r"<th[^>]*>([^<]*)</th>", row)) and cells
    }


def territory_page(folder: Path, code: str, language: str) -> dict[str, Decimal | None]:
    """The values of a territory by indicator, from its page."""
    found = {}
    for row, cells in rows_of(_page(folder, f"territories/{code}.html", language)):
        indicator = re.match(r'<tr[^>]* id="([^"]+)"', row)
        if indicator and cells:
            found[indicator[1]] = number(re.sub(r"<span class=\"aside\".*", "", cells[0][1]), language)
    return found


def territory_list(folder: Path, language: str) -> dict[str, list[Decimal | None]]:
    """The figures of each territory by its code, in the columns of the list, the rank left out."""
    found = {}
    for row, cells in rows_of(_page(folder, "territories.html", language)):
        code = re.search(r'href="territories/(\w+)\.html"', row)
        if code:
            own = [content for attributes, content in cells if 'class="n"' in attributes]
            found[code[1]] = [number(content, language) for content in own[:-1]]
    return found


def _page(folder: Path, name: str, language: str) -> str:
    return (folder / ("en" if language == "en" else "") / name).read_text(encoding="utf-8")


def sheet_rows(path: Path, sheet: str, first_head: str) -> list[dict[str, Any]]:
    """The rows under the heads of a sheet, by head, to the first empty one."""
    rows = CalamineWorkbook.from_path(path).get_sheet_by_name(sheet).to_python()
    start = next(n for n, row in enumerate(rows) if str(row[0]).startswith(first_head))
    heads = [str(head).partition(" / ")[0] for head in rows[start]]
    found = []
    for row in rows[start + 1 :]:
        if not any(str(cell) for cell in row):
            break
        found.append(dict(zip(heads, row, strict=True)))
    return found


def report_tables(folder: Path) -> list[list[dict[str, str]]]:
    """The tables of the report with a row of heads: rows by head."""
    tables = []
    for table in Document(str(folder / "report.docx")).tables:
        heads, *rows = [[cell.text for cell in row.cells] for row in table.rows]
        if len(heads) > 2:
            tables.append([dict(zip(heads, row, strict=True)) for row in rows])
    return tables


def report_numbers(folder: Path) -> list[Decimal]:
    """Every number that stands in the report, sorted; of its text and its tables."""
    document = Document(str(folder / "report.docx"))
    texts = [paragraph.text for paragraph in document.paragraphs]
    texts += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return sorted(value for text in texts for value in numbers(text))


def pdf_numbers(folder: Path) -> list[Decimal]:
    """Every number that stands in the PDF, sorted."""
    pages = PdfReader(folder / "report.pdf").pages
    return sorted(value for page in pages for value in numbers(page.extract_text()))
