"""The official workbooks of the demo: they tie out with the indicators, and a spreadsheet program agrees with them."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.flow_helpers import release, table
from tests.golden.refresh import GOLDEN
from tests.soffice import saved_again

pytestmark = pytest.mark.slow

# Column of the sheet F01 by the indicator that it must agree with; counts, then rates.
_COLUMNS = {
    "resident_household_count": "1",
    "poor_household_count": "3",
    "near_poor_household_count": "5",
    "poor_household_rate": "4",
    "near_poor_household_rate": "6",
}
_STUB = 2
_LEVELS = ("province", "district", "commune")


def books(workspace: Path) -> dict[str, Path]:
    return {plan: release(workspace, plan) / "official.xlsx" for plan in GOLDEN}


def figures(sheet: Worksheet) -> dict[str, dict[str, Any]]:
    """The figures of a sheet by name of the row and number of the column; homonyms are told apart by their number."""
    rows = list(sheet.iter_rows(values_only=True))
    at = next(n for n, row in enumerate(rows) if row[0] == "A")
    numbers = [str(text).split("=")[0] for text in rows[at][_STUB:]]
    end = next(n for n, row in enumerate(rows) if row[1] == "Tổng cộng")
    body = rows[at + 1 : end + 1]
    return {f"{row[0] or ''} {row[1]}": dict(zip(numbers, row[_STUB:], strict=True)) for row in body}


def test_every_sum_and_rate_is_that_of_the_indicators(workspace: Path) -> None:
    compared = 0
    for plan, path in books(workspace).items():
        found = figures(load_workbook(path, data_only=True)["F01"])
        rows = [row for row in table(path.parent, "indicators") if row["period"] == path_period(path)]
        for indicator, column in _COLUMNS.items():
            for name, shown in found.items():
                if isinstance(shown[column], int | float):
                    assert Decimal(str(shown[column])) in actuals(rows, indicator, name), (plan, name, column)
                    compared += 1
    assert compared > 2000


def path_period(path: Path) -> str:
    """The period in the name of the folder of releases: `2024-H1-so_bo`."""
    return path.parents[1].name.rsplit("-", 1)[0]


def actuals(rows: list[dict[str, str]], indicator: str, name: str) -> set[Decimal]:
    """The values of an indicator for the territories of that name; of the whole area for the total."""
    place = name.partition(" ")[2]
    is_total = place == "Tổng cộng"
    top = min((row["level"] for row in rows if row["level"] in _LEVELS), key=_LEVELS.index)
    return {
        Decimal(row["actual"])
        for row in rows
        if row["indicator_id"] == indicator
        and row["actual"]
        and (row["level"] == top if is_total else row["territory_name"] == place)
    }


def test_the_totals_of_bac_kan_are_those_of_the_decision(workspace: Path) -> None:
    """17.435 of 79.677 households are 21,88 %."""
    total = figures(load_workbook(books(workspace)["06-2018-qd560"], data_only=True)["F01"])[" Tổng cộng"]
    assert (total["1"], total["3"], total["4"]) == (79677, 17435, 21.88)


def test_a_spreadsheet_program_works_out_the_same_values(workspace: Path, tmp_path: Path) -> None:
    paths = []
    for plan, path in books(workspace).items():
        paths.append(tmp_path / f"{plan}.xlsx")
        paths[-1].write_bytes(path.read_bytes())
    formulas = 0
    for path, again in zip(paths, saved_again(paths, tmp_path), strict=True):
        ours, theirs = load_workbook(path, data_only=True), load_workbook(again, data_only=True)
        asked = load_workbook(path)
        assert ours.sheetnames == theirs.sheetnames
        for sheet in asked:
            cells = [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
            for cell in cells:
                own, other = (book[sheet.title][cell.coordinate].value for book in (ours, theirs))
                assert (own or 0) == (other or 0), (path.name, sheet.title, cell.coordinate)
                assert (own is None) == (other is None or other == ""), (path.name, cell.coordinate)
            formulas += len(cells)
    assert formulas > 2000
