"""Follow a published figure down to the cells it rests on."""

from dataclasses import dataclass
from typing import Any

import duckdb

from flows.places import Workspace
from flows.stores import archive
from flows.stores.warehouse import reading
from transforms.errors import UsageError
from transforms.registry import Registry
from transforms.sql import statements
from transforms.terms.period import Period


class NoSuchFigure(UsageError):  # noqa: N818 -- named by the state it reports
    """Nothing is known of the figure that was asked for; the message lists what is."""


@dataclass(frozen=True)
class Trace:
    """A figure and its cells; each cell names its file and where the original lies."""

    figure: dict[str, Any]
    cells: list[dict[str, Any]]


def trace(
    workspace: Workspace, registry: Registry, indicator_id: str, area: str, period: str, figure_status: str
) -> Trace:
    """The figure of an indicator, area (territory code or group) and period, with all its cells.

    Raises:
        NoSuchFigure: nothing is known of it; the message lists what is.
    """
    with reading(workspace.warehouse) as connection:
        asked = {
            "indicator_id": indicator_id,
            "area_code": area,
            "period": period,
            "figure_status": figure_status,
        }
        found = _rows(connection, "10_figure.sql", asked)
        if not found:
            raise NoSuchFigure(_what_there_is(connection, asked))
        figure = found[0]
        cells = _rows(connection, "20_cells.sql", {**asked, "figure_status": figure["figure_status"]})
    return Trace(figure, [{**cell, **_source(workspace, registry, cell)} for cell in cells])


def _rows(connection: duckdb.DuckDBPyConnection, name: str, asked: dict[str, str]) -> list[dict[str, Any]]:
    statement = dict(statements("trace"))[name]
    result = connection.execute(statement, asked)
    names = [column[0] for column in result.description or ()]
    return [dict(zip(names, row, strict=True)) for row in result.fetchall()]


def _what_there_is(connection: duckdb.DuckDBPyConnection, asked: dict[str, str]) -> str:
    known = _rows(connection, "30_known.sql", {name: asked[name] for name in ("indicator_id", "area_code")})
    return ", ".join(str(row["known"]) for row in known)


def _source(workspace: Workspace, registry: Registry, cell: dict[str, Any]) -> dict[str, str]:
    delivery = archive.delivery_of(workspace, cell["submission_id"])
    territory = registry.territories.at(cell["territory_code"], Period(cell["period"]).end_date)
    original = workspace.original(delivery.submission_id, delivery.original_name)
    return {
        "territory_name": territory.name if territory else cell["territory_code"],
        "item_label": registry.label(cell["item_id"]),
        "submitter_id": delivery.submitter_id,
        "original_name": delivery.original_name,
        "archive": original.relative_to(workspace.root).as_posix(),
    }
