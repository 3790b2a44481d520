"""Working days of Vietnam: public holidays of the `holidays` library, under what is decided by data."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from holidays import HolidayBase

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Calendar:
    """Which days are worked; `decided` holds days that a decree swaps, and goes before the library.

    Where `moves_deadlines` is False a deadline stays on its day, worked or not.
    """

    decided: Mapping[date, bool]
    moves_deadlines: bool = True

    def is_working_day(self, day: date) -> bool:
        """Whether offices work on `day`."""
        said = self.decided.get(day)
        return _is_worked(day) if said is None else said

    def next_working_day(self, day: date) -> date:
        """The day itself where it is worked, else the next one that is."""
        while not self.is_working_day(day):
            day += _DAY
        return day

    def deadline(self, due: date) -> date:
        """The last day of a term that ends on `due` (Bộ luật Dân sự 2015, Điều 148 khoản 5)."""
        return self.next_working_day(due) if self.moves_deadlines else due

    def days_late(self, deadline: date, arrived: date) -> int:
        """Working days after `deadline` up to `arrived`; one that is not worked counts as the next one that is."""
        if arrived <= deadline:
            return 0
        last = self.next_working_day(arrived)
        days = (deadline + n * _DAY for n in range(1, (last - deadline).days + 1))
        return sum(self.is_working_day(day) for day in days)


@lru_cache(maxsize=4096)
def _is_worked(day: date) -> bool:
    """What the library says of a day: public holidays, and weekend days that are worked in place of others."""
    return _vietnam().is_working_day(day)


@lru_cache(maxsize=1)
def _vietnam() -> "HolidayBase":
    """The library's calendar; a year is worked out when it is first asked for."""
    from holidays import country_holidays  # noqa: PLC0415 -- half a second, only where a deadline is asked

    return country_holidays("VN")
