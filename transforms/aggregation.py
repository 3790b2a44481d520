"""From facts to the indicator tables, on a connection handed in: what was known, nothing of the last run."""

from collections.abc import Sequence
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc
from duckdb import DuckDBPyConnection

from transforms.inputs import input_tables
from transforms.registry import Registry
from transforms.sql import run_steps

SUBMISSIONS = pa.schema(
    [("submission_id", pa.string()), ("submitter_id", pa.string()), ("sequence", pa.int64())]
)


def known_on(facts: pa.Table, day: date | None) -> pa.Table:
    """The facts (schema FACTS) that had arrived by the end of `day`; all of them where no day is asked."""
    return facts if day is None else facts.filter(pc.less_equal(facts["known_at"], pa.scalar(day)))


def build_warehouse(
    connection: DuckDBPyConnection,
    facts: pa.Table,
    submissions: pa.Table,
    registry: Registry,
    maps: Sequence[date] = (),
) -> None:
    """Load facts, accepted submissions (schema SUBMISSIONS) and reference, and run all steps.

    `maps` are the days on whose map `on_map` can show all figures.
    """
    periods = set(facts.column("period").to_pylist())
    tables = {"facts": facts, "submissions": submissions, **input_tables(periods, registry, maps)}
    for name, table in tables.items():
        connection.from_arrow(table).create(name)
    run_steps(connection, "indicators")
