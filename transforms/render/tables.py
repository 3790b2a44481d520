"""Public tables as CSV and Parquet, and the data package that describes them."""

import csv
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from hashlib import sha256
from io import BytesIO, StringIO
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from transforms.release import Release
from transforms.render.vi_format import format_period
from transforms.schemas import Field, Table, arrow_schema

Row = Mapping[str, Any]

LIST_SEPARATOR = ";"
_DIGITS = re.compile(r"(\d+)")
# A spreadsheet would run a submitted text that starts like this as a formula when it opens the CSV.
_FORMULA_LIKE = re.compile(r"[=@\t\r]|[+-](?![\d.,\s%-]*$)")
_JSON_TYPES = {"text": "string", "date": "date", "decimal": "number", "integer": "integer", "texts": "string"}


def release_rows(release: Release, table: Table) -> tuple[Row, ...]:
    """The rows of one table of a release: comparison, indicators, revisions or issues."""
    if table.name == "issues":
        return tuple(asdict(issue) for issue in release.issues)
    rows: dict[str, tuple[Row, ...]] = {
        "comparison": release.comparison,
        "indicators": release.indicators,
        "revisions": release.revisions,
    }
    return rows[table.name]


def csv_bytes(table: Table, rows: Iterable[Row]) -> bytes:
    """The table as CSV in UTF-8, in its natural order.

    Decimals are exact with a point, nulls are empty, lists are joined by a semicolon. A text
    that a spreadsheet would take for a formula starts with an apostrophe.
    """
    out = StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([field.name for field in table.fields])
    writer.writerows([_csv_text(row[field.name]) for field in table.fields] for row in ordered(table, rows))
    return out.getvalue().encode()


def parquet_bytes(table: Table, rows: Iterable[Row]) -> bytes:
    """The table as Parquet in its natural order, with the Arrow schema of the house.

    Raises:
        pyarrow.ArrowInvalid: a decimal does not fit the schema exactly.
    """
    sink = BytesIO()
    content = pa.Table.from_pylist([dict(row) for row in ordered(table, rows)], schema=arrow_schema(table))
    pq.write_table(content, sink, version="2.6", compression="zstd", compression_level=3)
    return sink.getvalue()


def datapackage_bytes(tables: Iterable[Table], release: Release) -> bytes:
    """A Frictionless tabular data package over the CSV files of a release, as JSON."""
    period = format_period(release.period)
    package = {
        "profile": "tabular-data-package",
        "name": f"{release.plan.plan_id}-{release.period}-{release.figure_status.figure_status}".lower(),
        "title": f"{release.plan.title_vi} ({period}, {release.figure_status.label_vi.lower()})",
        "description": "\n".join(release.notes_vi),
        "version": release.release_id,
        "sources": [{"title": f"{release.plan.document_vi}; {release.plan.source_vi}".removesuffix("; ")}],
        "isSimulated": release.is_simulated,
        "resources": [_resource(table, csv_bytes(table, release_rows(release, table))) for table in tables],
    }
    return (json.dumps(package, ensure_ascii=False, indent=2) + "\n").encode()


def ordered(table: Table, rows: Iterable[Row]) -> list[Row]:
    """The rows by the order of the table; numbers inside a text count as numbers, nulls come first."""
    return sorted(rows, key=lambda row: [_sort_key(row[name]) for name in table.order])


def _sort_key(value: object) -> tuple[Any, ...]:
    if value is None:
        return ()
    text = str(value)
    return ([int(part) if part.isdecimal() else part for part in _DIGITS.split(text)], text)


def _csv_text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value.normalize() + 0:f}"
    if isinstance(value, date | int):
        return str(value)
    if isinstance(value, str):
        return f"'{value}" if _FORMULA_LIKE.match(value) else value
    assert isinstance(value, list | tuple)
    return LIST_SEPARATOR.join(map(str, value))


def _resource(table: Table, content: bytes) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "title": table.title_vi,
        "description": f"Grain: {table.grain}",
        "path": f"{table.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{sha256(content).hexdigest()}",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "doubleQuote": True},
        "schema": {"fields": [_field(field) for field in table.fields], "missingValues": [""]},
    }


def _field(field: Field) -> dict[str, str]:
    described = {"name": field.name, "type": _JSON_TYPES[field.kind], "description": field.description}
    if field.measure_unit:
        described["measureUnit"] = field.measure_unit
    if field.kind == "texts":
        described["listSeparator"] = LIST_SEPARATOR
    return described
