"""One bad file never stops the others, and every file ends as one receipt with a reason."""

import io
import json
import zipfile
from html import unescape
from pathlib import Path

import pytest

from tests.flow_helpers import figure, issues, ledger, non_empty_cells, receipts, rules
from tests.flows import deliveries as d
from tests.flows.conftest import Night

pytestmark = pytest.mark.slow

Ids = dict[str, str]


@pytest.mark.parametrize(
    ("place", "rule"),
    [
        (d.EMPTY, "R01"),
        (d.TRUNCATED, "R02"),
        (d.TEXT, "R03"),
        (d.NOT_EXCEL, "R03"),
        (d.PASSWORD, "R33"),
        (d.UNKNOWN_FORM, "R04"),
        (d.PERIOD_AGAINST_FOLDER, "R08"),
        (d.STATUS_AGAINST_FOLDER, "R08"),
        (d.UNKNOWN_FOLDER, "R10"),
        (d.NO_FOLDER, "R10"),
        (d.FOREIGN, "R11"),
        (d.SENT_WRONGLY, "R11"),
        (d.LIST, "R15"),
        (d.LIST_BESIDE_FORM, "R15"),
        (d.LIST_HIDDEN, "R15"),
    ],
)
def test_a_bad_file_is_returned_with_its_reason(
    first_night: Night, submissions: Ids, place: str, rule: str
) -> None:
    receipt = receipts(first_night.workspace)[submissions[place]]
    assert receipt["verdict"] == "returned"
    assert rules(first_night.workspace, submissions[place]) == {rule}
    assert receipt["reason"] == issues(first_night.workspace, submissions[place])[0]["message"]
    assert receipt["next_action"]


def test_every_delivery_is_answered_in_the_room_of_its_sender(first_night: Night, submissions: Ids) -> None:
    unique = {submissions[place]: place for place in reversed(d.FIRST_NIGHT())}
    found = receipts(first_night.workspace)
    assert found.keys() == unique.keys()
    for submission, receipt in found.items():
        answer = (
            first_night.workspace / "returned" / receipt["submitter_id"] / submission[:12] / "receipt.json"
        )
        told = json.loads(answer.read_bytes())
        assert {key: value for key, value in told.items() if key != "sheets"} == receipt


def test_the_sender_is_told_how_every_header_was_read_and_what_became_of_the_cells(
    first_night: Night, submissions: Ids
) -> None:
    submission = submissions[d.GOOD_F02]
    receipt = receipts(first_night.workspace)[submission]
    answer = first_night.workspace / "returned" / receipt["submitter_id"] / submission[:12] / "receipt.json"
    (sheet,) = json.loads(answer.read_bytes())["sheets"]
    opening = next(column for column in sheet["columns"] if column["form_column"] == "1")
    assert opening["items"] == ["poor_opening_households", "poor_opening_persons"]
    assert "đầu kỳ" in opening["header"]
    assert sheet["rows"]["part"] > 0
    assert sum(sheet["counts"].values()) == non_empty_cells(d.FIRST_NIGHT()[d.GOOD_F02])
    assert sum(receipt["cells_ignored"].values()) == receipt["cells_ignored_by_rule"]


def test_the_good_ones_are_accepted(first_night: Night, submissions: Ids) -> None:
    found = receipts(first_night.workspace)
    for place in (d.GOOD_F01, d.GOOD_F02, d.GOOD_F03, d.TWO_SHEETS):
        assert found[submissions[place]]["verdict"].startswith("accepted"), place
    assert found[submissions[d.TWO_SHEETS]]["form_id"] == "F01+F02"
    facts = {p.parent.parent.name: p for p in first_night.workspace.glob("facts/*/*/*.parquet")
             if p.stem == submissions[d.TWO_SHEETS]}  # fmt: skip
    assert facts.keys() == {"form=F01", "form=F02"}


def test_the_summary_counts_every_file(first_night: Night) -> None:
    assert first_night.summary["received"]["files"] == len(d.FIRST_NIGHT())
    verdicts = first_night.summary["checked"]["verdicts"]
    duplicates = first_night.summary["received"]["duplicates"]
    assert sum(verdicts.values()) + duplicates == len(d.FIRST_NIGHT())
    assert first_night.summary["published"]["releases"]


def test_a_copy_is_a_duplicate_whoever_sends_it(first_night: Night, submissions: Ids) -> None:
    original = receipts(first_night.workspace)[submissions[d.GOOD_F01]]
    assert (original["verdict"], original["submitter_id"]) == ("accepted", "01969")
    copies = [e["inbox_place"] for e in ledger(first_night.workspace) if e["kind"] == "duplicate"]
    assert {d.COPY, d.COPY_BY_OTHER} <= set(copies)
    for place in (d.COPY, d.COPY_BY_OTHER):
        folder = first_night.workspace / "returned" / place.split("/")[0] / submissions[place][:12]
        answers = [json.loads(p.read_bytes()) for p in folder.glob("duplicate-*.json")]
        assert [a["original_name"] for a in answers] == [place.split("/")[1]]
        assert answers[0]["duplicate_of"] == submissions[d.GOOD_F01]


def test_the_answer_to_a_copy_tells_the_other_sender_nothing_of_the_original(
    first_night: Night, submissions: Ids
) -> None:
    """Who sent it first, and what was in it, is not the business of the one who sent it again."""
    folder = first_night.workspace / "returned" / "02014" / submissions[d.COPY_BY_OTHER][:12]
    assert [p.name.split("-")[0] for p in folder.iterdir()] == ["duplicate"]


