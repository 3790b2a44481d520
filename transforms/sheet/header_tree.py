"""The texts over each column, from top to bottom, in every way in which the blanks of the header may be read."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product

from transforms.sheet.grid import SheetGrid
from transforms.text.normalise import clean

Path = tuple[str, ...]


@dataclass(frozen=True)
class HeaderColumn:
    """One column of a header.

    `paths` begins with the column's own texts; the others read a blank as the group on its left.
    `from_right` reads a blank as the group on its right: no reading, but a doubt (a group's text in its middle).
    `level` counts the rows of the header down to its lowest text.
    """

    column: int
    paths: tuple[Path, ...]
    from_right: tuple[Path, ...] = ()
    level: int = 0


def header_columns(
    grid: SheetGrid, rows: Iterable[int], stub: frozenset[int] = frozenset()
) -> tuple[HeaderColumn, ...]:
    """Every column with a text of its own in these rows; no group reaches into a `stub` column."""
    tree = _Tree(grid, tuple(rows), stub)
    return tuple(tree.column(column) for column in tree.own)


def own_paths(grid: SheetGrid, rows: Iterable[int]) -> dict[int, Path]:
    """The texts over each column, blanks left out."""
    return {column: _path(texts) for column, texts in _Tree(grid, tuple(rows), frozenset()).own.items()}


def _used(grid: SheetGrid, rows: Sequence[int]) -> list[int]:
    used = {column for row in rows for column in grid.rows.get(row, ())}
    for top, left, bottom, right in grid.merges:
        if rows and top <= rows[-1] and bottom >= rows[0]:
            used.update(range(left, min(right, grid.last_column) + 1))
    return sorted(used)


@dataclass(frozen=True)
class _Tree:
    grid: SheetGrid
    rows: tuple[int, ...]
    stub: frozenset[int]

    @cached_property
    def own(self) -> dict[int, list[str]]:
        """What stands over each column that has any text, lines of one cell kept apart."""
        texts = {
            c: [_lines_of(self.grid, (row, c)) for row in self.rows] for c in _used(self.grid, self.rows)
        }
        return {column: found for column, found in texts.items() if any(found)}

    def column(self, column: int) -> HeaderColumn:
        """A column with every path that its blanks allow."""
        own = self.own[column]
        left, right = self._paths(column, own, -1), self._paths(column, own, 1)
        lowest = max(level for level, text in enumerate(own) if text)
        return HeaderColumn(column, left, tuple(path for path in right if path not in left), lowest)

    def _text(self, level: int, column: int) -> str:
        return self.own[column][level] if column in self.own else ""

    def _paths(self, column: int, own: Sequence[str], step: int) -> tuple[Path, ...]:
        """The own texts, and every path in which some blanks take the text of the group beside them."""
        if column in self.stub:
            return (_path(own),)
        options = [
            (text,) if text else tuple(dict.fromkeys(("", self._beside(level, column, step))))
            for level, text in enumerate(own)
        ]
        return tuple(dict.fromkeys(map(_path, product(*options))))

    def _beside(self, level: int, column: int, step: int) -> str:
        """The text that a blank may continue: the next one in its row, inside the groups of the rows above.

        A merged cell says itself how far it reaches.
        """
        while True:
            inner, column = column, column + step
            if not 1 <= column <= self.grid.last_column or column in self.stub:
                return ""
            if any(self._parts(above, *sorted((inner, column))) for above in range(level)):
                return ""
            if text := self._text(level, column):
                return "" if self._is_wide((self.rows[level], column)) else text

    def _parts(self, level: int, left: int, right: int) -> bool:
        """Whether another group begins between two columns that are neighbours."""
        row = self.rows[level]
        anchors = self.grid.anchor((row, left)), self.grid.anchor((row, right))
        return bool(self._text(level, right)) and anchors[0] != anchors[1]

    def _is_wide(self, place: tuple[int, int]) -> bool:
        beside = ((place[0], place[1] - 1), (place[0], place[1] + 1))
        return any(self.grid.anchor(other) == self.grid.anchor(place) for other in beside)


def _lines_of(grid: SheetGrid, place: tuple[int, int]) -> str:
    content = grid.shown(place)
    if isinstance(content, str) and "\n" in content:
        return "\n".join(filter(None, map(clean, content.split("\n"))))
    return grid.text(place)


def _path(texts: Iterable[str]) -> Path:
    return tuple(dict.fromkeys(filter(None, texts)))
