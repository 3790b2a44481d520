"""What is said of the numbers of a sheet: errors, formulas, text, decisions, hidden rows; one fault, one issue."""

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.builders import f01, f02, figures, grid, read, submitted
from transforms.checks.records import records_of
from transforms.checks.relations import identity_relations
from transforms.registry import Registry
from transforms.sheet.delivery import Delivery
from transforms.sheet.grid import OpenedWorkbook, SheetGrid
from transforms.sheet.read import read_sheets
from transforms.sheet.reading import SheetReading
from transforms.terms.period import Period
from transforms.terms.rule import Finding, raise_issue

NUMBER_RULES = ("R13", "R21", "R22", "R22b", "R23", "R24", "R24b", "R25", "R27", "R35", "R36")
UNITS = ("Thị trấn Phủ Thông", "Xã Sĩ Bình", "Xã Tân Tú")
RATES = """
    TỔNG HỢP KẾT QUẢ CHÍNH THỨC RÀ SOÁT HỘ NGHÈO NĂM 2021
    TT | Xã/phường | Hộ dân cư | Tổng số nhân khẩu | Hộ nghèo | < | Hộ cận nghèo | Khẩu nghèo | Khẩu cận nghèo
    ^ | ^ | ^ | ^ | Số hộ | Tỷ lệ | ^ | ^ | ^
"""


def three(*resident: str) -> SheetGrid:
    """Three communes with these households in column 1 (C4, C5, C6)."""
    rows = zip(UNITS, resident, strict=True)
    return f01("\n".join(f"1 | {name} | {cell} | 8000 | 20 | 6 | 80 | 24" for name, cell in rows))


def four(*resident: str) -> SheetGrid:
    """The four communes of 2019, C4 to C7."""
    units = (*UNITS[:2], "Xã Tú Trĩ", "Xã Tân Tiến")
    rows = zip(units, resident, strict=True)
    return f01("\n".join(f"1 | {name} | {n} | 8000 | 20 | 6 | 80 | 24" for name, n in rows), "2019")


def rated(*rates: str, poor: tuple[int, ...] = (20, 10, 5)) -> SheetGrid:
    """Communes of 200 households with so many poor ones and the rates printed beside them (F4, F5, F6)."""
    lines = [
        f"1 | {name} | 200 | 800 | {n} | {rate} | 6 | 80 | 24"
        for name, n, rate in zip(UNITS, poor, rates, strict=False)
    ]
    return grid(RATES + "\n".join(lines))


def found(reading: SheetReading, *rules: str) -> list[Finding]:
    """The findings on numbers, or those of some rules."""
    wanted = rules or NUMBER_RULES
    return [finding for finding in reading.findings if finding.rule_id in wanted]


def residents(reading: SheetReading) -> list[Decimal | None]:
    return [value for (_, item), value in figures(reading).items() if item == "resident_households"]


@pytest.mark.parametrize("error", ["#REF!", "#DIV/0!", "#N/A", "#VALUE!", "#NAME?", "Err:502"])
def test_an_error_cell_is_named_and_its_figure_is_missing(small: Registry, error: str) -> None:
    reading = read(three("200", f"'{error}", "300"), small)
    (finding,) = found(reading)
    assert (finding.rule_id, finding.cell, finding.found) == ("R21", "C5", error)
    (cell,) = [c for c in reading.cells if c.cell == "C5"]
    assert (cell.value_state, cell.value, cell.text_as_found) == ("unreadable", None, error)


def test_formulas_without_results_are_one_issue_that_names_every_cell(small: Registry) -> None:
    reading = read(three("=D4/4", "=D5/4", "300"), small)
    (finding,) = found(reading)
    assert (finding.rule_id, finding.cell, finding.found, finding.expected, finding.detail) == (
        "R22",
        "C4",
        "=D4/4",
        "2",
        "C4, C5",
    )
    assert finding.rejects == (("Sheet1", "C5"),)
    assert residents(reading) == [None, None, 300]
    issue = raise_issue(finding, small.rules["R22"], "063")
    assert "Mở bằng Excel, lưu lại rồi gửi" in issue.hint


def test_a_number_in_another_measure_unit_is_not_read_and_the_issue_names_the_right_one(
    small: Registry,
) -> None:
    reading = read(three("200 hộ", "200 người", "300"), small)
    assert residents(reading) == [200, None, 300]
    assert [(f.rule_id, f.cell, f.found, f.expected) for f in found(reading, "R13")] == [
        ("R13", "C5", "200 người", "hộ"),
    ]


