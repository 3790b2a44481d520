"""Communes spread below the figures of their area, year after year."""

from collections.abc import Mapping, Sequence
from datetime import date

from tests.samples.movements import Figures
from tests.samples.spread import apportion, between
from tests.samples.stocks import (
    FEWEST,
    Communes,
    first_stock,
    household_weights,
    near_poverty_weights,
    next_stock,
    poverty_weights,
    spread_near_poor,
    spread_poor,
)
from tests.samples.targets import Stock
from transforms.registry import Registry
from transforms.terms.period import Period
from transforms.terms.territory import Territory


def first_year(
    communes: Sequence[Territory], total: Stock, factors: Mapping[str, float] | None = None
) -> Communes:
    """F01 of the communes of an area; `factors` make some of them poorer or better off than by chance."""
    households = apportion(total.resident, household_weights(communes))
    weights = poverty_weights(communes, households)
    weights = {code: weight * (factors or {}).get(code, 1) for code, weight in weights.items()}
    poor = spread_poor(total.poor, weights, households)
    near = spread_near_poor(total.near_poor, near_poverty_weights(communes, households), households)
    return {t.code: first_stock(households[t.code], poor[t.code], near[t.code], t.code) for t in communes}


def origins(
    registry: Registry, communes: Sequence[Territory], since: date, until: date
) -> dict[str, list[str]]:
    """The codes of the earlier units that each commune is made of; it itself where it was cut from others."""
    found = {t.code: registry.territories.predecessors(t, since, until) for t in communes}
    return {code: [origin for origin, _ in keys] if keys else [code] for code, keys in found.items()}


def following_year(
    registry: Registry,
    period: str,
    communes: Sequence[Territory],
    before: Communes,
    total: Stock,
    since: date,
) -> tuple[Communes, Communes]:
    """F01 at the end of a period and the movements since the stocks `before`, as of the day `since`."""
    made_of = origins(registry, communes, since, Period(period).end_date)
    earlier = {code: [before[origin] for origin in codes] for code, codes in made_of.items()}
    stocks = _spread_again(period, earlier, total)
    pairs = {code: next_stock(code, period, earlier[code], stock) for code, stock in stocks.items()}
    return {c: year for c, (year, _) in pairs.items()}, {c: flows for c, (_, flows) in pairs.items()}


def _spread_again(period: str, earlier: Mapping[str, Sequence[Figures]], total: Stock) -> dict[str, Stock]:
    """A total over communes, near their shares of before."""

    def weights(item: str, low: float, high: float, given: int = 0) -> dict[str, float]:
        shares = {
            code: sum(f[item] for f in figures) * between(low, high, code, item, period)
            for code, figures in earlier.items()
        }
        return {code: max(0.1, share - given) for code, share in shares.items()}

    households = apportion(total.resident, weights("resident_households", 0.996, 1.004))
    # Every commune is given the fewest first; only what is above them is spread by weight.
    poor = spread_poor(total.poor, weights("poor_households", 0.9, 1.06, FEWEST), households)
    near = spread_near_poor(total.near_poor, weights("near_poor_households", 0.9, 1.06, FEWEST), households)
    return {code: Stock(households[code], poor[code], near[code]) for code in earlier}
