"""The sheet "Kiểm tra" of a template, worked out by LibreOffice, says what our own checks say of the same figures."""

import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from openpyxl.worksheet.worksheet import Worksheet

from flows.stores.workbooks import read_workbook
from tests.flows.test_templates_survive import codes_as_numbers, pasted_over, sorted_backwards, without_codes
from tests.soffice import saved_again
from transforms.checks.batches import form_batches
from transforms.checks.records import Submitted
from transforms.registry import Registry
from transforms.render.form_check_sheet import TOP, CheckSheet
from transforms.render.form_checks import FAILED, OPEN, PASSED
from transforms.render.form_layout import FormSheet, template_sheet
from transforms.render.form_page import Page, Styles, page_of
from transforms.render.form_xlsx import form_workbook
from transforms.sheet.delivery import Delivery
from transforms.sheet.read import read_sheets
from transforms.terms.form import FormVersion
from transforms.terms.obligation import Obligation
from transforms.terms.opening import Opening, Openings
from transforms.terms.period import Period

pytestmark = pytest.mark.slow

# What is typed into one cell of a unit, in place of its figure or over its formula.
SPOILS: tuple[object, ...] = (None, -3, 2.5, "-", "x", "chưa có", 10**7, 0)
SPOILED_SHEETS = 3
# Rules on a cell that holds no number are one in the sheet of checks; counts and rates have a column each.
UNREADABLE = {"R13", "R13a", "R13b", "R13c", "R21", "R22", "R22b", "R36"}
SUBMITTER, AREA = "thu", "063"
LAST_YEAR = 2024

Answer = tuple[str, str]


@dataclass(frozen=True)
class Case:
    """A template with the figures that it carries, and which cells (unit, line, column) are spoiled in it."""

    sheet: FormSheet
    spoils: dict[tuple[int, int, int], object]


def owing_every_form(shipped: Registry) -> Registry:
    """The shipped reference, and one submitter who owes each version of each form that has columns of its own."""
    more = [_obligation(form.form_id, _year(form), ()) for form in shipped.forms if not form.is_generic]
    generic = [form for form in shipped.forms if form.is_generic]
    items = tuple(item.item_id for item in shipped.items.values() if item.phrases)[:5]
    more += [_obligation(form.form_id, _year(form), items) for form in generic]
    return replace(shipped, obligations=tuple(more))


def _year(form: FormVersion) -> str:
    return str(min(LAST_YEAR, form.valid_to.year - 1 if form.valid_to else LAST_YEAR))


def _obligation(form_id: str, year: str, items: tuple[str, ...]) -> Obligation:
    owed = (form_id, AREA, "commune", items, year, year, "chinh_thuc", 12, 14)
    return Obligation(SUBMITTER, "UBND huyện Bạch Thông", "one", *owed)


def right_figures(form: FormVersion, items: tuple[str, ...]) -> dict[str, int]:
    """Figures that satisfy every identity: results first small, then raised until all hold."""
    figures = dict.fromkeys(items, 2)
    for _ in range(3 * len(items)):
        for identity in form.identities:
            if identity.result not in figures or not set(identity.plus) & set(figures):
                continue
            plus, minus = (sum(figures.get(i, 0) for i in side) for side in (identity.plus, identity.minus))
            if identity.kind in {"balance", "sum"}:
                figures[identity.result] = plus - minus
            elif identity.kind in {"at_most", "ratio"}:
                figures[identity.result] = max(figures[identity.result], plus)
            else:
                short = identity.times * figures[identity.result] - plus
                figures[identity.plus[0]] += max(0, short)
    rated = {identity.column for identity in form.identities if identity.kind == "ratio"}
    typed = (column.number for column in form.columns if column.is_rate and column.number not in rated)
    return {**figures, **{f"printed:{number}": 2 for number in typed}}


def cases(registry: Registry) -> Iterator[Case]:
    """Of each form one sheet that is right, and some in which every unit is spoiled in its own way."""
    for duty in (d for period in registry.periods for d in registry.duties(period)):
        form = registry.printed_form(duty)
        assert form is not None
        right = right_figures(form, duty.item_ids or form.item_ids)
        opened = {
            (t.code, item): Opening(value, value)
            for t in duty.territories[:-1]
            for item, value in right.items()
            if "opening" in item
        }
        figures = {t.code: dict(right) for t in duty.territories}
        sheet = template_sheet(registry, duty, figures, Openings(opened, "Số đầu kỳ của năm trước."))
        yield Case(sheet, {})
        for n in range(SPOILED_SHEETS):
            units = range(len(duty.territories))
            yield Case(sheet, dict(spoil(sheet, n * len(units) + unit, unit) for unit in units))


def spoil(sheet: FormSheet, number: int, unit: int) -> tuple[tuple[int, int, int], object]:
    """Where and with what one unit is spoiled: every number another column and another content."""
    place = (unit, number % len(sheet.lines), number % len(sheet.columns))
    return place, SPOILS[number % len(SPOILS)]


def write(case: Case, path: Path) -> None:
    path.write_bytes(form_workbook(case.sheet))
    if not case.spoils:
        return
    book = openpyxl.load_workbook(path)
    worksheet = book.worksheets[0]
    rows = unit_rows(worksheet, case.sheet)
    for (unit, line, column), content in case.spoils.items():
        worksheet.cell(rows[unit] + line, len(case.sheet.stub) + column + 1).value = content
    book.save(path)


