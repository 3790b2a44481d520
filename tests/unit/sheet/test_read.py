"""One sheet as a whole: read, or refused with the place and the reason; every cell accounted for."""

from decimal import Decimal

import pytest

from tests.builders import (
    F01_HEAD,
    F02_HEAD,
    f01,
    f02,
    f03,
    figures,
    grid,
    read,
    registry_of_the_change,
    rules_of,
)
from transforms.registry import Registry
from transforms.sheet.grid import SheetGrid
from transforms.sheet.reading import SheetReading

ROW = "1 | Xã Sĩ Bình | 200 | 800 | 20 | 6 | 80 | 24"


def total_cells(reading: SheetReading) -> int:
    return sum(reading.counts.values())


def with_title(*lines: str, body: str = ROW) -> SheetGrid:
    header = F01_HEAD.strip().splitlines()[2]
    return grid("\n".join((*lines, header, body)))


def test_a_sheet_says_what_it_is(small: Registry) -> None:
    reading = read(f01(ROW), small)
    assert (reading.form_id, reading.form_version, reading.period, reading.figure_status) == (
        "F01",
        "2016",
        "2021",
        "chinh_thuc",
    )
    assert not reading.is_simulated


def test_a_figure_keeps_its_cell_and_its_text(small: Registry) -> None:
    reading = read(f01("1 | Xã Sĩ Bình | '1.486 | 5800 | 0 | - | x | "), small)
    found = {c.column: (c.cell, c.text_as_found, c.value_state, c.value) for c in reading.cells}
    assert found == {
        "1": ("C4", "1.486", "reported", Decimal(1486)),
        "2": ("D4", "5800", "reported", Decimal(5800)),
        "3": ("E4", "0", "zero", Decimal(0)),
        "5": ("F4", "-", "dash", None),
        "9": ("G4", "x", "not_applicable", None),
        "11": ("H4", "", "blank", None),
    }


def test_an_unreadable_cell_is_shown_with_its_content(small: Registry) -> None:
    reading = read(f01("1 | Xã Sĩ Bình | 200 | 800 | hai mươi | 6 | 80 | 24"), small)
    (finding,) = reading.findings
    assert (finding.rule_id, finding.cell, finding.found, finding.item_id) == (
        "R13",
        "E4",
        "hai mươi",
        "poor_households",
    )


def test_a_printed_rate_is_read_and_belongs_to_no_item(small: Registry) -> None:
    drawing = """
        TỔNG HỢP KẾT QUẢ CHÍNH THỨC RÀ SOÁT HỘ NGHÈO NĂM 2021
        TT | Xã/phường | Hộ dân cư | Tổng số nhân khẩu | Hộ nghèo | < | Hộ cận nghèo | Khẩu nghèo | Khẩu cận nghèo
        ^ | ^ | ^ | ^ | Số hộ | Tỷ lệ | ^ | ^ | ^
        1 | Xã Sĩ Bình | 200 | 800 | 20 | '10,00 | 6 | 80 | 24
    """
    reading = read(grid(drawing), small)
    (rate,) = [c for c in reading.cells if not c.item_id]
    assert (rate.key, rate.value, rate.decimals) == ("printed:4", Decimal("10.00"), 2)
    assert figures(reading)["01978", "poor_households"] == 20


def test_columns_in_another_order_are_read_by_their_names(small: Registry) -> None:
    drawing = """
        TỔNG HỢP KẾT QUẢ CHÍNH THỨC RÀ SOÁT HỘ NGHÈO NĂM 2021
        Hộ cận nghèo | Khẩu cận nghèo | Xã/phường | Khẩu nghèo | Hộ nghèo | Tổng số nhân khẩu | Hộ dân cư
        6 | 24 | Xã Sĩ Bình | 80 | 20 | 800 | 200
    """
    assert figures(read(grid(drawing), small)) == figures(read(f01(ROW), small))


