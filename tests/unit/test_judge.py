"""The words of a verdict and its figures: reason, difference, progress. The verdicts themselves: tests/spec."""

from decimal import Decimal

import pytest

from tests.builders import actual, target
from transforms.judge import Actual, judge


def test_without_a_figure_nothing_is_judged() -> None:
    found = judge(target(">= 40"), None)
    assert (found.verdict, found.difference) == ("insufficient_data", None)
    assert found.reason == "Chưa có số liệu để so sánh với kế hoạch từ 40% trở lên."


def test_a_figure_without_a_value_says_what_is_missing() -> None:
    found = judge(target(">= 2,3", "drop_pp", "điểm %"), actual("-"))
    assert found.verdict == "insufficient_data"
    assert "thiếu tử số, mẫu số hoặc số liệu năm trước" in found.reason


def test_a_qualitative_aim_is_never_judged_by_a_number() -> None:
    assert judge(target(">= 1", "qualitative"), actual("5")).verdict == "qualitative"


def test_a_drop_shows_both_years_with_their_own_households() -> None:
    figure = actual(
        "2,19", numerator="1.302", denominator="8.600", base_numerator="1.486", base_denominator="8.575"
    )
    found = judge(target(">= 2,3", "drop_pp", "điểm %"), figure)
    assert found.reason == (
        "1.486 / 8.575 - 1.302 / 8.600 = 17,33% - 15,14% = 2,19 điểm %; chưa đạt kế hoạch từ 2,3 điểm % trở lên."
    )


def test_a_drop_shows_four_decimals_where_two_would_not_add_up() -> None:
    figure = actual("33,33", numerator="1", denominator="3", base_numerator="2", base_denominator="3")
    found = judge(target(">= 0", "drop_pp", "điểm %"), figure)
    assert "2 / 3 - 1 / 3 = 66,6667% - 33,3333% = 33,33 điểm %" in found.reason


def test_a_count_drop_shows_both_counts() -> None:
    figure = actual("2.063", baseline="10.473", numerator="8.410")
    found = judge(target(">= 2.063", "drop_count", "hộ"), figure)
    assert found.reason == "10.473 - 8.410 = 2.063 hộ; đạt kế hoạch từ 2.063 hộ trở lên."


def test_a_rate_shows_its_numerator_and_denominator() -> None:
    found = judge(target(">= 40"), actual("43,23", numerator="4.323", denominator="10.000"))
    assert found.reason == "4.323 / 10.000 = 43,23%; vượt kế hoạch từ 40% trở lên."


@pytest.mark.parametrize(
    ("aim", "words"),
    [
        (">= 40", "từ 40% trở lên"),
        ("> 4", "trên 4%"),
        ("<= 12", "không quá 12%"),
        ("< 4", "dưới 4%"),
        ("15 .. 20", "từ 15 đến 20% trở lên"),
        (">= 3 4", "từ 3 đến 4% trở lên"),
    ],
)
def test_an_aim_is_said_as_in_official_papers(aim: str, words: str) -> None:
    assert judge(target(aim), actual("1")).reason.endswith(f"kế hoạch {words}.")


def test_the_difference_is_actual_minus_aim() -> None:
    assert judge(target(">= 2,7", "drop_pp", "điểm %"), actual("2,65")).difference == Decimal("-0.05")
    assert judge(target("<= 12"), actual("11,5")).difference == Decimal("-0.5")


@pytest.mark.parametrize(
    ("kind", "aim", "value", "progress"),
    [
        ("count", ">= 5.000", "5.482", "109.64"),
        ("drop_count", ">= 2.063", "1.000", "48.47"),
        ("level", ">= 40", "43", None),
        ("drop_pp", ">= 2,7", "2,65", None),
        ("level_count", "<= 8.410", "8.000", None),
        ("coverage", ">= 100", "99", None),
        ("count", ">= 0", "5", None),
    ],
)
def test_progress_is_told_for_counts_only(kind: str, aim: str, value: str, progress: str | None) -> None:
    found = judge(target(aim, kind), actual(value)).progress_pct
    assert found == (None if progress is None else Decimal(progress))


def test_a_verdict_over_missing_units_shows_both_bounds() -> None:
    figure = actual("10", low="7,5", high="32,5", is_complete=False)
    found = judge(target(">= 20"), figure)
    assert found.verdict == "insufficient_data"
    assert "từ 7,5% đến 32,5%" in found.reason


def test_a_partial_count_has_no_upper_bound() -> None:
    figure = Actual(value=Decimal(4000), low=Decimal(4000), high=None, is_complete=False)
    assert "trong khoảng từ 4.000 người trở lên" in judge(target(">= 5.000", "count", "người"), figure).reason
