"""The figures of a table: every data cell with what it says, decided column by column, and what is to be said of it."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from transforms.sheet.body_row import FIGURE_ROLES, BodyRow
from transforms.sheet.cells import read_cells
from transforms.sheet.decided import (
    ColumnCell,
    Decision,
    Readings,
    count_readings,
    plain_counts,
    rate_readings,
)
from transforms.sheet.grid import Place
from transforms.sheet.number_findings import number_findings
from transforms.sheet.reading import ReadCell
from transforms.sheet.table import Table
from transforms.terms.form import Identity
from transforms.terms.item import Item
from transforms.terms.rule import Finding
from transforms.terms.territory import TerritoryKey

_Record = tuple[str, TerritoryKey | None, str]


def read_figures(
    table: Table, rows: Iterable[BodyRow], owed_items: frozenset[str] = frozenset()
) -> tuple[tuple[ReadCell, ...], list[Finding]]:
    """Every data cell of every row with figures, and the findings on how its numbers are written."""
    figure_rows = [row for row in rows if row.role in FIGURE_ROLES]
    readings, decisions = _readings(table, figure_rows)
    cells = read_cells(table.grid, figure_rows, table.headers, table.registry.items, readings, owed_items)
    places = [(row.row, place) for row in figure_rows for place in table.headers.columns]
    return cells, number_findings(table, dict(zip(places, cells, strict=True)), decisions)


def _readings(table: Table, rows: Sequence[BodyRow]) -> tuple[Readings, list[Decision]]:
    """Counts first: they give the rates with which the printed ones are compared."""
    readings: Readings = {}
    decisions: list[Decision] = []
    columns = table.headers.columns
    for place in (place for place, column in columns.items() if not column.is_rate):
        plain = plain_counts([(row.row, place) for row in rows], table.grid)
        found, decided = (plain, []) if plain else count_readings(_column_cells(table, place, rows))
        readings |= found
        decisions += decided
    exact = _recomputed(table, rows, readings)
    for place in (place for place, column in columns.items() if column.is_rate):
        found, decided = rate_readings(_column_cells(table, place, rows), exact)
        readings |= found
        decisions += decided
    return readings, decisions


def _column_cells(table: Table, place: int, rows: Iterable[BodyRow]) -> list[ColumnCell]:
    column, grid = table.headers.columns[place], table.grid
    units = {line: item.measure_unit for line, name in column.items.items() if (item := _item(table, name))}
    return [
        ColumnCell(
            (row.row, place),
            grid.cells.get((row.row, place)),
            row.line,
            row.role == "part",
            units.get(row.line, ""),
            (row.row, place) in grid.percents,
            grid.is_untyped,
        )
        for row in rows
    ]


def _item(table: Table, item_id: str) -> Item | None:
    return table.registry.items.get(item_id)


def _recomputed(table: Table, rows: Sequence[BodyRow], readings: Readings) -> dict[Place, Decimal]:
    """The rate that the counts of its own record give, for every printed rate that can be recomputed."""
    ratios = {identity.column: identity for identity in table.form.identities if identity.kind == "ratio"}
    columns = table.headers.columns.items()
    printed = {place: ratios[column.number] for place, column in columns if column.number in ratios}
    if not printed:
        return {}
    counts = _counts(table, rows, readings, {item for r in printed.values() for item in (*r.plus, r.result)})
    return {
        (row.row, place): rate
        for row in rows
        for place, ratio in printed.items()
        if (rate := _rate(ratio, counts.get(_record(row), {}))) is not None
    }


def _counts(
    table: Table, rows: Iterable[BodyRow], readings: Readings, needed: set[str]
) -> dict[_Record, dict[str, Decimal]]:
    """The counts that are needed, by record and item."""
    counts: dict[_Record, dict[str, Decimal]] = {}
    columns = [c for c in table.headers.columns.items() if not needed.isdisjoint(c[1].items.values())]
    for row in rows:
        own = counts.setdefault(_record(row), {})
        for place, column in columns:
            item = column.items.get(row.line, "")
            number = readings[row.row, place].number if item in needed else None
            if number is not None:
                own[item] = number
    return counts


def _record(row: BodyRow) -> _Record:
    """The rows of one territory, or of one block, make one record."""
    return (row.role, row.territory.key if row.territory else None, row.name if row.role == "area" else "")


def _rate(ratio: Identity, counts: Mapping[str, Decimal]) -> Decimal | None:
    whole = counts.get(ratio.result)
    if not whole or any(item not in counts for item in ratio.plus):
        return None
    return 100 * sum((counts[item] for item in ratio.plus), Decimal(0)) / whole
