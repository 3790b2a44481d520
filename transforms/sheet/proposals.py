"""The name that may have been meant by one that nobody has: for the eyes of the submitter only."""

import difflib
import re
from collections.abc import Iterable, Sequence

from transforms.text.names import proposal_key
from transforms.text.normalise import text_key

_NEAR = 0.75
_NEAR_A_WORD = 0.8
_ADDED = re.compile(r"\s*(?:\(|,|\s-\s).*$")


def nearest(name: str, names: Iterable[str]) -> str:
    """The most similar of the names, their kinds (xã, phường …) and accents compared last; empty where none is near."""
    by_key: dict[str, list[str]] = {}
    for one in names:
        by_key.setdefault(proposal_key(one), []).append(one)
    plain = _ADDED.sub("", name)
    near = difflib.get_close_matches(proposal_key(plain), by_key, n=1, cutoff=_NEAR)
    return max(by_key[near[0]], key=lambda one: _likeness(plain, one)) if near else ""


def _likeness(one: str, other: str) -> float:
    return difflib.SequenceMatcher(None, text_key(one), text_key(other)).ratio()


def is_near_word(text: str, words: Sequence[str]) -> bool:
    """Whether a text is nearly one of these words, as “Tồng cộng” is."""
    return bool(difflib.get_close_matches(text_key(text), words, n=1, cutoff=_NEAR_A_WORD))
