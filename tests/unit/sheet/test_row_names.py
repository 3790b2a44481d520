"""A clerk's additions to the name of a unit: what is read without them, and what is not."""

import pytest

from tests.builders import F01_HEAD, F02_HEAD, f01, f02, figures, grid, read, rules_of
from transforms.registry import Registry
from transforms.sheet.reading import SheetReading

FIGURES = "200 | 800 | 20 | 6 | 80 | 24"
KNOWN = f"1 | Thị trấn Phủ Thông | {FIGURES}"
CT01 = """
    SỐ LIỆU CÁC CHỈ TIÊU KẾ HOẠCH GIẢM NGHÈO (BIỂU CT01)
    Năm 2019, chính thức
    TT | Địa bàn | Dân số tại thời điểm báo cáo | Số người tham gia bảo hiểm y tế
"""


def named(name: str, registry: Registry) -> SheetReading:
    return read(f01(f"{KNOWN}\n2 | {name} | {FIGURES}"), registry)


def units(reading: SheetReading) -> set[str]:
    return {code for code, _ in figures(reading)}


@pytest.mark.parametrize(
    "name",
    [
        "Xã Sĩ Bình (*)",
        "Xã Sĩ Bình*",
        "Xã Sĩ Bình 1)",
        "Xã Sĩ Bình (1)",
        "Xã Sĩ Bình¹",
        "Xã Sĩ Bình (xã ĐBKK)",
        "Xã Sĩ Bình (xã nông thôn mới) (*)",
        "Xã Sĩ Bình - huyện Bạch Thông",
        "Xã Sĩ Bình, huyện Bạch Thông, tỉnh Bắc Kạn",
        "Sĩ Bình (Bạch Thông)",
        "UBND xã Sĩ Bình",
        "Ủy ban nhân dân xã Sĩ Bình",
        "UBND xã Sĩ Bình - Bạch Thông",
    ],
)
def test_an_addition_that_means_no_other_unit_is_left_out_and_noted(small: Registry, name: str) -> None:
    reading = named(name, small)
    assert units(reading) == {"01969", "01978"}
    (finding,) = reading.findings
    assert (finding.rule_id, finding.cell, finding.found) == ("R12e", "B5", f"B5 “{name}”")


@pytest.mark.parametrize(
    "name",
    [
        "Xã Sĩ Bình (trừ thôn Nà Phja)",
        "Xã Sĩ Bình (hộ DTTS)",
        "Xã Sĩ Bình (khu vực nông thôn)",
        "Xã Sĩ Bình - huyện Chợ Đồn",
        "Xã Sĩ Bình, Xã Tân Tú",
        "Xã Sĩ Bình (năm 2020)",
        "Trường học xã Sĩ Bình",
    ],
)
def test_an_addition_that_may_mean_something_else_is_never_left_out(small: Registry, name: str) -> None:
    reading = named(name, small)
    assert units(reading) == {"01969"}
    assert rules_of(reading) in (["R12"], [])


def test_the_name_that_was_meant_is_proposed_without_the_addition(small: Registry) -> None:
    (finding,) = named("Xã Sĩ Bình (trừ thôn Nà Phja)", small).findings
    assert finding.expected == " (có phải “Xã Sĩ Bình”?)"


@pytest.mark.parametrize(
    "name", ["Phường Sĩ Bình", "Xa Si Binh", "Thị trấn Sĩ Bình", "Xã Sĩ  Binh", "Sĩ Bìn"]
)
def test_a_wrong_kind_or_missing_accents_still_lead_to_a_proposal(small: Registry, name: str) -> None:
    (finding,) = named(name, small).findings
    assert (finding.rule_id, finding.expected) == ("R12", " (có phải “Xã Sĩ Bình”?)")


def test_the_district_beside_a_name_tells_namesakes_apart(small: Registry) -> None:
    body = "1 | Xã Tân Tiến - huyện Chợ Đồn | 200 | 180\n2 | Xã Tân Tiến (huyện Bạch Thông) | 100 | 90"
    reading = read(grid(CT01.strip() + "\n" + body), small, "06-bhxh")
    insured = {code: v for (code, item), v in figures(reading).items() if item == "insured_persons"}
    assert insured == {"02089": 180, "01993": 90}


@pytest.mark.parametrize("name", ["TC", "T.Cộng", "Σ", "Tổng cộng (*)"])
def test_a_total_may_be_written_short(small: Registry, name: str) -> None:
    reading = read(f01(f"{KNOWN}\n | {name} | {FIGURES}"), small)
    assert (reading.rows, rules_of(reading)) == ({"part": 1, "total": 1}, [])