@pytest.mark.parametrize(
    ("text", "rule_id"),
    [
        ("24/05/1900", "R13a"),
        ("1900-05-24 0:00:00", "R13a"),
        ("24/05/1900 06:30:00", "R13a"),
        ("145:00:00", "R13a"),
        ("14500%", "R13b"),
        ("14,5 %", "R13b"),
        ("145 (1)", "R13c"),
        ("1.145 [2]", "R13c"),
        ("145.", "R13c"),
        ("145,", "R13c"),
        ("1.145 (12)", "R13c"),
        ("1 31", "R13c"),
        ("145 1", "R13c"),
        ("1\u00a031", "R13c"),
        ("1 31 (1)", "R13"),
        ("999999999999999999", "R13"),
        ("TRUE", "R13"),
        ("145 (năm trước)", "R13"),
    ],
)
def test_a_count_that_cannot_be_read_is_told_what_is_wrong_with_it(
    small: Registry, text: str, rule_id: str
) -> None:
    reading = read(three("200", f"'{text}", "300"), small)
    assert residents(reading) == [200, None, 300]
    (finding,) = found(reading, "R13", "R13a", "R13b", "R13c")
    assert (finding.rule_id, finding.cell, finding.found, finding.expected) == (rule_id, "C5", text, "hộ")
    assert small.rules[rule_id].severity == "reject_cell"


def test_a_number_in_the_percent_format_is_shown_as_the_sheet_shows_it(small: Registry) -> None:
    sheet = replace(three("200", "145", "17.335"), percents=frozenset({(5, 3), (6, 3)}))
    findings = found(read(sheet, small), "R13", "R13b")
    assert [(f.rule_id, f.found) for f in findings] == [("R13b", "14500%"), ("R13b", "1733,5%")]
    assert "định dạng phần trăm: chọn lại định dạng Số (Format Cells > Number)" in small.rules["R13b"].hint_vi


@pytest.mark.parametrize(("content", "shown"), [(True, "TRUE"), (False, "FALSE")])
def test_a_boolean_is_no_count_and_is_named_as_it_is_shown(
    small: Registry, content: bool, shown: str
) -> None:
    sheet = three("200", "145", "300")
    reading = read(replace(sheet, cells={**sheet.cells, (5, 3): content}), small)
    assert residents(reading) == [200, None, 300]
    assert [(f.rule_id, f.found) for f in found(reading)] == [("R13", shown)]


def test_digits_typed_as_text_are_read_and_said_once_for_the_sheet(small: Registry) -> None:
    reading = read(three("'1.486", "'200", "300"), small)
    assert residents(reading) == [1486, 200, 300]
    (finding,) = found(reading)
    assert (finding.rule_id, finding.found, finding.detail) == ("R35", "2", "C4, C5")


@pytest.mark.parametrize(("is_untyped", "rules"), [(False, ["R25", "R35"]), (True, ["R25"])])
def test_numbers_as_text_are_worth_a_word_where_the_file_could_hold_numbers(
    small: Registry, is_untyped: bool, rules: list[str]
) -> None:
    """Not whether all cells are text decides, but whether the file is a CSV or a web page."""
    sheet = three("1.486", "1,250", "300")
    texts = {place: f"{content}" for place, content in sheet.cells.items()}
    reading = read(replace(sheet, cells=texts, is_untyped=is_untyped), small)
    assert residents(reading) == [1486, 1250, 300]
    assert [finding.rule_id for finding in found(reading)] == rules


def test_in_a_text_file_a_printed_rate_with_a_comma_is_as_it_should_be(small: Registry) -> None:
    sheet = replace(rated("'10,00", "'5,0", "'NaN%"), is_untyped=True)
    assert [(f.rule_id, f.cell, f.detail) for f in found(read(sheet, small))] == [("R36", "F6", "F6")]


def test_rates_without_results_are_told_with_the_counts_they_are_computed_from(small: Registry) -> None:
    sheet = rated("=E4/C4", "5", "2.5")
    reading = read(replace(sheet, cells={**sheet.cells, (4, 3): "=D4/4"}), small)
    assert [(f.rule_id, f.cell, f.expected, f.detail) for f in found(reading)] == [
        ("R22", "C4", "2", "C4, F4")
    ]


def test_rates_alone_without_results_are_a_note(small: Registry) -> None:
    """Rates are recomputed anyway; that the formula is text is no word for it."""
    reading = read(rated("=E4/C4", "=E5/C5", "NaN%"), small)
    assert [(f.rule_id, f.cell, f.detail) for f in found(reading)] == [
        ("R22b", "F4", "F4, F5"),
        ("R36", "F6", "F6"),
    ]
    assert small.rules["R22b"].severity == "note"


