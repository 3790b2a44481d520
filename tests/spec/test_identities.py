"""The identities of the forms: opening and closing stocks, parts and wholes, printed rates, totals.

A row holds the figures of one commune as they stand in the form, and the rules that it breaks.
"""

from collections.abc import Callable

import pytest

from tests.builders import ascii_table, f01, f02, f03, read, submitted
from transforms.checks.records import records_of
from transforms.checks.relations import identity_relations
from transforms.registry import Registry
from transforms.sheet.grid import SheetGrid
from transforms.terms.period import Period

# F02, Hộ: 9 = 1 - 2 - 3 - 4 + 5 + 6 + 7 + 8. A blank or a dash is no movement; the two ends must be given.
FLOW = """
| 1   | 2  | 3  | 4 | 5 | 6 | 7  | 8 | 9   | holds      |
|-----|----|----|---|---|---|----|---|-----|------------|
| 294 | 64 | 45 |   | 5 | 0 | 14 |   | 204 | yes        |
| 294 | 64 | 45 | 1 | 5 | 0 | 14 | 1 | 204 | yes        |
| 294 | 64 | 45 | - | 5 | - | 14 | x | 204 | yes        |
| 294 | 64 | 45 |   | 5 | 0 | 14 |   | 205 | no         |
| 294 | 64 | 45 |   | 5 | 0 |    |   | 204 | no         |
| 0   | 0  | 0  | 0 | 0 | 0 | 0  | 0 | 0   | yes        |
|     | 64 | 45 |   | 5 | 0 | 14 |   | 204 | not judged |
| 294 | 64 | 45 |   | 5 | 0 | 14 |   |     | not judged |
| 294 | ?  | 45 |   | 5 | 0 | 14 |   | 204 | not judged |
"""

# F01: poor and near-poor households are among all households (C04); no household without a person (C03b).
PARTS = """
| households | persons | poor | near-poor | poor persons | near-poor persons | broken   |
|------------|---------|------|-----------|--------------|-------------------|----------|
| 100        | 400     | 60   | 40        | 200          | 160               |          |
| 100        | 400     | 60   | 41        | 200          | 160               | C04      |
| 100        | 400     | 60   | 40        | 241          | 160               | C04      |
| 100        | 99      | 10   | 5         | 40           | 20                | C03b     |
| 100        | 400     | 10   | 5         | 9            | 20                | C03b     |
| 100        | 400     | 10   | 5         | 40           | 4                 | C03b     |
| 10         | 100     | 204  | 305       | 852          | 1389              | C04 C04  |
| 100        | 400     | 0    | 0         | 0            | 0                 |          |
| -          | 400     | 60   | 41        | 200          | 160               |          |
"""


def broken_rules(sheet: SheetGrid, registry: Registry) -> list[str]:
    reading = read(sheet, registry)
    form = registry.form(reading.form_id, Period("2021"))
    assert form is not None
    found = identity_relations(form, records_of([submitted(reading)], registry.territories))
    return [relation.finding.rule_id for relation in found if relation.excess > 0]


def judged(sheet: SheetGrid, registry: Registry) -> list[bool]:
    reading = read(sheet, registry)
    form = registry.form(reading.form_id, Period("2021"))
    assert form is not None
    found = identity_relations(form, records_of([submitted(reading)], registry.territories))
    return [relation.excess <= 0 for relation in found if relation.finding.rule_id == "C05"]


@pytest.mark.parametrize("row", ascii_table(FLOW), ids=lambda row: " ".join(row.values()))
@pytest.mark.parametrize("line", ["Hộ", "Nhân khẩu"])
@pytest.mark.parametrize("form", [f02, f03], ids=["F02", "F03"])
def test_stocks_and_flows(
    small: Registry, row: dict[str, str], line: str, form: Callable[[str], SheetGrid]
) -> None:
    figures = [row[str(column)] for column in range(1, 10)]
    sheet = form(f"1 | Xã Sĩ Bình | {line} | {' | '.join(figures)}")
    expected = {"yes": [True], "no": [False], "not judged": []}[row["holds"]]
    assert judged(sheet, small) == expected


@pytest.mark.parametrize("row", ascii_table(PARTS), ids=lambda row: " ".join(row.values()))
def test_parts_and_wholes(small: Registry, row: dict[str, str]) -> None:
    figures = list(row.values())[:-1]
    assert broken_rules(f01(f"1 | Xã Sĩ Bình | {' | '.join(figures)}"), small) == row["broken"].split()
