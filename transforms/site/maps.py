"""Figures of a release on the dated maps that are supplied: that of their own time, else the newest one."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from duckdb import DuckDBPyConnection

from transforms.registry import Registry
from transforms.release import Frame
from transforms.release_content import territories_of
from transforms.sql import statements
from transforms.terms.boundary import BoundaryMap
from transforms.terms.lineage import origins
from transforms.terms.territory import Territory, TerritoryIndex


@dataclass(frozen=True)
class MapFigures:
    """One indicator on one map: the rows of `on_map` by code of the communes that belong to the plan's area.

    A commune of `inside` without a row has no figure; `is_carried` says that figures of another map were laid on it.
    """

    indicator_id: str
    map: BoundaryMap
    inside: Mapping[str, Territory]
    rows: Mapping[str, Mapping[str, Any]]
    is_carried: bool


def map_figures(
    connection: DuckDBPyConnection, frame: Frame, standard_id: str, registry: Registry
) -> tuple[MapFigures, ...]:
    """The figures of the drawn indicators on the maps of the plan's area; nothing where no map is supplied."""
    day = frame.period.end_date
    own = {t.key for t in territories_of(frame.plan, frame.period, registry) if t.level == "commune"}
    found = []
    for map_ in _maps_for(day, registry):
        inside = dict(_inside(map_, own, day, registry.territories))
        if inside:
            found += _figures(connection, frame, standard_id, map_, inside, registry)
    return tuple(found)


def _maps_for(day: date, registry: Registry) -> Iterator[BoundaryMap]:
    """The newest map of each province that was in force on the day, else the one of the newest change of territory."""
    for province in dict.fromkeys(one.province_code for one in registry.boundaries):
        maps = [one for one in registry.boundaries if one.province_code == province]
        in_force = [one for one in maps if one.valid_from <= day]
        newest = [one for one in maps if one.valid_from == registry.territories.newest_map]
        yield from (in_force or newest)[-1:]


def _inside(
    map_: BoundaryMap, own: set[tuple[str, date]], day: date, index: TerritoryIndex
) -> Iterator[tuple[str, Territory]]:
    """The communes of the map of whose ground any part lay in the plan's area on the day."""
    for code in map_.shapes:
        unit = index.at(code, max(map_.valid_from, day))
        if unit and any(old.key in own for old in origins(index, unit, day)):
            yield code, unit


def _figures(
    connection: DuckDBPyConnection,
    frame: Frame,
    standard_id: str,
    map_: BoundaryMap,
    inside: Mapping[str, Territory],
    registry: Registry,
) -> list[MapFigures]:
    is_carried = map_.valid_from > frame.period.end_date
    name = "20_other_map.sql" if is_carried else "10_own_map.sql"
    found = []
    for indicator_id in registry.map_indicators:
        asked: dict[str, object] = {
            "indicator_id": indicator_id,
            "codes": sorted(inside),
            "figure_status": frame.status.figure_status,
        }
        rows = _rows(connection, name, asked | ({"map_date": map_.valid_from} if is_carried else {}))
        kept = {r["territory_code"]: r for r in rows if _is_of(r, frame, standard_id, inside)}
        if kept:
            found.append(MapFigures(indicator_id, map_, inside, kept, is_carried))
    return found


def _is_of(row: Mapping[str, Any], frame: Frame, standard_id: str, inside: Mapping[str, Territory]) -> bool:
    unit = inside.get(row["territory_code"])
    is_unit = unit is not None and row["territory_valid_from"] == unit.valid_from
    return is_unit and (row["period"], row["standard_id"]) == (frame.period.text, standard_id)


def _rows(
    connection: DuckDBPyConnection, name: str, asked: Mapping[str, object]
) -> Sequence[Mapping[str, Any]]:
    result = connection.execute(dict(statements("series"))[name], dict(asked))
    names = [column[0] for column in result.description or ()]
    rows: Iterable[tuple[Any, ...]] = result.fetchall()
    return [dict(zip(names, row, strict=True)) for row in rows]
