"""The simulated years of Bắc Kạn and of Bạch Thông, commune by commune."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from tests.samples.spread import apportion, between, noise, persons
from tests.samples.stocks import (
    HIGH_POVERTY,
    Communes,
    first_stock,
    household_weights,
    near_poverty_weights,
    next_stock,
    poverty_weights,
    spread_near_poor,
    spread_poor,
)
from tests.samples.targets import (
    BAC_KAN_2017,
    BAC_KAN_2018,
    BACH_THONG_2019,
    BACH_THONG_2019_PRELIMINARY,
    BACH_THONG_2020,
    DISTRICTS,
    HIGH_POVERTY_COMMUNES_DROP_PP,
    POOR_AREAS_DROP_PP,
    POOR_DISTRICTS,
    Stock,
)
from tests.samples.years import first_year, origins
from transforms.registry import Registry
from transforms.terms.territory import Territory

# What the final review of Bạch Thông 2019 took back, in households, in four communes.
_PRELIMINARY_CHANGES = (6, 4, 3, -2)


@dataclass(frozen=True)
class TwoYears:
    """F01 of the base year, F01 of the plan's period and the movements between, by commune code."""

    base: Communes
    year: Communes
    flows: Communes


def bac_kan(registry: Registry) -> TwoYears:
    """Bắc Kạn 2017 and 2018: 122 communes in 8 districts."""
    day = date(2018, 12, 31)
    communes = {code: registry.territories.children(code, day) for code in DISTRICTS}
    now, before = _districts_2018(), {}
    before = _districts_2017(now)
    found = TwoYears({}, {}, {})
    for code, shape in DISTRICTS.items():
        _fill_district(found, communes[code], before[code], now[code], shape.drop_pp / 100)
    return found


def _districts_2018() -> dict[str, Stock]:
    households = apportion(BAC_KAN_2018.resident, {c: d.households for c, d in DISTRICTS.items()})
    poor = apportion(BAC_KAN_2018.poor, {c: households[c] * d.poor_pct for c, d in DISTRICTS.items()})
    near = apportion(
        BAC_KAN_2018.near_poor, {c: households[c] * d.near_poor_pct for c, d in DISTRICTS.items()}
    )
    return {c: Stock(households[c], poor[c], near[c]) for c in DISTRICTS}


def _districts_2017(now: Mapping[str, Stock]) -> dict[str, Stock]:
    """The year before: the poor districts further above their later rate than the others."""
    grown = {c: now[c].resident * between(0.996, 1.004, c, "growth") for c in DISTRICTS}
    households = apportion(BAC_KAN_2017.resident, grown)
    in_group = _poor_before(now, households, POOR_DISTRICTS, POOR_AREAS_DROP_PP)
    weights = {
        c: (100 * now[c].poor / now[c].resident + d.drop_pp) * households[c] for c, d in DISTRICTS.items()
    }
    poor = apportion(in_group, {c: weights[c] for c in POOR_DISTRICTS})
    others = {c: w for c, w in weights.items() if c not in POOR_DISTRICTS}
    poor |= apportion(BAC_KAN_2017.poor - in_group, others)
    near_weights = {c: now[c].near_poor * between(0.97, 1.03, c, "near before") for c in DISTRICTS}
    near = apportion(BAC_KAN_2017.near_poor, near_weights)
    return {c: Stock(households[c], poor[c], near[c]) for c in DISTRICTS}


def _poor_before(
    now: Mapping[str, Stock], households: Mapping[str, int], group: Iterable[str], drop_pp: float
) -> int:
    """Poor households of a group a year earlier, for its rate to drop by so many points."""
    codes = tuple(group)
    rate = sum(now[c].poor for c in codes) / sum(now[c].resident for c in codes)
    return round((rate + drop_pp / 100) * sum(households[c] for c in codes))


