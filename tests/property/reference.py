"""The indicators once more, in plain Python over fractions: what the SQL steps must come to, exactly.

Written from the definitions and not from the SQL. The rules:

- A rate is the sum of poor over the sum of resident households of all units of the area.
- A unit that did not report, or left one of the two blank, is missing. The own line of a district stands for all
  its communes at once where one of them is missing. Where communes are still missing, the area's own line is taken.
  Else the figure is partial.
- A drop is rate minus rate, each on its own year, rounded once at the end. The year before counts only where it is
  complete, over the units that the area was made of then.
"""

from dataclasses import dataclass
from fractions import Fraction

from tests.strategies import FIRST_DAY, Country, Key, Report
from transforms.terms.territory import Territory

LAST_DAY = {"2019": "2019-12-31", "2020": "2020-12-31"}


@dataclass(frozen=True)
class Figure:
    """Poor and resident households of an area; partial where something is missing."""

    poor: int
    resident: int
    is_complete: bool

    @property
    def rate(self) -> Fraction | None:
        """Per cent, exactly; nothing over nobody."""
        return Fraction(100 * self.poor, self.resident) if self.resident else None


def rounded(value: Fraction | None, decimals: int = 2) -> Fraction | None:
    """Half away from zero."""
    if value is None:
        return None
    scaled = abs(value) * 10**decimals
    whole = (scaled.numerator * 2 + scaled.denominator) // (scaled.denominator * 2)
    return Fraction(whole if value >= 0 else -whole, 10**decimals)


class Reference:
    """Figures of every area of a country."""

    def __init__(self, country: Country) -> None:
        self._territories = country.territories
        self._changes = country.changes
        self._lines = {
            (r.period, r.unit): r for r in country.reports if r.poor is not None and r.resident is not None
        }

    def areas(self, period: str) -> list[Key]:
        """Every territory of a year."""
        return [t.key for t in self._territories if self._lives(t, period)]

    def figure(self, area: Key, period: str) -> Figure | None:
        """The area's figure in its own year; nothing where nobody said anything."""
        return self._sum(area[0], self._communes(area, period), period)

    def before(self, area: Key) -> Figure | None:
        """The figure of 2019 of what the area of 2020 was made of; nothing unless complete."""
        if len(area[0]) < 5:
            found = self._sum(area[0], self._communes(area, "2019"), "2019")
            return found if found and found.is_complete else None
        parts = self._made_of(area)
        lines = [self._lines.get(("2019", part)) for part in parts]
        if not parts or any(line is None for line in lines):
            return None
        return _added([line for line in lines if line is not None], is_complete=True)

    def carried(self, area: Key) -> Figure | str | None:
        """The figure of 2019 on the map of 2020: `not_divisible` where a unit of 2019 lies partly in the area."""
        if len(area[0]) < 5:
            return self.figure(area, "2019")
        parts = self._made_of(area)
        if not parts:
            touched = [area, *((c.old_code, FIRST_DAY) for c in self._changes if c.new_code == area[0])]
            return "not_divisible" if any(("2019", unit) in self._lines for unit in touched) else None
        given = [self._lines["2019", part] for part in parts if ("2019", part) in self._lines]
        return _added(given, is_complete=len(given) == len(parts)) if given else None

    def drop(self, area: Key) -> Fraction | None:
        """Points from 2019 to 2020, exactly."""
        now, before = self.figure(area, "2020"), self.before(area)
        if now is None or before is None or not now.is_complete or now.rate is None or before.rate is None:
            return None
        return before.rate - now.rate

    def _lives(self, unit: Territory, period: str) -> bool:
        last = LAST_DAY[period]
        return unit.valid_from.isoformat() <= last and (
            unit.valid_to is None or last < unit.valid_to.isoformat()
        )

    def _communes(self, area: Key, period: str) -> list[Key]:
        alive = [t for t in self._territories if t.level == "commune" and self._lives(t, period)]
        if area[0] == "06":
            return [t.key for t in alive]
        return [t.key for t in alive if area == t.key or t.parent_code == area[0]]

    def _made_of(self, area: Key) -> list[Key]:
        into = [c for c in self._changes if c.new_code == area[0]]
        if any(c.part != "full" for c in into):
            return []
        if any(c.old_code == area[0] and c.part != "full" for c in self._changes):
            return []
        if into:
            return [(c.old_code, FIRST_DAY) for c in into]
        return [area]

    def _sum(self, code: str, communes: list[Key], period: str) -> Figure | None:
        lines: list[Report] = []
        is_missing = False
        for district, members in self._by_district(communes).items():
            given = [self._lines[period, m] for m in members if (period, m) in self._lines]
            own = self._lines.get((period, (district, FIRST_DAY)))
            is_whole = code == "06"
            if len(given) < len(members) and own is not None and is_whole:
                lines.append(own)
            else:
                lines += given
                is_missing = is_missing or len(given) < len(members)
        own = self._lines.get((period, (code, FIRST_DAY))) if len(code) < 5 else None
        if is_missing and own is not None:
            return _added([own], is_complete=True)
        return _added(lines, is_complete=not is_missing) if lines else None

    def _by_district(self, communes: list[Key]) -> dict[str, list[Key]]:
        parents = {t.key: t.parent_code for t in self._territories}
        found: dict[str, list[Key]] = {}
        for commune in communes:
            found.setdefault(parents[commune], []).append(commune)
        return found


def _added(lines: list[Report], *, is_complete: bool) -> Figure:
    return Figure(sum(r.poor or 0 for r in lines), sum(r.resident or 0 for r in lines), is_complete)
