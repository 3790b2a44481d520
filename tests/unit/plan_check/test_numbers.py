"""Numbers of Vietnamese texts and the spans that rounding leaves."""

from decimal import Decimal

import pytest

from transforms.plan_check.numbers import Span, about, as_printed, both, numbers_in


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("giảm 2.063 hộ, còn 8.410 hộ", ["2063", "8410"]),
        ("từ 15 đến 20% tổng số", ["15", "20"]),
        ("giảm trên 04%", ["4"]),
        ("đạt 100 % trạm y tế", ["100"]),
        ("0,77%; 1.234.567,5 đồng", ["0.77", "1234567.5"]),
        ("không có số nào", []),
    ],
)
def test_numbers_are_read_as_official_texts_write_them(text: str, expected: list[str]) -> None:
    assert [number.value for number in numbers_in(text)] == [Decimal(value) for value in expected]


@pytest.mark.parametrize(
    ("value", "text", "low", "high"),
    [
        ("0.8", "giảm 0,8%", "0.75", "0.85"),
        ("0.8", "giảm 0,80%", "0.795", "0.805"),
        ("17.33", "17,33%", "17.325", "17.335"),
        ("5", "giảm 5%", "4.5", "5.5"),
    ],
)
def test_the_decimals_of_the_text_say_how_far_it_was_rounded(
    value: str, text: str, low: str, high: str
) -> None:
    assert as_printed(Decimal(value), text).span == Span(Decimal(low), Decimal(high))


def test_spans_share_what_both_hold() -> None:
    assert Span(Decimal(1), Decimal(3)).common(Span(Decimal(2), Decimal(4))) == Span(Decimal(2), Decimal(3))
    assert Span(Decimal(1), Decimal(2)).common(Span(Decimal(3), Decimal(4))) is None


def test_numbers_are_written_as_each_language_does() -> None:
    assert both(Decimal("1486.5")) == ("1.486,5", "1,486.5")
    assert about(Decimal(8574)) == ("8.574", "8,574")
    assert about(Decimal(257_875)) == ("257,9 nghìn", "257.9 thousand")
    assert about(Decimal(259_000)) == ("259,0 nghìn", "259.0 thousand")
