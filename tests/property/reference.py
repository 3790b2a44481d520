"""The indicators once more, in plain Python over fractions: what the SQL steps must come to, exactly.

Written from the definitions and not from the SQL. The rules:

- Of two submissions of one submitter for the same year, status and standard the newer one counts, as a whole.
- A rate is the sum of poor over the sum of resident households of all communes of the area.
- A commune that did not report, or left one of the two blank, is missing; for a count only the poor must be there.
  The own line of a smaller area stands for all its communes at once where one of them is missing; of lines that lie
  in each other the smaller. Where communes are still missing, the area's own line is taken, if the area covers what
  it covered when it wrote that line. A line that holds no more than the communes that reported is only their total
  and stands for nobody else. Else the figure is partial.
- A partial figure has bounds: what is missing has the size it had when it was last known; none or all of it is poor.
  Where one size was never known there are no bounds.
- On another map an area is made of the communes of the year all of whose plots it holds. Where it holds some plots
  of a commune and not others, nothing can be said: the commune is not divisible.
- A drop compares with the year before of the same ground, counted under the same standard, in the status closest to
  final, and complete. It is rounded once, at the end.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from tests.strategies import STATUSES, Country, Key, Line

RANK = {level: rank for rank, level in enumerate(("commune", "district", "province", "group"))}
Plots = frozenset[str]


@dataclass(frozen=True)
class Area:
    """A territory or a group on one map."""

    key: Key
    level: str
    plots: Plots


@dataclass(frozen=True)
class Cut:
    """Which figures: of a year, in a status, under a standard."""

    period: str
    status: str
    standard: str

    @property
    def day(self) -> date:
        """The day of the map of that year."""
        return date(int(self.period), 12, 31)

    @property
    def year_before(self) -> str:
        """The year that drops compare with."""
        return str(int(self.period) - 1)


@dataclass(frozen=True)
class Figure:
    """Poor and resident households of an area; `gap` is the last known size of what is missing, None if unknown."""

    poor: int
    resident: int
    gap: int | None
    owed: int
    given: int
    is_own_line: bool = False
    is_complete: bool = True

    @property
    def rate(self) -> Fraction | None:
        """Per cent, exactly; nothing over nobody."""
        return per_cent(self.poor, self.resident)

    def extremes(self) -> tuple["Figure", "Figure"] | None:
        """The figure if nobody, and if everybody, of what is missing is poor."""
        if self.gap is None:
            return None
        low = replace(self, resident=self.resident + self.gap)
        return low, replace(low, poor=low.poor + self.gap)


def per_cent(part: int, whole: int) -> Fraction | None:
    """A share in per cent, exactly."""
    return Fraction(100 * part, whole) if whole else None


def rounded(value: Fraction | None, decimals: int = 2) -> Fraction | None:
    """Half away from zero."""
    if value is None:
        return None
    scaled = abs(value) * 10**decimals
    whole = (scaled.numerator * 2 + scaled.denominator) // (scaled.denominator * 2)
    return Fraction(whole if value >= 0 else -whole, 10**decimals)


_P = ParamSpec("_P")
_T = TypeVar("_T")


def remembered(
    method: Callable[Concatenate["Reference", _P], _T],
) -> Callable[Concatenate["Reference", _P], _T]:
    """The method, asked once for the same thing."""

    @wraps(method)
    def asked(self: "Reference", *arguments: _P.args, **named: _P.kwargs) -> _T:
        place = (method.__name__, arguments, *named.items())
        if place not in self._remembered:
            self._remembered[place] = method(self, *arguments, **named)
        found: _T = self._remembered[place]
        return found

    return asked


class Reference:
    """Figures of every area of a country on every map, of what had arrived by a day.

    A rate needs both households; a count needs the poor ones only, and the resident ones bound it.
    """

    def __init__(self, country: Country, known_by: date = date.max, *, needs_residents: bool = True) -> None:
        self._country = country
        newest = {}
        for report in sorted(country.reports, key=lambda r: r.sequence):
            if report.arrived <= known_by:
                newest[report.submitter, report.period, report.status, report.standard] = report
        self._said: dict[tuple[Cut, Key], Line] = {
            (Cut(r.period, r.status, r.standard), line.unit): line
            for r in newest.values()
            for line in r.lines
        }
        self._lines = {
            place: line
            for place, line in self._said.items()
            if line.poor is not None and (line.resident is not None or not needs_residents)
        }
        self.cuts = sorted({cut for cut, _ in self._lines}, key=str)
        self._leaves = frozenset(p for _, communes in country.maps for g in communes for p in g.plots)
        self._remembered: dict[tuple[Any, ...], Any] = {}

    @remembered
    def areas(self, day: date, *, has_groups: bool = True) -> list[Area]:
        """Every territory of a map, and the group where all its members exist."""
        communes = self._country.communes(day)
        found = [Area(g.key, "commune", self._finest(g.plots)) for g in communes]
        held: dict[str, Plots] = {}
        for ground in communes:
            for code in (ground.district, "06"):
                held[code] = held.get(code, frozenset()) | self._finest(ground.plots)
        upper = [t for t in self._country.territories if t.code in held]
        found += [Area(t.key, t.level, held[t.code]) for t in upper]
        return found + (self._group(day, found) if has_groups else [])

    def _group(self, day: date, areas: list[Area]) -> list[Area]:
        members = [m for m in self._country.groups if m.is_valid_at(day)]
        by_code = {area.key[0]: area.plots for area in areas}
        alive = [m.territory_code for m in members if m.territory_code in by_code]
        # A member that exists no more, or a district without communes, adds nothing.
        plots = frozenset().union(*(by_code[code] for code in alive))
        since = min((m.valid_from for m in members), default=day)
        return [Area(("g", since), "group", plots)] if alive else []

    @remembered
    def _finest(self, plots: Plots) -> Plots:
        """The same ground in the smallest plots that it was ever cut into."""
        return frozenset(
            leaf
            for leaf in self._leaves
            if any(leaf == plot or leaf.startswith(f"{plot}-") for plot in plots)
            and not any(other.startswith(f"{leaf}-") for other in self._leaves)
        )

    @remembered
    def is_divided(self, area: Area, period: str) -> bool:
        """Whether the area holds only a piece of some commune of that year."""
        communes = self._communes(period)
        return any(plots & area.plots and not plots <= area.plots for plots in communes.values())

    def is_marked(self, area: Area, cut: Cut) -> bool:
        """Whether the area is divided and one of the communes in question reported."""
        touching = [unit for unit, plots in self._communes(cut.period).items() if plots & area.plots]
        return self.is_divided(area, cut.period) and any((cut, unit) in self._lines for unit in touching)

    @remembered
    def _communes(self, period: str) -> dict[Key, Plots]:
        day = date(int(period), 12, 31)
        return {g.key: self._finest(g.plots) for g in self._country.communes(day)}

    @remembered
    def figure(self, area: Area, cut: Cut) -> Figure | None:
        """The area's figure; nothing where it is divided or nobody said anything."""
        if self.is_divided(area, cut.period):
            return None
        units = self._units(area, cut.period)
        covered = self._covered_by_lines(area, cut)
        parts = [self._lines[cut, u] for u in units if u not in covered and (cut, u) in self._lines]
        missing = [u for u in units if u not in covered and (cut, u) not in self._lines]
        given = sum((cut, unit) in self._lines for unit in units)
        own = self._own_line(area, cut)
        if missing and own:
            return Figure(_poor([own]), _resident([own]), 0, len(units), given, is_own_line=True)
        lines = [*parts, *{id(line): line for line in covered.values()}.values()]
        if not lines:
            return None
        return Figure(
            _poor(lines),
            _resident(lines),
            self._size(missing, cut),
            len(units),
            given,
            is_complete=not missing,
        )

    @remembered
    def _units(self, area: Area, period: str) -> frozenset[Key]:
        return frozenset(u for u, plots in self._communes(period).items() if plots <= area.plots)

    def _covered_by_lines(self, area: Area, cut: Cut) -> dict[Key, Line]:
        """The communes for which the line of a smaller area of that year stands; of lines in each other the smaller."""
        found: dict[Key, Line] = {}
        for inner in self._inside(area, cut):
            line = self._needed_line(inner, cut)
            if line and not any(self._needed_line(other, cut) for other in self._inside(inner, cut)):
                found |= dict.fromkeys(self._units(inner, cut.period), line)
        return found

    @remembered
    def _inside(self, area: Area, cut: Cut) -> list[Area]:
        rank = RANK[area.level]
        return [a for a in self.areas(cut.day) if 0 < RANK[a.level] < rank and a.plots <= area.plots]

    @remembered
    def _needed_line(self, area: Area, cut: Cut) -> Line | None:
        """The line that an area reported of itself, where one of its communes did not report."""
        units = self._units(area, cut.period)
        line = self._lines.get((cut, area.key))
        if line is None or all((cut, u) in self._lines for u in units):
            return None
        return line if self._holds_more(line, units, cut) else None

    def _holds_more(self, line: Line, units: Iterable[Key], cut: Cut) -> bool:
        """Whether a total speaks of more than the communes that reported, or none of them did."""
        given = [self._lines[cut, u] for u in units if (cut, u) in self._lines]
        more_poor = _poor([line]) - _poor(given)
        more = more_poor if line.resident is None else line.resident - _resident(given)
        return not given or (more_poor >= 0 and more > 0)

    def _own_line(self, area: Area, cut: Cut) -> Line | None:
        then = next((a for a in self.areas(cut.day) if a.key == area.key), None)
        if (
            area.level == "commune"
            or then is None
            or self._units(then, cut.period) != self._units(area, cut.period)
        ):
            return None
        line = self._lines.get((cut, area.key))
        return line if line and self._holds_more(line, self._units(area, cut.period), cut) else None

    def _size(self, missing: list[Key], cut: Cut) -> int | None:
        sizes = [self._last_size(unit, cut) for unit in missing]
        return None if None in sizes else sum(size for size in sizes if size is not None)

    @remembered
    def _last_size(self, unit: Key, cut: Cut) -> int | None:
        """Of the last year, the status closest to final, the same standard rather than another."""
        known = [
            (c.period, STATUSES.index(c.status), c.standard == cut.standard, line.resident)
            for (c, u), line in self._lines.items()
            if u == unit and c.period < cut.period and line.resident is not None
        ]
        return max(known, key=lambda k: k[:3])[3] if known else None

    @remembered
    def before(self, area: Area, cut: Cut) -> Figure | None:
        """The year before of the same ground, under the same standard, closest to final; nothing unless complete."""
        cuts = [Cut(cut.year_before, status, cut.standard) for status in reversed(STATUSES)]
        found = (self.figure(area, c) for c in cuts)
        return next((f for f in found if f and f.is_complete), None)

    def standard_before(self, area: Area, cut: Cut) -> str:
        """Under which other standard the year before is known, where it is not known under this one."""
        if self.before(area, cut):
            return ""
        others = {c.standard for c in self.cuts if c.period == cut.year_before}
        return max((s for s in others if self.before(area, replace(cut, standard=s))), default="")

    def households_pct(self, area: Area, cut: Cut) -> Fraction | None:
        """The last known households of those who reported, of all; nothing where one is not known."""
        weights = {unit: self._weight(unit, cut.period) for unit in self._units(area, cut.period)}
        if None in weights.values():
            return None
        given = sum(weight or 0 for unit, weight in weights.items() if (cut, unit) in self._lines)
        return per_cent(given, sum(weight or 0 for weight in weights.values()))

    @remembered
    def _weight(self, unit: Key, period: str) -> int | None:
        known = [
            (c.period, STATUSES.index(c.status), c.standard, line.resident)
            for (c, u), line in self._said.items()
            if u == unit and c.period <= period and line.resident
        ]
        return max(known, key=lambda k: k[:3])[3] if known else None

    def share(self, area: Area, cut: Cut, day: date, below: int) -> tuple[int, int, int] | None:
        """Communes of the area whose published rate is below, how many are known, and how many there are."""
        members = [a for a in self.areas(day) if a.level == "commune" and a.plots <= area.plots]
        figures = [f for a in members if (f := self.figure(a, cut))]
        rates = [rate for f in figures if f.is_complete and (rate := rounded(f.rate)) is not None]
        if area.level == "commune" or not rates:
            return None
        return sum(rate < below for rate in rates), len(rates), len(members)


def _poor(lines: Iterable[Line]) -> int:
    return sum(line.poor or 0 for line in lines)


def _resident(lines: Iterable[Line]) -> int:
    return sum(line.resident or 0 for line in lines)
