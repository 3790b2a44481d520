"""Where communes went, read from the plain CSV files: an independent way to today's map, for tests alone."""

import csv
from collections.abc import Iterator
from functools import cache
from itertools import groupby

from tests.samples.write import ROOT

_REFERENCE = ROOT / "data" / "reference"
_LAST = "9999-12-31"


def _lines(name: str) -> Iterator[dict[str, str]]:
    with (_REFERENCE / name).open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


@cache
def _units() -> tuple[dict[str, str], ...]:
    return tuple(_lines("territories.csv"))


@cache
def _changes() -> tuple[tuple[str, tuple[dict[str, str], ...]], ...]:
    """The lines of each day of change, in order of time."""
    lines = sorted(_lines("territory_changes.csv"), key=lambda line: line["effective"])
    return tuple((day, tuple(found)) for day, found in groupby(lines, key=lambda line: line["effective"]))


def name_at(code: str, day: str) -> str:
    """The name that a code stands for on a day."""
    return next(unit["name"] for unit in _units() if unit["code"] == code and _holds(unit, day))


def parent_of(code: str, day: str) -> str:
    """The code of the unit right above a commune on a day."""
    found = (unit for unit in _units() if unit["code"] == code and unit["level"] == "commune")
    return next(unit["parent_code"] for unit in found if _holds(unit, day))


def communes_of(parent: str, day: str) -> set[str]:
    """The codes of the communes right below a territory."""
    found = (unit for unit in _units() if unit["parent_code"] == parent and unit["level"] == "commune")
    return {unit["code"] for unit in found if _holds(unit, day)}


def _holds(unit: dict[str, str], day: str) -> bool:
    return unit["valid_from"] <= day < (unit["valid_to"] or _LAST)


def heirs(code: str, since: str, until: str) -> set[str]:
    """The communes of the day `until` that have a part of what the code stood for on the day `since`."""
    now = {code}
    for day, lines in _changes():
        if since < day <= until:
            now = {new for old in now for new in _next(old, day, lines)}
    return now


def is_half_told(code: str, since: str, until: str) -> bool:
    """Whether a unit ended and nobody says whether all of it went where a part of it is known to have gone."""
    return any(
        line["old_code"] == code and line["part"] == "unknown"
        for day, lines in _changes()
        if since < day <= until
        for line in lines
    )


def _next(code: str, day: str, lines: tuple[dict[str, str], ...]) -> set[str]:
    """One step: the unit itself where nothing is said of it, or where it gave only a part and goes on."""
    mine = [line for line in lines if line["old_code"] == code]
    gone = {line["new_code"] for line in mine}
    goes_on = any(
        unit["code"] == code and unit["valid_from"] < day < (unit["valid_to"] or _LAST) for unit in _units()
    )
    return gone | ({code} if goes_on or not mine else set())