@pytest.mark.parametrize("name", ["Tồng cộng", "Tổng cộg", "Tổng huyện", "Toàn tỉnh"])
def test_a_row_that_is_nearly_a_total_is_told_as_one(small: Registry, name: str) -> None:
    reading = read(f01(f"{KNOWN}\n | {name} | {FIGURES}"), small)
    (finding,) = reading.findings
    assert (finding.rule_id, finding.cell, finding.found, finding.detail) == ("R12c", "B5", name, "5")
    assert small.rules["R12c"].severity == "explain"


LINE = "10 | 1 | 2 | 0 | 1 | 0 | 1 | 0 | 9"


@pytest.mark.parametrize(
    ("one", "other"), [("Số hộ (hộ)", "Số khẩu (người)"), ("Hộ", "Người"), ("Hộ", "Số người")]
)
def test_lines_are_known_by_their_measure_units_too(small: Registry, one: str, other: str) -> None:
    reading = read(f02(f"1 | Xã Sĩ Bình | {one} | {LINE}\n | | {other} | {LINE}"), small)
    assert (len(figures(reading)), rules_of(reading)) == (18, [])


def test_an_empty_cell_of_lines_is_named_and_not_the_name_beside_it(small: Registry) -> None:
    reading = read(f02(f"1 | Xã Sĩ Bình | Hộ | {LINE}\n | | | {LINE}"), small)
    assert len(figures(reading)) == 9
    assert [(f.rule_id, f.cell, f.found, f.detail) for f in reading.findings] == [
        ("R12d", "C4", "(trống)", "4")
    ]


def test_a_table_without_any_line_is_returned_for_its_lines(small: Registry) -> None:
    reading = read(f02(f"1 | Xã Sĩ Bình | | {LINE}\n | | | {LINE}\n2 | Xã Tân Tú | | {LINE}"), small)
    assert reading.cells == ()
    assert [(f.rule_id, f.cell, f.detail) for f in reading.findings] == [
        ("R11b", "", ""),
        ("R12d", "C3", "3"),
        ("R12d", "C4", "4"),
        ("R12d", "C5", "5"),
    ]


def test_a_second_line_is_read_where_the_first_one_is_unclear(small: Registry) -> None:
    reading = read(f02(f"1 | Xã Sĩ Bình | Lao động | {LINE}\n | | Nhân khẩu | {LINE}"), small)
    assert {item for _, item in figures(reading) if item.endswith("_households")} == set()
    assert len(figures(reading)) == 9
    assert [(f.rule_id, f.cell) for f in reading.findings] == [("R12d", "C3")]


def test_cells_of_lines_that_are_empty_all_the_way_down_are_one_finding(small: Registry) -> None:
    """Also where every unit has a code of its own."""
    head = F02_HEAD.format(year="2021").replace("Phân tổ", "Mã | Phân tổ").strip()
    units = [("Xã Sĩ Bình", "01978"), ("Xã Tân Tú", "01993"), ("Thị trấn Phủ Thông", "01969")]
    rows = [f"1 | {name} | '{code} | Hộ | {LINE}\n | | | | {LINE}" for name, code in units * 4]
    findings = read(grid(head + "\n" + "\n".join(rows)), small).findings
    assert [(f.cell, f.detail) for f in findings if f.rule_id == "R12d"] == [
        ("D4", "4, 6, 8, 10, 12, 14, 16, 18, … (12 dòng)")
    ]


def test_the_numbers_that_an_office_gives_its_units_are_no_codes(small: Registry) -> None:
    """Not one of them is a code of a unit anywhere; where one is, codes count."""
    names = ("Thị trấn Phủ Thông", "Xã Sĩ Bình", "Xã Tân Tú")
    rows = [f"{n} | {name} | A0{n} | 200 | 800 | 20 | 6 | 80 | 24" for n, name in enumerate(names, start=1)]
    head = F01_HEAD.format(year="2021").strip().replace("Xã/phường |", "Xã/phường | Mã |")
    reading = read(grid(head + "\n" + "\n".join(rows)), small)
    assert (rules_of(reading), len({c.territory_code for c in reading.cells})) == ([], 3)
    mixed = read(grid(head + "\n" + "\n".join([*rows[:2], rows[2].replace("A03", "01993")])), small)
    assert rules_of(mixed) == ["R12", "R12"]
