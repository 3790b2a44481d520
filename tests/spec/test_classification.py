"""When a household is poor, near-poor or neither: every bound of the regulations, on it, just under, just over.

To 2021 (Thông tư 17/2016, Điều 6 as amended by 14/2018): points B1 and B2. Since 2022 (Thông tư 07/2021): points
A and B. Ten points of B are one deprivation; thirty are three.
"""

from decimal import Decimal

import pytest

from tests.builders import ascii_table
from transforms.registry import Registry
from transforms.terms.classification import classify, classify_by_income
from transforms.terms.standard import Standard

# Poor: B1 up to 120 (rural), 140 (urban); or B1 above that up to 150 (rural), 175 (urban) and B2 from 30.
# Near-poor: B1 in between and B2 under 30.
POINTS_TO_2021 = """
| area  | A   | B   | status    |
|-------|-----|-----|-----------|
| rural | 0   | 0   | poor      |
| rural | 119 | 0   | poor      |
| rural | 120 | 0   | poor      |
| rural | 120 | 100 | poor      |
| rural | 121 | 0   | near_poor |
| rural | 121 | 20  | near_poor |
| rural | 121 | 30  | poor      |
| rural | 149 | 20  | near_poor |
| rural | 150 | 20  | near_poor |
| rural | 150 | 30  | poor      |
| rural | 150 | 40  | poor      |
| rural | 151 | 0   | not_poor  |
| rural | 151 | 30  | not_poor  |
| rural | 151 | 100 | not_poor  |
| urban | 139 | 0   | poor      |
| urban | 140 | 0   | poor      |
| urban | 140 | 20  | poor      |
| urban | 141 | 20  | near_poor |
| urban | 141 | 30  | poor      |
| urban | 174 | 20  | near_poor |
| urban | 175 | 20  | near_poor |
| urban | 175 | 30  | poor      |
| urban | 176 | 20  | not_poor  |
| urban | 176 | 100 | not_poor  |
"""

# Poor: A up to 140 (rural), 175 (urban), and B from 30. Near-poor: A up to the same line and B under 30.
POINTS_SINCE_2022 = """
| area  | A   | B   | status    |
|-------|-----|-----|-----------|
| rural | 0   | 0   | near_poor |
| rural | 0   | 30  | poor      |
| rural | 139 | 20  | near_poor |
| rural | 139 | 30  | poor      |
| rural | 140 | 20  | near_poor |
| rural | 140 | 30  | poor      |
| rural | 140 | 120 | poor      |
| rural | 141 | 0   | not_poor  |
| rural | 141 | 30  | not_poor  |
| rural | 141 | 120 | not_poor  |
| urban | 174 | 20  | near_poor |
| urban | 174 | 30  | poor      |
| urban | 175 | 0   | near_poor |
| urban | 175 | 20  | near_poor |
| urban | 175 | 30  | poor      |
| urban | 176 | 0   | not_poor  |
| urban | 176 | 30  | not_poor  |
"""

# "140/175" are the two urban lines to 2021, and the rural and the urban line since 2022. Who reads the new numbers
# with the old logic takes the first row for poor, and the second for near-poor.
COMMON_MISREADING = """
| standard  | area  | A   | B  | status    |
|-----------|-------|-----|----|-----------|
| ND07_2021 | rural | 140 | 0  | near_poor |
| ND07_2021 | rural | 141 | 20 | not_poor  |
| ND07_2021 | rural | 175 | 30 | not_poor  |
| ND07_2021 | urban | 140 | 20 | near_poor |
| QD59_2015 | urban | 140 | 20 | poor      |
| QD59_2015 | rural | 140 | 20 | near_poor |
| QD59_2015 | rural | 175 | 30 | not_poor  |
"""

# Quyết định 59/2015/QĐ-TTg, Điều 2: the line itself is still poor, the near-poor line still near-poor.
INCOME_TO_2021 = """
| area  | income    | deprivations | status    |
|-------|-----------|--------------|-----------|
| rural | 699.999   | 0            | poor      |
| rural | 700.000   | 0            | poor      |
| rural | 700.001   | 2            | near_poor |
| rural | 700.001   | 3            | poor      |
| rural | 1.000.000 | 2            | near_poor |
| rural | 1.000.000 | 3            | poor      |
| rural | 1.000.001 | 2            | not_poor  |
| rural | 1.000.001 | 10           | not_poor  |
| urban | 899.999   | 0            | poor      |
| urban | 900.000   | 0            | poor      |
| urban | 900.001   | 2            | near_poor |
| urban | 900.001   | 3            | poor      |
| urban | 1.300.000 | 2            | near_poor |
| urban | 1.300.000 | 3            | poor      |
| urban | 1.300.001 | 10           | not_poor  |
"""

# Nghị định 07/2021/NĐ-CP, Điều 3: low income alone makes near-poor; poor takes three deprivations as well.
INCOME_SINCE_2022 = """
| area  | income    | deprivations | status    |
|-------|-----------|--------------|-----------|
| rural | 700.000   | 0            | near_poor |
| rural | 1.499.999 | 3            | poor      |
| rural | 1.500.000 | 2            | near_poor |
| rural | 1.500.000 | 3            | poor      |
| rural | 1.500.001 | 12           | not_poor  |
| urban | 1.999.999 | 3            | poor      |
| urban | 2.000.000 | 2            | near_poor |
| urban | 2.000.000 | 3            | poor      |
| urban | 2.000.001 | 3            | not_poor  |
"""

