"""A year put together from halves, quarters and months: SQL against the definition, for any set of reports."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Any

import duckdb
import pyarrow as pa
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.builders import empty_schema, small_registry
from tests.property.reference import per_cent, rounded
from transforms.aggregation import SUBMISSIONS, build_warehouse
from transforms.registry import Registry
from transforms.schemas import FACTS, arrow_schema
from transforms.terms.obligation import Obligation
from transforms.terms.period import Period

POOR, RESIDENT, FLOW = "poor_households", "resident_households", "poor_in_new_households"
BEFORE, YEAR = Period("2019"), Period("2020")
EVERY = (*BEFORE.all_within, *YEAR.all_within)
FIRST_PERIODS = ("2019", "2019-H1", "2019-Q1", "2019-M01")
LAST_PERIODS = ("2020", "2020-H2", "2020-Q4", "2020-M12")
# Each says something of its own: three draws for one run of the steps. None of them changed in 2020.
COMMUNES = ("01969", "01978", "02089")

Said = dict[tuple[Period, str], int | None]


@dataclass(frozen=True)
class Stated:
    """What the commune said for a period, or what its parts come to; `value` is None for a blank."""

    value: int | None


@cache
def registry() -> Registry:
    """Some communes owe stocks and a flow for every year, half, quarter and month of two years."""
    duties = tuple(
        Obligation(code, "Xã", "one", form, code, "commune", (), first, last, "so_bo", 12, 14)
        for code in COMMUNES
        for first, last in zip(FIRST_PERIODS, LAST_PERIODS, strict=True)
        for form in ("F01", "F02")
    )
    small = small_registry()
    rate, drop = small.indicators["poor_household_rate"], small.indicators["poor_household_rate_drop"]
    flow = replace(rate, indicator_id="flow", kind="count", numerator=(FLOW,), denominator=(), decimals=0)
    chosen = {
        "rate": replace(rate, indicator_id="rate"),
        "drop": replace(drop, indicator_id="drop"),
        "flow": flow,
    }
    return replace(small, obligations=duties, groups=(), indicators=chosen)


def facts(code: str, said: Said) -> pa.Table:
    empty = dict.fromkeys(("form_version", "measure_unit", "sheet", "cell", "text_as_found"), "")
    rows = [
        empty
        | {
            "submission_id": f"{code} {period} {item}",
            "form_id": "F02" if item == FLOW else "F01",
            "period": period.text,
            "figure_status": "so_bo",
            "standard_id": "QD59_2015",
            "territory_code": code,
            "territory_valid_from": date(2004, 8, 31),
            "item_id": item,
            "value": None if value is None else Decimal(value),
            "value_state": "blank" if value is None else "reported",
            "known_at": date(2020, 12, 31),
        }
        for (period, item), value in said.items()
    ]
    return pa.Table.from_pylist(rows, schema=arrow_schema(FACTS))


def submissions(code: str, said: Said) -> pa.Table:
    rows = [
        {"submission_id": f"{code} {period} {item}", "submitter_id": f"{code} {item}", "sequence": number}
        for number, (period, item) in enumerate(said)
    ]
    return pa.Table.from_pylist(rows, schema=SUBMISSIONS)


def stated(said: Said, period: Period, item: str) -> Stated | None:
    """The period's own figure, blank or not; else the sum of the longest parts, all known, or the last one's stock."""
    if (period, item) in said:
        return Stated(said[period, item])
    for parts in period.parts:
        needed = parts if item == FLOW else parts[-1:]
        values = [said.get((part, item)) for part in needed]
        if None not in values:
            return Stated(sum(value or 0 for value in values))
    return None


def rate_of(said: Said, period: Period) -> Fraction | None:
    poor, resident = stated(said, period, POOR), stated(said, period, RESIDENT)
    if poor is None or resident is None or poor.value is None or resident.value is None:
        return None
    return per_cent(poor.value, resident.value)


@st.composite
def part_years(draw: st.DrawFn) -> Said:
    """Figures, and blanks, for some items of some periods; often whole sets of parts."""
    said: Said = {}
    for item in (POOR, RESIDENT, FLOW):
        chosen = set(draw(st.lists(st.sampled_from(EVERY), max_size=4)))
        for year in (BEFORE, YEAR):
            chosen |= set(draw(st.sampled_from([(), *year.parts, (year,)])))
        for period in sorted(chosen, key=lambda p: p.text):
            low, high = (500, 900) if item == RESIDENT else (0, 400)
            blank = draw(st.integers(0, 12)) == 0
            said[period, item] = None if blank else draw(st.integers(low, high))
    return said


def check(rows: dict[tuple[str, str], dict[str, Any]], said: Said, period: Period) -> None:
    rate, before = rate_of(said, period), rate_of(said, period.previous_year)
    flow, row = stated(said, period, FLOW), rows.get(("flow", period.text))
    assert (row["actual"] if row else None) == (flow.value if flow else None), period
    shown = rows.get(("rate", period.text), {})
    assert (shown.get("actual"), shown.get("baseline")) == (
        rounded(rate),
        rounded(before) if rate is not None else None,
    ), period
    drop = None if rate is None or before is None else rounded(before - rate)
    assert rows.get(("drop", period.text), {}).get("actual") == drop, period


COUNTRIES = st.fixed_dictionaries(dict.fromkeys(COMMUNES, part_years()))


def check_all(database: duckdb.DuckDBPyConnection, country: dict[str, Said]) -> None:
    all_facts = pa.concat_tables(facts(code, said) for code, said in country.items())
    sent = pa.concat_tables(submissions(code, said) for code, said in country.items())
    with empty_schema(database) as connection:
        build_warehouse(connection, all_facts, sent, registry())
        found = connection.sql("FROM as_reported WHERE level = 'commune'").to_arrow_table().to_pylist()
    for code, said in country.items():
        own = [row for row in found if row["territory_code"] == code]
        rows = {(row["indicator_id"], row["period"]): row for row in own}
        assert len(rows) == len(own)
        for period in EVERY:
            check(rows, said, period)


@settings(max_examples=4, phases=[Phase.explicit, Phase.generate])
@given(country=COUNTRIES)
def test_part_years_and_years_are_those_of_the_definition(
    database: duckdb.DuckDBPyConnection, country: dict[str, Said]
) -> None:
    check_all(database, country)


@pytest.mark.slow
@settings(max_examples=50, phases=[Phase.explicit, Phase.generate])
@given(country=COUNTRIES)
def test_many_part_years_are_those_of_the_definition(
    database: duckdb.DuckDBPyConnection, country: dict[str, Said]
) -> None:
    check_all(database, country)
