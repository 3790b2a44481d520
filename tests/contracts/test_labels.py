"""A severity, a state of a submission and a duty carry one name, wherever they are printed.

Here belongs: a word that two places print and only one of them may choose.
"""

import pytest

from tests.judged import words_of
from transforms.registry import Registry
from transforms.render.lines import DUTY_STATES
from transforms.terms.texts import LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_name_severities_as_the_table_of_severities(registry: Registry, language: str) -> None:
    words = words_of(language)
    named = {one.severity: words.say.of(one, "label") for one in registry.severities.values()}
    assert {severity: words.severity(severity) for severity in named} == named


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("verdict", sorted(set(DUTY_STATES) - {"missing"}))
def test_pages_and_commands_name_states_as_the_table_of_states(
    registry: Registry, verdict: str, language: str
) -> None:
    words = words_of(language)
    assert words.duty(verdict) == words.say.of(registry.states[verdict], "label")
