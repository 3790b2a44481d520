"""One record a territory row: its cells by item, whatever number of physical rows it takes."""

from collections.abc import Iterable
from dataclasses import dataclass

from transforms.sheet.reading import ReadCell, SheetReading
from transforms.terms.period import Period
from transforms.terms.rule import Finding
from transforms.terms.territory import TerritoryIndex


@dataclass(frozen=True)
class Submitted:
    """One sheet of one submission, as the rules see it."""

    submission_id: str
    submitter_id: str
    reading: SheetReading

    @property
    def table(self) -> tuple[str, ...]:
        """The table that the sheet is, alone or with others of its workbook."""
        return (self.submission_id, *self.reading.table)


@dataclass(frozen=True)
class Record:
    """The cells of one territory (or block, or total) of one sheet.

    Grain: submission, sheet, role, territory, area block; a line said again: its row.
    """

    source: Submitted
    role: str
    territory_code: str
    territory_name: str
    area: str
    row: int
    ancestors: frozenset[str]
    cells: dict[str, ReadCell]

    def number(self, key: str) -> ReadCell | None:
        """The cell of an item, where it holds a number."""
        cell = self.cells.get(key)
        return cell if cell is not None and cell.value is not None else None


def finding_at(
    rule_id: str, record: Record, cell: ReadCell, found: str, expected: str, detail: str = ""
) -> Finding:
    """A finding at one cell of a record."""
    reading = record.source.reading
    return Finding(
        rule_id,
        record.source.submission_id,
        cell.sheet,
        cell.cell,
        reading.form_id,
        reading.period,
        record.territory_code,
        record.territory_name,
        cell.item_id,
        cell.label,
        found,
        expected,
        detail,
    )


def records_of(submitted: Iterable[Submitted], index: TerritoryIndex) -> list[Record]:
    """Every record of every sheet, in sheet order."""
    return [record for source in submitted for record in _records(source, index)]


def _records(source: Submitted, index: TerritoryIndex) -> list[Record]:
    day = Period(source.reading.period).end_date
    grouped: dict[tuple[str, str, str], list[ReadCell]] = {}
    for cell in source.reading.cells:
        block = _block(cell)
        grouped.setdefault((cell.role, cell.territory_code, block), []).append(cell)
    return [
        Record(
            source,
            role,
            code,
            cells[0].territory_name,
            cells[0].area,
            cells[0].row,
            index.ancestors(code, day),
            {c.key: c for c in cells},
        )
        for (role, code, _), cells in grouped.items()
    ]


def _block(cell: ReadCell) -> str:
    """What tells records of one role and territory apart."""
    if cell.role == "area":
        return cell.territory_name
    if cell.role == "area_subtotal":
        return cell.area
    return str(cell.row) if cell.role.endswith("_again") else ""