# Nghị định 351/2025/NĐ-CP: the same logic with higher lines; how many indicators there are is not known.
INCOME_FROM_2027 = """
| area  | income    | deprivations | status    |
|-------|-----------|--------------|-----------|
| rural | 2.200.000 | 2            | near_poor |
| rural | 2.200.000 | 3            | poor      |
| rural | 2.200.001 | 3            | not_poor  |
| urban | 2.800.000 | 2            | near_poor |
| urban | 2.800.000 | 3            | poor      |
| urban | 2.800.001 | 3            | not_poor  |
"""


def the(registry: Registry, standard_id: str) -> Standard:
    return next(s for s in registry.standards if s.standard_id == standard_id)


def cases(**tables: str) -> list[tuple[str, dict[str, str]]]:
    return [(standard, row) for standard, table in tables.items() for row in ascii_table(table)]


@pytest.mark.parametrize(("standard", "row"), cases(QD59_2015=POINTS_TO_2021, ND07_2021=POINTS_SINCE_2022))
def test_by_points(registry: Registry, standard: str, row: dict[str, str]) -> None:
    assert classify(the(registry, standard), row["area"], int(row["A"]), int(row["B"])) == row["status"]


@pytest.mark.parametrize("row", ascii_table(COMMON_MISREADING))
def test_the_same_points_mean_something_else_in_the_other_period(
    registry: Registry, row: dict[str, str]
) -> None:
    found = classify(the(registry, row["standard"]), row["area"], int(row["A"]), int(row["B"]))
    assert found == row["status"]


@pytest.mark.parametrize(
    ("standard", "row"),
    cases(QD59_2015=INCOME_TO_2021, ND07_2021=INCOME_SINCE_2022, ND351_2025=INCOME_FROM_2027),
)
def test_by_income_and_deprivations(registry: Registry, standard: str, row: dict[str, str]) -> None:
    income, deprivations = Decimal(row["income"].replace(".", "")), int(row["deprivations"])
    assert classify_by_income(the(registry, standard), row["area"], income, deprivations) == row["status"]


@pytest.mark.parametrize("standard", ["QD59_2015", "ND07_2021"])
def test_ten_points_are_one_deprivation(registry: Registry, standard: str) -> None:
    """A household on the line of points is on the line of income: both ways give it the same status."""
    found = the(registry, standard)
    assert found.points is not None
    assert found.deprivation_indicators is not None
    assert found.points.maximum == found.deprivation_indicators * found.points.per_deprivation
    for area, line in found.points.income.items():
        for deprivations in range(found.deprivation_indicators + 1):
            points, money = line.near_poor, found.income_vnd[area].near_poor
            by_points = classify(found, area, points, deprivations * found.points.per_deprivation)
            assert by_points == classify_by_income(found, area, money, deprivations)


@pytest.mark.parametrize(
    ("standard", "area", "a", "b", "reason"),
    [
        ("QD59_2015", "rural", 100, 25, "points B 25: under QD59_2015 a multiple of 10 from 0 to 100"),
        ("QD59_2015", "rural", 100, 110, "points B 110: under QD59_2015 a multiple of 10 from 0 to 100"),
        ("ND07_2021", "rural", 100, 130, "points B 130: under ND07_2021 a multiple of 10 from 0 to 120"),
        ("ND07_2021", "rural", 100, -10, "points B -10: under ND07_2021 a multiple of 10 from 0 to 120"),
        ("ND07_2021", "urban", -1, 30, "points A -1: must be 0 or more"),
        ("ND07_2021", "thành thị", 100, 30, "area 'thành thị': ND07_2021 knows rural, urban"),
        ("ND351_2025", "rural", 100, 30, "ND351_2025: not computable, its score thresholds are not known"),
    ],
)
def test_points_that_no_review_gives_are_refused(
    registry: Registry, standard: str, area: str, a: int, b: int, reason: str
) -> None:
    with pytest.raises(ValueError, match=reason):
        classify(the(registry, standard), area, a, b)


@pytest.mark.parametrize(
    ("standard", "area", "income", "deprivations", "reason"),
    [
        ("QD59_2015", "rural", 700_000, 11, "11 deprivations: QD59_2015 has 10 indicators"),
        ("ND07_2021", "rural", 700_000, 13, "13 deprivations: ND07_2021 has 12 indicators"),
        ("ND07_2021", "rural", 700_000, -1, "deprivations -1: must be 0 or more"),
        ("ND07_2021", "rural", -1, 3, "income -1: must be 0 or more"),
        ("ND351_2025", "", 700_000, 3, "area '': ND351_2025 knows rural, urban"),
    ],
)
def test_incomes_and_deprivations_that_cannot_be_are_refused(
    registry: Registry, standard: str, area: str, income: int, deprivations: int, reason: str
) -> None:
    with pytest.raises(ValueError, match=reason):
        classify_by_income(the(registry, standard), area, income, deprivations)


def test_what_is_not_known_of_a_standard_is_empty_and_said(registry: Registry) -> None:
    unknown = [s for s in registry.standards if s.points is None or s.deprivation_indicators is None]
    assert [s.standard_id for s in unknown] == ["ND351_2025"]
    assert [s.standard_id for s in registry.standards if s.unverified_vi] == ["ND351_2025"]
