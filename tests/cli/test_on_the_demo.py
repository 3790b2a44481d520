"""Commands on a finished demo: what they say, and that a run with nothing new is a light one."""

import json
from pathlib import Path

import pytest

from tests.cli.test_commands import imported
from tests.flow_helpers import demo, release, sample, table, tonghop

pytestmark = pytest.mark.slow


@pytest.fixture(scope="session")
def shown(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    return demo(tmp_path_factory.getbasetemp())


def test_the_demo_tells_its_steps_its_sums_and_what_to_open(shown: tuple[Path, str]) -> None:
    """110 good reports of 117 deliveries; of 18 targets 12 met or exceeded, 5 not, 1 not judged."""
    workspace, said = shown
    for step in ("1/5", "2/5", "3/5", "4/5", "5/5"):
        assert step in said
    assert "nhận 117 · đạt 101 · đạt, cần giải trình 9 · trả lại 6 · trùng 1" in said
    assert "đạt hoặc vượt 12 · không đạt 5 · chưa đánh giá 1" in said
    opened = [line.split(": ", 1)[1] for line in said.splitlines() if line.startswith("Mở bằng trình duyệt")]
    assert len(opened) == 3
    assert all(Path(path).is_file() for path in opened)
    assert str(workspace / "returned") in said


def test_a_run_with_nothing_new_imports_neither_prefect_nor_great_expectations(
    shown: tuple[Path, str],
) -> None:
    heavy = imported("run", "--workspace", shown[0]) & {"prefect", "great_expectations", "pandas"}
    assert not heavy


def test_a_demo_that_is_called_again_delivers_nothing_twice(shown: tuple[Path, str]) -> None:
    done = tonghop("demo", "--workspace", shown[0])
    assert done.returncode == 0
    assert "Không có gì mới" in done.stdout


def test_status_counts_what_came_and_names_what_did_not(shown: tuple[Path, str]) -> None:
    said = tonghop("status", "--workspace", shown[0]).stdout
    assert "Chưa nộp: 063-yte" in said
    assert "Kỳ 2018: phải nộp 29 · đạt 29" in said
    # Five of the eight districts of Đắk Nông sent nothing; the three others have to explain.
    assert "Kỳ 2024: phải nộp 24 · đạt 0 · cần giải trình 9 · trả lại 0 · chưa nộp 15" in said
    as_json = json.loads(tonghop("status", "--workspace", shown[0], "--period", "2020", "--json").stdout)
    missing = [o["submitter_id"] for o in as_json["owed"] if o["state"] == "missing"]
    assert missing == ["063-yte"]
    assert as_json["run"]["verdicts"] == {"accepted": 101, "accepted_to_explain": 9, "returned": 6}


def test_status_knows_who_was_late(shown: tuple[Path, str]) -> None:
    """One department of Bắc Kạn sent its figures on 16 January 2019; they were due on the 15th."""
    owed = json.loads(tonghop("status", "--workspace", shown[0], "--period", "2018", "--json").stdout)["owed"]
    late = [o for o in owed if o["first_accepted_date"] > o["due_date"]]
    assert [(o["submitter_id"], o["due_date"], o["first_accepted_date"]) for o in late] == [
        (late[0]["submitter_id"], "2019-01-15", "2019-01-16")
    ]


def test_status_in_english(shown: tuple[Path, str]) -> None:
    said = tonghop("status", "--workspace", shown[0], "--period", "2020", "--lang", "en").stdout
    assert "Missing: 063-yte" in said


def test_a_trace_goes_down_to_the_cell(shown: tuple[Path, str]) -> None:
    """Bạch Thông 2020: 2,19 points; 1.302 and 1.486 poor households, from 14 and 17 communes."""
    said = tonghop("trace", "poor_household_rate_drop", "063", "2020", "--workspace", shown[0]).stdout
    assert "2,19 điểm %" in said.splitlines()[0]
    assert "Số hộ nghèo = 1.302 (cộng 14 ô)" in said
    assert "Số hộ nghèo = 1.486 (cộng 17 ô)" in said
    assert "ô E" in said
    for line in said.splitlines():
        if "archive/" in line:
            assert (shown[0] / line.rpartition(" · ")[2]).is_file()


def test_a_trace_as_json_sums_to_the_published_figure(shown: tuple[Path, str]) -> None:
    found = json.loads(
        tonghop("trace", "poor_household_rate", "06", "2018", "--workspace", shown[0], "--json").stdout
    )
    row = next(
        r
        for r in table(release(shown[0], "06-2018-qd560"), "indicators")
        if (r["indicator_id"], r["territory_code"], r["period"]) == ("poor_household_rate", "06", "2018")
    )
    cells = [c for c in found["cells"] if c["part"] == "numerator"]
    assert sum(float(c["value"]) for c in cells) == float(row["numerator"]) == 17435
    assert len({c["territory_code"] for c in cells}) == 122


@pytest.mark.parametrize(
    "figure",
    [
        ("khong_co", "06", "2018"),
        ("poor_household_rate", "99", "2018"),
        ("poor_household_rate", "06", "1999"),
    ],
)
def test_a_figure_that_is_not_there_leaves_with_2(
    shown: tuple[Path, str], figure: tuple[str, str, str]
) -> None:
    done = tonghop("trace", *figure, "--workspace", shown[0])
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_check_of_a_good_file_is_clean(tmp_path: Path) -> None:
    path = tmp_path / "060" / "2018-chinh_thuc" / "x.xlsx"
    path.parent.mkdir(parents=True)
    path.write_bytes(sample("060/2018-chinh_thuc/tonghop_2018.xlsx"))
    done = tonghop("check", path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "đạt, không có sai lệch (F01 kỳ 2018)" in done.stdout
    assert [p.name for p in path.parent.iterdir()] == ["x.xlsx"]


def test_check_marks_a_copy_and_says_what_the_submission_would_say(
    shown: tuple[Path, str], tmp_path: Path
) -> None:
    """The very issues of the submitted file: the F01 of Cư Jút with its 2.040 per cent."""
    from openpyxl import load_workbook

    (tmp_path / "F01.xlsx").write_bytes(sample("662/2024-chinh_thuc/F01.xlsx"))
    done = tonghop(
        "check", tmp_path / "F01.xlsx", "--submitter", "662", "--period", "2024-chinh_thuc", "--json"
    )
    assert done.returncode == 3
    (answer,) = json.loads(done.stdout)
    found = {(i["rule_id"], i["cell"], i["found"], i["expected"]) for i in answer["issues"]}
    published = table(release(shown[0], "67-2024-ra-soat"), "issues")
    assert found == {
        (r["rule_id"], r["cell"], r["found"], r["expected"])
        for r in published
        if (r["submitter_id"], r["form_id"]) == ("662", "F01")
    }
    book = load_workbook(answer["marked"])
    assert book.sheetnames == ["Lỗi", "Sheet1"]
    assert book["Sheet1"]["F10"].comment is not None
    assert book["Sheet1"]["F10"].value == 2040
