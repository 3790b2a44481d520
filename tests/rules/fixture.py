"""How a fixture of a rule is written: a submission that breaks it, and the same submission put right."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa

from flows.stores.reader_jobs import Fault, ReadJob
from flows.stores.reader_pool import read_all
from flows.stores.warehouse import in_memory
from tests.builders import small_registry
from transforms.checks.across import judge_across
from transforms.checks.batches import form_batches
from transforms.checks.frame import Batch
from transforms.checks.records import Submitted
from transforms.checks.ties import POOL_SCHEMA, tie_batches
from transforms.registry import Registry
from transforms.sheet.delivery import Delivery
from transforms.sheet.grid import OpenedWorkbook, SheetGrid
from transforms.sheet.read import read_sheets
from transforms.sheet.reading import SheetReading
from transforms.sql import statements

Found = Callable[[Path], set[str]]
DAY = "2021-12-10"


@dataclass(frozen=True)
class Fixture:
    """A submission that breaks the rule and one that keeps it; each gives the rules that speak."""

    fails: Found
    passes: Found


def sheets(
    *grids: SheetGrid, submitter: str = "063", folder: str = "", registry: Registry | None = None
) -> Found:
    """The rules that speak on the sheets of one workbook: those of reading and those on its tables.

    `folder` is the period and status of the inbox folder, as `2020-chinh_thuc`.
    """

    def found(_tmp: Path) -> set[str]:
        known = registry or small_registry()
        readings = read_sheets(OpenedWorkbook(grids=grids), _delivery(submitter, folder), known)
        return _read_rules(readings) | _table_rules(readings, submitter, known)

    return found


def file(
    content: bytes,
    name: str = "bieu.xlsx",
    submitter: str = "063",
    folder: str = "",
    registry: Registry | None = None,
) -> Found:
    """The same for a file as it comes, opened by the real reading worker."""

    def found(tmp: Path) -> set[str]:
        known = registry or small_registry()
        path = tmp / name
        path.write_bytes(content)
        ((_, readings),) = read_all([ReadJob(path, _delivery(submitter, folder))], known)
        assert not isinstance(readings, Fault), readings
        return _read_rules(readings) | _table_rules(readings, submitter, known)

    return found


def figures(*rows: Mapping[str, Any], registry: Registry | None = None) -> Found:
    """The rules across forms and periods that speak on facts (rows of `figure`)."""

    def found(_tmp: Path) -> set[str]:
        known = registry or small_registry()
        pool = pa.Table.from_pylist([dict(row) for row in rows], schema=POOL_SCHEMA)
        with in_memory() as connection:
            ties = tie_batches(connection, pool, known)
            across = judge_across(connection, pool, known, statements("across"))
        return {rule for batch in ties for rule in _failing(batch)} | {f.rule_id for f in across.findings}

    return found


def figure(form: str, item: str, value: int, code: str = "01978", **more: Any) -> dict[str, Any]:
    """One fact of a submission of tonight: the F01 of 2021 of Bạch Thông unless said otherwise."""
    return {
        "submission_id": "s1", "submitter_id": "063", "sequence": 1, "form_id": form, "period": "2021",
        "figure_status": "chinh_thuc", "status_rank": 3, "standard_id": "QD59_2015", "territory_code": code,
        "territory_valid_from": date(2004, 8, 31), "item_id": item, "value": value, "sheet": "B", "cell": "E4",
        "is_new": True,
    } | more  # fmt: skip


def before(row: Mapping[str, Any], value: int, years: int = 1) -> dict[str, Any]:
    """The same figure some years earlier, known from an earlier night."""
    period = str(int(row["period"]) - years)
    return {
        **row,
        "value": value,
        "period": period,
        "is_new": False,
        "submission_id": f"h{years}",
        "sequence": 0,
    }


def changed(grid: SheetGrid, cells: Mapping[tuple[int, int], Any], **attributes: Any) -> SheetGrid:
    """The sheet with other contents at some places (row, column from 1; None empties) or other attributes."""
    kept = {place: content for place, content in {**grid.cells, **cells}.items() if content is not None}
    return replace(grid, cells=kept, **attributes)


def _delivery(submitter: str, folder: str) -> Delivery:
    period, _, status = folder.rpartition("-")
    return Delivery("s1", submitter, period, status, DAY)


def _read_rules(readings: Iterable[SheetReading]) -> set[str]:
    return {finding.rule_id for reading in readings for finding in reading.findings}


def _table_rules(readings: Iterable[SheetReading], submitter: str, registry: Registry) -> set[str]:
    """Rules on tables, by a plain reading of the checks. (Great Expectations judges the same frames.)"""
    submitted = [Submitted("s1", submitter, reading) for reading in readings if reading.cells]
    return {rule for batch in form_batches(submitted, registry) for rule in _failing(batch)}


def _failing(batch: Batch) -> set[str]:
    return {
        check.rule_id
        for check in batch.checks
        for value in batch.frame[check.column]
        if (check.at_least is not None and value < check.at_least)
        or (check.at_most is not None and value > check.at_most)
    }
