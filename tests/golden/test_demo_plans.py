"""Every target of Bắc Kạn 2018 and Bạch Thông 2020 judged by hand.

Expected figures come from `tests/samples/targets.py` and from the sample workbooks read by
`tests/samples/read_back.py`, never from the program.
"""

from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from tests.flow_helpers import release, table
from tests.golden.by_hand import comparison, points, rounded
from tests.samples.read_back import BAC_KAN, F01, INBOX, communes, good_files, tables
from tests.samples.targets import (
    BAC_KAN_2017,
    BAC_KAN_2018,
    BACH_THONG_2019,
    BACH_THONG_2020,
    ELECTRICITY,
    INSURED_SHARE,
    KINDERGARTEN_MEALS,
    NEW_JOBS_BAC_KAN,
    NEW_JOBS_BACH_THONG,
    POOR_INFORMATION,
    POOR_TELECOM,
    POOR_WATER,
    PUPIL_FEES,
    RADIO_STATIONS,
    RURAL_WATER_SHARE,
    TRAINED_WORKERS,
)

pytestmark = pytest.mark.slow

PLANS = ("06-2018-qd560", "063-2020-kh", "67-2024-ra-soat")


def sums(who: tuple[str, ...], year: str, names: str = "") -> tuple[int, int, int]:
    """Households, poor households and persons of the communes of some submitters, from their workbooks."""
    rows = [row for (_, name, _), row in communes(tables(who, year, F01)).items() if name.startswith(names)]
    return sum(r["1"] for r in rows), sum(r["3"] for r in rows), sum(r["2"] for r in rows)


# Bắc Kạn 2018, QĐ 560: number of the target, actual, numerator, denominator, aim, difference, verdict.


def bac_kan_by_hand() -> dict[int, tuple[Any, ...]]:
    # 1: 19.379/79.000 - 17.435/79.677 = 24,5304 - 21,8821 = 2,6483 -> 2,65 < 2,7
    before, now = BAC_KAN_2017, BAC_KAN_2018
    drop = points(before.poor, before.resident) - points(now.poor, now.resident)
    # 2: Pác Nặm, Ba Bể, Ngân Sơn: 9.486/25.614 - 8.485/25.802 = 37,0344 - 32,8850 = 4,1494 -> 4,15 > 4
    poor_areas = ("060", "061", "062")
    then, today = sums(poor_areas, "2017"), sums(poor_areas, "2018")
    assert (then[:2], today[:2]) == ((25_614, 9_486), (25_802, 8_485))
    group_drop = points(then[1], then[0]) - points(today[1], today[0])
    # 5: 98,3 % of 333.265 persons; 7: 98,1 % of 275.995 persons of communes named Xã
    persons, rural = sums(BAC_KAN, "2018")[2], sums(BAC_KAN, "2018", "Xã ")[2]
    assert (persons, rural) == (333_265, 275_995)
    insured, watered = round(INSURED_SHARE * persons), round(RURAL_WATER_SHARE * rural)
    return {
        1: (drop, now.poor, now.resident, "2.7", "-0.05", "not_met"),
        2: (group_drop, today[1], today[0], "4", "0.15", "met"),
        # 3: 82.736/205.300 = 40,3000 > 40
        3: (points(82_736, 205_300), 82_736, 205_300, "40", "0.3", "exceeded"),
        # 4: 5.236 of 5.000
        4: (Fraction(5_236), 5_236, None, "5000", "236", "exceeded"),
        # 5: 327.599/333.265 = 98,2999 -> 98,30 > 98
        5: (points(insured, persons), 327_599, persons, "98", "0.3", "exceeded"),
        # 6: 77.127/79.677 = 96,7996 -> 96,80 < 97
        6: (points(77_127, 79_677), 77_127, 79_677, "97", "-0.2", "not_met"),
        # 7: 270.751/275.995 = 98,1000 > 98
        7: (points(watered, rural), 270_751, rural, "98", "0.1", "exceeded"),
        # 8: 86 of 86: met, not exceeded
        8: (Fraction(86), 86, None, "86", "0", "met"),
    }


def bach_thong_by_hand() -> dict[int, tuple[Any, ...]]:
    # 1: 1.486/8.575 - 1.302/8.600 = 17,3294 - 15,1395 = 2,1899 -> 2,19 < 2,3
    before, now = BACH_THONG_2019, BACH_THONG_2020
    drop = points(before.poor, before.resident) - points(now.poor, now.resident)
    # 2: four communes, 546/2.107 - 474/2.114 = 25,9136 - 22,4219 = 3,4917 -> 3,49: from 3 to 4 and above asked
    high = ("01978", "01981", "01984", "02002")
    then, today = sums(high, "2019"), sums(high, "2020")
    assert (then[:2], today[:2]) == ((2_107, 546), (2_114, 474))
    group_drop = points(then[1], then[0]) - points(today[1], today[0])
    poor_persons = sum(row["9"] for row in communes(tables(bach_thong_communes(), "2020", F01)).values())
    return {
        1: (drop, now.poor, now.resident, "2.3", "-0.11", "not_met"),
        2: (group_drop, today[1], today[0], "3", "0.49", "met"),
        3: (Fraction(562), 562, None, "550", "12", "exceeded"),
        # 4: every poor person of F01 has a card
        4: (points(poor_persons, poor_persons), 5_926, 5_926, "100", "0", "met"),
        # 6: 1.109/1.302 = 85,1767 -> 85,18 > 85
        6: (points(1_109, 1_302), 1_109, 1_302, "85", "0.18", "exceeded"),
        # 7: 2.115 of 2.115 pupils
        7: (points(2_115, 2_115), 2_115, 2_115, "100", "0", "met"),
        # 8: 603/612 = 98,5294 -> 98,53 < 100
        8: (points(603, 612), 603, 612, "100", "-1.47", "not_met"),
        # 9: 1.178/1.302 = 90,4762 -> 90,48 > 90
        9: (points(1_178, 1_302), 1_178, 1_302, "90", "0.48", "exceeded"),
        # 10: 1.035/1.302 = 79,4931 -> 79,49 < 80
        10: (points(1_035, 1_302), 1_035, 1_302, "80", "-0.51", "not_met"),
    }