def test_the_two_movement_forms_are_read_as_what_they_are(small: Registry) -> None:
    body = "1 | Xã Sĩ Bình | Hộ | 10 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 26"
    poor, near = figures(read(f02(body), small)), figures(read(f03(body), small))
    assert poor["01978", "poor_out_near_poor_households"] == 1
    assert poor["01978", "poor_in_near_poor_households"] == 4
    assert near["01978", "near_poor_out_poor_households"] == 1
    assert near["01978", "near_poor_in_poor_households"] == 4


@pytest.mark.parametrize(
    ("lines", "folder", "found"),
    [
        (["KẾT QUẢ CHÍNH THỨC, TỔNG HỢP KẾT QUẢ RÀ SOÁT HỘ NGHÈO", "Năm 2021"], "", ("2021", "chinh_thuc")),
        (["TỔNG HỢP KẾT QUẢ RÀ SOÁT HỘ NGHÈO"], "2021-chinh_thuc", ("2021", "chinh_thuc")),
        (["TỔNG HỢP KẾT QUẢ RÀ SOÁT HỘ NGHÈO", "Năm 2021"], "2021-so_bo", ("2021", "so_bo")),
        (["TỔNG HỢP KẾT QUẢ RÀ SOÁT HỘ NGHÈO", "Năm 2021, so với năm 2020"], "2021-so_bo", ("2021", "so_bo")),
        (
            ["tonghop:F01:2016:063:2021:chinh_thuc", "TỔNG HỢP KẾT QUẢ RÀ SOÁT HỘ NGHÈO"],
            "",
            ("2021", "chinh_thuc"),
        ),
    ],
)
def test_sheet_and_folder_together_say_period_and_status(
    small: Registry, lines: list[str], folder: str, found: tuple[str, str]
) -> None:
    reading = read(with_title(*lines), small, folder=folder)
    assert (reading.findings, (reading.period, reading.figure_status)) == ((), found)


@pytest.mark.parametrize(
    ("lines", "folder", "rule"),
    [
        (["TỔNG HỢP KẾT QUẢ RÀ SOÁT HỘ NGHÈO", "chính thức"], "", "R07"),
        (["TỔNG HỢP KẾT QUẢ RÀ SOÁT HỘ NGHÈO", "Năm 2021"], "", "R09"),
        (["TỔNG HỢP KẾT QUẢ CHÍNH THỨC RÀ SOÁT HỘ NGHÈO", "Năm 2021"], "2020-chinh_thuc", "R08"),
        (["TỔNG HỢP KẾT QUẢ CHÍNH THỨC RÀ SOÁT HỘ NGHÈO", "Năm 2021"], "2021-so_bo", "R08"),
        (["TỔNG HỢP KẾT QUẢ CHÍNH THỨC RÀ SOÁT HỘ NGHÈO", "Năm 2021, năm 2020"], "2019-chinh_thuc", "R08"),
        (["TỔNG HỢP KẾT QUẢ CHÍNH THỨC RÀ SOÁT HỘ NGHÈO", "Năm 2021, năm 2020"], "", "R07b"),
        (["TỔNG HỢP KẾT QUẢ CHÍNH THỨC RÀ SOÁT HỘ NGHÈO", "tháng 13 năm 2021"], "", "R07"),
        (["BÁO CÁO THU CHI", "Năm 2021"], "", "R04"),
        (["DIỄN BIẾN HỘ NGHÈO", "DIỄN BIẾN HỘ CẬN NGHÈO (CHÍNH THỨC)", "Năm 2021"], "", "R38"),
    ],
)
def test_a_sheet_that_does_not_say_what_it_is_is_returned(
    small: Registry, lines: list[str], folder: str, rule: str
) -> None:
    reading = read(with_title(*lines), small, folder=folder)
    assert (rules_of(reading), reading.cells) == ([rule], ())


@pytest.mark.parametrize(
    "stamp", ["tonghop:F01:2016:063:nay:chinh_thuc", "tonghop:F01:2016:063:2021-Q9:chinh_thuc"]
)
def test_a_damaged_stamp_says_nothing(small: Registry, stamp: str) -> None:
    assert rules_of(read(with_title(stamp, "TỔNG HỢP KẾT QUẢ RÀ SOÁT HỘ NGHÈO"), small)) == ["R07"]


