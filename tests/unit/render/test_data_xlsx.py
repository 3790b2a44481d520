"""The data workbook by the practice of official statistics: one table a sheet, nothing merged, nothing empty."""

from dataclasses import replace
from io import BytesIO

import openpyxl
import pytest
from openpyxl import Workbook

from transforms.release import Release
from transforms.render.data_xlsx import data_workbook


@pytest.fixture
def book(release: Release) -> Workbook:
    return openpyxl.load_workbook(BytesIO(data_workbook(release)))


def test_cover_contents_and_notes_stand_before_the_tables(book: Workbook) -> None:
    assert book.sheetnames == ["Bìa", "Mục lục", "Ghi chú", "So sánh", "Tình hình nộp"]


def test_the_contents_name_every_sheet_after_them(book: Workbook) -> None:
    named = [row[0].value for row in book["Mục lục"].iter_rows(min_row=4)]
    assert named == book.sheetnames[2:]


def test_every_sheet_holds_one_table_without_merged_or_empty_cells(book: Workbook) -> None:
    for sheet in book.worksheets:
        (table,) = sheet.tables.values()
        assert not sheet.merged_cells.ranges
        cells = [cell.value for row in sheet[table.ref] for cell in row]
        assert None not in cells
        assert "" not in cells


def test_heads_stand_in_both_languages(book: Workbook) -> None:
    (table,) = book["So sánh"].tables.values()
    heads = [str(cell.value) for cell in book["So sánh"][table.ref][0]]
    assert heads[0] == "Chỉ tiêu kế hoạch / Target (Vietnamese)"
    assert "Thực hiện / Result" in heads


def test_what_is_missing_has_its_shorthand_and_the_sheet_explains_it(book: Workbook) -> None:
    texts = [str(cell.value) for row in book["So sánh"].iter_rows() for cell in row]
    assert "[x]" in texts
    assert "[x] chưa có số liệu / [x] not available" in texts
    assert "[z] không áp dụng / [z] not applicable" in texts


def test_numbers_are_numbers(book: Workbook) -> None:
    (table,) = book["So sánh"].tables.values()
    heads, *rows = [[cell.value for cell in row] for row in book["So sánh"][table.ref]]
    reached = [row[heads.index("Thực hiện / Result")] for row in rows]
    assert [value for value in reached if value != "[x]"] == [2.65, 5482]


def test_notes_stand_in_both_languages(book: Workbook) -> None:
    rows = list(book["Ghi chú"].iter_rows(min_row=4, values_only=True))
    assert rows[1] == (2, "Ghi chú thứ hai.", "[x]")
    assert rows[0][2] == "A note."


def test_simulated_figures_say_so_on_the_cover(release: Release, book: Workbook) -> None:
    def cover(one: Workbook) -> str:
        return " ".join(str(cell.value) for row in one["Bìa"].iter_rows() for cell in row)

    assert "Số liệu mô phỏng" in cover(book)
    real = openpyxl.load_workbook(BytesIO(data_workbook(replace(release, is_simulated=False))))
    assert "mô phỏng" not in cover(real)


def test_a_release_of_nothing_is_a_workbook_all_the_same(release: Release) -> None:
    bare = replace(
        release, comparison=(), territories=(), duties=(), notes_vi=(), notes_en=(),
        plan=replace(release.plan, targets=()),
    )  # fmt: skip
    assert openpyxl.load_workbook(BytesIO(data_workbook(bare))).sheetnames == ["Bìa", "Mục lục", "Ghi chú"]


def test_the_same_release_gives_the_same_bytes(release: Release) -> None:
    assert data_workbook(release) == data_workbook(release)
