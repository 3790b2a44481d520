"""Relations inside a row and between rows: how far beyond the rule, or nothing where it cannot be judged."""

from decimal import Decimal

import pytest

from tests.builders import f01, f02, grid, read, record, submitted
from transforms.checks.records import records_of
from transforms.checks.relations import Relation, identity_relations, total_relations
from transforms.registry import Registry
from transforms.sheet.grid import SheetGrid
from transforms.terms.period import Period


def relations(sheet: SheetGrid, registry: Registry, rule: str, territory: str = "01978") -> list[Relation]:
    one = record(sheet, registry, territory)
    form = registry.form(one.source.reading.form_id, Period("2021"))
    assert form is not None
    return [r for r in identity_relations(form, [one]) if r.finding.rule_id == rule]


def balance(figures: str, registry: Registry) -> Relation | None:
    found = relations(f02(f"1 | Xã Sĩ Bình | Hộ | {figures}"), registry, "C05")
    return found[0] if found else None


@pytest.mark.parametrize(
    ("figures", "excess"),
    [
        ("10 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 26", 0),
        ("10 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 25", 1),
        ("10 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 30", 4),
        ("10 | 1 | 2 |  | 4 | 5 | 6 |  | 22", 0),
        ("10 | - | x |  | - | - | - |  | 10", 0),
        ("0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0", 0),
    ],
)
def test_the_closing_figure_is_the_opening_less_and_plus_its_movements(
    small: Registry, figures: str, excess: int
) -> None:
    found = balance(figures, small)
    assert found is not None
    assert found.excess == excess


@pytest.mark.parametrize(
    "figures",
    [
        " | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 26",
        "10 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | ",
        "- | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 26",
        "10 | một | 2 | 3 | 4 | 5 | 6 | 7 | 26",
    ],
)
def test_a_balance_without_its_ends_or_with_an_unreadable_term_is_not_judged(
    small: Registry, figures: str
) -> None:
    assert balance(figures, small) is None


def test_a_broken_balance_shows_its_arithmetic_at_the_closing_cell(small: Registry) -> None:
    found = balance("'1.294 | 64 | 45 |  | 5 | 0 | 14 |  | 204", small)
    assert found is not None
    shown = found.finding
    assert (shown.cell, shown.found, shown.expected) == ("L3", "204", "1.204")
    assert shown.detail == "1.294 - 64 - 45 + 5 + 14 = 1.204"


def test_a_part_may_not_be_more_than_its_whole(small: Registry) -> None:
    fits = relations(f01("1 | Xã Sĩ Bình | 100 | 400 | 60 | 40 | 80 | 24"), small, "C04")
    beyond = relations(f01("1 | Xã Sĩ Bình | 100 | 400 | 60 | 41 | 80 | 24"), small, "C04")
    assert fits[0].excess == 0
    assert beyond[0].excess == 1
    assert (beyond[0].finding.cell, beyond[0].finding.found, beyond[0].finding.expected) == (
        "C4",
        "101",
        "100",
    )


def test_a_part_or_whole_left_blank_is_not_judged(small: Registry) -> None:
    assert (
        relations(f01("1 | Xã Sĩ Bình |  | 400 | 60 | 41 | 500 | 24"), small, "C04")[0].finding.cell == "D4"
    )
    assert len(relations(f01("1 | Xã Sĩ Bình | 100 |  | 60 |  | 500 | 24"), small, "C04")) == 0


def test_persons_are_at_least_as_many_as_households(small: Registry) -> None:
    found = relations(f01("1 | Xã Sĩ Bình | 100 | 99 | 10 | 5 | 40 | 20"), small, "C03b")
    assert [r.excess for r in found if r.excess > 0] == [1]
    assert (found[0].finding.found, found[0].finding.expected) == ("99", "100")


RATE = """
    TỔNG HỢP KẾT QUẢ CHÍNH THỨC RÀ SOÁT HỘ NGHÈO NĂM 2021
    TT | Xã/phường | Hộ dân cư | Tổng số nhân khẩu | Hộ nghèo | < | Hộ cận nghèo | Khẩu nghèo | Khẩu cận nghèo
    ^ | ^ | ^ | ^ | Số hộ | Tỷ lệ | ^ | ^ | ^
    1 | Xã Sĩ Bình | {whole} | 9000 | {part} | {rate} | 6 | 800 | 24
"""


