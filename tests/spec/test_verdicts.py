"""When a target is exceeded, met, not met, or cannot be judged: one table a kind of target.

Figures are Vietnamese: `2,3` is two and three tenths, `1.486` is one thousand four hundred and
eighty-six, `-` is "not known". A row reads: this aim, this result, therefore this verdict.
"""

import pytest

from tests.builders import actual, ascii_table, number, target
from transforms.judge import Actual, judge

# Trained labour "40 %" (Bắc Kạn 2018): higher is better. Reached is met; only more than the aim exceeds it.
LEVEL_UP = """
| aim   | year before | result | verdict  |
|-------|-------------|--------|----------|
| >= 40 | 38          | 40     | met      |
| >= 40 | 38          | 40,01  | exceeded |
| >= 40 | 38          | 39,99  | not_met  |
| >= 40 | 39          | 39     | not_met  |
| >= 40 | 39          | 38,99  | worse    |
| >= 40 | -           | 10     | not_met  |
| > 95  | 94          | 95     | not_met  |
| > 95  | 94          | 95,01  | met      |
| > 95  | 94          | 99     | met      |
"""

# Stunting "còn 12 %": lower is better.
LEVEL_DOWN = """
| aim   | year before | result | verdict  |
|-------|-------------|--------|----------|
| <= 12 | 13          | 12     | met      |
| <= 12 | 13          | 11,99  | exceeded |
| <= 12 | 13          | 12,01  | not_met  |
| <= 12 | 13          | 13     | not_met  |
| <= 12 | 13          | 13,01  | worse    |
| < 4   | 5           | 4      | not_met  |
| < 4   | 5           | 3,99   | met      |
| < 4   | 5           | 1      | met      |
"""

# "Giảm tỷ lệ hộ nghèo từ 2,3 % trở lên": percentage points. A rise is worse than no drop.
DROP_PP = """
| aim    | result | verdict  |
|--------|--------|----------|
| >= 2,7 | 2,65   | not_met  |
| >= 2,7 | 2,7    | met      |
| >= 2,7 | 2,71   | exceeded |
| >= 2,3 | 2,19   | not_met  |
| >= 2,3 | 0      | not_met  |
| >= 2,3 | -0,01  | worse    |
"""

# "Huyện nghèo, xã nghèo phấn đấu giảm trên 04 %": strictly more than four points; nothing lies beyond "more than".
GROUP_DROP_STRICT = """
| aim | result | verdict |
|-----|--------|---------|
| > 4 | 3,99   | not_met |
| > 4 | 4      | not_met |
| > 4 | 4,01   | met     |
| > 4 | 9      | met     |
| > 4 | -1     | worse   |
"""

# "5.000 người", "86 xã, phường".
COUNT = """
| aim      | result | verdict  |
|----------|--------|----------|
| >= 5.000 | 4.999  | not_met  |
| >= 5.000 | 5.000  | met      |
| >= 5.000 | 5.001  | exceeded |
| >= 86    | 0      | not_met  |
"""

# "Giảm 2.063 hộ", "còn lại 8.410 hộ".
DROP_COUNT = """
| aim      | result | verdict  |
|----------|--------|----------|
| >= 2.063 | 2.063  | met      |
| >= 2.063 | 2.064  | exceeded |
| >= 2.063 | 2.062  | not_met  |
| >= 2.063 | -1     | worse    |
"""

# "Giảm từ 15 đến 20 % tổng số hộ nghèo", "giảm từ 3 % đến 4 % trở lên": met from the nearer bound, exceeded beyond
# the better one.
RANGE = """
| aim       | result | verdict  |
|-----------|--------|----------|
| 15 .. 20  | 14,99  | not_met  |
| 15 .. 20  | 15     | met      |
| 15 .. 20  | 20     | met      |
| 15 .. 20  | 20,01  | exceeded |
| 15 .. 20  | -0,5   | worse    |
| >= 3 4    | 2,99   | not_met  |
| >= 3 4    | 3      | met      |
| >= 3 4    | 4      | met      |
| >= 3 4    | 4,01   | exceeded |
"""

# "100 % người nghèo có nhu cầu": nothing lies beyond everybody; without the number in need there is no rate.
COVERAGE = """
| aim    | result | verdict           |
|--------|--------|-------------------|
| >= 100 | 100    | met               |
| >= 100 | 99,99  | not_met           |
| >= 100 | -      | insufficient_data |
"""

