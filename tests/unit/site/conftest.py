"""A dossier of the small release: a rate over two years and two standards, its cells, one receipt."""

from dataclasses import asdict, replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from flows.receipts import SubmissionReceipt
from tests.samples.write import shipped_registry
from transforms.release import Release
from transforms.site.dossier import Dossier
from transforms.site.traces import ReportedLine, SourceCell, Traces

RATE, OLD, NEW = "poor_household_rate", "QD59_2015", "ND07_2021"
SUBMISSION = "aa" * 32
BORN = date(2004, 8, 31)


def row_of(code: str, period: str, numerator: int, denominator: int, **more: Any) -> dict[str, Any]:
    """A row of `as_reported`: a rate of a territory."""
    return {
        "indicator_id": RATE,
        "territory_code": code,
        "territory_valid_from": BORN,
        "territory_name": {"06": "Tỉnh Bắc Kạn", "060": "Huyện Pác Nặm", "062": "Huyện Ngân Sơn"}[code],
        "level": "province" if code == "06" else "district",
        "period": period,
        "figure_status": "chinh_thuc",
        "standard_id": OLD,
        "numerator": Decimal(numerator),
        "denominator": Decimal(denominator),
        "actual": (Decimal(100 * numerator) / denominator).quantize(Decimal("0.01")),
        "actual_low": None,
        "actual_high": None,
        "base_numerator": None,
        "base_denominator": None,
        "is_complete": True,
        "is_own_line": False,
        "coverage_territories_pct": Decimal(100),
        "units_owed": 2,
        "units_given": 2,
    } | more


def cell_of(item_id: str, value: int, cell: str) -> SourceCell:
    number = Decimal(value)
    return SourceCell(item_id, "2018", number, "reported", number, SUBMISSION, "Biểu 1", cell, str(value), "")


def receipt_of(**more: Any) -> dict[str, Any]:
    """A receipt as the archive keeps it."""
    receipt = SubmissionReceipt(
        SUBMISSION,
        "060",
        "a.xlsx",
        "2018-12-17T08:30:00+07:00",
        1,
        form_id="F01",
        form_version="2016",
        period="2018",
        figure_status="chinh_thuc",
        verdict="accepted_to_explain",
        cells_read=30,
        cells_ignored_by_rule=4,
        cells_unrecognised=1,
        due_date="2018-12-14",
        deadline="late",
        days_late=1,
        version=2,
        ledger_entry="bb" * 32,
        cells_required=20,
        cells_given=19,
    )
    return asdict(receipt) | more


@pytest.fixture
def dossier(release: Release) -> Dossier:
    """The province is the sum of one district that reported; the other is missing."""
    line = ReportedLine("2018", "060", BORN, "chinh_thuc", OLD)
    issues = [replace(issue, submission_id=SUBMISSION) for issue in release.issues]
    duties = [replace(d, submission_id=SUBMISSION if d.submission_id else "") for d in release.duties]
    return Dossier(
        release=replace(
            release,
            duties=tuple(duties),
            issues=tuple(issues),
            table_notes=(1,),
            notes_en=("Of a target.", "A note."),
        ),
        registry=shipped_registry(),
        traces=Traces(
            {(RATE, "06", OLD): (line,), (RATE, "060", OLD): (line,)},
            {
                line: {
                    "poor_households": (cell_of("poor_households", 2134, "G12"),),
                    "resident_households": (cell_of("resident_households", 17208, "C12"),),
                }
            },
        ),
        history=[
            row_of("06", "2017", 2500, 17000),
            row_of("06", "2018", 2134, 17208, is_complete=False, coverage_territories_pct=Decimal(50)),
            row_of("060", "2018", 2134, 17208),
        ],
        receipts={SUBMISSION: receipt_of()},
        issues={SUBMISSION: issues},
        identity={
            "plan_id": "06-2018",
            "previous_release_id": "",
            "code_sha256": "c" * 64,
            "reference_sha256": "d" * 64,
            "basis": {"rules": "e" * 64, "boundaries": "f" * 64, "corrections": {}},
            "inputs": [
                {
                    "submission_id": SUBMISSION,
                    "submitter_id": "060",
                    "form_id": "F01",
                    "period": "2018",
                    "figure_status": "chinh_thuc",
                    "received_date": "2018-12-17",
                    "verdict": "accepted_to_explain",
                }
            ],
        },
        files=("comparison.xlsx", "comparison.csv", "manifest.json"),
    )
