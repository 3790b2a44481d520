"""Parquet files that are written whole, with the schema they declare, in the same bytes each time."""

import io
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from flows.stores.files import storage, write_whole


def write_table(path: Path, table: pa.Table) -> None:
    """Write a table beside its place, then rename."""
    buffer = io.BytesIO()
    pq.write_table(table, buffer, compression="zstd", version="2.6")
    write_whole(path, buffer.getvalue())


def read_tables(paths: list[Path], schema: pa.Schema) -> pa.Table:
    """The rows of many files of one schema."""
    tables = []
    for path in paths:
        with storage("read", path):
            tables.append(pq.read_table(path, schema=schema, partitioning=None))
    return pa.concat_tables(tables) if tables else schema.empty_table()
