"""Which unit a row is: homonyms, codes, districts and blocks above or below their rows."""

from decimal import Decimal

import pytest

from tests.builders import (
    F01_HEAD,
    f01,
    figures,
    grid,
    read,
    rules_of,
)
from tests.unit.sheet.test_rows import THREE, poor, roles
from transforms.registry import Registry
from transforms.sheet.reading import SheetReading

CT01 = """
    SỐ LIỆU CÁC CHỈ TIÊU KẾ HOẠCH GIẢM NGHÈO (BIỂU CT01)
    Năm {year}, chính thức
    TT | Địa bàn | Mã | Dân số tại thời điểm báo cáo | Số người tham gia bảo hiểm y tế
"""


def ct01(body: str, small: Registry, year: str = "2019") -> SheetReading:
    return read(grid(CT01.format(year=year).strip() + "\n" + body.strip()), small, "06-bhxh")


def insured(reading: SheetReading) -> dict[str, Decimal | None]:
    return {code: v for (code, item), v in figures(reading).items() if item == "insured_persons"}


def test_homonyms_are_told_apart_by_the_district_above_them(small: Registry) -> None:
    body = """
        I | Huyện Bạch Thông | | 1 | 1
        1 | Xã Tân Tiến | | 100 | 90
        II | Huyện Chợ Đồn | | 1 | 1
        2 | Xã Tân Tiến | | 200 | 180
    """
    assert insured(ct01(body, small)) == {"01993": 90, "02089": 180}


def test_homonyms_without_a_district_above_them_stay_unknown(small: Registry) -> None:
    reading = ct01("1 | Xã Sĩ Bình | | 5 | 5\n2 | Xã Tân Tiến | | 100 | 90", small)
    assert insured(reading) == {"01978": 5}
    assert rules_of(reading)[0] == "R12"


def test_homonyms_are_told_apart_by_their_codes(small: Registry) -> None:
    body = "1 | Xã Tân Tiến | '01993 | 100 | 90\n2 | Xã Tân Tiến | '02089 | 200 | 180"
    assert insured(ct01(body, small)) == {"01993": 90, "02089": 180}


def test_a_code_that_lost_its_leading_zero_is_still_that_code(small: Registry) -> None:
    body = "1 | Xã Tân Tiến | 1993 | 100 | 90\n2 | Xã Tân Tiến | 2089 | 200 | 180"
    assert insured(ct01(body, small)) == {"01993": 90, "02089": 180}


def test_a_code_that_nobody_has_is_not_replaced_by_the_name(small: Registry) -> None:
    reading = ct01("1 | Xã Sĩ Bình | '01978 | 5 | 5\n2 | Xã Tú Trĩ | '99999 | 100 | 90", small)
    assert insured(reading) == {"01978": 5}


def test_a_re_used_code_is_the_unit_of_its_year(small: Registry) -> None:
    body = "1 | Xã Tân Tiến | '01993 | 100 | 90"
    (cell,) = [c for c in ct01(body, small).cells if c.item_id == "insured_persons"]
    assert (cell.territory_valid_from, cell.territory_name) == ("2004-08-31", "Xã Tân Tiến")
    body = "1 | Xã Tân Tú | '01993 | 100 | 90"
    (cell,) = [c for c in ct01(body, small, "2020").cells if c.item_id == "insured_persons"]
    assert (cell.territory_valid_from, cell.territory_name) == ("2020-02-01", "Xã Tân Tú")


def test_a_dated_variant_is_known_without_a_district_above_it(small: Registry) -> None:
    assert insured(ct01("1 | Xã Sỹ Bình | | 100 | 90", small)) == {"01978": 90}


def explained(reading: SheetReading, rule_id: str = "R19") -> list[tuple[str, str, str, str]]:
    """Cell, name as found, code and official name of every row whose code and name differ."""
    found = [f for f in reading.findings if f.rule_id == rule_id]
    return [(f.cell, f.found, f.territory_code, f.expected) for f in found]


