"""Tonight's usable submissions beside each other and the facts of earlier nights: ties and the rules across them."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import pyarrow as pa

from flows.checking import Checking
from flows.places import Workspace
from flows.pool import known_rows, source_of
from transforms.checks.across import AcrossResult, judge_across
from transforms.checks.frame import Batch
from transforms.checks.ties import POOL_SCHEMA, tie_batches
from transforms.registry import Registry
from transforms.sql import statements
from transforms.terms.period import Period


class Across(NamedTuple):
    """The ties as batches that are still to be validated, and what the SQL rules judged."""

    batches: list[Batch]
    judged: AcrossResult


def look_across(workspace: Workspace, registry: Registry, under_check: Iterable[Checking]) -> Across:
    """Ties and rules across forms, levels and periods, over usable submissions and known facts.

    Raises:
        StorageFailed: a room cannot be read.
    """
    usable = [one for one in under_check if one.is_usable(registry)]
    if not usable:
        return Across([], AcrossResult((), (), {}))
    from flows.stores.warehouse import in_memory  # noqa: PLC0415 -- DuckDB only where there is something to join

    pool = _pool(workspace, registry, usable)
    with in_memory() as connection:
        batches = tie_batches(connection, pool, registry)
        return Across(batches, judge_across(connection, pool, registry, statements("across")))


def _pool(workspace: Workspace, registry: Registry, usable: Sequence[Checking]) -> pa.Table:
    ranks = {status.figure_status: status.rank for status in registry.figure_statuses}
    submissions = {one.delivery.submission_id for one in usable}
    new = [
        {
            **row,
            **source_of(one.delivery),
            "status_rank": ranks[row["figure_status"]],
            "is_new": True,
        }
        for one in usable
        for row in one.facts(one.judgement(registry), registry)
    ]
    periods = _with_history({row["period"] for row in new}, registry.limits["history_years"])
    known = [r for r in known_rows(workspace, registry, periods) if r["submission_id"] not in submissions]
    rows = [{name: row[name] for name in POOL_SCHEMA.names} for row in (*known, *new)]
    return pa.Table.from_pylist(rows, schema=POOL_SCHEMA)


def _with_history(periods: Iterable[str], years: int) -> set[str]:
    """The periods and those of the years before them."""
    found: set[str] = set()
    for text in periods:
        period = Period(text)
        for _ in range(years + 1):
            found.add(period.text)
            period = period.previous_year
    return found
