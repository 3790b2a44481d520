"""Whether every word of a header is explained: what narrows, negates or re-dates a column never passes unread."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from transforms.terms.period import Period

_DATE = re.compile(
    r"(?<!\d)(?:ngày )?(?:\d{1,2}) (?:tháng )?(?P<month>\d{1,2}) (?:năm )?(?P<year>(?:19|20)\d\d)(?!\d)"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
# A number or letter before a text ("1. Hộ nghèo", "a) Hộ nghèo") and the label of a column behind it ("(3)").
_LEAD = re.compile(r"^[(\[]?\s*(?:\d{1,2}(?:\.\d{1,2})*|[ivxIVX]{1,4}|[a-zđA-ZĐ])\s*[.)\]:/-]+\s+(?=\S)")
_LABEL = re.compile(r"(?<=\S)\s*[(\[]\s*\d{1,2}(?:\s*=[\d\s=+\-*/x×:.,()%]+)?\s*[)\]]$")
_MONTHS_BEFORE_THE_END = 3


@lru_cache(maxsize=65536)
def without_labels(text: str) -> str:
    """A text of a header without the number that counts it and the label of its column."""
    return _LABEL.sub("", _LEAD.sub("", text))


@dataclass(frozen=True)
class KnownWords:
    """What explains a header of one column: the form's own words, and the phrases that every clerk may add.

    A negation is explained only before the word that it stands before in the form's own texts. `opens` says that
    the column is a stock at the beginning of the period.
    """

    words: frozenset[str]
    phrases: frozenset[tuple[str, ...]]
    negated: frozenset[tuple[str, ...]]
    opens: bool

    def left_over(self, run: str, negations: frozenset[str], period: Period | None) -> tuple[str, ...]:
        """The words of a header path that nothing explains: foreign ones, dates and years of another period."""
        rest = _DATE.sub(" ", run)
        foreign = [d[0] for d in _DATE.finditer(run) if period and not self._is_of(period, d)]
        foreign += [y for y in _YEAR.findall(rest) if period and not self._is_year_of(period, int(y), rest)]
        words = [word for word in rest.split() if not _YEAR.fullmatch(word)]
        wrong = [word for run in negated(words, negations) - self.negated for word in run[:-1]]
        return tuple(dict.fromkeys((*foreign, *wrong, *self._foreign(words))))

    def _foreign(self, words: Sequence[str]) -> list[str]:
        """The words outside every known phrase; known phrases may follow each other in any order."""
        longest = max(map(len, self.phrases), default=1)
        found: list[str] = []
        at = 0
        while at < len(words):
            sizes = range(min(longest, len(words) - at), 0, -1)
            size = next((n for n in sizes if tuple(words[at : at + n]) in self.phrases), 0)
            if not size and words[at] not in self.words:
                found.append(words[at])
            at += size or 1
        return found

    def _is_of(self, period: Period, date: re.Match[str]) -> bool:
        """Whether a date lies in the last months of the period; of the one before it for an opening stock."""
        year, month = int(date["year"]), int(date["month"])
        end = period.end_date
        if self.opens:
            start = period.start_date
            before = (start.year, 1) if start.month > 1 else (start.year - 1, 12)
            return (year, month) == (start.year, start.month) or (
                year == before[0] and 0 <= 12 - month < _MONTHS_BEFORE_THE_END
            )
        return year == end.year and 0 <= end.month - month < _MONTHS_BEFORE_THE_END

    def _is_year_of(self, period: Period, year: int, run: str) -> bool:
        is_before = self.opens and f"cuối năm {year}" in run
        return year == period.end_date.year - (1 if is_before else 0)


def known_words(
    own: Iterable[str], shared: Iterable[str], negations: frozenset[str], opening: Iterable[str]
) -> KnownWords:
    """The known words of a column from its own texts and the phrases that all forms share (header keys)."""
    texts = [text.split() for text in own]
    words = frozenset(word for text in texts for word in text)
    runs = frozenset(run for text in texts for run in negated(text, negations))
    opens = any(word in " ".join(text) for text in texts for word in opening)
    phrases = frozenset(tuple(text.split()) for text in shared)
    return KnownWords(words, phrases, runs, opens)


def negated(words: Sequence[str], negations: frozenset[str]) -> set[tuple[str, ...]]:
    """Each run of negations and affirmations with the word behind it: "không có đất", never the "có đất" inside."""
    starts = [
        at for at, w in enumerate(words) if w in negations and (not at or words[at - 1] not in negations)
    ]
    ends = (
        next((n for n in range(at, len(words)) if words[n] not in negations), len(words)) for at in starts
    )
    return {(*words[at:end], *(words[end : end + 1] or [""])) for at, end in zip(starts, ends, strict=True)}
