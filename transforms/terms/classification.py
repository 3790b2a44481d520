"""Poor, near-poor or neither: a household by the points of its review, or by its income and deprivations.

How the two measures combine is the standard's own: to 2021 low income alone made a household poor, since
2022 it takes low income and deprivations. The same number of points means something else in each.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Literal

from transforms.terms.standard import Lines, Points, Standard

PovertyStatus = Literal["poor", "near_poor", "not_poor"]
Amount = int | Decimal


def classify(standard: Standard, area: str, points_a: int, points_b: int) -> PovertyStatus:
    """The status of a household by its points: A for income (B1 until 2021), B for deprivations (B2).

    Raises:
        ValueError: the points cannot be of a review under this standard, or its thresholds are not known.
    """
    points = standard.points
    if points is None:
        raise ValueError(f"{standard.standard_id}: not computable, its score thresholds are not known")
    lines = _lines(standard, points.income, area)
    _refuse_negative("points A", points_a)
    _refuse_impossible(standard, points, points_b)
    return _COMBINATIONS[standard.combination](points_a, lines, points_b >= points.poor)


def classify_by_income(standard: Standard, area: str, income: Amount, deprivations: int) -> PovertyStatus:
    """The status of a household by its income in dong a person and month and the number of its deprivations.

    Raises:
        ValueError: the standard has no such area or not so many indicators, or a figure is negative.
    """
    lines = _lines(standard, standard.income_vnd, area)
    _refuse_negative("income", income)
    _refuse_negative("deprivations", deprivations)
    known = standard.deprivation_indicators
    if known is not None and deprivations > known:
        raise ValueError(f"{deprivations} deprivations: {standard.standard_id} has {known} indicators")
    return _COMBINATIONS[standard.combination](income, lines, deprivations >= standard.poor_deprivations)


def _income_or_deprivation(value: Amount, lines: Lines, is_deprived: bool) -> PovertyStatus:
    if value <= lines.poor:
        return "poor"
    if value <= lines.near_poor:
        return "poor" if is_deprived else "near_poor"
    return "not_poor"


def _income_and_deprivation(value: Amount, lines: Lines, is_deprived: bool) -> PovertyStatus:
    if value <= lines.near_poor:
        return "poor" if is_deprived and value <= lines.poor else "near_poor"
    return "not_poor"


_COMBINATIONS: Mapping[str, Callable[[Amount, Lines, bool], PovertyStatus]] = {
    "income_or_deprivation": _income_or_deprivation,
    "income_and_deprivation": _income_and_deprivation,
}


def _lines(standard: Standard, by_area: Mapping[str, Lines], area: str) -> Lines:
    if area not in by_area:
        raise ValueError(f"area {area!r}: {standard.standard_id} knows {', '.join(by_area)}")
    return by_area[area]


def _refuse_negative(name: str, value: Amount) -> None:
    if value < 0:
        raise ValueError(f"{name} {value}: must be 0 or more")


def _refuse_impossible(standard: Standard, points: Points, points_b: int) -> None:
    step = points.per_deprivation
    if points_b % step or not 0 <= points_b <= points.maximum:
        valid = f"a multiple of {step} from 0 to {points.maximum}"
        raise ValueError(f"points B {points_b}: under {standard.standard_id} {valid}")
