import io
from dataclasses import replace
from datetime import date
from decimal import Decimal

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from tests.builders import read, registry_of_the_change
from tests.samples.write import shipped_registry
from transforms.registry import Registry
from transforms.render.form_layout import FormRow, FormSheet, duty_sheet, printed_rate, template_sheet
from transforms.render.form_table import header_cells
from transforms.render.form_xlsx import form_workbook, period_label
from transforms.sheet.grid import SheetGrid
from transforms.terms.obligation import Duty
from transforms.terms.period import Period


@pytest.fixture(scope="module")
def registry() -> Registry:
    return shipped_registry()


def duty_of(registry: Registry, submitter_id: str, form_id: str, year: str = "2018") -> Duty:
    duties = registry.duties(Period(year))
    return next(d for d in duties if (d.submitter_id, d.form_id) == (submitter_id, form_id))


def figures_of(duty: Duty, registry: Registry) -> dict[str, dict[str, int | None]]:
    """1, 2, 3 … in every item of the first, second, third … territory."""
    form = registry.form(duty.form_id, duty.period)
    assert form is not None
    items = duty.item_ids or form.item_ids
    return {t.code: dict.fromkeys(items, n) for n, t in enumerate(duty.territories, start=1)}


def opened(sheet: FormSheet, *, values: bool = True) -> Worksheet:
    book = openpyxl.load_workbook(io.BytesIO(form_workbook(sheet)), data_only=values)
    return book.worksheets[0]


def column_of(worksheet: Worksheet, column: int) -> list[object]:
    return [worksheet.cell(row, column).value for row in range(1, worksheet.max_row + 1)]


def row_named(worksheet: Worksheet, name: str) -> list[object]:
    at = column_of(worksheet, 2).index(name) + 1
    return [cell.value for cell in worksheet[at]]


def test_same_sheet_same_bytes(registry: Registry) -> None:
    sheet = template_sheet(registry, duty_of(registry, "060", "F01"))
    assert form_workbook(sheet) == form_workbook(sheet)


def test_several_forms_are_the_sheets_of_one_workbook_each_drawn_as_if_alone(registry: Registry) -> None:
    sheets = [
        duty_sheet(registry, duty, figures_of(duty, registry))
        for duty in (duty_of(registry, "450", form_id, "2024-H1") for form_id in ("F01", "F02", "F03"))
    ]
    book = openpyxl.load_workbook(io.BytesIO(form_workbook(*sheets)))
    assert book.sheetnames == ["F01", "F02", "F03"]
    for worksheet, sheet in zip(book.worksheets, sheets, strict=True):
        assert list(worksheet.values) == list(opened(sheet, values=False).values)


def test_a_preliminary_half_year_is_named_in_title_and_period_line(registry: Registry) -> None:
    rows = opened(duty_sheet(registry, duty_of(registry, "450", "F01", "2024-H1"), {})).values
    texts = [str(cell) for row in rows for cell in row if cell]
    assert any(text.startswith("TỔNG HỢP KẾT QUẢ SƠ BỘ RÀ SOÁT HỘ NGHÈO") for text in texts)
    assert "6 tháng đầu năm 2024 - Số liệu sơ bộ" in texts


def test_title_block_says_office_state_title_period_and_measure_unit(registry: Registry) -> None:
    duty = duty_of(registry, "060", "F01")
    note = "Số liệu mô phỏng: thử"
    texts = [c for row in opened(duty_sheet(registry, duty, {}, note_vi=note)).values for c in row if c]
    assert texts[:4] == [
        "ỦY BAN NHÂN DÂN",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "HUYỆN PÁC NẶM",
        "Độc lập - Tự do - Hạnh phúc",
    ]
    assert texts[4] == "Biểu F01"
    assert str(texts[5]).startswith("TỔNG HỢP KẾT QUẢ CHÍNH THỨC RÀ SOÁT HỘ NGHÈO")
    assert texts[6:9] == ["Năm 2018 - Số liệu chính thức", note, "Đơn vị tính: hộ, người, %"]


