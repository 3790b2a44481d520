"""The printed areas of one family of indicators on the map of one period, as sets of the smallest ones."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from transforms.terms.period import Period
from transforms.terms.territory import TerritoryIndex

Key = tuple[str, date]
"""A territory: its code and the first day it is valid."""
Quantity = tuple[str, str, str, str]
"""What is counted: indicator, figure status, standard, and which side of it."""


@dataclass(frozen=True)
class Tree:
    """One map: the smallest areas under every printed one, and what is counted in each of the smallest."""

    leaves: frozenset[Key]
    under: Mapping[Key, frozenset[Key]]
    counts: Mapping[Key, Mapping[Quantity, Decimal]]

    def size(self, leaf: Key) -> tuple[Decimal, Key]:
        """How large a smallest area is: by its largest count, then by its key."""
        return (max(self.counts[leaf].values(), default=Decimal(0)), leaf)


def trees(rows: Iterable[Mapping[str, Any]], index: TerritoryIndex) -> list[Tree]:
    """One tree a period of the rows of one family (columns of INDICATORS, no groups)."""
    by_period: dict[str, list[Mapping[str, Any]]] = {}
    for row in rows:
        by_period.setdefault(row["period"], []).append(row)
    return [_tree(some, Period(period).end_date, index) for period, some in sorted(by_period.items())]


def _tree(rows: list[Mapping[str, Any]], day: date, index: TerritoryIndex) -> Tree:
    counts: dict[Key, dict[Quantity, Decimal]] = {}
    for row in rows:
        counts.setdefault((row["territory_code"], row["territory_valid_from"]), {}).update(counted(row))
    above = {key: _above(key, day, index) & counts.keys() for key in counts}
    parents = frozenset(key for keys in above.values() for key in keys)
    leaves = counts.keys() - parents
    under = {area: frozenset(leaf for leaf in leaves if area in above[leaf]) for area in parents}
    return Tree(frozenset(leaves), under, {leaf: counts[leaf] for leaf in leaves})


def _above(key: Key, day: date, index: TerritoryIndex) -> set[Key]:
    codes = index.ancestors(key[0], day) - {key[0]}
    return {unit.key for code in codes if (unit := index.at(code, day))}


def counted(row: Mapping[str, Any]) -> dict[Quantity, Decimal]:
    """The counts that a row prints or lets work out: numerator, denominator, and what is between them."""
    place = (row["indicator_id"], row["figure_status"], row["standard_id"])
    top, whole = row["numerator"], row["denominator"]
    found = {"numerator": top, "denominator": whole}
    if top is not None and whole is not None:
        found["rest"] = whole - top
    return {(*place, side): value for side, value in found.items() if value is not None}
