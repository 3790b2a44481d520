"""A workbook as bytes that depend on its content alone, with the values that its formulas had."""

import io
import re
import zipfile
from collections.abc import Mapping
from datetime import datetime
from xml.sax.saxutils import escape

from openpyxl import Workbook
from openpyxl.writer.excel import ExcelWriter

# The value of a formula as the file saved it: the type of the cell (`t`, empty for a number) and its text.
Cached = Mapping[str, Mapping[str, tuple[str, str]]]

_DAY = (2000, 1, 1, 0, 0, 0)
_MOMENT = datetime(2000, 1, 1)  # noqa: DTZ001 -- a fixed date keeps the bytes the same
_FORMULA_CELL = re.compile(
    r'<c r="([A-Z]+[0-9]+)"([^>]*)>(<f(?: [^>]*)?>[^<]*</f>|<f[^>]*/>)<v ?/?>(?:</v>)?</c>'
)
_TYPE = re.compile(r' t="[^"]*"')
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LONGEST_TEXT = 32_767


def legible(text: str) -> str:
    """The text as a cell can hold it: a workbook with control characters or longer texts does not open."""
    return _NO_XML.sub("\ufffd", text)[:_LONGEST_TEXT]


def empty_workbook() -> Workbook:
    """A workbook without a sheet that does not say when it was made."""
    book = Workbook()
    book.properties.created = _MOMENT
    book.remove(book.worksheets[0])
    return book


def workbook_bytes(book: Workbook, cached: Cached | None = None) -> bytes:
    """The saved workbook, its members dated alike.

    openpyxl writes formulas without their values; `cached` gives them back, by sheet and cell, so that a program that
    does not recalculate (a preview, a protected view, our own reader) shows and reads what the submitter saw.
    """
    book.properties.modified = _MOMENT
    buffer = io.BytesIO()
    # `Workbook.save` would write the time of the clock as that of the last change.
    with zipfile.ZipFile(buffer, "w") as archive:
        ExcelWriter(book, archive).save()
    values = {
        f"xl{sheet.path.removeprefix('/xl')}": cached[sheet.title]
        for sheet in book.worksheets
        if cached and sheet.title in cached
    }
    return _packed(buffer, values)


def _packed(saved: io.BytesIO, values: Mapping[str, Mapping[str, tuple[str, str]]]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in source.namelist():
            content = source.read(name)
            if name in values:
                content = _with_values(content, values[name])
            archive.writestr(zipfile.ZipInfo(name, _DAY), content, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def _with_values(sheet: bytes, values: Mapping[str, tuple[str, str]]) -> bytes:
    def filled(match: re.Match[str]) -> str:
        kind, text = values.get(match[1], ("", ""))
        if not text:
            return match[0]
        attributes = _TYPE.sub("", match[2]) + (f' t="{kind}"' if kind else "")
        return f'<c r="{match[1]}"{attributes}>{match[3]}<v>{escape(legible(text))}</v></c>'

    return _FORMULA_CELL.sub(filled, sheet.decode()).encode()
