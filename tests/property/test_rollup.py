"""The SQL steps and a plain Python reference come to the same figures, exactly, for any small country."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Any

import duckdb
import pyarrow as pa
import pytest
from hypothesis import Phase, given, settings

from tests.builders import empty_schema, small_registry
from tests.property.reference import Area, Cut, Figure, Reference, per_cent, rounded
from tests.strategies import YEARS, Country, countries
from transforms.aggregation import SUBMISSIONS, build_warehouse, known_on
from transforms.registry import Registry
from transforms.schemas import FACTS, arrow_schema
from transforms.terms.indicator import Indicator, Predicate
from transforms.terms.obligation import Obligation
from transforms.terms.territory import TerritoryIndex

pytestmark = pytest.mark.slow

POOR, RESIDENT = ("poor_households",), ("resident_households",)
KINDS = ("rate", "count", "rate_drop", "count_drop", "relative_drop")
BELOW = 40
MAPS = (date(2020, 12, 31), date(2022, 12, 31))
DUTIES = tuple(
    Obligation(
        "06", "Huyện", "each:district", "F01", "06", "commune", (), *years, "chinh_thuc", 12, 14, standard
    )
    for years, standard in ((("2020", "2022"), ""), (("2021", "2021"), "ND07_2021"))
)
# No shrinking: the countries are small as they are, and an example runs all steps.
PHASES = [Phase.explicit, Phase.generate]

Row = dict[str, Any]
Found = dict[tuple[Any, ...], Row]


@cache
def indicators() -> dict[str, Indicator]:
    """One indicator of every kind, named as its kind."""
    shipped = small_registry().indicators["poor_household_rate"]
    levels = {
        kind: replace(shipped, indicator_id=kind, kind=kind, numerator=POOR, denominator=RESIDENT, decimals=2)
        for kind in KINDS
    }
    predicate = Predicate("rate", "<", Decimal(BELOW), "commune")
    share = replace(shipped, indicator_id="share", kind="territory_share", numerator=(), denominator=())
    return levels | {"share": replace(share, decimals=2, predicate=predicate)}


def registry_of(country: Country) -> Registry:
    return replace(
        small_registry(),
        territories=TerritoryIndex(country.territories, country.changes),
        obligations=DUTIES,
        groups=country.groups,
        indicators=indicators(),
    )


def fact_rows(country: Country) -> Iterator[Row]:
    empty = dict.fromkeys(("form_version", "measure_unit", "sheet", "cell", "text_as_found"), "")
    for report in country.reports:
        for line in report.lines:
            for item, value in zip(POOR + RESIDENT, (line.poor, line.resident), strict=True):
                yield empty | {
                    "submission_id": f"s{report.sequence}",
                    "form_id": "F01",
                    "period": report.period,
                    "figure_status": report.status,
                    "standard_id": report.standard,
                    "territory_code": line.unit[0],
                    "territory_valid_from": line.unit[1],
                    "item_id": item,
                    "value": None if value is None else Decimal(value),
                    "value_state": "blank" if value is None else "reported",
                    "known_at": report.arrived,
                }


def submissions(country: Country) -> pa.Table:
    rows = [
        {"submission_id": f"s{r.sequence}", "submitter_id": r.submitter, "sequence": r.sequence}
        for r in country.reports
    ]
    return pa.Table.from_pylist(rows, schema=SUBMISSIONS)


def build(connection: duckdb.DuckDBPyConnection, country: Country, known_by: date | None = None) -> None:
    """The warehouse of a country; its facts always cover all years, so that every map is made."""
    facts = pa.Table.from_pylist(list(fact_rows(country)), schema=arrow_schema(FACTS))
    build_warehouse(connection, known_on(facts, known_by), submissions(country), registry_of(country), MAPS)


def found_in(connection: duckdb.DuckDBPyConnection, view: str) -> Found:
    rows = connection.sql(f"FROM {view}").to_arrow_table().to_pylist()
    names = (
        "indicator_id",
        "territory_code",
        "territory_valid_from",
        "period",
        "figure_status",
        "standard_id",
    )
    keyed = {tuple(row[name] for name in names): row for row in rows}
    assert len(keyed) == len(rows), "an indicator of an area stands twice"
    return keyed


def exact(value: Decimal | None) -> Fraction | None:
    return None if value is None else Fraction(value)


def bounds(row: Row) -> tuple[Fraction | None, ...]:
    return tuple(exact(row[name]) for name in ("actual", "actual_low", "actual_high"))


COUNTS = frozenset({"count", "count_drop", "relative_drop"})


class References:
    """What rates and what counts must come to: they need different items."""

    def __init__(self, country: Country, known_by: date = date.max) -> None:
        self.rates = Reference(country, known_by)
        self.counts = Reference(country, known_by, needs_residents=False)

    @property
    def cuts(self) -> list[Cut]:
        """All that anything is known of."""
        return self.counts.cuts

    def of(self, kind: str) -> Reference:
        return self.counts if kind in COUNTS else self.rates


def compare(
    references: References, found: Found, day: date, cuts: list[Cut], *, is_map: bool = False
) -> None:
    """Every figure of one map is that of the reference, and there are no others."""
    areas = references.rates.areas(day, has_groups=not is_map)
    expected: set[tuple[Any, ...]] = set()
    for cut in cuts:
        for area in areas:
            expected |= set(compare_area(references, found, area, cut, is_map=is_map))
            share = ("share", *area.key, cut.period, cut.status, cut.standard)
            expected |= (
                {share} if compare_share(references.rates, found.get(share), area, cut, day) else set()
            )
    periods = {cut.period for cut in cuts}
    assert {key for key in found if key[3] in periods} == expected


def compare_area(
    references: References, found: Found, area: Area, cut: Cut, *, is_map: bool
) -> Iterator[tuple[Any, ...]]:
    """The keys of the rows that the area has."""
    for kind in KINDS:
        reference = references.of(kind)
        figure = reference.figure(area, cut)
        marked = figure is None and is_map and reference.is_marked(area, cut)
        key = (kind, *area.key, cut.period, cut.status, cut.standard)
        row = found.get(key)
        if figure is None:
            assert (row.get("carry_state", "whole") if row else None) == (
                "not_divisible" if marked else None
            ), key
            assert row is None or bounds(row) == (None, None, None), key
        else:
            assert row is not None, key
            check_row(reference, row, area, cut, figure)
        if figure or marked:
            yield key


def check_row(reference: Reference, row: Row, area: Area, cut: Cut, figure: Figure) -> None:
    before = reference.before(area, cut)
    said = (row["numerator"], row["units_owed"], row["units_given"], row["is_complete"], row["is_own_line"])
    assert said == (figure.poor, figure.owed, figure.given, figure.is_complete, figure.is_own_line)
    assert exact(row["coverage_territories_pct"]) == rounded(per_cent(figure.given, figure.owed))
    assert exact(row["coverage_households_pct"]) == rounded(reference.households_pct(area, cut))
    assert row["base_standard_id"] == reference.standard_before(area, cut)
    if row["indicator_id"] in {"rate", "rate_drop"}:
        assert row["denominator"] == figure.resident
        assert exact(row["baseline"]) == (rounded(before.rate) if before else None)
    else:
        assert row["baseline"] == (before.poor if before else None)
    assert bounds(row) == EXPECTED[row["indicator_id"]](figure, before), (row["indicator_id"], area.key, cut)


Bounds = tuple[Fraction | None, Fraction | None, Fraction | None]


def _rate(figure: Figure, _before: Figure | None) -> Bounds:
    extremes = figure.extremes()
    low, high = (rounded(e.rate) for e in extremes) if extremes else (None, None)
    return rounded(figure.rate), low, high


def _count(figure: Figure, _before: Figure | None) -> Bounds:
    high = None if figure.gap is None else Fraction(figure.poor + figure.gap)
    return Fraction(figure.poor), Fraction(figure.poor), high


def _drop_by(value: Any, figure: Figure, before: Figure | None) -> Bounds:
    """A drop is least where all of what is missing is poor, and greatest where nobody is."""
    if before is None:
        return None, None, None
    extremes = figure.extremes()
    greatest, least = (value(e, before) for e in extremes) if extremes else (None, None)
    return value(figure, before) if figure.is_complete else None, least, greatest


def _points(figure: Figure, before: Figure) -> Fraction | None:
    return None if None in {figure.rate, before.rate} else rounded((before.rate or 0) - (figure.rate or 0))


def _of_all_poor(figure: Figure, before: Figure) -> Fraction | None:
    return rounded(per_cent(before.poor - figure.poor, before.poor))


def _households(figure: Figure, before: Figure) -> Fraction:
    return Fraction(before.poor - figure.poor)


def _count_drop(figure: Figure, before: Figure | None) -> Bounds:
    """The greatest drop is known even where a size is not: nobody of what is missing is poor."""
    actual, least, greatest = _drop_by(_households, figure, before)
    return actual, least, _households(figure, before) if before else greatest


def _relative_drop(figure: Figure, before: Figure | None) -> Bounds:
    actual, least, greatest = _drop_by(_of_all_poor, figure, before)
    return actual, least, _of_all_poor(figure, before) if before else greatest


EXPECTED = {
    "rate": _rate,
    "count": _count,
    "rate_drop": lambda figure, before: _drop_by(_points, figure, before),
    "count_drop": _count_drop,
    "relative_drop": _relative_drop,
}


def compare_share(reference: Reference, row: Row | None, area: Area, cut: Cut, day: date) -> bool:
    counted = reference.share(area, cut, day, BELOW)
    if counted is None or row is None:
        assert (row is None) == (counted is None), (area.key, cut)
        return False
    met, known, owed = counted
    low, high = rounded(per_cent(met, owed)), rounded(per_cent(met + owed - known, owed))
    assert bounds(row) == (low if known == owed else None, low, high), (area.key, cut)
    assert (row["numerator"], row["denominator"]) == (met, owed)
    return True


def compare_all(connection: duckdb.DuckDBPyConnection, references: References) -> None:
    """All figures as reported, and on an earlier and a later map."""
    reported = found_in(connection, "as_reported")
    for year in YEARS:
        cuts = [cut for cut in references.cuts if cut.period == year]
        compare(references, reported, date(int(year), 12, 31), cuts)
    for day in MAPS:
        found = found_in(connection, f"on_map(DATE '{day}')")
        compare(references, found, day, references.cuts, is_map=True)


@settings(max_examples=8, phases=PHASES)
@given(country=countries())
def test_every_figure_on_every_map_is_that_of_the_reference(
    database: duckdb.DuckDBPyConnection, country: Country
) -> None:
    with empty_schema(database) as connection:
        build(connection, country)
        compare_all(connection, References(country))


@settings(max_examples=3, phases=PHASES)
@given(country=countries(districts=2))
def test_on_a_day_only_what_had_arrived_is_known(
    database: duckdb.DuckDBPyConnection, country: Country
) -> None:
    """20 December 2021: the first reports of 2021 are there, those that replace them are not."""
    day = date(2021, 12, 20)
    with empty_schema(database) as connection:
        build(connection, country, day)
        references, found = References(country, day), found_in(connection, "as_reported")
        assert {key[3] for key in found} <= {"2020", "2021"}
        for year in YEARS:
            cuts = [cut for cut in references.cuts if cut.period == year]
            compare(references, found, date(int(year), 12, 31), cuts)


@settings(max_examples=2, phases=PHASES)
@given(country=countries())
def test_the_order_in_which_facts_arrive_does_not_matter(
    database: duckdb.DuckDBPyConnection, country: Country
) -> None:
    turned = replace(country, reports=tuple(reversed(country.reports)))
    tables = []
    for one in (country, turned):
        with empty_schema(database) as connection:
            build(connection, one)
            tables.append(found_in(connection, "as_reported"))
    assert tables[0] == tables[1]


@settings(max_examples=4, phases=PHASES)
@given(country=countries())
def test_carrying_to_another_map_neither_makes_nor_loses_a_household(
    database: duckdb.DuckDBPyConnection, country: Country
) -> None:
    """The province has the same total on every map; where all communes reported they never hold more than it has."""
    with empty_schema(database) as connection:
        build(connection, country)
        check_conservation(connection)


def check_conservation(connection: duckdb.DuckDBPyConnection) -> None:
    reported = found_in(connection, "as_reported")
    for day in MAPS:
        carried = found_in(connection, f"on_map(DATE '{day}')")
        for key, row in reported.items():
            if key[:2] == ("count", "06"):
                assert carried[key]["numerator"] == row["numerator"]
                assert carried[key]["carry_state"] == "whole"
                all_gave = row["units_given"] == row["units_owed"]
                assert not all_gave or of_communes(carried, key) <= row["numerator"]


def of_communes(found: Found, province: tuple[Any, ...]) -> Decimal:
    """The sum of the communes of the same indicator, year, status and standard."""
    rest = (province[0], *province[3:])
    rows = (row for key, row in found.items() if (key[0], *key[3:]) == rest and row["level"] == "commune")
    return sum((row["numerator"] for row in rows if row["numerator"] is not None), Decimal(0))


@settings(max_examples=4, phases=PHASES)
@given(country=countries())
def test_a_revision_is_explained_by_its_parts_or_by_a_total_line(
    database: duckdb.DuckDBPyConnection, country: Country
) -> None:
    with empty_schema(database) as connection:
        build(connection, country)
        check_revisions(connection)


def check_revisions(connection: duckdb.DuckDBPyConnection) -> None:
    """Exactly the counts that differ are listed, and their parts add up to the difference."""
    reported = found_in(connection, "as_reported")
    later = {key: reported.get((*key[:4], "chinh_thuc", key[5])) for key in reported if key[4] == "so_bo"}
    changed = {
        (*key[1:4], key[5])
        for key, row in later.items()
        if key[0] == "count" and row and row["numerator"] != reported[key]["numerator"]
    }
    rows = connection.sql("FROM revisions WHERE indicator_id = 'count'").to_arrow_table().to_pylist()
    names = ("territory_code", "territory_valid_from", "period", "standard_id")
    assert {tuple(row[name] for name in names) for row in rows} == changed
    for row in rows:
        parts = sum(row[f"numerator_{how}"] for how in ("added", "corrected", "dropped"))
        assert row["cause"] == "total_line" or row["difference"] == parts, row


@pytest.mark.slow
@settings(max_examples=25, phases=PHASES)
@given(country=countries())
def test_all_of_this_holds_for_many_countries(database: duckdb.DuckDBPyConnection, country: Country) -> None:
    with empty_schema(database) as connection:
        build(connection, country)
        compare_all(connection, References(country))
        check_conservation(connection)
        check_revisions(connection)
