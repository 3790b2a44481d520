"""TP Sơn La 2020: every target judged by hand, and its figures computed once more from the workbooks."""

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from tests.flow_helpers import release, table
from tests.golden.by_hand import comparison, figures_of, number, points, rounded
from tests.samples.read_back import (
    CT01,
    F01,
    NEAR_POOR,
    NEAR_POOR_PERSONS,
    POOR,
    POOR_PERSONS,
    RESIDENT,
    SON_LA,
    communes,
    tables,
)
from tests.samples.son_la_targets import (
    CERTIFIED_WORKERS,
    CREDIT,
    DOCTOR_STATIONS,
    HEALTH_COMMUNES,
    LATRINE_LOANS,
    MALNOURISHED,
    OFFICERS,
    POLICY_PUPILS,
    POOR_WATER,
    RADIOS,
    SCHOOL_NETWORK,
    SON_LA_2019,
    SON_LA_2020,
    STANDARD_SCHOOLS,
    VACCINATED,
)
from tests.samples.write import shipped_registry
from transforms.terms.period import Period

pytestmark = pytest.mark.slow

PLAN = "116-2020-kh159"

# Number of the target: numerator, denominator, figure, distance to the plan, verdict.
BY_HAND = {
    # 207/27.000 = 0,7667 -> 0,77: the level of the plan, not below it
    1: (207, 27_000, "0.77", "0", "met"),
    # 253 - 207 = 46 of 253 = 18,1818 %: inside 15 to 20, distance to 15
    2: (207, None, "18.18", "3.18", "met"),
    # 408/412 = 99,0291 < 100
    4: (408, 412, "99.03", "-0.97", "not_met"),
    # 3.264/3.264
    5: (3_264, 3_264, "100", "0", "met"),
    # 26.645/52.400 = 50,8492 > 50,7
    6: (26_645, 52_400, "50.85", "0.15", "exceeded"),
    # 12/12
    7: (12, 12, "100", "0", "met"),
    # 11/12 = 91,6667 < 100
    8: (11, 12, "91.67", "-8.33", "not_met"),
    # 1.140/1.200 = 95 exactly: "above 95" is missed
    9: (1_140, 1_200, "95", "0", "not_met"),
    # 752/8.000 = 9,4 < 9,5: less is better
    10: (752, 8_000, "9.4", "-0.1", "exceeded"),
    # 12/12
    11: (12, 12, "100", "0", "met"),
    # 35/44 = 79,5455 > 79,1
    12: (35, 44, "79.55", "0.45", "exceeded"),
    # 207/207
    13: (207, 207, "100", "0", "met"),
    # 186/186
    15: (186, 186, "100", "0", "met"),
    # 91 of 91
    17: (91, None, "91", "0", "met"),
}
LITERALS = {
    4: CREDIT,
    5: POLICY_PUPILS,
    6: CERTIFIED_WORKERS,
    7: HEALTH_COMMUNES,
    8: DOCTOR_STATIONS,
    9: VACCINATED,
    10: MALNOURISHED,
    11: SCHOOL_NETWORK,
    12: STANDARD_SCHOOLS,
    13: POOR_WATER,
    15: OFFICERS,
}


def test_the_literals_are_those_of_the_samples() -> None:
    assert {n: (part.numerator, part.whole) for n, part in LITERALS.items()} == {
        n: BY_HAND[n][:2] for n in LITERALS
    }
    assert (SON_LA_2020.poor, SON_LA_2020.resident, SON_LA_2019.poor, RADIOS) == (207, 27_000, 253, 91)
    assert (LATRINE_LOANS.numerator, LATRINE_LOANS.whole) == (0, 0)


def test_every_target_is_judged_once(workspace: Path) -> None:
    assert sorted(comparison(workspace, PLAN)) == list(range(1, 18))


@pytest.mark.parametrize("target", sorted(BY_HAND))
def test_target_by_hand(workspace: Path, target: int) -> None:
    numerator, denominator, figure, distance, verdict = BY_HAND[target]
    row = comparison(workspace, PLAN)[target]
    assert [number(row[name]) for name in ("numerator", "denominator")] == [numerator, denominator]
    assert Decimal(row["actual"]) == Decimal(figure)
    assert row["actual_low"] == row["actual_high"] == row["actual"]
    assert Decimal(row["difference"]) == Decimal(distance)
    assert row["verdict"] == verdict
    if denominator is not None:
        assert rounded(points(numerator, denominator)) == Decimal(figure)


