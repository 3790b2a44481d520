"""The answer is the submitter's own workbook: nothing is lost, an earlier list of issues gives way to the new one."""

import io

from openpyxl import Workbook, load_workbook

from transforms.render.marked_xlsx import marked_workbook


def workbook_of(sheets: dict[str, str]) -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, text in sheets.items():
        book.create_sheet(name)["A1"] = text
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def sheets_of(content: bytes) -> dict[str, object]:
    return {sheet.title: sheet["A1"].value for sheet in load_workbook(io.BytesIO(content)).worksheets}


def test_the_list_of_issues_stands_first() -> None:
    marked = marked_workbook(workbook_of({"Biểu": "TỔNG HỢP"}), [])
    assert sheets_of(marked) == {"Lỗi": "Trang", "Biểu": "TỔNG HỢP"}


def test_a_workbook_that_comes_back_has_one_list() -> None:
    once = marked_workbook(workbook_of({"Biểu": "TỔNG HỢP"}), [])
    assert sheets_of(marked_workbook(once, [])) == {"Lỗi": "Trang", "Biểu": "TỔNG HỢP"}


def test_a_sheet_that_the_submitter_called_so_is_kept() -> None:
    marked = marked_workbook(workbook_of({"Lỗi": "Sổ theo dõi của xã"}), [])
    twice = marked_workbook(marked, [])
    assert sheets_of(marked) == sheets_of(twice) == {"Lỗi - tonghop": "Trang", "Lỗi": "Sổ theo dõi của xã"}
