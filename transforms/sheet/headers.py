"""Tell which column of a sheet reports what, by phrases and never by position."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from transforms.sheet.grid import SheetGrid
from transforms.sheet.header_match import Vocabulary, candidates, vocabulary
from transforms.sheet.header_meaning import Layout, Meaning, meaning_of
from transforms.sheet.header_tree import Path, header_columns, own_paths
from transforms.sheet.numbering import label_of
from transforms.sheet.stubs import Stub, stub_of
from transforms.terms.form import Column, FormVersion
from transforms.terms.item import Item
from transforms.terms.period import Period
from transforms.text.normalise import clean, text_key
from transforms.text.numbers import read_number

_LAYOUTS_KEPT = 4096
_FORMS_KEPT = 256


@dataclass(frozen=True)
class HeaderPlace:
    """Where a header lies: its first row, the row of column numbers (0 if none), the first body row.

    Every row from the row of column numbers to the body is one.
    """

    top: int
    numbering: int
    body: int

    @property
    def rows(self) -> range:
        """The rows whose texts name the columns."""
        return range(self.top, self.numbering or self.body)

    def is_numbering(self, row: int) -> bool:
        """Whether a row is one of column numbers."""
        return 0 < self.numbering <= row < self.body


@dataclass(frozen=True)
class HeaderLog:
    """How one header was read: column letters, text found, column number of the form and its items."""

    column: int
    text: str
    number: str
    items: tuple[str, ...]


@dataclass(frozen=True)
class Headers:
    """Columns of a sheet by their meaning, and what could not be told.

    `unclear` columns come with their text and what they may be, `foreign` ones with their text, the columns of the form
    that they would be and the words that nothing explains; `unnamed` ones have figures and no header. `levels` counts
    the rows from the first one of the header to the lowest text of a column.
    """

    stub: dict[str, int]
    columns: dict[int, Column]
    missing: tuple[Column, ...]
    unclear: tuple[tuple[int, str, str], ...]
    log: tuple[HeaderLog, ...]
    foreign: tuple[tuple[int, str, tuple[Column, ...], tuple[str, ...]], ...] = ()
    unnamed: frozenset[int] = frozenset()
    levels: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class _Terms:
    """What headers are held against; none of it ever changes, so one is the same as another if its parts are."""

    form: FormVersion
    items: Mapping[str, Item]
    words: Mapping[str, tuple[str, ...]]
    period: Period | None

    def __hash__(self) -> int:
        return hash((id(self.form), id(self.items), id(self.words), self.period))

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, _Terms)
            and self.form is other.form
            and self.items is other.items
            and self.words is other.words
            and self.period == other.period
        )


def read_headers(
    grid: SheetGrid,
    place: HeaderPlace,
    form: FormVersion,
    items: Mapping[str, Item],
    words: Mapping[str, tuple[str, ...]],
    period: Period | None = None,
) -> Headers:
    """Match every header of the sheet to the form; what fits two columns, or fits one twice, is unclear.

    Sheets of one layout are matched once. With a period, a header that names another one is not read.
    """
    return _read_layout(_Terms(form, items, words, period), _layout(grid, place, form))


def _layout(grid: SheetGrid, place: HeaderPlace, form: FormVersion) -> Layout:
    stub = _stub(grid, place, form)
    columns = header_columns(grid, place.rows, stub.columns)
    named = {one.column for one in columns}
    return Layout(
        columns,
        tuple(_labels(grid, place)),
        tuple(_unnamed(grid, _first_table(grid, place, stub, form), named)),
    )


def _stub(grid: SheetGrid, place: HeaderPlace, form: FormVersion) -> Stub:
    return stub_of(own_paths(grid, place.rows), form)


def _labels(grid: SheetGrid, place: HeaderPlace) -> Iterator[tuple[int, str]]:
    row = place.numbering
    return ((column, label_of(grid.text((row, column)))) for column in grid.rows.get(row, ()))


def _first_table(grid: SheetGrid, place: HeaderPlace, stub: Stub, form: FormVersion) -> list[int]:
    """The rows below the header up to the next one: what stands under another table's header is not of this one."""
    body = [row for row in grid.rows if row >= place.body]
    again = (
        row
        for row in body
        if text_key(grid.text((row, stub.roles.get("territory", 0)))) in form.stub["territory"]
    )
    end = next(again, grid.last_row + 1)
    return [row for row in body if row < end]


