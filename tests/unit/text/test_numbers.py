"""A cell is a number, a blank, a dash, a tick or unreadable, and never one for another."""

from decimal import Decimal

import pytest

from transforms.text.numbers import CellContent, Reading, read_number


def count(content: CellContent) -> Reading:
    return read_number(content, is_count=True)


def rate(content: CellContent) -> Reading:
    return read_number(content, is_count=False)


@pytest.mark.parametrize(
    ("content", "value"),
    [
        (1486, "1486"),
        (1486.0, "1486"),
        ("1486", "1486"),
        ("1.486", "1486"),
        ("2.680.321", "2680321"),
        ("1\u00a0486", "1486"),
        ("1 486", "1486"),
        (" 12 ", "12"),
        ("04", "4"),
        ("-5", "-5"),
        ("−5", "-5"),
        (-5, "-5"),
        (99_999_999_999_999, "99999999999999"),
    ],
)
def test_a_count_is_read_with_dots_as_thousands(content: CellContent, value: str) -> None:
    assert count(content) == Reading("reported", Decimal(value), 0)


@pytest.mark.parametrize(
    ("content", "value", "decimals"),
    [
        ("17,33", "17.33", 2),
        ("17.33", "17.33", 2),
        (17.33, "17.33", 2),
        ("04%", "4", 0),
        ("100 %", "100", 0),
        ("17,30%", "17.30", 2),
        ("1.486,5", "1486.5", 1),
        (20.0, "20", 0),
        ("-0,5", "-0.5", 1),
    ],
)
def test_a_rate_is_read_with_its_printed_decimals(content: CellContent, value: str, decimals: int) -> None:
    assert rate(content) == Reading("reported", Decimal(value), decimals)


def test_one_dot_groups_thousands_in_a_count_and_marks_decimals_in_a_rate() -> None:
    assert count("1.486").number == Decimal(1486)
    assert rate("1.486").number == Decimal("1.486")


def test_a_count_with_decimals_keeps_them_for_the_rules_to_see() -> None:
    assert count("12,5").number == Decimal("12.5")
    assert count(1.486).number == Decimal("1.486")


@pytest.mark.parametrize(
    ("content", "state"),
    [
        (None, "blank"),
        ("", "blank"),
        ("  ", "blank"),
        ("\u00a0", "blank"),
        ("-", "dash"),
        ("–", "dash"),
        ("—", "dash"),
        ("x", "not_applicable"),
        (" X ", "not_applicable"),
        (0, "zero"),
        (0.0, "zero"),
        ("0", "zero"),
        ("0,00", "zero"),
        ("…", "unreadable"),
        ("...", "unreadable"),
        ("n/a", "unreadable"),
        ("khoảng 12", "unreadable"),
        ("12 hộ", "unreadable"),
        ("1.48", "reported"),
        (float("nan"), "unreadable"),
        (float("inf"), "unreadable"),
        (True, "unreadable"),
        (False, "unreadable"),
        ("#REF!", "unreadable"),
        ("1e5", "unreadable"),
        (1e14, "unreadable"),
        (1e20, "unreadable"),
    ],
)
def test_the_state_of_a_count(content: CellContent, state: str) -> None:
    assert count(content).value_state == state


def test_only_numbers_carry_a_value() -> None:
    contents: list[CellContent] = [None, "-", "x", "…", "abc", True, float("nan")]
    assert [count(c).number for c in contents] == [None] * len(contents)


def test_a_zero_keeps_its_value() -> None:
    assert count("0").number == Decimal(0)


@pytest.mark.parametrize("content", ["1" * 40, "1" * 29, 1e30, 1e308, 10**40])
def test_a_number_beyond_all_bounds_is_read_exactly_or_not_at_all(content: CellContent) -> None:
    reading = count(content)
    exact = Decimal(content) if isinstance(content, str | int) else Decimal(repr(content))
    assert reading.number in {None, exact}


@pytest.mark.parametrize("content", ["1.48.6", "1,48,6", "12.3456.789", "--5", "5-", "1..486", "%"])
def test_digits_that_are_no_number_are_unreadable(content: str) -> None:
    assert count(content).value_state == "unreadable"
