"""Follow a published figure down to the cells it rests on."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import duckdb

from flows.known import warehouse_of
from flows.places import Workspace
from flows.stores import archive
from transforms.errors import UsageError
from transforms.registry import Registry
from transforms.sql import statements
from transforms.terms.period import Period


class NoSuchFigure(UsageError):  # noqa: N818 -- named by the state it reports
    """Nothing is known of the figure that was asked for; the message lists what is."""


@dataclass(frozen=True)
class Trace:
    """A figure and its cells; each cell names its file, where the original lies, and what corrects it."""

    figure: dict[str, Any]
    cells: list[dict[str, Any]]


@dataclass(frozen=True)
class Asked:
    """Which figure: `area_code` is a territory code or a group; no status is the one closest to final."""

    indicator_id: str
    area_code: str
    period: str
    figure_status: str = ""
    known_by: date | None = None


def trace(workspace: Workspace, registry: Registry, asked: Asked) -> Trace:
    """The figure asked for with all its cells, as published or as known by a day.

    Raises:
        NoSuchFigure: nothing is known of it; the message lists what is.
    """
    keys = {name: getattr(asked, name) for name in ("indicator_id", "area_code", "period", "figure_status")}
    with warehouse_of(workspace, registry, asked.known_by) as connection:
        found = _rows(connection, "10_figure.sql", {**keys, "standard_id": ""})
        if not found:
            raise NoSuchFigure(_what_there_is(connection, keys))
        figure = found[0]
        cells = _rows(connection, "20_cells.sql", keys | _resting_on(figure, registry))
    return Trace(figure, [{**cell, **_source(workspace, registry, cell)} for cell in cells])


def _resting_on(figure: dict[str, Any], registry: Registry) -> dict[str, str]:
    """What the cells are asked by: the figure's own keys; a share of territories rests on what its predicate judges."""
    predicate = registry.indicators[figure["indicator_id"]].predicate
    return {
        "indicator_id": predicate.indicator_id if predicate else figure["indicator_id"],
        "figure_status": figure["figure_status"],
        "standard_id": figure["standard_id"],
    }


def _rows(connection: duckdb.DuckDBPyConnection, name: str, asked: dict[str, str]) -> list[dict[str, Any]]:
    statement = dict(statements("trace"))[name]
    result = connection.execute(statement, asked)
    names = [column[0] for column in result.description or ()]
    return [dict(zip(names, row, strict=True)) for row in result.fetchall()]


def _what_there_is(connection: duckdb.DuckDBPyConnection, asked: dict[str, str]) -> str:
    known = _rows(connection, "30_known.sql", {name: asked[name] for name in ("indicator_id", "area_code")})
    return ", ".join(str(row["known"]) for row in known)


def _source(workspace: Workspace, registry: Registry, cell: dict[str, Any]) -> dict[str, Any]:
    delivery = archive.delivery_of(workspace, cell["submission_id"])
    territory = registry.territories.at(cell["territory_code"], Period(cell["period"]).end_date)
    original = archive.open_bytes_of(workspace, delivery)
    return {
        "territory_name": territory.name if territory else cell["territory_code"],
        "item_label": registry.label(cell["item_id"]),
        "submitter_id": delivery.submitter_id,
        "original_name": delivery.original_name,
        "archive": original.relative_to(workspace.root).as_posix(),
        "correction": _correction(registry, cell["correction_id"]),
    }


def _correction(registry: Registry, correction_id: str) -> dict[str, str]:
    """Why a cell counts otherwise than it says; empty where it counts as it says."""
    found = next((one for one in registry.corrections if one.correction_id == correction_id), None)
    if found is None:
        return {}
    said = {
        name: getattr(found, name) for name in ("correction_id", "reason_vi", "document_vi", "asked_by_vi")
    }
    return {**said, "decided_on": found.decided_on.isoformat()}
