"""A district that keeps a sheet a commune in one workbook: all its communes are counted."""

from dataclasses import replace
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tests.flow_helpers import (
    deliver,
    duty,
    figure,
    id_of,
    issues,
    joined,
    non_empty_cells,
    receipts,
    registry,
    run,
    tonghop,
    workbook,
)
from tests.samples.workbooks import sample_sheet
from transforms.render.form_xlsx import form_workbook

pytestmark = pytest.mark.slow

SENDER, PERIOD = "060", "2018"
ITEM = "poor_households"


def commune_sheet(code: str, **changes: int) -> bytes:
    """F01 of one commune alone."""
    owed = duty("F01", SENDER, PERIOD)
    alone = replace(owed, territories=tuple(t for t in owed.territories if t.code == code))
    items = [item for c in registry().form("F01", owed.period).columns for item in c.items.values()]  # type: ignore[union-attr]
    values = {item: figure("F01", SENDER, PERIOD, code, item) for item in items}
    return form_workbook(sample_sheet(registry(), alone, {code: values | changes}))


def communes() -> list[str]:
    return [t.code for t in duty("F01", SENDER, PERIOD).territories]


def poor(workspace: Path, submission: str) -> dict[str, int | None]:
    path = workspace / f"facts/form=F01/period={PERIOD}" / f"{submission}.parquet"
    rows = [row for row in pq.read_table(path, partitioning=None).to_pylist() if row["item_id"] == ITEM]
    assert len({row["territory_code"] for row in rows}) == len(rows)
    return {row["territory_code"]: row["value"] for row in rows if row["territory_code"] != SENDER}


def test_a_sheet_a_commune_is_one_report_of_the_district(tmp_path: Path) -> None:
    content = joined({code: [commune_sheet(code)] for code in communes()})
    deliver(tmp_path, {f"{SENDER}/tung xa.xlsx": content}, day="2018-12-10")
    run(tmp_path)
    receipt = receipts(tmp_path)[id_of(content)]
    assert (receipt["verdict"], issues(tmp_path, id_of(content))) == ("accepted", [])
    expected = {code: figure("F01", SENDER, PERIOD, code, ITEM) for code in communes()}
    assert poor(tmp_path, id_of(content)) == expected
    kinds = ("cells_read", "cells_ignored_by_rule", "cells_unrecognised")
    assert sum(receipt[kind] for kind in kinds) == non_empty_cells(content)
    traced = tonghop("trace", "poor_household_rate", SENDER, PERIOD, "--workspace", tmp_path)
    assert all(f"trang {code}" in traced.stdout for code in communes()), traced.stdout + traced.stderr


def test_two_sheets_that_contradict_each_other_are_told_and_neither_counts(tmp_path: Path) -> None:
    first, *_ = communes()
    right = figure("F01", SENDER, PERIOD, first, ITEM)
    whole = workbook("F01", SENDER, PERIOD)
    content = joined({"Chung": [whole], "Rieng": [commune_sheet(first, **{ITEM: right + 1})]})
    deliver(tmp_path, {f"{SENDER}/chung va rieng.xlsx": content}, day="2018-12-10")
    run(tmp_path)
    (issue,) = [i for i in issues(tmp_path, id_of(content)) if i["rule_id"] == "R20"]
    assert (issue["sheet"], issue["found"], issue["expected"]) == ("Rieng", str(right + 1), str(right))
    assert "Chung!" in issue["message"]
    assert receipts(tmp_path)[id_of(content)]["verdict"] == "accepted_to_explain"
    found = poor(tmp_path, id_of(content))
    assert found.pop(first) is None
    assert found == {code: figure("F01", SENDER, PERIOD, code, ITEM) for code in communes() if code != first}
