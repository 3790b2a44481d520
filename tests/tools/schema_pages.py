"""The pages of the public tables and of the SQL steps."""

import re
from collections.abc import Iterator
from importlib.resources import files

from tests.tools.markdown import code, codes, table
from transforms.schemas import PUBLIC_TABLES, Table, arrow_schema
from transforms.sql import statements

_TABLES = """\
# Public tables

Every table is written as Parquet and as CSV; the same descriptions stand in the Arrow field metadata and in
`datapackage.json` of a release. `facts` stays in the facts room; the other three are part of every release.
In CSV a list is one cell, its parts separated by semicolons; an empty cell is no value, never a zero.
"""
_SQL = """\
# SQL steps

One statement a file under `transforms/sql/`, run in number order by DuckDB on a connection that is handed in. A step
reads only what the input tables or a lower number give. `ties` and then `across` run in memory during the check,
`indicators` builds the warehouse, `trace` answers `tonghop trace`, `series` answers `tonghop series`, `openings` finds
the opening figures of a template, `release` finds the cells behind every figure of a release.
"""
_KEY = re.compile(r"-- (?P<key>\w+):\s+(?P<text>.*)")


def tables_page() -> str:
    """One section a public table, a row a column."""
    return "\n".join([_TABLES, *(_table_section(one) for one in PUBLIC_TABLES)])


def _table_section(one: Table) -> str:
    types = {field.name: str(field.type) for field in arrow_schema(one)}
    rows = [(code(f.name), types[f.name], f.measure_unit, f.description) for f in one.fields]
    return (
        f"## `{one.name}`: {one.title_vi}\n\nGrain: {one.grain}.\n\nOrder: {codes(one.order)}.\n\n"
        + table(("Column", "Type", "Measure unit", "Description"), rows)
    )


def sql_page() -> str:
    """One section a folder of steps, a row a step."""
    return "\n".join([_SQL, *(_folder_section(folder) for folder in sql_folders())])


def sql_folders() -> list[str]:
    """The folders under transforms/sql that hold steps."""
    return sorted(
        f.name for f in files("transforms.sql").iterdir() if f.is_dir() and not f.name.startswith("_")
    )


def _folder_section(folder: str) -> str:
    rows = [
        (code(name), *(header.get(key, "") for key in ("purpose", "grain", "reads", "writes")))
        for name, header in ((name, dict(sql_header(text))) for name, text in statements(folder))
    ]
    return f"## `{folder}`\n\n" + table(("Step", "Purpose", "Grain", "Reads", "Writes"), rows)


def sql_header(statement: str) -> Iterator[tuple[str, str]]:
    """The (key, text) pairs of the comment block at the top of a statement, continued lines joined."""
    key, texts = "", list[str]()
    for line in statement.splitlines():
        if not line.startswith("--"):
            break
        match = _KEY.fullmatch(line)
        if match:
            if key:
                yield key, " ".join(texts)
            key, texts = match["key"], [match["text"].strip()]
        else:
            texts.append(line.removeprefix("--").strip())
    if key:
        yield key, " ".join(texts)
