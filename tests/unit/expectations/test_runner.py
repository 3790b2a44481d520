"""Great Expectations judges the same frame as the plain reading of it: one validation, looked at from all sides."""

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.builders import f01, read, submitted
from transforms.checks.batches import form_batches
from transforms.checks.frame import Batch
from transforms.registry import Registry

if TYPE_CHECKING:
    from expectations.runner import Validation

pytestmark = pytest.mark.gx

# s1: a blank cell, a negative count, poor and near-poor beyond all, a wrong total, a unit missing. s2: all right.
FAULTY = """
    1 | Thị trấn Phủ Thông | 100 | 400 |  | 5 | 40 | 20
    2 | Xã Sĩ Bình | 200 | 800 | -20 | 6 | 80 | 24
    3 | Xã Tân Tú | 300 | 900 | 300 | 7 | 900 | 28
     | Tổng cộng | 601 | 2100 | 280 | 18 | 1020 | 72
"""
GOOD = """
    1 | Xã Phong Huân | 100 | 400 | 10 | 5 | 40 | 20
    2 | Xã Yên Phong | 200 | 800 | 20 | 6 | 80 | 24
    3 | Xã Tân Tiến | 300 | 900 | 30 | 7 | 90 | 28
"""


@pytest.fixture(scope="module")
def batch(small: Registry) -> Batch:
    sheets = [
        submitted(read(f01(FAULTY), small), "063", "s1"),
        submitted(read(f01(GOOD), small, "064"), "064", "s2"),
    ]
    (found,) = form_batches(sheets, small)
    return found


@pytest.fixture(scope="module")
def validation(batch: Batch, small: Registry) -> "Validation":
    from expectations.runner import validate

    return validate(batch, small)


def test_the_findings_are_those_of_the_faulty_cells(validation: "Validation") -> None:
    found = sorted((f.rule_id, f.cell) for f in validation.findings)
    assert found == [
        ("C00", "E4"),
        ("C03a", "E5"),
        ("C04", "C6"),
        ("C04", "D6"),
        ("C09", "C7"),
    ]


def test_findings_belong_to_their_own_submission(validation: "Validation") -> None:
    assert {f.submission_id for f in validation.findings} == {"s1"}


def test_every_rule_could_run(validation: "Validation") -> None:
    assert validation.could_not_run == ()


def test_the_native_result_has_one_expectation_a_check_with_rule_and_severity(
    validation: "Validation", batch: Batch
) -> None:
    results = validation.native["results"]
    assert [r["expectation_config"]["meta"]["rule_id"] for r in results] == [c.rule_id for c in batch.checks]
    severities = {
        r["expectation_config"]["meta"]["rule_id"]: r["expectation_config"]["severity"] for r in results
    }
    assert severities["C03a"] == "critical"
    assert severities["C09"] == "warning"
    assert validation.native["success"] is False


def test_the_native_result_holds_nothing_of_the_run_itself(validation: "Validation") -> None:
    assert set(validation.native) == {"success", "results", "statistics", "suite_name"}
    assert validation.native["suite_name"] == "F01-2016-2021"


def test_the_native_result_is_plain_json(validation: "Validation") -> None:
    import json

    assert json.loads(json.dumps(validation.native))["statistics"]["evaluated_expectations"] > 10


def test_a_rule_that_cannot_run_is_told_and_finds_nothing(small: Registry) -> None:
    from expectations.runner import validate

    (one,) = form_batches([submitted(read(f01(GOOD), small, "064"), "064", "s2")], small)
    broken = replace(one, frame=one.frame.drop(columns=["value:poor_households"]))
    found = validate(broken, small)
    assert found.could_not_run == ("value:poor_households",)
    assert found.findings == ()
    assert {c.rule_id: c.could_not_run for c in found.counts if c.could_not_run} == {"C03a": 1}


def test_each_rule_counts_the_places_it_judged_and_those_that_broke_it(
    validation: "Validation", batch: Batch
) -> None:
    counts = {count.rule_id: (count.judged, count.failed) for count in validation.counts}
    required = [c.column for c in batch.checks if c.rule_id == "C00"]
    units = int((batch.frame["role"] == "part").sum())
    assert counts["C00"] == (len(required) * units, 1)
    assert counts["C09"] == (6, 1)
    assert {(c.form_id, c.period) for c in validation.counts} == {("F01", "2021")}