def test_status_of_the_figures_stands_in_the_title(registry: Registry) -> None:
    sheet = duty_sheet(registry, duty_of(registry, "060", "F01"), {})
    assert "KẾT QUẢ SƠ BỘ RÀ SOÁT" in replace(sheet, status_label="Sơ bộ").title


def test_department_signs_as_head_of_unit(registry: Registry) -> None:
    sheet = duty_sheet(registry, duty_of(registry, "06-ldtbxh", "CT01"), {})
    assert sheet.office == ("SỞ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI", "TỈNH BẮC KẠN")
    assert sheet.signatory == "THỦ TRƯỞNG ĐƠN VỊ"


def test_line_of_column_numbers(registry: Registry) -> None:
    worksheet = opened(duty_sheet(registry, duty_of(registry, "060", "F02"), {}))
    assert row_named(worksheet, "B") == ["A", "B", "C", *map(str, range(1, 9)), "9=1-2-3-4+5+6+7+8"]


def test_districts_layout_numbers_communes_under_their_district(registry: Registry) -> None:
    sheet = duty_sheet(registry, duty_of(registry, "06-bhxh", "CT01"), {})
    groups = [row for row in sheet.rows if row.role == "group"]
    assert [row.number for row in groups] == [str(n) for n in range(1, 9)]
    assert (sheet.rows[1].number, sheet.rows[1].name) == ("1.1", "Phường Nguyễn Thị Minh Khai")
    assert sheet.rows[-1] == FormRow("", "Tổng cộng", role="total")
    assert len(sheet.rows) == 122 + 8 + 1


def test_areas_layout_numbers_run_on_through_the_blocks(registry: Registry) -> None:
    sheet = duty_sheet(registry, duty_of(registry, "064", "F01"), {}, layout="areas")
    assert [row.number for row in sheet.rows] == ["I", "1", "II", *map(str, range(2, 23)), ""]
    assert [row.name for row in sheet.rows[:3]] == [
        "Khu vực thành thị",
        "Thị trấn Bằng Lũng",
        "Khu vực nông thôn",
    ]


def test_area_block_without_units_is_left_out(registry: Registry) -> None:
    sheet = duty_sheet(registry, duty_of(registry, "060", "F01"), {}, layout="areas")
    assert [row.number for row in sheet.rows if row.role == "group"] == ["II"]


def test_one_commune_is_one_row_without_total(registry: Registry) -> None:
    sheet = duty_sheet(registry, duty_of(registry, "02005", "F01", "2020"), {})
    assert [(row.number, row.name, row.role) for row in sheet.rows] == [("1", "Xã Quân Hà", "unit")]


@pytest.mark.parametrize("layout", ["districts", "areas"])
def test_total_adds_parts_once(registry: Registry, layout: str) -> None:
    duty = duty_of(registry, "064", "F01")
    sheet = duty_sheet(registry, duty, figures_of(duty, registry), layout=layout)  # type: ignore[arg-type]
    last = "Tổng cộng" if layout == "areas" else "Huyện Chợ Đồn"
    assert row_named(opened(sheet), last)[2] == sum(range(1, 23))


def test_total_of_a_province_adds_its_districts(registry: Registry) -> None:
    duty = duty_of(registry, "06-bhxh", "CT01")
    worksheet = opened(duty_sheet(registry, duty, figures_of(duty, registry)))
    assert row_named(worksheet, "Tổng cộng")[2] == sum(range(1, 123))
    assert row_named(worksheet, "Huyện Pác Nặm")[2] == sum(range(9, 19))


