"""The poverty standard that a title names: by its stage ("giai đoạn 2022-2025") or by its decree."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from transforms.terms.standard import Standard

Words = Mapping[str, tuple[str, ...]]


def standards_in(
    lines: Sequence[str], standards: Iterable[Standard], words: Words
) -> tuple[frozenset[str], tuple[str, ...]]:
    """The ids of the standards that the lines (text keys) name, and the lines without these names.

    A name may go on in the next line. A stage that belongs to a programme or plan names no standard.
    """
    text, named = "\n".join(lines), set()
    for standard in standards:
        pattern = _pattern(
            standard.phrases, words["standard_leads"], words["standard_fillers"], words["other_stages"]
        )
        if any(found["name"] for found in pattern.finditer(text)):
            named.add(standard.standard_id)
            text = pattern.sub(_without_name, text)
    return frozenset(named), tuple(text.split("\n"))


def _without_name(found: re.Match[str]) -> str:
    """What stays of a place: another stage as it is, of a name only its line breaks."""
    return "\n" * found[0].count("\n") if found["name"] else found[0]


@cache
def _pattern(
    phrases: tuple[str, ...], leads: tuple[str, ...], fillers: tuple[str, ...], others: tuple[str, ...]
) -> re.Pattern[str]:
    """Matches another stage as a whole, or as `name` a phrase with the lead before it.

    A number is not matched inside a longer one: 59/2015/QĐ-UBND is no 59/2015.
    """
    gap = rf"(?:\s(?:{_any_of(fillers)}))*\s"
    lead = rf"(?:{_any_of(leads)})"
    phrase = "|".join(gap.join(map(_exact, p.split())) for p in _longest_first(phrases))
    stage = r"giai đoạn \d{4}\s?-\s?\d{4}"
    other = rf"(?:{_any_of(others)})(?:(?!{lead})[^;()])*?{stage}"
    return re.compile(rf"{other}|(?P<name>(?<![\w/])(?:{lead}{gap})?(?:{phrase})(?![\w/]))")


def _any_of(texts: Iterable[str]) -> str:
    return "|".join(r"\s".join(map(_exact, text.split())) for text in _longest_first(texts))


def _longest_first(texts: Iterable[str]) -> list[str]:
    return sorted(texts, key=len, reverse=True)


def _exact(word: str) -> str:
    """The word itself; blanks may stand around its dashes."""
    return r"\s?-\s?".join(map(re.escape, word.split("-")))
