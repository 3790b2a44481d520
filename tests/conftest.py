"""What every test may use: the shipped reference, a small made-up country, a DuckDB connection in memory."""

from collections.abc import Iterator

import duckdb
import pytest
from hypothesis import HealthCheck, settings

from flows.stores.warehouse import in_memory
from tests.builders import empty_schema, shipped_texts, small_registry
from transforms.registry import Registry, build_registry

settings.register_profile(
    "house", deadline=None, database=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("house")


@pytest.fixture(scope="session")
def texts() -> dict[str, str]:
    """Every shipped reference file by its path; a test that changes one makes its own copy."""
    return shipped_texts()


@pytest.fixture(scope="session")
def registry(texts: dict[str, str]) -> Registry:
    """The shipped reference."""
    return build_registry(texts, "shipped")


@pytest.fixture(scope="session")
def small() -> Registry:
    """The shipped forms, items, indicators and rules over a country of two districts (see builders)."""
    return small_registry()


@pytest.fixture(scope="session")
def database() -> Iterator[duckdb.DuckDBPyConnection]:
    """One database in memory for the whole session: opening and closing one takes longer than a test."""
    with in_memory() as connection:
        yield connection


@pytest.fixture
def duck(database: duckdb.DuckDBPyConnection) -> Iterator[duckdb.DuckDBPyConnection]:
    """An empty schema of that database, dropped after the test."""
    with empty_schema(database) as connection:
        yield connection
