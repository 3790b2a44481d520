"""The sparse reader finds in a workbook what the usual one finds, and says what it cannot take."""

import io
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.styles import Font

from flows.stores.reader_jobs import ReadingLimits
from flows.stores.workbooks import NotAWorkbook, read_workbook
from flows.stores.workbooks.fallback import read_sparsely
from tests.builders import small_registry
from transforms.sheet.grid import FileNote, OpenedWorkbook

ROOT = Path(__file__).parents[2]
SAMPLES = sorted((ROOT / "data" / "samples" / "inbox").rglob("*.xlsx"))[::12]
LIMITS = ReadingLimits.of(small_registry())


def read_as_written(book: Workbook, folder: Path) -> OpenedWorkbook:
    buffer = io.BytesIO()
    book.save(buffer)
    (folder / "file").write_bytes(buffer.getvalue())
    return read_sparsely(folder / "file", LIMITS, "vì một lý do")


def test_both_readers_find_the_same_cells_and_merged_ranges() -> None:
    compared = 0
    for path in SAMPLES:
        try:
            usual = read_workbook(path)
        except NotAWorkbook:
            continue
        sparse = read_sparsely(path, LIMITS, "vì một lý do")
        for one, other in zip(usual.grids, sparse.grids, strict=True):
            assert dict(other.cells) == dict(one.cells), path
            assert set(other.merges) == set(one.merges), path
            assert (other.name, other.is_hidden) == (one.name, one.is_hidden)
            compared += 1
    assert compared > 5


def test_what_cells_hold_beside_their_values(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"], sheet["B1"], sheet["C1"] = "#REF!", "=A2+1", 0.17
    sheet["A2"], sheet["B2"] = 5.0, date(2024, 12, 31)
    sheet["C1"].number_format = "0.00%"
    sheet.row_dimensions[2].hidden = True
    sheet.column_dimensions["C"].hidden = True
    opened = read_as_written(book, tmp_path)
    [grid] = opened.grids
    assert grid.cells == {(1, 1): "#REF!", (1, 2): "=A2+1", (1, 3): 0.17, (2, 1): 5, (2, 2): "31/12/2024"}
    assert (grid.percents, grid.hidden_rows, grid.hidden_columns) == ({(1, 3)}, {2}, {3})
    assert opened.notes == (FileNote("R29", detail="vì một lý do"),)


def test_texts_in_an_old_font_are_converted_as_by_the_usual_reader(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"], sheet["A2"] = "Hé nghÌo", "Xã Sĩ Bình"
    sheet["A1"].font = Font(name=".VnTime")
    [sparse] = read_as_written(book, tmp_path).grids
    [usual] = read_workbook(tmp_path / "file").grids
    assert sparse.cells == usual.cells == {(1, 1): "Hộ nghèo", (2, 1): "Xã Sĩ Bình"}
    assert (sparse.charset, sparse.originals) == ("TCVN3", {(1, 1): "Hé nghÌo"})


@pytest.mark.parametrize("cap", ["fallback_rows", "fallback_columns", "fallback_cells"])
def test_more_than_a_cap_allows_is_refused(cap: str, tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for place in range(1, 5):
        sheet.cell(place * 1_000, place * 100, place)
    book.save(tmp_path / "file.xlsx")
    four = ReadingLimits(**{**vars(LIMITS), cap: 4})
    assert len(read_sparsely(tmp_path / "file.xlsx", four, "").grids[0].cells) == 4
    three = ReadingLimits(**{**vars(LIMITS), cap: 3})
    with pytest.raises(NotAWorkbook) as refusal:
        read_sparsely(tmp_path / "file.xlsx", three, "")
    assert refusal.value.rule_id == "R18"


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 cut", b"a;b;c", b"\xd0\xcf\x11\xe0" + bytes(600)])
def test_anything_else_is_refused_for_the_reason_that_brought_it_here(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(content)
    with pytest.raises(NotAWorkbook) as refusal:
        read_sparsely(tmp_path / "file", LIMITS, "vì một lý do")
    assert (refusal.value.rule_id, refusal.value.detail) == ("R18", "vì một lý do")
