"""A small release with inline figures: Bắc Kạn 2018, three targets, one of them without an actual."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.builders import shipped_messages
from transforms.judging import Followed
from transforms.release import DutyState, Release, TerritoryLine
from transforms.schemas import COMPARISON
from transforms.terms.indicator import Indicator
from transforms.terms.period import Period
from transforms.terms.plan import Plan, Target
from transforms.terms.rule import Issue
from transforms.terms.standard import FigureStatus

DROP, JOBS = "poor_household_rate_drop", "new_job_count"
PRELIMINARY = FigureStatus("so_bo", "Sơ bộ", 2, (), "Preliminary")
OFFICIAL = FigureStatus("chinh_thuc", "Chính thức", 3, (), "Official")
RATE, COUNT, COUNT_DROP = "poor_household_rate", "poor_household_count", "poor_household_count_drop"


def _target(number: int, name: str, indicator: str, aim: str, unit: str) -> Target:
    comparator, low = aim.split()
    return Target(
        f"06-2018-{number}",
        f"nguyên văn {number}",
        name,
        indicator,
        "k",
        comparator,
        Decimal(low),
        None,
        unit,
        "",
        "",
    )


def _indicator(indicator_id: str, decimals: int, unit: str) -> Indicator:
    return Indicator(
        indicator_id, indicator_id, indicator_id, "rate", (), (), "", unit, decimals, True, "", "", ""
    )


def _row(target: Target, actual: str | None, verdict: str, **more: Any) -> dict[str, Any]:
    value = None if actual is None else Decimal(actual)
    row = dict.fromkeys((field.name for field in COMPARISON.fields), None) | {
        "plan_id": "06-2018",
        "target_id": target.target_id,
        "target_text": target.text_vi,
        "indicator_id": target.indicator_id,
        "comparator": target.comparator,
        "target_low": target.low,
        "measure_unit": target.measure_unit,
        "actual": value,
        "difference": None if value is None or target.low is None else value - target.low,
        "verdict": verdict,
        "verdict_reason": f"Lý do {target.target_id}.",
        "submission_ids": ["aa", "bb"],
    }
    return row | more


@pytest.fixture
def release() -> Release:
    targets = (
        _target(1, "Giảm tỷ lệ hộ nghèo", DROP, ">= 2.7", "điểm %"),
        _target(2, "Trong đó: huyện nghèo, xã nghèo", DROP, "> 4", "điểm %"),
        _target(10, "Lao động được giải quyết việc làm mới", JOBS, ">= 5000", "người"),
    )
    missing = {
        "actual_low": Decimal("3.1"),
        "actual_high": Decimal("4.6"),
        "coverage_territories_pct": Decimal("99.99"),
    }
    whole = {"coverage_territories_pct": Decimal(100), "coverage_households_pct": Decimal("99.73")}
    span = "Mới có số liệu của 7/8 đơn vị, mức giảm từ 3,1 đến 4,6 điểm %."
    comparison = (
        _row(targets[2], "5482", "exceeded", progress_pct=Decimal("109.64")),
        _row(targets[1], None, "insufficient_data", verdict_reason=span, **missing),
        _row(targets[0], "2.65", "not_met", **whole),
    )
    return Release(
        release_id="r1",
        plan=Plan(
            "06-2018",
            "Kế hoạch năm 2018",
            "Quyết định số 560/QĐ-UBND",
            "UBND tỉnh Bắc Kạn",
            date(2018, 4, 11),
            "06",
            "2018",
            "Nguồn",
            targets,
            "",
        ),
        period=Period("2018"),
        figure_status=OFFICIAL,
        standard_name_vi="Chuẩn nghèo 2016-2020",
        territory_name="Tỉnh Bắc Kạn",
        comparison=comparison,
        indicators=(),
        definitions={DROP: _indicator(DROP, 2, "điểm %"), JOBS: _indicator(JOBS, 0, "người")},
        territories=(
            TerritoryLine(
                "06",
                "Tỉnh Bắc Kạn",
                "province",
                0,
                Decimal(79677),
                Decimal(17435),
                Decimal("21.88"),
                Decimal(9415),
                Decimal("11.82"),
                Decimal("2.65"),
                Decimal(100),
            ),
            TerritoryLine(
                "060",
                "Huyện Pác Nặm",
                "district",
                1,
                Decimal(6944),
                Decimal(2777),
                Decimal("39.99"),
                Decimal(800),
                Decimal("11.52"),
                None,
                Decimal(100),
                rank=1,
                coverage_households_pct=Decimal("98.5"),
                is_across_standards=True,
            ),
            TerritoryLine(
                "062", "Huyện Ngân Sơn", "district", 1, None, None, None, None, None, None, Decimal(0)
            ),
        ),
        duties=(
            DutyState(
                "060",
                "UBND huyện Pác Nặm",
                "F01",
                "2018",
                date(2018, 12, 14),
                "accepted",
                "aa",
                "a.xlsx",
                date(2018, 12, 17),
            ),
            DutyState("062", "UBND huyện Ngân Sơn", "F01", "2018", date(2018, 12, 14), "missing"),
        ),
        issues=(
            Issue(
                "i2",
                "C08",
                "explain",
                "aa",
                "060",
                "F01",
                "2018",
                "Biểu",
                "G10",
                "01858",
                "poor_households",
                "2040",
                "20,40",
                "Ô G10: <script>alert(1)</script>",
                "Sửa tỷ lệ.",
            ),
            Issue(
                "i1",
                "R13",
                "reject_cell",
                "aa",
                "060",
                "F01",
                "2018",
                "Biểu",
                "G9",
                "01858",
                "poor_households",
                "=1+1",
                "số nguyên",
                "=1+1",
                "@SUM(A1)",
            ),
        ),
        notes_vi=('=HYPERLINK("x")', "Ghi chú thứ hai."),
        is_simulated=True,
        figure_statuses=(PRELIMINARY, OFFICIAL),
        rank_minimum_households=100,
        texts=shipped_messages(),
        standard_name_en="Poverty standard 2016-2020",
        notes_en=("A note.",),
        reasons_en={target.target_id: f"Reason {target.target_id}." for target in targets},
    )


@pytest.fixture
def halfway(release: Release) -> Release:
    """The first half of the year: two aims of the year's end, one that is phased and already passed."""
    drop = replace(_target(2, "Số hộ nghèo giảm trong năm", COUNT_DROP, ">= 2063", "hộ"), kind="drop_count")
    left = replace(_target(3, "Số hộ nghèo còn lại", COUNT, "<= 8410", "hộ"), kind="level_count")
    jobs = replace(release.plan.targets[2], kind="count")
    pace = {"months_left": 6, "required_pace": Decimal(265)}
    comparison = (
        _row(drop, "473", "not_due", progress_pct=Decimal("22.93"), **pace),
        _row(left, "10000", "not_due", **pace),
        _row(
            jobs,
            "5482",
            "exceeded",
            progress_pct=Decimal("109.64"),
            phased_low=Decimal(2500),
            months_left=6,
        ),
    )
    plan = replace(release.plan, targets=(drop, left, jobs))
    definitions = {**release.definitions, COUNT: replace(_indicator(COUNT, 0, "hộ"), is_higher_better=False)}
    return replace(
        release, plan=plan, comparison=comparison, definitions=definitions, period=Period("2018-H1")
    )


