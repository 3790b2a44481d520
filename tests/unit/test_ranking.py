"""Ranks of poverty rates: ties, small units, partial figures, a level with a single unit."""

from decimal import Decimal
from typing import Any

from transforms.ranking import ranked
from transforms.release import TerritoryLine

MINIMUM = 50


def line(code: str, rate: str | None, households: int | None = 100, **more: Any) -> TerritoryLine:
    values = {
        "level": "commune",
        "depth": 1,
        "resident_households": None if households is None else Decimal(households),
        "poor_households": Decimal(1),
        "poor_household_rate": None if rate is None else Decimal(rate),
        "near_poor_households": None,
        "near_poor_household_rate": None,
        "poor_household_rate_drop": None,
        "coverage_territories_pct": None,
    }
    return TerritoryLine(code, code, **values | more)


def ranks(*lines: TerritoryLine) -> dict[str, int | None]:
    return {found.territory_code: found.rank for found in ranked(lines, MINIMUM)}


def test_the_highest_rate_is_the_first() -> None:
    assert ranks(line("a", "2"), line("b", "10.5"), line("c", "9")) == {"a": 3, "b": 1, "c": 2}


def test_equal_rates_share_a_rank_and_the_next_one_is_left_out() -> None:
    assert ranks(line("a", "5"), line("b", "7"), line("c", "7.00"), line("d", "1")) == {
        "a": 3,
        "b": 1,
        "c": 1,
        "d": 4,
    }


def test_a_unit_below_the_minimum_has_no_rank_and_takes_none_away() -> None:
    assert ranks(line("a", "5"), line("b", "7"), line("tiny", "90", 49)) == {"a": 2, "b": 1, "tiny": None}
    assert ranks(line("a", "5"), line("just", "90", 50)) == {"a": 2, "just": 1}


def test_a_partial_unit_or_one_without_a_rate_has_no_rank() -> None:
    partial = line("b", "70", partial=frozenset({"poor_households"}))
    assert ranks(line("a", "5"), line("e", "4"), partial, line("c", None), line("d", "9", None)) == {
        "a": 1,
        "e": 2,
        "b": None,
        "c": None,
        "d": None,
    }


def test_each_level_is_ranked_by_itself_and_a_single_unit_is_not() -> None:
    province, districts = (
        line("06", "3", level="province"),
        [line(c, r, level="district") for c, r in (("x", "1"), ("y", "2"))],
    )
    assert ranks(province, *districts, line("a", "5")) == {"06": None, "x": 2, "y": 1, "a": None}


def test_lines_stay_in_their_order() -> None:
    lines = [line("a", "1"), line("b", "3"), line("c", "2")]
    assert [found.territory_code for found in ranked(lines, MINIMUM)] == ["a", "b", "c"]