# Some territories have not reported. They hold between none and all of the cases: a verdict only where both ends agree.
BOUNDS = """
| aim    | lowest | highest | verdict           |
|--------|--------|---------|-------------------|
| >= 40  | 39     | 41      | insufficient_data |
| >= 40  | 41     | 45      | exceeded          |
| >= 40  | 30     | 39,99   | not_met           |
| >= 40  | 40     | 41      | insufficient_data |
| <= 12  | 11     | 13      | insufficient_data |
| <= 12  | 10     | 11      | exceeded          |
| <= 12  | 13     | 15      | not_met           |
| > 4    | 4,1    | 6       | met               |
| > 4    | 4      | 6       | insufficient_data |
| >= 40  | -      | -       | insufficient_data |
| >= 40  | 39     | -       | insufficient_data |
| >= 40  | -      | 39      | insufficient_data |
"""

# A count can only grow by what is missing, without an upper bound.
BOUNDS_COUNT = """
| aim      | lowest | verdict           |
|----------|--------|-------------------|
| >= 5.000 | 4.999  | insufficient_data |
| >= 5.000 | 5.000  | insufficient_data |
| >= 5.000 | 5.001  | exceeded          |
| > 5.000  | 5.000  | insufficient_data |
| > 5.000  | 5.001  | met               |
"""


def rows(table: str) -> list[dict[str, str]]:
    return ascii_table(table)


def ids(row: dict[str, str]) -> str:
    return " ".join(row.values())


@pytest.mark.parametrize("row", rows(LEVEL_UP), ids=ids)
def test_a_level_that_should_rise(row: dict[str, str]) -> None:
    figure = actual(row["result"], baseline=row["year before"], is_higher_better=True)
    assert judge(target(row["aim"]), figure).verdict == row["verdict"]


@pytest.mark.parametrize("row", rows(LEVEL_DOWN), ids=ids)
def test_a_level_that_should_fall(row: dict[str, str]) -> None:
    figure = actual(row["result"], baseline=row["year before"], is_higher_better=False)
    assert judge(target(row["aim"]), figure).verdict == row["verdict"]


@pytest.mark.parametrize("row", rows(DROP_PP), ids=ids)
def test_a_drop_in_percentage_points(row: dict[str, str]) -> None:
    assert judge(target(row["aim"], "drop_pp", "điểm %"), actual(row["result"])).verdict == row["verdict"]


@pytest.mark.parametrize("row", rows(GROUP_DROP_STRICT), ids=ids)
def test_a_strict_drop_of_a_group(row: dict[str, str]) -> None:
    assert judge(target(row["aim"], "drop_pp", "điểm %"), actual(row["result"])).verdict == row["verdict"]


@pytest.mark.parametrize("row", rows(COUNT), ids=ids)
def test_a_count(row: dict[str, str]) -> None:
    assert judge(target(row["aim"], "count", "người"), actual(row["result"])).verdict == row["verdict"]


@pytest.mark.parametrize("row", rows(DROP_COUNT), ids=ids)
def test_a_drop_of_a_count(row: dict[str, str]) -> None:
    assert judge(target(row["aim"], "drop_count", "hộ"), actual(row["result"])).verdict == row["verdict"]


@pytest.mark.parametrize("row", rows(RANGE), ids=ids)
def test_a_range(row: dict[str, str]) -> None:
    assert judge(target(row["aim"], "drop_relative"), actual(row["result"])).verdict == row["verdict"]


@pytest.mark.parametrize("row", rows(COVERAGE), ids=ids)
def test_coverage_of_all_in_need(row: dict[str, str]) -> None:
    assert judge(target(row["aim"], "coverage"), actual(row["result"])).verdict == row["verdict"]


@pytest.mark.parametrize("row", rows(BOUNDS), ids=ids)
def test_missing_territories(row: dict[str, str]) -> None:
    middle = number(row["lowest"]) or number(row["highest"])
    figure = Actual(middle, number(row["lowest"]), number(row["highest"]), is_complete=False)
    assert judge(target(row["aim"]), figure).verdict == row["verdict"]


@pytest.mark.parametrize("row", rows(BOUNDS_COUNT), ids=ids)
def test_missing_territories_of_a_count(row: dict[str, str]) -> None:
    lowest = number(row["lowest"])
    figure = Actual(lowest, lowest, None, is_complete=False)
    assert judge(target(row["aim"], "count", "người"), figure).verdict == row["verdict"]