def test_household_and_person_lines_are_summed_apart(registry: Registry) -> None:
    duty = duty_of(registry, "060", "F02")
    figures = {t.code: {"poor_opening_households": 2, "poor_opening_persons": 9} for t in duty.territories}
    sheet = duty_sheet(registry, duty, figures)
    worksheet, formulas = opened(sheet), opened(sheet, values=False)
    top = column_of(worksheet, 2).index("Huyện Pác Nặm") + 1
    assert [worksheet.cell(top + n, 3).value for n in (0, 1)] == ["Hộ", "Nhân khẩu"]
    assert [worksheet.cell(top + n, 4).value for n in (0, 1)] == [20, 90]
    assert f'SUMIF($C${top + 2}:$C${top + 21},"Hộ",D{top + 2}:D{top + 21})' in formulas.cell(top, 4).value
    assert f"A{top}:A{top + 1}" in {str(span) for span in worksheet.merged_cells.ranges}


def test_rates_are_formulas_of_their_own_row_with_values(registry: Registry) -> None:
    duty = duty_of(registry, "060", "F01")
    figures = {
        t.code: {"resident_households": 300, "poor_households": 100, "resident_persons": 0, "poor_persons": 5}
        for t in duty.territories
    }
    sheet = duty_sheet(registry, duty, figures)
    row = row_named(opened(sheet), "Xã Bằng Thành")
    at = column_of(opened(sheet), 2).index("Xã Bằng Thành") + 1
    assert row[5] == 33.33
    assert not row[11], "no whole to divide by"
    formula = opened(sheet, values=False).cell(at, 6).value
    assert formula == f'=IF(OR(COUNT(E{at},C{at})<2,N(C{at})=0),"",ROUND(E{at}/C{at}*100,2))'


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [
        (17_435, 79_677, "21.88"),
        (1, 800, "0.13"),
        (0, 5, "0.00"),
        (5, 0, None),
        (None, 5, None),
        (5, None, None),
    ],
)
def test_printed_rate(part: int | None, whole: int | None, expected: str | None) -> None:
    assert printed_rate(part, whole) == (Decimal(expected) if expected else None)


def test_blank_stays_blank_in_cells_and_sums(registry: Registry) -> None:
    worksheet = opened(template_sheet(registry, duty_of(registry, "060", "F01")))
    assert not any(row_named(worksheet, "Xã Bằng Thành")[3:])
    assert not any(row_named(worksheet, "Huyện Pác Nặm")[3:])


def test_zero_is_written_as_zero(registry: Registry) -> None:
    duty = duty_of(registry, "060", "F01")
    sheet = duty_sheet(registry, duty, {"01858": {"poor_households": 0}})
    assert row_named(opened(sheet), "Xã Bằng Thành")[4] == 0
    assert row_named(opened(sheet), "Huyện Pác Nặm")[4] == 0


def test_generic_form_has_a_column_an_item_with_its_measure_unit(registry: Registry) -> None:
    worksheet = opened(duty_sheet(registry, duty_of(registry, "06-congthuong", "CT01"), {}))
    at = column_of(worksheet, 1).index("TT") + 1
    assert [c.value for c in worksheet[at]] == [
        "TT",
        "Địa bàn",
        "Tổng số hộ tính chỉ tiêu điện",
        "Số hộ được dùng điện",
    ]
    assert [c.value for c in worksheet[at + 1]][2:] == ["(hộ)", "(hộ)"]


def test_header_cells_merge_right_over_equal_paths_and_down_over_empty_levels() -> None:
    headers = [("Tổng", "", "Số hộ"), ("Tổng", "", "Khẩu"), ("Tăng", "Tái nghèo", ""), ("Cuối kỳ", "", "")]
    assert header_cells(headers) == [
        (0, 0, 1, 1, "Tổng"),
        (0, 2, 0, 2, "Tăng"),
        (0, 3, 2, 3, "Cuối kỳ"),
        (1, 2, 2, 2, "Tái nghèo"),
        (2, 0, 2, 0, "Số hộ"),
        (2, 1, 2, 1, "Khẩu"),
    ]