def test_a_long_list_of_cells_is_cut(small: Registry) -> None:
    body = "\n".join(f"1 | {name} | '200 | '800 | '20 | '6 | '80 | '24" for name in UNITS)
    (finding,) = found(read(f01(body), small))
    assert finding.found == "18"
    assert finding.detail == "C4, D4, E4, F4, G4, H4, C5, D5, E5, F5, G5, …, H6"
    assert raise_issue(finding, small.rules["R35"], "063").message.endswith("G5, …, H6.")


def test_a_count_that_a_us_locale_made_a_decimal_is_decided_by_its_neighbours_and_reported(
    small: Registry,
) -> None:
    reading = read(three("1.486", "980", "1250"), small)
    assert residents(reading) == [1486, 980, 1250]
    (finding,) = found(reading)
    assert (finding.rule_id, finding.cell, finding.found, finding.expected) == (
        "R25",
        "C4",
        "1,486",
        "1486",
    )
    message = raise_issue(finding, small.rules["R25"], "063").message
    assert "“1,486” được hiểu là 1486" in message


def test_the_numbers_of_a_column_that_neighbours_decided_are_said_together(small: Registry) -> None:
    """In the order of the rows, whichever of them was decided first."""
    reading = read(four("1.25", "1.486", "980", "1.125"), small)
    assert residents(reading) == [1250, 1486, 980, 1125]
    (finding,) = found(reading)
    assert (finding.rule_id, finding.cell, finding.found) == ("R25", "C4", "1,25")
    assert (finding.expected, finding.detail) == ("1250", "C4, C5, C7")


@pytest.mark.parametrize("column", [("'1.486", "'1.26", "980", "1250"), ("'1,486", "'1,26", "980", "1250")])
def test_a_text_file_is_decided_as_the_sheet_that_it_was_saved_from(
    small: Registry, column: tuple[str, ...]
) -> None:
    """A number 1.260 in a US locale is written as 1.26 beside 1.486."""
    reading = read(replace(four(*column), is_untyped=True), small)
    assert residents(reading) == [1486, 1260, 980, 1250]
    assert any("C5" in finding.detail for finding in found(reading, "R25"))


@pytest.mark.parametrize(
    ("is_untyped", "column"),
    [
        (False, ("'1.486", "'1.26", "980", "1250")),
        (True, ("'1.486", "'1,26", "980", "1250")),
        (True, ("'986", "'1.26", "980", "1250")),
        (True, ("'1000.0", "'1.26", "980", "1250")),
    ],
)
def test_a_text_with_decimals_stays_where_nothing_says_thousands(
    small: Registry, is_untyped: bool, column: tuple[str, ...]
) -> None:
    reading = read(replace(four(*column), is_untyped=is_untyped), small)
    assert residents(reading)[1] == Decimal("1.26")


def test_a_count_with_decimals_that_nothing_decides_keeps_them_for_the_rule_of_counts(
    small: Registry,
) -> None:
    reading = read(three("1.5", "980", "1250"), small)
    assert residents(reading) == [Decimal("1.5"), 980, 1250]
    assert found(reading) == []


def test_text_with_commas_is_decided_by_the_kind_of_the_column_and_said_once_for_the_column(
    small: Registry,
) -> None:
    reading = read(three("1,486", "2,310", "980"), small)
    assert residents(reading) == [1486, 2310, 980]
    (finding,) = found(reading, "R25")
    assert (finding.cell, finding.found, finding.expected, finding.detail) == (
        "C4",
        "1,486",
        "1486",
        "C4, C5",
    )


def test_households_are_no_neighbours_of_persons(small: Registry) -> None:
    """In the form on movements the lines of households and persons take turns in one column."""
    lines = [
        f"1 | {name} | {line} | {opening} | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 9"
        for name, households, persons in (
            ("Thị trấn Phủ Thông", "3", "1200"),
            ("Xã Sĩ Bình", "1.486", "1300"),
            ("Xã Tân Tú", "5", "1.486"),
        )
        for line, opening in (("Hộ", households), ("Khẩu", persons))
    ]
    reading = read(f02("\n".join(lines)), small)
    assert reading.cells, reading.findings
    assert [(f.cell, f.item_id) for f in found(reading, "R25")] == [("D8", "poor_opening_persons")]


def test_printed_rates_as_text_or_no_number_are_notes_and_never_reject(small: Registry) -> None:
    reading = read(rated("10.00%", "'NaN%", "'#DIV/0!"), small)
    assert [(f.rule_id, f.cell, f.found, f.expected, f.detail) for f in found(reading)] == [
        ("R36", "F5", "NaN%", "2", "F5, F6"),
        ("R36", "F4", "10.00%", "1", "F4"),
    ]
    assert small.rules["R36"].severity == "note"


