"""The answer as a workbook: the submitter's own sheets with each issue marked, behind the two sheets of ours."""

import io
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.styles.colors import Color
from openpyxl.utils.datetime import to_excel
from openpyxl.worksheet.worksheet import Worksheet

from transforms.render.answer import Answer
from transforms.render.answer_lines import IssueLine
from transforms.render.answer_sheets import FILLS, Marked, draw_answer
from transforms.render.copied_sheets import copied_sheets
from transforms.render.xlsx_bytes import empty_workbook, legible, workbook_bytes
from transforms.sheet.answer_sheet import answer_header, is_answer_sheet
from transforms.sheet.grid import SheetGrid, column_letters
from transforms.terms import answer_sheet as layout
from transforms.terms.rule import SEVERITIES

_AUTHOR = "tonghop"
_PLACE = re.compile("[A-Z]{1,3}[0-9]{1,7}")
_OWN_NOTE = "\n\n— Ghi chú sẵn có của ô —\n"
_LONGEST_NOTE = 4_000
_NOTE_WIDTH, _NOTE_LETTERS, _NOTE_LINE, _NOTE_HEIGHT = 420, 60, 19, 700

_Cached = dict[str, dict[str, tuple[str, str]]]


def marked_workbook(original: bytes, answer: Answer) -> bytes:
    """The answer with a copy of the .xlsx that keeps its formats, formulas and shown values.

    Raises:
        Exception: whatever openpyxl raises on a workbook it cannot copy; the caller decides.
    """
    book = load_workbook(io.BytesIO(original))
    _take_off_earlier(book)
    return _answered(
        book, {sheet.title: sheet.title for sheet in book.worksheets}, answer, _shown(book, original)
    )


def copied_workbook(grids: Sequence[SheetGrid], answer: Answer) -> bytes:
    """The answer with the sheets of a file of another kind, as they were read."""
    book, titles = copied_sheets(grid for grid in grids if not is_answer_sheet(grid))
    return _answered(book, titles, answer, {})


def answer_workbook(answer: Answer) -> bytes:
    """The answer alone, where the file cannot be opened or must not be copied."""
    return _answered(empty_workbook(), {}, answer, {})


def _answered(book: Workbook, titles: Mapping[str, str], answer: Answer, cached: _Cached) -> bytes:
    places: dict[tuple[str, str], list[IssueLine]] = defaultdict(list)
    for line in answer.lines:
        if line.cell and line.sheet in titles:
            places[line.sheet, _shown_at(book[titles[line.sheet]], line.cell)].append(line)
    before = {place: _mark(book[titles[place[0]]][place[1]], lines) for place, lines in places.items()}
    fills = {(line.sheet, line.cell): before[place] for place, lines in places.items() for line in lines}
    draw_answer(book, answer, Marked(titles, fills))
    return workbook_bytes(book, cached)


