"""The indicator tables as they are, or as they would have been with what was known earlier or on another map."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date

from duckdb import DuckDBPyConnection

from flows.aggregate import accepted_submissions
from flows.places import Workspace
from flows.stores.facts import read_facts
from flows.stores.warehouse import in_memory, reading
from transforms.aggregation import build_warehouse, known_on
from transforms.registry import Registry


@contextmanager
def warehouse_of(
    workspace: Workspace, registry: Registry, known_by: date | None = None, maps: Sequence[date] = ()
) -> Iterator[DuckDBPyConnection]:
    """A connection with the tables of the warehouse.

    Without a day and a map it is the warehouse of the last run; else the tables are built anew in memory
    from the facts that had arrived and the corrections decided by the end of `known_by`, laid also on `maps`.

    Raises:
        UsageError: nothing was aggregated yet.
        StorageFailed: a room cannot be read.
    """
    if known_by is None and not maps:
        with reading(workspace.warehouse) as connection:
            yield connection
        return
    facts = known_on(read_facts(workspace), known_by)
    if known_by:
        decided = tuple(one for one in registry.corrections if one.decided_on <= known_by)
        registry = replace(registry, corrections=decided)
    with in_memory() as connection:
        build_warehouse(connection, facts, accepted_submissions(workspace), registry, maps)
        yield connection
