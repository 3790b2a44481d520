"""A sheet as a plain value: non-empty cells by (row, column), both from 1, and merged ranges."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from transforms.text.normalise import clean, text_key
from transforms.text.numbers import CellContent

Place = tuple[int, int]
Merge = tuple[int, int, int, int]

_COLUMNS_KEPT = 16384
# The places of a merged range are listed one by one up to so many; a larger range is asked whether it holds a place.
_PLACES_LISTED = 1024


@lru_cache(maxsize=_COLUMNS_KEPT)
def column_letters(column: int) -> str:
    """The letters of a column counted from 1: A, B … Z, AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def cell_name(place: Place) -> str:
    """The A1 name of a cell."""
    return f"{column_letters(place[1])}{place[0]}"


def as_text(content: CellContent) -> str:
    """The content of a cell as text; a boolean as spreadsheets show it."""
    if isinstance(content, bool):
        return "TRUE" if content else "FALSE"
    return "" if content is None else str(content)


def _is_large(merge: Merge) -> bool:
    top, left, bottom, right = merge
    return (bottom - top + 1) * (right - left + 1) > _PLACES_LISTED


def _is_inside(place: Place, merge: Merge) -> bool:
    top, left, bottom, right = merge
    return top <= place[0] <= bottom and left <= place[1] <= right


@dataclass(frozen=True)
class SheetGrid:
    """The cells of one sheet; `merges` are (first row, first column, last row, last column).

    An error cell holds its text (`#REF!`), a formula without a cached value its formula (`=A1+B1`).
    `formulas` are the formulas of cells whose value was computed, `percents` the cells shown as percentages,
    `originals` the texts as found where a legacy font was converted (`charset`: TCVN3 or VNI). `is_untyped`: the file
    is a text (CSV, web page), which does not tell a number from a text.
    """

    name: str
    cells: Mapping[Place, CellContent]
    merges: tuple[Merge, ...] = ()
    is_hidden: bool = False
    formulas: Mapping[Place, str] = field(default_factory=dict)
    percents: frozenset[Place] = frozenset()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    originals: Mapping[Place, str] = field(default_factory=dict)
    charset: str = ""
    is_untyped: bool = False

    @cached_property
    def last_row(self) -> int:
        """The last row that holds anything."""
        return max(self.rows, default=0)

    @cached_property
    def last_column(self) -> int:
        """The last column that holds anything."""
        return max((columns[-1] for columns in self.rows.values()), default=0)

    @cached_property
    def _anchors(self) -> dict[Place, Place]:
        """The top-left cell of every place inside a merged range of a common size."""
        return {
            (row, column): (top, left)
            for top, left, bottom, right in self._used_merges
            if not _is_large((top, left, bottom, right))
            for row in range(top, bottom + 1)
            for column in range(left, right + 1)
        }

    @cached_property
    def _large_merges(self) -> tuple[Merge, ...]:
        return tuple(merge for merge in self._used_merges if _is_large(merge))

    @cached_property
    def _used_merges(self) -> tuple[Merge, ...]:
        """The merged ranges, cut at the last row and column that hold anything."""
        return tuple(
            (top, left, min(bottom, self.last_row), min(right, self.last_column))
            for top, left, bottom, right in self.merges
        )

    def anchor(self, place: Place) -> Place:
        """The cell that holds the content shown at `place`."""
        found = self._anchors.get(place)
        if found is None and self._large_merges:
            found = next((merge[:2] for merge in self._large_merges if _is_inside(place, merge)), None)
        return found or place

    def shown(self, place: Place) -> CellContent:
        """The content shown at `place`, merged ranges filled."""
        return self.cells.get(self.anchor(place))

    def text(self, place: Place) -> str:
        """The shown content as clean text; a whole number without its decimal point."""
        content = self.cells.get(self.anchor(place))
        if isinstance(content, str):
            return clean(content)
        if isinstance(content, float) and content.is_integer():
            return str(int(content))
        return as_text(content)

    @cached_property
    def text_keys(self) -> frozenset[str]:
        """The keys of all texts of the sheet."""
        return frozenset(map(text_key, {c for c in self.cells.values() if isinstance(c, str)}))

    @cached_property
    def rows(self) -> dict[int, list[int]]:
        """Columns of the non-empty cells of each row, in order."""
        found: dict[int, list[int]] = {}
        for row, column in sorted(self.cells):
            found.setdefault(row, []).append(column)
        return found

    def as_found(self, place: Place) -> str:
        """The content of a cell as it was typed, before a legacy font was converted."""
        content = self.cells.get(place)
        return self.originals.get(place) or as_text(content)


@dataclass(frozen=True)
class FileNote:
    """Something to be said of a whole file, with the rule that says it."""

    rule_id: str
    found: str = ""
    detail: str = ""


@dataclass(frozen=True)
class OpenedWorkbook:
    """Every sheet of a file, and what was noticed while it was opened."""

    grids: tuple[SheetGrid, ...]
    notes: tuple[FileNote, ...] = ()
