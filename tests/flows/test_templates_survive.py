"""What happens to a template on a district's computer, and that its figures are read all the same."""

import io
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from flows.stores.workbooks import read_workbook
from tests.soffice import saved_again
from transforms.registry import Registry
from transforms.render.form_layout import FormSheet, template_sheet
from transforms.render.form_xlsx import form_workbook
from transforms.sheet.delivery import Delivery
from transforms.sheet.read import read_sheets
from transforms.sheet.reading import SheetReading
from transforms.terms.opening import Opening, Openings
from transforms.terms.period import Period

Facts = dict[tuple[str, str], object]
CASES = (
    ("F01", "060", "2018"),
    ("F02", "060", "2018"),
    ("F03", "02005", "2020"),
    ("CT01", "063-bhxh", "2020"),
)

pytestmark = pytest.mark.slow


def template(registry: Registry, form: str, submitter: str, period: str) -> FormSheet:
    """A template with a figure of its own in every cell; the first unit's opening figures came filled in."""
    standard = registry.standard_in_force(Period(period))
    duty = registry.duty(submitter, form, Period(period), "chinh_thuc", standard)
    version = registry.form(form, Period(period))
    assert duty is not None
    assert version is not None
    items = duty.item_ids or version.item_ids
    figures = {
        t.code: {item: 100 * row + n for n, item in enumerate(items)}
        for row, t in enumerate(duty.territories, start=1)
    }
    first = duty.territories[0].code
    opened = {(first, item): Opening(v, v) for item, v in figures[first].items() if "opening" in item}
    return template_sheet(registry, duty, figures, Openings(opened, "Số đầu kỳ theo số chính thức năm 2017."))


def facts(path: Path, sheet: FormSheet, registry: Registry) -> tuple[SheetReading, Facts]:
    """The workbook as read from its sender's folder, and its figures by unit and item."""
    submitter = sheet.stamp.split(":")[3]
    (reading,) = read_sheets(read_workbook(path), Delivery("s1", submitter, "", ""), registry)
    cells = [c for c in reading.cells if c.item_id and c.role == "part"]
    return reading, {(c.territory_code, c.item_id): c.value for c in cells}


def expected(sheet: FormSheet) -> Facts:
    return {(row.code, item): v for row in sheet.rows if row.role == "unit" for item, v in row.values.items()}


def body(worksheet: Worksheet) -> tuple[int, int]:
    """The first and the last row under the line of column numbers that carry a name."""
    first = next(row[0].row for row in worksheet.iter_rows() if [c.value for c in row[:2]] == ["A", "B"]) + 1
    last = first
    while worksheet.cell(last + 1, 2).value:
        last += 1
    return first, last


def pasted_over(book: Workbook) -> None:
    """The whole table replaced by plain values: locks, formats, formulas and validation are gone."""
    old = book.worksheets[0]
    values = [[cell.value for cell in row] for row in old.iter_rows()]
    merged = [str(span) for span in old.merged_cells.ranges]
    title = old.title
    book.remove(old)
    new = book.create_sheet(title, 0)
    for row, line in enumerate(values, start=1):
        for column, value in enumerate(line, start=1):
            if value is not None:
                new.cell(row, column, value)
    for span in merged:
        new.merge_cells(span)


def sorted_backwards(book: Workbook) -> None:
    """The lines of all units in the reverse order, two lines of one unit apart from each other or not."""
    worksheet = book.worksheets[0]
    first, last = body(worksheet)
    units = [r for r in range(first, last + 1) if "." in str(worksheet.cell(r, 1).value)] or [first, last]
    lines = [[cell.value for cell in worksheet[r]] for r in units]
    for row, line in zip(units, reversed(lines), strict=True):
        for cell, value in zip(worksheet[row], line, strict=True):
            if not str(cell.value).startswith("=") and not isinstance(cell, openpyxl.cell.MergedCell):
                cell.value = value


def without_stamp(book: Workbook) -> None:
    book.worksheets[0]["A3"].value = None


def without_hidden_sheet(book: Workbook) -> None:
    book.remove(book["_tonghop"])


def without_other_sheets(book: Workbook) -> None:
    for worksheet in book.worksheets[1:]:
        book.remove(worksheet)


def without_codes(book: Workbook) -> None:
    worksheet = book.worksheets[0]
    first, last = body(worksheet)
    for row in range(first, last + 1):
        worksheet.cell(row, 3).value = None


def codes_as_numbers(book: Workbook) -> None:
    """Codes typed as numbers: the leading zeros are lost."""
    worksheet = book.worksheets[0]
    first, last = body(worksheet)
    for row in range(first, last + 1):
        cell = worksheet.cell(row, 3)
        cell.value = int(str(cell.value)) if cell.value else None


MISHAPS = (
    pasted_over,
    sorted_backwards,
    without_stamp,
    without_hidden_sheet,
    without_other_sheets,
    without_codes,
    codes_as_numbers,
)


@pytest.mark.parametrize("case", CASES, ids="-".join)
def test_a_template_as_written_is_read_without_a_finding(
    registry: Registry, tmp_path: Path, case: tuple[str, str, str]
) -> None:
    sheet = template(registry, *case)
    path = tmp_path / "a.xlsx"
    path.write_bytes(form_workbook(sheet))
    reading, found = facts(path, sheet, registry)
    assert found == expected(sheet)
    assert reading.findings == ()
    assert reading.counts["unrecognised"] == 0


@pytest.mark.parametrize("mishap", MISHAPS, ids=lambda mishap: mishap.__name__)
@pytest.mark.parametrize("case", CASES, ids="-".join)
def test_the_figures_survive(
    registry: Registry, tmp_path: Path, case: tuple[str, str, str], mishap: Callable[[Workbook], None]
) -> None:
    sheet = template(registry, *case)
    book = openpyxl.load_workbook(io.BytesIO(form_workbook(sheet)))
    mishap(book)
    path = tmp_path / "a.xlsx"
    book.save(path)
    _, found = facts(path, sheet, registry)
    assert found == expected(sheet)


@pytest.mark.slow
def test_the_figures_survive_libreoffice(registry: Registry, tmp_path: Path) -> None:
    sheets = [template(registry, *case) for case in CASES]
    paths = [tmp_path / f"{n}.xlsx" for n in range(len(sheets))]
    for path, sheet in zip(paths, sheets, strict=True):
        path.write_bytes(form_workbook(sheet))
    for path, sheet in zip(saved_again(paths, tmp_path), sheets, strict=True):
        reading, found = facts(path, sheet, registry)
        assert found == expected(sheet)
        assert reading.findings == ()
        assert reading.counts["unrecognised"] == 0
