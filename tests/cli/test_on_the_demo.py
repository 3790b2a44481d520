"""Commands on a finished demo: what they say, and that a run with nothing new is a light one."""

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.cli.test_commands import imported
from tests.flow_helpers import demo, figure, release, sample, table, tonghop

pytestmark = pytest.mark.slow


@pytest.fixture(scope="session")
def shown(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    return demo(tmp_path_factory.getbasetemp())


def test_the_demo_tells_its_steps_its_sums_and_what_to_open(shown: tuple[Path, str]) -> None:
    """152 good reports of 165 deliveries; of 63 targets of five plans 24 are met or exceeded, 9 are not."""
    workspace, said = shown
    for step in ("1/5", "2/5", "3/5", "4/5", "5/5"):
        assert step in said
    assert "nhận 165 · đạt 142 · đạt, cần giải trình 12 · trả lại 10 · trùng 1" in said
    assert (
        "đạt hoặc vượt 24 · gần đạt 0 · không đạt 9 · chưa đến hạn 17 · chưa đủ số liệu 2 · định tính 11"
        in said
    )
    opened = [line.rpartition(": ")[2] for line in said.splitlines() if line.endswith("latest/index.html")]
    assert len(opened) == 6
    assert all(Path(path).is_file() for path in opened)
    assert str(workspace / "returned") in said


def test_a_run_with_nothing_new_imports_neither_prefect_nor_great_expectations(
    shown: tuple[Path, str],
) -> None:
    heavy = imported("run", "--workspace", shown[0]) & {"prefect", "great_expectations", "pandas"}
    assert not heavy


def test_a_template_opens_with_what_was_accepted_at_the_end_of_the_year_before(
    shown: tuple[Path, str], tmp_path: Path
) -> None:
    """Column 1 of F02 for Sĩ Bình in 2020 is the count of its F01 of 2019."""
    workspace, path = shown[0], tmp_path / "F02.xlsx"
    asked = ("--submitter", "01978", "--period", "2020", "-o", path, "--workspace", workspace)
    done = tonghop("template", "F02", *asked)
    assert done.returncode == 0, done.stderr
    rows = [row for row in load_workbook(path).worksheets[0].values if row[2] == "01978"]
    items = ("poor_households", "poor_persons")
    assert [row[4] for row in rows] == [figure("F01", "01978", "2019", "01978", item) for item in items]


def test_a_demo_that_is_called_again_delivers_nothing_twice(shown: tuple[Path, str]) -> None:
    done = tonghop("demo", "--workspace", shown[0])
    assert done.returncode == 0
    assert "Không có gì mới" in done.stdout


def test_status_counts_what_came_and_names_what_did_not(shown: tuple[Path, str]) -> None:
    said = tonghop("status", "--workspace", shown[0]).stdout
    assert "Chưa nộp: 063-yte" in said
    assert "Kỳ 2018: phải nộp 30 · đạt 30" in said
    # Five of the eight districts of Đắk Nông sent nothing, the three others have to explain; Thái Nguyên is accepted.
    assert "Kỳ 2024: phải nộp 25 · đạt 1 · cần giải trình 9 · trả lại 0 · chưa nộp 15" in said
    as_json = json.loads(tonghop("status", "--workspace", shown[0], "--period", "2020", "--json").stdout)
    missing = [o["submitter_id"] for o in as_json["owed"] if o["state"] == "missing"]
    assert missing == ["063-yte"]
    assert as_json["run"]["verdicts"] == {"accepted": 142, "accepted_to_explain": 12, "returned": 10}


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
    assert book.sheetnames == ["Phản hồi", "Lỗi", "Sheet1"]
    assert book["Sheet1"]["F10"].comment is not None
    assert book["Sheet1"]["F10"].value == 2040


def test_a_series_on_its_own_maps_is_what_was_published(shown: tuple[Path, str]) -> None:
    said = tonghop("series", "poor_household_rate", "063", "--workspace", shown[0]).stdout.splitlines()
    assert said[0] == "Tỷ lệ hộ nghèo - Huyện Bạch Thông (063), theo địa giới của từng kỳ"
    assert [line.strip() for line in said[1:]] == [
        "2017  chính thức  22,06% = 1.858 / 8.424",
        "2018  chính thức  19,77% = 1.684 / 8.520",
        "2019  sơ bộ       17,46% = 1.497 / 8.575",
        "2019  chính thức  17,33% = 1.486 / 8.575",
        "2020  chính thức  15,14% = 1.302 / 8.600",
    ]


def test_a_series_on_the_map_of_today_adds_what_was_merged(shown: tuple[Path, str]) -> None:
    """Xã Phủ Thông of 2025 is four communes of 2020: 334 poor of 3.006 households."""
    said = tonghop(
        "series", "poor_household_rate", "01969", "--map", "2025-07-01", "--workspace", shown[0]
    ).stdout
    assert "Xã Phủ Thông (01969), theo địa giới ngày 01/07/2025" in said
    assert "2020  chính thức  11,11% = 334 / 3.006" in said


def test_a_series_as_of_a_day_ends_where_the_knowledge_of_that_day_ended(shown: tuple[Path, str]) -> None:
    asked = ("series", "poor_household_rate", "063", "--as-of", "2020-06-30", "--workspace", shown[0])
    (found,) = json.loads(tonghop(*asked, "--json").stdout)
    assert [(p["period"], p["figure_status"]) for p in found["points"]] == [
        ("2017", "chinh_thuc"),
        ("2018", "chinh_thuc"),
        ("2019", "so_bo"),
        ("2019", "chinh_thuc"),
    ]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("khong_co", "063"), "Không có chỉ tiêu khong_co. Các chỉ tiêu đang có: "),
        (("poor_household_rate", "99"), "Không có số liệu poor_household_rate của 99. Cần mã "),
        (
            ("poor_household_rate", "063", "--map", "1990-01-01"),
            "của 063 theo địa giới ngày 01/01/1990. Cần mã ",
        ),
        (
            ("poor_household_rate", "063", "--as-of", "2000-01-01"),
            "của 063 nhận đến hết ngày 01/01/2000. Cần mã ",
        ),
        (("poor_household_rate", "063", "--map", "hôm nay"), "'--map'"),
    ],
)
def test_a_series_of_nothing_leaves_with_2_and_says_what_was_asked(
    shown: tuple[Path, str], asked: tuple[str, ...], said: str
) -> None:
    done = tonghop("series", *asked, "--workspace", shown[0])
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_a_trace_as_of_a_day_knows_what_had_arrived(shown: tuple[Path, str]) -> None:
    """The figures of 2020 came in December 2020; on 1 January of that year those of 2019 were there."""
    asked = ("063", "--as-of", "2020-01-01", "--workspace", shown[0])
    of_2019 = tonghop("trace", "poor_household_rate", asked[0], "2019", *asked[1:])
    assert of_2019.returncode == 0
    assert "17,33" in of_2019.stdout.splitlines()[0]
    of_2020 = tonghop("trace", "poor_household_rate", asked[0], "2020", *asked[1:])
    assert of_2020.returncode == 2
    assert "2019 chinh_thuc" in of_2020.stderr
    assert "2020 chinh_thuc" not in of_2020.stderr


