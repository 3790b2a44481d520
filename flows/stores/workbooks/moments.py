"""Dates and times of cells as a Vietnamese spreadsheet shows them: 31/12/2018, 145:00:00."""

import datetime as dt
import re

_MIDNIGHT = dt.time()
_HOUR = 3600
_DAY_ZERO = dt.date(1899, 12, 31)
# What an .ods holds of a time: hours, minutes, seconds.
_PERIOD = re.compile(
    r"(?P<sign>-?)P(?:(?P<days>\d+)D)?T(?:(?P<hours>\d+)H)?(?:(?P<minutes>\d+)M)?(?:(?P<seconds>\d+)(?:[.,]\d+)?S)?"
)


def moment_text(value: object) -> str:
    """A date, a time or a duration as text; anything else as it prints."""
    if isinstance(value, dt.datetime):
        day = moment_text(value.date())
        return day if value.time() == _MIDNIGHT else f"{day} {value:%H:%M:%S}"
    if isinstance(value, dt.date):
        return f"{value:%d/%m/}{value.year:04}"
    if isinstance(value, dt.timedelta):
        return _duration(round(value.total_seconds()))
    return str(value)


def period_text(period: str) -> str:
    """`PT145H00M00S` as 145:00:00; what is no such period as it stands."""
    match = _PERIOD.fullmatch(period)
    if match is None:
        return period
    days, hours, minutes, seconds = (
        int(match[part] or 0) for part in ("days", "hours", "minutes", "seconds")
    )
    total = ((days * 24 + hours) * 60 + minutes) * 60 + seconds
    return _duration(-total if match["sign"] else total)


def iso_text(moment: str) -> str:
    """`2018-12-31T00:00:00.000` as 31/12/2018, a time on the day 0 as a time; what is no such date as it stands."""
    try:
        found = dt.datetime.fromisoformat(moment)
    except ValueError:
        return moment
    return moment_text(found.time() if found.date() == _DAY_ZERO else found)


def _duration(seconds: int) -> str:
    """The hours are not cut at a day: a number of 145 hours is shown as 145:00:00."""
    hours, rest = divmod(abs(seconds), _HOUR)
    return f"{'-' if seconds < 0 else ''}{hours}:{rest // 60:02}:{rest % 60:02}"
