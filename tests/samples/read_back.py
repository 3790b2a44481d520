"""Read the shipped workbooks without the project's reader: by the line of column numbers alone."""

import io
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from python_calamine import CalamineWorkbook

from tests.samples.bad import COPY, EMPTY, NO_SUBMITTER, NOT_OWED, TEXT, TRUNCATED, UNKNOWN_FORM
from tests.samples.odd import ODD
from tests.samples.workbooks import plain_twins, simulate
from tests.samples.write import SAMPLES, demo_registry

INBOX = SAMPLES / "inbox"
BAD = {EMPTY, TRUNCATED, TEXT, COPY, NOT_OWED, NO_SUBMITTER, UNKNOWN_FORM, *(odd.path for odd in ODD)}
REAL = ("661", "662", "663")
BAC_KAN = ("058", "060", "061", "062", "063", "064", "065", "066")
HALF = "2024-H1"
QUANG_BINH = ("450", "452", "453", "454", "455", "456", "457", "458")
SON_LA, THAI_NGUYEN = ("116",), ("19",)

# Columns by their printed number, as in the official forms.
RESIDENT, POOR, NEAR_POOR, POOR_PERSONS, NEAR_POOR_PERSONS = "1", "3", "5", "9", "11"
Row = Mapping[str, Any]
Table = dict[tuple[str, str], Row]


def good_files() -> list[Path]:
    files = (p for p in sorted(INBOX.rglob("*")) if p.is_file())
    return [p for p in files if p.relative_to(INBOX).as_posix() not in BAD]


def simulated_files() -> list[Path]:
    return [p for p in good_files() if p.relative_to(INBOX).parts[0] not in REAL]


@cache
def twins() -> dict[str, bytes]:
    """The deliveries of another shape as plain workbooks; that both read alike is tested by itself."""
    registry = demo_registry()
    return plain_twins(registry, simulate(registry))


@cache
def sheets_of(path: Path) -> list[list[tuple[Any, ...]]]:
    """The rows of every sheet of a workbook."""
    place = path.relative_to(INBOX).as_posix()
    content = twins().get(place) or path.read_bytes()
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    sheets = (book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names)
    return [[tuple(plain(cell) for cell in row) for row in rows] for rows in sheets]


def sheet_of(path: Path) -> list[tuple[Any, ...]]:
    """The rows of the first sheet."""
    return sheets_of(path)[0]


def form_sheets(path: Path) -> list[list[tuple[Any, ...]]]:
    """The sheets that hold a form: those with a line of column numbers."""
    return [rows for rows in sheets_of(path) if _numbering(rows) is not None]


def plain(cell: Any) -> Any:
    """Nothing for an empty cell, whole numbers as such."""
    if cell == "":
        return None
    return int(cell) if isinstance(cell, float) and cell.is_integer() else cell


def _numbering(rows: list[tuple[Any, ...]]) -> int | None:
    """Where the line of column numbers stands."""
    return next((i for i, row in enumerate(rows) if {"1", "A"} <= {str(cell) for cell in row}), None)


def table_of(rows: list[tuple[Any, ...]]) -> Table:
    """Rows that have a name and a figure, by (name, Phân tổ), each by printed column number."""
    at = _numbering(rows)
    assert at is not None
    numbers = [str(cell).split("=")[0] for cell in rows[at]]
    has_lines = any("Phân tổ" in [str(cell) for cell in row] for row in rows[:at])
    found: Table = {}
    name: str = ""
    unit: tuple[Any, ...] = ()
    for row in rows[at + 1 :]:
        # A template repeats number and name on every line of a unit.
        if row[1] and (row[0], row[1]) != unit:
            unit = (row[0], row[1])
            # Two communes of a province may share a name: the second one is told apart by its number.
            name = f"{row[1]} {row[0]}" if any(row[1] == known for known, _ in found) else row[1]
        line = str(row[numbers.index("1") - 1]) if has_lines else ""
        if any(isinstance(cell, int | float) for cell in row[numbers.index("1") :]):
            found[name, line] = {n: cell for n, cell in zip(numbers, row, strict=True) if n.isdigit()}
    return found


def title_texts(rows: list[tuple[Any, ...]]) -> set[str]:
    return {str(cell) for row in rows[:8] for cell in row if cell}


def period_line(period: str) -> str:
    """How the line under the title begins."""
    return f"6 tháng đầu năm {period[:4]} -" if period.endswith("-H1") else f"Năm {period} -"


@cache
def tables(submitters: tuple[str, ...], period: str, title: str) -> dict[str, Table]:
    """The tables of one form and period, by submitter."""
    found = {}
    for path in good_files():
        who = path.relative_to(INBOX).parts[0]
        if who not in submitters:
            continue
        for rows in sheets_of(path):
            texts = title_texts(rows)
            if all(any(text.startswith(start) for text in texts) for start in (period_line(period), title)):
                assert who not in found
                found[who] = table_of(rows)
    return found


def is_commune(name: str) -> bool:
    return name.startswith(("Xã ", "Phường ", "Thị trấn "))


def is_unit(name: str, table: Table) -> bool:
    if any(is_commune(other) for other, _ in table):
        return is_commune(name)
    return name != "Tổng cộng"


def communes(of: dict[str, Table]) -> dict[tuple[str, str, str], Row]:
    return {(who, *key): row for who, table in of.items() for key, row in table.items() if is_commune(key[0])}


F01 = "TỔNG HỢP KẾT QUẢ CHÍNH THỨC RÀ SOÁT"
F01_PRELIMINARY = "TỔNG HỢP KẾT QUẢ SƠ BỘ RÀ SOÁT"
F02 = "TỔNG HỢP DIỄN BIẾN HỘ NGHÈO"
F03 = "TỔNG HỢP DIỄN BIẾN HỘ CẬN NGHÈO"
CT01 = "SỐ LIỆU CÁC CHỈ TIÊU KẾ HOẠCH GIẢM NGHÈO"
