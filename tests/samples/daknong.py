"""The Đắk Nông reports of 2024, rebuilt from a transcription in the layout of their screenshots.

Real figures, defects kept. Headers that the screenshots cut off are completed. Nothing here is
corrected, and nothing is computed: rates are numbers as printed, not formulas.
"""

import csv
import io
from datetime import UTC, datetime
from pathlib import Path

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

_SOURCE = Path(__file__).parent / "daknong_2024"
DISTRICTS = {"662": "Huyện Cư Jút", "661": "Huyện Đăk Glong", "663": "Huyện Đắk Mil"}
_TITLES = {
    "F01": "TỔNG HỢP KẾT QUẢ CHÍNH THỨC RÀ SOÁT HỘ NGHÈO; HỘ CẬN NGHÈO; HỘ LÀM NÔNG, LÂM, NGƯ NGHIỆP  CÓ MỨC SỐNG TRUNG BÌNH",
    "F02": "TỔNG HỢP DIỄN BIẾN HỘ NGHÈO",
    "F03": "TỔNG HỢP DIỄN BIẾN HỘ CẬN NGHÈO",
}
# First row, first column, last row, last column (from 0, below the title), text.
_HEADERS = {
    "F01": (
        (0, 0, 2, 0, "TT"),
        (0, 1, 2, 1, "Phường/ Xã"),
        (0, 2, 1, 3, "Tổng số hộ dân cư\n(tại thời điểm rà soát)"),
        (0, 4, 0, 9, "Kết quả rà soát về hộ (chính thức )"),
        (0, 10, 0, 15, "Kết quả rà soát về khẩu (chính thức )"),
        (1, 4, 1, 5, "Tổng số hộ nghèo"),
        (1, 6, 1, 7, "Tổng số hộ cận nghèo"),
        (1, 8, 1, 9, "Tổng số hộ nông, lâm, ngư nghiệp có mức sống trung bình"),
        (1, 10, 1, 11, "Tổng số khẩu nghèo"),
        (1, 12, 1, 13, "Tổng số khẩu cận nghèo"),
        (1, 14, 1, 15, "Tổng số khẩu nông, lâm, ngư nghiệp có mức sống trung bình"),
        (2, 2, 2, 2, "Số hộ"),
        (2, 3, 2, 3, "Nhân khẩu"),
        *((2, c, 2, c, ("Số hộ", "Tỷ lệ")[c % 2]) for c in range(4, 10)),
        *((2, c, 2, c, ("Số khẩu", "Tỷ lệ")[c % 2]) for c in range(10, 16)),
    ),
    "F02": (
        (0, 0, 2, 0, "TT"),
        (0, 1, 2, 1, "Phường/ Xã"),
        (0, 2, 2, 2, "Phân tổ"),
        (0, 3, 2, 3, "Tổng số hộ nghèo đầu kỳ"),
        (0, 4, 0, 6, "Diễn biến giảm số hộ nghèo"),
        (1, 4, 1, 5, "Số hộ thoát nghèo"),
        (2, 4, 2, 4, "Trở thành hộ cận nghèo"),
        (2, 5, 2, 5, "Vượt chuẩn cận nghèo"),
        (
            1,
            6,
            2,
            6,
            "Số hộ khác: thay đổi nhân khẩu, hộ nghèo đơn thân chết, chuyển đi nơi khác, tách, nhập với hộ khác,…",
        ),
        (0, 7, 0, 10, "Diễn biến tăng số hộ nghèo"),
        (1, 7, 2, 7, "Số hộ cận nghèo trở thành hộ nghèo"),
        (1, 8, 1, 9, "Số hộ nghèo bổ sung trong năm"),
        (2, 8, 2, 8, "Tái nghèo"),
        (2, 9, 2, 9, "Phát sinh mới"),
        (1, 10, 2, 10, "Số hộ khác: thay đổi nhân khẩu, chuyển đến, tách, nhập với hộ khác,…"),
        (0, 11, 2, 11, "Tổng số hộ nghèo cuối kỳ"),
    ),
    "F03": (
        (0, 0, 2, 0, "TT"),
        (0, 1, 2, 1, "Phường/ Xã"),
        (0, 2, 2, 2, "Phân tổ"),
        (0, 3, 2, 3, "Tổng số hộ cận nghèo đầu kỳ"),
        (0, 4, 0, 6, "Diễn biến giảm"),
        (1, 4, 2, 4, "Số hộ thoát cận nghèo"),
        (1, 5, 2, 5, "Số hộ cận nghèo trở thành hộ nghèo"),
        (
            1,
            6,
            2,
            6,
            "Số hộ khác: thay đổi nhân khẩu, hộ  đơn thân chết, chuyển đi nơi khác, tách, nhập với hộ khác,…",
        ),
        (0, 7, 0, 10, "Diễn biến tăng số hộ cận nghèo"),
        (1, 7, 2, 7, "Số hộ nghèo trở thành hộ cận nghèo"),
        (1, 8, 1, 9, "Số hộ bổ sung"),
        (2, 8, 2, 8, "Tái cận nghèo"),
        (2, 9, 2, 9, "Phát sinh mới"),
        (1, 10, 2, 10, "Số hộ khác: thay đổi nhân khẩu, chuyển đến, tách, nhập với hộ khác,…"),
        (0, 11, 2, 11, "Tổng số hộ cận nghèo cuối kỳ"),
    ),
}
_RATES = {
    4: "4=3/1*100",
    6: "6=5/1*100",
    8: "8=7/1*100",
    10: "10=9/2*100",
    12: "12=11/2*100",
    14: "14=13/2*100",
}
_BALANCE = "9=1-2-3-4+5+6+7+8"
_TOP = 5


