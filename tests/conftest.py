"""What every test may use: the shipped reference, a small made-up country, a DuckDB connection in memory."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, settings

from flows.places import Workspace
from flows.stores.reference import reference_texts
from flows.stores.warehouse import in_memory
from tests.builders import small_texts
from transforms.registry import Registry, build_registry

settings.register_profile(
    "house", deadline=None, database=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("house")

_NO_WORKSPACE = Workspace(Path(__file__).parent / "no-workspace")


@pytest.fixture(scope="session")
def texts() -> dict[str, str]:
    """Every shipped reference file by its path; a test that changes one makes its own copy."""
    return reference_texts(_NO_WORKSPACE)


@pytest.fixture(scope="session")
def registry(texts: dict[str, str]) -> Registry:
    """The shipped reference."""
    return build_registry(texts, "shipped")


@pytest.fixture(scope="session")
def small(texts: dict[str, str]) -> Registry:
    """The shipped forms, items, indicators and rules over a country of two districts (see builders)."""
    return build_registry(small_texts(texts), "small")


@pytest.fixture
def duck() -> Iterator[duckdb.DuckDBPyConnection]:
    """An empty database in memory."""
    with in_memory() as connection:
        yield connection
