"""Nothing is overwritten: a resubmission is a new submission, and the newest accepted one counts."""

import csv
import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tests.flow_helpers import figure, receipts, table, tree
from tests.flows import deliveries as d
from tests.flows.conftest import Night

pytestmark = pytest.mark.slow

Ids = dict[str, str]


def poor_of_01969(night: Night) -> int:
    rows = table(next((night.workspace / "published/063-2020-kh").glob("*/latest")), "indicators")
    wanted = ("poor_household_count", "01969", "2020")
    found = [r for r in rows if (r["indicator_id"], r["territory_code"], r["period"]) == wanted]
    return int(found[0]["actual"])


def test_the_newest_accepted_submission_counts(first_night: Night, second_night: Night) -> None:
    reported = figure("F01", "01969", "2020", "01969", "poor_households")
    assert poor_of_01969(first_night) == reported
    assert poor_of_01969(second_night) == reported - 1


def test_earlier_facts_and_releases_stay_as_they_were(first_night: Night, second_night: Night) -> None:
    for room in ("facts", "archive"):
        before, after = tree(first_night.workspace / room), tree(second_night.workspace / room)
        changed = {path for path, content in before.items() if after.get(path) != content}
        assert changed - {path for path in changed if path.endswith("delivery.json")} == set()
    before, after = tree(first_night.workspace / "published"), tree(second_night.workspace / "published")
    changed = {path for path, content in before.items() if after.get(path) != content}
    # The page over all releases lists the new ones.
    homes = {"index.html", "en/index.html"}
    assert {path.rpartition("/")[2] for path in changed - homes} <= {"latest"}
    assert len(after) > len(before)


def test_both_submissions_have_facts(second_night: Night, submissions: Ids) -> None:
    folder = second_night.workspace / "facts/form=F01/period=2020"
    first, newer = (
        {
            r["item_id"]: r["value"]
            for r in pq.read_table(folder / f"{submissions[p]}.parquet", partitioning=None).to_pylist()
        }
        for p in (d.GOOD_F01, d.MORE)
    )
    assert first["poor_households"] == newer["poor_households"] + 1
    assert first["resident_households"] == newer["resident_households"]


def test_a_returned_resubmission_leaves_the_accepted_one_standing(
    second_night: Night, submissions: Ids
) -> None:
    found = receipts(second_night.workspace)
    assert found[submissions[d.BROKEN_AGAIN]]["verdict"] == "returned"
    assert found[submissions[d.BROKEN_AGAIN]]["sequence"] > found[submissions[d.MORE]]["sequence"]
    assert poor_of_01969(second_night) == figure("F01", "01969", "2020", "01969", "poor_households") - 1


def test_the_same_bytes_are_accepted_from_the_right_sender(
    first_night: Night, second_night: Night, submissions: Ids
) -> None:
    before, after = (
        receipts(night.workspace)[submissions[d.SENT_RIGHTLY]] for night in (first_night, second_night)
    )
    assert (before["submitter_id"], before["verdict"]) == ("01993", "returned")
    assert (after["submitter_id"], after["verdict"]) == ("02002", "accepted")


def test_the_answer_to_the_wrong_sender_stays(second_night: Night, submissions: Ids) -> None:
    folder = second_night.workspace / "returned" / "01993" / submissions[d.SENT_WRONGLY][:12]
    assert json.loads((folder / "receipt.json").read_bytes())["verdict"] == "returned"


def test_accepted_bytes_that_come_again_change_nothing(second_night: Night, submissions: Ids) -> None:
    """Sent once more after a newer version: a duplicate, which does not bring the old figure back."""
    receipt = receipts(second_night.workspace)[submissions[d.SAME_BYTES_LATER]]
    assert (receipt["verdict"], receipt["original_name"]) == ("accepted", d.GOOD_F01.split("/")[1])


def test_a_pointer_names_the_newest_release(first_night: Night, second_night: Night) -> None:
    for night, number in ((first_night, 1), (second_night, 2)):
        (latest,) = (night.workspace / "published/063-2020-kh").glob("*/latest")
        releases = [p for p in latest.parent.iterdir() if not p.is_symlink()]
        assert len(releases) == number
        assert latest.readlink().name in {p.name for p in releases}


def test_a_new_version_says_which_figures_it_changes(second_night: Night, submissions: Ids) -> None:
    receipt = receipts(second_night.workspace)[submissions[d.MORE]]
    poor = figure("F01", "01969", "2020", "01969", "poor_households")
    assert (receipt["version"], receipt["identical_version"], receipt["changes_count"]) == (2, 0, 1)
    assert receipt["changes"] == [
        {
            "territory_code": "01969",
            "territory_name": "Thị trấn Phủ Thông",
            "item_id": "poor_households",
            "label": "Số hộ nghèo",
            "old": str(poor),
            "new": str(poor - 1),
        }
    ]


def test_the_same_figures_in_other_bytes_are_recognised(second_night: Night, submissions: Ids) -> None:
    receipt = receipts(second_night.workspace)[submissions[d.PRINTED_AGAIN]]
    assert (receipt["version"], receipt["identical_version"], receipt["changes_count"]) == (2, 1, 0)
    assert receipt["identical_to"] == submissions[d.GOOD_F02]


def test_the_first_version_of_a_report_changes_nothing(first_night: Night, submissions: Ids) -> None:
    receipt = receipts(first_night.workspace)[submissions[d.GOOD_F01]]
    assert (receipt["version"], receipt["identical_to"], receipt["changes"]) == (1, "", [])


def test_each_rule_says_how_much_it_judged(first_night: Night) -> None:
    counts = [
        row
        for path in first_night.workspace.glob("ledger/validations/*/rules-*.csv")
        for row in rows_of(path)
    ]
    totals = next(
        row for row in counts if (row["rule_id"], row["form_id"], row["period"]) == ("C04", "F01", "2020")
    )
    assert int(totals["judged"]) > 0
    assert {row["could_not_run"] for row in counts} == {"0"}


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