def test_a_trace_as_of_a_day_before_anything_arrived_leaves_with_2(shown: tuple[Path, str]) -> None:
    done = tonghop(
        "trace", "poor_household_rate", "063", "2019", "--as-of", "2000-01-01", "--workspace", shown[0]
    )
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_the_league_puts_who_owes_nothing_first(shown: tuple[Path, str]) -> None:
    found = json.loads(tonghop("status", "--league", "--json", "--workspace", shown[0]).stdout)
    assert found[0]["accepted"] == found[0]["owed"]
    assert found[0]["completeness_pct"] == 100
    assert found[-1]["accepted"] < found[-1]["owed"]
    said = tonghop("status", "--league", "--workspace", shown[0]).stdout.splitlines()
    assert len(said) == len(found) + 1
    assert said[1].startswith(f"1. {found[0]['submitter_id']} ")


def test_reminders_are_letters_that_can_be_sent(shown: tuple[Path, str]) -> None:
    asked = ("status", "--reminders", "--period", "2020", "--on", "2021-01-05", "--workspace", shown[0])
    found = json.loads(tonghop(*asked, "--json").stdout)
    assert [(one["kind"], one["owed"]["submitter_id"]) for one in found] == [("overdue", "063-yte")]
    said = tonghop(*asked).stdout
    assert "Kính gửi: Phòng Y tế huyện Bạch Thông (063-yte)" in said
    assert "chưa nhận được, quá hạn" in said


def test_the_digest_names_what_fails_most(shown: tuple[Path, str]) -> None:
    found = json.loads(tonghop("digest", "2018", "--json", "--workspace", shown[0]).stdout)
    assert found["by_form"][0]["rule_id"] == "R21"
    assert found["by_form"][0]["places"] == 2
    assert {one["whose"] for one in found["by_submitter"]} >= {"062", "066"}
    assert tonghop("digest", "năm ngoái", "--workspace", shown[0]).returncode == 2
