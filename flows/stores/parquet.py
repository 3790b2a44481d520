"""Parquet files that are written whole, with the schema they declare, in the same bytes each time."""

import io
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from flows.stores.files import storage, write_whole
from transforms.errors import StorageFailed


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
            tables.append(_read(path, schema))
    return pa.concat_tables(tables) if tables else schema.empty_table()


def _read(path: Path, schema: pa.Schema) -> pa.Table:
    try:
        return pq.read_table(path, schema=schema, partitioning=None)
    except pa.ArrowException as error:
        said = str(error).splitlines()[0]
        raise StorageFailed(
            f"cannot read {path}: {said}. Valid: a Parquet file as this program wrote it"
        ) from error
