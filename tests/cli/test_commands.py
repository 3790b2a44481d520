"""Every command as a person calls it: help, JSON, and an exit code per kind of trouble, each for real."""

import json
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook

from flows.cli.main import COMMANDS
from tests.flow_helpers import TONGHOP, environment, sample, tonghop, tree, workbook

pytestmark = pytest.mark.slow

DONE, WRONG_USAGE, REJECTED, LOCKED, BAD_REFERENCE, STORAGE_FAILED = 0, 2, 3, 4, 5, 6


@pytest.mark.slow
@pytest.mark.parametrize(
    "command",
    [
        *(c for c in COMMANDS if c not in {"plan", "audit", "rules", "explanations"}),
        *("plan check", "plan show", "audit verify", "audit pack", "audit rerun"),
        *("rules list", "rules rehearse", "explanations list", "explanations refuse"),
    ],
)
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_help_has_an_example_and_the_options_of_every_command(command: str, lang: str) -> None:
    done = tonghop(*command.split(), "--help", "--lang", lang)
    assert done.returncode == DONE
    assert f"tonghop {command}" in done.stdout
    assert ("Ví dụ" if lang == "vi" else "Example") in done.stdout
    for option in ("--workspace", "--json", "--lang"):
        assert option in done.stdout


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_help_lists_every_command(lang: str) -> None:
    done = tonghop("--help", "--lang", lang)
    assert done.returncode == DONE, done.stderr
    assert all(f"  {command} " in done.stdout for command in COMMANDS)
    assert "..." not in done.stdout.replace("[ARGS]...", ""), "a line on a command is cut"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("lang", "headings"),
    [("vi", ("Cách dùng: ", "Tùy chọn:", "[bắt buộc]")), ("en", ("Usage: ", "Options:", "[required]"))],
)
def test_the_headings_of_a_help_page_are_in_its_language(lang: str, headings: tuple[str, ...]) -> None:
    said = tonghop("template", "--help", "--lang", lang).stdout
    assert all(heading in said for heading in headings)


@pytest.mark.slow
def test_the_language_may_come_from_the_environment() -> None:
    """Vietnamese by default; what the command says wins over the environment."""
    assert "Ví dụ" in tonghop("run", "--help").stdout
    assert "Example" in tonghop("run", "--help", env=environment(TONGHOP_LANG="en")).stdout
    assert "Ví dụ" in tonghop("run", "--help", "--lang=vi", env=environment(TONGHOP_LANG="en")).stdout