def _mark(target: Cell, lines: Sequence[IssueLine]) -> str:
    """Colour a cell as the gravest of its issues and put one note on it; returns the fill it had."""
    before = _fill_text(target)
    gravest = min((line.severity for line in lines), key=SEVERITIES.index)
    target.fill = PatternFill("solid", fgColor=FILLS[gravest])
    own = f"{_OWN_NOTE}{target.comment.text}" if target.comment else ""
    said = "\n\n".join(_note(line) for line in lines)
    if len(said) > _LONGEST_NOTE:
        said = f"{said[:_LONGEST_NOTE]}… (xem đủ ở trang “Lỗi”)"
    note = Comment(legible(said + own), _AUTHOR)
    letters = sum(1 + len(part) // _NOTE_LETTERS for part in note.text.split("\n"))
    note.width, note.height = _NOTE_WIDTH, min(_NOTE_LINE * (letters + 1), _NOTE_HEIGHT)
    target.comment = note
    return before


def _note(line: IssueLine) -> str:
    parts = (
        f"{layout.NOTE_STAMP}{line.rule_id}, {line.severity_label.lower()}: {line.message}",
        f"Đang ghi: {line.found}" if line.found else "",
        f"Đúng ra: {line.expected}" if line.expected else "",
        f"Cách sửa: {line.hint}" if line.hint else "",
        line.state_label,
    )
    return "\n".join(filter(None, parts))


def _shown_at(sheet: Worksheet, name: str) -> str:
    """The cell that is shown at a place: of a merged range its first one, since no other holds a note."""
    merged = next((ranged for ranged in sheet.merged_cells.ranges if name in ranged), None)
    return f"{column_letters(merged.min_col)}{merged.min_row}" if merged else name


def _fill_text(cell: Cell) -> str:
    """The colour that a cell has, in a word that `_fill_of` understands; empty where it has none."""
    colour = cell.fill.fgColor if cell.fill and cell.fill.fill_type == "solid" else None
    return f"{colour.type}:{colour.value}:{colour.tint}" if colour else ""


def _fill_of(text: str) -> PatternFill:
    kind, value, tint = (*text.split(":"), "", "")[:3]
    if kind not in {"rgb", "theme", "indexed"}:
        return PatternFill()
    told: Any = value if kind == "rgb" else int(value)
    return PatternFill("solid", fgColor=Color(**{kind: told, "tint": float(tint or 0)}))


def _take_off_earlier(book: Workbook) -> None:
    """Remove the sheets, notes and colours of an earlier answer from a file that came back with them."""
    before: dict[tuple[str, str], str] = {}
    for sheet in book.worksheets:
        grid = _texts_of(sheet)
        if is_answer_sheet(grid):
            before |= _fills_told(grid)
            book.remove(sheet)
    ours = set(FILLS.values())
    for sheet in book.worksheets:
        fills = {_shown_at(sheet, cell): fill for (name, cell), fill in before.items() if name == sheet.title}
        for cell in _noted(sheet):
            _take_off_note(cell)
            if _fill_text(cell).split(":")[1:2] and cell.fill.fgColor.value in ours:
                cell.fill = _fill_of(fills.get(cell.coordinate, ""))


def _noted(sheet: Worksheet) -> list[Cell]:
    return [c for c in _cells(sheet) if c.comment and c.comment.text.startswith(layout.NOTE_STAMP)]


def _cells(sheet: Worksheet) -> list[Cell]:
    """The cells that the file has; going through rows and columns would make those between them."""
    return [cell for cell in sheet._cells.values() if isinstance(cell, Cell)]  # noqa: SLF001


def _take_off_note(cell: Cell) -> None:
    own = cell.comment.text.partition(_OWN_NOTE)[2] if cell.comment else ""
    cell.comment = Comment(own, _AUTHOR) if own else None


def _fills_told(grid: SheetGrid) -> dict[tuple[str, str], str]:
    header = answer_header(grid)
    if not header or not {layout.SHEET, layout.CELL, layout.FILL} <= header.columns.keys():
        return {}
    columns = [header.columns[head] for head in (layout.SHEET, layout.CELL, layout.FILL)]
    told = ([grid.text((row, column)) for column in columns] for row in grid.rows if row > header.row)
    return {(sheet, cell): fill for sheet, cell, fill in told if _PLACE.fullmatch(cell)}


def _texts_of(sheet: Worksheet) -> SheetGrid:
    """The texts of a sheet, as our reader sees them."""
    texts = {(c.row, c.column): c.value for c in _cells(sheet) if isinstance(c.value, str)}
    return SheetGrid(sheet.title, texts)


def _shown(book: Workbook, original: bytes) -> _Cached:
    """The values that the file shows for its formulas, which openpyxl forgets."""
    formulas = {sheet.title: list(_formulas(sheet)) for sheet in book.worksheets}
    if not any(formulas.values()):
        return {}
    values = load_workbook(io.BytesIO(original), data_only=True)
    return {
        title: {name: _cached(values[title][name].value) for name in names}
        for title, names in formulas.items()
    }


def _formulas(sheet: Worksheet) -> Iterable[str]:
    return (cell.coordinate for cell in _cells(sheet) if cell.data_type == "f")


def _cached(value: object) -> tuple[str, str]:
    if isinstance(value, bool):
        return "b", str(int(value))
    if isinstance(value, datetime | date | time | timedelta):
        return "", str(to_excel(value))  # type: ignore[no-untyped-call]
    if isinstance(value, str):
        return ("e" if value.startswith("#") else "str"), value
    return "", "" if value is None else str(value)
