"""What each row of the body is: a part, a subtotal, a block, a total, a note; and whose."""

from decimal import Decimal

import pytest

from tests.builders import (
    F01_HEAD,
    F02_HEAD,
    f01,
    f02,
    figures,
    read,
    rules_of,
    shipped_texts,
    small_texts,
)
from transforms.registry import Registry, build_registry
from transforms.sheet.reading import SheetReading

THREE = """
    1 | Thị trấn Phủ Thông | 100 | 400 | 10 | 5 | 40 | 20
    2 | Xã Sĩ Bình | 200 | 800 | 20 | 6 | 80 | 24
    3 | Xã Tân Tú | 300 | 900 | 30 | 7 | 90 | 28
"""


def roles(reading: SheetReading) -> list[tuple[int, str, str]]:
    """Row, role and territory code of every row with cells."""
    return list(dict.fromkeys((c.row, c.role, c.territory_code) for c in reading.cells))


def poor(reading: SheetReading, role: str = "part") -> dict[str, Decimal | None]:
    return {code: v for (code, item), v in figures(reading, role).items() if item == "poor_households"}


def test_each_row_of_an_owed_unit_is_a_part(small: Registry) -> None:
    assert roles(read(f01(THREE), small)) == [
        (4, "part", "01969"),
        (5, "part", "01978"),
        (6, "part", "01993"),
    ]


@pytest.mark.parametrize(
    "name", ["Tổng cộng", "TỔNG CỘNG", "Tổng số", "Cộng", "Toàn huyện", "Tổng cộng huyện Bạch Thông"]
)
def test_a_total_below_its_parts_is_a_total(small: Registry, name: str) -> None:
    reading = read(f01(THREE + f"\n | {name} | 600 | 2100 | 60 | 18 | 210 | 72"), small)
    assert roles(reading)[-1] == (7, "total", "063")
    assert poor(reading) == {"01969": 10, "01978": 20, "01993": 30}


@pytest.mark.parametrize("name", ["Tổng cộng:", "Toàn huyện Bạch Thông", "TỔNG CỘNG (I+II)"])
def test_a_total_may_be_followed_by_a_colon_or_the_name_of_the_area(small: Registry, name: str) -> None:
    reading = read(f01(THREE + f"\n | {name} | 600 | 2100 | 60 | 18 | 210 | 72"), small)
    assert (roles(reading)[-1], rules_of(reading)) == ((7, "total", "063"), [])


def test_a_total_may_stand_first(small: Registry) -> None:
    reading = read(f01(" | Tổng số | 600 | 2100 | 60 | 18 | 210 | 72\n" + THREE.strip()), small)
    assert roles(reading)[0] == (4, "total", "063")
    assert len(poor(reading)) == 3


def test_a_total_may_stand_in_the_number_column(small: Registry) -> None:
    reading = read(f01(THREE + "\nTổng cộng | < | 600 | 2100 | 60 | 18 | 210 | 72"), small)
    assert roles(reading)[-1] == (7, "total", "063")


def test_the_line_of_the_area_itself_is_a_subtotal_and_its_total_only_says_it_again(small: Registry) -> None:
    body = (
        "I | Huyện Bạch Thông | 600 | 2100 | 60 | 18 | 210 | 72"
        + THREE
        + "\n | Tổng cộng | 600 | 2100 | 60 | 18 | 210 | 72"
    )
    reading = read(f01(body), small)
    assert [role for _, role, _ in roles(reading)] == ["subtotal", "part", "part", "part", "total_again"]


def test_two_totals_of_one_sheet_say_one_thing(small: Registry) -> None:
    total = " | Tổng cộng | 600 | 2100 | 60 | 18 | 210 | 72"
    reading = read(f01(total + THREE + total), small)
    assert [role for _, role, _ in roles(reading)] == ["total", "part", "part", "part", "total_again"]


def test_urban_and_rural_blocks_are_blocks_and_their_rows_know_them(small: Registry) -> None:
    body = """
        I | Khu vực thành thị | 100 | 400 | 10 | 5 | 40 | 20
        1 | Thị trấn Phủ Thông | 100 | 400 | 10 | 5 | 40 | 20
        II | Khu vực nông thôn | 500 | 1700 | 50 | 13 | 170 | 52
        2 | Xã Sĩ Bình | 200 | 800 | 20 | 6 | 80 | 24
        3 | Xã Tân Tú | 300 | 900 | 30 | 7 | 90 | 28
    """
    reading = read(f01(body), small)
    assert [(c.row, c.role, c.area) for c in reading.cells if c.column == "1"] == [
        (4, "area", "Khu vực thành thị"),
        (5, "part", "Khu vực thành thị"),
        (6, "area", "Khu vực nông thôn"),
        (7, "part", "Khu vực nông thôn"),
        (8, "part", "Khu vực nông thôn"),
    ]
    assert rules_of(reading) == []


