"""Versions of a report: whether two say the same, and what changed from one to the next, at the level of facts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, NamedTuple

from transforms.registry import Registry
from transforms.terms.period import Period
from transforms.text.shown import show


class FigureKey(NamedTuple):
    """What a figure is about; sorted as people read: form, period, territory, item."""

    form_id: str
    period: str
    figure_status: str
    standard_id: str
    territory_code: str
    item_id: str


Figures = Mapping[FigureKey, str]


@dataclass(frozen=True)
class Change:
    """One figure that differs between two versions; empty texts where a version does not have it."""

    territory_code: str
    territory_name: str
    item_id: str
    label: str
    old: str
    new: str


def figures_of(rows: Iterable[Mapping[str, Any]]) -> dict[FigureKey, str]:
    """The figures of facts (columns of FACTS) as a person compares them: a number, else what the cell holds."""
    return {FigureKey(*(row[name] for name in FigureKey._fields)): _said(row) for row in rows}


def _said(row: Mapping[str, Any]) -> str:
    return show(row["value"]) if row["value"] is not None else (row["text_as_found"] or "").strip()


def figures_digest(figures: Figures) -> str:
    """The same for two versions that say the same of everything, whatever their layout; empty without figures."""
    return sha256(repr(sorted(figures.items())).encode()).hexdigest() if figures else ""


def changes(old: Figures, new: Figures, registry: Registry) -> list[Change]:
    """Every figure that differs, in the order of form, period, territory and item."""
    differing = sorted(key for key in {*old, *new} if old.get(key, "") != new.get(key, ""))
    return [_change(key, old.get(key, ""), new.get(key, ""), registry) for key in differing]


def _change(key: FigureKey, old: str, new: str, registry: Registry) -> Change:
    territory = registry.territories.at(key.territory_code, Period(key.period).end_date)
    name = territory.name if territory else key.territory_code
    return Change(key.territory_code, name, key.item_id, registry.label(key.item_id), old, new)