def test_where_code_and_name_are_those_of_two_units_neither_decides(small: Registry) -> None:
    """In 2020 the name Tân Tiến is only that of the commune in the other district."""
    body = "1 | Xã Sĩ Bình | '01978 | 5 | 5\n2 | Xã Tân Tiến | '01993 | 100 | 90"
    reading = ct01(body, small, "2020")
    assert insured(reading) == {"01978": 5}
    assert explained(reading, "R19b") == [("B5", "Xã Tân Tiến", "01993", "Xã Tân Tú")]
    assert explained(reading) == []


def test_swapped_codes_are_taken_for_neither_unit(small: Registry) -> None:
    body = "1 | Xã Tú Trĩ | '01978 | 100 | 90\n2 | Xã Sĩ Bình | '01987 | 5 | 5\n3 | Xã Yên Phong | '02083 | 7 | 7"
    reading = ct01(body, small)
    assert insured(reading) == {"02083": 7}
    assert [cell for cell, *_ in explained(reading, "R19b")] == ["B4", "B5"]


def test_a_table_of_which_no_row_is_left_is_returned_and_replaces_nothing(small: Registry) -> None:
    body = "1 | Xã Tú Trĩ | '01978 | 100 | 90\n2 | Xã Sĩ Bình | '01987 | 5 | 5"
    reading = ct01(body, small)
    assert insured(reading) == {}
    assert rules_of(reading) == ["R11b", "R19b", "R19b"]
    assert small.rules["R11b"].severity == "reject_file"


def test_a_name_of_nobody_beside_the_code_of_a_unit_decides_nothing_either(small: Registry) -> None:
    reading = ct01("1 | Xã Sĩ Bình | '01978 | 5 | 5\n2 | Xã Hoàn Toàn Khác | '01987 | 100 | 90", small)
    assert insured(reading) == {"01978": 5}
    assert explained(reading, "R19b") == [("B5", "Xã Hoàn Toàn Khác", "01987", "Xã Tú Trĩ")]


@pytest.mark.parametrize(("name", "year"), [("Xã Sí Bình", "2019"), ("Phường Sĩ Bình", "2019")])
def test_a_slip_in_the_name_beside_a_code_is_only_to_be_explained(
    small: Registry, name: str, year: str
) -> None:
    reading = ct01(f"1 | {name} | '01978 | 100 | 90", small, year)
    assert insured(reading) == {"01978": 90}
    assert explained(reading) == [("B4", name, "01978", "Xã Sĩ Bình")]


def test_the_former_name_of_a_code_is_only_to_be_explained(small: Registry) -> None:
    head = F01_HEAD.replace("Xã/phường", "Xã/phường | Mã").format(year="2020").strip()
    reading = read(grid(head + "\n1 | Xã Tân Tiến | '01993 | 100 | 400 | 10 | 5 | 40 | 20"), small)
    assert poor(reading) == {"01993": 10}
    assert explained(reading) == [("B4", "Xã Tân Tiến", "01993", "Xã Tân Tú")]


@pytest.mark.parametrize("name", ["Xã Tân Tú", "X. Tân Tú", "Tân Tú", ""])
def test_a_code_beside_its_own_name_or_none_needs_no_explanation(small: Registry, name: str) -> None:
    reading = ct01(f"1 | {name} | '01993 | 100 | 90", small, "2020")
    assert insured(reading) == {"01993": 90}
    assert explained(reading) == []


def unknown(reading: SheetReading) -> list[str]:
    return [f.expected for f in reading.findings if f.rule_id == "R12"]


