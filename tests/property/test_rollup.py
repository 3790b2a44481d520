"""The SQL steps and a plain Python reference come to the same figures, exactly, for any small country."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import duckdb
import pyarrow as pa
from hypothesis import Phase, given, settings

from tests.builders import empty_schema, small_registry
from tests.property.reference import Figure, Reference, rounded
from tests.strategies import Country, Report, countries
from transforms.inputs import input_tables
from transforms.sql import run_steps
from transforms.terms.obligation import Obligation
from transforms.terms.territory import TerritoryIndex

ITEMS = ("poor_households", "resident_households")
INDICATORS = (
    "poor_household_rate",
    "poor_household_rate_drop",
    "poor_household_count",
    "poor_household_count_drop",
)
DUTY = Obligation(
    "06", "Huyện", "each:district", "F01", "06", "commune", (), "2019", "2020", "chinh_thuc", 12, 14
)
SUBMISSIONS = pa.table(
    {"submission_id": ["s1"], "submitter_id": ["06"], "sequence": pa.array([1], pa.int64())}
)
FACTS = pa.schema(
    [
        ("submission_id", pa.string()),
        ("form_id", pa.string()),
        ("period", pa.string()),
        ("figure_status", pa.string()),
        ("standard_id", pa.string()),
        ("territory_code", pa.string()),
        ("territory_valid_from", pa.date32()),
        ("item_id", pa.string()),
        ("value", pa.decimal128(18, 4)),
        ("value_state", pa.string()),
        ("known_at", pa.date32()),
    ]
)


def fact_rows(reports: Iterable[Report]) -> list[dict[str, Any]]:
    return [
        {
            "submission_id": "s1",
            "form_id": "F01",
            "period": report.period,
            "figure_status": "chinh_thuc",
            "standard_id": "QD59_2015",
            "territory_code": report.unit[0],
            "territory_valid_from": report.unit[1],
            "item_id": item,
            "value": None if value is None else Decimal(value),
            "value_state": "blank" if value is None else "reported",
            "known_at": date(2020, 12, 9),
        }
        for report in reports
        for item, value in zip(ITEMS, (report.poor, report.resident), strict=True)
    ]


Found = dict[tuple[str, str, date, str], dict[str, Any]]
MAP_OF_2020 = date(2020, 12, 31)


def values(database: duckdb.DuckDBPyConnection, country: Country, view: str = "FROM as_reported") -> Found:
    """The figures of a country in one view, by indicator, area and period."""
    shipped = small_registry()
    registry = replace(
        shipped,
        territories=TerritoryIndex(country.territories, country.changes),
        obligations=(DUTY,),
        groups=(),
        indicators={name: shipped.indicators[name] for name in INDICATORS},
    )
    tables = {
        "facts": pa.Table.from_pylist(fact_rows(country.reports), schema=FACTS),
        "submissions": SUBMISSIONS,
        **input_tables(["2019", "2020"], registry, [MAP_OF_2020]),
    }
    with empty_schema(database) as connection:
        return _run(connection, tables, view)


def _run(connection: duckdb.DuckDBPyConnection, tables: dict[str, pa.Table], view: str) -> Found:
    for name, table in tables.items():
        connection.from_arrow(table).create(name)
    run_steps(connection, "indicators")
    rows = connection.sql(view).to_arrow_table().to_pylist()
    keys = [(r["indicator_id"], r["territory_code"], r["territory_valid_from"], r["period"]) for r in rows]
    assert len(keys) == len(set(keys)), "an indicator of an area stands twice"
    return dict(zip(keys, rows, strict=True))


def exact(value: Decimal | None) -> Fraction | None:
    return None if value is None else Fraction(value)


def check_levels(country: Country, found: Found) -> None:
    reference = Reference(country)
    for period in ("2019", "2020"):
        for area in reference.areas(period):
            expected = reference.figure(area, period)
            row = found.get(("poor_household_rate", *area, period))
            said = (
                None
                if row is None
                else (row["numerator"], row["denominator"], row["is_complete"], exact(row["actual"]))
            )
            assert said == (
                None
                if expected is None
                else (expected.poor, expected.resident, expected.is_complete, rounded(expected.rate))
            ), (area, period)


def check_drops(country: Country, found: Found) -> None:
    reference = Reference(country)
    for area in reference.areas("2020"):
        row = found.get(("poor_household_rate_drop", *area, "2020"))
        assert (exact(row["actual"]) if row else None) == rounded(reference.drop(area)), area


def check_bounds(found: Found) -> None:
    for key, row in found.items():
        low, actual, high = (row[name] for name in ("actual_low", "actual", "actual_high"))
        if row["is_complete"] and actual is not None:
            assert low == actual == high, key
        if None not in {low, high}:
            assert low <= high, key


# No shrinking: the countries are small as they are, and an example runs all steps.
@settings(max_examples=30, phases=[Phase.explicit, Phase.generate])
@given(country=countries())
def test_sums_rates_and_drops_are_those_of_the_reference(
    database: duckdb.DuckDBPyConnection, country: Country
) -> None:
    found = values(database, country)
    check_levels(country, found)
    check_drops(country, found)
    check_bounds(found)


@settings(max_examples=5, phases=[Phase.explicit, Phase.generate])
@given(country=countries())
def test_the_order_in_which_facts_arrive_does_not_matter(
    database: duckdb.DuckDBPyConnection, country: Country
) -> None:
    turned = replace(country, reports=tuple(reversed(country.reports)))
    assert values(database, country) == values(database, turned)


@settings(max_examples=20, phases=[Phase.explicit, Phase.generate])
@given(country=countries())
def test_figures_on_a_later_map_are_those_of_the_reference(
    database: duckdb.DuckDBPyConnection, country: Country
) -> None:
    reference = Reference(country)
    found = values(database, country, f"FROM on_map(DATE '{MAP_OF_2020}')")
    for area in reference.areas("2020"):
        expected = reference.carried(area)
        row = found.get(("poor_household_rate", *area, "2019"))
        if expected is None or expected == "not_divisible":
            assert (row["carry_state"] if row else None) == expected, area
            assert row is None or row["actual"] is None, area
        else:
            assert isinstance(expected, Figure)
            assert row is not None, area
            said = (row["numerator"], row["denominator"], row["is_complete"], exact(row["actual"]))
            assert said == (expected.poor, expected.resident, expected.is_complete, rounded(expected.rate)), (
                area
            )
