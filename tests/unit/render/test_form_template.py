"""A template: opening figures, lines for reference, the guide, validation and the sheet of checks as drawn."""

import io
from dataclasses import replace

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from transforms.registry import Registry
from transforms.render.form_check_sheet import TOP
from transforms.render.form_checks import FAILED, OPEN, PASSED, identity_checks
from transforms.render.form_layout import FormSheet, template_sheet
from transforms.render.form_xlsx import form_workbook
from transforms.terms.form import Column
from transforms.terms.obligation import Duty
from transforms.terms.opening import Opening, Openings
from transforms.terms.period import Period

OPENED = Openings(
    {
        ("01858", "poor_opening_households"): Opening(510, 510),
        ("01861", "poor_opening_households"): Opening(None, 300, "Để trống: sắp xếp từ 2 đơn vị."),
    },
    "Số đầu kỳ (cột 1) ghi sẵn theo số liệu chính thức cuối năm 2017.",
)


def duty_of(registry: Registry, submitter: str, form: str, period: str) -> Duty:
    found = registry.duty(
        submitter, form, Period(period), "chinh_thuc", registry.standard_in_force(Period(period))
    )
    assert found is not None
    return found


def opened(sheet: FormSheet, *, values: bool = False) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(form_workbook(sheet)), data_only=values)


def texts(worksheet: Worksheet) -> list[str]:
    return [str(cell) for row in worksheet.values for cell in row if cell is not None]


def f02(registry: Registry, **figures: dict[str, int | None]) -> FormSheet:
    return template_sheet(registry, duty_of(registry, "060", "F02", "2018"), figures, OPENED)


def rows_of(worksheet: Worksheet, code: str, column: int = 3) -> list[int]:
    return [r for r in range(1, worksheet.max_row + 1) if worksheet.cell(r, column).value == code]


def test_a_known_opening_figure_is_written_and_locked(registry: Registry) -> None:
    worksheet = opened(f02(registry)).worksheets[0]
    cell = worksheet.cell(rows_of(worksheet, "01858")[0], 5)
    assert (cell.value, cell.protection.locked) == (510, True)
    assert not worksheet.protection.password


def test_an_opening_figure_that_stays_blank_is_open_and_has_a_note(registry: Registry) -> None:
    worksheet = opened(f02(registry)).worksheets[0]
    cell = worksheet.cell(rows_of(worksheet, "01861")[0], 5)
    assert (cell.value, cell.protection.locked) == (None, False)
    assert cell.comment.text == "Để trống: sắp xếp từ 2 đơn vị."


def test_a_figure_given_takes_the_place_of_the_opening(registry: Registry) -> None:
    sheet = f02(registry, **{"01858": {"poor_opening_households": 7}})
    worksheet = opened(sheet).worksheets[0]
    assert worksheet.cell(rows_of(worksheet, "01858")[0], 5).value == 7


def test_lines_of_a_template_carry_their_code_and_name_so_that_they_may_be_sorted(registry: Registry) -> None:
    worksheet = opened(f02(registry)).worksheets[0]
    first, second = rows_of(worksheet, "01858")
    assert [worksheet.cell(first, c).value for c in (1, 2, 4)] == ["1.1", "Xã Bằng Thành", "Hộ"]
    assert [worksheet.cell(second, c).value for c in (1, 2, 4)] == ["1.1", "Xã Bằng Thành", "Nhân khẩu"]
    assert not [s for s in worksheet.merged_cells.ranges if first <= s.min_row <= second]


@pytest.mark.parametrize(
    ("submitter", "form", "period", "lines"),
    [
        (
            "060",
            "F01",
            "2018",
            [
                (
                    "Tham khảo: Kế hoạch năm 2018 của tỉnh Bắc Kạn: giảm tỷ lệ hộ nghèo ≥ 2,7 điểm %; "
                    "trong đó: huyện nghèo, xã nghèo > 4 điểm %."
                )
            ],
        ),
        (
            "02005",
            "F01",
            "2020",
            ["Tham khảo: Kế hoạch năm 2020 của huyện Bạch Thông: giảm tỷ lệ hộ nghèo ≥ 2,3 điểm %."],
        ),
        (
            "063-bhxh",
            "CT01",
            "2020",
            [
                "Tham khảo: Kế hoạch năm 2020 của huyện Bạch Thông: người nghèo được cấp thẻ bảo hiểm y tế ≥ 100%."
            ],
        ),
        ("661", "F01", "2024", []),
    ],
)
def test_the_aims_of_the_nearest_plan_stand_under_the_title(
    registry: Registry, submitter: str, form: str, period: str, lines: list[str]
) -> None:
    """The commune of Quân Hà is in no group of Bạch Thông's plan; the workers' plan is not about insurance."""
    worksheet = opened(template_sheet(registry, duty_of(registry, submitter, form, period))).worksheets[0]
    assert [t for t in texts(worksheet) if t.startswith("Tham khảo: Kế hoạch")] == lines


