"""Rows above the names of the columns: which of them group columns, and which are titles."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from transforms.sheet.grid import SheetGrid
from transforms.sheet.header_match import header_key
from transforms.text.normalise import contains_phrase, text_key
from transforms.text.numbers import CellContent, read_number

_SEVERAL = 2
_SHORT = 6


@dataclass(frozen=True)
class Known:
    """What tells a header: texts of the stub, those of the column of units, and of groups of columns in any form."""

    stub: frozenset[str]
    units: frozenset[str]
    groups: frozenset[str]
    words: Mapping[str, tuple[str, ...]]


def stub_columns(grid: SheetGrid, rows: Iterable[int], stub: frozenset[str]) -> frozenset[int]:
    """The columns that a header names as numbers, names, codes or lines of territories."""
    return frozenset(c for r in rows for c in grid.rows.get(r, ()) if header_key(grid.text((r, c))) in stub)


def has_figures(grid: SheetGrid, row: int) -> bool:
    """Whether a number stands in a row."""
    return any(_is_figure(grid.cells.get((row, column))) for column in grid.rows.get(row, ()))


def _is_figure(content: CellContent) -> bool:
    return read_number(content, is_count=True).number is not None


def is_group_row(
    grid: SheetGrid,
    row: int,
    inside: Sequence[int],
    named: frozenset[int],
    known: Known,
    *,
    is_next: bool,
) -> bool:
    """Whether a row above the header groups its columns; a title or a line of measure units does not.

    A group row stands over the data columns alone, in several cells, merged over some of the columns, narrowing one,
    known from a form, or in few plain words right above it.
    A name over just one column of the stub ("Đơn vị | UBND huyện X") is a title, but for a merged cell that was
    spread out: the column has another name below.
    """
    spans = [(text, _span(grid, row, c)) for c in grid.rows.get(row, ()) if (text := grid.text((row, c)))]
    if not spans or has_figures(grid, row) or any(_is_measure(text, known) for text, _ in spans):
        return False
    titles = (
        t for t, s in spans if len(s) == 1 and header_key(t) in known.stub and t != _below(grid, row, s[0])
    )
    if any(titles) or not all(_is_over(text, span, inside, named, known) for text, span in spans):
        return False
    is_wide = _SEVERAL <= len(spans[0][1]) < len(set(inside) - named)
    is_group = any(_is_group(text, known, is_next=is_next) for text, _ in spans)
    return len(spans) >= _SEVERAL or is_wide or is_group


def _below(grid: SheetGrid, row: int, column: int) -> str:
    return grid.text((row + 1, column))


def _is_measure(text: str, known: Known) -> bool:
    return any(word in text_key(text) for word in known.words["measure_lines"])


def _is_over(text: str, span: range, inside: Sequence[int], named: frozenset[int], known: Known) -> bool:
    """Whether a cell stands over columns of its own kind: a name of the stub over the stub, a group over data."""
    is_stub = header_key(text) in known.stub
    return all(column in inside and (column in named) == is_stub for column in span)


def _is_group(text: str, known: Known, *, is_next: bool) -> bool:
    key = text_key(text)
    if header_key(text) in known.groups:
        return True
    if len(key.split()) > _SHORT:
        return False
    is_plain = is_next and not text.isupper() and not any(sign.isdigit() for sign in text)
    return is_plain or any(contains_phrase(key, word) for word in known.words["narrowing"])


def _span(grid: SheetGrid, row: int, column: int) -> range:
    """The columns that a cell covers."""
    right = next((r for t, left, _, r in grid.merges if (t, left) == (row, column)), column)
    return range(column, right + 1)
