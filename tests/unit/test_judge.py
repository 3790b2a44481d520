"""What stands beside a verdict: difference, progress, phased aim, pace. Verdicts and sentences: tests/spec."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.builders import actual, target
from tests.judged import Told, judge
from transforms.judging import Actual, Followed
from transforms.terms.period import Period
from transforms.terms.plan import Phase, Target

YEAR = Period("2024")
HALF = Period("2024-H1")
DROP = target(">= 2.063", "drop_count", "hộ")
JOBS = target(">= 5.000", "count", "người")


def part(aim: Target, figure: Actual, period: Period = HALF) -> Told:
    return judge(aim, figure, period, YEAR)


def test_without_a_figure_there_is_no_difference() -> None:
    found = judge(target(">= 40"), None)
    assert (found.difference, found.progress_pct) == (None, None)


@pytest.mark.parametrize("value", ["5", "-"])
def test_a_qualitative_aim_is_never_judged_by_a_number(value: str) -> None:
    assert judge(target(">= 1", "qualitative"), actual(value)).verdict == "qualitative"


def test_an_update_does_not_judge_an_aim_that_has_a_number() -> None:
    done = Followed(date(2024, 12, 31), "done", "")
    assert judge(target(">= 40"), actual("39"), followed=done).verdict == "not_met"


def test_a_drop_shows_four_decimals_where_two_would_not_add_up() -> None:
    figure = actual("33,33", numerator="1", denominator="3", base_numerator="2", base_denominator="3")
    found = judge(target(">= 0", "drop_pp", "điểm %"), figure)
    assert "2 / 3 - 1 / 3 = 66,6667% - 33,3333% = 33,33 điểm %" in found.reason


def test_the_whole_of_a_count_is_no_denominator_to_divide_by() -> None:
    figure = actual("8.410", numerator="8.410", denominator="257.875", is_higher_better=False)
    assert judge(target("<= 8.410", "level_count", "hộ"), figure).reason.startswith("Còn 8.410 hộ; đạt")


@pytest.mark.parametrize(
    ("aim", "kind", "words"),
    [
        (">= 40", "level", "từ 40% trở lên"),
        ("> 4", "level", "trên 4%"),
        ("<= 12", "level", "còn không quá 12%"),
        ("< 4", "level", "còn dưới 4%"),
        ("15 .. 20", "level", "từ 15 đến 20%"),
        ("<= 10 9", "level", "còn từ 9 đến 10% trở xuống"),
        (">= 3 4", "drop_pp", "giảm từ 3 đến 4% trở lên"),
        ("<= 100", "count", "không quá 100%"),
    ],
)
def test_an_aim_is_said_as_in_official_papers(aim: str, kind: str, words: str) -> None:
    assert f"kế hoạch {words}" in judge(target(aim, kind), actual("1")).reason


def test_the_difference_is_actual_minus_aim() -> None:
    assert judge(target(">= 2,7", "drop_pp", "điểm %"), actual("2,65")).difference == Decimal("-0.05")
    assert judge(target("<= 12"), actual("11,5")).difference == Decimal("-0.5")


@pytest.mark.parametrize(
    ("kind", "aim", "value", "progress"),
    [
        ("count", ">= 5.000", "5.482", "109.64"),
        ("count", "<= 5.000", "5.482", None),
        ("drop_count", ">= 2.063", "1.000", "48.47"),
        ("level", ">= 40", "43", None),
        ("drop_pp", ">= 2,7", "2,65", None),
        ("level_count", "<= 8.410", "8.000", None),
        ("level_count", ">= 86", "80", None),
        ("count", ">= 0", "5", None),
    ],
)
def test_progress_is_told_for_growing_counts_only(
    kind: str, aim: str, value: str, progress: str | None
) -> None:
    found = judge(target(aim, kind), actual(value)).progress_pct
    assert found == (None if progress is None else Decimal(progress))


def test_a_coverage_between_bounds_needs_a_denominator_too() -> None:
    partial = Actual(None, Decimal(100), Decimal(100), is_complete=False)
    aim = target(">= 100", "coverage")
    assert judge(aim, partial).verdict == "insufficient_data"
    assert judge(aim, replace(partial, denominator=Decimal(9))).verdict == "met"


def test_what_was_counted_by_another_standard_is_refused_even_where_a_figure_is_given() -> None:
    figure = replace(actual("3"), standard_vi="Chuẩn B", base_standard_vi="Chuẩn A")
    aim = target(">= 2,5", "drop_pp", "điểm %")
    assert (judge(aim, figure).verdict, judge(aim, figure).difference) == ("insufficient_data", None)
    assert judge(aim, figure, HALF, YEAR).verdict == "insufficient_data"
    assert judge(target(">= 2,5"), figure).verdict == "exceeded"


def test_a_full_year_has_no_pace() -> None:
    found = judge(DROP, actual("473"), YEAR, YEAR)
    assert (found.phased_low, found.months_left, found.required_pace) == (None, None, None)


def test_a_part_year_has_a_pace_and_the_difference_to_the_year() -> None:
    found = part(DROP, actual("473"))
    assert (found.verdict, found.difference, found.months_left) == ("not_due", Decimal(-1590), 6)
    assert (found.required_pace, found.phased_low, found.progress_pct) == (265, None, Decimal("22.93"))


@pytest.mark.parametrize(
    ("period", "value", "pace"),
    [
        ("2024-H1", "472", 266),
        ("2024-H1", "2.063", None),
        ("2024-H2", "473", None),
        ("2024-M11", "473", 1590),
    ],
)
def test_the_pace_is_in_whole_households(period: str, value: str, pace: int | None) -> None:
    assert part(DROP, actual(value), Period(period)).required_pace == pace


def test_a_partial_figure_has_no_pace() -> None:
    partial = Actual(Decimal(100), Decimal(100), None, is_complete=False)
    assert part(JOBS, partial).required_pace is None
    assert part(replace(JOBS, phasing="linear"), partial).required_pace is None


@pytest.mark.parametrize(
    ("aim", "period", "phased"),
    [
        (replace(JOBS, phasing="linear"), "2024-H1", "2500"),
        (replace(JOBS, phasing="linear"), "2024-M01", "417"),
        (replace(JOBS, phasing="linear"), "2024-Q4", "5000"),
        (replace(target(">= 2,3", "drop_pp", "điểm %"), phasing="linear"), "2024-M07", "1.35"),
        (replace(DROP, phasing="custom", phases=(Phase("2024-H1", Decimal(900)),)), "2024-H1", "900"),
        (replace(DROP, phasing="custom", phases=(Phase("2024-H1", Decimal(900)),)), "2024-Q2", None),
        (replace(target("<= 12"), phasing="linear"), "2024-H1", None),
        (replace(target(">= 100", "coverage"), phasing="linear"), "2024-H1", None),
        (replace(target("<= 8.410", "level_count", "hộ"), phasing="linear"), "2024-H1", None),
    ],
)
def test_the_part_of_the_aim_that_is_due(aim: Target, period: str, phased: str | None) -> None:
    figure = actual("100", denominator="1", numerator="1")
    found = part(aim, figure, Period(period))
    assert found.phased_low == (None if phased is None else Decimal(phased))
    assert (found.verdict == "not_due") is (phased is None)


def test_a_half_year_of_a_count_is_not_worse_than_the_whole_year_before() -> None:
    figure = actual("2.400", baseline="4.900")
    assert judge(JOBS, figure).verdict == "worse"
    assert part(replace(JOBS, phasing="linear"), figure).verdict == "not_met"


def test_a_drop_that_rose_is_worse_in_a_part_year_too() -> None:
    assert part(replace(DROP, phasing="linear"), actual("-1")).verdict == "worse"


def test_the_margin_of_the_plan_holds_for_a_phased_aim() -> None:
    aim = replace(JOBS, phasing="linear", near=Decimal(50))
    assert [part(aim, actual(value)).verdict for value in ("2.450", "2.449")] == ["near", "not_met"]


@pytest.mark.parametrize(("plan", "left", "pace"), [("2023", 0, None), ("2025", 12, Decimal(133))])
def test_figures_of_another_year_are_no_month_of_the_plan(plan: str, left: int, pace: Decimal | None) -> None:
    found = judge(DROP, actual("473"), HALF, Period(plan))
    assert (found.verdict, found.months_left, found.required_pace) == ("not_due", left, pace)
