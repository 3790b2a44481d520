"""What became of a unit, and what a unit was made of, over any number of days of change.

A unit whose name or seat in the tree changes gets a new key. Where no row of the reference says what
happened on that day, the unit that carries the same code and the same name, its kind (xã, thị trấn)
aside, is taken for the same unit: code and name together are never given to another one.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from transforms.text.names import bare_key

if TYPE_CHECKING:
    from transforms.terms.territory import Territory, TerritoryIndex, TerritoryKey

_DAY = timedelta(days=1)
FULL = "full"


@dataclass(frozen=True)
class Step:
    """On `effective`, the old unit (`part` of it) went into the new one."""

    effective: date
    old: "Territory"
    new: "Territory"
    part: str


@dataclass(frozen=True)
class Carried:
    """The units that hold a piece of another one later; divided unless one of them holds all of it.

    `has_lost_rest` says that a unit ended of which only a part, or an unknown part, is on record.
    """

    targets: tuple["Territory", ...]
    is_divided: bool
    has_lost_rest: bool


def successors(index: "TerritoryIndex", unit: "Territory", since: date, until: date) -> Carried:
    """What `unit`, valid on `since`, is on `until`: itself, another unit, several, or nothing known."""
    steps = [s for s in _steps_from(index, unit) if since < s.effective <= until]
    leaving = [s for s in steps if s.new.key != unit.key]
    goes_on = unit.is_valid_at(until)
    pieces = [successors(index, s.new, s.effective, until) for s in leaving]
    targets = {t for piece in pieces for t in piece.targets} | ({unit} if goes_on else set())
    is_divided = (
        len(leaving) + goes_on > 1
        or any(s.part != FULL for s in steps)
        or any(piece.is_divided for piece in pieces)
    )
    is_half_told = not goes_on and len({s.new.key for s in leaving}) == 1 and leaving[0].part != FULL
    has_lost_rest = is_half_told or any(piece.has_lost_rest for piece in pieces)
    return Carried(tuple(sorted(targets, key=lambda t: t.key)), is_divided, has_lost_rest)


def predecessors(
    index: "TerritoryIndex", unit: "Territory", since: date, until: date
) -> tuple["TerritoryKey", ...] | None:
    """The units valid on `since` that make up `unit` on `until`; None where one is only a part, or unknown.

    A full merger is a sum of its predecessors. A partial succession has no share that anyone
    declared, so nothing can be carried over it.
    """
    into = [s for s in _steps_to(index, unit) if since < s.effective <= until]
    if any(s.part != FULL for s in into) or _gave_away(index, unit, since, until):
        return None
    is_younger = since < unit.valid_from
    if is_younger and not any(s.effective == unit.valid_from for s in into):
        return None
    found: set[TerritoryKey] = set() if is_younger else {unit.key}
    for step in into:
        if step.old.key == unit.key:
            continue
        parts = predecessors(index, step.old, since, step.effective - _DAY)
        if parts is None:
            return None
        found.update(parts)
    return tuple(sorted(found))


def origins(index: "TerritoryIndex", unit: "Territory", day: date) -> Iterator["Territory"]:
    """The units of a day of whose ground any part went into a later unit."""
    if unit.is_valid_at(day):
        yield unit
        return
    for step in _steps_to(index, unit):
        if day < step.effective:
            yield from origins(index, step.old, day)


def _gave_away(index: "TerritoryIndex", unit: "Territory", since: date, until: date) -> bool:
    leaving = (s for s in index.steps_from(unit) if s.new.key != unit.key)
    return any(since < s.effective <= until for s in leaving)


def _steps_from(index: "TerritoryIndex", unit: "Territory") -> tuple[Step, ...]:
    """The recorded steps out of a unit, or the one to itself under a new key."""
    steps = index.steps_from(unit)
    if unit.valid_to is None or any(s.effective == unit.valid_to for s in steps):
        return steps
    after = index.at(unit.code, unit.valid_to)
    if after is None or bare_key(after.name) != bare_key(unit.name):
        return steps
    return (*steps, Step(unit.valid_to, unit, after, FULL))


def _steps_to(index: "TerritoryIndex", unit: "Territory") -> tuple[Step, ...]:
    """The recorded steps into a unit, or the one from itself under an older key.

    Here the kind must be the same as well: a town that was a commune may have taken in others.
    """
    steps = index.steps_to(unit)
    if any(s.effective == unit.valid_from for s in steps):
        return steps
    before = index.at(unit.code, unit.valid_from - _DAY)
    if before is None or before.name != unit.name:
        return steps
    return (*steps, Step(unit.valid_from, before, unit, FULL))
