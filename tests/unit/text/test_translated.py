"""What stands in an English message in place of the Vietnamese parts of an issue."""

import pytest

from transforms.registry import Registry
from transforms.text.translated import Phrases

PHRASES = Phrases({"hộ": "households", "ô": "cell", "đơn vị": "units", "đơn vị khác": "other units"})


@pytest.mark.parametrize(
    ("found", "told"),
    [
        ("10 đơn vị", "10 units"),
        ("Xã Sĩ Bình và 3 đơn vị khác", "Xã Sĩ Bình và 3 other units"),
        ("ô H10", "cell H10"),
        ("“Số hộ” 5 hộ", "“Số hộ” 5 households"),
        ("1.486", "1,486"),
        ("1.234.567,89", "1,234,567.89"),
        ("17,33", "17.33"),
        ("12.5", "12.5"),
        ("16/01/2019", "16/01/2019"),
        ("31.12.2018", "31.12.2018"),
        ("D12, E12, 3", "D12, E12, 3"),
        ("Hộ Phòng", "Hộ Phòng"),
    ],
)
def test_known_words_and_numbers_become_english(found: str, told: str) -> None:
    assert PHRASES.in_english(found) == told


def test_without_phrases_only_numbers_change() -> None:
    assert Phrases({}).in_english("1.486 hộ") == "1,486 hộ"


def test_labels_of_items_are_translated_inside_a_sentence_too(registry: Registry) -> None:
    told = registry.issue_phrases.in_english("biểu F03, số hộ nghèo, ô H10")
    assert told == "form F03, poor households, cell H10"
