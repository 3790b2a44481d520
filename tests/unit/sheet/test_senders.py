"""What a sheet says of its letter is compared with who sent it, for which period, and when it came."""

from dataclasses import replace

import pytest

from tests.builders import F01_HEAD, grid, rules_of, shipped_texts, small_registry, small_texts
from transforms.registry import Registry, build_registry
from transforms.sheet.delivery import Delivery
from transforms.sheet.grid import OpenedWorkbook
from transforms.sheet.read import read_sheets
from transforms.sheet.reading import SheetReading

ROW = "1 | Xã Sĩ Bình | 200 | 800 | 20 | 6 | 80 | 24"
CT01 = """
    SỐ LIỆU CÁC CHỈ TIÊU KẾ HOẠCH GIẢM NGHÈO (BIỂU CT01), năm 2019, chính thức
    TT | Địa bàn | Dân số tại thời điểm báo cáo | Số người tham gia bảo hiểm y tế
    1 | Xã Sĩ Bình | 100 | 90
"""


def sent(registry: Registry, *lines: str, submitter: str = "063", received: str = "") -> SheetReading:
    """A short F01 of 2021 under these lines; of a department, its CT01 of 2019."""
    table = CT01.strip() if "-" in submitter else F01_HEAD.format(year="2021").strip() + "\n" + ROW
    sheet = grid("\n".join((*lines, table)))
    (reading,) = read_sheets(
        OpenedWorkbook((sheet,)), Delivery("s1", submitter, received_date=received), registry
    )
    return reading


def test_office_number_and_date_are_kept(small: Registry) -> None:
    reading = sent(small, "UBND HUYỆN BẠCH THÔNG", "Số: 12/BC-UBND | Bạch Thông, ngày 05 tháng 12 năm 2021")
    assert (reading.office, reading.letter_number, reading.letter_date) == (
        "UBND HUYỆN BẠCH THÔNG",
        "12/BC-UBND",
        "2021-12-05",
    )
    assert rules_of(reading) == []


@pytest.mark.parametrize(
    ("submitter", "lines"),
    [
        ("063", ["ỦY BAN NHÂN DÂN", "HUYỆN BẠCH THÔNG"]),
        ("063", ["UBND TỈNH BẮC KẠN", "UBND HUYỆN BẠCH THÔNG"]),
        ("063", ["UBND HUYỆN BẠCH THÔNG", "PHÒNG LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI"]),
        ("063", ["UBND TỈNH BẮC KẠN"]),
        ("063", ["UBND H. Bạch Thông"]),
        ("063", ["Đơn vị báo cáo: Huyện Bạch Thông"]),
        ("063", ["UBND HUYỆN KHÔNG CÓ TRONG DANH MỤC"]),
        ("063", []),
        ("06-bhxh", ["BẢO HIỂM XÃ HỘI TỈNH BẮC KẠN"]),
    ],
)
def test_the_own_office_with_those_above_it_needs_no_explanation(
    small: Registry, submitter: str, lines: list[str]
) -> None:
    assert "R31" not in rules_of(sent(small, *lines, submitter=submitter))


@pytest.mark.parametrize(
    ("lines", "named"),
    [
        (["UBND HUYỆN CHỢ ĐỒN"], "Huyện Chợ Đồn"),
        (["UBND TỈNH BẮC KẠN", "UBND HUYỆN CHỢ ĐỒN"], "Huyện Chợ Đồn"),
        (["UBND HUYỆN BẠCH THÔNG", "UBND XÃ SĨ BÌNH"], "Xã Sĩ Bình"),
        (["Đơn vị báo cáo: Xã Sĩ Bình"], "Xã Sĩ Bình"),
    ],
)
def test_the_office_of_somebody_else_is_to_be_explained(
    small: Registry, lines: list[str], named: str
) -> None:
    (finding,) = sent(small, *lines).findings
    assert (finding.rule_id, finding.detail, finding.expected) == ("R31", named, "Huyện Bạch Thông")