def test_homonyms_are_all_named_to_the_submitter(small: Registry) -> None:
    reading = ct01("1 | Xã Sĩ Bình | | 5 | 5\n2 | Tân Tiến | | 100 | 90", small)
    assert insured(reading) == {"01978": 5}
    (said,) = unknown(reading)
    assert said.startswith(", nêu rõ loại đơn vị hoặc mã vì tên này chỉ nhiều đơn vị (")
    assert "“Xã Tân Tiến” thuộc Huyện Bạch Thông, mã 01993" in said
    assert "“Xã Tân Tiến” thuộc Huyện Chợ Đồn, mã 02089" in said


def test_a_code_that_nobody_has_is_named_with_the_one_of_the_name(small: Registry) -> None:
    reading = ct01("1 | Xã Sĩ Bình | '01978 | 5 | 5\n2 | Xã Tú Trĩ | '99999 | 100 | 90", small)
    assert unknown(reading) == [
        " và đúng mã (mã đã ghi: 99999; “Xã Tú Trĩ” thuộc Huyện Bạch Thông, mã 01987)"
    ]


def test_a_name_without_its_kind_is_the_one_unit_of_that_name(small: Registry) -> None:
    assert insured(ct01("1 | Phủ Thông | | 100 | 90\n2 | Tú Trĩ | | 10 | 9", small)) == {
        "01969": 90,
        "01987": 9,
    }


def test_a_bare_name_is_sought_under_the_district_above_it(small: Registry) -> None:
    body = """
        I | Bạch Thông | | 1 | 1
        1 | Tân Tiến | | 100 | 90
        II | Chợ Đồn | | 1 | 1
        2 | Tân Tiến | | 200 | 180
    """
    assert insured(ct01(body, small)) == {"01993": 90, "02089": 180}


def blocks(body: str, small: Registry) -> list[tuple[int, str, str]]:
    """Roles of a report of the whole province for 2019, when both districts have a Xã Tân Tiến."""
    return roles(ct01(body, small))


def test_districts_may_stand_below_their_communes(small: Registry) -> None:
    body = """
        1 | Xã Sĩ Bình | | 3 | 3
        2 | Xã Tân Tiến | | 7 | 7
        | Cộng huyện Bạch Thông | | 10 | 10
        1 | Xã Tân Tiến | | 4 | 4
        2 | Xã Yên Phong | | 5 | 5
        | Cộng huyện Chợ Đồn | | 9 | 9
        | Tổng cộng | | 19 | 19
    """
    reading = ct01(body, small)
    assert insured(reading) == {"01978": 3, "01993": 7, "02089": 4, "02083": 5}
    assert [role for role in roles(reading) if role[1] != "part"] == [
        (6, "subtotal", "063"),
        (9, "subtotal", "064"),
        (10, "total", "06"),
    ]
    assert reading.findings == ()


def test_a_district_named_above_and_summed_up_below_is_one_line(small: Registry) -> None:
    body = """
        I | Huyện Bạch Thông
        1 | Xã Tân Tiến | | 7 | 7
        | Cộng huyện Bạch Thông | | 7 | 7
        II | Huyện Chợ Đồn
        1 | Xã Tân Tiến | | 4 | 4
        | Tổng huyện Chợ Đồn | | 4 | 4
    """
    reading = ct01(body, small)
    assert insured(reading) == {"01993": 7, "02089": 4}
    assert (reading.rows, rules_of(reading)) == ({"heading": 2, "part": 2, "subtotal": 2}, [])


def test_a_district_summed_up_twice_is_its_line_and_a_check(small: Registry) -> None:
    body = """
        I | Huyện Bạch Thông | | 3 | 3
        1 | Xã Sĩ Bình | | 3 | 3
        | Cộng huyện Bạch Thông | | 3 | 3
    """
    assert [role for _, role, _ in blocks(body, small)] == ["subtotal", "part", "subtotal_again"]


def test_where_the_lines_of_districts_fit_neither_way_namesakes_stay_unknown(small: Registry) -> None:
    body = """
        I | Huyện Bạch Thông | | 10 | 10
        1 | Xã Sĩ Bình | | 3 | 3
        2 | Xã Tân Tiến | | 7 | 7
        3 | Xã Yên Phong | | 5 | 5
        4 | Xã Tân Tiến | | 4 | 4
    """
    reading = ct01(body, small)
    assert insured(reading) == {"01978": 3, "02083": 5}
    assert [f.cell for f in reading.findings if f.rule_id == "R12"] == ["B6", "B8"]


