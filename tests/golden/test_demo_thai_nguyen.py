"""Thái Nguyên 2024: a plan without figures is followed by its tasks, and never judged."""

from pathlib import Path

import pytest

from tests.flow_helpers import release, table
from tests.golden.by_hand import comparison, figures_of
from tests.samples.thai_nguyen import THAI_NGUYEN_2023, THAI_NGUYEN_2024

pytestmark = pytest.mark.slow

PLAN = "19-2024-kh85"
NONE_YET = "Chưa có cập nhật."

# The newest line of the register of each task (data/samples/reference/task_updates.add.csv); aims 1 to 3 have none.
STATES = {
    1: NONE_YET,
    2: NONE_YET,
    3: NONE_YET,
    4: "Cập nhật 20/5/2024: đã hoàn thành",
    5: "Cập nhật 05/7/2024: đang thực hiện",
    6: "Cập nhật 05/7/2024: đang thực hiện",
    # In progress in July, late in October.
    7: "Cập nhật 08/10/2024: chậm tiến độ",
    8: "Cập nhật 08/10/2024: đang thực hiện",
    # In progress in June, done in November.
    9: "Cập nhật 15/11/2024: đã hoàn thành",
    10: "Cập nhật 08/10/2024: chậm tiến độ",
    11: "Cập nhật 20/5/2024: chưa thực hiện",
}


def test_every_task_is_listed_once(workspace: Path) -> None:
    assert sorted(comparison(workspace, PLAN)) == sorted(STATES)


@pytest.mark.parametrize("task", sorted(STATES))
def test_task_and_its_newest_state(workspace: Path, task: int) -> None:
    row = comparison(workspace, PLAN)[task]
    assert row["verdict"] == "qualitative"
    assert row["verdict_reason"].startswith("Chỉ tiêu định tính, theo dõi theo nhiệm vụ. ")
    assert STATES[task] in row["verdict_reason"]
    assert row["verdict_reason"].count("Cập nhật") == (STATES[task] != NONE_YET)


def test_no_task_has_a_figure(workspace: Path) -> None:
    empty = ("indicator_id", "actual", "target_low", "difference", "progress_pct", "numerator", "baseline")
    assert {row[name] for row in comparison(workspace, PLAN).values() for name in empty} == {""}


def test_the_reviews_are_published_although_no_target_asks_for_them(workspace: Path) -> None:
    """12.200/338.000 = 3,6095 %; 9.250/341.000 = 2,7126 %; 177 communes, 173 after the mergers of December 2024."""
    rows = table(release(workspace, PLAN), "indicators")
    for year, stock, rate, communes in (
        ("2023", THAI_NGUYEN_2023, "3.61", 177),
        ("2024", THAI_NGUYEN_2024, "2.71", 173),
    ):
        (province,) = figures_of(rows, "poor_household_rate", year, "province").values()
        found = (province["numerator"], province["denominator"], province["actual"])
        assert found == (str(stock.poor), str(stock.resident), rate)
        assert len(figures_of(rows, "poor_household_rate", year, "commune")) == communes
