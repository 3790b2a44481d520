"""Every rule of the catalogue has a submission that breaks it and one that keeps it.

Here belongs: one pair a rule, the smallest that shows what the rule means. A rule without its pair fails this test.
"""

from pathlib import Path

import pytest

from tests.builders import small_registry
from tests.rules import (
    fixtures_content,
    fixtures_layout_titles,
    fixtures_numbers_opening,
    fixtures_others,
    fixtures_reading,
)

FIXTURES = (
    fixtures_reading.FIXTURES
    | fixtures_layout_titles.FIXTURES
    | fixtures_numbers_opening.FIXTURES
    | fixtures_content.FIXTURES
    | fixtures_others.FIXTURES
)
RULES = sorted(rule_id for rule_id, rule in small_registry().rules.items() if rule.mode != "withheld")


def test_every_rule_has_a_fixture_and_every_fixture_a_rule() -> None:
    assert sorted(FIXTURES) == RULES


@pytest.mark.parametrize("rule_id", sorted(FIXTURES))
def test_the_breaking_submission_raises_the_rule_and_the_kept_one_does_not(
    rule_id: str, tmp_path: Path
) -> None:
    fixture = FIXTURES[rule_id]
    (tmp_path / "fails").mkdir()
    (tmp_path / "passes").mkdir()
    assert rule_id in fixture.fails(tmp_path / "fails")
    assert rule_id not in fixture.passes(tmp_path / "passes")
