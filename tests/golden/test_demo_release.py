"""What the demo receives, answers and publishes: receipts, manifests, tables, traces, golden text."""

import json
from decimal import ROUND_HALF_UP, Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from python_calamine import CalamineWorkbook

from flows.places import Workspace
from flows.stores.reference import read_registry
from flows.tracing import Asked, Trace, trace
from tests.flow_helpers import id_of, issues, ledger, non_empty_cells, receipts, release, sample, table
from tests.golden.refresh import BUNDLE, GOLDEN, difference, golden_texts
from tests.samples.bad import COPY, EMPTY, NO_SUBMITTER, NOT_OWED, TEXT, TRUNCATED, UNKNOWN_FORM
from tests.samples.odd import ODD
from tests.samples.read_back import BAC_KAN, INBOX, good_files, twins

pytestmark = pytest.mark.slow

COLUMNS = {
    "comparison": (
        "plan_id target_id target_text indicator_id indicator_name territory_code territory_valid_from "
        "territory_name group_id period figure_status standard_id measure_unit kind comparator target_low target_high "
        "baseline actual actual_low actual_high difference progress_pct verdict verdict_reason numerator denominator "
        "coverage_territories_pct coverage_households_pct submission_ids phased_low months_left required_pace"
    ),
    "indicators": (
        "indicator_id territory_code territory_valid_from territory_name level map_date period figure_status "
        "standard_id numerator denominator actual measure_unit coverage_territories_pct coverage_households_pct "
        "known_at"
    ),
    "issues": (
        "issue_id rule_id severity submission_id submitter_id form_id period sheet cell territory_code item_id found "
        "expected message hint root_issue_id explanation state"
    ),
}
PLANS = ("06-2018-qd560", "063-2020-kh", "67-2024-ra-soat")


# Deliveries, receipts, manifest, tables, traces


def test_every_delivery_has_one_answer(workspace: Path) -> None:
    found = receipts(workspace)
    verdicts = {
        place: found[id_of(sample(place))] for place in (EMPTY, TRUNCATED, TEXT, NOT_OWED, NO_SUBMITTER)
    }
    verdicts[UNKNOWN_FORM] = found[id_of(sample(UNKNOWN_FORM))]
    assert {r["verdict"] for r in verdicts.values()} == {"returned"}
    assert all(r["reason"] and r["next_action"] for r in verdicts.values())
    rules = {place: {i["rule_id"] for i in issues(workspace, id_of(sample(place)))} for place in verdicts}
    assert rules == {
        EMPTY: {"R01"},
        TRUNCATED: {"R02"},
        TEXT: {"R03"},
        UNKNOWN_FORM: {"R04"},
        NO_SUBMITTER: {"R10"},
        NOT_OWED: {"R11"},
    }
    good = {id_of(path.read_bytes()) for path in good_files()}
    assert {found[submission]["verdict"] for submission in good} == {"accepted", "accepted_to_explain"}
    for odd in ODD:
        submission = id_of(sample(odd.path))
        assert found[submission]["verdict"] == odd.verdict, odd
        assert odd.rule_id in {i["rule_id"] for i in issues(workspace, submission)}
    assert len(found) == len(good) + len(verdicts) + len(ODD)
    kinds = [entry["kind"] for entry in ledger(workspace)]
    assert kinds.count("delivery") == len(found)
    assert kinds.count("duplicate") == 1
    copy = id_of(sample(COPY))
    (answer,) = (workspace / "returned" / "062" / copy[:12]).glob("duplicate-*.json")
    assert json.loads(answer.read_bytes())["verdict"] == "duplicate"
    assert found[copy]["verdict"] == "accepted"


def test_the_inbox_is_empty_and_every_byte_is_in_the_archive(workspace: Path) -> None:
    left = [p.name for p in (workspace / "inbox").rglob("*") if p.is_file()]
    assert left in ([], ["deliveries.csv"])
    for folder in (workspace / "archive").iterdir():
        (original,) = folder.rglob("original*")  # a list of persons lies in quarantine
        assert id_of(original.read_bytes()) == folder.name


def test_the_three_counts_sum_to_the_non_empty_cells(workspace: Path) -> None:
    plain = {id_of((INBOX / place).read_bytes()): content for place, content in twins().items()}
    for submission, receipt in receipts(workspace).items():
        counted = receipt["cells_read"] + receipt["cells_ignored_by_rule"] + receipt["cells_unrecognised"]
        if receipt["verdict"] != "returned":
            (original,) = (workspace / "archive" / submission).glob("original*")
            content = original.read_bytes()
            # What openpyxl cannot open has the cells of its plain twin.
            countable = content if b"xl/workbook.xml" in content else plain[submission]
            assert counted == non_empty_cells(countable), receipt["original_name"]


def test_simulated_figures_say_so_wherever_they_are_published(workspace: Path) -> None:
    for plan in PLANS:
        page = (release(workspace, plan) / "index.html").read_text(encoding="utf-8")
        assert ("mô phỏng" in page) == (plan != "67-2024-ra-soat")