def _unnamed(grid: SheetGrid, body: Sequence[int], named: set[int]) -> Iterator[int]:
    """Columns without a header, on the right of one with a header, with a figure in half of its rows."""
    for column in sorted(column for column in named if column + 1 not in named and column < grid.last_column):
        own = [row for row in body if _is_figure(grid, row, column)]
        both = [row for row in own if _is_figure(grid, row, column + 1)]
        if own and 2 * len(both) >= len(own):
            yield column + 1


def _is_figure(grid: SheetGrid, row: int, column: int) -> bool:
    return read_number(grid.cells.get((row, column)), is_count=True).number is not None


@lru_cache(maxsize=_FORMS_KEPT)
def _vocabulary(terms: _Terms) -> Vocabulary:
    return vocabulary(terms.form, terms.items, terms.words, terms.period)


@lru_cache(maxsize=_LAYOUTS_KEPT)
def _read_layout(terms: _Terms, layout: Layout) -> Headers:
    stub = stub_of({one.column: one.paths[0] for one in layout.columns}, terms.form)
    data = frozenset(one.column for one in layout.columns) - stub.columns
    meaning = meaning_of(layout, data, _vocabulary(terms))
    numbered = {column.number: column for column in candidates(terms.form, terms.items)}
    columns = {place: numbered[number] for place, number in meaning.chosen.items()}
    doubted = {next(iter(numbers)) for numbers in meaning.unclear.values() if len(numbers) == 1}
    seen = doubted | set(meaning.chosen.values())
    return Headers(
        stub=stub.roles,
        columns=columns,
        missing=tuple(c for c in terms.form.columns if c.is_required and c.number not in seen),
        unclear=tuple(sorted([*_unclear_columns(meaning, numbered), *_unclear_stub(meaning, stub)])),
        log=tuple(_log(meaning, columns)),
        foreign=tuple(_foreign(meaning, numbered, seen)),
        unnamed=frozenset(layout.unnamed) & frozenset(meaning.unclear),
        levels={one.column: one.level for one in layout.columns},
    )


def _foreign(
    meaning: Meaning, numbered: Mapping[str, Column], seen: Collection[str]
) -> Iterator[tuple[int, str, tuple[Column, ...], tuple[str, ...]]]:
    """Columns in whose place the form has a column with figures that is nowhere else in the sheet."""
    for column, (numbers, words) in sorted(meaning.foreign.items()):
        meant = tuple(c for n, c in numbered.items() if n in numbers and n not in seen and c.items)
        if meant:
            yield column, _text(meaning.paths[column]), meant, words


def _unclear_columns(meaning: Meaning, numbered: Mapping[str, Column]) -> Iterator[tuple[int, str, str]]:
    order = list(numbered)
    for column, numbers in meaning.unclear.items():
        text = _text(meaning.paths.get(column, meaning.paths.get(column - 1, ())))
        yield column, text, ", ".join(sorted(numbers, key=order.index))


def _unclear_stub(meaning: Meaning, stub: Stub) -> Iterator[tuple[int, str, str]]:
    return ((column, _text(meaning.paths[column]), label) for column, label in stub.unclear.items())


def _log(meaning: Meaning, columns: Mapping[int, Column]) -> Iterator[HeaderLog]:
    for place, path in meaning.paths.items():
        column = columns.get(place)
        items = tuple(column.items.values()) if column else ()
        yield HeaderLog(place, _text(path), column.number if column else "", items)


def _text(path: Path) -> str:
    return clean(" / ".join(path))
