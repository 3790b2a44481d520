"""A sheet as a value: cell names, merged ranges, shown text."""

import pytest

from tests.builders import grid
from transforms.sheet.grid import SheetGrid, cell_name, column_letters


@pytest.mark.parametrize(
    ("column", "letters"),
    [(1, "A"), (26, "Z"), (27, "AA"), (52, "AZ"), (53, "BA"), (702, "ZZ"), (703, "AAA")],
)
def test_columns_have_letters(column: int, letters: str) -> None:
    assert column_letters(column) == letters


def test_a_cell_is_named_by_column_and_row() -> None:
    assert cell_name((12, 28)) == "AB12"


def test_a_merged_range_shows_its_first_cell_everywhere() -> None:
    sheet = SheetGrid("s", {(1, 1): "Số hộ", (3, 3): 5}, merges=((1, 1, 2, 2),))
    assert [sheet.shown(p) for p in ((1, 1), (1, 2), (2, 1), (2, 2))] == ["Số hộ"] * 4
    assert sheet.shown((3, 1)) is None
    assert sheet.anchor((2, 2)) == (1, 1)
    assert sheet.anchor((3, 3)) == (3, 3)


def test_a_merge_of_the_whole_sheet_is_not_spread_over_its_cells() -> None:
    sheet = SheetGrid(
        "s",
        {(1, 1): "a", (7, 2): "b", (1_048_576, 16_384): 1},
        merges=((1, 1, 1, 3), (3, 1, 1_048_576, 16_384)),
    )
    assert (sheet.text((1, 3)), sheet.text((2, 1)), sheet.text((3, 1))) == ("a", "", "")
    assert sheet.anchor((7, 2)) == sheet.anchor((1_048_576, 16_384)) == (3, 1)
    assert sheet.anchor((2, 9)) == (2, 9)


def test_a_merge_far_beyond_the_content_costs_nothing() -> None:
    sheet = SheetGrid("s", {(1, 1): "a"}, merges=((1, 1, 1_048_576, 16_384),))
    assert sheet.text((1, 1)) == "a"


@pytest.mark.parametrize(
    ("content", "text"), [(None, ""), (3.0, "3"), (3.5, "3.5"), (7, "7"), (" a\u00a0b ", "a b"), ("", "")]
)
def test_the_text_of_a_cell_is_clean(content: object, text: str) -> None:
    assert SheetGrid("s", {(1, 1): content}).text((1, 1)) == text  # type: ignore[dict-item]


def test_an_empty_sheet_has_no_last_row() -> None:
    sheet = SheetGrid("s", {})
    assert (sheet.last_row, sheet.last_column, sheet.rows) == (0, 0, {})


def test_rows_list_their_non_empty_columns_in_order() -> None:
    sheet = SheetGrid("s", {(2, 3): 1, (1, 2): 1, (2, 1): 0})
    assert sheet.rows == {1: [2], 2: [1, 3]}


def test_a_drawing_becomes_cells_and_merges() -> None:
    drawn = grid("""
        TT | Số hộ | <
        ^  | a     | '7
    """)
    assert drawn.cells == {(1, 1): "TT", (1, 2): "Số hộ", (2, 2): "a", (2, 3): "7"}
    assert drawn.merges == ((1, 1, 2, 1), (1, 2, 1, 3))
