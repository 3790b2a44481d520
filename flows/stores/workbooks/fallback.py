"""Read an .xlsx or .xlsm cell by cell, for files that end the usual reader: slower, but an empty place costs nothing.

Two passes with openpyxl's own parser of sheets, which yields only the cells that are there: values and merged
ranges first, formulas then. openpyxl's public readers fill every gap, and its read-only one has no merged ranges.
"""

import io
import warnings
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.styles.numbers import BUILTIN_FORMATS, BUILTIN_FORMATS_MAX_SIZE
from openpyxl.worksheet._read_only import ReadOnlyWorksheet
from openpyxl.worksheet._reader import WorkSheetParser

from flows.stores.reader_jobs import ReadingLimits
from flows.stores.workbooks import NotAWorkbook
from flows.stores.workbooks.details import SheetDetails, is_legacy
from flows.stores.workbooks.legacy import with_unicode_text
from flows.stores.workbooks.moments import moment_text
from transforms.sheet.grid import FileNote, OpenedWorkbook, Place, SheetGrid
from transforms.text.numbers import CellContent

_EXACT = 1e15
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384  # of the format; a cell beyond is damage


def read_sparsely(path: Path, limits: ReadingLimits, reason: str) -> OpenedWorkbook:
    """Every sheet as a grid of the cells that are there, with a note (R29) that says why it was read like this.

    Raises:
        NotAWorkbook: it is no .xlsx or .xlsm, holds more than the limits, or cannot be read this way either (R18).
        OSError: the archive cannot give the file.
    """
    content = path.read_bytes()
    try:
        grids = _grids(content, limits) if _is_xlsx(content) else None
    except (NotAWorkbook, MemoryError):
        raise
    except Exception as error:
        raise NotAWorkbook("R18", detail=reason) from error
    if grids is None:
        raise NotAWorkbook("R18", detail=reason)
    return OpenedWorkbook(grids, (FileNote("R29", detail=reason),))


def _is_xlsx(content: bytes) -> bool:
    return content.startswith(b"PK") and "xl/workbook.xml" in zipfile.ZipFile(io.BytesIO(content)).namelist()


def _grids(content: bytes, limits: ReadingLimits) -> tuple[SheetGrid, ...]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what openpyxl leaves out is nothing that is read here
        computed, written = (
            load_workbook(io.BytesIO(content), read_only=True, data_only=data_only, keep_links=False)
            for data_only in (True, False)
        )
        room = limits.fallback_cells
        grids: list[SheetGrid] = []
        for sheet, formulas in zip(computed.worksheets, written.worksheets, strict=True):
            grids.append(_grid(sheet, _formulas(formulas, room), limits, room))
            room -= len(grids[-1].cells)
        return tuple(grids)


def _grid(
    sheet: ReadOnlyWorksheet, formulas: dict[Place, str], limits: ReadingLimits, room: int
) -> SheetGrid:
    """One sheet; a formula without a computed value is its own content.

    Legacy text is converted by the font of its cell; pieces of one cell in other fonts are not told apart here.
    """
    parser = _parser(sheet)
    cells: dict[Place, CellContent] = {}
    percents: set[Place] = set()
    details = SheetDetails()
    for place, cell in _cells(parser):
        cells[place] = _content(cell["value"])
        if "%" in _number_format(sheet, cell["style_id"]):
            percents.add(place)
        if is_legacy(font := _font(sheet, cell["style_id"])):
            details.fonts[place] = font
        _keep_within(cells, limits, room)
    values = frozenset(cells)
    cells.update((place, text) for place, text in formulas.items() if place not in values)
    _keep_within(cells, limits, room, is_last=True)
    found = SheetGrid(
        sheet.title,
        cells,
        _merges(parser),
        is_hidden=sheet.sheet_state != "visible",
        formulas={place: text for place, text in formulas.items() if place in values},
        percents=frozenset(percents),
        hidden_rows=frozenset(int(row) for row, shown in parser.row_dimensions.items() if _is_hidden(shown)),
        hidden_columns=frozenset(
            column
            for shown in parser.column_dimensions.values()
            if _is_hidden(shown)
            for column in range(int(shown["min"]), int(shown["max"]) + 1)
        ),
    )
    return with_unicode_text(found, details)


