"""Simulated arrival times: working days and hours of Vietnam, each later than the one before."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta, timezone
from itertools import groupby, pairwise

from tests.samples.spread import noise
from tests.samples.workbooks import Sample

_VIETNAM = timezone(timedelta(hours=7))
# First working day of a wave and how many files arrive in a day.
_WAVES = {
    "06-2017-review": (date(2017, 12, 5), 2),
    # Each corrected by the same submitter within the days after.
    "06-2018-hasty": (date(2018, 11, 28), 4),
    "06-2018-review": (date(2018, 12, 3), 5),
    "14-2018-review": (date(2018, 12, 13), 1),
    # The last of the six is a day late (due 15 January).
    "06-2018-services": (date(2019, 1, 9), 1),
    "06-2019-preliminary": (date(2019, 11, 13), 1),
    "06-2019-review": (date(2019, 12, 2), 3),
    "14-2019-review": (date(2019, 12, 12), 1),
    "06-2020-list": (date(2020, 12, 1), 1),
    "06-2020-review": (date(2020, 12, 2), 7),
    "14-2020-review": (date(2020, 12, 11), 3),
    "14-2020-services": (date(2020, 12, 14), 1),
    "06-2020-services": (date(2020, 12, 24), 1),
    "14-2020-more": (date(2020, 12, 31), 5),
    "44-2023-hasty": (date(2023, 12, 5), 1),
    "44-2023-review": (date(2023, 12, 6), 3),
    "44-2023-more": (date(2023, 12, 12), 1),
    "19-2023-review": (date(2023, 12, 13), 1),
    "44-2024-H1-review": (date(2024, 7, 3), 2),
    "44-2024-H1-services": (date(2024, 7, 9), 2),
    # One district is two days late (due 10 July).
    "44-2024-H1-late": (date(2024, 7, 12), 1),
    "67-2024-review": (date(2024, 12, 5), 3),
    "19-2024-review": (date(2024, 12, 12), 1),
}
_OPENS, _MINUTES_OPEN, _MOST_DELAY = time(8), 480, 20
_WEEKEND = 5


def in_order(samples: Sequence[Sample]) -> list[Sample]:
    """The samples by the first day of their waves; those of one wave stay as they are."""
    return sorted(samples, key=lambda sample: _WAVES[sample.wave][0])


def arrival_times(samples: Sequence[Sample]) -> list[datetime]:
    """When each sample is delivered, in their order."""
    sizes = Counter(sample.wave for sample in samples)
    found: list[datetime] = []
    for wave, members in groupby(samples, key=lambda sample: sample.wave):
        start, per_day = _WAVES[wave]
        days = _working_days(start, -(-sizes[wave] // per_day))
        for number, sample in enumerate(members):
            minutes = number % per_day * (_MINUTES_OPEN // per_day) + int(_MOST_DELAY * noise(sample.path))
            opens = datetime.combine(days[number // per_day], _OPENS, _VIETNAM)
            found.append(opens + timedelta(minutes=minutes))
    if any(later <= earlier for earlier, later in pairwise(found)):
        raise ValueError("arrival times must rise from sample to sample")
    return found


def _working_days(start: date, count: int) -> list[date]:
    days = (start + timedelta(days=n) for n in range(2 * count + 7))
    return [day for day in days if day.weekday() < _WEEKEND][:count]
