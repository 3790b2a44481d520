"""What the lines above a table say: the form, the period, the status; and what they only seem to say."""

import pytest

from tests.builders import grid
from transforms.registry import Registry
from transforms.sheet.titles import TitleBlock, forms_named, read_title


def title(registry: Registry, *lines: str) -> TitleBlock:
    sheet = grid("\n".join(lines))
    return read_title(sheet, len(lines) + 1, registry.words, registry.figure_statuses)


@pytest.mark.parametrize(
    ("line", "period"),
    [
        ("Năm 2018", "2018"),
        ("TỔNG HỢP DIỄN BIẾN HỘ NGHÈO NĂM 2020", "2020"),
        ("Số liệu đến 31/12/2018", "2018"),
        ("Thời điểm rà soát: 31/12/2019", "2019"),
        ("6 tháng đầu năm 2024", "2024-H1"),
        ("06 tháng đầu năm 2024", "2024-H1"),
        ("Số liệu đến 30/6/2024, 6 tháng đầu năm 2024", "2024-H1"),
        ("Quý III năm 2024", "2024-Q3"),
        ("QUÝ IV NĂM 2024", "2024-Q4"),
        ("quý 1 năm 2024", "2024-Q1"),
        ("Quý III/2024", "2024-Q3"),
        ("Tháng 9 năm 2024", "2024-M09"),
        ("tháng 9/2024", "2024-M09"),
        ("tháng 12 năm 2024", "2024-M12"),
        ("6 tháng cuối năm 2024", "2024-H2"),
        ("SỐ LIỆU CÁC CHỈ TIÊU KẾ HOẠCH GIẢM NGHÈO NĂM 2020", "2020"),
        ("TỔNG HỢP SỐ HỘ NGHÈO NĂM 2020", "2020"),
    ],
)
def test_a_period_is_read_from_its_phrase(registry: Registry, line: str, period: str) -> None:
    assert title(registry, line).periods == {period}


@pytest.mark.parametrize(
    "line",
    [
        "Bạch Thông, ngày 05 tháng 12 năm 2020",
        "Bạch Thông, ngày … tháng … năm 2020",
        "Bạch Thông, ngày .... tháng 12 năm 2020",
        "(Kèm theo Báo cáo số 12/BC-UBND ngày 05/12/2020 năm 2020 của UBND huyện)",
        "Theo Quyết định số 59/2015/QĐ-TTg",
        "Thông tư số 07/2021/TT-BLĐTBXH năm 2021",
        "Nghị định 07/2021/NĐ-CP về chuẩn nghèo năm 2021",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Tổng số 2018 hộ",
        "9 tháng đầu năm 2024",
        "03 tháng đầu năm 2024",
        "tháng 13 năm 2024",
    ],
)
def test_a_line_that_names_no_period_gives_none(registry: Registry, line: str) -> None:
    assert title(registry, line).periods == frozenset()


def test_the_signing_date_beside_the_period_is_ignored(registry: Registry) -> None:
    said = title(registry, "Bạch Thông, ngày 05 tháng 12 năm 2020", "TỔNG HỢP", "Năm 2019")
    assert said.periods == {"2019"}


def test_two_years_in_the_lines_are_both_said(registry: Registry) -> None:
    assert title(registry, "Năm 2020", "so với năm 2019").periods == {"2019", "2020"}


def test_a_line_below_the_top_of_the_table_says_nothing(registry: Registry) -> None:
    sheet = grid("Năm 2018\nNăm 2019")
    assert read_title(sheet, 2, registry.words, registry.figure_statuses).periods == {"2018"}


@pytest.mark.parametrize(
    ("line", "status"),
    [
        ("KẾT QUẢ CHÍNH THỨC RÀ SOÁT", "chinh_thuc"),
        ("kết quả sơ bộ", "so_bo"),
        ("Ước thực hiện năm 2020", "uoc"),
        ("Ngân hàng Nhà nước", None),
    ],
)
def test_a_status_is_read_from_its_word(registry: Registry, line: str, status: str | None) -> None:
    assert title(registry, line).statuses == ({status} if status else frozenset())


def test_the_stamp_of_a_template_fills_in_what_the_lines_do_not_say(registry: Registry) -> None:
    said = title(registry, "tonghop:F01:2016:063:2020:chinh_thuc", "TỔNG HỢP")
    assert (said.periods, said.statuses) == ({"2020"}, {"chinh_thuc"})
    assert said.stamp["form"] == "f01"


def test_a_written_period_wins_over_the_stamp(registry: Registry) -> None:
    said = title(registry, "tonghop:F01:2016:063:2020:chinh_thuc", "Năm 2019, sơ bộ")
    assert (said.periods, said.statuses) == ({"2019"}, {"so_bo"})


@pytest.mark.parametrize(
    ("lines", "forms"),
    [
        (["TỔNG HỢP DIỄN BIẾN HỘ NGHÈO"], ["F02"]),
        (["TỔNG HỢP DIỄN BIẾN HỘ CẬN NGHÈO"], ["F03"]),
        (["TỔNG HỢP KẾT QUẢ CHÍNH THỨC RÀ SOÁT HỘ NGHÈO; HỘ CẬN NGHÈO; HỘ LÀM NÔNG"], ["F01"]),
        (["TỔNG HỢP KẾT QUẢ SƠ BỘ", "RÀ SOÁT HỘ NGHÈO"], ["F01"]),
        (["Tổng  hợp diễn biến\u00a0hộ nghèo năm 2020"], ["F02"]),
        (["SỐ LIỆU CÁC CHỈ TIÊU KẾ HOẠCH GIẢM NGHÈO (BIỂU CT01)"], ["CT01"]),
        (["DANH SÁCH HỘ NGHÈO, DIỄN BIẾN HỘ NGHÈO"], []),
        (["PHÂN TÍCH HỘ NGHÈO THEO CÁC NHÓM ĐỐI TƯỢNG"], []),
        (["Dự toán thu chi ngân sách"], []),
    ],
)
def test_a_form_is_named_by_its_title(registry: Registry, lines: list[str], forms: list[str]) -> None:
    assert [form.form_id for form in forms_named(title(registry, *lines), registry.forms)] == forms
