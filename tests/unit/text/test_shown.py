"""Numbers as Vietnamese papers print them."""

from decimal import Decimal

import pytest

from transforms.text.shown import show, show_unmarked


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("1486", "1.486"),
        ("17.33", "17,33"),
        ("17.30", "17,3"),
        ("0", "0"),
        ("-5", "-5"),
        ("1234567.5", "1.234.567,5"),
        ("1E+3", "1.000"),
    ],
)
def test_numbers_are_shown_as_vietnamese_papers_print_them(number: str, shown: str) -> None:
    assert show(Decimal(number)) == shown


@pytest.mark.parametrize(("number", "shown"), [("1486", "1486"), ("1E+3", "1000"), ("1733.50", "1733,5")])
def test_a_number_is_shown_without_a_mark_for_thousands(number: str, shown: str) -> None:
    assert show_unmarked(Decimal(number)) == shown
