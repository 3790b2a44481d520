"""Rules across forms and periods as a whole: what they say, what they count, and one that breaks down."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from statistics import median
from typing import Any

import duckdb
import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import empty_schema, small_registry
from transforms.checks import across
from transforms.checks.across import AcrossResult, judge_across
from transforms.checks.ties import POOL_SCHEMA, tie_batches
from transforms.registry import Registry
from transforms.sql import statements


def figure(item: str, value: int, code: str = "01978", **more: Any) -> dict[str, Any]:
    return {
        "submission_id": "s1", "submitter_id": "063", "sequence": 1, "form_id": "F01", "period": "2021",
        "figure_status": "chinh_thuc", "status_rank": 3, "standard_id": "QD59_2015", "territory_code": code,
        "territory_valid_from": date(2004, 8, 31), "item_id": item, "value": Decimal(value), "sheet": "B",
        "cell": "E4", "is_new": True,
    } | more  # fmt: skip


def judged(
    duck: duckdb.DuckDBPyConnection,
    registry: Registry,
    *rows: Mapping[str, Any],
    steps: Sequence[tuple[str, str]] | None = None,
) -> AcrossResult:
    pool = pa.Table.from_pylist([dict(row) for row in rows], schema=POOL_SCHEMA)
    tie_batches(duck, pool, registry)
    return judge_across(duck, pool, registry, steps or statements("across"))


def test_a_thousandfold_figure_says_so_in_the_words_of_the_place(
    duck: duckdb.DuckDBPyConnection, small: Registry
) -> None:
    before = figure("poor_households", 1486, period="2020", is_new=False, submission_id="s0", sequence=0)
    found = judged(duck, small, before, figure("poor_households", 1486000))
    (finding,) = [f for f in found.findings if f.rule_id == "C23"]
    assert (finding.submission_id, finding.cell, finding.territory_name) == ("s1", "E4", "Xã Sĩ Bình")
    assert (finding.found, finding.expected, finding.label) == (
        "1.486.000",
        "1.486",
        small.label("poor_households"),
    )
    assert finding.rests_on == (("B", "E4"),)


def test_persons_without_a_household_are_told_and_every_rule_counts(
    duck: duckdb.DuckDBPyConnection, small: Registry
) -> None:
    rows = (figure("poor_households", 0), figure("poor_persons", 12, cell="I4"))
    found = judged(duck, small, *rows)
    assert [(f.rule_id, f.cell, f.found, f.expected) for f in found.findings] == [("C03c", "I4", "12", "0")]
    counts = {c.rule_id: (c.judged, c.failed, c.skipped, c.could_not_run) for c in found.counts}
    assert counts["C03c"] == (1, 1, 0, 0)
    assert counts["C23"] == (0, 0, 2, 0)


def test_a_rule_that_breaks_down_is_counted_and_stops_no_other(
    duck: duckdb.DuckDBPyConnection, small: Registry
) -> None:
    steps = [
        (name, text.replace("latest_cells", "no_such_table") if name.startswith("66_") else text)
        for name, text in statements("across")
    ]
    rows = (figure("poor_households", 0), figure("poor_persons", 12, cell="I4"))
    found = judged(duck, small, *rows, steps=steps)
    assert [c.rule_id for c in found.counts if c.could_not_run] == ["O04"]
    assert [f.rule_id for f in found.findings] == ["C03c"]


def test_every_rule_of_the_sql_is_in_the_catalogue_and_never_rejects_by_statistics(
    registry: Registry,
) -> None:
    carried = {rule for _, text in statements("across") for rule in across.rules_of(text)}
    assert carried <= registry.rules.keys()
    assert {registry.rules[rule].severity for rule in carried} <= {"explain", "note"}
    own = {bound.rule_id for bound in registry.across.bounds}
    assert own <= carried


@settings(max_examples=15)
@given(st.lists(st.integers(20, 400), min_size=2, max_size=6), st.integers(0, 4000))
def test_own_history_is_judged_as_a_plain_reading_of_it(
    database: duckdb.DuckDBPyConnection, history: list[int], value: int
) -> None:
    small = small_registry()
    with empty_schema(database) as duck:
        rows = [
            figure("poor_households", v, period=str(2020 - n), is_new=False, submission_id=f"h{n}")
            for n, v in enumerate(history)
        ]
        found = judged(duck, small, *rows, figure("poor_households", value))
    middle = median(history)
    deviation = median(abs(v - middle) for v in history)
    limits = {name: float(v) for name, v in small.rules["O01"].parameters.items()}
    is_judged = len(history) >= limits["least_years"] and middle >= limits["least_figure"] and deviation > 0
    is_far = is_judged and 0.6745 * abs(value - middle) > limits["score"] * deviation
    assert any(f.rule_id == "O01" for f in found.findings) == is_far


def test_thresholds_come_from_the_catalogue(duck: duckdb.DuckDBPyConnection, small: Registry) -> None:
    rule = replace(
        small.rules["O04"], parameters={**small.rules["O04"].parameters, "least_figures": Decimal(2)}
    )
    lower = replace(small, rule_versions={**small.rule_versions, "O04": (rule,)})
    rows = [figure("poor_households", 10, code) for code in ("01978", "01993")]
    assert [f.rule_id for f in judged(duck, lower, *rows).findings] == ["O04"]
