"""Every sentence speaks two languages and fills the same places."""

from string import Formatter

import pytest

from transforms.plan_check import KINDS
from transforms.plan_check.sentences import SENTENCES

# A Vietnamese measure unit (hộ, người) has no place in an English sentence.
_VIETNAMESE_ONLY = {"unit"}


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("key", sorted(SENTENCES))
def test_both_languages_fill_the_same_places(key: str) -> None:
    (first, vietnamese), (second, english) = SENTENCES[key]
    assert (first, second) == (0, 1)
    assert places(vietnamese) - _VIETNAMESE_ONLY == places(english) - _VIETNAMESE_ONLY
    assert vietnamese != english


def test_every_sentence_is_of_a_known_kind() -> None:
    assert {key.partition(".")[2] for key in SENTENCES} == set(KINDS)
