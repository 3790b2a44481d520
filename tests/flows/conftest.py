"""One workspace for many assertions: a night of good and bad deliveries, and the night after it."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.flow_helpers import copied, deliver, id_of, run
from tests.flows.deliveries import FIRST_NIGHT, SECOND_NIGHT


@dataclass(frozen=True)
class Night:
    """A workspace after a run, and the summary of the run."""

    workspace: Path
    summary: dict[str, Any]


@pytest.fixture(scope="session")
def first_night(tmp_path_factory: pytest.TempPathFactory) -> Night:
    """Read it, never write in it."""
    workspace = tmp_path_factory.mktemp("nights") / "first"
    deliver(workspace, FIRST_NIGHT())
    return Night(workspace, run(workspace))


@pytest.fixture(scope="session")
def second_night(first_night: Night, tmp_path_factory: pytest.TempPathFactory) -> Night:
    """The night after, in a copy: resubmissions, good and bad."""
    workspace = copied(first_night.workspace, tmp_path_factory.mktemp("nights") / "second")
    deliver(workspace, SECOND_NIGHT(), day="2020-12-09")
    return Night(workspace, run(workspace))


@pytest.fixture(scope="session")
def submissions() -> dict[str, str]:
    """The submission id of every delivery, by its place."""
    return {place: id_of(content) for place, content in {**FIRST_NIGHT(), **SECOND_NIGHT()}.items()}
