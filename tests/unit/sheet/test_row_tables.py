"""Tables of one form under one another, rows said many times, and cells around a table that nobody expects."""

from dataclasses import replace

import pytest

from tests.builders import F01_HEAD, F02_HEAD, f01, f02, figures, grid, read, rules_of
from transforms.registry import Registry
from transforms.sheet.delivery import Delivery
from transforms.sheet.grid import OpenedWorkbook, SheetGrid
from transforms.sheet.read import read_sheets
from transforms.sheet.reading import SheetReading

FIGURES = "200 | 800 | 20 | 6 | 80 | 24"
THREE = f"1 | Thị trấn Phủ Thông | {FIGURES}\n2 | Xã Sĩ Bình | {FIGURES}\n3 | Xã Tân Tú | {FIGURES}"
HEAD = F01_HEAD.strip().splitlines()[2]
LAST_YEAR = THREE.replace("| 20 |", "| 25 |")
LINE = "10 | 1 | 2 | 0 | 1 | 0 | 1 | 0 | 9"


def poor(reading: SheetReading) -> dict[str, object]:
    return {code: value for (code, item), value in figures(reading).items() if item == "poor_households"}


def opened(registry: Registry, *sheets: SheetGrid) -> tuple[SheetReading, ...]:
    return read_sheets(OpenedWorkbook(sheets), Delivery("s1", "063"), registry)


@pytest.mark.parametrize(
    ("between", "row"),
    [
        (f"Năm 2020\n{HEAD}", "7"),
        (HEAD, "7"),
        ("Năm 2020", "7"),
        (f"Số liệu năm trước\nNăm 2020\n{HEAD}", "7"),
    ],
)
def test_the_units_once_more_are_another_table_and_not_seventeen_slips(
    small: Registry, between: str, row: str
) -> None:
    reading = read(f01(f"{THREE}\n{between}\n{LAST_YEAR}"), small)
    assert poor(reading) == {"01969": 20, "01978": 20, "01993": 20}
    assert [(f.rule_id, f.found) for f in reading.findings] == [("R40", row)]


def test_the_next_page_of_a_table_is_no_table_of_its_own(small: Registry) -> None:
    first, second, third = THREE.splitlines()
    reading = read(f01(f"{first}\n{second}\nNăm 2021\n{HEAD}\n{third}"), small)
    assert (len(poor(reading)), rules_of(reading)) == (3, [])


def test_one_unit_of_the_next_page_said_again_is_only_repeated(small: Registry) -> None:
    first, second, third = THREE.splitlines()
    reading = read(f01(f"{first}\n{second}\n{HEAD}\n{second}\n{third}"), small)
    assert list(poor(reading)) == ["01969", "01993"]
    assert [(f.rule_id, f.cell, f.detail) for f in reading.findings] == [("R14", "B5", "5, 7")]


def test_a_merged_name_over_two_rows_is_told_once(small: Registry) -> None:
    (finding,) = read(
        f01(f"1 | Xã Sĩ Bình | {FIGURES}\n2 | ^ | {FIGURES}\n3 | Xã Tân Tú | {FIGURES}"), small
    ).findings
    assert (finding.rule_id, finding.cell, finding.detail) == ("R14", "B4", "4, 5")


@pytest.mark.parametrize(
    "row", [f"2 | Xã Sĩ Bình | {FIGURES}", "2 | Xã Lạ | 5", " | | 5", "2 | Tồng cộng | 5"]
)
def test_a_row_said_thousands_of_times_is_one_finding(small: Registry, row: str) -> None:
    body = f"1 | Thị trấn Phủ Thông | {FIGURES}\n" + "\n".join([row] * 5000)
    sheet = f01(body)
    reading = read(sheet, small)
    (finding,) = reading.findings
    assert finding.detail.endswith("… (5.000 dòng)")
    assert reading.counts["unrecognised"] == len(sheet.cells) - 8 - 8 - 2


def test_thousands_of_names_that_nobody_has_are_not_told_one_by_one(small: Registry) -> None:
    body = f"1 | Thị trấn Phủ Thông | {FIGURES}\n" + "\n".join(f"2 | Xã Lạ {n} | 5" for n in range(2000))
    findings = read(f01(body), small).findings
    assert len(findings) == 51
    assert findings[-1].detail.endswith("… (1.950 dòng)")


