"""Completeness from required cells by territory: never above the whole, blanks are no answers, nil answers all."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import f01, f02, read, small_registry
from transforms.register.arrival import duty_of
from transforms.register.completeness import empty_fills, fills_of
from transforms.registry import Registry
from transforms.sheet.reading import SheetReading

FULL = "1 | Xã Sĩ Bình | 200 | 800 | 20 | 6 | 80 | 24"
REQUIRED = 6


def fills(reading: SheetReading, *rejected: tuple[str, str]) -> dict[str, tuple[int, int]]:
    found = fills_of("063", [reading], rejected, small_registry())
    return {fill.territory_code: (fill.cells_given, fill.cells_required) for fill in found}


def test_a_unit_without_a_row_owes_its_cells_and_gives_none(small: Registry) -> None:
    assert fills(read(f01(FULL), small)) == {"01969": (0, 6), "01978": (6, 6), "01993": (0, 6)}


@pytest.mark.parametrize(
    ("text", "is_answer"), [("20", True), ("0", True), ("-", True), ("x", True), ("", False), ("'?", False)]
)
def test_which_cells_say_something(small: Registry, text: str, is_answer: bool) -> None:
    reading = read(f01(f"1 | Xã Sĩ Bình | 200 | 800 | {text} | 6 | 80 | 24"), small)
    assert fills(reading)["01978"] == (6 if is_answer else 5, 6)


def test_a_cell_that_is_not_used_says_nothing(small: Registry) -> None:
    reading = read(f01(FULL), small)
    poor = next(c for c in reading.cells if c.item_id == "poor_households")
    assert fills(reading, (poor.sheet, poor.cell))["01978"] == (5, 6)


def test_a_unit_that_is_gone_or_a_total_is_owed_by_nobody(small: Registry) -> None:
    """Xã Tú Trĩ became a part of Xã Tân Tú in 2020: in 2019 it owes, in 2021 it does not."""
    of_2019 = fills(read(f01("1 | Xã Tú Trĩ | 200 | 800 | 20 | 6 | 80 | 24", "2019"), small))
    assert of_2019["01987"] == (6, 6)
    total = "| Tổng cộng | 200 | 800 | 20 | 6 | 80 | 24"
    assert set(fills(read(f01(f"{FULL}\n{total}"), small))) == {"01969", "01978", "01993"}
    assert sum(given for given, _ in fills(read(f01(f"{FULL}\n{total}"), small)).values()) == REQUIRED


def test_a_nil_return_answers_everything(small: Registry) -> None:
    body = "1 | Xã Sĩ Bình | Hộ\n | | Khẩu\nKhông phát sinh trong kỳ"
    reading = read(f02(body), small)
    assert reading.is_nil
    assert {given == required > 0 for given, required in fills(reading).values()} == {True}


def test_what_did_not_arrive_is_all_required(small: Registry) -> None:
    duty = duty_of("063", read(f01(FULL), small), small)
    assert duty is not None
    found = empty_fills(duty, small)
    assert [(f.territory_name, f.cells_given, f.cells_required) for f in found] == [
        ("Thị trấn Phủ Thông", 0, 6), ("Xã Sĩ Bình", 0, 6), ("Xã Tân Tú", 0, 6),
    ]  # fmt: skip


def test_what_is_not_owed_is_not_counted(small: Registry) -> None:
    assert fills_of("06-bhxh", [read(f01(FULL), small)], (), small) == ()
    assert fills_of("063", [replace(read(f01(FULL), small), figure_status="so_bo")], (), small) == ()


_NAMES = ("Thị trấn Phủ Thông", "Xã Sĩ Bình", "Xã Tân Tú", "Xã Tân Tiến", "Tổng cộng", "Huyện Bạch Thông")
_TEXTS = st.sampled_from(("7", "0", "-", "x", "", "'?"))
_ROWS = st.lists(st.tuples(st.sampled_from(_NAMES), st.lists(_TEXTS, min_size=6, max_size=6)), max_size=8)


@given(_ROWS, st.integers(1, 3), st.booleans())
def test_never_more_is_given_than_required(
    rows: list[tuple[str, list[str]]], copies: int, is_split: bool
) -> None:
    body = "\n".join(f"{n} | {name} | {' | '.join(texts)}" for n, (name, texts) in enumerate(rows, 1))
    reading = read(f01(body or FULL), small_registry())
    again = replace(reading, sheet="Sheet2") if is_split else reading
    found = fills_of("063", [reading, *([again] * copies)], (), small_registry())
    assert {f.territory_code for f in found} in (set(), {"01969", "01978", "01993"})
    assert all(0 <= fill.cells_given <= fill.cells_required == REQUIRED for fill in found)
