"""Where the ground of a unit lies on the map of another day, in communes."""

from collections.abc import Iterable
from datetime import date

from transforms.terms.lineage import successors
from transforms.terms.territory import Territory, TerritoryIndex, TerritoryKey

Ground = frozenset[TerritoryKey]


class Pieces:
    """The communes of one map that a unit of another map holds a piece of, remembered per unit and days."""

    def __init__(self, index: TerritoryIndex) -> None:
        self._index = index
        self._ground: dict[tuple[TerritoryKey, date, date], Ground] = {}
        self._inverse: dict[tuple[str, date, date], dict[TerritoryKey, set[TerritoryKey]]] = {}

    def of(self, unit: Territory, then: date, on: date) -> Ground:
        """The communes on `on` that hold a piece of what the unit was on `then`; none where its trace is lost."""
        place = (unit.key, then, on)
        if place not in self._ground:
            communes = self._index.descendants(unit.code, then, "commune")
            self._ground[place] = frozenset(key for c in communes for key in self._of_commune(c, then, on))
        return self._ground[place]

    def _of_commune(self, commune: Territory, then: date, on: date) -> Iterable[TerritoryKey]:
        if then == on:
            return (commune.key,)
        if then > on:
            return self._backwards(commune, then, on) or self._somewhere_near(commune, then, on)
        carried = successors(self._index, commune, then, on)
        found = {t.key for t in carried.targets}
        is_lost = carried.has_lost_rest or not found
        return found | self._somewhere_near(commune, then, on) if is_lost else found

    def _somewhere_near(self, commune: Territory, then: date, on: date) -> set[TerritoryKey]:
        """Where no change on record says what became of a commune, or of its rest: anywhere in its district.

        Where the district is gone as well, in what became of its communes; else in its province. It then lies
        wholly in that area and only partly in every smaller one, so nothing is lost or guessed.
        """
        parent = self._index.at(commune.parent_code, then)
        if parent is None or parent.level != "district":
            return self._in(self.provinces(commune.province_code, then, on), on)
        if parent.is_valid_at(on):
            return self._in((parent.code,), on)
        siblings = self._index.children(parent.code, then) if then < on else ()
        near = {t.key for s in siblings for t in successors(self._index, s, then, on).targets}
        return near or self._in(self.provinces(commune.province_code, then, on), on)

    def _in(self, areas: Iterable[str], on: date) -> set[TerritoryKey]:
        return {t.key for code in areas for t in self._index.descendants(code, on, "commune")}

    def _backwards(self, commune: Territory, then: date, on: date) -> set[TerritoryKey]:
        """The earlier communes of which a piece came to lie in a later one."""
        found: set[TerritoryKey] = set()
        for province in self.provinces(commune.province_code, then, on):
            found |= self._later_of(province, then, on).get(commune.key, set())
        return found

    def _later_of(self, province: str, then: date, on: date) -> dict[TerritoryKey, set[TerritoryKey]]:
        place = (province, then, on)
        if place not in self._inverse:
            inverse: dict[TerritoryKey, set[TerritoryKey]] = {}
            for earlier in self._index.descendants(province, on, "commune"):
                for later in successors(self._index, earlier, on, then).targets:
                    inverse.setdefault(later.key, set()).add(earlier.key)
            self._inverse[place] = inverse
        return self._inverse[place]

    def provinces(self, code: str, then: date, on: date) -> tuple[str, ...]:
        """The provinces of the map of `on` that share ground with province `code` of the map of `then`."""
        if then <= on:
            own = self._index.at(code, then)
            found = successors(self._index, own, then, on).targets if own else ()
            return tuple(t.code for t in found) or (code,)
        all_provinces = (t for t in self._index.all if t.level == "province" and t.is_valid_at(on))
        return tuple(p.code for p in all_provinces if code in self.provinces(p.code, on, then))
