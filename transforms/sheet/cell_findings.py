"""Findings at the cells of one table: where a cell is, what it is about and what it shows."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from transforms.sheet.grid import Place, SheetGrid
from transforms.sheet.reading import ReadCell
from transforms.sheet.table import Table
from transforms.terms.rule import Finding
from transforms.text.shown import show, show_count, show_unmarked

_TEXT_SHOWN = 60
_CELLS_NAMED = 12


@dataclass(frozen=True)
class CellFindings:
    """Makes the findings at the cells of a table."""

    table: Table
    cells: Mapping[Place, ReadCell]

    def at(self, place: Place, rule_id: str) -> Finding:
        """A finding at one cell, with its content as the sheet shows it."""
        cell = self.cells[place]
        return replace(
            self.table.finding,
            rule_id=rule_id,
            cell=cell.cell,
            territory_code=cell.territory_code,
            territory_name=cell.territory_name,
            item_id=cell.item_id,
            label=cell.label,
            found=as_shown(self.table.grid, place)[:_TEXT_SHOWN],
        )

    def of_sheet(self, places: Iterable[Place], rule_id: str) -> Iterator[Finding]:
        """A finding on a whole sheet, where there is anything to say: how many cells, the first of them by name."""
        found = list(places)
        if found:
            finding = replace(self.table.finding, rule_id=rule_id, cell=self.cells[found[0]].cell)
            yield replace(finding, found=show_count(len(found)), detail=self.named(found))

    def named(self, places: Iterable[Place]) -> str:
        """The names of the cells; of a long list the first ones and the last."""
        names = [self.cells[place].cell for place in places]
        if len(names) > _CELLS_NAMED:
            names = [*names[: _CELLS_NAMED - 1], "…", names[-1]]
        return ", ".join(names)


def as_shown(grid: SheetGrid, place: Place) -> str:
    """A number in the Vietnamese way, as a percentage where the sheet shows it so; a text as it was typed."""
    content = grid.cells.get(place)
    if isinstance(content, bool) or not isinstance(content, int | float):
        return grid.as_found(place)
    number = Decimal(str(content))
    if not number.is_finite():
        return grid.as_found(place)
    return f"{show_unmarked(number.scaleb(2))}%" if place in grid.percents else show(number)
