"""What the name of a row says by its words alone, before any unit is looked up."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from transforms.same import Same
from transforms.text.normalise import contains_phrase, text_key

Words = Mapping[str, tuple[str, ...]]

_NAMES_KEPT = 32768
_NUMBERED = re.compile(r"\(?(?:\d+(?:\.\d+)*|[ivxlc]+|[a-zđ])[.):]?|[-+*•]", re.IGNORECASE)
# An X, P, H, Q or T with a dot is a kind written short ("X. Sĩ Bình"), never a number.
_LEADING_NUMBER = re.compile(
    r"^(?:[-+*•]+\s*|\(?(?:\d{1,3}(?:\.\d{1,3})*|[IVXLC]{2,}|[IVLABDĐEG]|[a-zđ](?=\)))[.):/-]+\s*"
    r"|(?:[IVXLC]{2,}|[IVLC]|\d+(?:\.\d+)*)\s+)(?=\S)"
)
_WORDS = re.compile(r"\w+")
_LISTED = re.compile(r"^[-+*•]")
_CONTINUED = re.compile(r"\s*\((?:tiếp theo|tiếp)\)$", re.IGNORECASE)
# What may follow the word of a total without naming a unit: (I+II), 1+2; or the number of its units: 17 xã, thị trấn.
_SUM_OF = re.compile(r"\([^\d]*\)|\(?[ivx\d]+(?:\s*[+,=&]\s*[ivx\d]+)+\)?")
_PARTS_ADDED = re.compile(r"\s*\([ivx\d]+(?:\s*[+,&]\s*[ivx\d]+)+\)$")
_COUNT_OF = re.compile(r"\(?(?P<count>\d+)\s+(?P<kinds>[^\d()]+)\)?")


@dataclass(frozen=True)
class Said:
    """The kind of a name and the part of it that names a unit or a block.

    `kind` is total, whole (“toàn huyện”), area, of_which, page_total, signature, note, below_level or name;
    `leads` tells that a word of a total stands before the rest, `count` how many units a total says it has.
    """

    kind: str
    rest: str = ""
    leads: bool = False
    count: int = 0


def name_of(stub: Mapping[str, str]) -> tuple[str, bool]:
    """The name of a row without its number, and whether a dash lists it.

    A total may stand in the merged column of numbers instead.
    """
    return _without_number(stub.get("territory", ""), stub.get("number", ""))


@lru_cache(maxsize=_NAMES_KEPT)
def _without_number(name: str, number: str) -> tuple[str, bool]:
    if not name and number and not _NUMBERED.fullmatch(number):
        name = number
    is_listed = bool(_LISTED.match(name) or _LISTED.match(number))
    return _CONTINUED.sub("", _LEADING_NUMBER.sub("", _LEADING_NUMBER.sub("", name))), is_listed


def said_by(name: str, words: Words) -> Said:
    """What the words of a name say."""
    return _said(name, Same(words))


@lru_cache(maxsize=_NAMES_KEPT)
def _said(name: str, same_words: Same[Words]) -> Said:
    words = same_words.value
    key = text_key(name).rstrip(" :.")
    if any(key.startswith(word) for word in words["page_total"]):
        return Said("page_total")
    if any(contains_phrase(key[: len(word)], word) for word in words["of_which"] if key.startswith(word)):
        return Said("of_which")
    if any(word in key for word in words["signature"]):
        return Said("signature")
    if any(key.startswith(word) for word in words["note"]):
        return Said("note")
    return _sum_or_name(name, key, words)


def _sum_or_name(name: str, key: str, words: Words) -> Said:
    key = _PARTS_ADDED.sub("", key)
    if key in words["total"] or key in words["total_short"]:
        return Said("total")
    if whole_levels(key, words):
        return Said("whole", key)
    lead, rest = "", name
    while found := next((w for w in words["total_lead"] if _follows(w, rest if lead else key, words)), ""):
        lead, rest = found, (rest if lead else key)[len(found) :].strip(" :-")
    if area := _area_of(key, words):
        return Said("area", area, bool(lead))
    if lead and (total := _total_of(rest, words)):
        return total
    is_below = any(_names_one(name, word) for word in words["below"] if key.startswith(f"{word} "))
    return Said("below_level" if is_below else "name", rest, bool(lead))


def _follows(lead: str, key: str, words: Words) -> bool:
    """Whether a text begins with the word of a sum and says more than the whole of a unit."""
    return key.startswith((f"{lead} ", f"{lead}:")) and not whole_levels(key, words)


def _area_of(key: str, words: Words) -> str:
    """The block that a text names, if it names nothing else: “Xã X (nông thôn)” is a unit."""
    phrases = [phrase for phrase in words["area"] if contains_phrase(key, phrase)]
    known = {
        word for p in (*words["area"], *words["total_lead"], *words["heading_words"]) for word in p.split()
    }
    is_all = all(word in known or _NUMBERED.fullmatch(word) for word in _WORDS.findall(key))
    return min(phrases, key=len) if phrases and is_all else ""


def _total_of(rest: str, words: Words) -> Said | None:
    """The total that the word of a total and what follows it make; none where a unit is named."""
    if whole_levels(rest, words):
        return Said("whole", rest)
    if rest in words["total_rest"] or _SUM_OF.fullmatch(rest):
        return Said("total")
    counted = _COUNT_OF.fullmatch(rest)
    if counted and _are_kinds(counted["kinds"], words):
        return Said("total", count=int(counted["count"]))
    return None


def _are_kinds(text: str, words: Words) -> bool:
    """Whether a text is nothing but kinds of units: “xã, thị trấn”."""
    kinds = {word for phrase in words["total_kinds"] for word in phrase.split()}
    return all(word in kinds for word in text.replace(",", " ").split())


def _names_one(name: str, word: str) -> bool:
    """Whether a name or a number follows the word: “Tổ 5” is a street group, “Tổ chức hội” is none."""
    rest = name.split()[len(word.split()) :]
    return bool(rest) and (rest[0][0].isupper() or not rest[0][0].isalpha())


def whole_levels(key: str, words: Words) -> tuple[str, ...]:
    """The levels of which a text such as “toàn huyện” is the whole."""
    return tuple(level for level in ("province", "district", "commune") if key in words[f"whole_{level}"])