def test_output_is_utf8_where_the_system_knows_only_ascii() -> None:
    done = tonghop(
        "run", "--help", env=environment(LC_ALL="C", LANG="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    )
    assert done.returncode == DONE, done.stderr


@pytest.mark.slow
@pytest.mark.parametrize(
    "arguments",
    [
        ["khong-co-lenh-nay"],
        ["run", "--khong-co"],
        ["run", "--lang", "fr"],
        ["check"],
        ["check", "khong-co-tep.xlsx"],
        ["template", "F01"],
        ["template", "F01", "--submitter", "060", "--period", "năm 2018"],
        ["template", "F01", "--submitter", "060", "--period", "2031"],
        ["template", "F99", "--submitter", "060", "--period", "2018"],
        ["template", "F01", "--submitter", "khong-co", "--period", "2018"],
        ["trace", "poor_household_rate"],
    ],
)
def test_wrong_usage_leaves_with_2(arguments: list[str], tmp_path: Path) -> None:
    done = tonghop(*arguments, cwd=tmp_path)
    assert done.returncode == WRONG_USAGE
    assert done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
@pytest.mark.parametrize("command", ["run", "status", "serve", "plan check"])
def test_a_workspace_that_is_not_there_is_not_made(command: str, tmp_path: Path) -> None:
    done = tonghop(*command.split(), "--workspace", tmp_path / "khong-co")
    assert done.returncode == WRONG_USAGE
    assert "khong-co" in done.stderr
    assert not (tmp_path / "khong-co").exists()


@pytest.mark.slow
def test_a_trace_before_the_first_run_leaves_with_2(tmp_path: Path) -> None:
    done = tonghop("trace", "poor_household_rate", "06", "2018", "--workspace", tmp_path)
    assert done.returncode == WRONG_USAGE
    assert "tonghop run" in done.stderr


@pytest.mark.slow
@pytest.mark.parametrize(
    "command",
    [["run"], ["status"], ["plan", "check"], ["template", "F01", "--submitter", "060", "--period", "2018"]],
)
def test_a_broken_plan_leaves_with_5_and_is_named(command: list[str], tmp_path: Path) -> None:
    (tmp_path / "w" / "reference" / "plans").mkdir(parents=True)
    (tmp_path / "w" / "reference" / "plans" / "06-2018-qd560.yaml").write_text("plan_id: 06-2018-qd560\n")
    done = tonghop(*command, "--workspace", tmp_path / "w", cwd=tmp_path)
    assert done.returncode == BAD_REFERENCE
    assert "plans/06-2018-qd560.yaml" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.slow
def test_a_broken_reference_leaves_the_workspace_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "reference" / "plans").mkdir(parents=True)
    (tmp_path / "reference" / "plans" / "x.yaml").write_text("x: 1\n")
    (tmp_path / "inbox" / "060").mkdir(parents=True)
    (tmp_path / "inbox" / "060" / "F01.xlsx").write_bytes(b"x")
    before = tree(tmp_path)
    assert tonghop("run", "--workspace", tmp_path).returncode == BAD_REFERENCE
    assert tree(tmp_path) == before
    assert {path.name for path in tmp_path.iterdir()} == {"inbox", "reference"}


def test_a_failing_disk_leaves_with_6(tmp_path: Path) -> None:
    (tmp_path / "ledger").write_text("a file where a room should be")
    done = tonghop("run", "--workspace", tmp_path)
    assert done.returncode == STORAGE_FAILED
    assert str(tmp_path / "ledger") in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_an_error_speaks_the_language_asked_for(lang: str, tmp_path: Path) -> None:
    done = tonghop("run", "--workspace", tmp_path / "x", "--lang", lang)
    assert done.stderr.startswith("Lỗi:" if lang == "vi" else "Error:")


@pytest.mark.slow
def test_a_template_goes_where_it_is_asked(tmp_path: Path) -> None:
    done = tonghop(
        "template", "f01", "--submitter", "060", "--period", "2018", "-o", tmp_path / "a" / "x.xlsx"
    )
    assert done.returncode == DONE, done.stderr
    assert (tmp_path / "a" / "x.xlsx").read_bytes().startswith(b"PK")
    assert "inbox/060/" in done.stdout


@pytest.mark.slow
def test_a_template_is_named_after_its_duty(tmp_path: Path) -> None:
    done = tonghop("template", "F01", "--submitter", "060", "--period", "2018", "--json", cwd=tmp_path)
    said = json.loads(done.stdout)
    assert (said["form_id"], said["submitter_id"], said["period"]) == ("F01", "060", "2018")
    assert [p.name for p in tmp_path.iterdir()] == ["F01-060-2018.xlsx"]


@pytest.mark.slow
def test_a_template_that_is_not_owed_says_what_is(tmp_path: Path) -> None:
    done = tonghop("template", "CT01", "--submitter", "060", "--period", "2018", cwd=tmp_path)
    assert done.returncode == WRONG_USAGE
    for owed in ("F01 2017", "F01 2018", "F02 2018", "F03 2018"):
        assert owed in done.stderr


def test_status_of_an_empty_workspace_names_all_that_is_owed(tmp_path: Path) -> None:
    done = tonghop("status", "--workspace", tmp_path, "--period", "2018")
    assert done.returncode == DONE
    # Bắc Kạn: eight districts with three forms, five departments; the city of Sơn La: one form.
    assert "phải nộp 30" in done.stdout
    assert "chưa nộp 30" in done.stdout
    assert "14/12/2018" in done.stdout
    as_json = json.loads(tonghop("status", "--workspace", tmp_path, "--period", "2018", "--json").stdout)
    assert {owed["state"] for owed in as_json["owed"]} == {"missing"}
    assert as_json["run"] == {}


@pytest.mark.slow
def test_status_of_a_period_that_is_none_leaves_with_2(tmp_path: Path) -> None:
    assert tonghop("status", "--workspace", tmp_path, "--period", "hôm qua").returncode == WRONG_USAGE


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "content", "rule"),
    [
        ("rong.xlsx", b"", "R01"),
        ("van ban.xlsx", b"abc", "R03"),
        ("cut.xlsx", sample("060/2018-chinh_thuc/tonghop_2018.xlsx")[:2000], "R02"),
    ],
)
def test_check_of_a_bad_file_leaves_with_3(tmp_path: Path, name: str, content: bytes, rule: str) -> None:
    (tmp_path / name).write_bytes(content)
    done = tonghop("check", tmp_path / name, "--submitter", "060", "--json")
    assert done.returncode == REJECTED
    (answer,) = json.loads(done.stdout)
    assert [issue["rule_id"] for issue in answer["issues"]] == [rule]
    assert [p.name for p in tmp_path.iterdir()] == [name]


