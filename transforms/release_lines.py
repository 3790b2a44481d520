"""The core figures of every territory of a release."""

from collections.abc import Sequence

from transforms.comparison import Values
from transforms.release import TerritoryLine
from transforms.terms.territory import Territory

_COUNTS = {"resident_households", "poor_households", "near_poor_households"}
_LINE_INDICATORS = {
    "resident_households": "resident_household_count",
    "poor_households": "poor_household_count",
    "poor_household_rate": "poor_household_rate",
    "near_poor_households": "near_poor_household_count",
    "near_poor_household_rate": "near_poor_household_rate",
    "poor_household_rate_drop": "poor_household_rate_drop",
}


def territory_lines(territories: Sequence[Territory], values: Values) -> list[TerritoryLine]:
    """One line a territory, parents first."""
    depths = {territories[0].code: 0}
    for territory in territories[1:]:
        depths[territory.code] = depths.get(territory.parent_code, 0) + 1
    return [_line(territory, depths[territory.code], values) for territory in territories]


def _line(territory: Territory, depth: int, values: Values) -> TerritoryLine:
    rows = {name: values.get(indicator_id, territory.code) for name, indicator_id in _LINE_INDICATORS.items()}
    partial = {name for name, row in rows.items() if row and not row["is_complete"]}
    figures = {
        name: row["actual"] if row and not (name in partial and name not in _COUNTS) else None
        for name, row in rows.items()
    }
    count, drop = rows["poor_households"], rows["poor_household_rate_drop"]
    return TerritoryLine(
        territory.code,
        territory.name,
        territory.level,
        depth,
        **figures,
        coverage_territories_pct=count["coverage_territories_pct"] if count else None,
        partial=frozenset(partial & _COUNTS),
        is_own_line=bool(count and count["is_own_line"]),
        coverage_households_pct=count["coverage_households_pct"] if count else None,
        is_across_standards=bool(drop and drop["base_standard_id"]),
    )
