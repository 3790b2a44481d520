"""The year's movements of one commune (forms F02, F03) between an opening and a closing stock.

Households close as given; persons move with them, so the closing persons are a result.
"""

from dataclasses import dataclass

from tests.samples.spread import between, noise, persons

Figures = dict[str, int]


@dataclass(frozen=True)
class Opening:
    """Poor and near-poor stock at the start of the year."""

    poor_households: int
    poor_persons: int
    near_households: int
    near_persons: int


def _share(base: int, low: float, high: float, *key: str) -> int:
    return round(base * between(low, high, *key))


def household_movements(place: str, opening: Opening, poor_closing: int, near_closing: int) -> Figures:
    """Movements of households that lead exactly from the opening to the closing stocks, none negative."""
    poor, near = opening.poor_households, opening.near_households
    down = _share(near, 0.0, 0.03, place, "near to poor")
    relapse = _share(poor, 0.0, 0.008, place, "relapse")
    new = _share(poor, 0.01, 0.03, place, "new")
    gone = _share(poor, 0.0, 0.015, place, "gone")
    arrived = int(noise(place, "arrived") * 3)
    # What must leave poverty for the closing stock to come out; if too little, more were newly poor.
    leaving = poor + down + relapse + new + arrived - gone - poor_closing
    new += max(0, -leaving)
    to_near = round(max(0, leaving) * between(0.45, 0.75, place, "to near"))
    near_relapse = _share(near, 0.0, 0.01, place, "near relapse")
    near_new = _share(near, 0.01, 0.04, place, "near new")
    near_gone = _share(near, 0.0, 0.015, place, "near gone")
    near_arrived = int(noise(place, "near arrived") * 3)
    rising = near + to_near + near_relapse + near_new + near_arrived - down - near_gone - near_closing
    near_new += max(0, -rising)
    return {
        "poor_opening": poor,
        "poor_out_near_poor": to_near,
        "poor_out_above_near_poor": max(0, leaving) - to_near,
        "poor_out_other": gone,
        "poor_in_near_poor": down,
        "poor_in_relapse": relapse,
        "poor_in_new": new,
        "poor_in_other": arrived,
        "poor_closing": poor_closing,
        "near_poor_opening": near,
        "near_poor_out_poor": down,
        "near_poor_out_above": max(0, rising),
        "near_poor_out_other": near_gone,
        "near_poor_in_poor": to_near,
        "near_poor_in_relapse": near_relapse,
        "near_poor_in_new": near_new,
        "near_poor_in_other": near_arrived,
        "near_poor_closing": near_closing,
    }


def movements(place: str, opening: Opening, poor_closing: int, near_closing: int) -> Figures:
    """All items of F02 and F03 of one commune, households and persons."""
    households = household_movements(place, opening, poor_closing, near_closing)
    poor_size = opening.poor_persons / opening.poor_households
    near_size = opening.near_persons / opening.near_households
    size = {name: near_size if name.startswith("near") else poor_size for name in households}
    # The same people leave one form and enter the other: one size for both.
    size |= {"near_poor_in_poor": poor_size, "poor_in_near_poor": near_size}
    people = {name: persons(count, size[name]) for name, count in households.items()}
    people |= {"poor_opening": opening.poor_persons, "near_poor_opening": opening.near_persons}
    for stock in ("poor", "near_poor"):
        people[f"{stock}_closing"] = people[f"{stock}_opening"] + _balance(people, stock)
    return {f"{name}_households": count for name, count in households.items()} | {
        f"{name}_persons": count for name, count in people.items()
    }


def _balance(flows: Figures, stock: str) -> int:
    incoming = sum(count for name, count in flows.items() if name.startswith(f"{stock}_in_"))
    return incoming - sum(count for name, count in flows.items() if name.startswith(f"{stock}_out_"))
