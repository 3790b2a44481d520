"""Every check of the official framework is carried by rules, or it is written down why by none.

Here belongs: the map from the framework to the catalogue.
"""

import csv

import pytest

from tests.builders import shipped_texts
from transforms.registry import Registry

CHECKS = [f"C{n:02}" for n in range(1, 27)] + [f"X{n}" for n in range(1, 11)]
ROWS = {r["check_id"]: r for r in csv.DictReader(shipped_texts()["framework_checks.csv"].splitlines())}


def test_the_map_holds_every_check_of_the_framework_and_no_other() -> None:
    assert sorted(ROWS) == sorted(CHECKS)


@pytest.mark.parametrize("check", CHECKS)
def test_a_check_is_carried_by_rules_or_the_reason_is_written(check: str, registry: Registry) -> None:
    rules = list(filter(None, ROWS[check]["rule_ids"].split("|")))
    assert rules or ROWS[check]["reason_vi"]
    assert {rule: registry.rules[rule].mode for rule in rules if rule in registry.rules} == dict.fromkeys(
        rules, "active"
    )
