"""Files that are text: a web page saved as .xls, a workbook in one XML file, delimited text."""

import codecs

from flows.stores.workbooks.delimited import delimited_grid
from flows.stores.workbooks.details import SheetDetails
from flows.stores.workbooks.encodings import decoded
from flows.stores.workbooks.html import declared_charset, html_sheet, is_html
from flows.stores.workbooks.refusal import other_kind
from flows.stores.workbooks.spreadsheetml import is_spreadsheetml, spreadsheetml_sheets
from transforms.sheet.grid import SheetGrid


def written_sheets(content: bytes) -> list[tuple[SheetGrid, SheetDetails]]:
    """The sheets of a text file with their details.

    Raises:
        NotAWorkbook: the text holds no table.
    """
    text = decoded(content)
    if is_spreadsheetml(text):
        return spreadsheetml_sheets(content)
    if is_html(text):
        return [html_sheet(_as_declared(content, text))]
    if text.lstrip().startswith(("<?xml", "<!DOCTYPE", "<office:document")):
        raise other_kind("tệp XML không phải bảng tính")
    if text.lstrip().startswith(("{", "[")):
        raise other_kind("tệp JSON")
    return [(delimited_grid(text), SheetDetails())]


def _as_declared(content: bytes, text: str) -> str:
    """The page in the encoding that it names, where its bytes agree; else as they look."""
    name = declared_charset(content)
    try:
        codecs.lookup(name)
        return content.decode(name)
    except (LookupError, UnicodeDecodeError):
        return text
