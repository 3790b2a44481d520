"""Facts: every item from its cell, typed; checks and rejected cells are no figures."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.builders import f01, f02, grid, read, registry_of_the_change
from transforms.facts import fact_rows, fact_table
from transforms.registry import Registry
from transforms.schemas import FACTS
from transforms.sheet.grid import SheetGrid

ROW = "1 | Xã Sĩ Bình | 200 | 800 | 20 | 6 | 80 | 24"
DAY = date(2021, 12, 9)


def facts(sheet: SheetGrid, registry: Registry, *rejected: str) -> list[dict[str, Any]]:
    places = frozenset(("Sheet1", cell) for cell in rejected)
    return fact_rows("s1", read(sheet, registry), places, DAY, registry)


def one(rows: list[dict[str, Any]], item: str) -> dict[str, Any]:
    (found,) = [row for row in rows if row["item_id"] == item]
    return found


def test_a_fact_says_everything_about_its_figure(small: Registry) -> None:
    assert one(facts(f01(ROW), small), "poor_households") == {
        "submission_id": "s1",
        "form_id": "F01",
        "form_version": "2016",
        "territory_code": "01978",
        "territory_valid_from": date(2004, 8, 31),
        "item_id": "poor_households",
        "period": "2021",
        "figure_status": "chinh_thuc",
        "standard_id": "QD59_2015",
        "value": Decimal(20),
        "value_state": "reported",
        "measure_unit": "hộ",
        "sheet": "Sheet1",
        "cell": "E4",
        "text_as_found": "20",
        "known_at": DAY,
    }


@pytest.mark.parametrize(
    ("cell", "state", "value"),
    [
        ("20", "reported", Decimal(20)),
        ("0", "zero", Decimal(0)),
        ("", "blank", None),
        ("-", "dash", None),
        ("x", "not_applicable", None),
        ("hai", "unreadable", None),
    ],
)
def test_the_states_of_a_cell_reach_the_fact(
    small: Registry, cell: str, state: str, value: Decimal | None
) -> None:
    found = one(facts(f01(f"1 | Xã Sĩ Bình | 200 | 800 | {cell} | 6 | 80 | 24"), small), "poor_households")
    assert (found["value_state"], found["value"]) == (state, value)


def test_a_rejected_cell_keeps_its_text_and_loses_its_value(small: Registry) -> None:
    found = one(facts(f01(ROW), small, "E4"), "poor_households")
    assert (found["value"], found["value_state"], found["text_as_found"]) == (None, "unreadable", "20")
    assert one(facts(f01(ROW), small, "E4"), "near_poor_households")["value"] == 6


def test_blocks_repeated_totals_and_printed_rates_are_no_facts(small: Registry) -> None:
    drawing = """
        TỔNG HỢP KẾT QUẢ CHÍNH THỨC RÀ SOÁT HỘ NGHÈO NĂM 2021
        TT | Xã/phường | Hộ dân cư | Tổng số nhân khẩu | Hộ nghèo | < | Hộ cận nghèo | Khẩu nghèo | Khẩu cận nghèo
        ^ | ^ | ^ | ^ | Số hộ | Tỷ lệ | ^ | ^ | ^
        A | Huyện Bạch Thông | 200 | 800 | 20 | 10 | 6 | 80 | 24
        I | Khu vực nông thôn | 200 | 800 | 20 | 10 | 6 | 80 | 24
        1 | Xã Sĩ Bình | 200 | 800 | 20 | 10 | 6 | 80 | 24
         | Tổng cộng | 200 | 800 | 20 | 10 | 6 | 80 | 24
    """
    rows = facts(grid(drawing), small)
    assert {(r["territory_code"], r["cell"][1:]) for r in rows} == {("063", "4"), ("01978", "6")}
    assert len(rows) == 12


def test_a_total_alone_is_the_areas_own_line(small: Registry) -> None:
    rows = facts(f01(ROW + "\n | Tổng cộng | 600 | 2100 | 60 | 18 | 210 | 72"), small)
    assert {(r["territory_code"], r["value"]) for r in rows if r["item_id"] == "poor_households"} == {
        ("01978", 20),
        ("063", 60),
    }


def test_no_item_of_a_territory_occurs_twice(small: Registry) -> None:
    total = " | Tổng cộng | 200 | 800 | 20 | 6 | 80 | 24\n"
    rows = facts(f01(total + ROW + "\n" + total), small)
    keys = [(r["territory_code"], r["item_id"]) for r in rows]
    assert len(keys) == len(set(keys))


def test_persons_and_households_are_two_items(small: Registry) -> None:
    body = """
        1 | Xã Sĩ Bình | Hộ | 10 | 1 | 2 | 0 | 1 | 0 | 1 | 0 | 9
        ^ | ^ | Nhân khẩu | 40 | 4 | 8 | 0 | 4 | 0 | 4 | 0 | 36
    """
    rows = facts(f02(body), small)
    assert one(rows, "poor_closing_households")["measure_unit"] == "hộ"
    assert one(rows, "poor_closing_persons")["measure_unit"] == "người"


def test_the_standard_is_the_one_in_force_at_the_end_of_the_period(small: Registry) -> None:
    found = [one(facts(f01(ROW, year), small), "poor_households")["standard_id"] for year in ("2020", "2021")]
    assert found == ["QD59_2015", "QD59_2015"]


def test_the_standard_that_the_title_names_reaches_the_fact() -> None:
    rows = facts(f01(ROW, "2021 theo chuẩn nghèo giai đoạn 2022-2025"), registry_of_the_change())
    assert {row["standard_id"] for row in rows} == {"ND07_2021"}


def test_the_table_has_the_public_schema_and_a_fixed_order(small: Registry) -> None:
    rows = facts(f01(ROW + "\n2 | Thị trấn Phủ Thông | 1 | 1 | 1 | 1 | 1 | 1"), small)
    table, again = fact_table(rows), fact_table(reversed(rows))
    assert table.column_names == [field.name for field in FACTS.fields]
    assert table.equals(again)
    assert table.column("territory_code").to_pylist() == ["01969"] * 6 + ["01978"] * 6
    assert str(table.schema.field("value").type) == "decimal128(18, 4)"
    assert table.schema.field("value").metadata[b"description"] != b""


def test_no_figure_that_the_reader_takes_is_too_large_for_a_fact(small: Registry) -> None:
    rows = facts(f01(f"1 | Xã Sĩ Bình | {'9' * 13} | {'9' * 14} | '{'9' * 15} | {'9' * 20} | 80 | 24"), small)
    assert fact_table(rows).num_rows == 6


def test_a_rejected_figure_with_more_decimals_than_a_fact_holds_does_not_stop_the_run(
    small: Registry,
) -> None:
    rows = facts(f01("1 | Xã Sĩ Bình | 200 | 800 | '20,123456789 | 6 | 80 | 24"), small, "E4")
    assert fact_table(rows).num_rows == 6
