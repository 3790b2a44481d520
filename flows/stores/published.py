"""Releases read back: their manifest and tables, as far as they are still what was published."""

import json
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from flows.stores.bundle import MANIFEST
from transforms.schemas import Table


def read_manifest(release: Path, digest: str | None) -> dict[str, Any] | None:
    """The manifest of a release; None where it is missing or has not the recorded SHA-256."""
    content = _as_written(release / MANIFEST, digest)
    found: dict[str, Any] | None = None if content is None else json.loads(content)
    return found


def read_published(release: Path, table: Table, manifest: Mapping[str, Any]) -> list[dict[str, Any]] | None:
    """The rows of a published table in the columns of today; None where it is missing or not as published.

    A column that the release does not have yet is None.
    """
    name = f"{table.name}.parquet"
    content = _as_written(release / name, manifest["files"].get(name))
    if content is None:
        return None
    rows = pq.read_table(pa.BufferReader(content)).to_pylist()
    return [{field.name: row.get(field.name) for field in table.fields} for row in rows]


def _as_written(path: Path, digest: str | None) -> bytes | None:
    try:
        content = path.read_bytes()
    except OSError:
        return None
    return content if sha256(content).hexdigest() == digest else None
