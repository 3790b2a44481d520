import csv
from decimal import Decimal
from io import BytesIO, StringIO

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from transforms.release import Release
from transforms.render.tables import csv_bytes, parquet_bytes, release_rows
from transforms.schemas import COMPARISON, INDICATORS, ISSUES, arrow_schema


def _read(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(content.decode("utf-8"), newline="")))


def test_csv_keeps_exact_decimals_empty_nulls_and_joined_lists(release: Release) -> None:
    first = _read(csv_bytes(COMPARISON, release.comparison))[0]
    assert list(first) == [field.name for field in COMPARISON.fields]
    assert (first["actual"], first["target_high"], first["submission_ids"]) == ("2.65", "", "aa;bb")


def test_rows_stand_in_natural_order_whatever_order_they_came_in(release: Release) -> None:
    found = [row["target_id"] for row in _read(csv_bytes(COMPARISON, release.comparison))]
    assert found == ["06-2018-1", "06-2018-2", "06-2018-10"]
    assert csv_bytes(COMPARISON, release.comparison[::-1]) == csv_bytes(COMPARISON, release.comparison)
    assert parquet_bytes(COMPARISON, release.comparison[::-1]) == parquet_bytes(
        COMPARISON, release.comparison
    )


def test_the_scale_of_a_decimal_does_not_change_the_csv(release: Release) -> None:
    wider = [
        row | {"target_low": row["target_low"].quantize(Decimal("0.0001"))} for row in release.comparison
    ]
    assert csv_bytes(COMPARISON, wider) == csv_bytes(COMPARISON, release.comparison)


def test_parquet_comes_back_with_schema_metadata_and_exact_decimals(release: Release) -> None:
    table = pq.read_table(BytesIO(parquet_bytes(COMPARISON, release.comparison)))
    assert table.schema.equals(arrow_schema(COMPARISON))
    for field in arrow_schema(COMPARISON):
        assert table.schema.field(field.name).metadata.items() >= field.metadata.items()
    assert table["actual"].to_pylist() == [Decimal("2.6500"), None, Decimal("5482.0000")]
    assert table["submission_ids"][0].as_py() == ["aa", "bb"]


def test_a_decimal_that_does_not_fit_is_refused_and_not_rounded(release: Release) -> None:
    row = release.comparison[0] | {"actual": Decimal("1.23456")}
    with pytest.raises(pa.ArrowInvalid):
        parquet_bytes(COMPARISON, [row])


@pytest.mark.parametrize(
    ("found", "written"),
    [
        ("=1+1", "'=1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("+cmd|x", "'+cmd|x"),
        ("-", "-"),
        ("-5", "-5"),
        ("1.486", "1.486"),
    ],
)
def test_a_submitted_formula_is_not_run_by_the_spreadsheet_that_opens_the_csv(
    found: str, written: str, release: Release
) -> None:
    row = dict(release_rows(release, ISSUES)[0]) | {"found": found}
    assert _read(csv_bytes(ISSUES, [row]))[0]["found"] == written
    assert pq.read_table(BytesIO(parquet_bytes(ISSUES, [row])))["found"].to_pylist() == [found]


def test_an_empty_table_still_has_its_columns() -> None:
    assert csv_bytes(INDICATORS, ()).decode().startswith("indicator_id,territory_code")
    assert pq.read_table(BytesIO(parquet_bytes(INDICATORS, ()))).num_rows == 0
