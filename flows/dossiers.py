"""What stands behind a release, read from the rooms before anything is drawn."""

from collections.abc import Iterable, Mapping
from typing import Any

from duckdb import DuckDBPyConnection

from transforms.registry import Registry
from transforms.release import Frame, Release
from transforms.release_behind import Behind
from transforms.site.dossier import Dossier
from transforms.site.maps import map_figures
from transforms.site.traces import traces_of
from transforms.terms.period import Period

_BY_NAME = "SELECT name FROM unnest($names) AS t(name) ORDER BY name COLLATE vi, name"


def dossier_of(
    connection: DuckDBPyConnection, registry: Registry, frame: Frame, release: Release, behind: Behind
) -> Dossier:
    """What the pages and the report of a release show; `connection` is that of the warehouse."""
    groups = {target.group_id for target in frame.plan.targets if target.group_id}
    codes = {line.territory_code for line in release.territories} | groups
    history = [row for row in behind.rows if row["territory_code"] in codes and _is_known(row, frame)]
    shown = {one["submission_id"] for one in behind.identity["inputs"]}
    return Dossier(
        release=release,
        registry=registry,
        traces=traces_of(connection, frame.period.text, frame.status.figure_status, codes),
        history=history,
        receipts={key: receipt for key, receipt in behind.receipts.items() if key in shown},
        issues={key: found for key, found in behind.issues.items() if key in shown},
        identity=behind.identity,
        maps=map_figures(connection, frame, registry.standard_in_force(frame.period), registry),
        name_order=_name_order(connection, {unit.name for unit in registry.territories.all}),
    )


def _is_known(row: Mapping[str, Any], frame: Frame) -> bool:
    """Whether a row belongs to the release's time: nothing of it is later than its period."""
    return Period(row["period"]).end_date <= frame.period.end_date


def _name_order(connection: DuckDBPyConnection, names: Iterable[str]) -> dict[str, int]:
    """The place of every name in Vietnamese order."""
    found = connection.execute(_BY_NAME, {"names": sorted(names)}).fetchall()
    return {name: place for place, (name,) in enumerate(found)}
