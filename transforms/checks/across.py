"""Rules across forms, levels and periods: each is a SQL step that judges; its failed rows are findings."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import duckdb
import pyarrow as pa

from transforms.checks.across_inputs import across_tables
from transforms.checks.tallies import Tallies, Tally, added
from transforms.registry import Registry
from transforms.terms.period import Period
from transforms.terms.rule import Finding, RuleCount
from transforms.text.shown import show

_RULES = re.compile(r"^-- rules: +(.*)$", re.MULTILINE)
_WRITES = re.compile(r"^-- writes: +(\w+)$", re.MULTILINE)


class AcrossResult(NamedTuple):
    """What the rules found, and how much each of them judged: by form and period, and by submission."""

    findings: tuple[Finding, ...]
    counts: tuple[RuleCount, ...]
    tallies: Tallies


def judge_across(
    connection: duckdb.DuckDBPyConnection,
    pool: pa.Table,
    registry: Registry,
    steps: Sequence[tuple[str, str]],
) -> AcrossResult:
    """Judge the new figures of a pool (POOL_SCHEMA) by the rules of some steps: those of transforms/sql/across.

    The connection holds `latest_cells` and `lineage`, as the ties left them. A rule whose statement breaks down could
    not run: an error of ours, which is counted and stops no other rule.
    """
    for name, table in across_tables(pool, registry).items():
        connection.register(name, table)
    findings: list[Finding] = []
    counts: list[RuleCount] = []
    tallies: Tallies = {}
    new = _new(pool)
    for _, statement in steps:
        rules = rules_of(statement)
        try:
            connection.execute(statement)
            rows = _rows(connection, statement) if rules else []
        except duckdb.Error:
            counts.extend(RuleCount(rule, "", "", 0, 0, could_not_run=1) for rule in rules)
            continue
        findings.extend(_finding(row, registry) for row in rows if row["verdict"] == "failed")
        counts.extend(_counts(rows))
        _tally(tallies, rows, rules, new)
    return AcrossResult(tuple(findings), tuple(counts), tallies)


def _new(pool: pa.Table) -> list[str]:
    """The submissions whose figures are judged."""
    rows = pool.select(["submission_id", "is_new"]).to_pylist()
    return sorted({row["submission_id"] for row in rows if row["is_new"]})


def _tally(
    tallies: Tallies, rows: Iterable[dict[str, Any]], rules: Sequence[str], submissions: Iterable[str]
) -> None:
    """Add what the rules of a step did in each submission; one that has nothing to look at is told, too."""
    for submission in submissions:
        for rule in rules:
            added(tallies, submission, rule, Tally(0, 0, 0))
    for row in rows:
        is_skipped, is_failed = row["verdict"] == "skipped", row["verdict"] == "failed"
        one = Tally(int(not is_skipped), int(is_failed), int(is_skipped))
        added(tallies, row["submission_id"], row["rule_id"], one)


def rules_of(statement: str) -> list[str]:
    """The rules that a step judges; a step that only prepares has none."""
    found = _RULES.search(statement)
    return [rule.strip() for rule in found[1].split(",")] if found else []


def _rows(connection: duckdb.DuckDBPyConnection, statement: str) -> list[dict[str, Any]]:
    written = _WRITES.search(statement)
    assert written is not None
    ordered = connection.table(written[1]).order(
        "rule_id, submission_id, sheet, cell, territory_code, item_id"
    )
    return list(ordered.to_arrow_table().to_pylist())


def _counts(rows: list[dict[str, Any]]) -> Iterator[RuleCount]:
    """What each rule did, by form and period."""
    found: dict[tuple[str, str, str], RuleCount] = {}
    for row in rows:
        key = (row["rule_id"], row["form_id"], row["period"])
        is_skipped, is_failed = row["verdict"] == "skipped", row["verdict"] == "failed"
        one = RuleCount(*key, judged=int(not is_skipped), failed=int(is_failed), skipped=int(is_skipped))
        found[key] = found[key] + one if key in found else one
    yield from found.values()


def _finding(row: dict[str, Any], registry: Registry) -> Finding:
    """The finding at the place of a row; its detail is what the rule measured, else where the other figure stands."""
    territory = registry.territories.at(row["territory_code"], Period(row["period"]).end_date)
    other = row.get("other_cell")
    detail = f"biểu {row['other_form']}, ô {other}" if other else _shown(row["measure"])
    return Finding(
        rule_id=row["rule_id"],
        submission_id=row["submission_id"],
        sheet=row["sheet"],
        cell=row["cell"] if row["territory_code"] else "",
        form_id=row["form_id"],
        period=row["period"],
        territory_code=row["territory_code"],
        territory_name=territory.name if territory else "",
        item_id=row["item_id"],
        label=registry.label(row["item_id"]),
        found=_shown(row["found"]),
        expected=_shown(row["expected"]),
        detail=detail,
        rests_on=((row["sheet"], row["cell"]),) if row["territory_code"] else (),
    )


def _shown(number: Any) -> str:  # noqa: ANN401 -- a decimal of the table, or nothing
    return "" if number is None else show(number)