def test_rates_kept_as_parts_of_one_are_read_in_points_and_said_once_for_the_column(small: Registry) -> None:
    reading = read(rated("0.1", "0.05", "0.025"), small)
    assert [c.value for c in reading.cells if not c.item_id] == [10, 5, Decimal("2.5")]
    (finding,) = found(reading)
    assert (finding.rule_id, finding.cell, finding.found, finding.expected, finding.detail) == (
        "R27",
        "F4",
        "0,1",
        "10",
        "F4, F5, F6",
    )


@pytest.mark.parametrize(
    ("rates", "is_percent", "differs"),
    [
        (("10", "5", "2.5"), False, []),
        (("0.1", "0.05", "0.025"), False, []),
        (("0.1", "0.05", "0.025"), True, []),
        (("10,00%", "5,0%", "2,50%"), False, []),
        (("'10.000", "5", "2.5"), False, []),
        (("0.1", "0.05", "0.027"), False, ["F6"]),
        (("0.1", "0.052", "0.025"), True, ["F5"]),
        (("10.00%", "5,2", "2.5"), False, ["F5"]),
        # Without decimals 3 % is 2,5 % rounded; with one it is not.
        (("0.1", "0.05", "0.03"), False, []),
        (("10", "5", "3,0"), False, ["F6"]),
    ],
)
def test_what_was_decided_is_compared_with_the_recomputed_rate(
    small: Registry, rates: tuple[str, ...], is_percent: bool, differs: list[str]
) -> None:
    """20, 10 and 5 poor households of 200 are 10, 5 and 2,5 %."""
    column = frozenset({(4, 6), (5, 6), (6, 6)})
    sheet = replace(rated(*rates), percents=column if is_percent else frozenset())
    form = small.form("F01", Period("2021"))
    assert form is not None
    records = records_of([submitted(read(sheet, small))], small.territories)
    relations = [r for r in identity_relations(form, records) if r.finding.rule_id == "C08"]
    assert len(relations) == 3
    assert [r.finding.cell for r in relations if r.excess > 0] == differs


def test_a_number_typed_over_a_formula_of_its_row_of_totals_is_noted(small: Registry) -> None:
    body = "\n".join(f"1 | {name} | 200 | 800 | 20 | 10 | 6 | 80 | 24" for name in UNITS)
    sheet = grid(f"{RATES}{body}\n | Tổng cộng | 600 | 2400 | 60 | 10 | 18 | 240 | 72")
    sums = {(7, column): f"=SUM(R4C{column}:R6C{column})" for column in range(3, 10)}
    typed = {place: formula for place, formula in sums.items() if place != (7, 4)}
    assert found(read(replace(sheet, formulas=sums), small)) == []
    (finding,) = found(read(replace(sheet, formulas=typed), small))
    assert (finding.rule_id, finding.cell, finding.found, finding.detail) == ("R23", "D7", "2.400", "6/7")


def test_figures_in_hidden_rows_and_columns_are_read_and_said(small: Registry) -> None:
    sheet = three("200", "300", "400")
    shown = read(sheet, small)
    hidden = replace(sheet, hidden_rows=frozenset({1, 5, 6, 40}), hidden_columns=frozenset({1, 4, 30}))
    reading = read(hidden, small)
    assert reading.cells == shown.cells
    assert [(f.rule_id, f.cell, f.found, f.expected) for f in found(reading)] == [
        ("R24", "C5", "12", "5–6"),
        ("R24b", "D4", "3", "D"),
    ]
    messages = [raise_issue(f, small.rules[f.rule_id], "063").message for f in found(reading)]
    assert "dòng bị ẩn: dòng 5–6." in messages[0]
    assert "cột bị ẩn: cột D." in messages[1]
    assert found(shown) == []


def test_hidden_rows_and_columns_without_figures_are_not_worth_a_word(small: Registry) -> None:
    sheet = replace(three("200", "300", "400"), hidden_rows=frozenset({2}), hidden_columns=frozenset({1, 9}))
    assert found(read(sheet, small)) == []


def test_a_converted_sheet_says_so_and_keeps_the_text_as_found(small: Registry) -> None:
    sheet = replace(
        three("200", "300", "400"), charset="TCVN3", originals={(5, 2): "X· SÜ B×nh", (5, 3): "300"}
    )
    (reading,) = read_sheets(OpenedWorkbook((sheet,)), Delivery("s1", "063"), small)
    (note,) = [finding for finding in reading.findings if finding.rule_id == "R26"]
    assert (note.cell, note.found, note.expected) == ("B5", "2", "TCVN3")
    assert [c.text_as_found for c in reading.cells if c.cell == "C5"] == ["300"]
