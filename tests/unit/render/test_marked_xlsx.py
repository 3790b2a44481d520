"""The answer is the submitter's own workbook: nothing is lost, an earlier answer gives way to the new one."""

import io
import zipfile
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from tests.builders_answer import answer, issue
from transforms.render.answer_sheets import FILLS
from transforms.render.marked_xlsx import answer_workbook, copied_workbook, marked_workbook
from transforms.sheet.grid import SheetGrid
from transforms.terms.answer_sheet import EXPLANATION, FILL, HEADS, KEY
from transforms.terms.explanation import explanation_key


def saved(book: Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def workbook_of(sheets: dict[str, object]) -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, text in sheets.items():
        book.create_sheet(name)["A1"] = text
    return saved(book)


def opened(content: bytes, **how: Any) -> Workbook:
    return load_workbook(io.BytesIO(content), **how)


BOOK = workbook_of({"Biểu": "TỔNG HỢP"})


def test_the_page_and_the_list_stand_before_the_sheets() -> None:
    book = opened(marked_workbook(BOOK, answer(issue())))
    assert book.sheetnames == ["Phản hồi", "Lỗi", "Biểu"]
    assert [sheet.sheet_view.tabSelected for sheet in book.worksheets] == [True, False, False]
    assert [cell.value for cell in book["Lỗi"][1]] == list(HEADS)
    assert book["Lỗi"].cell(2, HEADS.index(KEY) + 1).value == explanation_key(issue())
    assert book["Lỗi"]["B2"].hyperlink.location == "'Biểu'!A1"
    hidden = [head for n, head in enumerate(HEADS) if book["Lỗi"].column_dimensions["ABCDEFGHIJKL"[n]].hidden]
    assert hidden == [KEY, FILL]


def test_a_note_says_found_expected_and_how_to_mend_and_holds_every_issue_of_its_cell() -> None:
    marked = marked_workbook(BOOK, answer(issue(), issue(issue_id="2", rule_id="C09", severity="note")))
    cell = opened(marked)["Biểu"]["A1"]
    assert cell.fill.fgColor.value == FILLS["explain"]
    for said in ("C08", "C09", "Đang ghi: 20", "Đúng ra: 7", "Cách sửa: Xem lại."):
        assert said in cell.comment.text


def test_an_answer_that_comes_back_leaves_nothing_behind() -> None:
    book = opened(workbook_of({"Biểu": "TỔNG HỢP", "Lỗi": "Sổ theo dõi của xã", "phản hồi": "Của xã"}))
    book["Biểu"]["A1"].fill = PatternFill("solid", fgColor="FF00FF00")
    book["Biểu"]["A1"].comment = Comment("Số tạm tính", "xã")
    first = marked_workbook(saved(book), answer(issue()))
    assert opened(first).sheetnames == ["Phản hồi - tonghop", "Lỗi - tonghop", "Biểu", "Lỗi", "phản hồi"]
    assert "Số tạm tính" in opened(first)["Biểu"]["A1"].comment.text
    again = opened(marked_workbook(first, answer(issue(cell="B1"))))
    assert again.sheetnames == opened(first).sheetnames
    assert again["Biểu"]["A1"].fill.fgColor.value == "FF00FF00"
    assert again["Biểu"]["A1"].comment.text == "Số tạm tính"
    assert again["Biểu"]["B1"].comment is not None
    assert (again["Lỗi"]["A1"].value, again["phản hồi"]["A1"].value) == ("Sổ theo dõi của xã", "Của xã")


def test_a_formula_stays_and_shows_its_value() -> None:
    from tests.robustness.receipts import good_workbook

    before, marked = good_workbook(), marked_workbook(good_workbook(), answer(issue(sheet="F01")))
    for how in ({"data_only": True}, {"data_only": False}):
        old, new = opened(before, **how)["F01"], opened(marked, **how)["F01"]
        assert [[c.value for c in row] for row in old] == [[c.value for c in row] for row in new]


def test_a_merged_cell_is_marked_where_it_is_shown() -> None:
    book = opened(BOOK)
    book["Biểu"].merge_cells("A1:C3")
    marked = opened(marked_workbook(saved(book), answer(issue(cell="B2"))))
    assert marked["Biểu"]["A1"].comment is not None


def test_issues_inside_one_merged_range_share_a_note_that_can_be_taken_off() -> None:
    own = opened(BOOK)
    own["Biểu"].merge_cells("A1:B2")
    own["Biểu"]["A1"].comment = Comment("Xem sổ", "xã")
    own["Biểu"]["A1"].fill = PatternFill("solid", fgColor="FF00FF00")
    told = answer(issue(cell="B2"), issue(issue_id="2", cell="A2", rule_id="C09", severity="reject_cell"))
    marked = marked_workbook(saved(own), told)
    cell = opened(marked)["Biểu"]["A1"]
    assert cell.fill.fgColor.value == FILLS["reject_cell"]
    for said in ("C08", "C09", "Xem sổ"):
        assert cell.comment.text.count(said) == 1
    again = opened(marked_workbook(marked, answer()))["Biểu"]["A1"]
    assert (again.comment.text, again.fill.fgColor.value) == ("Xem sổ", "FF00FF00")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("x")'])
def test_what_a_submitter_wrote_is_never_a_formula(text: str) -> None:
    issues = [issue(message=text, found=text, hint=text, explanation=text, state="explained")]
    told = answer(*issues, original_name=text, reason=text)
    copied = copied_workbook([SheetGrid("Biểu", {(1, 1): text})], told)
    for content in (copied, answer_workbook(told), marked_workbook(BOOK, told)):
        cells = [c for sheet in opened(content).worksheets for row in sheet for c in row]
        assert text in {c.value for c in cells}
        assert {c.data_type for c in cells if c.value == text} == {"s"}


def test_texts_of_any_length_and_letters_open_again() -> None:
    many = [issue(issue_id=str(n), message="x" * 2_000 + "\x0b", found="y" * 40_000) for n in range(40)]
    book = opened(marked_workbook(BOOK, answer(*many)))
    assert len(book["Biểu"]["A1"].comment.text) < 32_767
    assert len(book["Lỗi"]["D2"].value) == 32_767


def test_sheets_of_other_kinds_keep_cells_merges_and_names() -> None:
    grids = [
        SheetGrid(
            "Bảng/1", {(1, 1): "Tên", (2, 2): 0.5}, merges=((1, 1, 1, 3),), percents=frozenset({(2, 2)})
        ),
        SheetGrid("a" * 40, {(1, 1): 7}, is_hidden=True),
        SheetGrid("a" * 45, {(1, 1): True}),
    ]
    told = answer(issue(sheet="Bảng/1", cell="B2"))
    book = opened(copied_workbook(grids, told))
    assert book.sheetnames[2] == "Bảng_1"
    assert len(set(book.sheetnames)) == 5
    assert max(map(len, book.sheetnames)) <= 31
    sheet = book["Bảng_1"]
    assert (sheet["A1"].value, sheet["B2"].value, str(sheet.merged_cells)) == ("Tên", 0.5, "A1:C1")
    assert sheet["B2"].comment is not None
    assert book["Lỗi"]["B2"].hyperlink.location == "'Bảng_1'!B2"
    assert book.worksheets[3].sheet_state == "hidden"


def test_the_same_answer_is_the_same_bytes() -> None:
    assert marked_workbook(BOOK, answer(issue())) == marked_workbook(BOOK, answer(issue()))


def test_no_clock_is_written_into_an_answer() -> None:
    told = answer(issue())
    copied = copied_workbook([SheetGrid("Biểu", {(1, 1): 1.0})], told)
    for content, moments in ((answer_workbook(told), 2), (copied, 2), (marked_workbook(BOOK, told), 1)):
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            assert parts.read("docProps/core.xml").count(b"2000-01-01T00:00:00Z") == moments


def test_explanations_that_were_given_stand_in_their_column() -> None:
    book = opened(marked_workbook(BOOK, answer(issue(state="explained", explanation="Do đo lại"))))
    assert book["Lỗi"].cell(2, HEADS.index(EXPLANATION) + 1).value == "Do đo lại"