def test_blocks_inside_each_district_are_blocks_of_that_district(small: Registry) -> None:
    body = """
        I | Huyện Bạch Thông | | 8 | 8
        A | Khu vực thành thị | | 5 | 5
        1 | Thị trấn Phủ Thông | | 5 | 5
        B | Khu vực nông thôn | | 3 | 3
        2 | Xã Sĩ Bình | | 3 | 3
        II | Huyện Chợ Đồn | | 9 | 9
        B | Khu vực nông thôn | | 9 | 9
        1 | Xã Tân Tiến | | 9 | 9
    """
    assert [one for one in blocks(body, small) if one[1] == "area"] == [
        (5, "area", "063"),
        (7, "area", "063"),
        (10, "area", "064"),
    ]


def test_a_district_in_each_block_sums_up_its_part_of_the_block(small: Registry) -> None:
    body = """
        I | Khu vực thành thị | | 5 | 5
        1 | Huyện Bạch Thông | | 5 | 5
        | Thị trấn Phủ Thông | | 5 | 5
        II | Khu vực nông thôn | | 12 | 12
        1 | Huyện Bạch Thông | | 3 | 3
        | Xã Sĩ Bình | | 3 | 3
        2 | Huyện Chợ Đồn | | 9 | 9
        | Xã Tân Tiến | | 9 | 9
    """
    reading = ct01(body, small)
    assert [role for _, role, _ in roles(reading)] == [
        "area", "area_subtotal", "part", "area", "area_subtotal", "part", "subtotal", "part",
    ]  # fmt: skip
    assert insured(reading) == {"01969": 5, "01978": 3, "02089": 9}


@pytest.mark.parametrize("word", ["Cộng khu vực", "Tổng khu vực", "Khu vực"])
def test_blocks_may_stand_below_their_rows(small: Registry, word: str) -> None:
    body = f"""
        1 | Thị trấn Phủ Thông | 100 | 400 | 10 | 5 | 40 | 20
         | {word} thành thị | 100 | 400 | 10 | 5 | 40 | 20
        2 | Xã Sĩ Bình | 200 | 800 | 20 | 6 | 80 | 24
        3 | Xã Tân Tú | 300 | 900 | 30 | 7 | 90 | 28
         | {word} nông thôn | 500 | 1700 | 50 | 13 | 170 | 52
    """
    areas = {c.row: c.area for c in read(f01(body), small).cells}
    assert areas == {
        4: f"{word} thành thị",
        5: f"{word} thành thị",
        6: f"{word} nông thôn",
        7: f"{word} nông thôn",
        8: f"{word} nông thôn",
    }


@pytest.mark.parametrize("name", ["Tổng cộng huyện Chợ Đồn", "Toàn xã", "Toàn tỉnh", "Tổng cộng các hộ"])
def test_a_total_of_something_else_is_not_the_total(small: Registry, name: str) -> None:
    reading = read(f01(THREE + f"\n | {name} | 600 | 2100 | 60 | 18 | 210 | 72"), small)
    assert {role for _, role, _ in roles(reading)} == {"part"}
    (finding,) = reading.findings
    assert (finding.rule_id, finding.cell, finding.found) == ("R12c", "B7", name)


def test_a_total_of_a_district_in_a_report_of_the_province_is_that_of_the_district(small: Registry) -> None:
    body = "1 | Xã Sĩ Bình | | 3 | 3\n | Tổng cộng huyện Bạch Thông | | 3 | 3\n | Toàn tỉnh | | 3 | 3"
    assert blocks(body, small)[1:] == [(5, "subtotal", "063"), (6, "total", "06")]
