"""The name of a unit without what a clerk adds to it: a footnote mark, a remark, its office, the unit above it."""

import re
from dataclasses import dataclass

from transforms.sheet.row_words import Words
from transforms.sheet.scope import Scope
from transforms.terms.territory import Territory
from transforms.text.normalise import text_key

_ADDITIONS = 4
_LONGEST = 120
_FOOTNOTE = re.compile(r"\s*(?:\(\*+\)|\*+|\(?\d{1,2}\)|[⁰¹²³⁴-⁹†‡]+)$")
_IN_BRACKETS = re.compile(r"\s*\((?P<said>[^()]*)\)$")
_BEHIND = re.compile(r"(?:\s*,\s*|\s+-\s*|\s*-\s+)(?P<said>[^,]+)$")


@dataclass(frozen=True)
class PlainName:
    """A name by which a unit is known; `within` is the unit above it that was written beside it.

    `typed` is the name as written where anything was left out of it.
    """

    text: str
    within: Territory | None = None
    typed: str = ""


def plain_name(name: str, scope: Scope, words: Words) -> PlainName:
    """The name itself where a unit is known by it, else what is left of it once all additions are known ones."""
    if not name or len(name) > _LONGEST or scope.anywhere(name):
        return PlainName(name)
    text, within = name, None
    for _ in range(_ADDITIONS):
        shorter = _without_one(text, scope, words)
        if shorter is None:
            break
        text, above = shorter
        within = within or above
        if _is_known(text, within, scope):
            return PlainName(text, within, name)
    return PlainName(name)


def _is_known(text: str, within: Territory | None, scope: Scope) -> bool:
    """Whether a unit is known by this name; inside the unit that is written beside it, only one."""
    units = scope.anywhere(text)
    if within is None:
        return bool(units)
    return sum(unit != within and scope.is_under(unit, within) for unit in units) == 1


def _without_one(text: str, scope: Scope, words: Words) -> tuple[str, Territory | None] | None:
    """The text without its last addition, or without the office before it, and the unit that the addition names."""
    if found := _FOOTNOTE.search(text):
        return text[: found.start()], None
    key = text_key(text)
    if office := next((word for word in words["name_offices"] if key.startswith(f"{word} ")), ""):
        return text.split(maxsplit=len(office.split()))[-1], None
    if (found := _IN_BRACKETS.search(text)) and text_key(found["said"]) in words["name_remarks"]:
        return text[: found.start()], None
    found = found or _BEHIND.search(text)
    above = scope.above(found["said"]) if found else None
    return (text[: found.start()], above) if found and above else None