def test_household_and_person_lines_of_one_unit_are_one_unit(small: Registry) -> None:
    body = """
        1 | Thị trấn Phủ Thông | Hộ | 10 | 1 | 2 | 0 | 1 | 0 | 1 | 0 | 9
        ^ | ^ | Nhân khẩu | 40 | 4 | 8 | 0 | 4 | 0 | 4 | 0 | 36
    """
    reading = read(f02(body), small)
    found = figures(reading)
    assert found["01969", "poor_closing_households"] == 9
    assert found["01969", "poor_closing_persons"] == 36
    assert {c.territory_code for c in reading.cells} == {"01969"}


@pytest.mark.parametrize(("one", "other"), [("Số hộ", "Khẩu"), ("HỘ", "NHÂN KHẨU"), ("hộ", "Số khẩu")])
def test_the_breakdown_has_several_names(small: Registry, one: str, other: str) -> None:
    body = f"""
        1 | Thị trấn Phủ Thông | {one} | 10 | 1 | 2 | 0 | 1 | 0 | 1 | 0 | 9
        ^ | ^ | {other} | 40 | 4 | 8 | 0 | 4 | 0 | 4 | 0 | 36
    """
    assert len(figures(read(f02(body), small))) == 18


def test_figures_of_an_unknown_breakdown_are_no_figures_of_the_unit(small: Registry) -> None:
    body = """
        1 | Thị trấn Phủ Thông | Hộ | 10 | 1 | 2 | 0 | 1 | 0 | 1 | 0 | 9
        ^ | ^ | Lao động | 40 | 4 | 8 | 0 | 4 | 0 | 4 | 0 | 36
    """
    reading = read(f02(body), small)
    assert len(figures(reading)) == 9
    (finding,) = [f for f in reading.findings if f.rule_id == "R12d"]
    assert (finding.cell, finding.found, finding.expected) == ("C4", "“Lao động”", "“Hộ” hoặc “Nhân khẩu”")


def test_figures_with_an_unknown_name_and_an_unknown_breakdown_are_not_passed_over_in_silence(
    small: Registry,
) -> None:
    body = """
        1 | Thị trấn Phủ Thông | Hộ | 10 | 1 | 2 | 0 | 1 | 0 | 1 | 0 | 9
        2 | Xã Sỹ Bìn | Hộ nghèo | 40 | 4 | 8 | 0 | 4 | 0 | 4 | 0 | 36
    """
    assert rules_of(read(f02(body), small)) != []


@pytest.mark.parametrize(
    "name",
    [
        "X. Sĩ Bình",
        "xã sĩ bình",
        "Xã Sỹ Bình",
        "2. Xã Sĩ Bình",
        "1.2 Xã Sĩ Bình",
        "x. Sĩ Bình",
        "II. Xã Sĩ Bình",
    ],
)
def test_a_name_may_be_short_varied_or_numbered(small: Registry, name: str) -> None:
    reading = read(
        f01(
            f"1 | Thị trấn Phủ Thông | 100 | 400 | 10 | 5 | 40 | 20\n2 | {name} | 200 | 800 | 20 | 6 | 80 | 24"
        ),
        small,
    )
    assert poor(reading) == {"01969": 10, "01978": 20}


def test_an_unknown_name_refuses_its_row_only_and_proposes_the_nearest(small: Registry) -> None:
    reading = read(f01(THREE + "\n4 | Xã Si Bình | 7 | 7 | 7 | 7 | 7 | 7"), small)
    (finding,) = [f for f in reading.findings if f.rule_id == "R12"]
    assert (finding.cell, finding.found, finding.expected) == ("B7", "Xã Si Bình", " (có phải “Xã Sĩ Bình”?)")
    assert poor(reading) == {"01969": 10, "01978": 20, "01993": 30}


def test_a_name_of_last_year_is_unknown_this_year(small: Registry) -> None:
    row = "1 | Thị trấn Phủ Thông | 9 | 9 | 9 | 9 | 9 | 9\n2 | Xã Tú Trĩ | 200 | 800 | 20 | 6 | 80 | 24"
    assert rules_of(read(f01(row, "2019"), small)) == []
    assert "R12" in rules_of(read(f01(row, "2020"), small))


def test_a_repeated_unit_is_counted_not_even_once(small: Registry) -> None:
    reading = read(f01(THREE + "\n4 | Xã Sĩ Bình | 1 | 1 | 1 | 1 | 1 | 1"), small)
    assert poor(reading) == {"01969": 10, "01993": 30}
    assert [(f.cell, f.detail) for f in reading.findings if f.rule_id == "R14"] == [("B5", "5, 7")]


