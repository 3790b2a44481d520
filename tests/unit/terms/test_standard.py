"""Which standard holds on a day, and which ones a period may be reported under."""

from datetime import date

import pytest

from tests.builders import day, registry_of_the_change
from transforms.registry import Registry
from transforms.terms.period import Period
from transforms.terms.standard import standard_at, standards_for


@pytest.mark.parametrize(
    ("on", "standard"),
    [
        ("2016-01-01", "QD59_2015"),
        ("2021-12-31", "QD59_2015"),
        ("2022-01-01", "ND07_2021"),
        ("2026-12-31", "ND07_2021"),
        ("2027-01-01", "ND351_2025"),
    ],
)
def test_a_standard_holds_until_the_day_before_the_next_one(
    registry: Registry, on: str, standard: str
) -> None:
    found = standard_at(registry.standards, day(on))
    assert found is not None
    assert found.standard_id == standard


@pytest.mark.parametrize(
    ("period", "standards"),
    [
        ("2019", ["QD59_2015"]),
        ("2020", ["QD59_2015"]),
        ("2021-H1", ["QD59_2015", "ND07_2021"]),
        ("2021", ["QD59_2015", "ND07_2021"]),
        ("2022", ["ND07_2021"]),
        ("2025", ["ND07_2021"]),
        ("2026", ["ND07_2021", "ND351_2025"]),
        ("2027", ["ND351_2025"]),
    ],
)
def test_the_year_before_a_change_may_be_reported_under_both(
    registry: Registry, period: str, standards: list[str]
) -> None:
    found = standards_for(registry.standards, Period(period).end_date)
    assert [s.standard_id for s in found] == standards


@pytest.mark.parametrize(
    ("status", "standard", "due"),
    [
        ("so_bo", "QD59_2015", date(2021, 11, 10)),
        ("chinh_thuc", "QD59_2015", date(2021, 12, 14)),
        ("phe_duyet", "QD59_2015", date(2021, 11, 10)),
        ("chinh_thuc", "ND07_2021", date(2021, 12, 20)),
        ("so_bo", "ND07_2021", date(2021, 12, 20)),
        ("chinh_thuc", "ND351_2025", None),
    ],
)
def test_a_report_meets_the_duty_of_its_standard_and_best_that_of_its_status(
    status: str, standard: str, due: date | None
) -> None:
    duty = registry_of_the_change().duty("063", "F01", Period("2021"), status, standard)
    assert (duty.due_date if duty else None) == due
