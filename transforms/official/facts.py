"""The facts of one release: what is known of the plan's area in its period and figure status."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from transforms.registry import Registry
from transforms.release import Frame
from transforms.render.form_layout import Amount
from transforms.terms.territory import LEVELS, TerritoryKey


@dataclass(frozen=True)
class Figure:
    """What one unit gives for one item; `value` is None for a blank, `state` how the cell was written."""

    value: Amount | None
    state: str


Given = Mapping[str, Mapping[str, Figure]]


def facts_of(table: pa.Table, frame: Frame, registry: Registry) -> list[dict[str, Any]]:
    """The rows of the warehouse's table `form_facts` about the plan's territory and all under it."""
    if not table.num_rows:
        return []
    status = frame.status.figure_status
    wanted = pc.and_(pc.equal(table["period"], frame.period.text), pc.equal(table["figure_status"], status))
    keys = _area(frame, registry)
    rows: list[dict[str, Any]] = table.filter(wanted).to_pylist()
    return [row for row in rows if (row["territory_code"], row["territory_valid_from"]) in keys]


def _area(frame: Frame, registry: Registry) -> frozenset[TerritoryKey]:
    index, day = registry.territories, frame.period.end_date
    levels = (index.descendants(frame.plan.territory_code, day, level) for level in LEVELS)
    return frozenset(unit.key for units in levels for unit in units)


def given_by(facts: Iterable[Mapping[str, Any]]) -> Given:
    """The figures by territory code and item: all facts are of one map, on which a code names one unit."""
    found: dict[str, dict[str, Figure]] = {}
    for fact in facts:
        figure = Figure(_amount(fact["contribution"]), fact["value_state"])
        found.setdefault(fact["territory_code"], {})[fact["item_id"]] = figure
    return found


def _amount(value: Amount | None) -> Amount | None:
    """A count as a whole number; one that is not whole stays as it is."""
    return int(value) if value is not None and value == int(value) else value


def submissions_of(facts: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """The submissions that facts come from."""
    return (submission for fact in facts for submission in fact["submission_ids"])
