"""Territories: administrative units whose key is (code, valid_from)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from transforms.text.normalise import name_key

TerritoryKey = tuple[str, date]


@dataclass(frozen=True)
class Territory:
    """One unit under one name during one stretch of time; `valid_to` is the first day it no longer holds."""

    code: str
    valid_from: date
    name: str
    level: str
    parent_code: str
    province_code: str
    valid_to: date | None = None

    @property
    def key(self) -> TerritoryKey:
        """The identity: codes are re-used, so a code alone names nothing."""
        return (self.code, self.valid_from)

    def is_valid_at(self, day: date) -> bool:
        """Whether the unit exists on `day`."""
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)


@dataclass(frozen=True)
class TerritoryChange:
    """On `effective`, (a part of) the old unit became (a part of) the new one, by the cited resolution."""

    effective: date
    old_code: str
    new_code: str
    part: str
    decree: str


@dataclass(frozen=True)
class NameVariant:
    """A spelling of a territory's name that official papers use during a stretch of time."""

    code: str
    variant: str
    valid_from: date
    valid_to: date | None


class TerritoryIndex:
    """All territories, looked up by code, name and parent at a date."""

    def __init__(
        self,
        territories: Iterable[Territory],
        changes: Iterable[TerritoryChange] = (),
        variants: Iterable[NameVariant] = (),
    ) -> None:
        self.all = tuple(territories)
        self.changes = tuple(changes)
        self.variants = tuple(variants)

    @cached_property
    def _by_code(self) -> dict[str, list[Territory]]:
        found: dict[str, list[Territory]] = {}
        for territory in self.all:
            found.setdefault(territory.code, []).append(territory)
        return found

    @cached_property
    def _by_parent(self) -> dict[str, list[Territory]]:
        found: dict[str, list[Territory]] = {}
        for territory in self.all:
            if territory.parent_code:
                found.setdefault(territory.parent_code, []).append(territory)
        return found

    def at(self, code: str, day: date) -> Territory | None:
        """The unit that carries `code` on `day`."""
        return next((t for t in self._by_code.get(code, ()) if t.is_valid_at(day)), None)

    def children(self, code: str, day: date) -> tuple[Territory, ...]:
        """The units directly under `code` on `day`, by code."""
        valid = (t for t in self._by_parent.get(code, ()) if t.is_valid_at(day))
        return tuple(sorted(valid, key=lambda t: t.code))

    def descendants(self, code: str, day: date, level: str) -> tuple[Territory, ...]:
        """The units of `level` at or under `code` on `day`, by code."""
        own = self.at(code, day)
        if own is not None and own.level == level:
            return (own,)
        below = [d for child in self.children(code, day) for d in self.descendants(child.code, day, level)]
        return tuple(sorted(below, key=lambda t: t.code))

    def ancestors(self, code: str, day: date) -> frozenset[str]:
        """The codes above `code` on `day`, itself included."""
        found: list[str] = []
        unit = self.at(code, day)
        while unit is not None and unit.code not in found:
            found.append(unit.code)
            unit = self.at(unit.parent_code, day)
        return frozenset(found)

    def named(self, name: str, parent_code: str, day: date) -> tuple[Territory, ...]:
        """The units at or directly under `parent_code` whose name or dated variant is `name`, exactly."""
        own = self.at(parent_code, day)
        pool = (*((own,) if own else ()), *self.children(parent_code, day))
        return tuple(t for t in pool if self.is_named(t, name, day))

    def is_named(self, territory: Territory, name: str, day: date) -> bool:
        """Whether `name` is the territory's name, or a variant of it that was in use on `day`."""
        return name_key(name) in self._keys_of(territory, day)

    def _keys_of(self, territory: Territory, day: date) -> set[str]:
        variants = self._variants_by_code.get(territory.code, ())
        dated = (v for v in variants if v.valid_from <= day and (v.valid_to is None or day < v.valid_to))
        return {name_key(territory.name), *(name_key(v.variant) for v in dated)}

    @cached_property
    def _variants_by_code(self) -> dict[str, list[NameVariant]]:
        found: dict[str, list[NameVariant]] = {}
        for variant in self.variants:
            found.setdefault(variant.code, []).append(variant)
        return found

    def predecessors(self, territory: Territory, since: date, until: date) -> tuple[TerritoryKey, ...] | None:
        """The units valid on `since` that make up `territory` on `until`; None where one is only a part.

        A full merger is a sum of its predecessors. A partial succession has no share that anyone
        declared, so nothing can be carried over it.
        """
        into = [c for c in self.changes if c.new_code == territory.code and since < c.effective <= until]
        out_of = [
            c
            for c in self.changes
            if c.old_code == territory.code and since < c.effective <= until and c.new_code != territory.code
        ]
        before = self.at(territory.code, since)
        if any(c.part != "full" for c in into) or (out_of and before == territory):
            return None
        keys = {t.key for c in into if (t := self.at(c.old_code, since)) is not None}
        if before is not None and before.key == territory.key:
            keys.add(before.key)
        return tuple(sorted(keys)) or None
