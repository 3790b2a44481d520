"""Decisions about issues: an explanation refused, a rule set aside, a rule rehearsed over what came before."""

import io
import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.flow_helpers import (
    copied,
    deliver,
    id_of,
    issues,
    ledger,
    receipts,
    release,
    run,
    tonghop,
    workbook,
)
from transforms.terms.answer_sheet import EXPLANATION, HEADS

pytestmark = pytest.mark.slow

SENDER = "01969"
WORDS = "Đã đối chiếu với sổ gốc, số đúng."
REPORT = workbook("F01", SENDER, "2020", {"01969": {"poor_persons": None}})
WAIVERS = (
    "waiver_id,rule_id,submitter_id,territory_code,item_id,period,requested_by,approved_by,reason_vi,valid_from,valid_to\n"
    "m1,C00,01969,,,2020,UBND thị trấn,Sở,Chưa đếm xong số khẩu,2020-12-01,2020-12-31\n"
)


def answered(workspace: Path) -> bytes:
    """The marked answer to the report with `WORDS` on every line that waits for an explanation."""
    book = load_workbook(workspace / "returned" / SENDER / id_of(REPORT)[:12] / "danh-dau.xlsx")
    for row in book["Lỗi"].iter_rows(min_row=2):
        row[HEADS.index(EXPLANATION)].value = WORDS
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


@pytest.fixture(scope="module")
def explained(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A workspace in which the report was explained, and the submission that did it."""
    place = tmp_path_factory.mktemp("decisions") / "w"
    deliver(place, {f"{SENDER}/F01.xlsx": REPORT})
    run(place)
    content = answered(place)
    deliver(place, {f"{SENDER}/F01 giai trinh.xlsx": content}, day="2020-12-08")
    run(place)
    return place, id_of(content)


def told(place: Path) -> list[dict[str, str]]:
    found: list[dict[str, str]] = json.loads(
        tonghop("explanations", "list", "--workspace", place, "--json").stdout
    )
    return found


def test_an_explained_report_is_accepted_and_the_desk_officer_sees_why(explained: tuple[Path, str]) -> None:
    place, submission = explained
    receipt = receipts(place)[submission]
    assert (receipt["verdict"], receipt["explained"], receipt["identical_version"]) == ("accepted", 1, 1)
    assert [(one["rule_id"], one["explanation"], one["state"]) for one in told(place)] == [
        ("C00", WORDS, "explained")
    ]
    assert {e["text"] for e in ledger(place) if e["kind"] == "explanation"} == {WORDS}


def test_a_refusal_with_its_reason_asks_again_until_something_else_is_said(
    explained: tuple[Path, str], tmp_path: Path
) -> None:
    place, submission = copied(explained[0], tmp_path / "w"), explained[1]
    (one,) = told(place)
    asked = (
        "explanations",
        "refuse",
        SENDER,
        one["key"],
        "--by",
        "Phòng Bảo trợ xã hội",
        "--workspace",
        place,
    )
    assert tonghop(*asked, "--reason", " ").returncode == 2
    assert (
        tonghop(
            "explanations", "refuse", SENDER, "khong-co", "--reason", "r", "--by", "b", "--workspace", place
        ).returncode
        == 2
    )
    done = tonghop(*asked, "--reason", "Chưa có văn bản kèm theo")
    assert done.returncode == 0, done.stderr
    receipt = receipts(place)[submission]
    assert (receipt["verdict"], receipt["explained"]) == ("accepted_to_explain", 0)
    (issue,) = [i for i in issues(place, submission) if i["rule_id"] == "C00"]
    assert (issue["state"], issue["explanation"]) == ("refused", f"{WORDS} – Chưa có văn bản kèm theo")
    assert [e["reason"] for e in ledger(place) if e["kind"] == "refusal"] == ["Chưa có văn bản kèm theo"]
    assert run(place)["is_anything_new"]
    rows = (release(place, "063-2020-kh") / "issues.csv").read_text(encoding="utf-8")
    assert "Chưa có văn bản kèm theo" in rows


def test_a_waiver_decides_for_the_issue_is_printed_and_entered(tmp_path: Path) -> None:
    place = tmp_path / "w"
    deliver(place, {f"{SENDER}/F01.xlsx": REPORT})
    (place / "reference").mkdir()
    (place / "reference" / "waivers.csv").write_text(WAIVERS, encoding="utf-8")
    run(place)
    receipt = receipts(place)[id_of(REPORT)]
    assert (receipt["verdict"], receipt["waived"]) == ("accepted", 1)
    assert [e["terms"]["waiver_id"] for e in ledger(place) if e["kind"] == "waiver"] == ["m1"]
    page = (release(place, "063-2020-kh") / "index.html").read_text(encoding="utf-8")
    assert "Miễn áp dụng luật C00" in page
    assert "Chưa đếm xong số khẩu" in page


def test_a_rehearsal_says_who_would_have_been_asked_and_writes_nothing(explained: tuple[Path, str]) -> None:
    place = explained[0]
    before = sorted(path for path in place.rglob("*") if path.is_file())
    found = json.loads(tonghop("rules", "rehearse", "C00", "--workspace", place, "--json").stdout)
    assert (found["submissions"], found["could_not_run"]) == (2, [])
    assert [(one["places"], one["would_be"]) for one in found["found"]] == [(1, "accepted_to_explain")] * 2
    assert sorted(path for path in place.rglob("*") if path.is_file()) == before
    assert tonghop("rules", "rehearse", "khong-co", "--workspace", place).returncode == 2


def test_the_catalogue_says_what_each_rule_did_in_the_last_run(explained: tuple[Path, str]) -> None:
    listed = json.loads(tonghop("rules", "list", "--workspace", explained[0], "--json").stdout)
    (blank,) = [rule["last_run"] for rule in listed if rule["rule_id"] == "C00"]
    assert (blank["failed"], blank["could_not_run"]) == (1, 0)
    assert blank["judged"] > 1
