"""Under which unit and in which block each row stands, whether these lines are above or below their parts."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from transforms.sheet.scope import Scope
from transforms.terms.territory import Territory


@dataclass(frozen=True)
class Mark:
    """What one row is to the blocks around it.

    `group` is the unit of a line over other units (a district), `area` the key of an urban or rural block,
    `units` what the name of any other row with figures may mean; `leads` tells that a word of a total stands
    before it; a group without figures is only a heading (`is_heading`), which nothing above belongs to.
    """

    group: Territory | None = None
    is_heading: bool = False
    area: str = ""
    leads: bool = False
    units: tuple[Territory, ...] = ()


@dataclass(frozen=True)
class Standing:
    """Where a row stands: the unit above it, if that is certain, and the key of its block."""

    parent: Territory | None = None
    area: str = ""
    area_of: Territory | None = None


_Owners = list[int | None]


def standings(marks: Sequence[Mark], scope: Scope) -> list[Standing]:
    """The standing of every row.

    Whether the lines of districts stand above or below their communes is told by the communes whose
    names are known only once: where they fit neither way, a name that two districts share stays unresolved.
    """
    are_inner = _are_areas_inner(marks)
    parents = _parents(marks, scope, stops=not are_inner)
    areas = _areas(marks, are_inner=are_inner)
    return [
        Standing(parent, area, parent if are_inner else scope.area)
        for parent, area in zip(parents, areas, strict=True)
    ]


def _are_areas_inner(marks: Sequence[Mark]) -> bool:
    """Whether each district has blocks of its own, rather than each block its districts."""
    opened = Counter(mark.area for mark in marks if mark.area and not mark.leads)
    closed = Counter(mark.area for mark in marks if mark.area and mark.leads)
    has_groups = any(mark.group for mark in marks)
    return has_groups and max((*opened.values(), *closed.values()), default=0) > 1


def _parents(marks: Sequence[Mark], scope: Scope, *, stops: bool) -> list[Territory | None]:
    groups: list[Territory | None] = [mark.group for mark in marks]
    if not any(groups):
        return [None] * len(marks)
    ends = {i for i, mark in enumerate(marks) if stops and mark.area}
    closing = [None if mark.is_heading else mark.group for mark in marks]
    headings = {i for i, mark in enumerate(marks) if mark.is_heading}
    ways = _owners(groups, ends, is_above=True), _owners(closing, ends | headings, is_above=False)
    above, below = (_fit(marks, owners, scope) for owners in ways)
    if above == below:
        chosen = [
            a if a is not None and b is not None and groups[a] == groups[b] else None
            for a, b in zip(*ways, strict=True)
        ]
    else:
        chosen = ways[0] if above < below else ways[1]
    impure = {
        owner for owner, mark in zip(chosen, marks, strict=True) if _is_foreign(owner, mark, groups, scope)
    }
    return [None if owner is None or owner in impure else groups[owner] for owner in chosen]


def _owners(groups: Sequence[object], ends: set[int], *, is_above: bool) -> _Owners:
    """For each row the row of the group that it belongs to: the last one before it, or the next one after it."""
    places = range(len(groups)) if is_above else range(len(groups) - 1, -1, -1)
    found: _Owners = [None] * len(groups)
    owner: int | None = None
    for place in places:
        if groups[place]:
            owner = place
        elif place in ends:
            owner = None
        found[place] = owner
    return found


def _fit(marks: Sequence[Mark], owners: _Owners, scope: Scope) -> tuple[int, int, int]:
    """How badly rows and groups fit: units in a foreign group, units in their own one, rows and groups left over."""
    groups = [mark.group for mark in marks]
    units = [(mark, owner) for mark, owner in zip(marks, owners, strict=True) if mark.units]
    foreign = sum(_is_foreign(owner, mark, groups, scope) for mark, owner in units)
    own = sum(owner is not None and len(mark.units) == 1 for mark, owner in units) - foreign
    uncovered = sum(owner is None for _, owner in units)
    used = {owner for _, owner in units}
    empty = sum(bool(group) and place not in used for place, group in enumerate(groups))
    return foreign, -own, uncovered + empty


def _is_foreign(owner: int | None, mark: Mark, groups: Sequence[Territory | None], scope: Scope) -> bool:
    """Whether none of the units that a row may be lies in the group that it stands in."""
    group = None if owner is None else groups[owner]
    return group is not None and bool(mark.units) and not any(scope.is_under(u, group) for u in mark.units)


def _areas(marks: Sequence[Mark], *, are_inner: bool) -> list[str]:
    """The block of every row; blocks inside districts end with their district."""
    places = [place for place, mark in enumerate(marks) if mark.area]
    if not places:
        return [""] * len(marks)
    is_below = _are_areas_below(marks, places[0], places[-1])
    steps = list(enumerate(marks))
    found = [""] * len(marks)
    area = ""
    for place, mark in reversed(steps) if is_below else steps:
        if mark.group and are_inner:
            area = ""
        is_closing = mark.leads and mark.area == area and not is_below
        area = mark.area or area
        found[place] = area
        if mark.area and is_closing:
            area = ""
    return found


def _are_areas_below(marks: Sequence[Mark], first: int, last: int) -> bool:
    """Whether the lines of blocks follow their rows: units before the first, and a total or none after the last."""
    is_headed = not any(mark.units for mark in marks[:first])
    return not is_headed and (marks[first].leads or not any(mark.units for mark in marks[last:]))
