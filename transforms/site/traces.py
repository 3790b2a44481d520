"""What the figures of a release rest on: the reported lines behind each, and the cells of these lines."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any

from duckdb import DuckDBPyConnection

from transforms.sql import statements

FigureKey = tuple[str, str, str]
"""Indicator, area and standard of a figure."""


@dataclass(frozen=True, order=True)
class ReportedLine:
    """What one territory reported for one period: the line of a form, on one sheet or several."""

    period: str
    territory_code: str
    territory_valid_from: date
    figure_status: str
    standard_id: str


@dataclass(frozen=True)
class SourceCell:
    """One cell behind a reported line; `counted` is the figure of its correction where one holds."""

    item_id: str
    source_period: str
    value: Decimal | None
    value_state: str
    counted: Decimal | None
    submission_id: str
    sheet: str
    cell: str
    text_as_found: str
    correction_id: str


@dataclass(frozen=True)
class Traces:
    """The lines behind each figure and the cells of each line, by item."""

    lines: Mapping[FigureKey, tuple[ReportedLine, ...]]
    cells: Mapping[ReportedLine, Mapping[str, tuple[SourceCell, ...]]]

    def lines_of(self, indicator_id: str, area_code: str, standard_id: str) -> tuple[ReportedLine, ...]:
        """The lines behind a figure, the newest period first."""
        return self.lines.get((indicator_id, area_code, standard_id), ())

    def cells_of(self, line: ReportedLine, items: Iterable[str]) -> tuple[SourceCell, ...]:
        """The cells of some items of a line, in the order of the items."""
        own = self.cells.get(line, {})
        return tuple(cell for item in items for cell in own.get(item, ()))

    @property
    def submission_ids(self) -> frozenset[str]:
        """Every submission that a cell stands in."""
        return frozenset(
            cell.submission_id for items in self.cells.values() for cells in items.values() for cell in cells
        )


def traces_of(
    connection: DuckDBPyConnection, period: str, figure_status: str, codes: Iterable[str]
) -> Traces:
    """The traces of every figure of some areas in one period and status, from the tables of the warehouse."""
    found = dict(statements("release"))
    asked = {"period": period, "figure_status": figure_status, "codes": sorted(codes)}
    behind = _rows(connection, found["10_contributors.sql"], asked)
    sources = {
        "periods": sorted({row["period"] for row in behind}),
        "codes": sorted({row["territory_code"] for row in behind}),
    }
    cells = _rows(connection, found["20_reported_cells.sql"], sources) if behind else []
    return Traces(_lines(behind), _cells(cells))


def _rows(
    connection: DuckDBPyConnection, statement: str, asked: Mapping[str, object]
) -> list[dict[str, Any]]:
    result = connection.execute(statement, dict(asked))
    names = [column[0] for column in result.description or ()]
    return [dict(zip(names, row, strict=True)) for row in result.fetchall()]


def _line(row: Mapping[str, Any]) -> ReportedLine:
    return ReportedLine(
        row["period"],
        row["territory_code"],
        row["territory_valid_from"],
        row["figure_status"],
        row["standard_id"],
    )


def _lines(rows: Iterable[Mapping[str, Any]]) -> dict[FigureKey, tuple[ReportedLine, ...]]:
    """By figure; the newest period first, then by territory."""

    def figure(row: Mapping[str, Any]) -> FigureKey:
        return (row["indicator_id"], row["area_code"], row["standard_id"])

    newest_first = {
        key: sorted(map(_line, some), key=lambda one: one.territory_code)
        for key, some in groupby(rows, figure)
    }
    return {
        key: tuple(sorted(some, key=lambda one: one.period, reverse=True))
        for key, some in newest_first.items()
    }


def _cells(rows: Iterable[Mapping[str, Any]]) -> dict[ReportedLine, dict[str, tuple[SourceCell, ...]]]:
    found: dict[ReportedLine, dict[str, tuple[SourceCell, ...]]] = {}
    for row in rows:
        items = found.setdefault(_line(row), {})
        items[row["item_id"]] = (*items.get(row["item_id"], ()), _cell(row))
    return found


def _cell(row: Mapping[str, Any]) -> SourceCell:
    return SourceCell(**{name: row[name] for name in SourceCell.__dataclass_fields__})