def strays(reading: SheetReading) -> list[str]:
    return [f.detail for f in reading.findings if f.rule_id == "R17"]


@pytest.mark.parametrize(
    ("below", "cells"),
    [
        (" | | | | | | | | | | | | 12345", "M7"),
        (" | | | | | | | | | | | | .", "M7"),
        (" | | | | | | | | | | | | '5.555", "M7"),
        ("Người lập biểu | | | Chủ tịch\n | Nguyễn Văn A | | | 7", "E8"),
        ("Người lập biểu | | | Chủ tịch\n | | 5", "C8"),
        ("Ghi chú: số liệu cũ | | 77", "C7"),
    ],
)
def test_a_number_below_the_table_is_named_wherever_it_stands(
    small: Registry, below: str, cells: str
) -> None:
    reading = read(f01(f"{THREE}\n{below}"), small)
    told = [f for f in reading.findings if f.rule_id in {"R17", "R12b", "R12"}]
    assert any(cells in f.detail.split(", ") or f.cell in {cells, f"B{cells[1:]}"} for f in told)
    assert reading.counts["unrecognised"] > 0


@pytest.mark.parametrize(
    "below",
    [
        "(1) | Số liệu của Công an huyện",
        "1 | Số liệu của Công an huyện",
        " | Ghi chú: | 2 xã sáp nhập",
        " | -----",
        " | ngày | 5 | tháng | 12 | năm | 2021",
    ],
)
def test_marks_dates_and_lines_drawn_among_words_are_no_news(small: Registry, below: str) -> None:
    assert rules_of(read(f01(f"{THREE}\n{below}"), small)) == []


def test_a_lone_number_above_the_table_is_named_and_one_of_a_sentence_is_not(small: Registry) -> None:
    title, year, head = F01_HEAD.format(year="2021").strip().splitlines()
    assert strays(read(grid("\n".join([title, f"{year} | Tổng hộ nghèo: | 60", head, THREE])), small)) == []
    assert strays(read(grid(f"{title}\nNăm | 2021\n{head}\n{THREE}"), small)) == []
    assert strays(read(grid("\n".join([f" | | 77\n{title}", year, head, THREE])), small)) == ["C1"]
    assert strays(read(grid("\n".join([f"{title} | | | | | | | | | 5", year, head, THREE])), small)) == ["J1"]


def test_numbers_are_shown_before_words(small: Registry) -> None:
    extra = " | ".join(["lạ"] * 8)
    assert strays(read(f01(f"{THREE.splitlines()[0]} | {extra} | 99"), small)) == ["Q4, I4, J4, K4, L4"]


def test_a_cell_that_a_finding_on_its_row_tells_of_is_not_told_again(small: Registry) -> None:
    reading = read(f01(f"{THREE}\n4 | Xã Lạ | {FIGURES} | bên cạnh"), small)
    assert [(f.rule_id, f.found) for f in reading.findings] == [("R12", "Xã Lạ"), ("R17", "1")]
    assert strays(reading) == ["I7"]
    assert reading.counts["unrecognised"] == 9


def test_a_hidden_sheet_with_units_that_no_other_sheet_has_is_told(small: Registry) -> None:
    first, second, third = THREE.splitlines()
    shown = f01(f"{first}\n{second}")
    hidden = replace(f01(f"{second}\n{third}"), name="Ẩn", is_hidden=True)
    (reading,) = opened(small, shown, hidden)
    (finding,) = reading.findings
    assert (finding.rule_id, finding.sheet, finding.found) == ("R37b", "Ẩn", "F01")
    assert (finding.expected, finding.detail) == ("1", "Xã Tân Tú")
    (reading,) = opened(small, f01(THREE), hidden)
    assert rules_of(reading) == []


@pytest.mark.parametrize("name", ["Kiểm tra", "Lỗi", "Phản hồi"])
def test_a_sheet_with_a_name_of_the_program_is_read_where_it_is_the_only_one(
    small: Registry, name: str
) -> None:
    (reading,) = opened(small, replace(f01(THREE), name=name))
    assert (len(poor(reading)), rules_of(reading)) == (3, [])
    stamp = replace(grid("tonghop:…", "_tonghop"), is_hidden=True)
    readings = opened(small, replace(f01(THREE), name=name), stamp)
    assert [rules_of(reading) for reading in readings] == [[]]


