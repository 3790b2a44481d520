"""The text of what is printed: workbooks cell by cell, documents line by line."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from docx import Document
from docx.table import Table
from python_calamine import CalamineWorkbook


def printed_text(path: Path) -> str:
    """The text of a workbook or a document."""
    lines = {".xlsx": _cells, ".docx": _document}[path.suffix](path)
    return "".join(f"{line}\n" for line in lines)


def _cells(path: Path) -> Iterator[str]:
    book = CalamineWorkbook.from_path(path)
    for name in book.sheet_names:
        yield f"== {name}"
        for row in book.get_sheet_by_name(name).to_python(skip_empty_area=False):
            yield " | ".join(map(_shown, row)).rstrip(" |")


def _shown(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return value.isoformat() if isinstance(value, date) else " ".join(str(value).split())


def _document(path: Path) -> Iterator[str]:
    for part in Document(str(path)).iter_inner_content():
        if isinstance(part, Table):
            yield from (
                " | ".join(" / ".join(cell.text.split("\n")) for cell in row.cells) for row in part.rows
            )
        else:
            yield part.text
