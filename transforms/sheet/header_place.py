"""Where the header of a table lies: its rows above and below the name of the territory column."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from transforms.same import Same
from transforms.sheet.grid import SheetGrid
from transforms.sheet.header_match import header_key
from transforms.sheet.headers import HeaderPlace
from transforms.sheet.numbering import is_numbering
from transforms.terms.form import FormVersion
from transforms.text.normalise import contains_phrase, text_key
from transforms.text.numbers import CellContent, read_number

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


@dataclass(frozen=True)
class _Known:
    """What tells a header: texts of the stub, those of the column of units, and of groups of columns in any form."""

    stub: frozenset[str]
    units: frozenset[str]
    groups: frozenset[str]
    words: Mapping[str, tuple[str, ...]]


@lru_cache(maxsize=64)
def _known_texts(
    forms: Same[Sequence[FormVersion]], words: Same[Mapping[str, tuple[str, ...]]]
) -> tuple[_Known, _Known]:
    """What is known of the forms' headers: with the usual names of the column of units, and with its short ones."""
    by_role = {
        role: frozenset(header_key(p) for form in forms.value for p in form.stub.get(role, ()))
        for role in {role for form in forms.value for role in form.stub}
    }
    short = by_role.pop("territory_short")
    stub = frozenset[str]().union(*by_role.values())
    texts = (text for form in forms.value for column in form.columns for text in column.header[:-1])
    groups = frozenset(map(header_key, filter(None, texts)))
    usual = _Known(stub, by_role["territory"], groups, words.value)
    return usual, _Known(stub | short, short, groups, words.value)


def _first_table(grid: SheetGrid, known: _Known) -> HeaderPlace | None:
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


def _place(grid: SheetGrid, row: int, column: int, known: _Known) -> HeaderPlace:
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
        if _has_figures(grid, row) and not _are_years(grid, row, column):
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
    return not _has_figures(grid, row) or _are_years(grid, row, column)


def _has_figures(grid: SheetGrid, row: int) -> bool:
    return any(_is_figure(grid.cells.get((row, column))) for column in grid.rows.get(row, ()))


def _is_figure(content: CellContent) -> bool:
    return read_number(content, is_count=True).number is not None


def _are_years(grid: SheetGrid, row: int, column: int) -> bool:
    """Whether a row without a name holds nothing but years: last year's column beside this year's."""
    texts = _texts(grid, row)
    return not grid.text((row, column)) and all(t.isdigit() and int(t) in _YEARS for t in texts)


def stub_columns(grid: SheetGrid, rows: Iterable[int], stub: frozenset[str]) -> frozenset[int]:
    """The columns that a header names as numbers, names, codes or lines of territories."""
    return frozenset(c for r in rows for c in grid.rows.get(r, ()) if header_key(grid.text((r, c))) in stub)


def _first_row(grid: SheetGrid, top: int, last: int, column: int, known: _Known) -> int:
    """The first row of the header: groups may stand above the name of the territory column."""
    rows = range(top, last + 1)
    used = [c for row in rows for c in grid.rows.get(row, ())]
    inside = range(min(used), max(used) + 1)
    named = stub_columns(grid, rows, known.stub) | {column}
    first = top
    for row in range(top - 1, max(0, top - 1 - _ROWS_ABOVE), -1):
        if row not in grid.rows:
            continue
        if not _is_group_row(grid, row, inside, named, known):
            break
        first = row
    return first


def _is_group_row(
    grid: SheetGrid, row: int, inside: Sequence[int], named: frozenset[int], known: _Known
) -> bool:
    """Whether a row above the header groups its columns; a title or a line of measure units does not.

    A group row stands over the data columns alone, in several cells, merged over some of the columns, narrowing one,
    or known from a form.
    A name over just one column of the stub ("Đơn vị | UBND huyện X") is a title: that column has its name below.
    """
    spans = [(text, _span(grid, row, c)) for c in grid.rows.get(row, ()) if (text := grid.text((row, c)))]
    keys = [text_key(text) for text, _ in spans]
    if (
        not spans
        or _has_figures(grid, row)
        or any(w in key for key in keys for w in known.words["measure_lines"])
    ):
        return False
    is_stub = [header_key(text) in known.stub for text, _ in spans]
    if not all(_is_over(span, inside, named, is_stub=s) for (_, span), s in zip(spans, is_stub, strict=True)):
        return False
    if any(s and len(span) == 1 for (_, span), s in zip(spans, is_stub, strict=True)):
        return False
    data = len(set(inside) - named)
    short = [key for key in keys if len(key.split()) <= _SHORT]
    is_narrowing = any(contains_phrase(key, word) for key in short for word in known.words["narrowing"])
    is_known = any(header_key(text) in known.groups for text, _ in spans)
    return len(spans) >= _SEVERAL or is_narrowing or is_known or _SEVERAL <= len(spans[0][1]) < data


def _is_over(span: range, inside: Sequence[int], named: frozenset[int], *, is_stub: bool) -> bool:
    """Whether a cell stands over columns of its own kind: a name of the stub over the stub, a group over data."""
    return all(column in inside and (column in named) == is_stub for column in span)


def _span(grid: SheetGrid, row: int, column: int) -> range:
    """The columns that a cell covers."""
    right = next((r for t, left, _, r in grid.merges if (t, left) == (row, column)), column)
    return range(column, right + 1)