def test_a_unit_outside_the_submitters_area_is_unknown(small: Registry) -> None:
    reading = read(f01(THREE + "\n4 | Xã Phong Huân | 1 | 1 | 1 | 1 | 1 | 1"), small)
    assert rules_of(reading)[0] == "R12"


def test_notes_and_the_signature_are_passed_over(small: Registry) -> None:
    body = (
        THREE
        + """
         | Ghi chú: số liệu đã kiểm tra
         |  |  |  | Bạch Thông, ngày 05 tháng 12 năm 2021
        Người lập biểu |  |  |  | THỦ TRƯỞNG ĐƠN VỊ
    """
    )
    reading = read(f01(body), small)
    assert rules_of(reading) == []
    assert reading.counts["unrecognised"] == 0


def test_of_which_rows_add_nothing(small: Registry) -> None:
    body = (
        THREE
        + """
         | Tổng cộng | 600 | 2100 | 60 | 18 | 210 | 72
         | Trong đó:
         | - Hộ dân tộc thiểu số | 60 | 210 | 6 | 1 | 21 | 7
         | - Xã Tân Tú | 300 | 900 | 30 | 7 | 90 | 28
         | - Khu vực nông thôn | 500 | 1700 | 50 | 13 | 170 | 52
    """
    )
    reading = read(f01(body), small)
    assert (reading.rows, rules_of(reading)) == ({"of_which": 4, "part": 3, "total": 1}, [])
    assert reading.ignored["of_which"] == 22


def test_a_page_may_end_inside_an_of_which_list(small: Registry) -> None:
    header = F01_HEAD.strip().splitlines()[2]
    body = (
        THREE
        + f"""
         | Trong đó:
        {header}
         | Mang sang | 600 | 2100 | 60 | 18 | 210 | 72
        - | Hộ dân tộc thiểu số | 60 | 210 | 6 | 1 | 21 | 7
    """
    )
    reading = read(f01(body), small)
    assert (reading.rows["of_which"], rules_of(reading)) == (2, [])


def test_units_that_are_listed_only_under_of_which_are_read(small: Registry) -> None:
    body = """
         | Tổng cộng | 300 | 1200 | 30 | 11 | 120 | 44
         | Trong đó:
        - | Thị trấn Phủ Thông | 100 | 400 | 10 | 5 | 40 | 20
        - | Xã Sĩ Bình | 200 | 800 | 20 | 6 | 80 | 24
    """
    assert poor(read(f01(body), small)) == {"01969": 10, "01978": 20}


def test_a_dash_without_of_which_excuses_nothing(small: Registry) -> None:
    reading = read(f01(THREE + "\n - | Hộ dân tộc thiểu số | 60 | 210 | 6 | 1 | 21 | 7"), small)
    assert rules_of(reading)[0] == "R12"


def test_a_header_repeated_on_the_next_page_is_no_row(small: Registry) -> None:
    header = F01_HEAD.strip().splitlines()[2]
    numbering = "A | B | '1 | '2 | '3 | '5 | '9 | '11"
    first, *rest = THREE.strip().splitlines()
    page = [
        " | Cộng trang | 1 | 1 | 1 | 1 | 1 | 1",
        header,
        numbering,
        " | Mang sang | 1 | 1 | 1 | 1 | 1 | 1",
    ]
    reading = read(f01("\n".join([numbering, first, *page, *rest])), small)
    assert poor(reading) == {"01969": 10, "01978": 20, "01993": 30}
    assert rules_of(reading) == []
    assert reading.ignored == {"column_numbers": 16, "page_total": 14, "repeated_header": 8, "title_block": 2}


def test_another_table_below_is_not_read_as_rows_of_the_first(small: Registry) -> None:
    body = THREE + "\nTT | Xã/phường | Hộ cận nghèo | Hộ nghèo\n1 | Xã Sĩ Bình | 5 | 9"
    reading = read(f01(body), small)
    assert poor(reading) == {"01969": 10, "01978": 20, "01993": 30}
    assert (reading.rows["other_table"], reading.counts["unrecognised"], rules_of(reading)) == (
        2,
        8,
        ["R40"],
    )


def test_the_second_line_of_a_unit_may_lack_its_name(small: Registry) -> None:
    body = """
        1 | Thị trấn Phủ Thông | Hộ | 10 | 1 | 2 | 0 | 1 | 0 | 1 | 0 | 9
          |                    | Nhân khẩu | 40 | 4 | 8 | 0 | 4 | 0 | 4 | 0 | 36
          | Tổng cộng | Hộ | 10 | 1 | 2 | 0 | 1 | 0 | 1 | 0 | 9
          |           | Nhân khẩu | 40 | 4 | 8 | 0 | 4 | 0 | 4 | 0 | 36
    """
    reading = read(f02(body), small)
    assert figures(reading)["01969", "poor_closing_persons"] == 36
    assert figures(reading, "total")["063", "poor_closing_persons"] == 36
    assert rules_of(reading) == []