def test_a_stamp_with_an_unknown_status_says_no_status(small: Registry) -> None:
    stamp = "tonghop:F01:2016:063:2021:cuoi_cung"
    assert rules_of(read(with_title(stamp, "TỔNG HỢP KẾT QUẢ RÀ SOÁT HỘ NGHÈO"), small)) == ["R09"]


def test_the_contradiction_shows_both_sides(small: Registry) -> None:
    (finding,) = read(f01(ROW), small, folder="2020-so_bo").findings
    assert "2021" in finding.found
    assert finding.expected == "2020-so_bo"


def test_a_sheet_without_a_required_column_names_it(small: Registry) -> None:
    drawing = """
        TỔNG HỢP KẾT QUẢ CHÍNH THỨC RÀ SOÁT HỘ NGHÈO NĂM 2021
        TT | Xã/phường | Hộ dân cư | Tổng số nhân khẩu | Hộ nghèo | Khẩu nghèo | Khẩu cận nghèo
        1 | Xã Sĩ Bình | 200 | 800 | 20 | 80 | 24
    """
    (finding,) = read(grid(drawing), small).findings
    assert (finding.rule_id, finding.expected) == (
        "R05",
        "5 “Kết quả rà soát về hộ / Tổng số hộ cận nghèo / Số hộ”",
    )


def test_a_movement_form_without_its_breakdown_column_is_returned(small: Registry) -> None:
    drawing = (
        F02_HEAD.format(year="2021").replace("| Phân tổ |", "|")
        + "1 | Xã Sĩ Bình | 10 | 1 | 2 | 0 | 1 | 0 | 1 | 0 | 9"
    )
    assert rules_of(read(grid(drawing), small)) == ["R05"]


def test_a_doubled_column_is_returned_with_both_cells(small: Registry) -> None:
    drawing = f"""
        TỔNG HỢP KẾT QUẢ CHÍNH THỨC RÀ SOÁT HỘ NGHÈO NĂM 2021
        {F01_HEAD.strip().splitlines()[2]} | Hộ nghèo
        {ROW} | 21
    """
    reading = read(grid(drawing), small)
    assert [(f.rule_id, f.cell) for f in reading.findings] == [("R06", "E2"), ("R06", "I2")]
    assert reading.cells == ()


def test_a_table_without_rows_is_returned(small: Registry) -> None:
    assert rules_of(read(f01(""), small)) == ["R16"]


def test_a_table_of_foreign_units_is_returned_with_what_is_owed(small: Registry) -> None:
    (finding,) = read(f01("1 | Xã Phong Huân | 200 | 800 | 20 | 6 | 80 | 24"), small).findings
    assert (finding.rule_id, finding.found) == ("R11", "Xã Phong Huân")
    assert "F01 kỳ 2021" in finding.expected


def test_names_that_nobody_has_are_said_to_be_that_and_never_not_to_be_owed(small: Registry) -> None:
    reading = read(
        f01("1 | Xa Si Binh | 200 | 800 | 20 | 6 | 80 | 24\n2 | Xã Lạ | 1 | 1 | 1 | 1 | 1 | 1"), small
    )
    assert reading.cells == ()
    assert [(f.rule_id, f.cell, f.found, f.expected) for f in reading.findings] == [
        ("R11b", "", "", ""),
        ("R12", "B4", "Xa Si Binh", " (có phải “Xã Sĩ Bình”?)"),
        ("R12", "B5", "Xã Lạ", ""),
    ]


@pytest.mark.parametrize(("submitter", "year"), [("06-bhxh", "2020"), ("063", "2030"), ("065", "2021")])
def test_a_form_that_nobody_asked_for_is_returned(small: Registry, submitter: str, year: str) -> None:
    assert rules_of(read(f01(ROW, year), small, submitter)) == ["R11"]


