"""The reference as tables that the SQL steps join: who owes what, what an area is made of, in which period."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import pyarrow as pa

from transforms.registry import Registry
from transforms.terms.period import Period
from transforms.terms.standard import GroupMember, standard_at
from transforms.terms.territory import Territory, TerritoryKey

_TEXT, _DATE, _WHOLE = pa.string(), pa.date32(), pa.int64()
_UNIT = [("territory_code", _TEXT), ("territory_valid_from", _DATE)]

SCHEMAS = {
    "indicators": pa.schema(
        [
            ("indicator_id", _TEXT),
            ("kind", _TEXT),
            ("scale", _WHOLE),
            ("items_needed", _WHOLE),
            ("measure_unit", _TEXT),
        ]
    ),
    "indicator_items": pa.schema([("indicator_id", _TEXT), ("part", _TEXT), ("item_id", _TEXT)]),
    "statuses": pa.schema([("figure_status", _TEXT), ("rank", _WHOLE)]),
    "standards_by_period": pa.schema([("period", _TEXT), ("standard_id", _TEXT)]),
    "units": pa.schema([("period", _TEXT), ("indicator_id", _TEXT), *_UNIT, ("level", _TEXT)]),
    "areas": pa.schema(
        [
            ("as_of", _TEXT),
            ("area_code", _TEXT),
            ("area_valid_from", _DATE),
            ("period", _TEXT),
            ("unit_code", _TEXT),
            ("unit_valid_from", _DATE),
        ]
    ),
    "area_sizes": pa.schema(
        [
            ("as_of", _TEXT),
            ("area_code", _TEXT),
            ("area_valid_from", _DATE),
            ("period", _TEXT),
            ("level", _TEXT),
            ("units", _WHOLE),
        ]
    ),
    "area_names": pa.schema(
        [
            ("as_of", _TEXT),
            ("area_code", _TEXT),
            ("area_valid_from", _DATE),
            ("area_name", _TEXT),
            ("level", _TEXT),
            ("map_date", _DATE),
        ]
    ),
}


@dataclass(frozen=True)
class Area:
    """A territory or a dated group, with the units it is made of in its own period and the year before."""

    as_of: Period
    key: TerritoryKey
    name: str
    level: str
    members: tuple[Territory, ...]
    units: frozenset[TerritoryKey]
    base_units: frozenset[TerritoryKey]


def input_tables(periods: Iterable[str], registry: Registry) -> dict[str, pa.Table]:
    """Every input table of the SQL steps, for these periods (tables and columns: SCHEMAS)."""
    known = sorted({Period(p) for p in periods} | {Period(p).previous_year for p in periods})
    owed = {period: _owed_units(period, registry) for period in known}
    areas = [area for period in known for area in _areas(period, owed, registry)]
    rows: dict[str, list[dict[str, Any]]] = {
        "indicators": list(_indicator_rows(registry)),
        "indicator_items": list(_indicator_item_rows(registry)),
        "statuses": [{"figure_status": s.figure_status, "rank": s.rank} for s in registry.figure_statuses],
        "standards_by_period": list(_standard_rows(known, registry)),
        "units": list(_unit_rows(known, registry)),
        "areas": [row for area in areas for row in _area_rows(area)],
        "area_sizes": [row for area in areas for row in _size_rows(area, registry)],
        "area_names": [_name_row(area) for area in areas],
    }
    return {name: pa.Table.from_pylist(rows[name], schema=schema) for name, schema in SCHEMAS.items()}


def _indicator_rows(registry: Registry) -> Iterator[dict[str, Any]]:
    for indicator in registry.indicators.values():
        yield {
            "indicator_id": indicator.indicator_id,
            "kind": indicator.kind,
            "scale": 10**indicator.decimals,
            "items_needed": len(indicator.numerator) + len(indicator.denominator),
            "measure_unit": indicator.measure_unit,
        }


def _indicator_item_rows(registry: Registry) -> Iterator[dict[str, Any]]:
    for indicator in registry.indicators.values():
        for part in ("numerator", "denominator"):
            for item in getattr(indicator, part):
                yield {"indicator_id": indicator.indicator_id, "part": part, "item_id": item}


def _standard_rows(periods: Iterable[Period], registry: Registry) -> Iterator[dict[str, Any]]:
    for period in periods:
        standard = standard_at(registry.standards, period.end_date)
        if standard is not None:
            yield {"period": period.text, "standard_id": standard.standard_id}


def _items_owed(period: Period, registry: Registry) -> dict[str, set[Territory]]:
    """The territories that owe each item in a period."""
    owed: dict[str, set[Territory]] = {}
    for duty in registry.duties(period):
        form = registry.form(duty.form_id, period)
        items = duty.item_ids or (form.item_ids if form else ())
        for item in items:
            owed.setdefault(item, set()).update(duty.territories)
    return owed


def _unit_rows(periods: Iterable[Period], registry: Registry) -> Iterator[dict[str, Any]]:
    """The territories that owe an indicator are those that owe its first numerator item."""
    for period in periods:
        owed = _items_owed(period, registry)
        for indicator in registry.indicators.values():
            for unit in sorted(owed.get(indicator.numerator[0], ()), key=lambda t: t.key):
                yield {
                    "period": period.text,
                    "indicator_id": indicator.indicator_id,
                    "territory_code": unit.code,
                    "territory_valid_from": unit.valid_from,
                    "level": unit.level,
                }


def _owed_units(period: Period, registry: Registry) -> frozenset[Territory]:
    return frozenset(unit for units in _items_owed(period, registry).values() for unit in units)


def _areas(period: Period, owed: dict[Period, frozenset[Territory]], registry: Registry) -> Iterator[Area]:
    """Every territory at or above a unit that owes something, and every dated group."""
    below = _units_by_area(period, owed[period], registry)
    before = period.previous_year
    below_before = _units_by_area(before, owed.get(before, frozenset()), registry)
    for area, units in sorted(below.items(), key=lambda pair: pair[0].key):
        base = _base_units(area, period, below_before, registry)
        own = frozenset(unit.key for unit in units)
        yield Area(period, area.key, area.name, area.level, (area,), own, base)
    for members in _groups_at(period, registry).values():
        codes = {member.territory_code for member in members}
        inside = tuple(area for area in below if area.code in codes)
        now = frozenset(unit.key for area in inside for unit in below[area])
        base = frozenset(k for area in inside for k in _base_units(area, period, below_before, registry))
        key = (members[0].group_id, min(m.valid_from for m in members))
        if len(inside) == len(codes):
            yield Area(period, key, members[0].group_name_vi, "group", inside, now, base)


def _units_by_area(
    period: Period, units: Iterable[Territory], registry: Registry
) -> dict[Territory, set[Territory]]:
    day, index = period.end_date, registry.territories
    found: dict[Territory, set[Territory]] = {}
    for unit in units:
        for code in index.ancestors(unit.code, day):
            area = index.at(code, day)
            if area is not None:
                found.setdefault(area, set()).add(unit)
    return found


def _base_units(
    area: Territory, period: Period, below_before: dict[Territory, set[Territory]], registry: Registry
) -> frozenset[TerritoryKey]:
    """What the area was made of a year earlier: its predecessors for a commune, its units above that."""
    before = period.previous_year
    if area.level == "commune":
        keys = registry.territories.predecessors(area, before.end_date, period.end_date)
        return frozenset(keys or ())
    return frozenset(unit.key for unit in below_before.get(area, ()))


def _groups_at(period: Period, registry: Registry) -> dict[str, list[GroupMember]]:
    day: date = period.end_date
    found: dict[str, list[GroupMember]] = {}
    for member in registry.groups:
        if member.is_valid_at(day):
            found.setdefault(member.group_id, []).append(member)
    return found


def _area_rows(area: Area) -> Iterator[dict[str, Any]]:
    for period, units in ((area.as_of, area.units), (area.as_of.previous_year, area.base_units)):
        for code, valid_from in sorted(units):
            yield {
                "as_of": area.as_of.text,
                "area_code": area.key[0],
                "area_valid_from": area.key[1],
                "period": period.text,
                "unit_code": code,
                "unit_valid_from": valid_from,
            }


def _size_rows(area: Area, registry: Registry) -> Iterator[dict[str, Any]]:
    """How many units of each level the whole area has: figures of fewer are not the area's figures."""
    before = area.as_of.previous_year
    for period in (area.as_of, before):
        for level in ("province", "district", "commune"):
            size = sum(_size(member, period, area.as_of, level, registry) for member in area.members)
            if size:
                yield {
                    "as_of": area.as_of.text,
                    "area_code": area.key[0],
                    "area_valid_from": area.key[1],
                    "period": period.text,
                    "level": level,
                    "units": size,
                }


def _size(member: Territory, period: Period, as_of: Period, level: str, registry: Registry) -> int:
    index = registry.territories
    if member.level == level and period != as_of:
        return len(index.predecessors(member, period.end_date, as_of.end_date) or ())
    return len(index.descendants(member.code, period.end_date, level))


def _name_row(area: Area) -> dict[str, Any]:
    return {
        "as_of": area.as_of.text,
        "area_code": area.key[0],
        "area_valid_from": area.key[1],
        "area_name": area.name,
        "level": area.level,
        "map_date": area.as_of.end_date,
    }
