"""The official workbook: formulas with the values that they give, marks, head, notes, print set-up."""

import re
from datetime import date
from io import BytesIO

import openpyxl
import pytest

from tests.builders_official import BACH_THONG, CHO_DON, COMMUNES, fact, facts, line, opened, texts, workbook
from transforms.registry import Registry
from transforms.terms.period import Period

POOR, ALL = "poor_households", "resident_households"
WHOLE = [*facts("F01", POOR, dict.fromkeys(COMMUNES, "1")), *facts("F01", ALL, dict.fromkeys(COMMUNES, "3"))]


def test_the_same_facts_give_the_same_bytes(small: Registry) -> None:
    assert workbook(small, WHOLE) == workbook(small, WHOLE)


def test_sums_and_rates_are_formulas_that_carry_their_values(small: Registry) -> None:
    content = workbook(small, WHOLE)
    district = line(opened(content, "F01"), "Huyện Chợ Đồn")
    total = line(opened(content, "F01"), "Tổng cộng")
    assert [cell.value for cell in district[:4]] == [9, None, 3, 33.33]
    assert [cell.value for cell in total[:4]] == [18, None, 6, 33.33]
    formulas = line(opened(content, "F01", values=False), "Tổng cộng")
    at = formulas[0].row
    assert formulas[0].value == f'=IF(COUNT(C{at - 8},C{at - 4})=0,"",SUM(C{at - 8},C{at - 4}))'
    assert formulas[3].value.endswith(f"ROUND(E{at}/C{at}*100,2))")


def test_a_partial_sum_has_an_asterisk_and_no_rate_until_all_units_are_there(small: Registry) -> None:
    content = workbook(small, [row for row in WHOLE if row["territory_code"] != "01978"])
    sheet, formulas = opened(content, "F01"), opened(content, "F01", values=False)
    district, other = line(sheet, "Huyện Bạch Thông"), line(sheet, "Huyện Chợ Đồn")
    assert [cell.value for cell in district[:4]] == [6, None, 2, "…"]
    assert district[0].number_format.endswith('#,##0"*"')
    assert other[0].number_format.endswith("#,##0_)")
    assert other[3].value == 33.33
    at = district[0].row
    guard = f'=IF(COUNT(E{at + 1}:E{at + 3},C{at + 1}:C{at + 3})<6,"…",'
    assert line(formulas, "Huyện Bạch Thông")[3].value.startswith(guard)
    assert not any(cell.value for cell in line(sheet, "Xã Sĩ Bình"))


def test_an_own_line_is_a_number_and_enters_the_total(small: Registry) -> None:
    rows = facts("F01", POOR, {"01978": "5", "063": "12"} | dict.fromkeys(CHO_DON, "1"))
    content = workbook(small, rows)
    own = line(opened(content, "F01", values=False), "Huyện Bạch Thông")[2]
    assert own.value == 12
    assert own.number_format.endswith('#,##0"**"')
    assert line(opened(content, "F01"), "Tổng cộng")[2].value == 15


def test_a_dash_is_shown_as_one_and_adds_nothing(small: Registry) -> None:
    rows = [fact("01969", POOR, "0", value_state="dash"), *facts("F01", POOR, {"01978": "5", "01993": "5"})]
    sheet = opened(workbook(small, rows, "063"), "F01")
    dash = line(sheet, "Thị trấn Phủ Thông")[2]
    assert (dash.value, dash.number_format) == (0, '"-"_)')
    assert line(sheet, "Tổng cộng")[2].value == 10


def test_households_without_persons_leave_the_sum_of_persons_blank(small: Registry) -> None:
    rows = facts("F02", "poor_opening_households", dict.fromkeys(BACH_THONG, "4"))
    content = workbook(small, rows, "063")
    at = line(opened(content, "F02"), "Tổng cộng")[0].row
    sheet, formulas = opened(content, "F02"), opened(content, "F02", values=False)
    assert [sheet.cell(at + n, 4).value for n in (0, 1)] == [12, None]
    assert "COUNTIFS($C$" in formulas.cell(at + 1, 4).value


