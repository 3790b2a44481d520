"""Step 4, facts → warehouse: a fresh DuckDB file, the numbered SQL steps, the exported indicators."""

from dataclasses import asdict

import pyarrow as pa

from flows.places import Workspace
from flows.receipts import Aggregated
from flows.run_context import RunContext
from flows.stores import archive
from flows.stores.facts import read_facts
from flows.stores.parquet import write_table
from flows.stores.warehouse import fresh_file
from transforms.aggregation import SUBMISSIONS, build_warehouse
from transforms.registry import Registry
from transforms.schemas import INDICATORS, arrow_schema


def aggregate(context: RunContext, registry: Registry) -> Aggregated:
    """Build the warehouse from all facts and the reference, on the maps of their own time and on the newest one.

    Raises:
        StorageFailed: a room cannot be read or written.
    """
    facts = read_facts(context.workspace)
    newest = registry.territories.newest_map
    with fresh_file(context.workspace.warehouse) as connection:
        build_warehouse(
            connection, facts, accepted_submissions(context.workspace), registry, [newest] if newest else []
        )
        indicators = connection.table("public_indicators").to_arrow_table()
        connection.execute("CHECKPOINT")
    write_table(context.workspace.indicators, indicators.cast(arrow_schema(INDICATORS)))
    return Aggregated(facts=facts.num_rows, indicators=indicators.num_rows)


def accepted_submissions(workspace: Workspace) -> pa.Table:
    """The accepted submissions of a workspace (schema SUBMISSIONS)."""
    accepted = [asdict(r) for r in archive.receipts(workspace) if r.is_accepted]
    rows = [{name: row[name] for name in SUBMISSIONS.names} for row in accepted]
    return pa.Table.from_pylist(rows, schema=SUBMISSIONS)
