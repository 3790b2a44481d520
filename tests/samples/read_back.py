"""Read the shipped workbooks without the project's reader: by the line of column numbers alone."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from python_calamine import CalamineWorkbook

from tests.samples.bad import COPY, EMPTY, NO_SUBMITTER, NOT_OWED, TEXT, TRUNCATED, UNKNOWN_FORM
from tests.samples.write import SAMPLES

INBOX = SAMPLES / "inbox"
BAD = {EMPTY, TRUNCATED, TEXT, COPY, NOT_OWED, NO_SUBMITTER, UNKNOWN_FORM}
REAL = ("661", "662", "663")
BAC_KAN = ("058", "060", "061", "062", "063", "064", "065", "066")

# Columns by their printed number, as in the official forms.
RESIDENT, POOR, NEAR_POOR, POOR_PERSONS, NEAR_POOR_PERSONS = "1", "3", "5", "9", "11"
Row = Mapping[str, Any]
Table = dict[tuple[str, str], Row]


def good_files() -> list[Path]:
    return [p for p in sorted(INBOX.rglob("*.xlsx")) if p.relative_to(INBOX).as_posix() not in BAD]


@cache
def sheet_of(path: Path) -> list[tuple[Any, ...]]:
    rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python(skip_empty_area=False)
    return [tuple(plain(cell) for cell in row) for row in rows]


def plain(cell: Any) -> Any:
    """Nothing for an empty cell, whole numbers as such."""
    if cell == "":
        return None
    return int(cell) if isinstance(cell, float) and cell.is_integer() else cell


def table_of(path: Path) -> Table:
    """Rows that have a name, by (name, Phân tổ), each by printed column number."""
    rows = sheet_of(path)
    at = next(i for i, row in enumerate(rows) if {"1", "A"} <= {str(cell) for cell in row})
    numbers = [str(cell).split("=")[0] for cell in rows[at]]
    has_lines = any("Phân tổ" in [str(cell) for cell in row] for row in rows[:at])
    found: Table = {}
    name = ""
    for row in rows[at + 1 :]:
        name = row[1] or name
        line = str(row[numbers.index("1") - 1]) if has_lines else ""
        if isinstance(row[numbers.index("1")], int | float):
            found[name, line] = {n: cell for n, cell in zip(numbers, row, strict=True) if n.isdigit()}
    return found


@cache
def tables(submitters: tuple[str, ...], year: str, title: str) -> dict[str, Table]:
    """The tables of one form and year, by submitter."""
    found = {}
    for path in good_files():
        who = path.relative_to(INBOX).parts[0]
        texts = {str(cell) for row in sheet_of(path)[:8] for cell in row if cell}
        is_year = any(text.startswith(f"Năm {year} -") for text in texts)
        if who in submitters and is_year and any(text.startswith(title) for text in texts):
            assert who not in found
            found[who] = table_of(path)
    return found


def is_commune(name: str) -> bool:
    return name.startswith(("Xã ", "Phường ", "Thị trấn "))


def communes(of: dict[str, Table]) -> dict[tuple[str, str, str], Row]:
    return {(who, *key): row for who, table in of.items() for key, row in table.items() if is_commune(key[0])}


F01 = "TỔNG HỢP KẾT QUẢ CHÍNH THỨC RÀ SOÁT"
F02 = "TỔNG HỢP DIỄN BIẾN HỘ NGHÈO"
F03 = "TỔNG HỢP DIỄN BIẾN HỘ CẬN NGHÈO"
CT01 = "SỐ LIỆU CÁC CHỈ TIÊU KẾ HOẠCH GIẢM NGHÈO"
