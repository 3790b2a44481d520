"""One run of the demo for all golden tests."""

from pathlib import Path

import pytest

from tests.flow_helpers import demo


@pytest.fixture(scope="session")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return demo(tmp_path_factory.getbasetemp())[0]
