"""`tonghop plan show` as a person calls it before anything arrived; with figures: tests/flows/test_two_statuses.py."""

import json
from pathlib import Path

import pytest

from tests.flow_helpers import tonghop
from tests.plan_texts import plan_text
from transforms.registry import Registry

pytestmark = pytest.mark.slow
DONE, WRONG_USAGE = 0, 2
PLAN = "44-2024-kh197"
VERDICTS = (
    "exceeded", "met", "near", "not_met", "worse", "not_due", "insufficient_data", "qualitative",
)  # fmt: skip


def show(workspace: Path, *arguments: str) -> str:
    done = tonghop("plan", "show", *arguments, "--workspace", workspace)
    assert done.returncode == DONE, done.stderr
    return done.stdout


def test_before_anything_arrived_every_target_is_without_a_figure(tmp_path: Path, registry: Registry) -> None:
    said = show(tmp_path, PLAN, "--as-of", "2024-07-15")
    assert "Chưa có số liệu nào của kỳ 2024, tính đến hết ngày 15/07/2024." in said
    targets = [line for line in said.splitlines() if ": kế hoạch " in line]
    assert len(targets) == len(registry.plans[PLAN].targets)
    assert all("kết quả chưa có số liệu · Chưa đủ số liệu" in line for line in targets)
    assert list(tmp_path.iterdir()) == []


def test_the_same_in_english(tmp_path: Path) -> None:
    said = show(tmp_path, PLAN, "--as-of", "2024-07-15", "--lang", "en")
    assert "No figure of 2024 is there, as known by the end of 15/07/2024." in said
    assert "result no figure · Insufficient data" in said


def test_a_qualitative_aim_is_shown_without_numbers(tmp_path: Path) -> None:
    said = show(tmp_path, "19-2024-kh85", "--as-of", "2024-12-31")
    assert said.count(": Định tính") == 11
    assert "kế hoạch  ·" not in said


def test_tasks_are_as_far_as_was_said_by_the_day(tmp_path: Path) -> None:
    (tmp_path / "reference").mkdir()
    (tmp_path / "reference" / "task_updates.add.csv").write_text(
        "plan_id,target_id,updated_on,state,note_vi,source\n"
        "19-2024-kh85,19-2024-kh85-1,2024-06-10,in_progress,,báo cáo\n"
        "19-2024-kh85,19-2024-kh85-1,2024-11-10,done,,báo cáo\n",
        encoding="utf-8",
    )
    before, between, after = (
        show(tmp_path, "19-2024-kh85", "--as-of", day) for day in ("2024-06-09", "2024-06-10", "2024-11-10")
    )
    assert ("10/06/2024" in before, "10/06/2024" in between) == (False, True)
    assert "đang thực hiện" in between
    assert "đã hoàn thành" in after


def test_the_plan_is_the_one_in_force_on_the_day(tmp_path: Path) -> None:
    aim = {
        "text_vi": "tỷ lệ hộ nghèo còn 15%", "indicator_id": "poor_household_rate", "kind": "level",
        "comparator": "<=", "low": "15", "measure_unit": "%",
    }  # fmt: skip
    later = {**aim, "target_id": "1", "name_vi": "Chỉ tiêu 1", "low": "14"}
    amendment = {
        "document_vi": "Quyết định 1", "issued_on": "2020-06-01", "in_force_from": "2020-07-01",
        "reason_vi": "điều chỉnh", "targets": [later],
    }  # fmt: skip
    (tmp_path / "reference" / "plans").mkdir(parents=True)
    text = plan_text(aim, amendments=[amendment])
    (tmp_path / "reference" / "plans" / "own.yaml").write_text(text, encoding="utf-8")
    assert "kế hoạch ≤ 15%" in show(tmp_path, "06-2020-kh", "--as-of", "2020-06-30")
    assert "kế hoạch ≤ 14%" in show(tmp_path, "06-2020-kh", "--as-of", "2020-07-01")
    half = show(tmp_path, "06-2020-kh", "--as-of", "2020-07-01", "--period", "2020-H1")
    assert "kế hoạch ≤ 15%" in half


def test_for_machines(tmp_path: Path) -> None:
    found = json.loads(show(tmp_path, PLAN, "--as-of", "2024-07-15", "--period", "2024-H1", "--json"))
    assert (found["plan_id"], found["period"], found["figure_status"]) == (PLAN, "2024-H1", "")
    assert found["figure_statuses_known"] == []
    assert found["as_of"] == "2024-07-15"
    assert {row["actual"] for row in found["comparison"]} == {None}


@pytest.mark.parametrize(
    ("arguments", "listed"),
    [
        (["06-2031-kh"], "44-2024-kh197"),
        ([PLAN, "--period", "2024-Q2"], "2024, 2024-H1, 2024-Q1, 2024-M01"),
        ([PLAN, "--period", "hôm qua"], "2024, 2024-H1, 2024-Q1, 2024-M01"),
        ([PLAN, "--status", "cuoi_cung"], "uoc, so_bo, chinh_thuc, phe_duyet"),
        (["14-2020-kh86"], "Chưa có văn bản"),
        ([PLAN], "tonghop run"),
    ],
)
def test_what_cannot_be_shown_says_what_can(arguments: list[str], listed: str, tmp_path: Path) -> None:
    done = tonghop("plan", "show", *arguments, "--workspace", tmp_path)
    assert done.returncode == WRONG_USAGE
    assert listed in done.stderr
    assert list(tmp_path.iterdir()) == []
