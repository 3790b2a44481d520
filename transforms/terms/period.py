"""Reporting periods: `2024`, `2024-H1`, `2024-Q3`, `2024-M09`."""

import calendar
import re
from dataclasses import dataclass
from datetime import date

_PATTERN = re.compile(r"(?:19|20)\d\d(?:-(?:H[12]|Q[1-4]|M(?:0[1-9]|1[0-2])))?")
_MONTHS_IN = {"H": 6, "Q": 3, "M": 1}
_KINDS = {"H": "half", "Q": "quarter", "M": "month"}


@dataclass(frozen=True, order=True)
class Period:
    """A calendar year or a half, quarter or month of it, written as in the tables."""

    text: str

    def __post_init__(self) -> None:
        """Refuse a text that names no period."""
        if not _PATTERN.fullmatch(self.text):
            raise ValueError(f"not a period: {self.text!r}; valid: 2024, 2024-H1, 2024-Q3, 2024-M09")

    @property
    def year(self) -> int:
        """The calendar year."""
        return int(self.text[:4])

    @property
    def is_annual(self) -> bool:
        """Whether the period is a whole year."""
        return len(self.text) == 4  # noqa: PLR2004

    @property
    def kind(self) -> str:
        """The kind of stretch: `year`, `half`, `quarter` or `month`."""
        return "year" if self.is_annual else _KINDS[self.text[5]]

    @property
    def months(self) -> int:
        """How many months the period lasts."""
        return 12 if self.is_annual else _MONTHS_IN[self.text[5]]

    @property
    def start_date(self) -> date:
        """The first day."""
        return date(self.year, self.end_date.month - self.months + 1, 1)

    @property
    def annual(self) -> "Period":
        """The year that the period lies in."""
        return Period(str(self.year))

    @property
    def end_date(self) -> date:
        """The last day: the date at which stocks are counted and territories are looked up."""
        if self.is_annual:
            return date(self.year, 12, 31)
        month = int(self.text[6:]) * _MONTHS_IN[self.text[5]]
        return date(self.year, month, calendar.monthrange(self.year, month)[1])

    @property
    def parts(self) -> tuple[tuple["Period", ...], ...]:
        """The ways to put the period together from shorter ones, longest parts first."""
        shorter = [kind for kind in "HQM" if _MONTHS_IN[kind] < self.months]
        return tuple(self._cut(kind) for kind in shorter)

    @property
    def all_within(self) -> tuple["Period", ...]:
        """The period itself and every shorter one inside it."""
        return (self, *(part for cut in self.parts for part in cut))

    def _cut(self, kind: str) -> tuple["Period", ...]:
        length = _MONTHS_IN[kind]
        first = (self.start_date.month - 1) // length + 1
        numbers = range(first, first + self.months // length)
        return tuple(
            Period(f"{self.year}-{kind}{n:02d}" if kind == "M" else f"{self.year}-{kind}{n}") for n in numbers
        )

    @property
    def previous_year(self) -> "Period":
        """The year before: the base of opening stocks and of drops in points."""
        return Period(str(self.year - 1))

    def __str__(self) -> str:
        """The period as written in tables and folder names."""
        return self.text


def is_period(text: str) -> bool:
    """Whether a text names a period."""
    try:
        Period(text)
    except ValueError:
        return False
    return True