def test_a_page_may_end_between_the_two_lines_of_a_unit(small: Registry) -> None:
    header = F02_HEAD.strip().splitlines()[1]
    body = f"""
        1 | Thị trấn Phủ Thông | Hộ | 10 | 1 | 2 | 0 | 1 | 0 | 1 | 0 | 9
        {header}
          |                    | Nhân khẩu | 40 | 4 | 8 | 0 | 4 | 0 | 4 | 0 | 36
    """
    reading = read(f02(body), small)
    assert figures(reading)["01969", "poor_closing_persons"] == 36
    assert rules_of(reading) == []


def test_a_second_line_that_repeats_the_first_is_no_line_of_that_unit(small: Registry) -> None:
    body = """
        1 | Thị trấn Phủ Thông | Hộ | 10 | 1 | 2 | 0 | 1 | 0 | 1 | 0 | 9
          |                    | Hộ | 40 | 4 | 8 | 0 | 4 | 0 | 4 | 0 | 36
    """
    reading = read(f02(body), small)
    assert figures(reading)["01969", "poor_closing_households"] == 9
    assert rules_of(reading) == ["R12b"]


def test_figures_without_a_name_are_not_passed_over_in_silence(small: Registry) -> None:
    reading = read(f01(THREE + "\n | | 70 | 80 | 7 | 7 | 7 | 7"), small)
    assert [(f.rule_id, f.cell, f.detail) for f in reading.findings] == [("R12b", "B7", "7")]


@pytest.mark.parametrize("content", ["-", "x", "#REF!", "=C4+C5", "10,47%", "17.33"])
def test_an_unknown_name_beside_a_sign_a_rate_or_a_broken_formula_is_unknown(
    small: Registry, content: str
) -> None:
    assert rules_of(read(f01(THREE + f"\n4 | Xã Lạ | {content}"), small))[0] == "R12"


def test_villages_below_a_commune_are_never_added_to_it(small: Registry) -> None:
    body = """
        1 | Xã Sĩ Bình
        - | Thôn Nà Phja | 120 | 500 | 12 | 3 | 50 | 12
        - | Tổ dân phố 2 | 80 | 300 | 8 | 3 | 30 | 12
          | Cộng xã Sĩ Bình | 200 | 800 | 20 | 6 | 80 | 24
    """
    reading = read(f01(body), small)
    assert (poor(reading), rules_of(reading)) == ({"01978": 20}, [])
    assert reading.rows == {"below_level": 2, "heading": 1, "part": 1}


def test_signers_and_dates_in_cells_of_their_own_are_signatures(small: Registry) -> None:
    body = (
        THREE
        + """
         | | | ngày | 5 | tháng | 12 | năm 2021
        Người lập biểu |  |  |  | THỦ TRƯỞNG ĐƠN VỊ
         | Nguyễn Văn A | | | 5 | 12 | 2021
         | Sĩ Bình
    """
    )
    reading = read(f01(body), small)
    assert rules_of(reading) == []
    assert (reading.rows, reading.ignored["signature"]) == ({"part": 3, "signature": 4}, 12)


def test_words_in_the_middle_of_the_table_are_not_passed_over_in_silence(small: Registry) -> None:
    rows = THREE.strip().splitlines()
    reading = read(f01("\n".join([rows[0], " | Xã Lạ | chưa có | chưa có", *rows[1:]])), small)
    (finding,) = reading.findings
    assert (finding.rule_id, finding.cell, finding.found, finding.detail) == ("R17", "B5", "3", "B5, C5, D5")


def test_a_title_or_a_unit_of_measure_on_the_next_page_is_no_news(small: Registry) -> None:
    rows = THREE.strip().splitlines()
    page = [" | | | | | | Đơn vị tính: hộ", " | | Năm 2021"]
    assert rules_of(read(f01("\n".join([rows[0], *page, *rows[1:]])), small)) == []


def test_a_name_may_begin_with_the_word_of_a_total() -> None:
    """Xã Tổng Cọt, Xã Cộng Hòa, Xã Toàn Thắng: without their kind they look like totals of something."""
    texts = small_texts(shipped_texts())
    texts["territories.csv"] = texts["territories.csv"].replace("Xã Sĩ Bình", "Xã Tổng Cọt")
    texts["name_variants.csv"] = "code,variant,valid_from,valid_to,source\n"
    registry = build_registry(texts, "totals")
    reading = read(f01("1 | Tổng Cọt | 200 | 800 | 20 | 6 | 80 | 24"), registry)
    assert poor(reading) == {"01978": 20}
