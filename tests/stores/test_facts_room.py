"""The facts room: a Parquet file a submission, form and period, in the same bytes each time, never edited."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pytest

from flows.places import Workspace
from flows.stores.facts import fact_files, read_facts
from flows.stores.parquet import read_tables, write_table
from transforms.errors import StorageFailed
from transforms.schemas import FACTS, arrow_schema

ROW = {
    "submission_id": "a" * 64, "form_id": "F01", "form_version": "2016", "territory_code": "01969",
    "territory_valid_from": date(2004, 8, 31), "item_id": "poor_households", "period": "2020",
    "figure_status": "chinh_thuc", "standard_id": "QD59_2015", "value": Decimal(74), "value_state": "reported",
    "measure_unit": "hộ", "sheet": "Bieu", "cell": "E12", "text_as_found": "74", "known_at": date(2020, 12, 7),
}  # fmt: skip


def facts(**changes: object) -> pa.Table:
    return pa.Table.from_pylist([{**ROW, **changes}], schema=arrow_schema(FACTS))


@pytest.fixture
def place(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path)


def test_no_room_holds_no_facts(place: Workspace) -> None:
    assert read_facts(place).num_rows == 0
    assert read_facts(place).schema.names == [field.name for field in FACTS.fields]


def test_facts_come_back_with_decimals_and_dates(place: Workspace) -> None:
    write_table(place.fact_file("F01", "2020", "a" * 64), facts())
    (row,) = read_facts(place).to_pylist()
    assert row == ROW
    assert isinstance(row["value"], Decimal)


def test_the_same_facts_are_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_table(tmp_path / name, facts())
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_a_period_is_found_without_reading_the_others(place: Workspace) -> None:
    for period in ("2019", "2020", "2020-H1"):
        write_table(place.fact_file("F01", period, "a" * 64), facts(period=period))
    place.fact_file("F01", "2019", "a" * 64).write_bytes(b"no parquet")
    assert read_facts(place, {"2020"}).column("period").to_pylist() == ["2020"]
    assert len(fact_files(place)) == 3


def test_what_a_stop_left_unfinished_is_no_fact(place: Workspace) -> None:
    path = place.fact_file("F01", "2020", "a" * 64)
    write_table(path, facts())
    path.with_name(".writing-abc").write_bytes(b"half")
    assert read_facts(place).num_rows == 1


def test_a_damaged_file_is_a_failure_of_storage_that_names_it(tmp_path: Path) -> None:
    (tmp_path / "x.parquet").write_bytes(b"PAR1 cut off")
    with pytest.raises(StorageFailed, match=r"x\.parquet"):
        read_tables([tmp_path / "x.parquet"], arrow_schema(FACTS))
