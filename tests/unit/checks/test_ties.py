"""Ties between forms and years: what is compared, where the finding stands, what its words say."""

from datetime import date
from decimal import Decimal
from typing import Any

import duckdb
import pyarrow as pa

from transforms.checks.frame import Batch
from transforms.checks.ties import POOL_SCHEMA, lineage, tie_batches
from transforms.registry import Registry
from transforms.terms.rule import Finding


def figure(
    submission: str, form: str, item: str, value: int | None, code: str = "01978", **more: Any
) -> dict[str, Any]:
    return {
        "submission_id": submission,
        "submitter_id": "063",
        "sequence": int(submission[1:]),
        "form_id": form,
        "period": "2021",
        "figure_status": "chinh_thuc",
        "status_rank": 3,
        "standard_id": "QD59_2015",
        "territory_code": code,
        "territory_valid_from": date(2004, 8, 31),
        "item_id": item,
        "value": None if value is None else Decimal(value),
        "sheet": "Sheet1",
        "cell": f"{form}!{submission}",
        "is_new": True,
    } | more


def batches(duck: duckdb.DuckDBPyConnection, registry: Registry, *rows: dict[str, Any]) -> list[Batch]:
    return tie_batches(duck, pa.Table.from_pylist(list(rows), schema=POOL_SCHEMA), registry)


def broken(found: list[Batch]) -> list[Finding]:
    """Findings of pairs that differ."""
    return [
        batch.findings[row, check.column]
        for batch in found
        for check in batch.checks
        for row, difference in enumerate(batch.frame[check.column])
        if difference > 0
    ]


def test_closing_households_equal_those_of_f01(duck: duckdb.DuckDBPyConnection, small: Registry) -> None:
    found = batches(
        duck,
        small,
        figure("s1", "F01", "poor_households", 20),
        figure("s2", "F02", "poor_closing_households", 20),
    )
    assert len(found) == 1
    assert broken(found) == []


def test_a_difference_stands_at_the_movement_form_where_both_are_new(
    duck: duckdb.DuckDBPyConnection, small: Registry
) -> None:
    (finding,) = broken(
        batches(
            duck,
            small,
            figure("s1", "F01", "poor_households", 20),
            figure("s2", "F02", "poor_closing_households", 1021),
        )
    )
    assert (finding.rule_id, finding.submission_id, finding.cell) == ("C07a", "s2", "F02!s2")
    assert (finding.found, finding.expected) == ("1.021", "20")
    assert finding.detail == "biểu F01, số hộ nghèo, ô F01!s1"
    assert finding.territory_name == "Xã Sĩ Bình"


def test_a_difference_stands_at_f01_where_only_that_is_new(
    duck: duckdb.DuckDBPyConnection, small: Registry
) -> None:
    (finding,) = broken(
        batches(
            duck,
            small,
            figure("s2", "F01", "poor_households", 20),
            figure("s1", "F02", "poor_closing_households", 21, is_new=False),
        )
    )
    assert (finding.rule_id, finding.submission_id, finding.item_id) == ("C07a", "s2", "poor_households")


def test_the_sentence_of_a_tie_names_each_figure_with_its_own_form(
    duck: duckdb.DuckDBPyConnection, small: Registry
) -> None:
    """C07a says "cuối kỳ ghi {found}, biểu F01 ghi {expected}", whichever of the two is new."""
    (finding,) = broken(
        batches(
            duck,
            small,
            figure("s2", "F01", "poor_households", 20),
            figure("s1", "F02", "poor_closing_households", 21, is_new=False),
        )
    )
    message = small.rules["C07a"].message_vi.format(
        cell="", territory_name="", label="", found=finding.found, expected=finding.expected, detail=""
    )
    assert "cuối kỳ ghi 21, biểu F01 ghi 20" in message


def test_moves_between_poor_and_near_poor_are_the_same_in_both_forms(
    duck: duckdb.DuckDBPyConnection, small: Registry
) -> None:
    (finding,) = broken(
        batches(
            duck,
            small,
            figure("s1", "F02", "poor_out_near_poor_households", 64, is_new=False),
            figure("s2", "F03", "near_poor_in_poor_households", 63),
        )
    )
    assert (finding.rule_id, finding.submission_id) == ("C07b", "s2")
    assert (finding.found, finding.expected) == ("64", "63")  # "biểu F02 ghi 64, biểu F03 ghi 63"


def test_opening_households_of_a_merged_unit_are_those_of_its_predecessors(
    duck: duckdb.DuckDBPyConnection, small: Registry
) -> None:
    new = date(2020, 2, 1)
    (finding,) = broken(
        batches(
            duck,
            small,
            figure("s1", "F01", "poor_households", 9, "01987", period="2019", is_new=False),
            figure("s1", "F01", "poor_households", 10, "01993", period="2019", is_new=False),
            figure(
                "s2", "F02", "poor_opening_households", 21, "01993", period="2020", territory_valid_from=new
            ),
        )
    )
    assert (finding.rule_id, finding.found, finding.expected) == ("C06", "21", "19")
    assert finding.detail == "biểu F01, số hộ nghèo, cộng 2 đơn vị trước khi sáp nhập"
    assert finding.territory_name == "Xã Tân Tú"


def test_nothing_is_carried_over_a_partial_succession(
    duck: duckdb.DuckDBPyConnection, small: Registry
) -> None:
    found = batches(
        duck,
        small,
        figure("s1", "F01", "poor_households", 9, "02083", period="2019", is_new=False),
        figure("s2", "F02", "poor_opening_households", 21, "02083", period="2020"),
    )
    assert found == []


def test_the_lineage_names_the_units_of_the_year_before(small: Registry) -> None:
    rows = [
        figure("s1", "F02", "poor_opening_households", 21, code, period="2020")
        for code in ("01993", "01978", "02083")
    ]
    found = lineage(pa.Table.from_pylist(rows, schema=POOL_SCHEMA), small).to_pylist()
    assert [(r["territory_code"], r["previous_code"], r["previous_period"]) for r in found] == [
        ("01978", "01978", "2019"),
        ("01993", "01987", "2019"),
        ("01993", "01993", "2019"),
    ]


def test_one_batch_a_period(duck: duckdb.DuckDBPyConnection, small: Registry) -> None:
    rows = [
        figure("s1", form, item, 20, period=period)
        for period in ("2020", "2021")
        for form, item in (("F01", "poor_households"), ("F02", "poor_closing_households"))
    ]
    assert [b.name for b in batches(duck, small, *rows)] == ["lien-bieu-2020", "lien-bieu-2021"]
