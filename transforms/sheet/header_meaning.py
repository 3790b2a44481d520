"""What the columns of a header mean, and where that cannot be told: a pure function of the header's texts."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from transforms.sheet.header_match import Vocabulary
from transforms.sheet.header_tree import HeaderColumn, Path
from transforms.sheet.numbering import contradicted, label_of


@dataclass(frozen=True)
class Layout:
    """The header of a sheet as a value.

    `labels` are what the line of column numbers calls the data columns; `unnamed` are columns of figures
    without a header, each on the right of one that has one.
    """

    columns: tuple[HeaderColumn, ...]
    labels: tuple[tuple[int, str], ...]
    unnamed: tuple[int, ...]


@dataclass(frozen=True)
class Meaning:
    """The column of the form that each column of the sheet is, those that are unclear, and the paths read.

    `foreign` are columns that would be one of these columns of the form but for these words.
    """

    chosen: Mapping[int, str]
    unclear: Mapping[int, frozenset[str]]
    foreign: Mapping[int, tuple[frozenset[str], tuple[str, ...]]]
    paths: Mapping[int, Path]


def meaning_of(layout: Layout, data: frozenset[int], words: Vocabulary) -> Meaning:
    """Take a column where all its readings lead to one column of the form, and nothing speaks against it."""
    read = {c.column: _fits(c, words) for c in layout.columns if c.column in data}
    fits = _told_by_the_left({column: numbers for column, (numbers, _) in read.items() if numbers}, words)
    unclear = dict(_doubts(layout, data, fits, words))
    chosen = {c: next(iter(numbers)) for c, numbers in fits.items() if c not in unclear}
    paths = {c.column: read[c.column][1] if c.column in read else c.paths[0] for c in layout.columns}
    foreign = {
        c.column: _foreign(c, words) for c in layout.columns if c.column in data and c.column not in fits
    }
    return Meaning(chosen, unclear, {c: said for c, said in foreign.items() if said[0]}, paths)


def _foreign(column: HeaderColumn, words: Vocabulary) -> tuple[frozenset[str], tuple[str, ...]]:
    """The columns of the form that a header names together with words that nothing explains, and the words."""
    said = [left for path in column.paths if (left := words.left_over(path))[0]]
    return min(said, key=lambda one: len(one[1]), default=(frozenset[str](), ()))


def _fits(column: HeaderColumn, words: Vocabulary) -> tuple[frozenset[str], Path]:
    """The columns of the form to which the readings of a header lead, and the first path that leads anywhere."""
    found = {path: words.numbers(path) for path in column.paths}
    leading = next((path for path, numbers in found.items() if numbers), column.paths[0])
    return frozenset(number for numbers in found.values() for number in numbers), leading


def _may_be_foreign(column: HeaderColumn, number: str, words: Vocabulary) -> bool:
    """Whether another reading puts the column of the form into a group of which the form knows nothing."""
    said = map(words.left_over, column.paths[1:])
    return any(number in numbers and not words.are_own(left) for numbers, left in said)


def _told_by_the_left(fits: Mapping[int, frozenset[str]], words: Vocabulary) -> dict[int, frozenset[str]]:
    """Columns of one header ("Tỷ lệ %" twice) are told apart by the column that each of them follows."""
    after = {pattern.number: pattern.after for pattern in words.patterns if pattern.after}
    return {
        column: _following(numbers, fits.get(column - 1, frozenset()), after) if len(numbers) > 1 else numbers
        for column, numbers in fits.items()
    }


def _following(numbers: frozenset[str], left: frozenset[str], after: Mapping[str, str]) -> frozenset[str]:
    found = frozenset(number for number in numbers if left == frozenset({after.get(number, "")}))
    return found or numbers


def _doubts(
    layout: Layout, data: frozenset[int], fits: Mapping[int, frozenset[str]], words: Vocabulary
) -> Iterator[tuple[int, frozenset[str]]]:
    """Columns that nobody can be sure of, with the columns of the form that they may be."""
    single = {column: next(iter(numbers)) for column, numbers in fits.items() if len(numbers) == 1}
    twice = {number for number, count in Counter(single.values()).items() if count > 1}
    yield from ((c, numbers) for c, numbers in fits.items() if len(numbers) > 1 or numbers & twice)
    labels = {column: label for column, label in layout.labels if column in data}
    said = contradicted(labels, single, ((label_of(p.numbering), p.number) for p in words.patterns))
    yield from ((column, frozenset({single[column], number})) for column, number in said.items())
    yield from ((column, fits[column - 1]) for column in layout.unnamed if column - 1 in fits)
    yield from (
        (one.column, fits[one.column])
        for one in layout.columns
        if one.column in single and _may_be_foreign(one, single[one.column], words)
    )
    for one in layout.columns:
        if one.column in data and one.column not in fits:
            numbers = frozenset(number for path in one.from_right for number in words.numbers(path))
            yield from [(one.column, numbers)] if numbers else []
