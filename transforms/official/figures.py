"""Fill the rows of a summary: figures of the units, own lines in place of missing ones, and what sums lack."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from transforms.official.facts import Figure, Given
from transforms.render.form_layout import Amount, FormRow, Mark, units_of

_WRITTEN: dict[str, Mark] = {"dash": "dash", "not_applicable": "not_applicable"}


@dataclass(frozen=True)
class Sum:
    """What the units under a line come to: the known ones added (None for none), how many are known, of how many.

    `covered` counts the unknown ones for which the own line of a smaller area stands.
    """

    known: Amount | None
    given: int
    owed: int
    covered: int = 0

    @property
    def is_complete(self) -> bool:
        """Whether nothing is missing."""
        return self.given + self.covered == self.owed


Sums = Mapping[str, Sum]


@dataclass(frozen=True)
class Filled:
    """The rows with their figures and marks, and the sums by row and item that stay partial."""

    rows: tuple[FormRow, ...]
    marks: Mapping[tuple[int, str], Mark]
    partial: Mapping[int, Sums]


def filled(rows: Sequence[FormRow], given: Given, items: Collection[str]) -> Filled:
    """The figures of `given` in their rows; sums are not worked out but judged."""
    whole = [_unit_filled(row, given, items) if row.role == "unit" else row for row in rows]
    partial: dict[int, Sums] = {}
    standing: dict[tuple[int, str], Mark] = {}
    for role in ("group", "total"):
        for index in (i for i, row in enumerate(rows) if row.role == role):
            sums = {item: _sum_of(whole, index, item) for item in items}
            own = own_line(_values(given.get(rows[index].code, {}), items), sums)
            whole[index] = replace(rows[index], values=own)
            standing |= {(index, item): "own_line" for item in own}
            left = {item: s for item, s in sums.items() if item not in own and not s.is_complete}
            partial |= {index: left} if left else {}
    marks: dict[tuple[int, str], Mark] = {**_written(rows, given, items), **standing}
    marks |= {
        (index, item): "partial"
        for index, sums in partial.items()
        for item, s in sums.items()
        if s.given + s.covered
    }
    return Filled(tuple(whole), marks, partial)


def own_line(own: Mapping[str, Amount], sums: Sums) -> dict[str, Amount]:
    """The figures that an area reported of itself and that stand for units of which nothing is known.

    Only where it holds more than the units that reported (decision 0002): a line that merely adds these up says
    nothing about the others.
    """
    lacking = {item: s for item, s in sums.items() if not s.is_complete and item in own}
    if not any(s.known is None or own[item] > s.known for item, s in lacking.items()):
        return {}
    return {item: own[item] for item, s in lacking.items() if s.known is None or own[item] >= s.known}


def _unit_filled(row: FormRow, given: Given, items: Collection[str]) -> FormRow:
    return replace(row, values=_values(given.get(row.code, {}), items))


def _values(figures: Mapping[str, Figure], items: Iterable[str]) -> dict[str, Amount]:
    found = ((item, figures[item].value) for item in items if item in figures)
    return {item: value for item, value in found if value is not None}


def _sum_of(rows: Sequence[FormRow], index: int, item: str) -> Sum:
    units = units_of(rows, index)
    known = [value for unit in units if (value := rows[unit].values.get(item)) is not None]
    inner = (i for i, row in enumerate(rows) if row.role == "group" and i != index and item in row.values)
    lacking = (item not in rows[unit].values for i in inner for unit in units_of(rows, i))
    covered = sum(lacking) if rows[index].role == "total" else 0
    return Sum(sum(known) if known else None, len(known), len(units), covered)


def _written(rows: Sequence[FormRow], given: Given, items: Collection[str]) -> dict[tuple[int, str], Mark]:
    """The cells in which a unit wrote a dash or a tick in place of a number."""
    return {
        (index, item): _WRITTEN[figure.state]
        for index, row in enumerate(rows)
        if row.role == "unit"
        for item, figure in given.get(row.code, {}).items()
        if item in items and figure.state in _WRITTEN
    }
