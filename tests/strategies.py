"""Hypothesis strategies: figures, sheets, and small countries that change, with reports of all kinds."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from fractions import Fraction

from hypothesis import strategies as st

from transforms.terms.standard import GroupMember
from transforms.terms.territory import Territory, TerritoryChange

FIRST_DAY = date(2004, 8, 31)
CHANGE_DAYS = (date(2021, 2, 1), date(2022, 2, 1), date(2022, 7, 1))
YEARS = ("2020", "2021", "2022")
PROVINCE = "06"
# 2021 is reported under both standards.
STANDARDS = {"2020": ("QD59_2015",), "2021": ("QD59_2015", "ND07_2021"), "2022": ("ND07_2021",)}
STATUSES = ("so_bo", "chinh_thuc")
Key = tuple[str, date]


@dataclass(frozen=True)
class Line:
    """What one line of a report says: poor and resident households; `None` is a blank."""

    unit: Key
    poor: int | None
    resident: int | None


@dataclass(frozen=True)
class Report:
    """One submission: every line of one submitter for a year, a status and a standard."""

    sequence: int
    submitter: str
    period: str
    status: str
    standard: str
    arrived: date
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Ground:
    """One commune between two changes: its key and the plots that it holds.

    A plot is a text; where a part of a commune goes to another, each of its plots is cut in two, `-0` and
    `-1`: nobody knows which. So plots of a later day begin with the text of the earlier plot they lie in.
    """

    key: Key
    district: str
    plots: frozenset[str]


@dataclass(frozen=True)
class Country:
    """A province whose communes change on several days, and all that was ever reported."""

    territories: tuple[Territory, ...]
    changes: tuple[TerritoryChange, ...]
    groups: tuple[GroupMember, ...]
    reports: tuple[Report, ...]
    # The communes from each day of change on.
    maps: tuple[tuple[date, tuple[Ground, ...]], ...]

    def communes(self, day: date) -> tuple[Ground, ...]:
        """The communes of a day, with what they hold."""
        return [communes for since, communes in self.maps if since <= day][-1]


@dataclass
class _Draft:
    """A country in the making."""

    communes: dict[str, Ground]
    territories: list[Territory]
    changes: list[TerritoryChange] = field(default_factory=list)

    def end(self, code: str, day: date) -> None:
        """The commune of this code is no more."""
        key = self.communes.pop(code).key
        self.territories = [replace(t, valid_to=day) if t.key == key else t for t in self.territories]

    def begin(self, code: str, district: str, plots: frozenset[str], day: date) -> None:
        """A commune of a new key."""
        self.communes[code] = Ground((code, day), district, plots)
        self.territories.append(_unit(code, f"Xã {code} {day}", "commune", district, day))

    def record(self, day: date, old: str, new: str, part: str = "full") -> None:
        self.changes.append(TerritoryChange(day, old, new, part, "nghị quyết"))


def _unit(code: str, name: str, level: str, parent: str, valid_from: date = FIRST_DAY) -> Territory:
    return Territory(code, valid_from, name, level, parent, PROVINCE)


def _merge(draft: _Draft, day: date, one: str, other: str) -> None:
    """Both end; a new commune takes the code and the district of the first."""
    first, second = draft.communes[one], draft.communes[other]
    draft.end(one, day)
    draft.end(other, day)
    draft.begin(one, first.district, first.plots | second.plots, day)
    draft.record(day, one, one)
    draft.record(day, other, one)


def _absorb(draft: _Draft, day: date, one: str, other: str) -> None:
    """The first takes in the whole second and stays what it is called."""
    first, second = draft.communes[one], draft.communes[other]
    draft.end(other, day)
    draft.communes[one] = replace(first, plots=first.plots | second.plots)
    draft.record(day, other, one)


def _cede(draft: _Draft, day: date, one: str, other: str) -> None:
    """The first takes a part of the second; both stay."""
    first, second = draft.communes[one], draft.communes[other]
    draft.communes[other] = replace(second, plots=frozenset(f"{plot}-0" for plot in second.plots))
    gone = frozenset(f"{plot}-1" for plot in second.plots)
    draft.communes[one] = replace(first, plots=first.plots | gone)
    draft.record(day, other, one, "part")


def _rename(draft: _Draft, day: date, one: str, other: str) -> None:
    """The first lies in the district of the second from now on, under a new key."""
    first = draft.communes[one]
    district = draft.communes[other].district
    draft.end(one, day)
    draft.begin(one, district, first.plots, day)
    draft.record(day, one, one)


_EVENTS = (_merge, _absorb, _cede, _rename)


@st.composite
def countries(draw: st.DrawFn, districts: int = 3) -> Country:
    """Up to three districts of one to three communes that merge, take in, cede and move, across districts too.

    Communes, lines and whole submissions are missing here and there; some come in two statuses, some are
    replaced by a newer one; the year of change comes under both standards.
    """
    start = _draft_of([draw(st.integers(1, 3)) for _ in range(draw(st.integers(1, districts)))])
    maps = [(FIRST_DAY, tuple(start.communes.values()))]
    for day in CHANGE_DAYS:
        touched: set[str] = set()
        for _ in range(draw(st.integers(0, 2))):
            free = sorted(set(start.communes) - touched)
            if len(free) > 1:
                one, other = draw(st.permutations(free))[:2]
                draw(st.sampled_from(_EVENTS))(start, day, one, other)
                touched |= {one, other}
        maps.append((day, tuple(start.communes.values())))
    country = Country(tuple(start.territories), tuple(start.changes), (), (), tuple(maps))
    country = replace(country, groups=tuple(draw(_groups(country))))
    return replace(country, reports=tuple(draw(_reports(country))))


def _draft_of(sizes: list[int]) -> _Draft:
    draft = _Draft({}, [_unit(PROVINCE, "Tỉnh", "province", "")])
    for d, size in enumerate(sizes):
        draft.territories.append(_unit(f"06{d}", f"Huyện {d}", "district", PROVINCE))
        for c in range(size):
            draft.begin(f"{d}000{c}", f"06{d}", frozenset({f"{d}{c}"}), FIRST_DAY)
    return draft


@st.composite
def _groups(draw: st.DrawFn, country: Country) -> list[GroupMember]:
    """A group of some communes until the end of 2021, and of one more from 2021 on, or of a district."""
    codes = sorted(g.key[0] for g in country.communes(FIRST_DAY))
    count = draw(st.integers(0, len(codes)))
    first = [
        GroupMember("g", "Nhóm", code, date(2019, 1, 1), date(2022, 1, 1), True, "") for code in codes[:count]
    ]
    more = draw(st.sampled_from([codes[-1], "060"]))
    return [*first, GroupMember("g", "Nhóm", more, date(2021, 1, 1), None, True, "")] if count else []


@st.composite
def _reports(draw: st.DrawFn, country: Country) -> list[Report]:
    found: list[Report] = []
    for year, submitter, status, standard in _duties(country):
        silent = 2 if status == STATUSES[-1] else 7
        for version in range(2 if draw(st.integers(0, 5)) == 0 else 1):
            if draw(st.integers(0, 9)) >= silent:
                arrived = date(int(year), 12, 9) + timedelta(days=20 * version)
                lines = draw(_lines(_units_of(country, year, submitter)))
                number = len(found) + 1
                found += [Report(number, submitter, year, status, standard, arrived, lines)] if lines else []
    return found


def _duties(country: Country) -> Iterator[tuple[str, str, str, str]]:
    submitters = [t.code for t in country.territories if t.level != "commune"]
    for year in YEARS:
        for submitter in submitters:
            for status in STATUSES:
                for standard in STANDARDS[year]:
                    yield year, submitter, status, standard


def _units_of(country: Country, year: str, submitter: str) -> list[Key]:
    """A district reports its communes and, at times, itself; the province only itself."""
    communes = country.communes(date(int(year), 12, 31))
    return [*(g.key for g in communes if g.district == submitter), (submitter, FIRST_DAY)]


@st.composite
def _lines(draw: st.DrawFn, units: list[Key]) -> tuple[Line, ...]:
    found = []
    for unit in units:
        is_area = len(unit[0]) < 5
        if draw(st.integers(0, 9)) >= (6 if is_area else 1):
            resident = draw(st.integers(0, 300))
            poor = draw(st.integers(0, resident))
            blank = draw(st.integers(0, 19))
            found.append(Line(unit, None if blank == 0 else poor, None if blank == 1 else resident))
    return tuple(found)


FIGURES = st.integers(0, 9_999_999)
RATES = st.fractions(min_value=0, max_value=Fraction(100), max_denominator=10_000)
