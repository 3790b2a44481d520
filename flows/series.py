"""Read a series from the warehouse, or from what was known on a day, on its own maps or on one."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import duckdb

from flows.known import warehouse_of
from flows.places import Workspace
from transforms.errors import UsageError
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
    """The series of the territory, and of its parts where asked.

    Raises:
        UsageError: no such indicator, or nothing is known of it there.
    """
    if asked.indicator_id not in registry.indicators:
        known = ", ".join(sorted(registry.indicators))
        raise UsageError(f"unknown indicator {asked.indicator_id}. Valid: {known}")
    maps = [asked.map_date] if asked.map_date else []
    with warehouse_of(workspace, registry, asked.known_by, maps) as connection:
        rows = _rows(connection, asked, _codes(asked, registry))
    if not rows:
        raise UsageError(_nothing(asked))
    return series_of(rows, registry)


def _codes(asked: Asked, registry: Registry) -> list[str]:
    """The territory's code and, where its parts are asked for, those of every unit ever right below it."""
    own = asked.territory_code
    days = (
        [asked.map_date]
        if asked.map_date
        else [t.valid_from for t in registry.territories.all if t.code == own]
    )
    parts = {t.code for day in days for t in registry.territories.children(own, day)}
    return [own, *sorted(parts if asked.has_parts else ())]


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


def _nothing(asked: Asked) -> str:
    on = f" on the map of {asked.map_date}" if asked.map_date else ""
    by = f" known by {asked.known_by}" if asked.known_by else ""
    return (
        f"no figure of {asked.indicator_id} for territory {asked.territory_code}{on}{by}."
        " Valid: a territory or group with reports, see `tonghop status`"
    )
