"""What a sheet says of its letter: office, number, date; and what only looks like them."""

from datetime import date

import pytest

from tests.builders import grid
from transforms.registry import Registry
from transforms.sheet.grid import SheetGrid
from transforms.sheet.letterhead import Letterhead, read_letterhead


def letter(registry: Registry, *lines: str, signed: tuple[str, ...] = ()) -> Letterhead:
    """The letter of a table that stands between these lines and those of its signatures."""
    sheet = grid("\n".join((*lines, "TT | Xã/phường", *signed)))
    top = len(lines) + 1
    return read_letterhead(sheet, top, range(top + 1, top + 1 + len(signed)), registry.words)


@pytest.mark.parametrize(
    ("lines", "office"),
    [
        (
            ["ỦY BAN NHÂN DÂN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "HUYỆN BA BỂ | Độc lập"],
            "ỦY BAN NHÂN DÂN HUYỆN BA BỂ",
        ),
        (["UBND HUYỆN BA BỂ", "PHÒNG LAO ĐỘNG - TBXH"], "UBND HUYỆN BA BỂ / PHÒNG LAO ĐỘNG - TBXH"),
        (["UBND TỈNH BẮC KẠN", "SỞ Y TẾ", "Số: 12/BC-SYT"], "UBND TỈNH BẮC KẠN / SỞ Y TẾ"),
        (["Uỷ ban nhân dân xã Sĩ Bình", "TỔNG HỢP KẾT QUẢ"], "Uỷ ban nhân dân xã Sĩ Bình"),
        (["Đơn vị báo cáo: UBND xã Sĩ Bình", "TỔNG HỢP"], "UBND xã Sĩ Bình"),
        (["Đơn vị báo cáo: | Xã Sĩ Bình"], "Xã Sĩ Bình"),
        (["UBND HUYỆN BẠCH THÔNG", "Đơn vị báo cáo: Xã Sĩ Bình"], "Xã Sĩ Bình"),
        (["Đơn vị báo cáo: Nguyễn Văn A"], ""),
        (["Đơn vị báo cáo: ………"], ""),
        (["Đơn vị tính: hộ, người"], ""),
        (["TỔNG HỢP KẾT QUẢ RÀ SOÁT HỘ NGHÈO", "Năm 2018"], ""),
    ],
)
def test_the_office_stands_at_the_top_or_after_its_label(
    registry: Registry, lines: list[str], office: str
) -> None:
    assert letter(registry, *lines).office == office


def test_an_office_may_stand_in_one_cell_of_several_lines(registry: Registry) -> None:
    sheet = SheetGrid("s", {(1, 1): "UBND HUYỆN BA BỂ\nPHÒNG LAO ĐỘNG\nSố: 7/BC-LĐ", (4, 2): "Xã/phường"})
    found = read_letterhead(sheet, 4, (), registry.words)
    assert (found.office, found.number) == ("UBND HUYỆN BA BỂ / PHÒNG LAO ĐỘNG", "7/BC-LĐ")


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("Số: 12/BC-UBND", "12/BC-UBND"),
        ("Số 05 / BC-UBND", "05/BC-UBND"),
        ("Số: 1486/2018/QĐ-UBND", "1486/2018/QĐ-UBND"),
        ("(Kèm theo Báo cáo số 45/BC-UBND ngày 05/12/2018 của UBND huyện)", "45/BC-UBND"),
        ("Kèm theo Công văn số: 45/UBND-LĐ ngày 05 tháng 12 năm 2018", "45/UBND-LĐ"),
        ("Số: …… /BC-UBND", ""),
        ("(Kèm theo Công văn số …/… ngày … của …)", ""),
        ("(Kèm theo Thông tư số 07/2021/TT-BLĐTBXH ngày 18/7/2021)", ""),
        ("(Kèm theo Quyết định số 59/2015/QĐ-TTg ngày 19/11/2015)", ""),
        ("Số hộ nghèo 12/15 thôn", ""),
        ("Theo Quyết định số 24/2021/QĐ-TTg", ""),
    ],
)
def test_the_number_is_that_of_the_letter_and_never_of_a_law(
    registry: Registry, line: str, number: str
) -> None:
    assert letter(registry, line).number == number


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Ba Bể, ngày 05 tháng 12 năm 2018", date(2018, 12, 5)),
        ("Ba Bể, ngày 5 tháng 12 năm 2018.", date(2018, 12, 5)),
        ("ngày 15/12/2018", date(2018, 12, 15)),
        ("Số: 12/BC-UBND      Ba Bể, ngày 05 tháng 12 năm 2018", date(2018, 12, 5)),
        ("Ngày 15-12-2018", date(2018, 12, 15)),
        ("(Kèm theo Báo cáo số 45/BC-UBND ngày 05/12/2018 của UBND huyện)", date(2018, 12, 5)),
        ("Ba Bể, ngày …… tháng …… năm 2018", None),
        ("Tính đến ngày 31/12/2018", None),
        ("Số liệu đến ngày 31 tháng 12 năm 2018", None),
        ("(Kèm theo Thông tư số 07/2021/TT-BLĐTBXH ngày 18/7/2021)", None),
        ("Quyết định số 59/2015/QĐ-TTg ngày 19/11/2015", None),
    ],
)
def test_the_date_is_that_of_the_letter(registry: Registry, line: str, day: date | None) -> None:
    assert letter(registry, line).day == day


def test_a_date_that_no_calendar_has_is_kept_as_found(registry: Registry) -> None:
    found = letter(registry, "Ba Bể, ngày 31 tháng 02 năm 2018")
    assert (found.day, found.day_text, found.day_cell) == (None, "31/02/2018", "A1")


@pytest.mark.parametrize(
    "signed",
    [
        (" | Ba Bể, ngày 05 tháng 12 năm 2018", "Người lập biểu | CHỦ TỊCH"),
        ("Ba Bể, ngày | 5 | tháng | 12 | năm | 2018",),
    ],
)
def test_the_date_may_stand_above_the_signatures(registry: Registry, signed: tuple[str, ...]) -> None:
    assert letter(registry, "TỔNG HỢP", signed=signed).day == date(2018, 12, 5)


def test_names_of_signers_are_kept_nowhere(registry: Registry) -> None:
    found = letter(
        registry, "UBND HUYỆN BA BỂ", signed=("Người lập biểu | CHỦ TỊCH", "Lê Thị B | Nguyễn Văn A")
    )
    assert "Nguyễn" not in repr(found)
    assert "Lê Thị" not in repr(found)
