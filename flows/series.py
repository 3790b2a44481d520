"""Read a series from the warehouse, or from what was known on a day, on its own maps or on one."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import duckdb

from flows.known import warehouse_of
from flows.places import Workspace
from transforms.registry import Registry
from transforms.series import Series, series_of
from transforms.sql import statements


@dataclass(frozen=True)
class Asked:
    """Which series: `map_date` lays all of it on the map of that day, `has_parts` adds the units right below."""

    indicator_id: str
    territory_code: str
    figure_status: str = ""
    map_date: date | None = None
    known_by: date | None = None
    has_parts: bool = False


def read_series(workspace: Workspace, registry: Registry, asked: Asked) -> tuple[Series, ...]:
    """The series of the territory first, then of its parts where they are asked for.

    Nothing where nothing is known of the indicator there.
    """
    maps = [asked.map_date] if asked.map_date else []
    with warehouse_of(workspace, registry, asked.known_by, maps) as connection:
        rows = _rows(connection, asked, _codes(asked, registry))
    found = series_of(rows, registry)
    return tuple(sorted(found, key=lambda one: one.territory_code != asked.territory_code))


def _codes(asked: Asked, registry: Registry) -> list[str]:
    """The territory's code and, where its parts are asked for, those of every unit ever right below it."""
    own, index, day = asked.territory_code, registry.territories, asked.map_date
    below = index.children(own, day) if day else (t for t in index.all if t.parent_code == own)
    parts = {t.code for t in below if asked.has_parts}
    return [own, *sorted(parts)]


def _rows(connection: duckdb.DuckDBPyConnection, asked: Asked, codes: list[str]) -> list[dict[str, Any]]:
    name = "20_other_map.sql" if asked.map_date else "10_own_map.sql"
    parameters: dict[str, Any] = {
        "indicator_id": asked.indicator_id,
        "codes": codes,
        "figure_status": asked.figure_status,
    }
    if asked.map_date:
        parameters["map_date"] = asked.map_date
    result = connection.execute(dict(statements("series"))[name], parameters)
    names = [column[0] for column in result.description or ()]
    return [dict(zip(names, row, strict=True)) for row in result.fetchall()]