def _parser(sheet: ReadOnlyWorksheet) -> WorkSheetParser:
    inner: Any = sheet  # what its own reader uses, and no public name gives
    book = inner.parent
    return WorkSheetParser(
        inner._get_source(),  # noqa: SLF001
        inner._shared_strings,  # noqa: SLF001
        data_only=book.data_only,
        epoch=book.epoch,
        date_formats=book._date_formats,  # noqa: SLF001
        timedelta_formats=book._timedelta_formats,  # noqa: SLF001
    )


def _cells(parser: WorkSheetParser) -> Iterator[tuple[Place, dict[str, Any]]]:
    """The cells that hold anything."""
    for _, row in parser.parse():
        for cell in row:
            if cell["value"] is None or cell["value"] == "":
                continue
            place = (cell["row"], cell["column"])
            if not (1 <= place[0] <= _LAST_ROW and 1 <= place[1] <= _LAST_COLUMN):
                raise ValueError(place)
            yield place, cell


def _formulas(sheet: ReadOnlyWorksheet, room: int) -> dict[Place, str]:
    found: dict[Place, str] = {}
    for place, cell in _cells(_parser(sheet)):
        if cell["data_type"] == "f":
            found[place] = str(getattr(cell["value"], "text", cell["value"]))
            if len(found) > room:
                raise NotAWorkbook("R18", detail=f"hơn {room} ô có công thức")
    return found


def _keep_within(
    cells: dict[Place, CellContent], limits: ReadingLimits, room: int, *, is_last: bool = False
) -> None:
    """Stop at the limits; rows and columns, which cost more to count, are looked at once in a while."""
    if len(cells) > room:
        raise NotAWorkbook("R18", detail=f"hơn {limits.fallback_cells} ô có dữ liệu")
    if not is_last and len(cells) % 10_000:
        return
    rows, columns = len({row for row, _ in cells}), len({column for _, column in cells})
    if rows > limits.fallback_rows:
        raise NotAWorkbook("R18", detail=f"hơn {limits.fallback_rows} dòng có dữ liệu")
    if columns > limits.fallback_columns:
        raise NotAWorkbook("R18", detail=f"hơn {limits.fallback_columns} cột có dữ liệu")


def _content(value: object) -> CellContent:
    if isinstance(value, float) and value.is_integer() and abs(value) < _EXACT:
        return int(value)
    return value if isinstance(value, str | int | float | bool) else moment_text(value)


def _number_format(sheet: ReadOnlyWorksheet, style: int) -> str:
    book: Any = sheet.parent
    number = book._cell_styles[style].numFmtId  # noqa: SLF001 -- what its cells do for themselves
    if number < BUILTIN_FORMATS_MAX_SIZE:
        return BUILTIN_FORMATS.get(number, "")
    return str(book._number_formats[number - BUILTIN_FORMATS_MAX_SIZE])  # noqa: SLF001


def _font(sheet: ReadOnlyWorksheet, style: int) -> str:
    book: Any = sheet.parent
    fonts = book._fonts  # noqa: SLF001
    number = book._cell_styles[style].fontId  # noqa: SLF001
    return str(fonts[number].name or "") if number < len(fonts) else ""


def _merges(parser: WorkSheetParser) -> tuple[tuple[int, int, int, int], ...]:
    ranges = parser.merged_cells.mergeCell if parser.merged_cells else ()
    return tuple((one.min_row, one.min_col, one.max_row, one.max_col) for one in ranges)


def _is_hidden(shown: dict[str, str]) -> bool:
    return shown.get("hidden") in {"1", "true"}
