"""Ties between forms and between years: SQL finds the pairs, a validation batch judges them."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from decimal import Decimal
from typing import Any

import pandas as pd
import pyarrow as pa
from duckdb import DuckDBPyConnection

from transforms.checks.cell_columns import Check
from transforms.checks.frame import Batch
from transforms.registry import Registry
from transforms.sql import run_steps
from transforms.terms.period import Period
from transforms.terms.rule import Finding
from transforms.text.shown import show

POOL_SCHEMA = pa.schema(
    [
        ("submission_id", pa.string()),
        ("submitter_id", pa.string()),
        ("sequence", pa.int64()),
        ("form_id", pa.string()),
        ("period", pa.string()),
        ("figure_status", pa.string()),
        ("status_rank", pa.int64()),
        ("standard_id", pa.string()),
        ("territory_code", pa.string()),
        ("territory_valid_from", pa.date32()),
        ("item_id", pa.string()),
        ("value", pa.decimal128(18, 4)),
        ("sheet", pa.string()),
        ("cell", pa.string()),
        ("is_new", pa.bool_()),
    ]
)
LINEAGE = pa.schema(
    [
        ("period", pa.string()),
        ("territory_code", pa.string()),
        ("territory_valid_from", pa.date32()),
        ("previous_period", pa.string()),
        ("previous_code", pa.string()),
        ("previous_valid_from", pa.date32()),
    ]
)


def tie_batches(connection: DuckDBPyConnection, pool: pa.Table, registry: Registry) -> list[Batch]:
    """One validation batch a period over all ties that touch a new submission.

    `pool` has POOL_SCHEMA: figures of tonight and facts of earlier nights, `is_new` telling them apart.
    """
    connection.register("pool", pool)
    connection.register("ties", pa.Table.from_pylist([asdict(tie) for tie in registry.ties]))
    connection.register("lineage", lineage(pool, registry))
    run_steps(connection, "ties")
    pairs = [
        *connection.sql("FROM same_period_ties").to_arrow_table().to_pylist(),
        *connection.sql("FROM previous_period_ties").to_arrow_table().to_pylist(),
    ]
    periods = sorted({pair["period"] for pair in pairs})
    return [_batch(period, [p for p in pairs if p["period"] == period], registry) for period in periods]


def lineage(pool: pa.Table, registry: Registry) -> pa.Table:
    """For every territory of the pool: the units of the year before that it is made of.

    A territory that took over only a part of another one has no line: nothing can be carried over.
    """
    keys = {(r["period"], r["territory_code"]) for r in pool.select(["period", "territory_code"]).to_pylist()}
    rows = [row for period, code in sorted(keys) for row in lineage_rows(period, code, registry)]
    return pa.Table.from_pylist(rows, schema=LINEAGE)


def lineage_rows(period: str, code: str, registry: Registry) -> Iterable[dict[str, Any]]:
    """The units of the year before that one territory is made of (schema LINEAGE)."""
    day = Period(period).end_date
    before = Period(period).previous_year
    territory = registry.territories.at(code, day)
    keys = registry.territories.predecessors(territory, before.end_date, day) if territory else None
    return [
        {
            "period": period,
            "territory_code": code,
            "territory_valid_from": territory.valid_from,
            "previous_period": before.text,
            "previous_code": previous_code,
            "previous_valid_from": previous_from,
        }
        for previous_code, previous_from in keys or ()
        if territory
    ]


def _batch(period: str, pairs: Sequence[dict[str, Any]], registry: Registry) -> Batch:
    """A frame with one row a pair and one column a rule; the column holds the absolute difference."""
    rules = sorted({pair["rule_id"] for pair in pairs})
    checks = [
        Check(rule, rule, f"{registry.rules[rule].title_vi}: không xảy ra", at_most=0) for rule in rules
    ]
    frame = pd.DataFrame(
        {
            "submission_id": [pair[f"{_sides(pair)[0]}_submission_id"] for pair in pairs],
            "territory_code": [pair["territory_code"] for pair in pairs],
            **{
                rule: pd.Series(
                    [_difference(p) if p["rule_id"] == rule else None for p in pairs], dtype="float64"
                )
                for rule in rules
            },
        }
    )
    findings = {(row, pair["rule_id"]): _finding(pair, registry) for row, pair in enumerate(pairs)}
    return Batch(f"lien-bieu-{period}", "", period, frame, checks, findings)


def _difference(pair: dict[str, Any]) -> float:
    return float(abs(pair["left_value"] - pair["right_value"]))


def _sides(pair: dict[str, Any]) -> tuple[str, str]:
    """The side that is judged, and the other one: the new one is; where both are, the left one."""
    return ("left", "right") if pair["left_is_new"] else ("right", "left")


def _finding(pair: dict[str, Any], registry: Registry) -> Finding:
    """The finding stands at the side that is judged."""
    side, other = _sides(pair)
    territory = registry.territories.at(pair["territory_code"], Period(pair["period"]).end_date)
    other_place = f"biểu {pair[f'{other}_form']}, {registry.label(pair[f'{other}_item']).lower()}"
    if f"{other}_cell" in pair:
        other_place += f", ô {pair[f'{other}_cell']}"
    elif pair["predecessors"] > 1:
        other_place += f", cộng {pair['predecessors']} đơn vị trước khi sáp nhập"
    return Finding(
        rule_id=pair["rule_id"],
        submission_id=pair[f"{side}_submission_id"],
        sheet=pair[f"{side}_sheet"],
        cell=pair[f"{side}_cell"],
        form_id=pair[f"{side}_form"],
        period=pair["period"],
        territory_code=pair["territory_code"],
        territory_name=territory.name if territory else "",
        item_id=pair[f"{side}_item"],
        label=registry.label(pair[f"{side}_item"]),
        found=show(Decimal(pair["left_value"])),
        expected=show(Decimal(pair["right_value"])),
        detail=other_place,
        rests_on=((pair[f"{side}_sheet"], pair[f"{side}_cell"]),),
        gap=abs(Decimal(pair["left_value"]) - Decimal(pair["right_value"])),
    )