@pytest.mark.parametrize(
    ("part", "whole", "rate", "holds"),
    [
        ("1", "8", "'12,5", True),
        ("1", "8", "'12,50", True),
        ("1", "8", "'12,51", False),
        ("1", "8", "'12,4", False),
        ("1", "8", "'13", True),
        ("1", "8", "'12", True),
        ("1", "8", "'14", False),
        ("1", "800", "'0,13", True),
        ("1", "800", "'0,12", True),
        ("1", "800", "'0,14", False),
        ("1486", "8575", "'17,33%", True),
        ("1486", "8575", "'17,34", False),
        ("1486", "8575", "17.329446064139942", True),
        ("204", "10", "2040", True),
    ],
)
def test_a_printed_rate_may_be_off_by_half_of_its_last_decimal(
    small: Registry, part: str, whole: str, rate: str, *, holds: bool
) -> None:
    (found,) = relations(grid(RATE.format(part=part, whole=whole, rate=rate)), small, "C08")
    assert (found.excess <= 0) is holds


def test_a_wrong_rate_shows_what_it_should_be(small: Registry) -> None:
    (found,) = relations(grid(RATE.format(part="1486", whole="8575", rate="'17,43")), small, "C08")
    shown = found.finding
    assert (shown.cell, shown.found, shown.expected) == ("F4", "17,43", "17,33")
    assert shown.detail == "1.486 / 8.575 x 100"


@pytest.mark.parametrize(
    ("part", "whole", "rate"), [("5", "0", "'0"), ("5", "", "'10"), ("", "50", "'10"), ("5", "50", "")]
)
def test_a_rate_without_its_terms_is_not_judged(small: Registry, part: str, whole: str, rate: str) -> None:
    assert relations(grid(RATE.format(part=part, whole=whole, rate=rate)), small, "C08") == []


PARTS = """
    1 | Thị trấn Phủ Thông | 100 | 400 | 10 | 5 | 40 | 20
    2 | Xã Sĩ Bình | 200 | 800 | 20 | 6 | 80 | 24
    3 | Xã Tân Tú | 300 | 900 | 30 | 7 | 90 | 28
"""


def totals(body: str, registry: Registry, *, incomplete: bool = False) -> dict[tuple[str, str], Decimal]:
    source = submitted(read(f01(body), registry))
    records = records_of([source], registry.territories)
    form = registry.form("F01", Period("2021"))
    assert form is not None
    gaps = frozenset({source.table}) if incomplete else frozenset()
    return {(r.record.territory_name, r.finding.cell): r.excess for r in total_relations(form, records, gaps)}


def test_a_total_is_compared_with_the_sum_of_its_parts(small: Registry) -> None:
    found = totals(PARTS + " | Tổng cộng | 600 | 2100 | 61 | 18 | 210 | 72", small)
    beyond = {cell: excess for (_, cell), excess in found.items() if excess > 0}
    assert beyond == {"E7": 1}
    assert len(found) == 6


def test_a_block_is_compared_with_its_own_rows_only(small: Registry) -> None:
    body = """
        I | Khu vực thành thị | 100 | 400 | 10 | 5 | 40 | 20
        1 | Thị trấn Phủ Thông | 100 | 400 | 10 | 5 | 40 | 20
        II | Khu vực nông thôn | 500 | 1700 | 51 | 13 | 170 | 52
        2 | Xã Sĩ Bình | 200 | 800 | 20 | 6 | 80 | 24
        3 | Xã Tân Tú | 300 | 900 | 30 | 7 | 90 | 28
    """
    beyond = {place: excess for place, excess in totals(body, small).items() if excess > 0}
    assert beyond == {("Khu vực nông thôn", "E6"): 1}


