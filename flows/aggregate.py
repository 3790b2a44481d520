"""Step 4, facts → warehouse: a fresh DuckDB file, the numbered SQL steps, the exported indicators."""

from dataclasses import asdict

import pyarrow as pa

from flows.receipts import Aggregated
from flows.run_context import RunContext
from flows.stores import archive
from flows.stores.facts import read_facts
from flows.stores.parquet import write_table
from flows.stores.warehouse import fresh_file
from transforms.registry import Registry
from transforms.schemas import INDICATORS, arrow_schema
from transforms.sql import run_steps
from transforms.warehouse_inputs import input_tables

_SUBMISSIONS = pa.schema(
    [("submission_id", pa.string()), ("submitter_id", pa.string()), ("sequence", pa.int64())]
)


def aggregate(context: RunContext, registry: Registry) -> Aggregated:
    """Build the warehouse from all facts and the reference; nothing of the last one is kept.

    Raises:
        StorageFailed: a room cannot be read or written.
    """
    facts = read_facts(context.workspace)
    periods = set(facts.column("period").to_pylist())
    accepted = [asdict(r) for r in archive.receipts(context.workspace) if r.is_accepted]
    submissions = pa.Table.from_pylist(
        [{name: row[name] for name in _SUBMISSIONS.names} for row in accepted], schema=_SUBMISSIONS
    )
    with fresh_file(context.workspace.warehouse) as connection:
        tables = {"facts": facts, "submissions": submissions, **input_tables(periods, registry)}
        for name, table in tables.items():
            connection.from_arrow(table).create(name)
        run_steps(connection, "indicators")
        indicators = connection.table("public_indicators").to_arrow_table()
        connection.execute("CHECKPOINT")
    write_table(context.workspace.indicators, indicators.cast(arrow_schema(INDICATORS)))
    return Aggregated(facts=facts.num_rows, indicators=indicators.num_rows)