def _fill_district(
    found: TwoYears, communes: tuple[Territory, ...], before: Stock, now: Stock, drop: float
) -> None:
    households = apportion(now.resident, household_weights(communes))
    poor = spread_poor(now.poor, poverty_weights(communes, households), households)
    near = spread_near_poor(now.near_poor, near_poverty_weights(communes, households), households)
    earlier = apportion(
        before.resident, {c: n * between(0.99, 1.01, c, "growth") for c, n in households.items()}
    )
    poor_weights = {c: poor[c] + drop * earlier[c] * between(0.7, 1.3, c, "drop") for c in earlier}
    poor_earlier = spread_poor(before.poor, poor_weights, earlier)
    near_weights = {c: near[c] * between(0.88, 1.12, c, "near before") for c in earlier}
    near_earlier = spread_near_poor(before.near_poor, near_weights, earlier)
    for code in households:
        found.base[code] = first_stock(earlier[code], poor_earlier[code], near_earlier[code], code)
        closing = Stock(households[code], poor[code], near[code])
        found.year[code], found.flows[code] = next_stock(code, "2018", [found.base[code]], closing)


def bach_thong(registry: Registry) -> TwoYears:
    """Bạch Thông 2019 (17 communes) and 2020 (14 communes, three mergers on 1 February)."""
    since, until = date(2019, 12, 31), date(2020, 12, 31)
    old, new = (registry.territories.children("063", day) for day in (since, until))
    base = first_year(old, BACH_THONG_2019)
    before = {
        code: [base[o] for o in origin] for code, origin in origins(registry, new, since, until).items()
    }
    closing = _bach_thong_2020(before)
    found = TwoYears(base, {}, {})
    for code, stock in closing.items():
        found.year[code], found.flows[code] = next_stock(code, "2020", before[code], stock)
    return found


def bach_thong_preliminary(official: Communes) -> Communes:
    """F01 of Bạch Thông 2019 as first counted: a few communes had other numbers of poor households."""
    ranked = sorted(official, key=lambda code: noise(code, "preliminary"))
    changes = dict(zip(ranked, _PRELIMINARY_CHANGES, strict=False))
    if sum(changes.values()) != BACH_THONG_2019_PRELIMINARY.poor - BACH_THONG_2019.poor:
        raise ValueError(f"the preliminary changes add up to {sum(changes.values())}")
    return {
        code: figures | _with_more_poor(figures, changes.get(code, 0)) for code, figures in official.items()
    }


def _with_more_poor(figures: Mapping[str, int], more: int) -> dict[str, int]:
    size = figures["poor_persons"] / figures["poor_households"]
    households = figures["poor_households"] + more
    return {"poor_households": households, "poor_persons": persons(households, size)}


def _bach_thong_2020(before: Mapping[str, list[dict[str, int]]]) -> dict[str, Stock]:
    def earlier(code: str, item: str) -> int:
        return sum(figures[item] for figures in before[code])

    published = BACH_THONG_2020
    households = apportion(
        published.resident,
        {c: earlier(c, "resident_households") * between(0.995, 1.005, c, "growth 2020") for c in before},
    )
    rate = {c: earlier(c, "poor_households") / earlier(c, "resident_households") for c in before}
    high = sorted(HIGH_POVERTY)
    high_rate = sum(earlier(c, "poor_households") for c in high) / sum(
        earlier(c, "resident_households") for c in high
    )
    high_poor = round((high_rate - HIGH_POVERTY_COMMUNES_DROP_PP / 100) * sum(households[c] for c in high))
    poor = apportion(
        high_poor, {c: (rate[c] - HIGH_POVERTY_COMMUNES_DROP_PP / 100) * households[c] for c in high}
    )
    others = {
        c: households[c] * rate[c] * between(0.84, 0.94, c, "drop 2020")
        for c in before
        if c not in HIGH_POVERTY
    }
    poor |= apportion(published.poor - high_poor, others)
    near_weights = {
        c: earlier(c, "near_poor_households") * between(0.86, 1.0, c, "near 2020") for c in before
    }
    near = apportion(published.near_poor, near_weights)
    return {c: Stock(households[c], poor[c], near[c]) for c in before}