@pytest.mark.slow
def test_check_speaks_the_language_asked_for_and_marks_the_copy_in_vietnamese(tmp_path: Path) -> None:
    report = workbook("F01", "060", "2018", {"01858": {"poor_households": None}})
    (tmp_path / "F01.xlsx").write_bytes(report)
    done = {
        lang: tonghop("check", tmp_path / "F01.xlsx", "--submitter", "060", "--lang", lang)
        for lang in ("vi", "en")
    }
    assert "để trống" in done["vi"].stdout
    assert "is blank" in done["en"].stdout
    assert "Fill it in" in done["en"].stdout
    assert "để trống" not in done["en"].stdout
    texts = [cell.value for row in load_workbook(tmp_path / "F01-danh-dau.xlsx")["Lỗi"] for cell in row]
    assert any("để trống" in str(text) for text in texts)


@pytest.mark.slow
def test_check_of_a_list_of_persons_tells_no_name(tmp_path: Path) -> None:
    from tests.flow_helpers import xlsx

    rows = [
        ["DANH SÁCH CHI TIẾT HỘ NGHÈO"],
        ["STT", "Họ, tên chủ hộ và thành viên"],
        [1, "Lường Thị Kiểm-Thử"],
    ]
    (tmp_path / "ds.xlsx").write_bytes(xlsx({"DS": rows}))
    done = tonghop("check", tmp_path / "ds.xlsx", "--submitter", "060")
    assert done.returncode == REJECTED
    assert "Kiểm-Thử" not in done.stdout + done.stderr
    assert [p.name for p in tmp_path.iterdir()] == ["ds.xlsx"]


HEAVY = {"prefect", "great_expectations", "duckdb", "pandas"}


def imported(*arguments: object) -> set[str]:
    """The packages that a command imports."""
    env = environment()
    done = tonghop(*arguments, env=env, prefix=[sys.executable, "-X", "importtime"])
    assert done.returncode == DONE, done.stderr[-2000:]
    lines = [line for line in done.stderr.splitlines() if line.startswith("import time:")]
    return {line.rpartition("|")[2].strip().partition(".")[0] for line in lines}


@pytest.mark.slow
@pytest.mark.parametrize(
    "arguments", [["--help"], ["run", "--help"], ["series", "--help"], ["plan", "--help"]]
)
def test_help_imports_nothing_heavy(arguments: list[str]) -> None:
    assert not imported(*arguments) & (HEAVY | {"pyarrow", "openpyxl", "python_calamine"})


def test_status_imports_neither_prefect_nor_great_expectations(tmp_path: Path) -> None:
    assert not imported("status", "--workspace", tmp_path) & {"prefect", "great_expectations"}


def test_the_command_is_installed() -> None:
    assert TONGHOP.exists()


@pytest.mark.slow
def test_a_workbook_of_the_samples_is_what_the_tests_make() -> None:
    """The helpers write the very reports that are shipped."""
    assert len(workbook("F01", "060", "2018")) > 5000
