"""Whether every word of a header is explained: what narrows, negates or re-dates a column never passes unread."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from transforms.terms.period import Period

_DATE = re.compile(
    r"(?<!\d)(?:ngày )?(?:\d{1,2}) (?:tháng )?(?P<month>\d{1,2}) (?:năm )?(?P<year>(?:19|20)\d\d)(?!\d)"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_LABEL = re.compile(r"\d{1,2}|[a-zđ]|[ivx]{1,4}")
_MONTHS_BEFORE_THE_END = 3


@dataclass(frozen=True)
class KnownWords:
    """The words that explain a header of one column: the form's own, and those that every clerk may add.

    A negation is explained only before the word that it stands before in the form's own texts. `opens` says that
    the column is a stock at the beginning of the period.
    """

    words: frozenset[str]
    negated: frozenset[tuple[str, str]]
    opens: bool
    is_closed: bool

    def explains(self, run: str, negations: frozenset[str], period: Period | None) -> bool:
        """Whether nothing in the words of a header path is left over, and every date in it is the period's."""
        rest = _DATE.sub(" ", run)
        dates = [(int(d["year"]), int(d["month"])) for d in _DATE.finditer(run)]
        years = [int(word) for word in rest.split() if _YEAR.fullmatch(word)]
        if period and not all(self._is_of(period, date) for date in dates):
            return False
        if period and not all(self._is_year_of(period, year, rest) for year in years):
            return False
        pairs = {pair for pair in pairwise(rest.split()) if pair[0] in negations}
        if not self.is_closed:
            return True
        return pairs <= self.negated and not any(self._left_over(rest))

    def _left_over(self, rest: str) -> Iterator[str]:
        return (w for w in rest.split() if not (w in self.words or _LABEL.fullmatch(w) or _YEAR.fullmatch(w)))

    def _is_of(self, period: Period, date: tuple[int, int]) -> bool:
        """Whether a date lies in the last months of the period; of the one before it for an opening stock."""
        year, month = date
        end = period.end_date
        if self.opens:
            start = period.start_date
            before = (start.year, 1) if start.month > 1 else (start.year - 1, 12)
            return date == (start.year, start.month) or (
                year == before[0] and 0 <= 12 - month < _MONTHS_BEFORE_THE_END
            )
        return year == end.year and 0 <= end.month - month < _MONTHS_BEFORE_THE_END

    def _is_year_of(self, period: Period, year: int, run: str) -> bool:
        is_before = self.opens and f"cuối năm {year}" in run
        return year == period.end_date.year - (1 if is_before else 0)


def known_words(
    own: Iterable[str],
    shared: Iterable[str],
    negations: frozenset[str],
    opening: Iterable[str],
    *,
    is_closed: bool,
) -> KnownWords:
    """The known words of a column from its own texts (header keys) and the words that all forms share."""
    texts = [text.split() for text in own]
    words = frozenset(word for text in texts for word in text)
    pairs = frozenset(pair for text in texts for pair in pairwise(text) if pair[0] in negations)
    opens = any(word in " ".join(text) for text in texts for word in opening)
    return KnownWords(words | {word for text in shared for word in text.split()}, pairs, opens, is_closed)