def test_rates_of_another_form_read_its_sheet(small: Registry) -> None:
    shown = dict.fromkeys(BACH_THONG, "8")
    rows = [
        *facts("F05", "poor_deprived_rate_base_households", shown),
        *facts("F04", "poor_deprived_base_households", shown),
        *facts("F04", "poor_deprived_health_services_households", dict.fromkeys(BACH_THONG, "3")),
    ]
    content = workbook(small, rows, "063")
    total = line(opened(content, "F05"), "Tổng cộng")
    assert [cell.value for cell in total[:3]] == [24, 37.5, None]
    assert "ROUND('F04'!E" in line(opened(content, "F05", values=False), "Tổng cộng")[1].value


def test_the_head_is_that_of_the_form(small: Registry) -> None:
    found = texts(opened(workbook(small, WHOLE), "F01"))
    assert found[:5] == [
        "ỦY BAN NHÂN DÂN",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "TỈNH BẮC KẠN",
        "Độc lập - Tự do - Hạnh phúc",
        "Biểu F01",
    ]
    assert found[5].startswith("TỔNG HỢP KẾT QUẢ CHÍNH THỨC RÀ SOÁT HỘ NGHÈO; HỘ CẬN NGHÈO")
    assert found[6] == "Năm 2020 - Số liệu chính thức"
    assert found[7].startswith("(Kèm theo Báo cáo số")
    assert found[8] == "Đơn vị tính: hộ, người, %"
    assert {"A", "B", "1", "4=3/1*100", "14=13/2*100"} <= set(found)


def test_notes_and_signatures_stand_under_the_table(small: Registry) -> None:
    found = texts(opened(workbook(small, WHOLE), "F01"))
    after = found[found.index("Ghi chú:") :]
    assert after[1] == "1. Trạng thái số liệu: chính thức."
    assert "3. Địa giới hành chính tại ngày 31/12/2020." in after
    assert after[-4:] == ["NGƯỜI LẬP BIỂU", "THỦ TRƯỞNG ĐƠN VỊ", "(Ký, ghi rõ họ tên)", "(Ký, đóng dấu)"]


def test_it_prints_on_the_paper_of_the_form_with_its_head_on_every_page(small: Registry) -> None:
    rows = [*WHOLE, fact("01978", "poor_opening_households", "4", "F02")]
    wide, narrow = (opened(workbook(small, rows), name) for name in ("F01", "F02"))
    assert [int(sheet.page_setup.paperSize) for sheet in (wide, narrow)] == [8, 9]
    for sheet in (wide, narrow):
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.print_title_rows
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
        assert "&P/&N" in str(sheet.oddFooter.right.text)
        assert {c.font.name for row in sheet.iter_rows() for c in row if c.value} == {"Times New Roman"}


def test_a_release_without_forms_says_so(small: Registry) -> None:
    book = openpyxl.load_workbook(BytesIO(workbook(small, [])))
    assert book.sheetnames == ["Mẫu biểu"]
    assert str(book["Mẫu biểu"]["A1"].value).startswith("Chưa có số liệu")


@pytest.mark.parametrize("form_id", ["F06", "F07", "F08b", "F11", "F12", "F13", "M03C"])
def test_every_form_can_be_drawn(registry: Registry, form_id: str) -> None:
    """The last item of the form in every commune of a district: its total is the sum."""
    period = "2020" if form_id == "M03C" else "2024"
    form = next(f for f in registry.forms if f.form_id == form_id and f.is_valid_at(registry_day(period)))
    units = registry.territories.descendants("450", registry_day(period), "commune")
    more = {"period": period, "source_periods": [period], "standard_id": "S"}
    rows = [
        fact(unit.code, item, str(n), form_id, **more, territory_valid_from=unit.valid_from)
        for unit in units
        for n, item in enumerate(form.item_ids, start=1)
    ]
    sheet = opened(workbook(registry, rows, "450", period), form_id)
    first = line(sheet, "Tổng cộng")[0 if not form.breakdown else 1]
    assert first.value == len(units)
    assert not [text for text in texts(sheet) if re.search(r"\{\w+\}|#REF|#NAME", text)]


def registry_day(period: str) -> date:
    return Period(period).end_date
