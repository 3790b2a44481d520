"""The tables of the public edition: the columns that give nothing away, and the figures that nobody can work out."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from transforms.disclosure.areas import Key, trees
from transforms.disclosure.families import families
from transforms.disclosure.hiding import hidden_areas
from transforms.registry import Registry
from transforms.release import Release
from transforms.schemas import PUBLIC_COMPARISON, PUBLIC_INDICATORS, Table
from transforms.terms.group import members_at
from transforms.terms.lineage import origins
from transforms.terms.period import Period

_SUPPRESSED, _REPORTED, _MISSING = "suppressed", "reported", "missing"

Row = Mapping[str, Any]
Hidden = Mapping[str, frozenset[Key]]
"""The hidden areas by family."""
Groups = set[tuple[str, str]]
"""The hidden groups, each with the family in which it is hidden."""


def public_tables(release: Release, registry: Registry) -> dict[Table, list[dict[str, Any]]]:
    """The rows of the public edition by table.

    A figure that is hidden has empty numbers and the state `suppressed`. Left out are what could be used to work it
    out: sentences with numbers, bounds, shares of households, submissions.
    """
    of_indicator = families(registry)
    hidden = _hidden(release, registry, of_indicator)
    groups = _hidden_groups(release, of_indicator, hidden, registry)
    indicators = [
        _public(row, PUBLIC_INDICATORS, _is_hidden(row, of_indicator, hidden, groups))
        for row in release.indicators
    ]
    comparison = [
        _public(row, PUBLIC_COMPARISON, _is_target_hidden(row, of_indicator, hidden, groups))
        for row in release.comparison
    ]
    return {PUBLIC_INDICATORS: indicators, PUBLIC_COMPARISON: comparison}


def _hidden(
    release: Release, registry: Registry, of_indicator: Mapping[str, str]
) -> dict[str, frozenset[Key]]:
    """The hidden areas of each family, over every period, status and standard that the release prints."""
    found = {}
    for family in sorted(set(of_indicator.values())):
        rows = [
            row
            for row in release.indicators
            if of_indicator.get(row["indicator_id"]) == family and row["level"] != "group"
        ]
        grown = trees(rows, registry.territories)
        minimum = registry.limits["public_minimum_count"]
        found[family] = hidden_areas(grown, minimum, _linked(rows, registry))
    return found


def _linked(rows: Iterable[Row], registry: Registry) -> list[tuple[Key, Key]]:
    """Every area of a period with the units of the earlier period from which it was made: a drop compares the two."""
    rows = list(rows)
    days = sorted({Period(row["period"]).end_date for row in rows})
    keys = {(_key(row), Period(row["period"]).end_date) for row in rows}
    return sorted(
        (key, old.key)
        for key, day in keys
        for before in days
        if before < day
        for old in _origins(key, day, before, registry)
        if old.key != key
    )


def _origins(key: Key, day: date, before: date, registry: Registry) -> Iterator[Any]:
    unit = registry.territories.at(key[0], day)
    return origins(registry.territories, unit, before) if unit else iter(())


def _key(row: Row) -> Key:
    return (row["territory_code"], row["territory_valid_from"])


def _is_hidden(row: Row, of_indicator: Mapping[str, str], hidden: Hidden, groups: Groups) -> bool:
    family = of_indicator.get(row["indicator_id"])
    if family is None:
        return False
    if row["level"] == "group":
        return (family, row["territory_code"]) in groups
    return _key(row) in hidden[family]


def _hidden_groups(
    release: Release, of_indicator: Mapping[str, str], hidden: Hidden, registry: Registry
) -> Groups:
    """Groups with a hidden area in them: the sum less the printed ones would be that of the hidden ones."""
    found: Groups = set()
    for row in (one for one in release.indicators if one["level"] == "group"):
        family = of_indicator.get(row["indicator_id"])
        codes = _codes_of(row, registry) if family else set()
        if family and any(code in codes for code, _ in hidden[family]):
            found.add((family, row["territory_code"]))
    return found


def _codes_of(row: Row, registry: Registry) -> set[str]:
    """The codes of a group's territories and of everything under them at the end of the row's period."""
    day = Period(row["period"]).end_date
    waiting = list(members_at(registry, row["territory_code"], day))
    found: set[str] = set()
    while waiting:
        unit = waiting.pop()
        found.add(unit.code)
        waiting += registry.territories.children(unit.code, day)
    return found


def _is_target_hidden(row: Row, of_indicator: Mapping[str, str], hidden: Hidden, groups: Groups) -> bool:
    family = of_indicator.get(row["indicator_id"] or "")
    if family is None:
        return False
    if row["group_id"]:
        return (family, row["group_id"]) in groups
    return _key(row) in hidden[family]


def _public(row: Row, table: Table, is_hidden: bool) -> dict[str, Any]:
    """The row in the columns of the public table; of a hidden one the numbers are empty."""
    state = _SUPPRESSED if is_hidden else _REPORTED if row.get("actual") is not None else _MISSING
    kept = {field.name: row.get(field.name) for field in table.fields}
    if is_hidden:
        kept |= dict.fromkeys(table.protected)
    return {**kept, "actual_state": state}
