"""Numbers, days, units, aims and labels in both languages."""

from datetime import date
from decimal import Decimal

import pytest

from tests.judged import words_of
from transforms.render.lines import DUTY_STATES, TASK_STATES, VERDICTS
from transforms.terms.period import Period
from transforms.terms.rule import SEVERITIES
from transforms.terms.said import Amount, Inside, Named, said

VI, EN = words_of("vi"), words_of("en")


@pytest.mark.parametrize(
    ("comparator", "low", "high", "vi", "en"),
    [
        (">=", "2.7", None, "≥ 2,7%", "≥ 2.7%"),
        (">", "4", None, "> 4%", "> 4%"),
        ("<=", "12", None, "≤ 12%", "≤ 12%"),
        ("<", "5", None, "< 5%", "< 5%"),
        ("<=", "10", "9", "từ 9 đến 10% trở xuống", "9 to 10% or less"),
        (">=", "3", "4", "từ 3 đến 4% trở lên", "3 to 4% or more"),
        ("range", "15", "20", "từ 15 đến 20%", "15 to 20%"),
        ("", None, None, "", ""),
    ],
)
def test_an_aim_in_words(comparator: str, low: str | None, high: str | None, vi: str, en: str) -> None:
    bounds = [None if bound is None else Decimal(bound) for bound in (low, high)]
    assert VI.aim(comparator, *bounds, "%") == vi
    assert EN.aim(comparator, *bounds, "%") == en


@pytest.mark.parametrize(
    ("value", "unit", "vi", "en"),
    [
        ("2063", "hộ", "2.063 hộ", "2,063 households"),
        ("1", "hộ", "1 hộ", "1 household"),
        ("-1", "người", "-1 người", "-1 person"),
        ("17.33", "%", "17,33%", "17.33%"),
        ("2.65", "điểm %", "2,65 điểm %", "2.65 percentage points"),
        ("5", "cái", "5 cái", "5 cái"),
    ],
)
def test_a_number_with_its_unit(value: str, unit: str, vi: str, en: str) -> None:
    assert VI.measured(Decimal(value), None, unit) == vi
    assert EN.measured(Decimal(value), None, unit) == en


def test_a_difference_carries_its_sign() -> None:
    assert [EN.signed(Decimal(n), 2) for n in ("0.3", "-0.05", "0.001")] == ["+0.30", "-0.05", "0.00"]
    assert EN.with_unit("+1", "hộ") == "+1 household"


def test_days_are_written_as_the_language_does() -> None:
    assert (VI.date(date(2018, 12, 31)), EN.date(date(2018, 12, 31))) == ("31/12/2018", "31 December 2018")
    assert EN.date(None) == ""


@pytest.mark.parametrize(
    ("period", "label", "spoken"),
    [
        ("2018", "2018", "2018"),
        ("2024-H1", "first half of 2024", "the first half of 2024"),
        ("2024-Q3", "third quarter of 2024", "the third quarter of 2024"),
        ("2024-M02", "February 2024", "February 2024"),
    ],
)
def test_a_period_in_english(period: str, label: str, spoken: str) -> None:
    assert (EN.period(Period(period)), EN.told(Inside(Period(period)))) == (label, spoken)


@pytest.mark.parametrize("words", [VI, EN], ids=["vi", "en"])
def test_every_code_has_a_word(words: object) -> None:
    assert isinstance(words, type(VI))
    assert all(words.verdict(one) for one in VERDICTS)
    assert all(words.duty(one) for one in DUTY_STATES)
    assert all(words.task(one) for one in TASK_STATES)
    assert all(words.severity(one) for one in SEVERITIES)


def test_a_sentence_is_built_once_and_told_twice() -> None:
    parts = said("reason_equals", parts=Decimal(1486), amount=Amount(Decimal("17.33"), "%"))
    assert (VI.sentence(parts), EN.sentence(parts)) == ("1.486 = 17,33%", "1,486 = 17.33%")


def test_what_nobody_translated_stays_vietnamese() -> None:
    assert EN.told(Named("Nhóm của tỉnh")) == "Nhóm của tỉnh"
    assert EN.told(Inside(Named("Nhóm", "Group"))) == "group"
