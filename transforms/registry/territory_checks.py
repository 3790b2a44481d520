"""The list of territories held against itself: keys, stretches of validity, parents, counts."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from transforms.errors import BadReference
from transforms.terms.territory import LEVELS, Territory, TerritoryIndex

if TYPE_CHECKING:
    from transforms.registry.build import Registry

_FILE = "territories.csv"
_COUNTS = "territory_counts.csv"
_CODE = "a code of territories.csv"
_RANK = {level: rank for rank, level in enumerate(LEVELS)}


def in_territories(registry: "Registry") -> Iterator[BadReference]:
    """Everything about a territory that cannot be, and every code elsewhere that is none."""
    index = registry.territories
    yield from _in_stretches(index)
    for line, unit in enumerate(index.all, start=2):
        if unit.parent_code:
            yield from _in_parents(unit, line, index)
        elif unit.level != LEVELS[0]:
            yield BadReference(_FILE, f"line {line}", f"{unit.code} has no parent", _CODE)
    yield from _in_codes(registry)
    yield from _in_counts(registry)


def _in_stretches(index: TerritoryIndex) -> Iterator[BadReference]:
    """A code is one unit at a time."""
    held: dict[str, list[tuple[Territory, int]]] = {}
    for line, unit in enumerate(index.all, start=2):
        if unit.valid_to is not None and unit.valid_to <= unit.valid_from:
            found = f"{unit.code} is valid from {unit.valid_from} to {unit.valid_to}"
            yield BadReference(_FILE, f"line {line}", found, "a valid_to after valid_from, or none")
        for other, at in held.get(unit.code, ()):
            if other.key == unit.key:
                found = f"{unit.code} from {unit.valid_from} stands twice (line {at})"
                yield BadReference(_FILE, f"line {line}", found, "each code and first day once")
            elif _overlap(unit, other):
                found = f"{unit.code} {_span(unit)} overlaps {_span(other)} of line {at}"
                yield BadReference(_FILE, f"line {line}", found, "one unit a code on every day")
        held.setdefault(unit.code, []).append((unit, line))


def _overlap(one: Territory, other: Territory) -> bool:
    return one.is_valid_at(other.valid_from) or other.is_valid_at(one.valid_from)


def _span(unit: Territory) -> str:
    return f"({unit.valid_from} – {unit.valid_to or '…'})"


def _in_parents(unit: Territory, line: int, index: TerritoryIndex) -> Iterator[BadReference]:
    """The parent exists, and is of a higher level, on every day of the unit."""
    day: date | None = unit.valid_from
    while day is not None and (unit.valid_to is None or day < unit.valid_to):
        parent = index.at(unit.parent_code, day)
        if parent is None:
            found = f"{unit.code}: no parent {unit.parent_code} on {day}"
            yield BadReference(_FILE, f"line {line}", found, f"{_CODE} that is valid as long as {unit.code}")
            return
        if _RANK[parent.level] >= _RANK[unit.level]:
            found = f"{unit.code} ({unit.level}) lies under {parent.code} ({parent.level})"
            yield BadReference(_FILE, f"line {line}", found, "a parent of a higher level")
            return
        day = parent.valid_to


def _in_codes(registry: "Registry") -> Iterator[BadReference]:
    codes = {territory.code for territory in registry.territories.all}
    named = [
        *(("groups.csv", n, m.territory_code) for n, m in enumerate(registry.groups, start=2)),
        *(("name_variants.csv", n, v.code) for n, v in enumerate(registry.territories.variants, start=2)),
        *(("obligations.csv", n, o.territory_code) for n, o in enumerate(registry.obligations, start=2)),
    ]
    for file, line, code in named:
        if code not in codes:
            yield BadReference(file, f"line {line}", f"unknown territory {code}", _CODE)


def _in_counts(registry: "Registry") -> Iterator[BadReference]:
    """The numbers of units that official texts give are those of the list."""
    index = registry.territories

    @cache
    def country(day: date) -> Counter[str]:
        return Counter(unit.level for unit in index.all if unit.is_valid_at(day))

    for line, count in enumerate(registry.territory_counts, start=2):
        code, day = count.territory_code, count.day
        units = len(index.descendants(code, day, count.level)) if code else country(day)[count.level]
        if units != count.units:
            found = f"{count.units} units of level {count.level} in {code or 'the country'} on {day}"
            yield BadReference(_COUNTS, f"line {line}", found, f"{units}, as in {_FILE}, or other rows there")
