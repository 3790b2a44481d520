"""A small release with inline figures: Bắc Kạn 2018, three targets, one of them without an actual."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from transforms.release import DutyState, Release, TerritoryLine
from transforms.schemas import COMPARISON
from transforms.terms.indicator import Indicator
from transforms.terms.period import Period
from transforms.terms.plan import Plan, Target
from transforms.terms.rule import Issue
from transforms.terms.standard import FigureStatus

DROP, JOBS = "poor_household_rate_drop", "new_job_count"


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
    comparison = (
        _row(targets[2], "5482", "exceeded", progress_pct=Decimal("109.64")),
        _row(targets[1], None, "insufficient_data", **missing),
        _row(targets[0], "2.65", "not_met"),
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
        figure_status=FigureStatus("chinh_thuc", "Chính thức", 3, ()),
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
    )
