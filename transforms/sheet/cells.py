"""Read the figures of the body and account for every non-empty cell of the sheet."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from transforms.sheet.grid import Place, SheetGrid, cell_name
from transforms.sheet.headers import HeaderPlace, Headers
from transforms.sheet.reading import ReadCell
from transforms.sheet.rows import BodyRow
from transforms.terms.form import Column
from transforms.terms.item import Item
from transforms.terms.rule import Finding
from transforms.text.numbers import read_number

_TEXT_SHOWN = 60
_FIGURE_ROLES = {"part", "subtotal", "total", "total_again", "area"}


def read_cells(
    grid: SheetGrid,
    rows: Iterable[BodyRow],
    headers: Headers,
    items: Mapping[str, Item],
    owed_items: frozenset[str] = frozenset(),
) -> tuple[ReadCell, ...]:
    """Every data cell of every row with figures, blanks included; an item that is owed is required."""
    return tuple(
        _read_cell(grid, row, place, column, items, owed_items)
        for row in rows
        if row.role in _FIGURE_ROLES
        for place, column in headers.columns.items()
    )


def _read_cell(
    grid: SheetGrid,
    row: BodyRow,
    column_number: int,
    column: Column,
    items: Mapping[str, Item],
    owed_items: frozenset[str],
) -> ReadCell:
    place = (row.row, column_number)
    reading = read_number(grid.cells.get(place), is_count=not column.is_rate)
    item = column.items.get(row.line, "")
    label = items[item].label_vi if item in items else f"cột {column.number}"
    territory = row.territory
    return ReadCell(
        sheet=grid.name,
        cell=cell_name(place),
        row=row.row,
        column=column.number,
        label=label,
        item_id=item,
        line=row.line,
        role=row.role,
        area=row.area,
        territory_code=territory.code if territory else "",
        territory_valid_from=territory.valid_from.isoformat() if territory else "",
        territory_name=row.name if row.role == "area" else (territory.name if territory else row.name),
        text_as_found=grid.as_found(place),
        value_state=reading.value_state,
        value=reading.number,
        decimals=reading.decimals,
        is_required=column.is_required or item in owed_items,
    )


def unreadable_cells(cells: Iterable[ReadCell], context: Finding) -> list[Finding]:
    """A finding for each cell that holds something other than a number."""
    return [
        replace(
            context,
            rule_id="R13",
            cell=cell.cell,
            territory_code=cell.territory_code,
            territory_name=cell.territory_name,
            item_id=cell.item_id,
            label=cell.label,
            found=cell.text_as_found[:_TEXT_SHOWN],
            expected="một số",
        )
        for cell in cells
        if cell.value_state == "unreadable"
    ]


def count_cells(
    grid: SheetGrid, place: HeaderPlace, headers: Headers, rows: Iterable[BodyRow]
) -> tuple[dict[str, int], Place | None]:
    """Read, ignored by rule and unrecognised cells of the sheet, and the first unrecognised one.

    Ignored by rule: the title block, the line of column numbers, notes and the signature footer.
    """
    roles = {row.row: row.role for row in rows}
    known = {*headers.stub.values(), *headers.columns}
    counts = {"read": 0, "ignored_by_rule": 0, "unrecognised": 0}
    first: Place | None = None
    for cell in sorted(grid.cells):
        kind = _kind_of(cell, place, known, roles)
        counts[kind] += 1
        if kind == "unrecognised" and first is None:
            first = cell
    return counts, first


def _kind_of(cell: Place, place: HeaderPlace, known: set[int], roles: Mapping[int, str]) -> str:
    row, column = cell
    if row < place.top or row == place.numbering or roles.get(row) == "note":
        return "ignored_by_rule"
    if row < place.body:
        return "read" if column in known else "unrecognised"
    is_read = column in known and roles.get(row) in _FIGURE_ROLES
    return "read" if is_read else "unrecognised"