def test_the_areas_own_line_and_its_repetition_are_both_compared(small: Registry) -> None:
    body = (
        "I | Huyện Bạch Thông | 600 | 2100 | 60 | 18 | 210 | 72"
        + PARTS
        + " | Tổng cộng | 600 | 2100 | 62 | 18 | 210 | 72"
    )
    beyond = {place: excess for place, excess in totals(body, small).items() if excess > 0}
    assert beyond == {("Huyện Bạch Thông", "E8"): 2}


def test_every_one_of_three_totals_is_compared(small: Registry) -> None:
    right, wrong = (f" | Tổng cộng | 600 | 2100 | {poor} | 18 | 210 | 72" for poor in (60, 65))
    beyond = {
        place: excess
        for place, excess in totals(f"{right}{PARTS}{wrong}\n{right}", small).items()
        if excess > 0
    }
    assert beyond == {("Huyện Bạch Thông", "E8"): 5}


CT01 = """
    SỐ LIỆU CÁC CHỈ TIÊU KẾ HOẠCH GIẢM NGHÈO (BIỂU CT01), năm 2019, chính thức
    TT | Địa bàn | Dân số tại thời điểm báo cáo | Số người tham gia bảo hiểm y tế
"""


def broken_lines(body: str, registry: Registry) -> dict[str, Decimal]:
    """Cell and excess of every line of a CT01 of the province that is not the sum of its parts."""
    reading = read(grid(CT01.strip() + "\n" + body.strip()), registry, "06-bhxh")
    records = records_of([submitted(reading, "06-bhxh")], registry.territories)
    form = registry.form("CT01", Period("2019"))
    assert form is not None
    return {r.finding.cell: r.excess for r in total_relations(form, records, frozenset()) if r.excess > 0}


def test_a_subtotal_below_its_parts_sums_up_those_above_it(small: Registry) -> None:
    body = """
        1 | Xã Sĩ Bình | 3 | 3
        2 | Xã Tân Tiến | 7 | 7
          | Cộng huyện Bạch Thông | 10 | 11
        1 | Xã Tân Tiến | 4 | 4
        2 | Xã Yên Phong | 5 | 5
          | Cộng huyện Chợ Đồn | 9 | 9
    """
    assert broken_lines(body, small) == {"D5": 1}


def test_a_block_inside_a_district_sums_up_its_rows_of_that_district(small: Registry) -> None:
    body = """
        I | Huyện Bạch Thông | 10 | 10
        B | Khu vực nông thôn | 10 | 12
        1 | Xã Sĩ Bình | 3 | 3
        2 | Xã Tân Tiến | 7 | 7
        II | Huyện Chợ Đồn | 9 | 9
        B | Khu vực nông thôn | 9 | 9
        1 | Xã Tân Tiến | 4 | 4
        2 | Xã Yên Phong | 5 | 5
    """
    assert broken_lines(body, small) == {"D4": 2}


def test_a_district_inside_a_block_sums_up_its_rows_of_that_block(small: Registry) -> None:
    body = """
        I | Khu vực thành thị | 5 | 5
        1 | Huyện Bạch Thông | 5 | 5
          | Thị trấn Phủ Thông | 5 | 5
        II | Khu vực nông thôn | 10 | 10
        1 | Huyện Bạch Thông | 10 | 13
          | Xã Sĩ Bình | 3 | 3
          | Xã Tân Tiến | 7 | 7
    """
    assert broken_lines(body, small) == {"D7": 3}


def test_a_blank_part_adds_nothing_and_an_unreadable_one_stops_the_comparison(small: Registry) -> None:
    body = """
        1 | Thị trấn Phủ Thông | 100 | 400 |  | năm | 40 | 20
        2 | Xã Sĩ Bình | 200 | 800 | 20 | 6 | 80 | 24
        3 | Xã Tân Tú | 300 | 900 | 30 | 7 | 90 | 28
         | Tổng cộng | 600 | 2100 | 50 | 99 | 210 | 72
    """
    found = totals(body, small)
    assert found["Huyện Bạch Thông", "E7"] == 0
    assert ("Huyện Bạch Thông", "F7") not in found


def test_the_total_of_a_sheet_that_lacks_units_is_not_judged(small: Registry) -> None:
    assert totals(PARTS + " | Tổng cộng | 1 | 1 | 1 | 1 | 1 | 1", small, incomplete=True) == {}
