"""The opening stocks of a report, from the facts that a workspace holds of the year before."""

import pyarrow as pa

from flows.places import Workspace
from flows.pool import known_rows
from flows.stores.warehouse import in_memory
from transforms.checks.ties import POOL_SCHEMA
from transforms.openings import openings_of
from transforms.registry import Registry
from transforms.terms.obligation import Duty
from transforms.terms.opening import Openings


def read_openings(workspace: Workspace, registry: Registry, duty: Duty) -> Openings:
    """The opening figures of a duty; none where its form has no opening figures.

    Raises:
        StorageFailed: a room cannot be read.
    """
    rows = known_rows(workspace, registry, {duty.period.previous_year.text})
    pool = pa.Table.from_pylist(
        [{name: row[name] for name in POOL_SCHEMA.names} for row in rows], schema=POOL_SCHEMA
    )
    with in_memory() as connection:
        return openings_of(connection, pool, registry, duty)
