"""Successions held against the list of territories and against each other."""

from collections.abc import Iterator
from datetime import timedelta

from transforms.errors import BadReference
from transforms.terms.lineage import FULL, Step
from transforms.terms.territory import TerritoryChange, TerritoryIndex, TerritoryKey

_FILE = "territory_changes.csv"
_DAY = timedelta(days=1)

_Lines = list[tuple[int, Step]]


def in_successions(index: TerritoryIndex) -> Iterator[BadReference]:
    """Every change that cannot have been."""
    lines: _Lines = []
    for line, (change, step) in enumerate(zip(index.changes, index.steps, strict=True), start=2):
        if step is None:
            yield _outside_its_time(line, change, index)
        else:
            lines.append((line, step))
    full = [(line, step) for line, step in lines if step.part == FULL]
    yield from _in_circles(full)
    yield from _divided(full, lines)
    for line, step in full:
        if _goes_on(step):
            found = f"{step.old.code} became {step.new.code} in full and goes on after {step.effective}"
            valid = f"part, or a valid_to of {step.effective} in territories.csv"
            yield BadReference(_FILE, f"line {line}", found, valid)


def _outside_its_time(line: int, change: TerritoryChange, index: TerritoryIndex) -> BadReference:
    eve = change.effective - _DAY
    is_old = index.at(change.old_code, eve) is None
    column, code, day = (
        ("old_code", change.old_code, eve) if is_old else ("new_code", change.new_code, change.effective)
    )
    found = f"no territory {code} on {day}"
    return BadReference(
        _FILE, f"line {line}, column {column}", found, f"a code of territories.csv valid on {day}"
    )


def _goes_on(step: Step) -> bool:
    return step.old.key != step.new.key and step.old.is_valid_at(step.effective)


def _divided(full: _Lines, lines: _Lines) -> Iterator[BadReference]:
    """What wholly became one unit became no other on that day."""
    whole = {(step.effective, step.old.code): (line, step) for line, step in full}
    for line, step in lines:
        first, other = whole.get((step.effective, step.old.code), (line, step))
        if line != first:
            found = f"{step.old.code} became {step.new.code}, and {other.new.code} in full by line {first}"
            yield BadReference(_FILE, f"line {line}", found, "one row with full, or only rows with part")


def _in_circles(full: _Lines) -> Iterator[BadReference]:
    """No unit follows itself by way of another; every circle has a step of a unit that outlives its own end."""
    suspects = [(line, step) for line, step in full if _goes_on(step)]
    if not suspects:
        return
    after: dict[TerritoryKey, list[TerritoryKey]] = {}
    for _, step in full:
        after.setdefault(step.old.key, []).append(step.new.key)
    for line, step in suspects:
        way = _way(step.new.key, step.old.key, after)
        if way:
            codes = " → ".join(code for code, _ in (step.old.key, *way))
            valid = "successions that lead from older units to newer ones only"
            yield BadReference(_FILE, f"line {line}", f"cyclic succession {codes}", valid)


def _way(
    start: TerritoryKey, end: TerritoryKey, after: dict[TerritoryKey, list[TerritoryKey]]
) -> tuple[TerritoryKey, ...]:
    """The keys on a way from `start` to `end`, both included; nothing where there is none."""
    ways: dict[TerritoryKey, tuple[TerritoryKey, ...]] = {start: (start,)}
    waiting = [start]
    while waiting and end not in ways:
        key = waiting.pop()
        for following in after.get(key, ()):
            if following not in ways:
                ways[following] = (*ways[key], following)
                waiting.append(following)
    return ways.get(end, ())
