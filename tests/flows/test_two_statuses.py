"""A district reports a year twice: preliminary figures in November, official ones in December.

Chợ Đồn 2019, made up: 1.000 resident households in every commune; 100 poor ones, of which the first commune had
counted ten too few in November.
"""

import json
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from flows.places import Workspace
from flows.stores.reference import read_registry
from tests.flow_helpers import Row, deliver, id_of, issues, receipts, run, table, tonghop
from tests.plan_texts import plan_text
from transforms.registry import Registry
from transforms.render.form_layout import duty_sheet
from transforms.render.form_xlsx import form_workbook
from transforms.terms.obligation import Duty
from transforms.terms.period import Period

pytestmark = pytest.mark.slow

SENDER, PERIOD, PLAN, UNSEEN = "064", "2019", "064-2019-kh", "064-2019-khac"
OBLIGATIONS = f"""\
submitter_id,submitter_name_vi,submitter_rule,form_id,territory_code,territory_level,item_ids,first_period,\
last_period,figure_status,due_month,due_day,standard_id
{SENDER},UBND huyện Chợ Đồn,one,F01,{SENDER},commune,,{PERIOD},{PERIOD},so_bo,11,10,
{SENDER},UBND huyện Chợ Đồn,one,F01,{SENDER},commune,,{PERIOD},{PERIOD},chinh_thuc,12,14,
"""
AIM = {
    "text_vi": "tỷ lệ hộ nghèo còn 10%", "indicator_id": "poor_household_rate", "kind": "level",
    "comparator": "<=", "low": "10", "measure_unit": "%",
}  # fmt: skip
FILES = {"so_bo": "thang 11.xlsx", "chinh_thuc": "thang 12.xlsx"}
DUE = {"so_bo": "10/11/2019", "chinh_thuc": "14/12/2019"}


@dataclass(frozen=True)
class Year:
    """The workspace after both nights, and the bytes of the reports by status."""

    workspace: Path
    reports: dict[str, bytes]


def owed(registry: Registry, status: str) -> Duty:
    standard = registry.standard_in_force(Period(PERIOD))
    found = registry.duty(SENDER, "F01", Period(PERIOD), status, standard)
    assert found is not None
    assert found.figure_status == status
    return found


def report(registry: Registry, status: str, lacking: int) -> bytes:
    """F01 in a status, with this many poor households too few in the first commune."""
    duty = owed(registry, status)
    counts = {"resident": 1000, "poor": 100, "near_poor": 50, "average_living_farm": 0}
    figures = {
        t.code: {
            f"{kind}_{unit}": (count - (lacking if kind == "poor" and n == 0 else 0)) * size
            for kind, count in counts.items()
            for unit, size in (("households", 1), ("persons", 4))
        }
        for n, t in enumerate(duty.territories)
    }
    return form_workbook(duty_sheet(registry, duty, figures))


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Year:
    workspace = tmp_path_factory.mktemp("two") / "w"
    (workspace / "reference" / "plans").mkdir(parents=True)
    (workspace / "reference" / "obligations.add.csv").write_text(OBLIGATIONS, encoding="utf-8")
    plan = plan_text(AIM, plan_id=PLAN, territory_code=SENDER, period=PERIOD)
    unseen = plan_text(plan_id=UNSEEN, territory_code=SENDER, period=PERIOD, is_text_held=False)
    for plan_id, text in ((PLAN, plan), (UNSEEN, unseen)):
        (workspace / "reference" / "plans" / f"{plan_id}.yaml").write_text(text, encoding="utf-8")
    registry = read_registry(Workspace(workspace))
    reports = {"so_bo": report(registry, "so_bo", 10), "chinh_thuc": report(registry, "chinh_thuc", 0)}
    for status, day in (("so_bo", "2019-11-09"), ("chinh_thuc", "2019-12-20")):
        deliver(workspace, {f"{SENDER}/{FILES[status]}": reports[status]}, day=day)
        run(workspace)
    return Year(workspace, reports)


def release(year: Year, status: str) -> Path:
    return year.workspace / "published" / PLAN / f"{PERIOD}-{status}" / "latest"


def the_rate(year: Year, status: str) -> Row:
    (row,) = table(release(year, status), "comparison")
    return row


def test_both_reports_are_accepted_without_an_issue(year: Year) -> None:
    found = receipts(year.workspace)
    for status, content in year.reports.items():
        receipt = found[id_of(content)]
        assert (receipt["figure_status"], receipt["verdict"]) == (status, "accepted")
        # The figures are made up and round; both reports come after their day.
        assert {one["rule_id"] for one in issues(year.workspace, id_of(content))} <= {"O04", "C18"}


def test_status_shows_each_duty_with_its_status_and_its_own_file(year: Year) -> None:
    done = tonghop("status", "--workspace", year.workspace, "--period", PERIOD, "--json")
    found = [o for o in json.loads(done.stdout)["owed"] if o["submitter_id"] == SENDER]
    assert [(o["figure_status"], o["due_date"], o["original_name"], o["state"]) for o in found] == [
        ("so_bo", "2019-11-10", FILES["so_bo"], "accepted"),
        ("chinh_thuc", "2019-12-14", FILES["chinh_thuc"], "accepted"),
    ]
    assert [o["first_accepted_date"] <= o["due_date"] for o in found] == [True, False]