@pytest.fixture
def followed(release: Release) -> Release:
    """A plan of two aims without numbers, one of them with an update."""
    targets = tuple(
        replace(
            release.plan.targets[0],
            target_id=f"06-2018-{number}",
            text_vi=f"nguyên văn {number}",
            name_vi=f"Giải pháp {number}",
            indicator_id="",
            kind="qualitative",
            comparator="",
            low=None,
            measure_unit="",
        )
        for number in (1, 2)
    )
    return replace(
        release,
        plan=replace(release.plan, targets=targets),
        comparison=tuple(_row(target, None, "qualitative") for target in targets),
        followed={"06-2018-1": Followed(date(2018, 7, 5), "in_progress", "Đã mở 5 lớp")},
    )


@pytest.fixture
def revised(release: Release) -> Release:
    """Three figures that changed between preliminary and official: a commune, and the province twice."""
    rate = replace(_indicator(RATE, 2, "%"), name_vi="Tỷ lệ hộ nghèo")
    count = replace(_indicator(COUNT, 0, "hộ"), name_vi="Số hộ nghèo")
    commune = {"territory_code": "01858", "territory_name": "Xã Bộc Bố", "level": "commune"}
    rows = (
        _revision(COUNT, None, "40", "late_reports", units_added=1, **commune),
        _revision(COUNT, "17500", "17435", "withdrawn", units_dropped=2),
        _revision(
            RATE, "22.01", "21.88", "late_and_corrected", units_added=1, units_corrected=3, measure_unit="%"
        ),
    )
    return replace(release, revisions=rows, definitions={RATE: rate, COUNT: count, **release.definitions})


def _revision(indicator_id: str, before: str | None, after: str, cause: str, **more: Any) -> dict[str, Any]:
    values = None if before is None else Decimal(before), Decimal(after)
    return {
        "indicator_id": indicator_id,
        "territory_code": "06",
        "territory_name": "Tỉnh Bắc Kạn",
        "level": "province",
        "period": "2018",
        "from_status": "so_bo",
        "to_status": "chinh_thuc",
        "actual_from": values[0],
        "actual_to": values[1],
        "difference": None if values[0] is None else values[1] - values[0],
        "measure_unit": "hộ",
        "units_added": 0,
        "units_corrected": 0,
        "units_dropped": 0,
        "cause": cause,
    } | more
