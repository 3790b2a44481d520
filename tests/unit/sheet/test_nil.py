"""A nil return is said, never inferred; figures beside it contradict it."""

import pytest

from tests.builders import f01, f02, f03, grid, read, rules_of
from transforms.registry import Registry
from transforms.sheet.grid import SheetGrid

BLANK = "1 | Xã Sĩ Bình | Hộ\n | | Khẩu"
SAID = "Không phát sinh trong kỳ"


@pytest.mark.parametrize("sheet", [f02(f"{BLANK}\n{SAID}"), f03(f"{BLANK}\n{SAID}"), f02(f"{SAID}")])
def test_a_blank_table_with_the_statement_is_a_nil_return(small: Registry, sheet: SheetGrid) -> None:
    reading = read(sheet, small)
    assert (reading.is_nil, rules_of(reading)) == (True, ["N01"])
    assert {(c.value_state, c.value) for c in reading.cells} <= {("blank", None)}
    assert sum(reading.counts.values()) == len(sheet.cells)


@pytest.mark.parametrize(
    "said", ["KHÔNG PHÁT SINH TRONG KỲ.", "(Không có biến động)", "- Báo cáo không phát sinh -"]
)
def test_the_statement_is_known_in_its_ways_of_writing(small: Registry, said: str) -> None:
    assert read(f02(f"{BLANK}\n{said}"), small).is_nil


def test_it_may_stand_in_a_cell_of_the_table(small: Registry) -> None:
    reading = read(f02(f"1 | Xã Sĩ Bình | Hộ | {SAID}\n | | Khẩu"), small)
    assert (reading.is_nil, {c.value_state for c in reading.cells}) == (True, {"blank"})


def test_blanks_alone_say_nothing(small: Registry) -> None:
    reading = read(f02(BLANK), small)
    assert not reading.is_nil
    assert "N01" not in rules_of(reading)


@pytest.mark.parametrize("said", ["Xã Sĩ Bình không phát sinh trong kỳ hộ tái nghèo", "Phát sinh trong kỳ"])
def test_a_sentence_that_says_more_or_else_is_no_statement(small: Registry, said: str) -> None:
    assert not read(f02(f"{BLANK}\n{said}"), small).is_nil


def test_figures_beside_it_are_taken_and_the_statement_is_asked_about(small: Registry) -> None:
    households = "1 | Xã Sĩ Bình | Hộ | 20 | 1 | 0 | 0 | 0 | 0 | 2 | 0 | 21"
    persons = " | | Khẩu | 80 | 4 | 0 | 0 | 0 | 0 | 8 | 0 | 84"
    reading = read(f02(f"{households}\n{persons}\n{SAID}"), small)
    assert not reading.is_nil
    [finding] = [f for f in reading.findings if f.rule_id == "N02"]
    assert (finding.cell, finding.found, finding.detail) == ("A5", SAID, "8")
    assert any(c.value == 20 for c in reading.cells)


def test_zeros_and_dashes_say_the_same_and_are_read_as_they_are(small: Registry) -> None:
    zeros = " | ".join(["0"] * 9)
    reading = read(f02(f"1 | Xã Sĩ Bình | Hộ | {zeros}\n | | Khẩu | {zeros}\n{SAID}"), small)
    assert (reading.is_nil, "N02" in rules_of(reading)) == (False, False)
    assert {c.value_state for c in reading.cells} == {"zero"}


def test_a_form_that_needs_figures_has_no_nil_return(small: Registry) -> None:
    reading = read(f01(f"1 | Xã Sĩ Bình\n{SAID}"), small)
    assert not reading.is_nil
    assert "N01" not in rules_of(reading)


def test_signatures_below_a_blank_table_are_no_figures(small: Registry) -> None:
    head = f02(BLANK).cells
    rows = {
        (6, 2): SAID,
        (8, 4): "Sĩ Bình, ngày 05 tháng 12 năm 2021",
        (9, 4): "TM. UBND",
        (9, 2): "Người lập biểu",
    }
    drawn = grid("x")
    sheet = SheetGrid(drawn.name, {**head, **rows}, ())
    assert read(sheet, small).is_nil
