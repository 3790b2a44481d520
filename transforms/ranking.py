"""Ranks of territories that respect small denominators."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from transforms.release import TerritoryLine


def ranked(lines: Sequence[TerritoryLine], minimum_households: int) -> list[TerritoryLine]:
    """The lines with the rank of their poverty rate among those of their level, 1 being the highest.

    No rank is given to a territory whose figures are incomplete or that has fewer households than the
    minimum, where one household more or less would move it; equal rates share a rank. A level with a
    single ranked territory has no ranks.
    """
    rates: dict[str, list[Decimal]] = {}
    for line in lines:
        if _is_ranked(line, minimum_households) and line.poor_household_rate is not None:
            rates.setdefault(line.level, []).append(line.poor_household_rate)
    return [
        replace(line, rank=_rank(line, rates[line.level]))
        if _is_ranked(line, minimum_households) and len(rates.get(line.level, ())) > 1
        else line
        for line in lines
    ]


def _is_ranked(line: TerritoryLine, minimum_households: int) -> bool:
    is_whole = line.resident_households is not None and not line.partial
    return (
        is_whole
        and line.poor_household_rate is not None
        and (line.resident_households or 0) >= minimum_households
    )


def _rank(line: TerritoryLine, rates: list[Decimal]) -> int:
    assert line.poor_household_rate is not None
    return 1 + sum(rate > line.poor_household_rate for rate in rates)