def test_a_personal_list_is_not_read_at_all(small: Registry) -> None:
    drawing = """
        TỔNG HỢP KẾT QUẢ CHÍNH THỨC RÀ SOÁT HỘ NGHÈO NĂM 2021
        TT | Xã/phường | Hộ dân cư | Họ, tên chủ hộ và thành viên
        1 | Xã Sĩ Bình | 200 | Nguyễn Văn A
    """
    reading = read(grid(drawing), small)
    assert (rules_of(reading), reading.is_personal_list) == (["R15"], True)
    assert (reading.cells, reading.log) == ((), ())
    assert all("Nguyễn" not in str(f) for f in reading.findings)


def test_a_personal_list_far_from_the_title_is_found_too(small: Registry) -> None:
    sheet = f01(ROW)
    hidden = SheetGrid(sheet.name, {**sheet.cells, (900, 40): "Số CCCD"}, sheet.merges)
    assert rules_of(read(hidden, small)) == ["R15"]


def test_simulated_figures_say_so(small: Registry) -> None:
    reading = read(
        with_title("TỔNG HỢP KẾT QUẢ CHÍNH THỨC RÀ SOÁT HỘ NGHÈO", "Năm 2021 - Số liệu mô phỏng"), small
    )
    assert reading.is_simulated


def test_every_cell_of_a_clean_sheet_is_accounted_for(small: Registry) -> None:
    reading = read(f01(ROW), small)
    # 2 title lines; 8 headers and the row of 8
    assert reading.counts == {"read": 16, "ignored_by_rule": 2, "unrecognised": 0}


def test_cells_outside_the_form_are_counted_and_the_first_is_named(small: Registry) -> None:
    reading = read(f01(ROW + " | ngoài biểu\n | | | | | | | | '5"), small)
    assert reading.counts["unrecognised"] + reading.counts["ignored_by_rule"] == 4
    (finding,) = [f for f in reading.findings if f.rule_id == "R17"]
    assert finding.cell == "I4"


@pytest.mark.parametrize(
    ("sheet", "rule"),
    [
        (with_title("TỔNG HỢP KẾT QUẢ RÀ SOÁT HỘ NGHÈO"), "R07"),
        (with_title("TỔNG HỢP KẾT QUẢ RÀ SOÁT HỘ NGHÈO", "Năm 2021"), "R09"),
        (with_title("BÁO CÁO THU CHI", "Năm 2021"), "R04"),
        (
            grid(
                "TỔNG HỢP KẾT QUẢ CHÍNH THỨC RÀ SOÁT HỘ NGHÈO NĂM 2021\nTT | Xã/phường | Hộ dân cư\n1 | Xã Sĩ Bình | 5"
            ),
            "R05",
        ),
        (f01(ROW + "\n2 | Xã Lạ | 1 | 1 | 1 | 1 | 1 | 1"), "R12"),
        (f01(ROW, "2030"), "R11"),
        (f01(""), "R16"),
    ],
)
def test_every_cell_of_a_refused_sheet_is_accounted_for(small: Registry, sheet: SheetGrid, rule: str) -> None:
    reading = read(sheet, small)
    assert rule in rules_of(reading)
    assert total_cells(reading) == len(sheet.cells)


def test_the_row_of_an_unknown_unit_is_not_counted_as_read(small: Registry) -> None:
    clean = read(f01(ROW), small).counts["read"]
    reading = read(f01(ROW + "\n2 | Xã Lạ | 1 | 1 | 1 | 1 | 1 | 1"), small)
    assert reading.counts["read"] == clean
    assert reading.counts["unrecognised"] == 8


def test_repeated_rows_are_not_counted_as_read(small: Registry) -> None:
    clean = read(f01(ROW), small).counts["read"]
    reading = read(
        f01(ROW + "\n2 | Xã Tân Tú | 1 | 1 | 1 | 1 | 1 | 1\n3 | Xã Tân Tú | 1 | 1 | 1 | 1 | 1 | 1"), small
    )
    assert reading.counts["read"] == clean


