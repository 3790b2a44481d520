"""`tonghop plan check` as a person calls it."""

import json
from pathlib import Path

import pytest

from tests.flow_helpers import tonghop
from tests.plan_texts import plan_text

pytestmark = pytest.mark.slow

DONE, WRONG_USAGE, BAD_REFERENCE = 0, 2, 5


def test_every_plan_is_named_and_findings_are_no_failure(tmp_path: Path) -> None:
    done = tonghop("plan", "check", "--workspace", tmp_path)
    assert done.returncode == DONE, done.stderr
    for plan_id in ("06-2018-qd560", "063-2020-kh", "116-2020-kh159", "19-2024-kh85", "44-2024-kh197"):
        assert f"{plan_id} · " in done.stdout
    assert "[Sai lệch · chỉ tiêu 6] Câu trích “số hộ nghèo còn lại là 9.084 hộ”" in done.stdout
    assert "1 sai lệch · 1 còn thiếu căn cứ · 2 chưa cộng được" in done.stdout
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_a_plan_without_trouble_says_so(tmp_path: Path) -> None:
    done = tonghop("plan", "check", "06-2018-qd560", "--workspace", tmp_path)
    assert "06-2018-qd560 · Quyết định số 560/QĐ-UBND" in done.stdout
    assert "Không phát hiện điều gì sai hoặc còn thiếu." in done.stdout
    assert "44-2024-kh197" not in done.stdout
    assert "Đã kiểm tra 1 kế hoạch: 0 sai lệch" in done.stdout


@pytest.mark.slow
def test_a_plan_without_its_text_says_so(tmp_path: Path) -> None:
    said = tonghop("plan", "check", "14-2020-kh86", "--workspace", tmp_path).stdout
    assert "[Lưu ý] Chưa có văn bản" in said
    assert "Chưa nhập chỉ tiêu nào" not in said
    others = tonghop("plan", "check", "116-2020-kh159", "--workspace", tmp_path).stdout
    assert "Chưa có văn bản" not in others


@pytest.mark.slow
def test_the_same_in_english(tmp_path: Path) -> None:
    done = tonghop("plan", "check", "44-2024-kh197", "--workspace", tmp_path, "--lang", "en")
    assert "[Slip · target 6]" in done.stdout
    assert "resident households are about 257.9 thousand" in done.stdout


@pytest.mark.slow
def test_findings_for_machines(tmp_path: Path) -> None:
    done = tonghop("plan", "check", "44-2024-kh197", "19-2024-kh85", "--workspace", tmp_path, "--json")
    plans = json.loads(done.stdout)["plans"]
    assert [(p["plan_id"], p["is_clean"]) for p in plans] == [
        ("44-2024-kh197", False),
        ("19-2024-kh85", True),
    ]
    slip = plans[0]["findings"][0]
    assert (slip["kind"], slip["target_ids"]) == ("slip", ["44-2024-kh197-6"])
    assert slip["said_vi"] != slip["said_en"]


@pytest.mark.slow
def test_a_plan_that_is_none_is_wrong_usage(tmp_path: Path) -> None:
    done = tonghop("plan", "check", "06-2031-kh", "--workspace", tmp_path)
    assert done.returncode == WRONG_USAGE
    assert "06-2031-kh" in done.stderr
    assert "44-2024-kh197" in done.stderr


def test_a_plan_of_the_workspace_is_checked_like_the_others(tmp_path: Path) -> None:
    aim = {
        "text_vi": "tỷ lệ hộ nghèo còn 5%", "indicator_id": "poor_household_rate", "kind": "level",
        "comparator": "<=", "low": "15", "measure_unit": "%",
    }  # fmt: skip
    (tmp_path / "reference" / "plans").mkdir(parents=True)
    (tmp_path / "reference" / "plans" / "own.yaml").write_text(plan_text(aim), encoding="utf-8")
    done = tonghop("plan", "check", "06-2020-kh", "--workspace", tmp_path)
    assert done.returncode == DONE
    assert "Số 15 đã nhập không có trong câu trích" in done.stdout


@pytest.mark.slow
def test_a_stated_figure_that_names_nothing_stops_the_check(tmp_path: Path) -> None:
    lost = {
        "stated_id": "a", "text_vi": "10 hộ", "name_vi": "a", "indicator_id": "", "period": "2019",
        "value": "10", "measure_unit": "hộ", "part_of": "b",
    }  # fmt: skip
    (tmp_path / "reference" / "plans").mkdir(parents=True)
    (tmp_path / "reference" / "plans" / "own.yaml").write_text(plan_text(stated=[lost]), encoding="utf-8")
    done = tonghop("plan", "check", "--workspace", tmp_path)
    assert done.returncode == BAD_REFERENCE
    assert "unknown stated figure b" in done.stderr
