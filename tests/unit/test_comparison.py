"""Comparison rows: each target of a plan beside the figure of its own area, status and period."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from tests.builders import target
from transforms.comparison import Values, comparison_rows
from transforms.registry import Registry
from transforms.schemas import COMPARISON


def value(indicator: str = "poor_household_rate_drop", code: str = "063", **more: Any) -> dict[str, Any]:
    return {
        "indicator_id": indicator,
        "territory_code": code,
        "period": "2020",
        "figure_status": "chinh_thuc",
        "numerator": Decimal(1302),
        "denominator": Decimal(8600),
        "actual": Decimal("2.19"),
        "actual_low": Decimal("2.19"),
        "actual_high": Decimal("2.19"),
        "baseline": Decimal("17.33"),
        "base_numerator": Decimal(1486),
        "base_denominator": Decimal(8575),
        "is_complete": True,
        "is_own_line": False,
        "coverage_territories_pct": Decimal(100),
        "coverage_households_pct": Decimal(100),
        "submission_ids": ["s1", "s2"],
    } | more


def rows(registry: Registry, *values: dict[str, Any]) -> list[dict[str, Any]]:
    return comparison_rows(
        registry.plans["063-2020-kh"], "chinh_thuc", Values.of(values, "2020", "chinh_thuc"), registry
    )


def test_a_row_holds_the_aim_the_result_and_the_verdict(small: Registry) -> None:
    (row,) = rows(small, value())
    assert (row["target_low"], row["actual"], row["baseline"], row["difference"]) == (
        Decimal("2.3"),
        Decimal("2.19"),
        Decimal("17.33"),
        Decimal("-0.11"),
    )
    assert (row["verdict"], row["submission_ids"]) == ("not_met", ["s1", "s2"])
    assert row["verdict_reason"].startswith("1.486 / 8.575 - 1.302 / 8.600 = 17,33% - 15,14% = 2,19 điểm %")


def test_a_row_says_whose_plan_it_is(small: Registry) -> None:
    (row,) = rows(small, value())
    said = {
        name: row[name]
        for name in ("plan_id", "territory_code", "territory_valid_from", "territory_name", "standard_id")
    }
    assert said == {
        "plan_id": "063-2020-kh",
        "territory_code": "063",
        "territory_valid_from": date(2004, 8, 31),
        "territory_name": "Huyện Bạch Thông",
        "standard_id": "QD59_2015",
    }


def test_a_row_has_the_public_columns(small: Registry) -> None:
    assert list(rows(small)[0]) == [field.name for field in COMPARISON.fields]


def test_without_a_figure_a_target_stays_in_the_table(small: Registry) -> None:
    (row,) = rows(small)
    assert (row["verdict"], row["actual"], row["coverage_territories_pct"], row["submission_ids"]) == (
        "insufficient_data",
        None,
        None,
        [],
    )


def test_figures_of_another_year_status_area_or_indicator_are_not_taken(small: Registry) -> None:
    others = [
        value(period="2019"),
        value(figure_status="so_bo"),
        value(code="064"),
        value(indicator="near_poor_household_rate_drop"),
    ]
    assert rows(small, *others)[0]["verdict"] == "insufficient_data"


def test_a_target_of_a_group_is_judged_by_the_figure_of_the_group(small: Registry) -> None:
    plan = small.plans["063-2020-kh"]
    grouped = replace(plan.targets[0], group_id="poor_communes")
    values = Values.of([value(), value(code="poor_communes", actual=Decimal("4.5"))], "2020", "chinh_thuc")
    (row,) = comparison_rows(replace(plan, targets=(grouped,)), "chinh_thuc", values, small)
    assert (row["actual"], row["group_id"], row["territory_code"]) == (Decimal("4.5"), "poor_communes", "063")


def test_a_partial_figure_shows_its_bounds(small: Registry) -> None:
    partial = value(actual=None, actual_low=Decimal(2), actual_high=Decimal(3), is_complete=False)
    (row,) = rows(small, partial)
    assert (row["verdict"], row["actual_low"], row["actual_high"]) == (
        "insufficient_data",
        Decimal(2),
        Decimal(3),
    )


def test_a_qualitative_target_needs_no_indicator(small: Registry) -> None:
    plan = small.plans["063-2020-kh"]
    words = replace(target(">= 1", "qualitative"), indicator_id="", low=None)
    (row,) = comparison_rows(replace(plan, targets=(words,)), "chinh_thuc", Values({}), small)
    assert (row["verdict"], row["indicator_name"]) == ("qualitative", "tên")


def test_targets_stand_in_the_order_of_the_plan(registry: Registry) -> None:
    plan = registry.plans["06-2018-qd560"]
    found = comparison_rows(plan, "chinh_thuc", Values({}), registry)
    assert [row["target_id"] for row in found] == [t.target_id for t in plan.targets]
