"""Working days: public holidays and swapped days of the library, decrees as data, deadlines and days late."""

import subprocess
import sys
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import ascii_table, day
from transforms.registry import Registry
from transforms.terms.calendar import Calendar

PLAIN = Calendar({})
DAYS = st.dates(date(2016, 1, 1), date(2030, 12, 31))


@pytest.mark.parametrize(
    "row",
    ascii_table(
        """
        | day        | worked | why                                     |
        | 2018-12-14 | yes    | a Friday                                |
        | 2018-12-15 | no     | a Saturday                              |
        | 2019-02-05 | no     | Tết                                     |
        | 2018-12-31 | no     | swapped with Saturday 05/01/2019        |
        | 2019-01-05 | yes    | the Saturday worked for it              |
        | 2019-04-15 | no     | Giỗ Tổ was a Sunday: the Monday is free |
        | 2026-11-24 | no     | Ngày Văn hóa Việt Nam                   |
        """
    ),
    ids=lambda row: row["why"],
)
def test_a_day_is_worked_or_not(row: dict[str, str]) -> None:
    assert PLAIN.is_working_day(day(row["day"])) == (row["worked"] == "yes")


def test_a_decree_of_the_reference_goes_before_the_library(registry: Registry) -> None:
    swapped = [day("2026-01-02"), day("2026-01-10")]
    assert [PLAIN.is_working_day(d) for d in swapped] == [True, False]
    assert [registry.calendar.is_working_day(d) for d in swapped] == [False, True]


def test_a_deadline_on_a_day_off_ends_with_the_next_working_day() -> None:
    assert PLAIN.deadline(day("2018-12-15")) == day("2018-12-17")
    assert PLAIN.deadline(day("2018-12-14")) == day("2018-12-14")
    assert PLAIN.deadline(day("2019-02-04")) == day("2019-02-11")


def test_an_office_may_keep_deadlines_on_their_day() -> None:
    assert Calendar({}, moves_deadlines=False).deadline(day("2018-12-15")) == day("2018-12-15")


@pytest.mark.parametrize(
    ("arrived", "days"),
    [
        ("2018-12-13", 0),
        ("2018-12-14", 0),
        ("2018-12-15", 1),
        ("2018-12-16", 1),
        ("2018-12-17", 1),
        ("2018-12-18", 2),
    ],
)
def test_days_late_are_working_days_and_a_day_off_counts_as_the_next_one(arrived: str, days: int) -> None:
    assert PLAIN.days_late(day("2018-12-14"), day(arrived)) == days


@given(DAYS, st.integers(-40, 40))
def test_days_late_are_those_counted_one_by_one(due: date, after: int) -> None:
    deadline = PLAIN.deadline(due)
    arrived = deadline + timedelta(days=after)
    counted = 0
    one = deadline
    while one < arrived:
        one = PLAIN.next_working_day(one + timedelta(days=1))
        counted += 1
    assert PLAIN.days_late(deadline, arrived) == counted
    assert deadline >= due
    assert PLAIN.is_working_day(deadline)


@pytest.mark.parametrize("module", ["transforms.sheet.read", "transforms.registry", "flows.cli.status"])
def test_the_library_is_not_imported_before_a_deadline_is_asked_for(module: str) -> None:
    script = f"import sys, {module}; print('holidays' in sys.modules)"
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "False"