def test_level_and_relative_drop_rest_on_the_year_before(workspace: Path) -> None:
    """253/26.600 = 0,9511 -> 0,95 %; the drop is a share of the poor households, not of points: 0,95 - 0,77 = 0,18."""
    rows = comparison(workspace, PLAN)
    assert (rows[1]["baseline"], rows[2]["baseline"]) == ("0.95", "253")
    assert rounded(Fraction(100 * (253 - 207), 253)) == Decimal(rows[2]["actual"])
    assert rows[2]["verdict_reason"] == "(253 - 207) / 253 = 18,18%; đạt kế hoạch giảm từ 15 đến 20%."


def test_insured_persons_are_all_persons_of_poor_and_near_poor_households(workspace: Path) -> None:
    rows = communes(tables(SON_LA, "2020", F01)).values()
    persons = sum(row[POOR_PERSONS] + row[NEAR_POOR_PERSONS] for row in rows)
    row = comparison(workspace, PLAN)[3]
    assert [Decimal(row[name]) for name in ("numerator", "denominator")] == [persons, persons]
    assert (row["actual"], row["verdict"]) == ("100", "met")


def test_exactly_the_level_is_not_above_it(workspace: Path) -> None:
    said = comparison(workspace, PLAN)[9]["verdict_reason"]
    assert said == "1.140 / 1.200 = 95%; không đạt kế hoạch trên 95%, chỉ vừa bằng mức này."


def test_a_denominator_of_zero_is_no_100_per_cent(workspace: Path) -> None:
    """No household asked for a loan to build a latrine."""
    row = comparison(workspace, PLAN)[14]
    assert (row["verdict"], row["actual"], row["difference"]) == ("insufficient_data", "", "")
    assert (row["numerator"], row["denominator"]) == ("0", "0")
    assert "mẫu số bằng 0" in row["verdict_reason"]


def test_the_share_of_a_group_is_that_of_its_communes(workspace: Path) -> None:
    """4.453/4.563 = 97,5893 in the three communes of the group < 98; the whole city is above it."""
    registry = shipped_registry()
    codes = {m.territory_code for m in registry.groups if m.group_id == "son_la_city_poor_areas"}
    units = (registry.territories.at(code, Period("2020").end_date) for code in codes)
    names = {unit.name for unit in units if unit}
    all_rows = communes(tables(("116-vhtt",), "2020", CT01))
    rows = [row for (_, name, _), row in all_rows.items() if name in names]
    numerator, denominator = (sum(row[column] for row in rows) for column in ("2", "1"))
    assert len(rows) == 3
    row = comparison(workspace, PLAN)[16]
    assert [Decimal(row[name]) for name in ("numerator", "denominator")] == [numerator, denominator]
    assert Decimal(row["actual"]) == rounded(points(numerator, denominator)) == Decimal("97.59")
    assert (Decimal(row["difference"]), row["verdict"]) == (Decimal("-0.41"), "not_met")
    whole = points(*(sum(r[column] for r in all_rows.values()) for column in ("2", "1")))
    assert whole > 98


@pytest.mark.parametrize("year", ["2019", "2020"])
@pytest.mark.parametrize(
    ("indicator", "columns"),
    [
        ("poor_household_rate", (POOR,)),
        ("near_poor_household_rate", (NEAR_POOR,)),
        ("multidimensional_poor_rate", (POOR, NEAR_POOR)),
    ],
)
def test_rates_are_those_of_the_workbooks(
    workspace: Path, year: str, indicator: str, columns: tuple[str, ...]
) -> None:
    rows = list(communes(tables(SON_LA, year, F01)).values())
    resident = sum(row[RESIDENT] for row in rows)
    found = table(release(workspace, PLAN), "indicators")
    (city,) = figures_of(found, indicator, year, "district").values()
    counted = sum(row[column] for row in rows for column in columns)
    assert [Decimal(city[name]) for name in ("numerator", "denominator")] == [counted, resident]
    assert Decimal(city["actual"]) == rounded(points(counted, resident))
    assert len(figures_of(found, indicator, year, "commune")) == len(rows) == 12
    assert sorted(
        Decimal(r["actual"]) for r in figures_of(found, indicator, year, "commune").values()
    ) == sorted(rounded(points(sum(row[c] for c in columns), row[RESIDENT])) for row in rows)
