"""Numbers typed over formulas: a cell that holds a number where nearly all of its like are computed."""

from collections.abc import Collection, Iterator, Mapping

from transforms.sheet.grid import Place, SheetGrid
from transforms.sheet.reading import ReadCell

_FORMULAS_NEEDED = 3
# So many formulas to one number typed among them.
_TIMES_AS_MANY = 3
_SUMS = {"subtotal", "total", "total_again", "area"}


def typed_over(grid: SheetGrid, cells: Mapping[Place, ReadCell]) -> Iterator[tuple[Place, int, int]]:
    """Each such cell with the formulas and the numbers among its like.

    The like of a cell are those of its column in rows of the same role and line; in a row that sums others also
    the cells of the row.
    """
    told: set[Place] = set()
    for like in _groups(grid, cells):
        numbers = [place for place in like if place not in grid.formulas]
        formulas = len(like) - len(numbers)
        if formulas >= max(_FORMULAS_NEEDED, _TIMES_AS_MANY * len(numbers)):
            yield from ((place, formulas, len(numbers)) for place in numbers if place not in told)
            told.update(numbers)


def _groups(grid: SheetGrid, cells: Mapping[Place, ReadCell]) -> Collection[list[Place]]:
    """The numbers that are like each other, in sheets that hold formulas at all."""
    groups: dict[tuple[object, ...], list[Place]] = {}
    if not grid.formulas:
        return ()
    for place, cell in cells.items():
        if cell.value is not None:
            groups.setdefault(("column", place[1], cell.role, cell.line), []).append(place)
            if cell.role in _SUMS:
                groups.setdefault(("row", place[0]), []).append(place)
    return groups.values()