def test_a_workbook_of_hidden_sheets_says_that_they_are_hidden(small: Registry) -> None:
    (reading,) = opened(small, replace(f01(THREE), is_hidden=True, name="Ẩn"))
    (finding,) = [f for f in reading.findings if f.rule_id == "R37c"]
    assert (finding.sheet, finding.found) == ("Ẩn", "“Ẩn”")
    assert small.rules["R37c"].severity == "reject_file"
    assert "R04" not in rules_of(reading)


def test_the_page_break_between_two_lines_of_one_unit_begins_no_table(small: Registry) -> None:
    header = F02_HEAD.strip().splitlines()[1]
    first = f"1 | Xã Sĩ Bình | Hộ | {LINE}\n{header}\n | | Nhân khẩu | {LINE}"
    body = f"{first}\n2 | Xã Tân Tú | Hộ | {LINE}\n | | Khẩu | {LINE}"
    reading = read(f02(body), small)
    assert (len(figures(reading)), rules_of(reading)) == (36, [])


def test_a_sum_of_fewer_units_than_are_owed_is_no_total(small: Registry) -> None:
    """Three units are owed: a sum of two is none of the district."""
    of_two, of_three = (
        f"{THREE}\n | Cộng {n} xã, thị trấn | 600 | 2400 | 60 | 18 | 240 | 72" for n in (2, 3)
    )
    assert rules_of(read(f01(of_two), small)) == ["R12c"]
    assert rules_of(read(f01(of_three), small)) == []


@pytest.mark.parametrize("name", ["Tên đơn vị xã", "", "Trang 2"])
def test_a_header_in_another_order_ends_the_table(name: str, small: Registry) -> None:
    """Whatever the column of names is called on the next page, what stands below is not read by the first header."""
    heads = HEAD.split(" | ")
    swapped = " | ".join([heads[0], name, *heads[2:4], heads[5], heads[4], *heads[6:]])
    first, second, third = THREE.splitlines()
    reading = read(f01(f"{first}\n{swapped}\n{second}\n{third}"), small)
    assert list(poor(reading)) == ["01969"]
    assert "R40" in rules_of(reading)


def test_a_first_line_without_a_name_refuses_a_form_with_two_lines(small: Registry) -> None:
    """The names stand in the second line of each unit: which lines belong together cannot be told."""
    rows = [
        f"{'' if line == 'Hộ' else n} | {'' if line == 'Hộ' else name} | {line} | {LINE}"
        for n, name in enumerate(("Xã Sĩ Bình", "Xã Tân Tú"), start=1)
        for line in ("Hộ", "Nhân khẩu")
    ]
    reading = read(f02("\n".join(rows)), small)
    assert rules_of(reading) == ["R46"]
    assert reading.cells == ()


def test_a_name_may_stand_on_a_line_of_its_own_above_its_two_lines(small: Registry) -> None:
    reading = read(f02(f"1 | Xã Sĩ Bình\n | | Hộ | {LINE}\n | | Nhân khẩu | {LINE}"), small)
    assert {cell.line for cell in reading.cells if cell.territory_code == "01978"} == {
        "households",
        "persons",
    }


def test_a_table_beside_a_form_without_a_title_is_to_be_explained(small: Registry) -> None:
    beside = grid(f"{HEAD}\n{THREE}", "Bieu 1 (2)")
    readings = opened(small, f01(THREE), beside)
    assert ("R37d", "Bieu 1 (2)") in [(f.rule_id, f.sheet) for r in readings for f in r.findings]


def test_a_hidden_sheet_with_other_figures_is_told(small: Registry) -> None:
    hidden = replace(f01(LAST_YEAR), name="Bản cũ", is_hidden=True)
    found = [(f.rule_id, f.found) for f in opened(small, f01(THREE), hidden)[0].findings]
    assert found == [("R37e", "3")]
    same = replace(f01(THREE), name="Bản cũ", is_hidden=True)
    assert opened(small, f01(THREE), same)[0].findings == ()
