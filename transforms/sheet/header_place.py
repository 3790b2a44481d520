"""Where the header of a table lies: its rows above and below the name of the territory column."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from transforms.same import Same
from transforms.sheet.grid import SheetGrid
from transforms.sheet.header_groups import Known, has_figures, is_group_row, stub_columns
from transforms.sheet.header_match import header_key
from transforms.sheet.headers import HeaderPlace
from transforms.sheet.numbering import is_numbering
from transforms.terms.form import FormVersion

_SEARCHED_ROWS = 60
_ROWS_BELOW = 8
_ROWS_ABOVE = 4
_SEVERAL = 2
_SHORT = 6
_YEARS = range(1990, 2100)


def find_header(
    grid: SheetGrid, forms: Sequence[FormVersion], words: Mapping[str, tuple[str, ...]]
) -> HeaderPlace | None:
    """The header of the first table of the sheet, titles that only hold the name of a territory column left out.

    "Đơn vị | xã X" above a table is such a title: the real header follows at once, or has more than twice its columns.
    A name of one word ("Xã") is taken for one where the sheet has no other.
    """
    usual, short = _known_texts(Same(forms), Same(words))
    return _first_table(grid, usual) or _first_table(grid, short)


@lru_cache(maxsize=64)
def _known_texts(
    forms: Same[Sequence[FormVersion]], words: Same[Mapping[str, tuple[str, ...]]]
) -> tuple[Known, Known]:
    """What is known of the forms' headers: with the usual names of the column of units, and with its short ones."""
    by_role = {
        role: frozenset(header_key(p) for form in forms.value for p in form.stub.get(role, ()))
        for role in {role for form in forms.value for role in form.stub}
    }
    short = by_role.pop("territory_short")
    stub = frozenset[str]().union(*by_role.values())
    texts = (text for form in forms.value for column in form.columns for text in column.header[:-1])
    groups = frozenset(map(header_key, filter(None, texts)))
    usual = Known(stub, by_role["territory"], groups, words.value)
    return usual, Known(stub | short, short, groups, words.value)


def _first_table(grid: SheetGrid, known: Known) -> HeaderPlace | None:
    named = [
        (row, column)
        for row, columns in grid.rows.items()
        if row <= _SEARCHED_ROWS
        for column in columns
        if isinstance(text := grid.cells[row, column], str) and header_key(text) in known.units
    ]
    found = [(row, _place(grid, row, column, known)) for row, column in named]
    tables = [p for row, p in found if not any(row < later <= p.body for later, _ in found)]
    widths = [_width(grid, place) for place in tables]
    return next((p for p, width in zip(tables, widths, strict=True) if 2 * width > max(widths)), None)


def _width(grid: SheetGrid, place: HeaderPlace) -> int:
    """How many columns have a text in the header."""
    return len({column for row in place.rows for column in grid.rows.get(row, ())})


def _place(grid: SheetGrid, row: int, column: int, known: Known) -> HeaderPlace:
    top = grid.anchor((row, column))[0]
    numbering = _numbering_below(grid, top, column)
    last = numbering - 1 if numbering else _last_row(grid, top, column, known.stub)
    body = last + 1
    while is_numbering(_texts(grid, body)):
        body += 1
    top = _merged_up(grid, top, last)
    return HeaderPlace(_first_row(grid, top, last, column, known), numbering, body)


def _texts(grid: SheetGrid, row: int) -> list[str]:
    return [grid.text((row, column)) for column in grid.rows.get(row, ())]


def _numbering_below(grid: SheetGrid, top: int, column: int) -> int:
    """The first line of column numbers under the header, 0 where a row of figures comes first."""
    for row in range(top + 1, top + _ROWS_BELOW + 1):
        if is_numbering(_texts(grid, row)):
            return row
        if has_figures(grid, row) and not _are_years(grid, row, column):
            return 0
    return 0


def _last_row(grid: SheetGrid, top: int, column: int, stub: frozenset[str]) -> int:
    """The last row of a header without a line of column numbers."""
    last = _merged_down(grid, top, top)
    for row in range(last + 1, top + _ROWS_BELOW):
        if not _goes_on(grid, row, column, stub_columns(grid, range(top, last + 1), stub)):
            return last
        last = _merged_down(grid, row, row)
    return last


def _merged_up(grid: SheetGrid, top: int, last: int) -> int:
    """The first row of the merged ranges that reach into the rows of a header from above."""
    tops = (t for t, _, bottom, _ in grid.merges if t < top <= bottom <= last)
    return max(min([top, *tops]), top - _ROWS_ABOVE)


def _merged_down(grid: SheetGrid, first: int, last: int) -> int:
    """The last row that merged ranges beginning between two rows reach."""
    reached = max([last, *(bottom for top, _, bottom, _ in grid.merges if first <= top <= last)])
    reached = min(reached, first + _ROWS_BELOW)
    return reached if reached == last else _merged_down(grid, first, reached)


def _goes_on(grid: SheetGrid, row: int, column: int, stub: frozenset[int]) -> bool:
    """Whether a row under the name of the territory column is one more row of the header."""
    columns = grid.rows.get(row, [])
    if not set(columns) - stub or grid.text((row, column)):
        return False
    return not has_figures(grid, row) or _are_years(grid, row, column)


def _are_years(grid: SheetGrid, row: int, column: int) -> bool:
    """Whether a row without a name holds nothing but years: last year's column beside this year's."""
    texts = _texts(grid, row)
    return not grid.text((row, column)) and all(t.isdigit() and int(t) in _YEARS for t in texts)


def _first_row(grid: SheetGrid, top: int, last: int, column: int, known: Known) -> int:
    """The first row of the header: groups may stand above the name of the territory column."""
    rows = range(top, last + 1)
    used = [c for row in rows for c in grid.rows.get(row, ())]
    inside = range(min(used), max(used) + 1)
    named = stub_columns(grid, rows, known.stub) | {column}
    first = top
    for row in range(top - 1, max(0, top - 1 - _ROWS_ABOVE), -1):
        if row not in grid.rows:
            continue
        if not is_group_row(grid, row, inside, named, known, is_next=row == first - 1):
            break
        first = row
    return first
