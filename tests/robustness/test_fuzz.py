"""A short run of the fuzzer; the long ones are run by hand (see fuzz.py)."""

from pathlib import Path

import pytest

from tests.robustness.fuzz import tried


@pytest.mark.slow
def test_no_mutated_file_raises_past_its_receipt(tmp_path: Path) -> None:
    found = tried(400, 4, tmp_path)
    assert sum(found.outcomes.values()) == 400
    assert [what for what, _ in found.failures] == []
    assert any(name.endswith(": read") for name in found.outcomes)