def unit_rows(worksheet: Worksheet, sheet: FormSheet) -> list[int]:
    """The first row of each unit."""
    code = sheet.stub.index("Mã") + 1
    units = [row.code for row in sheet.rows if row.role == "unit"]
    at: dict[str, int] = {}
    for row in range(1, worksheet.max_row + 1):
        at.setdefault(str(worksheet.cell(row, code).value), row)
    return [at[unit] for unit in units]


def offline(path: Path, checks: CheckSheet) -> dict[Answer, str]:
    """The answers that stand in the sheet: by line (code, or name) and column head."""
    worksheet = openpyxl.load_workbook(path, data_only=True)["Kiểm tra"]
    return {
        (row.code or row.name, column.head): str(worksheet.cell(TOP + 2 + index, place + 1).value or "")
        for index, row in enumerate(checks.sheet.rows)
        for place, column in enumerate(checks.columns, start=checks.first_check)
        if row.role in column.roles
    }


def broken_by_server(path: Path, registry: Registry) -> set[tuple[str, str, bool]]:
    """Line and rule of everything that our own reading and checks find, and whether it is about a printed rate."""
    (reading,) = read_sheets(read_workbook(path), Delivery("s1", SUBMITTER, "", ""), registry)
    (batch,) = form_batches([Submitted("s1", SUBMITTER, reading)], registry)
    found = {(f.territory_code or f.territory_name, f.rule_id, not f.item_id) for f in reading.findings}
    # R36 speaks once of all printed rates that are no numbers.
    found |= {
        ("Tổng cộng" if cell.role == "total" else cell.territory_code, "R36", True)
        for cell in reading.cells
        if not cell.item_id and cell.value_state == "unreadable"
    }
    for check in batch.checks:
        for row, value in enumerate(batch.frame[check.column]):
            low = check.at_least is not None and value < check.at_least
            high = check.at_most is not None and value > check.at_most
            if low or high:
                role = batch.frame["role"][row]
                one = batch.findings[row, check.column]
                found.add(
                    ("Tổng cộng" if role == "total" else one.territory_code, one.rule_id, not one.item_id)
                )
    return found


def test_offline_answers_are_those_of_the_server(registry: Registry, tmp_path: Path) -> None:
    registry = owing_every_form(registry)
    made = list(cases(registry))
    paths = [tmp_path / f"{n:03d}.xlsx" for n in range(len(made))]
    for case, path in zip(made, paths, strict=True):
        write(case, path)
    judged = 0
    for case, path, again in zip(made, paths, saved_again(paths, tmp_path), strict=True):
        checks = CheckSheet(page_of_template(case.sheet))
        answers = offline(again, checks)
        assert set(answers.values()) <= {FAILED, OPEN, PASSED, ""}, "a formula came to an error"
        rules = {column.head: column.rule_ids for column in checks.columns if column.rule_ids != ("C06",)}
        failed = {(line, rules[head]) for (line, head), a in answers.items() if a == FAILED and head in rules}
        broken = broken_by_server(again, registry)
        expected = {
            (line, ids)
            for line, rule, is_rate in broken
            for ids in set(rules.values())
            if ("R13" in ids and is_rate == ("C08b" in ids) if rule in UNREADABLE else rule in ids)
        }
        assert failed == expected, (case.sheet.form.form_id, case.spoils)
        assert bool(failed) == bool(case.spoils)
        if not case.spoils:
            assert answers == offline(path, checks), "the values written are not those of the formulas"
        judged += len(answers)
    assert {case.sheet.form.key for case in made} == {form.key for form in registry.forms}
    assert judged > 1000


def test_the_answers_stay_when_lines_are_sorted_codes_are_gone_or_all_is_pasted_over(
    registry: Registry, tmp_path: Path
) -> None:
    duty = registry.duty(
        "060", "F02", Period("2018"), "chinh_thuc", registry.standard_in_force(Period("2018"))
    )
    assert duty is not None
    form = registry.form("F02", duty.period)
    assert form is not None
    right = right_figures(form, form.item_ids)
    wrong = {**right, "poor_closing_households": 99}
    figures = {t.code: wrong if n % 3 == 0 else right for n, t in enumerate(duty.territories)}
    sheet = template_sheet(registry, duty, figures)
    checks = CheckSheet(page_of_template(sheet))
    mishaps = (None, sorted_backwards, without_codes, codes_as_numbers, pasted_over)
    paths = [tmp_path / f"{n}.xlsx" for n in range(len(mishaps))]
    for path, mishap in zip(paths, mishaps, strict=True):
        book = openpyxl.load_workbook(io.BytesIO(form_workbook(sheet)))
        if mishap:
            mishap(book)
        book.save(path)
    first, *others = (offline(path, checks) for path in saved_again(paths, tmp_path))
    assert sum(answer == FAILED for answer in first.values()) == 4 * 2 + 2, (
        "balance and households over persons"
    )
    assert all(other == first for other in others)


def page_of_template(sheet: FormSheet) -> Page:
    """The places of the sheet; nothing is drawn."""
    book = xlsxwriter.Workbook(io.BytesIO())
    return page_of(sheet, book.add_worksheet("x"), Styles(book))
