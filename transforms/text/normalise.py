"""Comparison keys for Vietnamese text; the text as found is never rewritten.

Accents are kept: "Đắk Lao" and "Đắk Láo" are two names. Only the ways of typing one
name are brought together: Unicode form, kinds of blanks and dashes, letter case, the
place of the tone mark (hoà, hòa) and a kind written short (TT., P., X., H., TP.).
"""

import re
import unicodedata
from functools import lru_cache

_TEXTS_KEPT = 65536
_SPACES = re.compile(r"[\s\u00a0\u2000-\u200a\u202f\u3000]+")
_INVISIBLE = re.compile(
    r"[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff]"
)
_DASHES = re.compile(r"[\u02d7\u2010-\u2015\u2043\u207b\u2212\ufe58\ufe63\uff0d]")
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_OPEN_PAIR = re.compile(rf"(?P<first>o|u)(?P<tone>[{_TONES}])(?P<second>a|e|y)(?![a-z\u0300-\u036f])")
_PREFIXES = {
    "tt": "thị trấn",
    "tp": "thành phố",
    "tx": "thị xã",
    "đk": "đặc khu",
    "ph": "phường",
    "p": "phường",
    "x": "xã",
    "h": "huyện",
    "q": "quận",
    "t": "tỉnh",
}
# "TT.Phủ Thông", "TT Phủ Thông", "T.T. Phủ Thông", "P 1"; a letter alone before a blank is read as a kind too.
_SHORT_KIND = re.compile(r"(?P<short>t\.?[tpx]|đ\.?k|ph|[pxhqt])(?:\. ?| )(?=\S)")


@lru_cache(maxsize=_TEXTS_KEPT)
def clean(text: str) -> str:
    """The text in NFC with single plain blanks, plain dashes and nothing invisible."""
    composed = unicodedata.normalize("NFC", text).replace("Ð", "Đ").replace("ð", "đ")
    return _SPACES.sub(" ", _DASHES.sub("-", _INVISIBLE.sub("", composed))).strip()


@lru_cache(maxsize=_TEXTS_KEPT)
def text_key(text: str) -> str:
    """The text for comparison: clean, lower case, tone marks on one agreed letter."""
    decomposed = unicodedata.normalize("NFD", clean(text).lower())
    moved = _OPEN_PAIR.sub(r"\g<first>\g<second>\g<tone>", decomposed)
    return unicodedata.normalize("NFC", moved)


def name_key(name: str) -> str:
    """The key of a territory's name, its kind (xã, phường …) written in full."""
    key = text_key(name)
    match = _SHORT_KIND.match(key)
    if match is None:
        return key
    return f"{_PREFIXES[match['short'].replace('.', '')]} {key[match.end() :]}"


def contains_phrase(key: str, phrase: str) -> bool:
    """Whether `phrase` stands in `key` as whole words; both are text keys."""
    return phrase in key and _whole_words(phrase).search(key) is not None


@lru_cache(maxsize=_TEXTS_KEPT)
def _whole_words(phrase: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(phrase)}(?!\w)")


def lower_first(text: str) -> str:
    """The text as it goes on inside a sentence."""
    return text[:1].lower() + text[1:]
