"""The territories that one submitter may report in one form and period, and how names resolve in them."""

import difflib
from dataclasses import dataclass, field
from functools import cached_property

from transforms.terms.names import NameBook
from transforms.terms.obligation import Duty
from transforms.terms.territory import Territory, TerritoryIndex, TerritoryKey

_CODE_WIDTHS = (2, 3, 5)


@dataclass(frozen=True)
class Scope:
    """What a duty covers on the map of the period's last day."""

    duty: Duty
    index: TerritoryIndex
    owed: frozenset[TerritoryKey] = field(init=False)
    _books: dict[str, NameBook] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Collect the keys of the territories owed."""
        object.__setattr__(self, "owed", frozenset(t.key for t in self.duty.territories))

    @property
    def area(self) -> Territory | None:
        """The unit that the whole sheet is about."""
        return self.index.at(self.duty.area_code, self.duty.period.end_date)

    def is_owed(self, territory: Territory) -> bool:
        """Whether the territory is one that must be reported on its own."""
        return territory.key in self.owed

    def resolve(self, name: str, code: str, parent: Territory | None) -> Territory | None:
        """The territory of a row: by code, else by name; a name that fits several units stays unresolved."""
        if code:
            return self._by_code(code)
        found = self.matches(name, parent)
        return found[0] if len(found) == 1 else None

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
        return self.index.is_named(territory, name, self.duty.period.end_date)

    def _names_under(self, code: str) -> NameBook:
        if code not in self._books:
            self._books[code] = self.index.names_under(code, self.duty.period.end_date)
        return self._books[code]

    @cached_property
    def _names_inside(self) -> NameBook:
        return self.index.name_book(self._all_inside, self.duty.period.end_date)

    def _by_code(self, code: str) -> Territory | None:
        """The territory of a code; a code typed as a number has lost its leading zeros."""
        widths = dict.fromkeys(code.zfill(width) for width in (0, *_CODE_WIDTHS))
        found = (self.index.at(padded, self.duty.period.end_date) for padded in widths)
        inside = {t for t in found if t is not None and self._is_inside(t)}
        return inside.pop() if len(inside) == 1 else None

    def propose(self, name: str) -> str:
        """The most similar name of the area, for the issue text only; empty where none comes near."""
        names = [t.name for t in self._all_inside]
        close = difflib.get_close_matches(name, names, n=1, cutoff=0.75)
        return close[0] if close else ""

    def described(self, unit: Territory) -> str:
        """The unit with its parent and code, so that it is told from its namesakes."""
        above = self.index.at(unit.parent_code, self.duty.period.end_date)
        return f"“{unit.name}” {f'thuộc {above.name}, ' if above else ''}mã {unit.code}"

    @cached_property
    def _all_inside(self) -> tuple[Territory, ...]:
        day = self.duty.period.end_date
        found = dict.fromkeys(self.duty.territories)
        for territory in self.duty.territories:
            parent = self.index.at(territory.parent_code, day)
            while parent is not None and parent.code != self.duty.area_code and parent not in found:
                found[parent] = None
                parent = self.index.at(parent.parent_code, day)
        return tuple(found)

    def _is_inside(self, territory: Territory) -> bool:
        return territory in self._all_inside or territory.code == self.duty.area_code
