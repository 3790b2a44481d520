"""Public tables as CSV and Parquet."""

import csv
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from transforms.release import Release
from transforms.schemas import Table, arrow_schema

Row = Mapping[str, Any]

LIST_SEPARATOR = ";"
_DIGITS = re.compile(r"(\d+)")
# A spreadsheet would run a submitted text that starts like this as a formula when it opens the CSV.
_FORMULA_LIKE = re.compile(r"[=@\t\r]|[+-](?![\d.,\s%-]*$)")


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