def bach_thong_communes() -> tuple[str, ...]:
    """The fourteen communes of 2020: five-digit submitters with a report of that year."""
    senders = {p.relative_to(INBOX).parts[0] for p in good_files()}
    return tuple(sorted(code for code in senders if len(code) == 5))


def test_the_literals_are_those_of_the_samples() -> None:
    assert (TRAINED_WORKERS.numerator, TRAINED_WORKERS.whole) == (82_736, 205_300)
    assert (ELECTRICITY.numerator, ELECTRICITY.whole) == (77_127, 79_677)
    assert (NEW_JOBS_BAC_KAN, NEW_JOBS_BACH_THONG, RADIO_STATIONS.numerator) == (5_236, 562, 86)
    assert [p.numerator for p in (POOR_WATER, POOR_TELECOM, POOR_INFORMATION)] == [1_109, 1_178, 1_035]
    assert {p.whole for p in (POOR_WATER, POOR_TELECOM, POOR_INFORMATION)} == {BACH_THONG_2020.poor}
    assert (PUPIL_FEES.numerator, PUPIL_FEES.whole) == (2_115, 2_115)
    assert (KINDERGARTEN_MEALS.numerator, KINDERGARTEN_MEALS.whole) == (603, 612)


@pytest.mark.parametrize("number", range(1, 9))
def test_bac_kan_2018_by_hand(workspace: Path, number: int) -> None:
    agree(comparison(workspace, "06-2018-qd560")[number], bac_kan_by_hand()[number])


@pytest.mark.parametrize("number", [1, 2, 3, 4, 6, 7, 8, 9, 10])
def test_bach_thong_2020_by_hand(workspace: Path, number: int) -> None:
    agree(comparison(workspace, "063-2020-kh")[number], bach_thong_by_hand()[number])


def agree(row: dict[str, str], by_hand: tuple[Any, ...]) -> None:
    actual, numerator, denominator, aim, difference_, verdict = by_hand
    shown = rounded(actual)
    assert Decimal(row["actual"]) == shown
    assert Decimal(row["numerator"]) == numerator
    assert (Decimal(row["denominator"]) if row["denominator"] else None) == denominator
    assert Decimal(row["target_low"]) == Decimal(aim)
    assert Decimal(row["difference"]) == Decimal(difference_) == shown - Decimal(aim)
    assert row["verdict"] == verdict
    # Everything was reported: both bounds are the figure itself.
    assert row["actual_low"] == row["actual_high"] == row["actual"]
    assert row["coverage_territories_pct"] == "100"


def test_health_care_of_the_poor_is_not_computable_and_never_100(workspace: Path) -> None:
    """The office of health sent nothing: no numerator, no denominator, no verdict."""
    row = comparison(workspace, "063-2020-kh")[5]
    assert row["verdict"] == "insufficient_data"
    assert row["actual"] == row["numerator"] == row["denominator"] == row["difference"] == ""


def test_every_target_is_judged_once(workspace: Path) -> None:
    assert sorted(comparison(workspace, "06-2018-qd560")) == list(range(1, 9))
    assert sorted(comparison(workspace, "063-2020-kh")) == list(range(1, 11))
    assert table(release(workspace, "67-2024-ra-soat"), "comparison") == []


def test_baselines_are_the_rates_of_the_year_before(workspace: Path) -> None:
    """24,53 = 19.379/79.000; 37,03 = 9.486/25.614; 17,33 = 1.486/8.575; 25,91 = 546/2.107."""
    found = [
        comparison(workspace, plan)[number]["baseline"]
        for plan in ("06-2018-qd560", "063-2020-kh")
        for number in (1, 2)
    ]
    assert found == ["24.53", "37.03", "17.33", "25.91"]


def test_only_counts_have_a_progress_in_per_cent(workspace: Path) -> None:
    """Rates are compared in points, never as a ratio: 5.236/5.000 = 104,72; 86/86 = 100; 562/550 = 102,18."""
    found = {
        (plan[:3], number): row["progress_pct"]
        for plan in ("06-2018-qd560", "063-2020-kh")
        for number, row in comparison(workspace, plan).items()
        if row["progress_pct"]
    }
    assert found == {("06-", 4): "104.72", ("06-", 8): "100", ("063", 3): "102.18"}


def test_published_rates_of_both_areas(workspace: Path) -> None:
    """The figures as once published: 21,88 and 11,82 %; 17,33, 10,10, 15,14 and 9,20 %."""
    wanted = {
        ("06-2018-qd560", "06", "2018", "poor_household_rate"): "21.88",
        ("06-2018-qd560", "06", "2018", "near_poor_household_rate"): "11.82",
        ("063-2020-kh", "063", "2019", "poor_household_rate"): "17.33",
        ("063-2020-kh", "063", "2019", "near_poor_household_rate"): "10.1",
        ("063-2020-kh", "063", "2020", "poor_household_rate"): "15.14",
        ("063-2020-kh", "063", "2020", "near_poor_household_rate"): "9.2",
    }
    found = {
        (plan, row["territory_code"], row["period"], row["indicator_id"]): row["actual"]
        for plan in PLANS
        for row in table(release(workspace, plan), "indicators")
        if row["figure_status"] == "chinh_thuc"
    }
    assert {key: found.get(key) for key in wanted} == wanted
