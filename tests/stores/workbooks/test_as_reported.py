"""A district's report is the same report whichever program saved it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.flow_helpers import registry, workbook
from tests.stores.workbooks import makers as m
from tests.stores.workbooks.xlsb_maker import merged, xlsb
from transforms.sheet.delivery import Delivery
from transforms.sheet.grid import SheetGrid
from transforms.sheet.read import read_sheets
from transforms.sheet.reading import SheetReading

DELIVERY = Delivery("0" * 64, "01969", "2020", "chinh_thuc")


def _as_xls(grid: SheetGrid) -> bytes:
    def with_merges(_: Any, sheet: Any) -> None:
        for top, left, bottom, right in grid.merges:
            sheet.merge(top - 1, bottom - 1, left - 1, right - 1)

    return m.xls(grid.cells, with_merges)


def _as_xlsb(grid: SheetGrid) -> bytes:
    ranges = (merged(top - 1, bottom - 1, left - 1, right - 1) for top, left, bottom, right in grid.merges)
    return xlsb(grid.cells, *ranges)


@pytest.mark.parametrize("saved", [_as_xls, _as_xlsb])
def test_the_same_figures_are_read(tmp_path: Path, saved: Callable[[SheetGrid], bytes]) -> None:
    original = m.opened(tmp_path, workbook("F01", "01969", "2020"))
    again = m.opened(tmp_path, saved(original.grids[0]))
    expected, found = (read_sheets(book, DELIVERY, registry())[0] for book in (original, again))
    assert expected.cells
    assert _figures(found) == _figures(expected)


def _figures(reading: SheetReading) -> list[tuple[object, ...]]:
    return [(c.territory_code, c.item_id, c.cell, c.value_state, c.value) for c in reading.cells]
