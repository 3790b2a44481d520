"""Looser keys of the names of territories, for names that are written in another way and mean one unit.

`name_key` of the module beside this one is the strict key. Accents stay in every key: "Đắk Lao"
and "Đắk Láo" are two names.
"""

import re
import unicodedata
from functools import lru_cache

from transforms.text.normalise import name_key, text_key

_KINDS = ("thành phố", "thị trấn", "đặc khu", "phường", "huyện", "thị xã", "tỉnh", "quận", "xã")
_NAMES_KEPT = 65536
_LETTER = r"\w\u0300-\u036f"
# The last vowel of a syllable that has no other one: Mỹ and Mĩ, Quý and Quí; never the y of Thủy or Tây.
_LAST_Y = re.compile(
    rf"(?<![{_LETTER}])(?P<start>qu|[bcdđfghjklmnprstvwxz]+)y(?P<tone>[\u0300\u0301\u0303\u0309\u0323]?)(?![{_LETTER}])"
)
_APOSTROPHES = re.compile("[’‘ʼ`´]")
_LEADING_ZEROS = re.compile(r"(?<!\d)0+(?=\d)")
_GAPS = re.compile(r"[\s-]+")
_LETTERS = re.compile(r"[^\W\d_]")


@lru_cache(maxsize=_NAMES_KEPT)
def spelling_key(name: str) -> str:
    """The strict key without the difference of i and y, of blanks and hyphens, and of 01 and 1."""
    return _spelled(name_key(name))


@lru_cache(maxsize=_NAMES_KEPT)
def bare_key(name: str) -> str:
    """The spelling key of a unit's name without its kind."""
    kind, rest = _split(name_key(name))
    return _spelled(rest if kind else name_key(name))


def without_kind(name: str) -> str:
    """A unit's name as written, without its kind: `Bắc Kạn` of `Tỉnh Bắc Kạn`."""
    lowered = name.lower()
    kind = next((kind for kind in _KINDS if lowered.startswith(f"{kind} ")), "")
    return name[len(kind) :].strip()


@lru_cache(maxsize=_NAMES_KEPT)
def whole_key(name: str) -> str:
    """The spelling key of a name taken as written, no word in it for a kind; empty for a number alone.

    "P Rao" is a ward written short, or all of a name.
    """
    key = text_key(name)
    return _spelled(key) if _LETTERS.search(key) else ""


@lru_cache(maxsize=_NAMES_KEPT)
def proposal_key(name: str) -> str:
    """The loosest key, without kind and accents: it proposes a name to a person and never decides one."""
    plain = _unaccented(name_key(name))
    kind = next((k for k in map(_unaccented, _KINDS) if plain.startswith(f"{k} ")), "")
    return _GAPS.sub("", plain[len(kind) :])


def _unaccented(text: str) -> str:
    letters = unicodedata.normalize("NFD", text.replace("đ", "d"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _split(key: str) -> tuple[str, str]:
    kind = next((kind for kind in _KINDS if key.startswith(f"{kind} ")), "")
    return kind, key[len(kind) :].strip()


def _spelled(key: str) -> str:
    decomposed = unicodedata.normalize("NFD", _APOSTROPHES.sub("'", key))
    one_vowel = _LAST_Y.sub(r"\g<start>i\g<tone>", decomposed)
    return _GAPS.sub("", _LEADING_ZEROS.sub("", unicodedata.normalize("NFC", one_vowel)))
