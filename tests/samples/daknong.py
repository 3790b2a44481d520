"""The Đắk Nông reports of 2024, rebuilt from a transcription in the layout of their screenshots.

Real figures, defects kept. Headers that the screenshots cut off are completed. Nothing here is
corrected, and nothing is computed: rates are numbers as printed, not formulas.
"""

import csv
import io
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

_SOURCE = Path(__file__).parent / "daknong_2024"
DISTRICTS = {"662": "Huyện Cư Jút", "661": "Huyện Đăk Glong", "663": "Huyện Đắk Mil"}
_FORMS = ("F01", "F02", "F03")
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
        for form in _FORMS
    }


def _csv_rows(name: str) -> list[list[str]]:
    """The rows of a data file below its provenance and its header line."""
    text = (_SOURCE / f"{name}.csv").read_text(encoding="utf-8")
    return list(csv.reader(line for line in io.StringIO(text) if not line.startswith("#")))[1:]


def _rows_of(form: str, district: str) -> list[list[str]]:
    """The transcribed rows of one district: its own line and those numbered below it."""
    rows = _csv_rows(form)
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
    for row, column, last_row, last_column, text in _headers(form):
        look = looks["head" if row < _TOP else "box"]
        if (row, column) == (last_row, last_column):
            sheet.write_string(row, column, text, look)
        else:
            sheet.merge_range(row, column, last_row, last_column, text, look)
    for column in range(last + 1):
        sheet.write_string(_TOP + 3, column, _numbering(form, column), looks["number"])
    sheet.set_column(0, 0, 5)
    sheet.set_column(1, 1, 24)
    sheet.set_column(2, last, 10.5 if form == "F01" else 13)
    for row, height in enumerate((18, 48, 20, 20) if form == "F01" else (18, 36, 70, 32)):
        sheet.set_row(_TOP + row, height)


def _headers(form: str) -> Iterator[tuple[int, int, int, int, str]]:
    """Title and header cells of a form: first row and column, last row and column, text."""
    for of, row, column, last_row, last_column, text in _csv_rows("headers"):
        if of == form:
            yield _TOP + int(row), int(column), _TOP + int(last_row), int(last_column), text


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
