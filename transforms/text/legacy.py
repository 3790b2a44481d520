"""Text typed in the fonts of the time before Unicode: detected by font and by letters, converted text by text.

Correct Unicode text is left as it is, in a legacy font too. The judge between two readings of a text is how many
of its words can be Vietnamese syllables in each.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from transforms.text.legacy_tables import FREQUENT, TCVN3, VNI
from transforms.text.syllables import is_syllable

CHARSETS = {"TCVN3": TCVN3, "VNI": VNI}

_TEXTS_KEPT = 4096
_LONGEST_LOOKED_AT = 2000
# Without a font's name: so many different words that only the legacy reading explains, so large a share explained.
_WORDS_NEEDED = 3
_SHARE_NEEDED = 0.8
# A character beyond Latin-1 and the signs that Windows-1252 adds to it: Unicode for certain.
_UNICODE_ONLY = re.compile(r"[^\x00-\xff€‚ƒ„…†‡ˆ‰‹‘’“”•–—˜™›]")
_WORD = re.compile(r"[^\s\d!-/:-@\[-`{-~–—‘’“”…]+")
_LETTER = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿ]")
_ACCENTED = re.compile(r"[À-ÖØ-öø-ÿ]")
_INSIDE = re.compile(r"(?<=[A-Za-z])[^\w\s!-/:-@\[-`{-~](?=[A-Za-z])")


def charset_of_font(font: str) -> str:
    """The charset that the name of a font stands for, empty for a font of Unicode."""
    name = font.strip().lower()
    if name.startswith(".vn"):
        return "TCVN3"
    return "VNI" if name.startswith("vni-") else ""


def detected(texts: Iterable[str], fonts: Iterable[str]) -> str:
    """The charset of a sheet's texts: "TCVN3", "VNI" or "" (Unicode, or nothing to convert).

    A font's name is enough where one text can only be read in its charset; without fonts (CSV) several different
    words must be Vietnamese in the legacy reading only, and nearly all of the doubtful ones in it.
    """
    looked_at = {text for text in texts if _is_doubtful(text)}
    named = {charset for font in fonts if (charset := charset_of_font(font))}
    for charset in sorted(named):
        if any(_is_certain(text, charset) for text in looked_at):
            return charset
    scored = {charset: _evidence(looked_at, charset) for charset in CHARSETS if charset not in named}
    best = max(scored, key=lambda charset: scored[charset], default="")
    return best if best and scored[best] else ""


@lru_cache(maxsize=_TEXTS_KEPT)
def converted(text: str, charset: str, font: str = "") -> str:
    """The text in Unicode; as it is where it is Unicode already.

    A font of capitals (.VnTimeH) shows small letters as capitals.
    """
    if charset not in CHARSETS:
        return text
    result = text
    if _is_doubtful(text) and _reads_better(text, charset):
        result = _spelled(text, charset)
    is_capital = charset_of_font(font) == "TCVN3" and font.strip().lower().endswith("h")
    return result.upper() if is_capital else result


def _is_doubtful(text: str) -> bool:
    """Whether a text holds letters beyond ASCII and none that only Unicode has."""
    if text.isascii() or len(text) > _LONGEST_LOOKED_AT:
        return False
    return _UNICODE_ONLY.search(text) is None


def _doubtful_words(text: str) -> list[str]:
    """Words with a letter beyond ASCII; a sign that stands alone (½, «, ¹) is no word."""
    return [word for word in _WORD.findall(text) if not word.isascii() and _LETTER.search(word)]


def _is_certain(text: str, charset: str) -> bool:
    """Whether more words are Vietnamese in the charset than as they stand."""
    score = _scores(text, charset)
    return score.legacy > score.unicode


def _reads_better(text: str, charset: str) -> bool:
    """Whether a text of a sheet in the charset is in it too, and not in Unicode like a part of the sheet."""
    score = _scores(text, charset)
    if score.legacy != score.unicode:
        return score.legacy > score.unicode
    if score.legacy:
        return score.frequent_legacy >= score.frequent_unicode
    return _INSIDE.search(text) is not None


@dataclass(frozen=True)
class _Scores:
    """How many words of a text are Vietnamese in each reading, and how many of them stand in every table."""

    legacy: int
    unicode: int
    frequent_legacy: int
    frequent_unicode: int


@lru_cache(maxsize=_TEXTS_KEPT)
def _scores(text: str, charset: str) -> _Scores:
    if _is_foreign(text, charset):
        return _Scores(0, 1, 0, 0)
    words = _doubtful_words(text)
    return _Scores(
        sum(_is_legacy(word, charset) for word in words),
        sum(_is_unicode(word) for word in words),
        sum(_spelled(word, charset).lower() in FREQUENT for word in words),
        sum(word.lower() in FREQUENT for word in words),
    )


def _is_foreign(text: str, charset: str) -> bool:
    """Whether a letter stays that the charset cannot have written: à in TCVN3, a mark without its letter in VNI."""
    return _ACCENTED.search(_pattern(charset).sub("", text)) is not None


def _evidence(texts: set[str], charset: str) -> int:
    """How many different words only the charset explains; 0 where that is too little to go by."""
    words = {word for text in texts for word in _doubtful_words(text) if not word.isalpha() or len(word) > 1}
    explained = {word for word in words if _is_legacy(word, charset)}
    only = {word for word in explained if not _is_unicode(word)}
    is_enough = len(only) >= _WORDS_NEEDED and len(explained) >= _SHARE_NEEDED * len(words)
    return len(only) if is_enough else 0


def _is_legacy(word: str, charset: str) -> bool:
    return not _is_foreign(word, charset) and is_syllable(_spelled(word, charset))


def _is_unicode(word: str) -> bool:
    """Whether a word is a syllable as it stands; no one writes capitals behind small letters."""
    return (word.islower() or word.isupper() or word.istitle()) and is_syllable(word)


def _spelled(text: str, charset: str) -> str:
    """Every letter in its Unicode form; a text of capitals keeps none small."""
    table = CHARSETS[charset]
    result = _pattern(charset).sub(lambda found: table[found[0]], text)
    return result.upper() if _is_all_capitals(text) else result


@cache
def _pattern(charset: str) -> re.Pattern[str]:
    longest_first = sorted(CHARSETS[charset], key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first)))


def _is_all_capitals(text: str) -> bool:
    """Whether the plain letters are capitals, one of them inside a word: TØNH is TỈNH, but Hµ §« is Hà Đô."""
    plain = [char for char in text if char.isascii() and char.isalpha()]
    inside = re.search(r"[^\W\d_A-Z][A-Z]|[A-Z]{2}|[^\w\s!-/:-@\[-`{-~][A-Z]", text)
    return bool(plain) and all(char.isupper() for char in plain) and inside is not None
