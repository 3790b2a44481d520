"""An explanation typed into the answer is heard: the file comes back, whatever program saved it, and is accepted."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.flow_helpers import deliver, id_of, issues, receipts, run, workbook, xlsx
from tests.soffice import saved_again
from transforms.terms.answer_sheet import EXPLANATION, HEADS
from transforms.terms.explanation import explanation_key
from transforms.terms.rule import Issue

pytestmark = pytest.mark.slow

SENDER = "01969"
REPLY = HEADS.index(EXPLANATION) + 1
WORDS = "Đã đối chiếu với sổ gốc, số đúng."


def answer_to(workspace: Path, content: bytes, submitter: str = SENDER) -> Path:
    return workspace / "returned" / submitter / id_of(content)[:12]


def sheets_of(folder: Path) -> list[str]:
    return load_workbook(folder / "danh-dau.xlsx").sheetnames


def explained(content: bytes, text: str) -> bytes:
    """The answer with `text` on every line that waits for an explanation."""
    book = load_workbook(io.BytesIO(content))
    for row in book["Lỗi"].iter_rows(min_row=2):
        row[REPLY - 1].value = text
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def keys_of(found: list[dict[str, Any]]) -> set[str]:
    return {explanation_key(Issue(**one)) for one in found}


def test_an_explanation_is_heard_whichever_program_saved_it(tmp_path: Path) -> None:
    workspace = tmp_path / "workspace"
    report = workbook("F01", SENDER, "2020", {"01969": {"poor_persons": None}})
    deliver(workspace, {f"{SENDER}/F01.xlsx": report})
    run(workspace)
    first = answer_to(workspace, report)
    asked = [one for one in issues(workspace, id_of(report)) if one["severity"] == "explain"]
    assert asked
    answered = explained((first / "danh-dau.xlsx").read_bytes(), WORDS)
    (tmp_path / "answer.xlsx").write_bytes(answered)
    (by_office,) = (path.read_bytes() for path in saved_again([tmp_path / "answer.xlsx"], tmp_path))
    for day, content in (("2020-12-08", answered), ("2020-12-09", by_office)):
        deliver(workspace, {f"{SENDER}/F01 giai trinh {day}.xlsx": content}, day=day)
        run(workspace)
        receipt = receipts(workspace)[id_of(content)]
        again = issues(workspace, id_of(content))
        assert keys_of(asked) <= keys_of(again)
        states = {one["state"] for one in again if one["severity"] == "explain"}
        assert states == {"explained"}
        given = json.loads((workspace / "extracts" / id_of(content) / "explanations.json").read_bytes())
        assert {one["key"] for one in given} >= keys_of(asked)
        assert {one["text"] for one in given} == {WORDS}
        assert receipt["explained"] >= len(asked)
        assert sheets_of(answer_to(workspace, content))[:2] == ["Phản hồi", "Lỗi"]
        assert len(sheets_of(answer_to(workspace, content))) == len(sheets_of(first))


def test_every_delivery_has_a_receipt_that_is_a_page(tmp_path: Path) -> None:
    workspace = tmp_path / "workspace"
    files = {
        f"{SENDER}/F01.xlsx": workbook("F01", SENDER, "2020"),
        f"{SENDER}/hỏng.xlsx": b"PK\3\4 broken",
        "999/lạ.xlsx": xlsx({"Biểu": [["Của ai"]]}),
    }
    deliver(workspace, files)
    run(workspace)
    for place, content in files.items():
        folder = answer_to(workspace, content, place.partition("/")[0])
        page = (folder / "bien-nhan.html").read_text(encoding="utf-8")
        receipt = receipts(workspace)[id_of(content)]
        assert id_of(content) in page
        assert receipt["state_vi"] in page
        assert receipt["next_action"] in page
        if receipt["verdict"] == "returned":
            assert sheets_of(folder) == ["Phản hồi", "Lỗi"]
