"""Territories: administrative units whose key is (code, valid_from)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from transforms.terms.lineage import Step, predecessors
from transforms.terms.names import NameBook

TerritoryKey = tuple[str, date]
_DAY = timedelta(days=1)
LEVELS = ("province", "district", "commune")


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
    type_vi: str = ""

    @property
    def key(self) -> TerritoryKey:
        """The identity: codes are re-used, so a code alone names nothing."""
        return (self.code, self.valid_from)

    def __hash__(self) -> int:
        """The hash of the key: units stand in many sets and all their parts need not be looked at."""
        return hash((self.code, self.valid_from))

    def is_valid_at(self, day: date) -> bool:
        """Whether the unit exists on `day`."""
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)


@dataclass(frozen=True)
class TerritoryChange:
    """On `effective`, (a part of) the old unit became (a part of) the new one, by the cited resolution.

    `part` is full, part or unknown; `decree` is empty where nobody has read the resolution.
    """

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


@dataclass(frozen=True)
class TerritoryCount:
    """How many units of a level an official text counts in a territory, or in the country, on a day."""

    day: date
    territory_code: str
    level: str
    units: int


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

    def __getstate__(self) -> dict[str, object]:
        """Only what was read: a worker that receives the index builds the look-ups that it needs."""
        return {"all": self.all, "changes": self.changes, "variants": self.variants}

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

    @cached_property
    def newest_map(self) -> date | None:
        """The day of the last change of territory on record."""
        return max((change.effective for change in self.changes), default=None)

    def at(self, code: str, day: date) -> Territory | None:
        """The unit that carries `code` on `day`."""
        for unit in self._by_code.get(code, ()):
            if unit.is_valid_at(day):
                return unit
        return None

    def names_over_time(self, code: str) -> tuple[str, ...]:
        """The names and variants that a code has had, on whatever map."""
        variants = (one.variant for one in self._variants_by_code.get(code, ()))
        return tuple(dict.fromkeys((*(unit.name for unit in self._by_code.get(code, ())), *variants)))

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
        """The units at or directly under `parent_code` that `name` may mean: one, several homonyms, or none."""
        return self.names_under(parent_code, day).find(name)

    def names_under(self, parent_code: str, day: date) -> NameBook:
        """The names of the unit of `parent_code` and of those directly under it on `day`."""
        own = self.at(parent_code, day)
        return self.name_book((*((own,) if own else ()), *self.children(parent_code, day)), day)

    def names_of_province(self, code: str, day: date) -> NameBook:
        """The names of every unit of a province on `day`, and those of the other provinces."""
        if (code, day) not in self._province_books:
            units = (t for t in self.all if t.province_code == code or t.level == "province")
            self._province_books[code, day] = self.name_book((t for t in units if t.is_valid_at(day)), day)
        return self._province_books[code, day]

    @cached_property
    def _province_books(self) -> dict[tuple[str, date], NameBook]:
        return {}

    def name_book(self, units: Iterable[Territory], day: date) -> NameBook:
        """The names of some units with the variants that were in use on `day`."""
        return NameBook((unit, self._spellings(unit, day)) for unit in units)

    def is_named(self, territory: Territory, name: str, day: date) -> bool:
        """Whether `name` is a way of writing the territory's name, or a variant of it, on `day`."""
        return bool(self.name_book([territory], day).find(name))

    def _spellings(self, territory: Territory, day: date) -> tuple[str, ...]:
        variants = self._variants_by_code.get(territory.code, ())
        dated = (v for v in variants if v.valid_from <= day and (v.valid_to is None or day < v.valid_to))
        return (territory.name, *(v.variant for v in dated))

    @cached_property
    def _variants_by_code(self) -> dict[str, list[NameVariant]]:
        found: dict[str, list[NameVariant]] = {}
        for variant in self.variants:
            found.setdefault(variant.code, []).append(variant)
        return found

    def predecessors(self, territory: Territory, since: date, until: date) -> tuple[TerritoryKey, ...] | None:
        """The units valid on `since` that make up `territory` on `until`; None where one is only a part."""
        return predecessors(self, territory, since, until)

    def steps_from(self, territory: Territory) -> tuple[Step, ...]:
        """The recorded successions of a unit, in order of their days."""
        return self._steps[0].get(territory.key, ())

    def steps_to(self, territory: Territory) -> tuple[Step, ...]:
        """The recorded successions into a unit, in order of their days."""
        return self._steps[1].get(territory.key, ())

    @cached_property
    def steps(self) -> tuple[Step | None, ...]:
        """Every change between the units of its day, in the order of the file; none where one does not exist."""
        return tuple(map(self._step, self.changes))

    @cached_property
    def _steps(self) -> tuple[dict[TerritoryKey, tuple[Step, ...]], dict[TerritoryKey, tuple[Step, ...]]]:
        steps = sorted(filter(None, self.steps), key=lambda s: s.effective)
        return _grouped((s.old.key, s) for s in steps), _grouped((s.new.key, s) for s in steps)

    def _step(self, change: TerritoryChange) -> Step | None:
        old = self.at(change.old_code, change.effective - _DAY)
        new = self.at(change.new_code, change.effective)
        return Step(change.effective, old, new, change.part) if old and new else None


def _grouped(pairs: Iterable[tuple[TerritoryKey, Step]]) -> dict[TerritoryKey, tuple[Step, ...]]:
    found: dict[TerritoryKey, list[Step]] = {}
    for key, step in pairs:
        found.setdefault(key, []).append(step)
    return {key: tuple(steps) for key, steps in found.items()}
