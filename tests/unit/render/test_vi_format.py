from datetime import date
from decimal import Decimal

import pytest

from transforms.render.vi_format import (
    format_date,
    format_number,
    format_period,
    format_signed,
    with_unit,
)
from transforms.terms.period import Period


@pytest.mark.parametrize(
    ("number", "decimals", "text"),
    [
        ("79677", None, "79.677"),
        ("21.88", None, "21,88"),
        ("2.7000", None, "2,7"),
        ("5000", 0, "5.000"),
        ("1234567.891", 2, "1.234.567,89"),
        ("2.345", 2, "2,35"),
        ("-0.35", 2, "-0,35"),
        ("-0.001", 2, "0,00"),
        ("0", 2, "0,00"),
        ("NaN", 2, ""),
    ],
)
def test_a_number_reads_as_in_a_vietnamese_paper(number: str, decimals: int | None, text: str) -> None:
    assert format_number(Decimal(number), decimals) == text


def test_an_absent_number_is_empty_and_not_zero() -> None:
    assert format_number(None, 2) == ""
    assert format_signed(None) == ""
    assert with_unit("", "%") == ""


@pytest.mark.parametrize(
    ("number", "text"), [("0.3", "+0,30"), ("-0.05", "-0,05"), ("0", "0,00"), ("0.001", "0,00")]
)
def test_a_difference_carries_its_sign_only_where_it_shows(number: str, text: str) -> None:
    assert format_signed(Decimal(number), 2) == text


@pytest.mark.parametrize(
    ("period", "text"),
    [
        ("2018", "năm 2018"),
        ("2024-H1", "6 tháng đầu năm 2024"),
        ("2024-Q3", "quý III năm 2024"),
        ("2024-M02", "tháng 02 năm 2024"),
        ("2024-M09", "tháng 9 năm 2024"),
    ],
)
def test_a_period_in_words(period: str, text: str) -> None:
    assert format_period(Period(period)) == text


def test_a_date_has_day_month_year() -> None:
    assert format_date(date(2018, 4, 1)) == "01/04/2018"
    assert format_date(None) == ""
