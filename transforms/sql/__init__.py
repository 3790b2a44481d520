"""Numbered SQL steps, one statement a file, each with a header that says what it reads and writes."""

from importlib.resources import files

from duckdb import DuckDBPyConnection


def statements(folder: str) -> list[tuple[str, str]]:
    """The (name, statement) pairs of `transforms/sql/<folder>`, in number order."""
    found = (f for f in files("transforms.sql").joinpath(folder).iterdir() if f.name.endswith(".sql"))
    return [(f.name, f.read_text(encoding="utf-8")) for f in sorted(found, key=lambda f: f.name)]


def run_steps(connection: DuckDBPyConnection, folder: str) -> None:
    """Run every step of a folder on a connection whose input tables are loaded."""
    for _, statement in statements(folder):
        connection.execute(statement)
