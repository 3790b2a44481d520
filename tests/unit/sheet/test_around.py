"""What is written around the figures is held against the form and period: nothing of it is passed over."""

import pytest

from tests.builders import grid, read
from transforms.registry import Registry
from transforms.sheet.reading import SheetReading

TITLE = "TỔNG HỢP KẾT QUẢ CHÍNH THỨC RÀ SOÁT HỘ NGHÈO, HỘ CẬN NGHÈO"
HEAD = (
    "TT | Xã/phường | Hộ dân cư | Tổng số nhân khẩu | Hộ nghèo | Hộ cận nghèo | Khẩu nghèo | Khẩu cận nghèo"
)
FIRST, SECOND = (
    "1 | Xã Sĩ Bình | 200 | 800 | 20 | 6 | 80 | 24",
    "2 | Xã Tân Tú | 100 | 400 | 10 | 3 | 40 | 12",
)
THIRD = "3 | Thị trấn Phủ Thông | 300 | 900 | 30 | 9 | 90 | 27"


def sheet(*, above: str = "Năm 2021", inside: str = "", below: str = "", row: str = FIRST) -> str:
    return "\n".join(filter(None, [TITLE, above, HEAD, row, inside, SECOND, THIRD, below]))


def said(reading: SheetReading) -> list[tuple[str, str, str]]:
    return [(f.rule_id, f.cell, f.detail) for f in reading.findings if f.rule_id not in {"R17", "R32"}]


def read_2021(drawing: str, small: Registry) -> SheetReading:
    return read(grid(drawing), small, folder="2021-chinh_thuc")


@pytest.mark.parametrize(
    ("above", "words"),
    [
        ("Năm 2021\nHộ là người dân tộc thiểu số", "dân tộc"),
        ("Năm 2021\nDo phụ nữ làm chủ hộ", "phụ nữ"),
        ("Năm 2021\nVùng đặc biệt khó khăn", "vùng đặc biệt khó khăn"),
        ("Kế hoạch năm 2021", "kế hoạch năm"),
        ("Đầu năm 2021", "đầu năm"),
        ("Năm 2021 (số liệu đầu kỳ)", "đầu kỳ"),
        ("Năm 2021, tại thời điểm 01/01/2021", "01/01/2021"),
        ("Năm 2021\nĐơn vị tính: nghìn hộ, nghìn người", "nghìn"),
        ("Kỳ: 2020", "2020"),
        ("Năm 2021\na) Số liệu 2020", "2020"),
    ],
)
def test_a_title_of_other_figures_refuses_the_sheet(above: str, words: str, small: Registry) -> None:
    reading = read_2021(sheet(above=above), small)
    assert {rule for rule, _, _ in said(reading)} == {"R45"}
    assert any(f"“{words}”" in detail for _, _, detail in said(reading))
    assert reading.cells == ()


@pytest.mark.parametrize(
    "above",
    [
        "Năm 2021",
        "Năm 2021 (so với năm 2020)",
        "Năm 2021\nTheo Quyết định số 59/2015/QĐ-TTg",
        "Năm 2021\nBAN DÂN TỘC TỈNH",
        "Chương trình giảm nghèo giai đoạn 2021-2025\nNăm 2021",
        "Năm 2021\nĐơn vị tính: hộ, người",
        "Tháng 11 năm 2021 … ngày 05 tháng 01 năm 2022\nNăm 2021",
    ],
)
def test_a_title_of_these_figures_is_read(above: str, small: Registry) -> None:
    assert said(read_2021(sheet(above=above), small)) == []


@pytest.mark.parametrize(
    ("inside", "words"),
    [
        ("II | Năm 2020", "2020"),
        (" | Hộ dân tộc thiểu số:", "dân tộc"),
        (" | Đơn vị tính: nghìn hộ", "nghìn"),
        ("TỔNG HỢP DIỄN BIẾN HỘ CẬN NGHÈO NĂM 2021", "Tổng hợp diễn biến hộ cận nghèo"),
    ],
)
def test_words_between_rows_that_make_them_other_figures_refuse_the_sheet(
    inside: str, words: str, small: Registry
) -> None:
    reading = read_2021(sheet(inside=inside), small)
    assert {rule for rule, _, _ in said(reading)} == {"R45"}
    assert words.lower() in said(reading)[0][2].lower()
    assert reading.cells == ()


