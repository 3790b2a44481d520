"""Hypothesis strategies: figures, sheets, and small countries with reports."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from hypothesis import strategies as st

from transforms.terms.territory import Territory, TerritoryChange

FIRST_DAY, MERGER = date(2004, 8, 31), date(2020, 2, 1)
Key = tuple[str, date]


@dataclass(frozen=True)
class Report:
    """What one line of a report says: poor and resident households; `None` is a blank."""

    period: str
    unit: Key
    poor: int | None
    resident: int | None


@dataclass(frozen=True)
class Country:
    """A province with its districts and communes in 2019 and 2020, and what was reported."""

    territories: tuple[Territory, ...]
    changes: tuple[TerritoryChange, ...]
    reports: tuple[Report, ...]


def _unit(
    code: str, name: str, level: str, parent: str, valid_from: date = FIRST_DAY, valid_to: date | None = None
) -> Territory:
    return Territory(code, valid_from, name, level, parent, "06", valid_to)


@st.composite
def countries(draw: st.DrawFn) -> Country:
    """One to three districts of one to four communes; the first two communes of a district may have merged in 2020.

    A merger is full, or only a part, and then nothing can be carried over it. Communes and whole
    districts may be silent in either year; a district and the province may have a line of their own.
    """
    territories = [_unit("06", "Tỉnh", "province", "")]
    changes: list[TerritoryChange] = []
    keys: dict[str, list[Key]] = {"2019": [], "2020": []}
    for d in range(draw(st.integers(1, 3))):
        district = f"06{d}"
        territories.append(_unit(district, f"Huyện {d}", "district", "06"))
        size = draw(st.integers(1, 4))
        change = draw(st.sampled_from(["none", "full", "part"])) if size > 1 else "none"
        for c in range(size):
            code = f"{d}000{c}"
            ends = change == "full" and c < 2
            territories.append(
                _unit(code, f"Xã {code}", "commune", district, valid_to=MERGER if ends else None)
            )
            keys["2019"].append((code, FIRST_DAY))
            if not ends:
                keys["2020"].append((code, FIRST_DAY))
        if change == "full":
            territories.append(_unit(f"{d}0001", f"Xã mới {d}", "commune", district, valid_from=MERGER))
            keys["2020"].append((f"{d}0001", MERGER))
            changes += [
                TerritoryChange(MERGER, f"{d}000{c}", f"{d}0001", "full", "nghị quyết") for c in range(2)
            ]
        if change == "part":
            changes.append(TerritoryChange(MERGER, f"{d}0000", f"{d}0001", "part", "nghị quyết"))
        keys["2019"].append((district, FIRST_DAY))
        keys["2020"].append((district, FIRST_DAY))
    for units in keys.values():
        units.append(("06", FIRST_DAY))
    reports = [
        report
        for period, units in keys.items()
        for unit in units
        if (report := draw(_report(period, unit))) is not None
    ]
    return Country(tuple(territories), tuple(changes), tuple(reports))


@st.composite
def _report(draw: st.DrawFn, period: str, unit: Key) -> Report | None:
    is_area = len(unit[0]) < 5
    if draw(st.integers(0, 9)) < (6 if is_area else 2):
        return None
    resident = draw(st.integers(0, 3000))
    poor = draw(st.integers(0, resident))
    blank = draw(st.integers(0, 19))
    return Report(period, unit, None if blank == 0 else poor, None if blank == 1 else resident)


FIGURES = st.integers(0, 9_999_999)
RATES = st.fractions(min_value=0, max_value=Fraction(100), max_denominator=10_000)
