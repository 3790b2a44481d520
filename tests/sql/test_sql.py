"""Every case under tests/sql: its input tables in, one statement or a whole folder of them run, its rows compared."""

import csv
import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from transforms.sql import run_steps, statements

HERE = Path(__file__).parent
CASES = sorted(path.parent for path in HERE.glob("*/*/expect.csv"))
FOLDERS = ("across", "indicators", "openings", "release", "ties", "trace")
MACROS = ("05_parameter.sql", "05_macros.sql", "06_whole.sql", "07_last_month.sql")
VIEWS = {"as_reported"}
RESULTS = {"indicators": "indicator_values", "ties": "same_period_ties"}

_DATES = {"known_at", "map_date", "last_known_at", "decided_on"}
_WHOLE = {
    "sequence",
    "rank",
    "status_rank",
    "scale",
    "items_needed",
    "units",
    "units_owed",
    "units_given",
    "units_covered",
    "units_of_unknown_size",
    "step",
    "parts",
    "place",
    "items",
}
_HUGE = {"n1", "d1", "gap", "n0", "d0"}
_LISTS = {"submission_ids", "source_periods", "divided_codes"}
_EXACT = {
    "value",
    "contribution",
    "predicate_value",
    "found_value",
    "corrected_value",
    "counted",
    "present_value",
    "previous_value",
    "aim",
}
_SUMS = {
    "numerator",
    "denominator",
    "households",
    "last_denominator",
    "households_owed",
    "households_given",
    "missing_denominator",
    "parts_numerator",
    "parts_denominator",
    "actual",
    "actual_to",
    "actual_low",
    "actual_high",
    "baseline",
    "base_numerator",
    "base_denominator",
}


_TYPES = {
    "DATE": _DATES,
    "BIGINT": _WHOLE,
    "HUGEINT": _HUGE,
    "DECIMAL(18, 4)": _EXACT,
    "DECIMAL(38, 4)": _SUMS,
    "VARCHAR[]": _LISTS,
}


def type_of(column: str) -> str:
    """The SQL type of an input column, by its name."""
    if column.endswith("valid_from"):
        return "DATE"
    if column.startswith(("is_", "left_is_", "right_is_")):
        return "BOOLEAN"
    return next((name for name, columns in _TYPES.items() if column in columns), "VARCHAR")


def rows_of(path: Path) -> tuple[list[str], list[list[str]]]:
    """Header and rows of a CSV file, each row as long as the header."""
    header, *rows = list(csv.reader(path.read_text(encoding="utf-8").splitlines()))
    assert all(len(row) == len(header) for row in rows), f"{path}: a row is not as long as the header"
    return header, rows


def cell(text: str, column: str) -> str | list[str] | None:
    if text == "NULL":
        return None
    return [part for part in text.split("|") if part] if type_of(column) == "VARCHAR[]" else text


def load(connection: duckdb.DuckDBPyConnection, case: Path) -> None:
    """One table a CSV file of the case; table and column names are our own."""
    for path in sorted(case.glob("*.csv")):
        if path.stem != "expect":
            header, rows = rows_of(path)
            columns = ", ".join(f"{name} {type_of(name)}" for name in header)
            connection.execute(f"CREATE TABLE {path.stem} ({columns})")
            for row in rows:
                values = [cell(text, name) for text, name in zip(row, header, strict=True)]
                marks = ", ".join("?" for _ in values)
                insert = f"INSERT INTO {path.stem} VALUES ({marks})"  # noqa: S608 -- names are our own
                connection.execute(insert, values)


def shown(value: Any) -> str:
    """A value as the README of this folder writes it."""
    if value is None:
        return "NULL"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Decimal):
        return format(value.normalize() + 0, "f")
    if isinstance(value, list):
        return "|".join(value)
    return value.isoformat() if isinstance(value, date) else str(value)


def statement(step: str) -> tuple[str, str]:
    """The statement of a step and the table that it writes (`nothing` for a query)."""
    found = [text for folder in FOLDERS for name, text in statements(folder) if name == f"{step}.sql"]
    assert len(found) == 1, f"{step}: {len(found)} statements of that name"
    written = next(line for line in found[0].splitlines() if line.startswith("-- writes:"))
    return found[0], written.partition(":")[2].strip()


def result_of(connection: duckdb.DuckDBPyConnection, case: Path) -> duckdb.DuckDBPyRelation:
    """What the case's statement, or the whole folder it names, comes to."""
    step = case.parent.name
    if step in RESULTS:
        run_steps(connection, step)
        return connection.table(RESULTS[step])
    for name, text in (*statements("indicators"), *statements("across")):
        if name in MACROS and (name != "05_parameter.sql" or _has(connection, "rule_parameters")):
            connection.execute(text)
    text, written = statement(step)
    if written == "nothing":
        path = case / "params.json"
        return connection.sql(text, params=json.loads(path.read_text(encoding="utf-8")))
    connection.execute(text)
    if written == "macro on_map":
        return connection.sql("FROM on_map(DATE '2025-07-01')")
    return connection.view(written) if written in VIEWS else connection.table(written)


def _has(connection: duckdb.DuckDBPyConnection, table: str) -> bool:
    return (table,) in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()


def lines(header: list[str], rows: list[list[str]]) -> list[str]:
    """One comparable line a row, in order."""
    return sorted(" | ".join(f"{n}={t}" for n, t in zip(header, row, strict=True)) for row in rows)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}-{case.name}")
def test_sql(case: Path, duck: duckdb.DuckDBPyConnection) -> None:
    load(duck, case)
    header, expected = rows_of(case / "expect.csv")
    result = result_of(duck, case)
    assert set(header) <= set(result.columns), "expect.csv names a column that is not there"
    actual = [[shown(row[name]) for name in header] for row in result.to_arrow_table().to_pylist()]
    assert lines(header, expected) == lines(header, actual)


def covered() -> Iterator[str]:
    yield from {case.parent.name for case in CASES}


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_statement_has_a_case(folder: str) -> None:
    ours = {name.removesuffix(".sql") for name, _ in statements(folder)}
    untested = ours - set(covered()) - {name.removesuffix(".sql") for name in MACROS}
    assert untested == set()


@pytest.mark.parametrize(
    ("numerator", "denominator", "scale", "expected"),
    [
        (1, 8, 100, "0.13"),
        (-1, 8, 100, "-0.13"),
        (1, 3, 100, "0.33"),
        (2, 3, 100, "0.67"),
        (5, 1000, 100, "0.01"),
        (-5, 1000, 100, "-0.01"),
        (49, 10000, 100, "0"),
        (5, 2, 1, "3"),
        (-5, 2, 1, "-3"),
        (0, 7, 100, "0"),
        (1, 0, 100, None),
        (None, 7, 100, None),
        (7, None, 100, None),
        (10**16 + 5, 10**4, 10000, "1000000000000.0005"),
    ],
)
def test_a_ratio_is_rounded_half_away_from_zero(
    duck: duckdb.DuckDBPyConnection,
    numerator: int | None,
    denominator: int | None,
    scale: int,
    expected: str | None,
) -> None:
    duck.execute(dict(statements("indicators"))["05_macros.sql"])
    values = {"n": numerator, "d": denominator, "s": scale}
    row = duck.execute("SELECT rounded_ratio($n::BIGINT, $d::BIGINT, $s::BIGINT)", values).fetchone()
    assert row == (None if expected is None else Decimal(expected),)
