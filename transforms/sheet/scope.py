"""The territories that one submitter may report in one form and period, and how names resolve in them."""

import difflib
from dataclasses import dataclass, field

from transforms.terms.obligation import Duty
from transforms.terms.territory import Territory, TerritoryIndex, TerritoryKey

_CODE_WIDTHS = (2, 3, 5)


@dataclass(frozen=True)
class Scope:
    """What a duty covers on the map of the period's last day."""

    duty: Duty
    index: TerritoryIndex
    owed: frozenset[TerritoryKey] = field(init=False)

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
        """The territory of a row: by code, else by exact name under the parent, else under the area.

        A name that fits several units of the area stays unresolved.
        """
        day = self.duty.period.end_date
        if code:
            return self._by_code(code)
        for start in dict.fromkeys(filter(None, [parent, self.area])):
            found = self.index.named(name, start.code, day)
            if len(found) == 1:
                return found[0]
        below = [t for t in self._all_inside() if self.index.is_named(t, name, day)]
        return below[0] if len(below) == 1 else None

    def _by_code(self, code: str) -> Territory | None:
        """The territory of a code; a code typed as a number has lost its leading zeros."""
        widths = dict.fromkeys(code.zfill(width) for width in (0, *_CODE_WIDTHS))
        found = (self.index.at(padded, self.duty.period.end_date) for padded in widths)
        inside = {t for t in found if t is not None and self._is_inside(t)}
        return inside.pop() if len(inside) == 1 else None

    def propose(self, name: str) -> str:
        """The most similar name of the area, for the issue text only; empty where none comes near."""
        names = [t.name for t in self._all_inside()]
        close = difflib.get_close_matches(name, names, n=1, cutoff=0.75)
        return close[0] if close else ""

    def _all_inside(self) -> tuple[Territory, ...]:
        day = self.duty.period.end_date
        found = list(self.duty.territories)
        for territory in self.duty.territories:
            parent = self.index.at(territory.parent_code, day)
            while parent is not None and parent.code != self.duty.area_code and parent not in found:
                found.append(parent)
                parent = self.index.at(parent.parent_code, day)
        return tuple(found)

    def _is_inside(self, territory: Territory) -> bool:
        return territory in self._all_inside() or territory.code == self.duty.area_code
