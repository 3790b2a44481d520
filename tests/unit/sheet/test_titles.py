"""What the lines above a table say: the form, the period, the status; and what they only seem to say."""

import pytest

from tests.builders import grid
from transforms.registry import Registry
from transforms.sheet.periods import periods_in
from transforms.sheet.titles import TitleBlock, forms_named, read_title


def title(registry: Registry, *lines: str) -> TitleBlock:
    sheet = grid("\n".join(lines))
    return read_title(sheet, len(lines) + 1, registry.words, registry.figure_statuses, registry.standards)


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
    said = read_title(sheet, 2, registry.words, registry.figure_statuses, registry.standards)
    assert said.periods == {"2018"}


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
        (["PHÂN TÍCH HỘ NGHÈO THEO CÁC NHÓM ĐỐI TƯỢNG"], ["F08", "F08b"]),
        (["Dự toán thu chi ngân sách"], []),
    ],
)
def test_a_form_is_named_by_its_title(registry: Registry, lines: list[str], forms: list[str]) -> None:
    assert [form.form_id for form in forms_named(title(registry, *lines), registry.forms)] == forms


QD59, ND07, ND351 = "QD59_2015", "ND07_2021", "ND351_2025"


@pytest.mark.parametrize(
    ("lines", "standard"),
    [
        (["Theo chuẩn nghèo giai đoạn 2016-2020"], QD59),
        (["(theo chuẩn nghèo tiếp cận đa chiều áp dụng cho giai đoạn 2016 – 2020)"], QD59),
        (["THEO CHUẨN NGHÈO ĐA CHIỀU QUY ĐỊNH TẠI QUYẾT ĐỊNH SỐ 59/2015/QĐ-TTG"], QD59),
        (["Theo Quyết định 59/2015 của Thủ tướng Chính phủ"], QD59),
        (["Theo chuẩn nghèo đa chiều giai đoạn 2021-2025"], ND07),
        (["RÀ SOÁT HỘ NGHÈO NĂM 2021 THEO CHUẨN NGHÈO ĐA CHIỀU 2022-2025"], ND07),
        (["RÀ SOÁT HỘ NGHÈO THEO CHUẨN NGHÈO ĐA CHIỀU", "GIAI ĐOẠN 2022 - 2025"], ND07),
        (["(Giai đoạn 2022-2025)"], ND07),
        (["Chuẩn nghèo theo Nghị định số 07/2021/NĐ-CP ngày 27 tháng 01 năm 2021"], ND07),
        (["Nghị định 07/2021/NĐ-CP quy định chuẩn nghèo đa chiều giai đoạn 2021 - 2025"], ND07),
        (["Theo NĐ 07/2021"], ND07),
        (["Chuẩn nghèo đa chiều giai đoạn 2026-2030"], ND351),
        (["Theo Nghị định 351/2025/NĐ-CP"], ND351),
    ],
)
def test_a_standard_is_named_by_its_stage_or_its_decree(
    registry: Registry, lines: list[str], standard: str
) -> None:
    assert title(registry, *lines).standards == {standard}


def test_every_standard_is_known_by_its_own_name(registry: Registry) -> None:
    for standard in registry.standards:
        assert title(registry, f"Theo {standard.name_vi}").standards == {standard.standard_id}


@pytest.mark.parametrize(
    "lines",
    [
        ["Năm 2021"],
        ["TỔNG HỢP KẾT QUẢ RÀ SOÁT HỘ NGHÈO THEO CHUẨN NGHÈO ĐA CHIỀU"],
        ["CHƯƠNG TRÌNH MỤC TIÊU QUỐC GIA GIẢM NGHÈO BỀN VỮNG GIAI ĐOẠN 2021-2025"],
        ["Chương trình mục tiêu quốc gia giảm nghèo bền vững", "giai đoạn 2021 - 2025"],
        ["Thực hiện Kế hoạch giảm nghèo giai đoạn 2016-2020"],
        ["Thông tư 07/2021/TT-BLĐTBXH"],
        ["Quyết định số 59/2015/QĐ-UBND của UBND tỉnh"],
        ["Quyết định số 159/2015/QĐ-TTg"],
        ["(Kèm theo Công văn số 12/UBND về Nghị định 07/2021/NĐ-CP)"],
        ["giai đoạn 2011-2015"],
    ],
)
def test_what_only_looks_like_a_standard_names_none(registry: Registry, lines: list[str]) -> None:
    assert title(registry, *lines).standards == frozenset()


@pytest.mark.parametrize(
    ("lines", "standards"),
    [
        (
            [
                "Chương trình giảm nghèo bền vững giai đoạn 2021-2025",
                "theo chuẩn nghèo giai đoạn 2016-2020",
            ],
            {QD59},
        ),
        (["Kế hoạch giảm nghèo năm 2021", "(giai đoạn 2022-2025)"], {ND07}),
        (["Kế hoạch năm 2021, theo chuẩn nghèo giai đoạn 2022-2025"], {ND07}),
        (["Theo Quyết định 59/2015/QĐ-TTg và Nghị định 07/2021/NĐ-CP"], {QD59, ND07}),
        (["Chuẩn nghèo giai đoạn 2016-2020", "so với giai đoạn 2022-2025"], {QD59, ND07}),
    ],
)
def test_the_standard_is_told_from_what_stands_beside_it(
    registry: Registry, lines: list[str], standards: set[str]
) -> None:
    assert title(registry, *lines).standards == standards


@pytest.mark.parametrize("stage", ["", " giai đoạn 2016-2020", " giai đoạn 2022-2025"])
def test_a_named_standard_may_be_part_of_the_name_of_a_form_or_not(registry: Registry, stage: str) -> None:
    """F12 is called "… theo chuẩn nghèo đa chiều"; F01 may say which standard it follows. The header decides."""
    said = title(registry, f"TỔNG HỢP KẾT QUẢ RÀ SOÁT HỘ NGHÈO THEO CHUẨN NGHÈO ĐA CHIỀU{stage.upper()}")
    assert [form.form_id for form in forms_named(said, registry.forms)] == [
        *(["F01"] if stage else []),
        "F12",
    ]


def test_the_stage_of_a_standard_is_no_period(registry: Registry) -> None:
    said = title(registry, "NĂM 2021 THEO CHUẨN NGHÈO ĐA CHIỀU GIAI ĐOẠN 2022-2025")
    assert said.periods == {"2021"}


def test_a_title_of_thousands_of_digits_names_no_period() -> None:
    """A search that begins anew at every digit would take hours."""
    assert periods_in("1" * 200_000) == set()
