"""A series of one indicator: its values in time, with a break wherever two neighbours may not be compared."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from transforms.registry import Registry
from transforms.render.language import Language
from transforms.terms.period import Period
from transforms.terms.said import Named, Value, said
from transforms.terms.texts import LANGUAGES


@dataclass(frozen=True)
class Point:
    """One value of a series; `break_before` says in Vietnamese why it may not be compared with the one before.

    `break_before_en` says it in English. `not_divisible` names the units of that time that lie partly in the territory,
    so that there is no value.
    """

    row: Mapping[str, Any]
    break_before: str
    not_divisible: tuple[str, ...]
    break_before_en: str = ""


@dataclass(frozen=True)
class Series:
    """The values of one territory, in order of time and then of figure status."""

    territory_code: str
    territory_name: str
    points: tuple[Point, ...]


def series_of(rows: Sequence[Mapping[str, Any]], registry: Registry) -> tuple[Series, ...]:
    """One series a territory, of rows in order of territory (columns: indicator_values, carry_state)."""
    by_territory = groupby(rows, key=lambda r: (r["territory_code"], r["territory_valid_from"]))
    return tuple(_series(tuple(found), registry) for _, found in by_territory)


def _series(rows: tuple[Mapping[str, Any], ...], registry: Registry) -> Series:
    points: list[Point] = []
    for row in sorted(rows, key=lambda r: _place(r, registry)):
        before = points[-1].row if points else None
        broken = _break(before, row, registry)
        told = [Language(registry.texts, language).told(broken) for language in LANGUAGES]
        points.append(Point(row, told[0], _divided(row, registry), told[1]))
    return Series(rows[0]["territory_code"], rows[0]["territory_name"], tuple(points))


def _place(row: Mapping[str, Any], registry: Registry) -> tuple[date, int, int, int]:
    """Order in time; a year that is reported under two standards stands first under the one that ends."""
    period = Period(row["period"])
    standards = [s.standard_id for s in registry.standards]
    statuses = [s.figure_status for s in registry.figure_statuses]
    standard = standards.index(row["standard_id"]) if row["standard_id"] in standards else -1
    return (period.end_date, period.months, standard, statuses.index(row["figure_status"]))


def _break(before: Mapping[str, Any] | None, row: Mapping[str, Any], registry: Registry) -> Value:
    """The reason for a break: the poverty standard changed."""
    if before is None or before["standard_id"] == row["standard_id"]:
        return ""
    return said("series_break_reason", before=_name(before, registry), after=_name(row, registry))


def _name(row: Mapping[str, Any], registry: Registry) -> Named:
    standards = (s for s in registry.standards if s.standard_id == row["standard_id"])
    return next((Named(s.name_vi, s.name_en) for s in standards), Named(row["standard_id"]))


def _divided(row: Mapping[str, Any], registry: Registry) -> tuple[str, ...]:
    day = Period(row["period"]).end_date
    units = ((code, registry.territories.at(code, day)) for code in row["divided_codes"])
    return tuple(f"{unit.name} ({code})" if unit else code for code, unit in units)
