"""Every non-empty cell is read, ignored by a named rule, or unrecognised; also where nothing is read."""

from dataclasses import replace
from pathlib import Path

import pytest

from flows.cli.texts import Texts
from tests.builders import f01, f02, grid, read, rules_of
from transforms.registry import Registry
from transforms.sheet.accounts import IGNORED_BY
from transforms.sheet.delivery import Delivery
from transforms.sheet.grid import OpenedWorkbook, SheetGrid
from transforms.sheet.read import read_sheets
from transforms.sheet.reading import SheetReading

ROW = "1 | Xã Sĩ Bình | 200 | 800 | 20 | 6 | 80 | 24"


def opened(registry: Registry, *sheets: SheetGrid) -> tuple[SheetReading, ...]:
    return read_sheets(OpenedWorkbook(sheets), Delivery("s1", "063"), registry)


def test_ignored_cells_are_counted_by_their_rule(small: Registry) -> None:
    reading = read(f01(ROW + "\n | Ghi chú: tạm tính\nNgười lập biểu | | | Chủ tịch"), small)
    assert reading.ignored == {"note": 1, "signature": 2, "title_block": 2}
    assert reading.counts["ignored_by_rule"] == 5


def test_a_row_of_a_table_excuses_no_cell_outside_its_columns(small: Registry) -> None:
    reading = read(f01(ROW + "\n | - Trong đó: hộ DTTS | 1 | 1 | 1 | 1 | 1 | 1 | ngoài biểu"), small)
    assert (reading.ignored["of_which"], reading.unrecognised) == (7, ("I5",))


def test_the_first_unrecognised_cells_are_listed_and_all_are_counted(small: Registry) -> None:
    row = " | ".join([ROW, *["lạ"] * 30])
    reading = read(f01(row), small)
    assert reading.counts["unrecognised"] == 30
    assert (len(reading.unrecognised), reading.unrecognised[0]) == (20, "I4")
    (finding,) = reading.findings
    assert (finding.rule_id, finding.cell, finding.found) == ("R17", "I4", "30")
    assert finding.detail == "I4, J4, K4, L4, M4"


def test_a_refused_sheet_lists_its_cells_too(small: Registry) -> None:
    reading = read(grid("BÁO CÁO THU CHI\nThu | 5"), small)
    assert (reading.counts["unrecognised"], reading.unrecognised) == (3, ("A1", "A2", "B2"))


def test_whole_sheets_are_set_aside_by_name(small: Registry) -> None:
    hidden = replace(grid("nháp | 1 | 2", "Nháp"), is_hidden=True)
    stamp = replace(grid("tonghop:…", "_tonghop"), is_hidden=True)
    (reading,) = opened(small, f01(ROW), hidden, stamp)
    assert reading.ignored == {"hidden_sheet": 3, "program_sheet": 1, "title_block": 2}
    assert sum(reading.counts.values()) == 16 + 2 + 3 + 1


def test_a_sheet_beside_the_form_is_noted_with_its_cells(small: Registry) -> None:
    (reading,) = opened(small, f01(ROW), grid("tính thử | 1", "Nháp"))
    (finding,) = reading.findings
    assert (finding.rule_id, finding.sheet, finding.found, finding.detail) == ("R17", "Nháp", "2", "A1, B1")
    assert reading.counts["unrecognised"] == 2


def test_a_hidden_form_is_noted_where_no_sheet_is_that_form(small: Registry) -> None:
    hidden = replace(
        f02("1 | Xã Sĩ Bình | Hộ | 10 | 1 | 2 | 0 | 1 | 0 | 1 | 0 | 9"), name="Ẩn", is_hidden=True
    )
    (reading,) = opened(small, f01(ROW), hidden)
    assert [(f.rule_id, f.sheet, f.found) for f in reading.findings] == [("R37", "Ẩn", "F02")]
    again = replace(f01(ROW), name="Ẩn", is_hidden=True)
    (reading,) = opened(small, f01(ROW), again)
    assert rules_of(reading) == []


def test_a_workbook_of_hidden_sheets_only_is_returned_with_its_cells(small: Registry) -> None:
    hidden = replace(f01(ROW), is_hidden=True)
    (reading,) = opened(small, hidden)
    assert rules_of(reading) == ["R37", "R37c"]
    assert reading.counts == {"read": 0, "ignored_by_rule": len(hidden.cells), "unrecognised": 0}


@pytest.mark.parametrize("rule", IGNORED_BY)
def test_every_rule_of_ignoring_is_described(rule: str) -> None:
    page = Path(__file__).parents[3] / "docs" / "explanation" / "reading.md"
    assert f"| `{rule}` |" in page.read_text(encoding="utf-8")
    assert Texts("vi")(f"ignored_{rule}") != Texts("en")(f"ignored_{rule}")
