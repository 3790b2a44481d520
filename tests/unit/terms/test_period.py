"""Periods: their names, their last days, the year before."""

from datetime import date

import pytest

from transforms.terms.period import Period


@pytest.mark.parametrize(
    ("text", "last_day"),
    [
        ("2018", date(2018, 12, 31)),
        ("2024-H1", date(2024, 6, 30)),
        ("2024-H2", date(2024, 12, 31)),
        ("2024-Q1", date(2024, 3, 31)),
        ("2024-Q3", date(2024, 9, 30)),
        ("2024-M02", date(2024, 2, 29)),
        ("2023-M02", date(2023, 2, 28)),
        ("2024-M12", date(2024, 12, 31)),
    ],
)
def test_a_period_ends_on_its_last_day(text: str, last_day: date) -> None:
    assert Period(text).end_date == last_day


@pytest.mark.parametrize(
    "text",
    ["", "24", "2024-H3", "2024-H0", "2024-Q5", "2024-M13", "2024-M00", "2024-", "1824", "2024-X1", "2024 "],
)
def test_a_text_that_names_no_period_is_refused_with_the_valid_forms(text: str) -> None:
    with pytest.raises(ValueError, match=r"not a period: .*; valid: 2024, 2024-H1, 2024-Q3, 2024-M09"):
        Period(text)


@pytest.mark.parametrize("text", ["2024-M9", "2024-Q03", "2024-H01"])
def test_a_period_has_one_way_of_writing_only(text: str) -> None:
    with pytest.raises(ValueError, match="not a period"):
        Period(text)


def test_the_year_before_is_a_whole_year_for_every_period() -> None:
    assert Period("2024").previous_year == Period("2023")
    assert Period("2024-Q3").previous_year == Period("2023")


def test_only_a_year_is_annual() -> None:
    assert Period("2024").is_annual
    assert not Period("2024-H1").is_annual