@pytest.mark.parametrize(
    "inside", ["II | Các xã vùng cao", " | Cụm xã miền núi", " | Khu vực nông thôn", " | Trang 2"]
)
def test_headings_of_groups_of_units_say_nothing(inside: str, small: Registry) -> None:
    assert said(read_2021(sheet(inside=inside), small)) == []


def test_a_heading_that_nobody_knows_is_to_be_explained(small: Registry) -> None:
    assert said(read_2021(sheet(inside=" | Diện hỗ trợ đợt hai"), small)) == [
        ("R45b", "B5", "“diện”, “hỗ”, “trợ”, “đợt”, “hai”")
    ]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (FIRST.replace("1 |", "Năm 2020 |"), "2020"),
        (FIRST.replace("1 |", "DTTS |"), "dtts"),
        (FIRST.replace("Xã", "2020 Xã"), "2020"),
    ],
)
def test_words_beside_a_name_are_not_its_number(row: str, words: str, small: Registry) -> None:
    assert ("R45", f"“{words}”") in [
        (rule, detail) for rule, _, detail in said(read_2021(sheet(row=row), small))
    ]


def test_a_remark_beside_figures_is_to_be_explained(small: Registry) -> None:
    drawing = sheet(row=f"{FIRST} | số liệu năm 2020").replace(HEAD, f"{HEAD} | Ghi chú")
    assert said(read_2021(drawing, small)) == [("R45c", "I4", "“2020”")]


def test_a_column_of_years_is_looked_at(small: Registry) -> None:
    drawing = sheet(row=f"{FIRST} | 2020").replace(HEAD, f"{HEAD} | Năm")
    assert ("R45c", "I4", "“2020”") in said(read_2021(drawing, small))


@pytest.mark.parametrize(
    ("below", "rule", "words"),
    [
        ("Ghi chú: chỉ tính hộ dân tộc thiểu số", "R45c", "“dân tộc”"),
        ("Ghi chú: số liệu tính đến 31/12/2020", "R45c", "“2020”"),
        ("Ghi chú: số liệu sơ bộ", "R45c", "“sơ bộ”"),
        ("Ghi chú: đơn vị tính nghìn hộ", "R45", "“nghìn”"),
    ],
)
def test_a_note_below_the_table_is_read_too(below: str, rule: str, words: str, small: Registry) -> None:
    assert [(r, w) for r, _, w in said(read_2021(sheet(below=below), small))] == [(rule, words)]


@pytest.mark.parametrize(
    ("name", "rules"), [("Năm 2020", ["R45d"]), ("DTTS", ["R45d"]), ("Bieu 1", []), ("2021", [])]
)
def test_the_name_of_the_sheet_is_held_against_its_table(
    name: str, rules: list[str], small: Registry
) -> None:
    assert [r for r, _, _ in said(read(grid(sheet(), name), small, folder="2021-chinh_thuc"))] == rules


def test_a_title_of_other_people_beside_the_form_s_own_is_to_be_explained(small: Registry) -> None:
    head = "TT | Xã/phường | Phân tổ | Đầu kỳ | Trở thành hộ cận nghèo | Vượt chuẩn cận nghèo | Giảm khác"
    head += " | Cận nghèo trở thành hộ nghèo | Tái nghèo | Phát sinh mới | Tăng khác | Cuối kỳ"
    rows = "1 | Xã Sĩ Bình | Hộ | 10 | 1 | 2 | 0 | 1 | 0 | 1 | 0 | 9"
    drawing = f"TỔNG HỢP DIỄN BIẾN HỘ NGHÈO (CẬN NGHÈO) CHÍNH THỨC NĂM 2021\n{head}\n{rows}"
    assert ("R45b", "“cận nghèo”") in [(r, w) for r, _, w in said(read(grid(drawing), small))]


@pytest.mark.parametrize("name", ["Tổng cộng (hộ dân tộc thiểu số)", "Tổng số (đầu năm)"])
def test_a_sum_of_other_figures_refuses_the_sheet(name: str, small: Registry) -> None:
    drawing = sheet(inside=f" | {name} | 5 | 20 | 1 | 1 | 4 | 4")
    assert [rule for rule, _, _ in said(read_2021(drawing, small))] == ["R45"]
