"""Figures that slid one column aside are found where moving them back mends every row, and nowhere else."""

import pytest

from tests.builders import f01, f02, grid, read, submitted
from transforms.checks.records import records_of
from transforms.checks.relations import identity_relations
from transforms.checks.shifts import Shift, shifts
from transforms.registry import Registry
from transforms.sheet.grid import SheetGrid
from transforms.terms.period import Period

# Opening, three ways out, four ways in, closing: 10 - 1 - 2 + 4 + 5 + 6 + 7 = 29; nothing left otherwise.
RIGHT_ROWS = (
    ("Thị trấn Phủ Thông", "10 | 1 | 2 |  | 4 | 5 | 6 | 7 | 29"),
    ("Xã Sĩ Bình", "294 | 64 | 45 |  | 5 | 2 | 14 | 1 | 207"),
    ("Xã Tân Tú", "50 | 8 | 4 |  | 1 | 3 | 6 | 9 | 57"),
)
# 20, 30 and 40 poor households of 200, each with its rate.
RATED = """
    TỔNG HỢP KẾT QUẢ CHÍNH THỨC RÀ SOÁT HỘ NGHÈO
    Năm 2021
    TT | Xã | Hộ dân cư | Tổng số nhân khẩu | Hộ nghèo | Tỷ lệ hộ nghèo | Khẩu nghèo | Khẩu cận nghèo | Hộ cận nghèo
"""
RATED_ROWS = (
    ("Thị trấn Phủ Thông", "200 | 800 | 20 | 10.0 | 80 | 60 | 15"),
    ("Xã Sĩ Bình", "200 | 810 | 30 | 15.0 | 90 | 70 | 25"),
    ("Xã Tân Tú", "200 | 820 | 40 | 20.0 | 99 | 90 | 35"),
)


def sheet(*rows: tuple[str, str]) -> SheetGrid:
    return f02("\n".join(f"{n} | {name} | Hộ | {figures}" for n, (name, figures) in enumerate(rows, start=1)))


def found(one: SheetGrid, registry: Registry) -> list[Shift | None]:
    reading = read(one, registry)
    form = registry.form(reading.form_id, Period(reading.period))
    assert form is not None
    records = records_of([submitted(reading)], registry.territories)
    return [shift for _, shift in shifts(form, records, identity_relations(form, records))]


def without(figures: str, at: int) -> str:
    """The figures of a row with one cell deleted, at a place counted from 0."""
    cells = figures.split(" | ")
    return " | ".join([*cells[:at], *cells[at + 1 :], ""])


def pushed(figures: str, at: int) -> str:
    """The figures of a row with an empty cell pushed in: the last one falls off the table."""
    cells = figures.split(" | ")
    return " | ".join([*cells[:at], "", *cells[at:-1]])


def rated(*rows: tuple[str, str]) -> SheetGrid:
    body = "\n".join(f"{n} | {name} | {figures}" for n, (name, figures) in enumerate(rows, start=1))
    return grid(RATED.strip() + "\n" + body)


def test_rows_that_balance_are_left_alone(small: Registry) -> None:
    assert found(sheet(*RIGHT_ROWS), small) == [None]


def test_an_empty_cell_that_was_deleted_moves_the_figures_to_the_left(small: Registry) -> None:
    (shift,) = found(sheet(*((name, without(row, 3)) for name, row in RIGHT_ROWS)), small)
    assert shift is not None
    assert (shift.rule_id, shift.rows) == ("C28b", 3)


@pytest.mark.parametrize("at", [1, 2])
def test_an_empty_cell_that_was_pushed_in_moves_the_figures_to_the_right(small: Registry, at: int) -> None:
    assert found(rated(*RATED_ROWS), small) == [None]
    (shift,) = found(rated(*((name, pushed(row, at)) for name, row in RATED_ROWS)), small)
    assert shift is not None
    assert (shift.rule_id, shift.rows) == ("C28a", 3)


def test_a_deleted_figure_leaves_no_proof(small: Registry) -> None:
    """What was deleted may have been any number: the rows are off, nobody can say by what."""
    assert found(sheet(*((name, without(row, 1)) for name, row in RIGHT_ROWS)), small) == [None]


def test_one_row_that_slid_is_a_mistake_of_the_row(small: Registry) -> None:
    slid = [(name, without(row, 3) if n == 0 else row) for n, (name, row) in enumerate(RIGHT_ROWS)]
    assert found(sheet(*slid), small) == [None]


def test_rows_that_no_move_mends_are_no_shift(small: Registry) -> None:
    wrong = [(name, row.rsplit(" | ", 1)[0] + " | 999") for name, row in RIGHT_ROWS]
    assert found(sheet(*wrong), small) == [None]


def test_blank_rows_say_nothing(small: Registry) -> None:
    assert found(sheet(*((name, " | " * 8) for name, _ in RIGHT_ROWS)), small) == [None]


def test_a_form_without_sums_is_left_alone(small: Registry) -> None:
    body = "\n".join(f"{n} | {name} | 5 | 9 | 800 | 1 | 2 | 2" for n, (name, _) in enumerate(RIGHT_ROWS, 1))
    assert found(f01(body), small) == [None]
