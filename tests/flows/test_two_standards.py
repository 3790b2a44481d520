"""The year of a new poverty standard: Bắc Kạn reports the end of 2021 under both and opens 2022 with the second.

Under Quyết định 59/2015: 13.867 poor and 8.239 near-poor households; under Nghị định 07/2021: 21.946 and 7.935.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from openpyxl import load_workbook

from flows.places import Workspace
from flows.stores.reference import read_registry
from tests.flow_helpers import deliver, id_of, issues, joined, receipts, run, tonghop
from tests.flows.province_reports import (
    NEW,
    OLD,
    POOR,
    SENDER,
    Figures,
    districts,
    own_reference,
    report,
    review_of_2021,
    shares,
)

pytestmark = pytest.mark.slow

PAC_NAM = "060"
OBLIGATIONS = f"""\
submitter_id,submitter_name_vi,submitter_rule,form_id,territory_code,territory_level,item_ids,first_period,\
last_period,figure_status,due_month,due_day,standard_id
{SENDER},Sở Lao động tỉnh Bắc Kạn,one,F01,06,district,,2021,2021,chinh_thuc,12,20,
{SENDER},Sở Lao động tỉnh Bắc Kạn,one,F01,06,district,,2021,2021,chinh_thuc,12,20,{NEW}
{SENDER},Sở Lao động tỉnh Bắc Kạn,one,F02,06,district,,2022,2022,chinh_thuc,12,20,
"""


@dataclass(frozen=True)
class Change:
    """The workspace after two nights, and the submissions by what they are."""

    workspace: Path
    ids: Mapping[str, str]


def movements(codes: list[str]) -> Figures:
    """F02 of 2022: nothing moved, and Pác Nặm opens with the households of the old standard."""
    opening = {**shares(POOR[NEW], codes), PAC_NAM: shares(POOR[OLD], codes)[PAC_NAM]}
    still = ("out_near_poor", "out_above_near_poor", "out_other")
    still += ("in_near_poor", "in_relapse", "in_new", "in_other")
    return {
        code: {
            **{f"poor_{item}_{unit}": 0 for item in still for unit in ("households", "persons")},
            **{f"poor_{item}_households": opening[code] for item in ("opening", "closing")},
            **{f"poor_{item}_persons": opening[code] * 4 for item in ("opening", "closing")},
        }
        for code in codes
    }


@pytest.fixture(scope="module")
def change(tmp_path_factory: pytest.TempPathFactory) -> Change:
    """Both reports of 2021 in one night; in the next a correction of the first and the movements of 2022."""
    workspace = own_reference(tmp_path_factory.mktemp("change") / "w", obligations=OBLIGATIONS)
    registry = read_registry(Workspace(workspace))
    old, new, corrected = (
        review_of_2021(registry, standard, more) for standard, more in ((OLD, 8), (NEW, 0), (OLD, 0))
    )
    moved = report(registry, "F02", "2022", NEW, movements(districts(registry)))
    deliver(workspace, {f"{SENDER}/cu.xlsx": old, f"{SENDER}/moi.xlsx": new}, day="2021-12-20")
    run(workspace)
    deliver(workspace, {f"{SENDER}/sua.xlsx": corrected, f"{SENDER}/2022.xlsx": moved}, day="2022-12-20")
    run(workspace)
    files = {"old": old, "new": new, "corrected": corrected, "moved": moved}
    return Change(workspace, {name: id_of(content) for name, content in files.items()})


def total_poor(workspace: Path, submission: str) -> dict[str, int]:
    """The poor households of a submission by standard."""
    path = workspace / "facts/form=F01/period=2021" / f"{submission}.parquet"
    found: dict[str, int] = {}
    for row in pq.read_table(path, partitioning=None).to_pylist():
        if row["item_id"] == "poor_households" and row["territory_code"] != "06":
            found[row["standard_id"]] = found.get(row["standard_id"], 0) + int(row["value"])
    return found


def test_the_end_of_the_year_stands_under_both_standards_side_by_side(change: Change) -> None:
    found = {name: total_poor(change.workspace, change.ids[name]) for name in ("old", "new", "corrected")}
    assert found == {"old": {OLD: 13_875}, "new": {NEW: 21_946}, "corrected": {OLD: 13_867}}


def test_every_receipt_says_its_standard(change: Change) -> None:
    found = receipts(change.workspace)
    assert {name: found[i]["standard_id"] for name, i in change.ids.items()} == {
        "old": OLD,
        "new": NEW,
        "corrected": OLD,
        "moved": NEW,
    }


def test_each_duty_is_done_by_the_newest_report_under_its_standard(change: Change) -> None:
    done = tonghop("status", "--workspace", change.workspace, "--period", "2021", "--json")
    owed = [o for o in json.loads(done.stdout)["owed"] if o["submitter_id"] == SENDER]
    assert {(o["standard_id"], o["state"], o["original_name"]) for o in owed} == {
        (OLD, "accepted", "sua.xlsx"),
        (NEW, "accepted", "moi.xlsx"),
    }


def test_the_year_opens_with_the_stock_counted_under_its_own_standard(change: Change) -> None:
    """All districts open with the second pair but one, which took over the first: it differs, and with it the total."""
    found = [i for i in issues(change.workspace, change.ids["moved"]) if i["rule_id"] == "C06"]
    assert {i["territory_code"] for i in found} == {PAC_NAM, "06"}
    assert {i["item_id"]: (i["found"], i["expected"]) for i in found if i["territory_code"] == PAC_NAM} == {
        "poor_opening_households": ("1.734", "2.744"),
        "poor_opening_persons": ("6.936", "10.976"),
    }


def test_the_template_of_the_second_report_names_its_standard(change: Change, tmp_path: Path) -> None:
    for standard, named in (((), False), (("--standard", NEW), True)):
        path = tmp_path / "F01.xlsx"
        asked = ("--submitter", SENDER, "--period", "2021", *standard, "-o", path)
        done = tonghop("template", "F01", *asked, "--workspace", change.workspace)
        assert done.returncode == 0, done.stderr
        texts = [str(c.value) for row in load_workbook(path).worksheets[0].iter_rows(max_row=6) for c in row]
        assert any("GIAI ĐOẠN 2022-2025" in text for text in texts) == named


def test_both_reports_may_come_as_two_sheets_of_one_workbook(tmp_path: Path) -> None:
    workspace = own_reference(tmp_path / "w", obligations=OBLIGATIONS)
    registry = read_registry(Workspace(workspace))
    sheets = {standard: [review_of_2021(registry, standard)] for standard in POOR}
    content = joined(sheets)
    deliver(workspace, {f"{SENDER}/ca hai.xlsx": content}, day="2021-12-20")
    run(workspace)
    receipt = receipts(workspace)[id_of(content)]
    assert (receipt["standard_id"], receipt["verdict"]) == (f"{OLD}+{NEW}", "accepted")
    assert total_poor(workspace, id_of(content)) == POOR