def test_template_takes_whole_numbers_in_open_cells_only(registry: Registry) -> None:
    worksheet = opened(template_sheet(registry, duty_of(registry, "060", "F01")))
    at = column_of(worksheet, 2).index("Xã Bằng Thành") + 1
    assert worksheet.protection.sheet
    is_open = [not cell.protection.locked for cell in worksheet[at]]
    rates = {"4", "6", "8", "10", "12", "14"}
    assert is_open == [False] * 3 + [str(n) not in rates for n in range(1, 15)]
    rules = worksheet.data_validations.dataValidation
    assert {(r.type, r.operator, r.formula1) for r in rules} == {("whole", "greaterThanOrEqual", "0")}
    assert {str(r.sqref) for r in rules} >= {f"D{at}:D{at + 9}", f"P{at}:P{at + 9}"}
    assert not any(str(r.sqref).startswith("G") for r in rules)


def test_template_carries_codes_stamp_and_instructions(registry: Registry) -> None:
    sheet = template_sheet(registry, duty_of(registry, "02005", "F03", "2020"))
    book = openpyxl.load_workbook(io.BytesIO(form_workbook(sheet)))
    stamp = "tonghop:F03:2016:02005:2020:chinh_thuc"
    assert book.sheetnames == ["F03", "Kiểm tra", "Hướng dẫn", "_tonghop"]
    assert book.custom_doc_props["tonghop"].value == stamp
    assert book["_tonghop"].sheet_state == "hidden"
    assert [c for row in book["_tonghop"].values for c in row] == [stamp]
    assert book["F03"]["A3"].value == stamp
    assert row_named(book["F03"], "Xã Quân Hà")[2] == "02005"


@pytest.mark.parametrize(("form_id", "paper"), [("F01", 8), ("F02", 9)])
def test_print_set_up(registry: Registry, form_id: str, paper: int) -> None:
    worksheet = opened(duty_sheet(registry, duty_of(registry, "060", form_id), {}))
    at = column_of(worksheet, 1).index("TT") + 1
    assert worksheet.page_setup.orientation == "landscape"
    assert worksheet.page_setup.paperSize == paper
    assert worksheet.sheet_properties.pageSetUpPr.fitToPage
    assert worksheet.page_setup.fitToHeight == 0, "one page wide, as many high as needed"
    assert worksheet.print_title_rows == f"${at}:${at + 3}"
    assert worksheet.freeze_panes == f"{'C' if form_id == 'F01' else 'D'}{at + 4}"


def test_form_out_of_force_is_named(registry: Registry) -> None:
    duty = replace(duty_of(registry, "060", "F01"), period=Period("2010"), due_date=date(2010, 12, 14))
    with pytest.raises(LookupError, match="F01 has no version for 2010"):
        duty_sheet(registry, duty, {})


@pytest.mark.parametrize(
    ("period", "label"),
    [
        ("2018", "Năm 2018"),
        ("2018-H1", "6 tháng đầu năm 2018"),
        ("2018-Q3", "Quý III năm 2018"),
        ("2018-M09", "Tháng 9 năm 2018"),
    ],
)
def test_period_label(period: str, label: str) -> None:
    assert period_label(Period(period)) == label


@pytest.mark.parametrize("standard", ["QD59_2015", "ND07_2021"])
def test_a_template_names_the_standard_where_it_is_not_the_one_in_force(standard: str) -> None:
    """What the template says is read back as the same standard."""
    change = registry_of_the_change()
    duty = change.duty("063", "F01", Period("2021"), "chinh_thuc", standard)
    assert duty is not None
    sheet = template_sheet(change, duty)
    assert sheet.title.endswith("(THEO CHUẨN NGHÈO ĐA CHIỀU GIAI ĐOẠN 2022-2025)") == (
        standard == "ND07_2021"
    )
    cells = {(1, 1): sheet.title, (2, 1): "Năm 2021", (3, 1): "Xã, phường"}
    assert read(SheetGrid("S", cells), change).standard_id == standard