@pytest.mark.parametrize("plan", PLANS)
def test_the_manifest_names_every_file_and_input_by_hash(workspace: Path, plan: str) -> None:
    folder = release(workspace, plan)
    manifest = json.loads((folder / "manifest.json").read_bytes())
    on_disk = {
        path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file() and path.name != "manifest.json"
    }
    assert manifest["files"] == on_disk
    assert manifest["release_id"] == folder.readlink().name
    named = {entry["submission_id"] for entry in manifest["inputs"]}
    assert len(named) == len(manifest["inputs"])
    used = {s for row in table(folder, "comparison") for s in filter(None, row["submission_ids"].split(";"))}
    used |= {row["submission_id"] for row in table(folder, "issues")}
    assert used <= named
    assert named <= receipts(workspace).keys()
    for submission in named:
        (original,) = (workspace / "archive" / submission).glob("original*")
        assert id_of(original.read_bytes()) == submission


def test_the_manifest_of_bac_kan_names_all_its_reports(workspace: Path) -> None:
    """Eight districts with F01 of two years, F02 and F03, and five departments: 37 good files and no other."""
    manifest = json.loads((release(workspace, "06-2018-qd560") / "manifest.json").read_bytes())
    offices = (*BAC_KAN, "06-ldtbxh", "06-bhxh", "06-congthuong", "06-nnptnt", "06-tttt")
    wanted = {id_of(p.read_bytes()) for p in good_files() if set(offices) & set(p.parts)}
    assert len(wanted) == 8 * 4 + 5
    assert {e["submission_id"] for e in manifest["inputs"] if e["verdict"] != "returned"} == wanted


@pytest.mark.parametrize("plan", PLANS)
@pytest.mark.parametrize("name", COLUMNS)
def test_tables_have_the_columns_of_the_contract(workspace: Path, plan: str, name: str) -> None:
    folder, wanted = release(workspace, plan), COLUMNS[name].split()
    header = (folder / f"{name}.csv").read_text(encoding="utf-8-sig").splitlines()[0]
    assert header.split(",") == wanted
    parquet = pq.read_table(folder / f"{name}.parquet")
    assert parquet.column_names == wanted
    rows = table(folder, name)
    assert parquet.num_rows == len(rows)
    for column in ("territory_code", "figure_status"):
        if column in wanted:
            assert [v or "" for v in parquet.column(column).to_pylist()] == [r[column] for r in rows]
    for field in parquet.schema:
        assert field.metadata[b"description"]


def figures(workspace: Path, plan: str) -> list[tuple[dict[str, str], Trace]]:
    place = Workspace(workspace)
    registry = read_registry(place)
    return [
        (
            row,
            trace(
                place,
                registry,
                Asked(
                    row["indicator_id"],
                    row["group_id"] or row["territory_code"],
                    row["period"],
                    row["figure_status"],
                ),
            ),
        )
        for row in table(release(workspace, plan), "comparison")
        if row["numerator"]
    ]


@pytest.mark.parametrize("plan", PLANS[:2])
def test_the_cells_of_every_figure_sum_to_it(workspace: Path, plan: str) -> None:
    found = figures(workspace, plan)
    assert len(found) >= 8
    for row, traced in found:
        now = [c for c in traced.cells if c["period"] == row["period"]]
        for part in ("numerator", "denominator"):
            total = sum(c["value"] for c in now if c["part"] == part)
            assert total == (Decimal(row[part]) if row[part] else 0), (row["target_id"], part)
        if row["kind"] == "drop_pp":
            before = {
                part: sum(c["value"] for c in traced.cells if c not in now and c["part"] == part)
                for part in ("numerator", "denominator")
            }
            rate = 100 * before["numerator"] / before["denominator"]
            assert rate.quantize(Decimal("0.01"), ROUND_HALF_UP) == Decimal(row["baseline"])


def test_traced_cells_hold_what_the_trace_says(workspace: Path) -> None:
    """Each address is opened in the archived workbook."""
    books: dict[str, dict[str, list[list[Any]]]] = {}
    seen = 0
    for _, traced in figures(workspace, "063-2020-kh"):
        for cell in traced.cells:
            path = workspace / cell["archive"]
            if cell["archive"] not in books:
                book = CalamineWorkbook.from_path(path)
                books[cell["archive"]] = {
                    name: book.get_sheet_by_name(name).to_python(skip_empty_area=False)
                    for name in book.sheet_names
                }
            column = "".join(c for c in cell["cell"] if c.isalpha())
            row = int(cell["cell"].removeprefix(column))
            index = sum((ord(c) - 64) * 26**n for n, c in enumerate(reversed(column)))
            assert Decimal(str(books[cell["archive"]][cell["sheet"]][row - 1][index - 1])) == cell["value"]
            assert cell["submitter_id"]
            seen += 1
    # Two years of F01 (17 and 14 communes, two items), and the services of fourteen communes.
    assert seen >= 2 * (17 + 14) + 14


# Golden text


@pytest.mark.parametrize("name", [f"{plan}/{name}" for plan, names in GOLDEN.items() for name in names])
def test_published_text_is_the_golden_text(workspace: Path, name: str) -> None:
    texts = dict(golden_texts(workspace))
    assert difference(name, texts[name]) == "", (
        "`uv run python -m tests.golden.refresh` takes over a wanted change"
    )


def test_no_golden_file_is_left_over(workspace: Path) -> None:
    kept = {p.relative_to(BUNDLE).as_posix() for p in BUNDLE.rglob("*") if p.is_file()}
    assert kept == {name for name, _ in golden_texts(workspace)}
