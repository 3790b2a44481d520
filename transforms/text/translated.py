"""The parts of a Vietnamese message for an English one: known phrases replaced, numbers with English marks."""

import re
from collections.abc import Mapping

# A number that cannot be read otherwise: 1.486 or 17,33; neither a date nor a part of a code.
_NUMBER = re.compile(r"(?<![\w.,/])(?:\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+,\d+)(?![\w/]|[.,]\d)")
_QUOTED = re.compile(r"(“[^”]*”)")
_SWAP = str.maketrans({",": ".", ".": ","})


class Phrases:
    """Vietnamese phrases with their English, replaced as whole words and the longest first."""

    def __init__(self, phrases: Mapping[str, str]) -> None:
        self._phrases = dict(phrases)
        longest_first = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
        self._pattern = re.compile("|".join(f"(?<!\\w){re.escape(one)}(?!\\w)" for one in longest_first))

    def in_english(self, text: str) -> str:
        """The text with what is known replaced; names and what stands in quotation marks are left as they are."""
        return "".join(one if one.startswith("“") else self._replaced(one) for one in _QUOTED.split(text))

    def _replaced(self, text: str) -> str:
        told = self._pattern.sub(lambda match: self._phrases[match[0]], text) if self._phrases else text
        return _NUMBER.sub(lambda match: match[0].translate(_SWAP), told)
