"""DuckDB connections: the only module that opens one."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from flows.stores.files import storage
from transforms.errors import StorageFailed, UsageError

_SETTINGS = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false", "threads": "2"}


@contextmanager
def _disk(what: str, path: Path) -> Iterator[None]:
    """DuckDB's own errors of the disk, said like all others."""
    try:
        yield
    except duckdb.IOException as error:
        said = str(error).splitlines()[0]
        raise StorageFailed(f"cannot {what} {path}: {said}. Valid: a folder this user may write") from error


@contextmanager
def in_memory() -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection to an empty database that leaves nothing behind."""
    with duckdb.connect(":memory:", config=_SETTINGS) as connection:
        yield connection


@contextmanager
def fresh_file(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection to a new file that takes the place of `path` once all went well."""
    unfinished = path.with_suffix(".building")
    with storage("build", path):
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished.unlink(missing_ok=True)
    with _disk("build", path), duckdb.connect(str(unfinished), config=_SETTINGS) as connection:
        yield connection
    with storage("replace", path):
        unfinished.replace(path)


@contextmanager
def reading(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A read-only connection to the warehouse.

    Raises:
        UsageError: there is no warehouse yet.
    """
    if not path.exists():
        raise UsageError(f"{path}: no warehouse yet. Valid: a workspace in which `tonghop run` has been run")
    with _disk("read", path), duckdb.connect(str(path), read_only=True, config=_SETTINGS) as connection:
        yield connection


def read_rows(path: Path, table: str) -> list[dict[str, Any]]:
    """Every row of a table of the warehouse (`as_reported`, `revisions`); none before the first aggregation."""
    rows: list[dict[str, Any]] = read_table(path, table).to_pylist()
    return rows


def read_table(path: Path, table: str) -> pa.Table:
    """A table of the warehouse in columns, of which a reader takes a few rows; empty before the first aggregation."""
    if not path.exists():
        return pa.table({})
    with _disk("read", path), duckdb.connect(str(path), read_only=True, config=_SETTINGS) as connection:
        return connection.table(table).to_arrow_table()
