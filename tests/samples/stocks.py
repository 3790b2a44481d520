"""Simulated F01 figures of communes below published sums."""

from collections.abc import Mapping, Sequence

from tests.samples.movements import Figures, Opening, movements
from tests.samples.spread import apportion, between, persons
from tests.samples.targets import Stock
from transforms.terms.territory import Territory

Communes = dict[str, Figures]
_MOST_POOR = 0.78
_MOST_NEAR_POOR = 0.2
# Every commune has at least so many poor and so many near-poor households.
FEWEST = 3
# Communes of Bạch Thông that the sample configuration lists as having a high rate.
HIGH_POVERTY = frozenset({"01978", "01981", "01984", "02002"})


def is_urban(territory: Territory) -> bool:
    """Wards and towns are urban, communes rural."""
    return not territory.name.startswith("Xã ")


def household_weights(communes: Sequence[Territory]) -> dict[str, float]:
    """How the households of a district lie in its communes: the same in every year."""
    return {t.code: between(0.6, 1.5, t.code, "size") * (1.4 if is_urban(t) else 1) for t in communes}


def poverty_weights(communes: Sequence[Territory], households: Mapping[str, int]) -> dict[str, float]:
    """How the poor households of a district lie in its communes."""

    def factor(t: Territory) -> float:
        if t.code in HIGH_POVERTY:
            return between(1.55, 1.75, t.code, "poor")
        return between(0.65, 1.35, t.code, "poor") * (0.4 if is_urban(t) else 1)

    return {t.code: households[t.code] * factor(t) for t in communes}


def near_poverty_weights(communes: Sequence[Territory], households: Mapping[str, int]) -> dict[str, float]:
    """How the near-poor households of a district lie in its communes."""
    return {
        t.code: households[t.code] * between(0.75, 1.25, t.code, "near") * (0.6 if is_urban(t) else 1)
        for t in communes
    }


def spread_poor(total: int, weights: Mapping[str, float], households: Mapping[str, int]) -> dict[str, int]:
    """Poor households by commune, never more than most of a commune."""
    caps = {code: int(_MOST_POOR * households[code]) for code in weights}
    return apportion(total, weights, floor=FEWEST, caps=caps)


def spread_near_poor(
    total: int, weights: Mapping[str, float], households: Mapping[str, int]
) -> dict[str, int]:
    """Near-poor households by commune, never more than a fifth of a commune."""
    caps = {code: int(_MOST_NEAR_POOR * households[code]) for code in weights}
    return apportion(total, weights, floor=FEWEST, caps=caps)


def first_stock(resident: int, poor: int, near: int, code: str) -> Figures:
    """F01 of one commune in a year without movements before it: persons from household sizes."""
    return _stock(
        code,
        Stock(resident, poor, near),
        persons(poor, between(4.25, 4.85, code, "poor persons")),
        persons(near, between(4.05, 4.55, code, "near persons")),
    )


def next_stock(code: str, year: str, before: Sequence[Figures], now: Stock) -> tuple[Figures, Figures]:
    """F01 of the year after, and the movements from the stocks of all units that became this one."""
    opening = Opening(
        sum(f["poor_households"] for f in before),
        sum(f["poor_persons"] for f in before),
        sum(f["near_poor_households"] for f in before),
        sum(f["near_poor_persons"] for f in before),
    )
    flows = movements(f"{code}/{year}", opening, now.poor, now.near_poor)
    return _stock(code, now, flows["poor_closing_persons"], flows["near_poor_closing_persons"]), flows


def _stock(code: str, stock: Stock, poor_persons: int, near_poor_persons: int) -> Figures:
    farms = round(stock.resident * between(0.02, 0.09, code, "farms"))
    return {
        "resident_households": stock.resident,
        "resident_persons": persons(stock.resident, between(3.95, 4.4, code, "persons")),
        "poor_households": stock.poor,
        "poor_persons": poor_persons,
        "near_poor_households": stock.near_poor,
        "near_poor_persons": near_poor_persons,
        "average_living_farm_households": farms,
        "average_living_farm_persons": persons(farms, between(3.8, 4.3, code, "farm persons")),
    }
