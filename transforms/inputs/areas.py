"""Areas: territories and dated groups on one map, and the reporting units that lie inside them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from transforms.inputs.pieces import Ground, Pieces
from transforms.registry import Registry
from transforms.terms.group import members_at
from transforms.terms.period import Period
from transforms.terms.territory import Territory, TerritoryKey

LEVELS = ("province", "district", "commune")


@dataclass(frozen=True)
class View:
    """A map and the periods whose figures are laid on it, each with the year before it.

    `as_of` is the period itself for figures as reported, `map <day>` for those carried to another map.
    """

    as_of: str
    map_date: date
    periods: tuple[Period, ...]

    @property
    def is_reported(self) -> bool:
        """Whether the figures stay on the map of their own time."""
        return not self.as_of.startswith("map ")

    @property
    def all_periods(self) -> tuple[Period, ...]:
        """The periods and the years before them."""
        both = {*self.periods, *(p.previous_year for p in self.periods)}
        return tuple(sorted(both, key=lambda p: (p.end_date, p.months)))


@dataclass(frozen=True)
class Area:
    """A territory or a dated group on the map of a view; `ground` are the communes that it covers."""

    key: TerritoryKey
    name: str
    level: str
    ground: Ground


@dataclass(frozen=True)
class Placed:
    """The units of one period by the area that they lie wholly inside, or only partly."""

    inside: dict[TerritoryKey, list[Territory]]
    straddling: dict[TerritoryKey, list[Territory]]


def areas_of(
    view: View, units: Iterable[tuple[Territory, Period]], registry: Registry, pieces: Pieces
) -> list[Area]:
    """Every territory on the view's map that holds ground of these units, and every group inside them."""
    index, day = registry.territories, view.map_date
    communes = {key for unit, period in units for key in pieces.of(unit, period.end_date, day)}
    codes = {code for commune, _ in communes for code in index.ancestors(commune, day)}
    found = sorted((t for code in codes if (t := index.at(code, day))), key=lambda t: t.key)
    areas = [Area(t.key, t.name, t.level, pieces.of(t, day, day)) for t in found]
    return areas + (_group_areas(view, communes, registry, pieces) if view.is_reported else [])


def _group_areas(view: View, known: set[TerritoryKey], registry: Registry, pieces: Pieces) -> list[Area]:
    """The groups that cover any of the communes known, each with all its ground."""
    day, found = view.map_date, []
    for group_id in dict.fromkeys(m.group_id for m in registry.groups if m.is_valid_at(day)):
        lines = [m for m in registry.groups if m.group_id == group_id and m.is_valid_at(day)]
        members = members_at(registry, group_id, day)
        ground = frozenset(key for t in members for key in pieces.of(t, day, day))
        if ground & known:
            since = min(line.valid_from for line in lines)
            found.append(Area((group_id, since), lines[0].group_name_vi, "group", ground))
    return found


def place_units(
    units: Iterable[Territory], then: date, view: View, areas: list[Area], pieces: Pieces
) -> Placed:
    """Lay the units of the map of `then` on the areas of the view."""
    holders: dict[TerritoryKey, list[TerritoryKey]] = {}
    for area in areas:
        for commune in area.ground:
            holders.setdefault(commune, []).append(area.key)
    placed = Placed({}, {})
    for unit in sorted(units, key=lambda t: t.key):
        ground = pieces.of(unit, then, view.map_date)
        hits: dict[TerritoryKey, int] = {}
        for commune in ground:
            for area_key in holders.get(commune, ()):
                hits[area_key] = hits.get(area_key, 0) + 1
        for area_key, count in hits.items():
            side = placed.inside if count == len(ground) else placed.straddling
            side.setdefault(area_key, []).append(unit)
    return placed


def all_units(
    areas: list[Area], then: date, view: View, registry: Registry, pieces: Pieces
) -> set[Territory]:
    """Every unit of every level, on the map of `then`, of the provinces that the areas lie in."""
    index = registry.territories
    here = {index.at(code, view.map_date) for area in areas for code, _ in area.ground}
    codes = {t.province_code for t in here if t is not None}
    provinces = {p for code in codes for p in pieces.provinces(code, view.map_date, then)}
    return {unit for code in provinces for level in LEVELS for unit in index.descendants(code, then, level)}
