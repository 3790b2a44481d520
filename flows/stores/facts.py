"""The facts room: one Parquet file a submission, form and period, never edited."""

from pathlib import Path

import pyarrow as pa

from flows.places import Workspace
from flows.stores.parquet import read_tables
from transforms.schemas import FACTS, arrow_schema


def fact_files(workspace: Workspace, periods: set[str] | None = None) -> list[Path]:
    """The fact files, of some periods or of all, in a fixed order."""
    if not workspace.facts.is_dir():
        return []
    files = workspace.facts.glob("form=*/period=*/*.parquet")
    return sorted(f for f in files if periods is None or f.parent.name.removeprefix("period=") in periods)


def read_fact_files(workspace: Workspace, submission_id: str) -> pa.Table:
    """All facts of one submission (schema FACTS); empty where it has none yet."""
    files = sorted(workspace.facts.glob(f"form=*/period=*/{submission_id}.parquet"))
    return read_tables(files, arrow_schema(FACTS))


def read_facts(workspace: Workspace, periods: set[str] | None = None) -> pa.Table:
    """Facts of some periods or of all (schema FACTS)."""
    return read_tables(fact_files(workspace, periods), arrow_schema(FACTS))
