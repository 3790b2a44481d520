"""Who belongs to a dated group on a day: territories that are named, and those that are selected by kind."""

from datetime import date
from typing import TYPE_CHECKING

from transforms.terms.standard import GroupMember
from transforms.terms.territory import Territory

if TYPE_CHECKING:
    from transforms.registry import Registry


def members_at(registry: "Registry", group_id: str, day: date) -> tuple[Territory, ...]:
    """The territories of a group on `day`, by code and each once; none where the group does not hold then.

    A kind of unit that unit_types.csv does not name belongs to neither area.
    """
    members = [m for m in registry.groups if m.group_id == group_id and m.is_valid_at(day)]
    found = {unit.key: unit for member in members for unit in _units_of(registry, member, day)}
    return tuple(sorted(found.values(), key=lambda unit: unit.key))


def _units_of(registry: "Registry", member: GroupMember, day: date) -> tuple[Territory, ...]:
    index = registry.territories
    if not member.select:
        own = index.at(member.territory_code, day)
        return (own,) if own else ()
    level, _, area = member.select.partition(":")
    below = index.descendants(member.territory_code, day, level)
    return tuple(unit for unit in below if _area_of(registry, unit) == area)


def _area_of(registry: "Registry", unit: Territory) -> str:
    kind = registry.unit_types.get(unit.type_vi)
    return kind.area if kind else ""