def daknong_workbooks() -> dict[str, bytes]:
    """Nine workbooks, one a district and form, by their place in the inbox."""
    return {
        f"{code}/2024-chinh_thuc/{form}.xlsx": _workbook(form, _rows_of(form, name))
        for code, name in DISTRICTS.items()
        for form in _TITLES
    }


def _rows_of(form: str, district: str) -> list[list[str]]:
    """The transcribed rows of one district: its own line and those numbered below it."""
    text = (_SOURCE / f"{form}.csv").read_text(encoding="utf-8")
    rows = list(csv.reader(line for line in io.StringIO(text) if not line.startswith("#")))[1:]
    number = next(row[0] for row in rows if row[1] == district)
    found: list[list[str]] = []
    for row in rows:
        # The second line of a unit repeats neither number nor name.
        is_ours = row[0].split(".")[0] == number if row[0] else bool(found) and found[-1] is not None
        if row[0] and found and not is_ours:
            break
        if is_ours:
            found.append(row)
    return found


def _workbook(form: str, rows: list[list[str]]) -> bytes:
    buffer = io.BytesIO()
    font = {"font_name": "Times New Roman", "font_size": 11}
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "default_format_properties": font})
    book.set_properties({"created": datetime(2000, 1, 1, tzinfo=UTC)})
    base = {"font_name": "Times New Roman", "font_size": 11, "valign": "vcenter"}
    looks = {
        "head": book.add_format({**base, "bold": True, "align": "center", "text_wrap": True}),
        "box": book.add_format({**base, "bold": True, "align": "center", "text_wrap": True, "border": 1}),
        "number": book.add_format(
            {**base, "italic": True, "align": "center", "text_wrap": True, "border": 1}
        ),
        "plain": book.add_format({**base, "border": 1}),
        "bold": book.add_format({**base, "border": 1, "bold": True}),
        "centre": book.add_format({**base, "border": 1, "align": "center"}),
        "centre bold": book.add_format({**base, "border": 1, "align": "center", "bold": True}),
    }
    sheet = book.add_worksheet("Sheet1")
    _draw_head(sheet, form, looks)
    stub = 2 if form == "F01" else 3
    for number, row in enumerate(rows):
        _draw_row(sheet, _TOP + 4 + number, row, stub, looks, is_bold=_is_district(rows, number))
    sheet.set_landscape()
    sheet.set_paper(8 if form == "F01" else 9)
    sheet.fit_to_pages(1, 0)
    book.close()
    return buffer.getvalue()


def _is_district(rows: list[list[str]], number: int) -> bool:
    owner = rows[number][0] or rows[number - 1][0]
    return "." not in owner


def _draw_head(sheet: Worksheet, form: str, looks: dict[str, object]) -> None:
    last = 15 if form == "F01" else 11
    country = "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM" if form == "F01" else "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    half = 9 if form == "F01" else 5
    sheet.merge_range(0, 0, 0, 2, "ỦY BAN NHÂN DÂN", looks["head"])
    sheet.merge_range(0, half, 0, last, country, looks["head"])
    sheet.merge_range(1, half, 1, last, "Độc lập - Tự do - Hạnh phúc", looks["head"])
    sheet.merge_range(3, 0, 3, last, _TITLES[form], looks["head"])
    for row, column, last_row, last_column, text in _HEADERS[form]:
        if (row, column) == (last_row, last_column):
            sheet.write_string(_TOP + row, column, text, looks["box"])
        else:
            sheet.merge_range(_TOP + row, column, _TOP + last_row, last_column, text, looks["box"])
    for column in range(last + 1):
        sheet.write_string(_TOP + 3, column, _numbering(form, column), looks["number"])
    sheet.set_column(0, 0, 5)
    sheet.set_column(1, 1, 24)
    sheet.set_column(2, last, 10.5 if form == "F01" else 13)
    for row, height in enumerate((18, 48, 20, 20) if form == "F01" else (18, 36, 70, 32)):
        sheet.set_row(_TOP + row, height)


def _numbering(form: str, column: int) -> str:
    """The line of column numbers: F02 and F03 leave their stub columns blank, as in the screenshots."""
    if form == "F01":
        return "AB"[column] if column < 2 else _RATES.get(column - 1, str(column - 1))
    number = column - 2
    return _BALANCE if number == 9 else str(number) if number > 0 else ""


def _draw_row(
    sheet: Worksheet, at: int, row: list[str], stub: int, looks: dict[str, object], *, is_bold: bool
) -> None:
    text, figure = (looks["bold"], looks["centre bold"]) if is_bold else (looks["plain"], looks["centre"])
    if stub == 3 and row[0]:
        for column in (0, 1):
            sheet.merge_range(at, column, at + 1, column, row[column], text)
    elif stub == 2:
        for column in (0, 1):
            sheet.write_string(at, column, row[column], text)
    if stub == 3:
        sheet.write_string(at, 2, row[2], figure)
    for column, content in enumerate(row[stub:], start=stub):
        if content:
            sheet.write_number(at, column, float(content), figure)
        else:
            sheet.write_blank(at, column, None, figure)
