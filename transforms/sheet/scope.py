"""The territories that one submitter may report in one form and period, and how names resolve in them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache, partial
from typing import TypeVar

from transforms.same import Same
from transforms.sheet.proposals import nearest
from transforms.terms.names import NameBook
from transforms.terms.obligation import Duty
from transforms.terms.territory import Territory, TerritoryIndex, TerritoryKey

_CODE_WIDTHS = (2, 3, 5)
_SCOPES_KEPT = 512
_NAMES_KEPT = 4096

K = TypeVar("K")
V = TypeVar("V")


@dataclass(frozen=True)
class Scope:
    """What a duty covers on the map of the period's last day."""

    duty: Duty
    index: TerritoryIndex
    owed: frozenset[TerritoryKey] = field(init=False)
    _books: dict[str, NameBook] = field(init=False, repr=False, compare=False, default_factory=dict)
    _resolved: dict[tuple[str, str], Territory | None] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )
    _coded: dict[str, Territory | None] = field(init=False, repr=False, compare=False, default_factory=dict)
    _anywhere: dict[str, tuple[Territory, ...]] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )
    _named: dict[tuple[TerritoryKey, str], bool] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )
    _proposed: dict[str, str] = field(init=False, repr=False, compare=False, default_factory=dict)
    _above: dict[str, frozenset[str]] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Collect the keys of the territories owed."""
        object.__setattr__(self, "owed", frozenset(t.key for t in self.duty.territories))

    @cached_property
    def day(self) -> date:
        """The day of the map."""
        return self.duty.period.end_date

    @cached_property
    def area(self) -> Territory | None:
        """The unit that the whole sheet is about."""
        return self.index.at(self.duty.area_code, self.day)

    def is_owed(self, territory: Territory) -> bool:
        """Whether the territory is one that must be reported on its own."""
        return territory.key in self.owed

    @classmethod
    def of(cls, duty: Duty, index: TerritoryIndex) -> "Scope":
        """The scope of a duty, with all that was found in it for earlier sheets of the same duty."""
        return _scope(Same(duty), Same(index))

    def resolve(self, name: str, code: str, parent: Territory | None) -> Territory | None:
        """The territory of a row: by code, else by name; a name that fits several units stays unresolved.

        Where nothing is known to stand above the row its name must be the only one of the whole area.
        """
        if code:
            return _kept(self._coded, code, lambda: self._by_code(code))
        place = (name, parent.code if parent else "")
        return _kept(self._resolved, place, lambda: self._by_name(name, parent))

    def _by_name(self, name: str, parent: Territory | None) -> Territory | None:
        found = self.matches(name, parent) if parent else self.anywhere(name)
        return found[0] if len(found) == 1 else None

    def anywhere(self, name: str) -> tuple[Territory, ...]:
        """The units of the whole area, itself included, that a name may mean."""
        return _kept(self._anywhere, name, lambda: self._names_everywhere.find(name))

    def above(self, name: str) -> Territory | None:
        """The unit of this name that the units of the area lie in: the area, one above it, or one between."""
        found = self._names_above.find(name)
        return found[0] if len(found) == 1 else None

    def is_under(self, territory: Territory, parent: Territory) -> bool:
        """Whether the territory is the parent, or lies inside it."""
        if territory.code not in self._above:
            self._above[territory.code] = self.index.ancestors(territory.code, self.day)
        return parent.code in self._above[territory.code]

    def matches(self, name: str, parent: Territory | None) -> tuple[Territory, ...]:
        """The units that a name may mean: under the parent, else under the area, else anywhere inside.

        Without its kind (xã, phường …) a name is looked for under both at once: next to the commune of a
        district there may be a district of that name.
        """
        near = [self._names_under(start.code) for start in dict.fromkeys(filter(None, [parent, self.area]))]
        for book in (*near, self._names_inside):
            if found := book.named(name):
                return found
        bare = dict.fromkeys(unit for book in near for unit in book.bare(name))
        return tuple(bare) or self._names_inside.bare(name)

    def is_named(self, territory: Territory, name: str) -> bool:
        """Whether `name` is a way of writing the territory's name on the map of the period."""
        find = partial(self.index.is_named, territory, name, self.day)
        return _kept(self._named, (territory.key, name), find)

    def names_over_time(self, territory: Territory) -> tuple[str, ...]:
        """The names that the code of a territory has had, on whatever map."""
        return self.index.names_over_time(territory.code)

    def _names_under(self, code: str) -> NameBook:
        if code not in self._books:
            self._books[code] = self.index.names_under(code, self.day)
        return self._books[code]

    @cached_property
    def _names_inside(self) -> NameBook:
        return self.index.name_book(self._all_inside, self.day)

    @cached_property
    def _names_everywhere(self) -> NameBook:
        units = dict.fromkeys((*((self.area,) if self.area else ()), *self._all_inside))
        return self.index.name_book(units, self.day)

    @cached_property
    def _names_above(self) -> NameBook:
        codes = self.index.ancestors(self.duty.area_code, self.day)
        units = (unit for code in sorted(codes) if (unit := self.index.at(code, self.day)))
        between = (unit for unit in self._all_inside if not self.is_owed(unit))
        return self.index.name_book(dict.fromkeys((*units, *between)), self.day)

    def _by_code(self, code: str) -> Territory | None:
        """The territory of a code; a code typed as a number has lost its leading zeros."""
        found = (self.index.at(padded, self.day) for padded in _padded(code))
        inside = {t for t in found if t is not None and self._is_inside(t)}
        return inside.pop() if len(inside) == 1 else None

    def knows(self, code: str) -> bool:
        """Whether a code is that of any unit on the map of the day, inside or not."""
        return any(self.index.at(padded, self.day) for padded in _padded(code))

    def propose(self, name: str) -> str:
        """The most similar name of the area, for the issue text only; empty where none comes near."""
        return _kept(self._proposed, name, lambda: nearest(name, [t.name for t in self._all_inside]))

    def described(self, unit: Territory) -> str:
        """The unit with its parent and code, so that it is told from its namesakes."""
        above = self.index.at(unit.parent_code, self.day)
        return f"“{unit.name}” {f'thuộc {above.name}, ' if above else ''}mã {unit.code}"

    @cached_property
    def _all_inside(self) -> tuple[Territory, ...]:
        day = self.day
        found = dict.fromkeys(self.duty.territories)
        for territory in self.duty.territories:
            parent = self.index.at(territory.parent_code, day)
            while parent is not None and parent.code != self.duty.area_code and parent not in found:
                found[parent] = None
                parent = self.index.at(parent.parent_code, day)
        return tuple(found)

    def _is_inside(self, territory: Territory) -> bool:
        return territory in self._all_inside or territory.code == self.duty.area_code


def _padded(code: str) -> dict[str, None]:
    """A code as typed, and with the leading zeros that a number has lost."""
    return dict.fromkeys(code.zfill(width) for width in (0, *_CODE_WIDTHS))


def _kept(store: dict[K, V], key: K, find: Callable[[], V]) -> V:
    """What was found for a key before, or is found now; names that nobody expects never fill the memory."""
    if key not in store:
        if len(store) >= _NAMES_KEPT:
            store.clear()
        store[key] = find()
    return store[key]


@lru_cache(maxsize=_SCOPES_KEPT)
def _scope(duty: Same[Duty], index: Same[TerritoryIndex]) -> Scope:
    return Scope(duty.value, index.value)
