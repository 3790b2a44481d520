"""Comparison rows: each target of a plan beside the figure of its own area, status and period."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from tests.builders import target
from transforms.comparison import Values, comparison_rows
from transforms.judging import Followed
from transforms.registry import Registry
from transforms.schemas import COMPARISON
from transforms.terms.indicator import Predicate
from transforms.terms.period import Period


def value(indicator: str = "poor_household_rate_drop", code: str = "063", **more: Any) -> dict[str, Any]:
    return {
        "indicator_id": indicator,
        "territory_code": code,
        "period": "2020",
        "figure_status": "chinh_thuc",
        "standard_id": "QD59_2015",
        "base_standard_id": "",
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
        "units_given": 14,
        "units_owed": 14,
        "coverage_territories_pct": Decimal(100),
        "coverage_households_pct": Decimal(100),
        "submission_ids": ["s1", "s2"],
    } | more


def rows(registry: Registry, *values: dict[str, Any]) -> list[dict[str, Any]]:
    return comparison_rows(registry.plans["063-2020-kh"], "chinh_thuc", known(registry, *values), registry)


def known(
    registry: Registry, *values: dict[str, Any], period: str = "2020", status: str = "chinh_thuc"
) -> Values:
    return Values.of(values, period, status, registry.standards)


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
    values = known(small, value(), value(code="poor_communes", actual=Decimal("4.5")))
    (row,) = comparison_rows(replace(plan, targets=(grouped,)), "chinh_thuc", values, small)
    assert (row["actual"], row["group_id"], row["territory_code"]) == (Decimal("4.5"), "poor_communes", "063")
    assert row["verdict_reason"].startswith("Nhóm “Các xã nghèo”: ")


def test_a_partial_figure_shows_its_bounds(small: Registry) -> None:
    partial = value(
        actual=None, actual_low=Decimal(2), actual_high=Decimal(3), is_complete=False, units_given=12
    )
    (row,) = rows(small, partial)
    assert (row["verdict"], row["actual_low"], row["actual_high"]) == (
        "insufficient_data",
        Decimal(2),
        Decimal(3),
    )
    assert row["verdict_reason"].startswith("Mới có số liệu của 12/14 đơn vị, mức giảm từ 2 đến 3 điểm %")


def test_a_qualitative_target_needs_no_indicator(small: Registry) -> None:
    plan = small.plans["063-2020-kh"]
    words = replace(target(">= 1", "qualitative"), indicator_id="", low=None)
    (row,) = comparison_rows(replace(plan, targets=(words,)), "chinh_thuc", Values({}), small)
    assert (row["verdict"], row["indicator_name"]) == ("qualitative", "tên")


def test_an_update_stands_beside_its_own_target(small: Registry) -> None:
    plan = small.plans["063-2020-kh"]
    words = replace(target(">= 1", "qualitative"), indicator_id="", low=None)
    two = replace(plan, targets=(words, replace(words, target_id="other")))
    updates = {"other": Followed(date(2020, 6, 30), "done", "")}
    found = comparison_rows(two, "chinh_thuc", Values({}), small, followed=updates)
    assert ["đã hoàn thành" in row["verdict_reason"] for row in found] == [False, True]


def test_a_part_year_is_a_row_of_its_own_period(small: Registry) -> None:
    """1.486/8.575 at the start, 1.400/8.600 in June: 1,05 points of 2,3.

    15,03 % (17,33 less 2,3) of 8.600 households are 1.292,5: 108 households are still to go.
    """
    half = value(period="2020-H1", numerator=Decimal(1400), actual=Decimal("1.05"))
    values = known(small, value(), half, period="2020-H1")
    plan = small.plans["063-2020-kh"]
    (row,) = comparison_rows(plan, "chinh_thuc", values, small, Period("2020-H1"))
    assert (row["period"], row["verdict"], row["actual"]) == ("2020-H1", "not_due", Decimal("1.05"))
    assert (row["months_left"], row["required_pace"]) == (6, Decimal("0.21"))
    assert row["verdict_reason"] == (
        "Đã giảm 1,05 điểm % trên 2,3 điểm %; còn 1,25 điểm % (khoảng 108 hộ), "
        "0,21 điểm %/tháng (khoảng 18 hộ/tháng) trong 6 tháng còn lại."
    )


def test_the_territory_is_that_of_the_end_of_the_figures_period(small: Registry) -> None:
    """Xã Tú Trĩ was merged in 2020: at the end of January its plan still has a territory, in June no longer."""
    plan = replace(small.plans["063-2020-kh"], territory_code="01987")
    (row,) = comparison_rows(plan, "chinh_thuc", Values({}), small, Period("2020-M01"))
    assert row["territory_name"] == "Xã Tú Trĩ"


def test_an_estimate_says_so(small: Registry) -> None:
    values = known(small, value(figure_status="uoc"), status="uoc")
    (row,) = comparison_rows(small.plans["063-2020-kh"], "uoc", values, small)
    assert row["verdict_reason"].startswith("Ước thực hiện: 1.486 / 8.575")


def test_of_two_standards_the_one_in_force_at_the_end_of_the_period_is_taken(small: Registry) -> None:
    other = value(standard_id="ND07_2021", actual=Decimal(9))
    for order in ([value(), other], [other, value()]):
        assert rows(small, *order)[0]["actual"] == Decimal("2.19")
    assert rows(small, other)[0]["actual"] is None


def test_a_drop_across_two_standards_is_refused_by_name(small: Registry) -> None:
    later = replace(small.plans["063-2020-kh"], period="2022")
    across = value(
        period="2022",
        standard_id="ND07_2021",
        base_standard_id="QD59_2015",
        actual=None,
        baseline=None,
        base_numerator=None,
    )
    values = known(small, across, period="2022")
    (row,) = comparison_rows(later, "chinh_thuc", values, small)
    assert (row["verdict"], row["difference"]) == ("insufficient_data", None)
    assert row["verdict_reason"] == (
        "Không so sánh được: số liệu năm 2021 tính theo chuẩn nghèo tiếp cận đa chiều giai đoạn 2016-2020, "
        "số liệu năm 2022 tính theo chuẩn nghèo đa chiều giai đoạn 2022-2025."
    )


def test_a_share_of_territories_is_counted_in_communes(small: Registry) -> None:
    """128 of 151 communes: 84,77 %."""
    plan = small.plans["063-2020-kh"]
    indicator = replace(
        small.indicators["poor_household_rate"],
        indicator_id="low_poverty_commune_share",
        kind="territory_share",
        predicate=Predicate("poor_household_rate", "<", Decimal(5), "commune"),
    )
    registry = replace(small, indicators=small.indicators | {indicator.indicator_id: indicator})
    aim = replace(target(">= 80", "share_of_territories"), indicator_id=indicator.indicator_id)
    share = value(
        indicator.indicator_id,
        actual=Decimal("84.77"),
        numerator=Decimal(128),
        denominator=Decimal(151),
        base_numerator=None,
        base_denominator=None,
        baseline=None,
    )
    (row,) = comparison_rows(replace(plan, targets=(aim,)), "chinh_thuc", known(registry, share), registry)
    assert row["verdict_reason"] == (
        "128/151 xã = 84,77%; vượt kế hoạch từ 80% trở lên, cao hơn 4,77 điểm %."
    )


def test_targets_stand_in_the_order_of_the_plan(registry: Registry) -> None:
    plan = registry.plans["06-2018-qd560"]
    found = comparison_rows(plan, "chinh_thuc", Values({}), registry)
    assert [row["target_id"] for row in found] == [t.target_id for t in plan.targets]