def test_the_same_night_the_right_sender_is_accepted_after_a_wrong_one(
    first_night: Night, submissions: Ids
) -> None:
    """The same bytes, first in a wrong folder, minutes later in the right one."""
    receipt = receipts(first_night.workspace)[submissions[d.RIGHT_AFTER]]
    assert (receipt["submitter_id"], receipt["verdict"]) == ("02005", "accepted")


def test_a_workbook_that_ends_the_usual_reader_is_read_by_the_sparse_one(
    first_night: Night, submissions: Ids
) -> None:
    """Two cells at the ends of a sheet are legal; they are no form, and that is what the sender is told."""
    assert rules(first_night.workspace, submissions[d.FAR_CELL]) == {"R04", "R29"}


def test_two_forms_on_one_sheet_bring_no_wrong_figure(first_night: Night, submissions: Ids) -> None:
    """Whatever the verdict: a figure that counts is a figure of F01, and nothing is passed over silently."""
    import pyarrow.parquet as pq

    submission = submissions[d.TWO_FORMS_ON_A_SHEET]
    receipt = receipts(first_night.workspace)[submission]
    assert issues(first_night.workspace, submission)
    for path in first_night.workspace.glob(f"facts/*/*/{submission}.parquet"):
        for row in pq.read_table(path, partitioning=None).to_pylist():
            if row["value"] is not None:
                assert row["value"] == figure(row["form_id"], "02011", "2020", "02011", row["item_id"])
    assert receipt["verdict"]


@pytest.mark.parametrize("place", [p for p, content in d.FIRST_NIGHT().items() if content[:2] == b"PK"])
def test_the_three_counts_sum_to_the_non_empty_cells(
    first_night: Night, submissions: Ids, place: str
) -> None:
    """Of every workbook that was opened; a file that cannot be read has none."""
    unreadable = {d.TRUNCATED, d.NOT_EXCEL, d.UNKNOWN_FOLDER, d.NO_FOLDER}
    receipt = receipts(first_night.workspace)[submissions[place]]
    counted = receipt["cells_read"] + receipt["cells_ignored_by_rule"] + receipt["cells_unrecognised"]
    assert counted == (0 if place in unreadable else non_empty_cells(d.FIRST_NIGHT()[place]))


@pytest.mark.parametrize("name", d.PLANTED)
def test_no_name_of_a_household_leaves_the_archive(first_night: Night, name: str) -> None:
    found = [
        path.relative_to(first_night.workspace).as_posix()
        for path in first_night.workspace.rglob("*")
        if path.is_file() and "archive" not in path.parts and name.encode() in unpacked(path)
    ]
    assert found == []


def test_a_planted_name_is_found_where_it_may_be(first_night: Night, submissions: Ids) -> None:
    """The search itself works: the archive holds the bytes as delivered."""
    (original,) = (first_night.workspace / "archive" / submissions[d.LIST]).rglob("original*")
    assert all(name.encode() in unpacked(original) for name in d.PLANTED[:4])


@pytest.mark.parametrize("place", [d.LIST, d.LIST_BESIDE_FORM, d.LIST_HIDDEN])
def test_a_list_is_shut_away_from_all_but_the_operator(
    first_night: Night, submissions: Ids, place: str
) -> None:
    folder = first_night.workspace / "archive" / submissions[place]
    assert not list(folder.glob("original*"))
    (original,) = (folder / "quarantine").iterdir()
    assert original.read_bytes() == d.FIRST_NIGHT()[place]
    assert original.stat().st_mode & 0o077 == 0
    assert original.parent.stat().st_mode & 0o077 == 0


def unpacked(path: Path) -> bytes:
    """The bytes of a file; of a workbook, those of all its members; of Parquet, those of its columns."""
    content = path.read_bytes()
    if content.startswith(b"PAR1"):
        import pyarrow.parquet as pq

        return repr(pq.read_table(path, partitioning=None).to_pylist()).encode()
    if content.startswith(b"PK") and zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as members:
            # A writer may put letters as references to characters.
            texts = (members.read(name).decode(errors="replace") for name in members.namelist())
            return "".join(map(unescape, texts)).encode()
    try:
        return json.dumps(json.loads(content), ensure_ascii=False).encode()
    except ValueError:
        return content


def sheets_of_workbook(path: Path) -> list[str]:
    from openpyxl import load_workbook

    return load_workbook(path).sheetnames


def test_a_refused_list_leaves_no_cell_in_its_extract(first_night: Night, submissions: Ids) -> None:
    import pyarrow.parquet as pq

    for place in (d.LIST, d.LIST_BESIDE_FORM, d.LIST_HIDDEN):
        folder = first_night.workspace / "extracts" / submissions[place]
        assert pq.read_table(folder / "cells.parquet").num_rows == 0
        marked = first_night.workspace / "returned" / "01999" / submissions[place][:12] / "danh-dau.xlsx"
        assert sheets_of_workbook(marked) == ["Phản hồi", "Lỗi"]


def test_returned_files_bring_no_facts(first_night: Night) -> None:
    with_facts = {p.stem for p in first_night.workspace.glob("facts/*/*/*.parquet")}
    accepted = {s for s, r in receipts(first_night.workspace).items() if r["verdict"].startswith("accepted")}
    assert with_facts == accepted