def test_what_is_missing_is_named_with_its_status(tmp_path: Path, year: Year) -> None:
    (tmp_path / "reference").mkdir()
    (tmp_path / "reference" / "obligations.add.csv").write_text(OBLIGATIONS, encoding="utf-8")
    deliver(tmp_path, {f"{SENDER}/{FILES['so_bo']}": year.reports["so_bo"]}, day="2019-11-09")
    run(tmp_path)
    said = tonghop("status", "--workspace", tmp_path, "--period", PERIOD).stdout
    assert f"Chưa nộp: {SENDER} UBND huyện Chợ Đồn, biểu F01 (chính thức), hạn 14/12/2019" in said
    assert "biểu F01 (sơ bộ)" not in "".join(line for line in said.splitlines() if SENDER in line)


@pytest.mark.parametrize(("status", "other"), [("so_bo", "chinh_thuc"), ("chinh_thuc", "so_bo")])
def test_the_release_of_a_status_lists_its_own_duty_only(year: Year, status: str, other: str) -> None:
    page = (release(year, status) / "completeness.html").read_text(encoding="utf-8")
    assert DUE[status] in page
    assert DUE[other] not in page
    book = load_workbook(release(year, status) / "comparison.xlsx")
    rows = [[str(cell.value) for cell in row] for row in book["Chưa nộp"].iter_rows()]
    (line,) = [row for row in rows if row[0] == SENDER]
    assert FILES[status] in line
    assert DUE[status] in line


def test_each_release_judges_the_figures_of_its_status(year: Year) -> None:
    communes = len(owed(read_registry(Workspace(year.workspace)), "so_bo").territories)
    found = {status: the_rate(year, status) for status in FILES}
    assert {status: int(row["numerator"]) for status, row in found.items()} == {
        "so_bo": 100 * communes - 10,
        "chinh_thuc": 100 * communes,
    }
    assert {row["denominator"] for row in found.values()} == {str(1000 * communes)}
    assert all(row["verdict"] in {"met", "exceeded"} for row in found.values())


def test_the_official_release_tells_what_became_of_the_preliminary_figure(year: Year) -> None:
    assert table(release(year, "so_bo"), "revisions") == []
    rows = table(release(year, "chinh_thuc"), "revisions")
    (change,) = [
        r for r in rows if (r["indicator_id"], r["territory_code"]) == ("poor_household_count", SENDER)
    ]
    assert (change["from_status"], change["to_status"], change["cause"]) == (
        "so_bo",
        "chinh_thuc",
        "corrected",
    )
    assert (int(change["difference"]), change["units_corrected"]) == (10, "1")


def test_a_plan_whose_text_is_not_held_is_not_published(year: Year) -> None:
    """The same area and period, and figures: only the plan that can be read is compared with them."""
    home = {"assets", "en", "index.html"}
    assert {path.name for path in (year.workspace / "published").iterdir()} - home == {PLAN}


def shown(year: Year, *more: str) -> str:
    done = tonghop("plan", "show", PLAN, "--workspace", year.workspace, *more)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_plan_is_shown_with_the_figure_closest_to_final(year: Year) -> None:
    said = shown(year).splitlines()
    assert said[0].startswith(f"{PLAN} · ")
    assert said[1] == "Số liệu chính thức, kỳ 2019"
    assert said[2] == "1. Chỉ tiêu 1: kế hoạch ≤ 10% · kết quả 10,00% · Đạt"
    assert said[3].strip() == the_rate(year, "chinh_thuc")["verdict_reason"]


def test_the_plan_is_shown_in_a_status_or_as_it_was_known_on_a_day(year: Year) -> None:
    assert "Số liệu sơ bộ, kỳ 2019" in shown(year, "--status", "so_bo")
    then = shown(year, "--as-of", "2019-12-01")
    assert "Số liệu sơ bộ, kỳ 2019, tính đến hết ngày 01/12/2019" in then
    assert the_rate(year, "so_bo")["verdict_reason"] in then
    nothing = shown(year, "--as-of", "2019-11-08")
    assert "Chưa có số liệu nào của kỳ 2019, tính đến hết ngày 08/11/2019." in nothing
    assert "kết quả chưa có số liệu · Chưa đủ số liệu" in nothing
    other = shown(year, "--status", "phe_duyet", "--lang", "en")
    assert "No figure phe_duyet of 2019 is there; known: so_bo, chinh_thuc." in other


def test_the_comparison_for_machines_is_the_published_one(year: Year) -> None:
    found = json.loads(shown(year, "--status", "so_bo", "--json"))
    assert (found["figure_status"], found["figure_statuses_known"]) == ("so_bo", ["so_bo", "chinh_thuc"])
    (row,) = found["comparison"]
    published = the_rate(year, "so_bo")
    for name in ("target_id", "verdict", "verdict_reason", "figure_status", "standard_id"):
        assert row[name] == published[name]
    assert Decimal(row["numerator"]) == Decimal(published["numerator"])


@pytest.mark.parametrize("status", FILES)
def test_the_template_of_each_status_can_be_had(year: Year, status: str, tmp_path: Path) -> None:
    asked = ("--submitter", SENDER, "--period", PERIOD, "--status", status)
    done = tonghop("template", "F01", *asked, "--workspace", year.workspace, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    (path,) = tmp_path.iterdir()
    checked = tonghop("check", path, "--submitter", SENDER, "--workspace", year.workspace, "--json")
    (answer,) = json.loads(checked.stdout)
    assert path.name == f"F01-{SENDER}-{PERIOD}-{status}.xlsx"
    assert {"R09", "R11"} & {issue["rule_id"] for issue in answer["issues"]} == set()
    other = tonghop("template", "F01", *asked[:-1], "uoc", "--workspace", year.workspace, cwd=tmp_path)
    assert other.returncode == 2
    assert f"F01 2019 {status}" in other.stderr