def test_an_empty_grid_is_no_form(small: Registry) -> None:
    assert rules_of(read(SheetGrid("s", {}), small)) == ["R04"]


FORM = "TỔNG HỢP KẾT QUẢ CHÍNH THỨC RÀ SOÁT HỘ NGHÈO"
UNDER_QD59 = "Theo chuẩn nghèo tiếp cận đa chiều giai đoạn 2016-2020"
UNDER_ND07 = "Theo chuẩn nghèo đa chiều giai đoạn 2022-2025"
UNDER_ND351 = "Theo chuẩn nghèo đa chiều giai đoạn 2027-2030"


@pytest.mark.parametrize(
    ("year", "lines", "standard"),
    [
        ("2020", [], "QD59_2015"),
        ("2020", [UNDER_QD59], "QD59_2015"),
        ("2021", [], "QD59_2015"),
        ("2021", [UNDER_QD59], "QD59_2015"),
        ("2021", [UNDER_ND07], "ND07_2021"),
        ("2021", ["(Nghị định số 07/2021/NĐ-CP)"], "ND07_2021"),
        ("2022", [], "ND07_2021"),
        ("2022", [UNDER_ND07], "ND07_2021"),
    ],
)
def test_the_title_may_name_the_standard_else_it_is_the_one_in_force(
    year: str, lines: list[str], standard: str
) -> None:
    reading = read(with_title(FORM, *lines, f"Năm {year}"), registry_of_the_change())
    assert (reading.findings, reading.standard_id) == ((), standard)
    assert len(reading.cells) == 6


@pytest.mark.parametrize(
    ("year", "lines"),
    [
        ("2020", [UNDER_ND07]),
        ("2022", [UNDER_QD59]),
        ("2021", [UNDER_ND351]),
        ("2022", [UNDER_ND351]),
        ("2021", [UNDER_QD59, UNDER_ND07]),
    ],
)
def test_a_standard_that_is_not_reported_for_the_period_refuses_the_sheet(
    year: str, lines: list[str]
) -> None:
    """Under the next standard only the last year before it is reported; two standards are two tables."""
    reading = read(with_title(FORM, *lines, f"Năm {year}"), registry_of_the_change())
    assert (rules_of(reading), reading.cells, reading.standard_id) == (["R30"], (), "")


def test_the_finding_names_the_standards_of_the_title_and_those_of_the_period() -> None:
    lines = (FORM, UNDER_QD59, UNDER_ND07, "Năm 2021")
    (finding,) = read(with_title(*lines), registry_of_the_change()).findings
    first, second = (
        "chuẩn nghèo tiếp cận đa chiều giai đoạn 2016-2020",
        "chuẩn nghèo đa chiều giai đoạn 2022-2025",
    )
    assert (finding.found, finding.expected) == (f"{first} và {second}", f"{first} hoặc {second}")


def test_a_report_under_a_standard_that_nobody_asked_for_is_not_owed(small: Registry) -> None:
    (finding,) = read(with_title(FORM, UNDER_ND07, "Năm 2021"), small).findings
    assert finding.rule_id == "R11"
    assert finding.found == "Xã Sĩ Bình theo chuẩn nghèo đa chiều giai đoạn 2022-2025"


def test_what_is_owed_under_the_next_standard_is_said_so() -> None:
    (finding,) = read(with_title(FORM, "Năm 2019"), registry_of_the_change()).findings
    assert finding.rule_id == "R11"
    assert "F01 kỳ 2021 theo chuẩn nghèo đa chiều giai đoạn 2022-2025" in finding.expected.split(", ")


@pytest.mark.parametrize("status", ["so_bo", "chinh_thuc"])
def test_a_form_owed_in_two_statuses_is_read_in_each(status: str) -> None:
    title = "TỔNG HỢP KẾT QUẢ RÀ SOÁT HỘ NGHÈO"
    reading = read(with_title(title, "Năm 2021"), registry_of_the_change(), folder=f"2021-{status}")
    assert (reading.findings, reading.figure_status) == ((), status)