def test_a_movement_form_shows_the_aims_on_the_stock_that_it_closes_with(registry: Registry) -> None:
    """Column 9 of F02 must equal the poor households of F01 (C07a), which the plan is about."""
    assert any("giảm tỷ lệ hộ nghèo ≥ 2,7 điểm %" in line for line in f02(registry).asides)


def test_every_line_for_reference_begins_with_words_that_the_reader_skips(registry: Registry) -> None:
    asides = [line.lower() for line in f02(registry).asides]
    assert len(asides) == 2
    assert all(any(word in line for word in registry.words["attachment"]) for line in asides)


def test_the_guide_says_the_deadline_and_every_rule_that_concerns_the_form(registry: Registry) -> None:
    said = texts(opened(f02(registry))["Hướng dẫn"])
    assert "1. Hạn gửi: 14/12/2018. Đơn vị gửi: UBND huyện Pác Nặm (mã 060)." in said
    assert {"C05", "C06", "C07a", "C00", "R12"} <= set(said)
    assert not {"C04", "C08", "R17"} & set(said), "of F01; a note"
    assert "Phải giải trình" in said
    assert registry.rules["C05"].hint_vi in said
    assert not any("{" in text for text in said)


def test_cells_say_what_to_write_and_what_was_wrong(registry: Registry) -> None:
    rules = opened(f02(registry)).worksheets[0].data_validations.dataValidation
    assert {(r.promptTitle, r.errorTitle) for r in rules} == {("Ghi số nguyên", "Số liệu không hợp lệ")}
    assert all(r.showInputMessage and "ghi 0" in r.error for r in rules)


def test_every_identity_of_every_form_can_be_checked_offline(registry: Registry) -> None:
    """A kind without a formula stops here, not on the computer of a district."""
    for form in registry.forms:
        sheet = FormSheet(form, Period("2020"), "Chính thức", ("", ""), "", ())
        checks = identity_checks(sheet)
        keys = {item for column in form.columns for item in column.items.values()}
        cells = dict.fromkeys((*keys, *(f"printed:{c.number}" for c in form.columns)), "A1")
        assert all(check.formula(cells) for check in checks)
        shown = {identity for check in checks for identity in check.identities}
        assert {i for i in form.identities if {i.result, *i.plus} <= keys} <= shown


def test_heads_of_checks_are_equations_of_column_numbers(registry: Registry) -> None:
    heads = [check.head for check in identity_checks(f02(registry))]
    assert heads[0] == "C05:\nHộ: (9) = (1)-(2)-(3)-(4)+(5)+(6)+(7)+(8)"
    assert heads[2] == "C03b:\n(1) hộ ≤ (1) nhân khẩu"


def checks_of(sheet: FormSheet, code: str) -> dict[str, object]:
    """The answers of one line as written, by head."""
    worksheet = opened(sheet, values=True)["Kiểm tra"]
    heads = [cell.value for cell in worksheet[TOP + 1]]
    (row,) = rows_of(worksheet, code, column=1)
    return {str(head): cell.value for head, cell in zip(heads, worksheet[row], strict=True) if head}


def test_answers_are_written_with_their_values(registry: Registry) -> None:
    right: dict[str, int | None] = dict.fromkeys(f02(registry).form.item_ids, 4)
    right |= {"poor_closing_households": 8, "poor_closing_persons": 8}
    wrong = {**right, "poor_closing_households": 3, "poor_opening_households": 509}
    sheet = f02(registry, **{"01861": right, "01858": wrong})
    good, bad, empty = (checks_of(sheet, code) for code in ("01861", "01858", "01864"))
    balance, opening = "C05:\nHộ: (9) = (1)-(2)-(3)-(4)+(5)+(6)+(7)+(8)", "Đầu kỳ = số cuối năm 2017"
    assert (good[balance], bad[balance], empty[balance]) == (PASSED, FAILED, OPEN)
    assert (good[opening], bad[opening], empty[opening]) == (FAILED, FAILED, None)
    assert (good["Có dòng, đủ ô bắt buộc"], empty["Có dòng, đủ ô bắt buộc"]) == (PASSED, FAILED)


def test_the_number_of_failures_stands_at_the_top(registry: Registry) -> None:
    summary = opened(f02(registry), values=True)["Kiểm tra"]["A2"].value
    assert summary.startswith("10 chỗ cần xem lại; còn "), "ten communes without figures"


def test_a_rate_that_no_figure_of_the_form_gives_is_typed_in_between_0_and_100(registry: Registry) -> None:
    """Rates of deprivations stand in a form of their own, away from the counts that they come from."""
    sheet = f02(registry)
    rate = Column("10", ("Tỷ lệ", "", ""), "10", {}, (), False)
    wider = replace(sheet, form=replace(sheet.form, columns=(*sheet.form.columns, rate)))
    worksheet = opened(wider).worksheets[0]
    cell = worksheet.cell(rows_of(worksheet, "01858")[0], 14)
    assert (cell.value, cell.protection.locked) == (None, False)
    assert "decimal" in {rule.type for rule in worksheet.data_validations.dataValidation}


def test_the_same_template_has_the_same_bytes(registry: Registry) -> None:
    assert form_workbook(f02(registry)) == form_workbook(f02(registry))
