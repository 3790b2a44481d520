"""The figures over the change of standard: 2021 under both, the drop of 2022 within one, and never across two."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from flows.places import Workspace
from flows.stores.reference import read_registry
from tests.flow_helpers import Row, deliver, release, run, table, tonghop
from tests.flows.province_reports import (
    HOUSEHOLDS,
    NEW,
    OLD,
    SENDER,
    districts,
    own_reference,
    report,
    review,
    review_of_2021,
)
from tests.plan_texts import plan_text

pytestmark = pytest.mark.slow

DEPARTMENT = f"{SENDER},Sở Lao động tỉnh Bắc Kạn,one,F01,06,district,"
OBLIGATIONS = f"""\
submitter_id,submitter_name_vi,submitter_rule,form_id,territory_code,territory_level,item_ids,first_period,\
last_period,figure_status,due_month,due_day,standard_id
{DEPARTMENT},2021,2022,chinh_thuc,12,20,
{DEPARTMENT},2021,2021,chinh_thuc,12,20,{NEW}
"""
HOUSEHOLDS_2022, POOR_2022, NEAR_POOR_2022 = 81_900, 18_100, 7_600
LEVEL = {
    "text_vi": "tỷ lệ hộ nghèo còn 20%", "indicator_id": "poor_household_rate", "kind": "level", "comparator": "<=",
    "low": "20", "measure_unit": "%",
}  # fmt: skip
DROP = {
    "text_vi": "giảm tỷ lệ hộ nghèo 4%", "indicator_id": "poor_household_rate_drop", "kind": "drop_pp", "low": "4",
    "measure_unit": "điểm %",
}  # fmt: skip
OF_2021 = plan_text(LEVEL, plan_id="06-2021-kh", period="2021")
OF_2022 = plan_text(DROP, LEVEL, plan_id="06-2022-kh", period="2022")


def aggregated(workspace: Path, *standards: str) -> Path:
    """A workspace with the reviews of 2021 under some standards and that of 2022, after a run."""
    own_reference(workspace, obligations=OBLIGATIONS, plan=OF_2021, next_plan=OF_2022)
    registry = read_registry(Workspace(workspace))
    figures = review(districts(registry), HOUSEHOLDS_2022, POOR_2022, NEAR_POOR_2022)
    files = {f"{SENDER}/2021 {standard}.xlsx": review_of_2021(registry, standard) for standard in standards}
    deliver(
        workspace,
        {**files, f"{SENDER}/2022.xlsx": report(registry, "F01", "2022", NEW, figures)},
        day="2022-12-20",
    )
    run(workspace)
    return workspace


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return aggregated(tmp_path_factory.mktemp("figures") / "w", OLD, NEW)


@pytest.fixture(scope="module")
def only_the_old(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return aggregated(tmp_path_factory.mktemp("figures") / "w", OLD)


def of_province(workspace: Path, indicator: str, period: str) -> dict[str, Row]:
    """The published rows of the province for a period, by standard."""
    rows = table(release(workspace, "06-2022-kh"), "indicators")
    return {
        row["standard_id"]: row
        for row in rows
        if (row["indicator_id"], row["territory_code"], row["period"]) == (indicator, "06", period)
    }


def judged(workspace: Path, plan: str) -> list[Row]:
    return table(release(workspace, plan), "comparison")


def test_the_year_of_the_change_is_published_under_both(both: Path) -> None:
    """13.867/81.476 = 17,0197; 21.946/81.476 = 26,9355."""
    assert HOUSEHOLDS == 81_476
    found = of_province(both, "poor_household_rate", "2021")
    assert {standard: (row["numerator"], row["actual"]) for standard, row in found.items()} == {
        OLD: ("13867", "17.02"),
        NEW: ("21946", "26.94"),
    }


def test_the_drop_is_taken_within_the_new_standard(both: Path) -> None:
    """26,9355 - 18.100/81.900 = 26,9355 - 22,1001 = 4,8354; with the old one it would be 17,02 - 22,10 = -5,08."""
    (row,) = of_province(both, "poor_household_rate_drop", "2022").values()
    assert (row["standard_id"], row["actual"]) == (NEW, "4.84")
    drop = judged(both, "06-2022-kh")[0]
    assert (drop["baseline"], drop["actual"], drop["verdict"]) == ("26.94", "4.84", "exceeded")
    assert "21.946 / 81.476 - 18.100 / 81.900 = 26,94% - 22,10% = 4,84 điểm %" in drop["verdict_reason"]


def test_a_plan_is_judged_by_the_standard_in_force_at_its_end(both: Path) -> None:
    """20 per cent were asked for: 17,02 under the standard of 2021 meets it, the 26,94 of the next one is not asked."""
    (level,) = judged(both, "06-2021-kh")
    assert (level["standard_id"], level["actual"], level["verdict"]) == (OLD, "17.02", "exceeded")


def test_a_series_breaks_at_the_change(both: Path) -> None:
    done = tonghop("series", "poor_household_rate", "06", "--json", "--workspace", both)
    (found,) = json.loads(done.stdout)
    breaks = [(p["period"], p["standard_id"], bool(p["break_before"])) for p in found["points"]]
    assert breaks == [("2021", OLD, False), ("2021", NEW, True), ("2022", NEW, False)]


def test_no_drop_across_two_standards(only_the_old: Path) -> None:
    """Where only the old figure of 2021 is known: no figure, no baseline, and the sentence that says why."""
    drop = judged(only_the_old, "06-2022-kh")[0]
    assert drop["verdict"] == "insufficient_data"
    assert {drop[name] for name in ("actual", "actual_low", "actual_high", "baseline", "difference")} == {""}
    assert (
        "không so sánh được: số liệu năm 2021 tính theo chuẩn nghèo tiếp cận đa chiều giai đoạn 2016-2020, "
        "số liệu năm 2022 tính theo chuẩn nghèo đa chiều giai đoạn 2022-2025"
    ) in drop["verdict_reason"].replace("Không so sánh", "không so sánh")


def test_the_level_of_the_new_year_is_judged_all_the_same(only_the_old: Path) -> None:
    """18.100/81.900 = 22,1001 against 20."""
    level = judged(only_the_old, "06-2022-kh")[1]
    assert (level["actual"], level["baseline"], level["verdict"]) == ("22.1", "", "not_met")
    assert Decimal(level["difference"]) == Decimal("2.1")
