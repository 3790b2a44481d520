"""A severity, a state of a submission and a duty carry one name, wherever they are printed.

Here belongs: a word that two places print and only one of them may choose.
"""

import pytest
import yaml

from tests.builders import shipped_texts
from transforms.registry import Registry
from transforms.render.vi_format import DUTY_STATES, SEVERITY_LABELS


def test_pages_name_severities_as_the_table_of_severities(registry: Registry) -> None:
    assert {s.severity: s.label_vi for s in registry.severities.values()} == SEVERITY_LABELS


@pytest.mark.parametrize("verdict", sorted(DUTY_STATES.keys() - {"missing"}))
def test_pages_and_commands_name_states_as_the_table_of_states(registry: Registry, verdict: str) -> None:
    state = registry.states[verdict]
    assert DUTY_STATES[verdict] == state.label_vi
    said = yaml.safe_load(shipped_texts()["messages/cli.yaml"])[f"verdict_{verdict}"]
    assert said == {"vi": state.label_vi, "en": state.label_en}