def test_another_department_of_the_same_place_is_to_be_explained() -> None:
    texts = small_texts(shipped_texts())
    texts["obligations.csv"] += (
        "06-yte,Sở Y tế tỉnh Bắc Kạn,one,CT01,06,commune,population_persons,2018,2020,chinh_thuc,1,15\n"
    )
    registry = build_registry(texts, "departments")
    (finding,) = sent(registry, "UBND TỈNH BẮC KẠN", "SỞ Y TẾ", submitter="06-bhxh").findings
    assert (finding.rule_id, finding.detail, finding.expected) == (
        "R31",
        "Sở Y tế tỉnh Bắc Kạn",
        "Bảo hiểm xã hội",
    )
    assert rules_of(sent(registry, "UBND TỈNH BẮC KẠN", "SỞ Y TẾ", submitter="06-yte")) == []


@pytest.mark.parametrize(
    ("line", "received", "detail"),
    [
        ("Bạch Thông, ngày 31 tháng 02 năm 2021", "2021-12-14", "ngày 31/02/2021 không có trong lịch"),
        ("Bạch Thông, ngày 20 tháng 12 năm 2021", "2021-12-14", "ngày 20/12/2021 sau ngày nhận tệp"),
        ("Bạch Thông, ngày 31 tháng 12 năm 2020", "2021-12-14", "ngày 31/12/2020 trước ngày đầu kỳ báo cáo"),
    ],
)
def test_a_date_that_cannot_be_the_letters_is_noted(
    small: Registry, line: str, received: str, detail: str
) -> None:
    (finding,) = sent(small, line, received=received).findings
    assert (finding.rule_id, finding.cell, finding.detail) == ("R32", "A1", detail)


@pytest.mark.parametrize(("day", "received"), [("14", "2021-12-14"), ("20", ""), ("01", "2022-02-01")])
def test_a_date_up_to_the_day_of_arrival_is_noted_by_nobody(small: Registry, day: str, received: str) -> None:
    assert rules_of(sent(small, f"Bạch Thông, ngày {day} tháng 12 năm 2021", received=received)) == []


def test_a_missing_letter_is_noted_once_and_only_from_the_year_that_the_office_sets(small: Registry) -> None:
    assert small.limits["letter_required_from_year"] == 0
    assert rules_of(sent(small)) == []
    asking = replace(small, limits={**small.limits, "letter_required_from_year": 2021})
    (finding,) = sent(asking, "Số: 12/BC-UBND").findings
    assert (finding.rule_id, finding.detail) == ("R32", "thiếu ngày văn bản")
    assert rules_of(sent(asking, "Số: 12/BC-UBND", "Bạch Thông, ngày 05 tháng 12 năm 2021")) == []
    later = replace(small, limits={**small.limits, "letter_required_from_year": 2022})
    assert rules_of(sent(later)) == []


def test_a_sender_reports_only_for_the_territories_of_its_obligations(small: Registry) -> None:
    """One foreign unit among own ones loses its row; a table of foreign ones is returned, also that of a parent."""
    head = F01_HEAD.format(year="2021").strip()
    mixed = grid(f"{head}\n{ROW}\n2 | Xã Phong Huân | 1 | 1 | 1 | 1 | 1 | 1")
    foreign = grid(f"{head}\n2 | Xã Phong Huân | 1 | 1 | 1 | 1 | 1 | 1")
    own = grid(f"{head}\n{ROW}")
    cases = (
        (mixed, "063", "R12"),
        (foreign, "063", "R11"),
        (own, "06", "R11"),
        (own, "01978", "R11"),
        (own, "06-bhxh", "R11"),
    )
    for sheet, submitter, rule in cases:
        (reading,) = read_sheets(OpenedWorkbook((sheet,)), Delivery("s1", submitter), small)
        assert rules_of(reading)[0] == rule
        assert bool(reading.cells) == (rule == "R12")


def test_the_made_up_country_has_no_commune_that_owes() -> None:
    assert {duty.submitter_id for p in small_registry().periods for duty in small_registry().duties(p)} == {
        "063", "064", "06-bhxh",
    }  # fmt: skip
