"""Read the figures of the body."""

from collections.abc import Iterable, Mapping

from transforms.sheet.body_row import FIGURE_ROLES, BodyRow
from transforms.sheet.grid import Place, SheetGrid, column_letters
from transforms.sheet.headers import Headers
from transforms.sheet.reading import ReadCell
from transforms.terms.form import Column
from transforms.terms.item import Item
from transforms.text.numbers import Reading


def read_cells(
    grid: SheetGrid,
    rows: Iterable[BodyRow],
    headers: Headers,
    items: Mapping[str, Item],
    readings: Mapping[Place, Reading],
    owed_items: frozenset[str] = frozenset(),
) -> tuple[ReadCell, ...]:
    """Every data cell of every row with figures, blanks included; an item that is owed is required."""
    columns: dict[str, list[_ColumnPart]] = {}
    cells: list[ReadCell] = []
    for row in rows:
        if row.role in FIGURE_ROLES:
            if row.line not in columns:
                columns[row.line] = _column_parts(headers, row.line, items, owed_items)
            cells += _cells_of_row(grid, row, columns[row.line], readings)
    return tuple(cells)


# Of a column in rows of one line: its place and letters, its number, label and item, and whether it is required.
_ColumnPart = tuple[int, str, str, str, str, bool]


def _column_parts(
    headers: Headers, line: str, items: Mapping[str, Item], owed_items: frozenset[str]
) -> list[_ColumnPart]:
    return [_column_part(place, column, line, items, owed_items) for place, column in headers.columns.items()]


def _column_part(
    place: int, column: Column, line: str, items: Mapping[str, Item], owed_items: frozenset[str]
) -> _ColumnPart:
    item = column.items.get(line, "")
    label = items[item].label_vi if item in items else f"cột {column.number}"
    is_required = column.is_required or item in owed_items
    return place, column_letters(place), column.number, label, item, is_required


def _cells_of_row(
    grid: SheetGrid, row: BodyRow, columns: Iterable[_ColumnPart], readings: Mapping[Place, Reading]
) -> list[ReadCell]:
    """The cells of one row; what the row says is worked out once, and given by position: there are many cells."""
    number, line, role, area = row.row, row.line, row.role, row.area
    territory = row.territory
    code = territory.code if territory else ""
    valid_from = territory.valid_from.isoformat() if territory else ""
    name = territory.name if territory and role != "area" else row.name
    found = []
    for column, letters, column_number, label, item, is_required in columns:
        place = (number, column)
        state, value, decimals, _ = readings[place]
        found.append(
            ReadCell(
                grid.name,
                f"{letters}{number}",
                number,
                column_number,
                label,
                item,
                line,
                role,
                area,
                code,
                valid_from,
                name,
                grid.as_found(place),
                state,
                value,
                decimals,
                is_required,
            )
        )
    return found
