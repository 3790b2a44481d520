"""The extracts room: rows as found, the header log and the issues of one submission."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from decimal import Decimal
from typing import Any

import pyarrow as pa

from flows.places import Workspace
from flows.receipts import SubmissionReceipt, receipt_from
from flows.stores import journal
from flows.stores.files import read_json, storage, write_json
from flows.stores.parquet import read_tables, write_table
from transforms.checks.tallies import Tally
from transforms.sheet.grid import column_letters
from transforms.sheet.headers import HeaderLog
from transforms.sheet.reading import ReadCell, SheetReading
from transforms.terms.explanation import GivenExplanation
from transforms.terms.rule import Issue

_CELLS = pa.schema(
    [
        *((name, pa.string()) for name in ("sheet", "cell")),
        ("row", pa.int64()),
        *((name, pa.string()) for name in (
            "column", "label", "item_id", "line", "role", "area", "territory_code", "territory_valid_from",
            "territory_name", "text_as_found", "value_state",
        )),
        ("value", pa.decimal128(38, 10)),
        ("decimals", pa.int64()),
        ("is_required", pa.bool_()),
    ]
)  # fmt: skip


def write_extract(
    workspace: Workspace, receipt: SubmissionReceipt, readings: tuple[SheetReading, ...],
    issues: tuple[Issue, ...], rejected: frozenset[tuple[str, str]],
    explanations: tuple[GivenExplanation, ...] = (),
) -> None:  # fmt: skip
    """Write what was read and found of one submission; its receipt follows with those of the whole run."""
    folder = workspace.extract(receipt.submission_id)
    cells = [cell._asdict() for reading in readings for cell in reading.cells]
    write_table(folder / "cells.parquet", pa.Table.from_pylist([_bounded(c) for c in cells], schema=_CELLS))
    write_json(folder / "readings.json", [_reading_values(reading) for reading in readings])
    write_issues(workspace, receipt.submission_id, issues)
    write_json(folder / "rejected.json", sorted(rejected))
    write_json(folder / "explanations.json", [asdict(one) for one in explanations])


def write_issues(workspace: Workspace, submission_id: str, issues: Sequence[Issue]) -> None:
    """Write the issues of a submission, with the state that each is in."""
    write_json(workspace.extract(submission_id) / "issues.json", [asdict(issue) for issue in issues])


def write_tallies(workspace: Workspace, submission_id: str, tallies: Mapping[str, Tally]) -> None:
    """Write what every rule did in a submission; what is unknown is null."""
    write_json(workspace.tallies(submission_id), {rule: asdict(one) for rule, one in tallies.items()})


def read_tallies(workspace: Workspace, submission_id: str) -> dict[str, Tally] | None:
    """What every rule did in a submission, by rule; None of an extract from before that was kept."""
    path = workspace.tallies(submission_id)
    return {rule: Tally(**values) for rule, values in read_json(path).items()} if path.exists() else None


def decide(workspace: Workspace, receipts: Sequence[SubmissionReceipt]) -> None:
    """Give all verdicts of a run at once: this one file decides, the receipts follow from it."""
    journal.keep()
    write_json(workspace.verdicts, [asdict(receipt) for receipt in receipts])


def decided(workspace: Workspace) -> list[SubmissionReceipt]:
    """The verdicts of a run whose receipts are not all written yet."""
    if not workspace.verdicts.exists():
        return []
    return [receipt_from(values) for values in read_json(workspace.verdicts)]


def write_receipt(workspace: Workspace, receipt: SubmissionReceipt) -> None:
    """The answer to the submitter, then the receipt that ends the check of this submission."""
    answer = workspace.returned(receipt.submitter_id, receipt.submission_id)
    write_json(answer / "issues.json", read_json(workspace.extract(receipt.submission_id) / "issues.json"))
    readings = read_json(workspace.extract(receipt.submission_id) / "readings.json")
    write_json(
        answer / "receipt.json", {**asdict(receipt), "sheets": [_sheet_told(values) for values in readings]}
    )
    write_json(workspace.receipt(receipt.submission_id), asdict(receipt))


def all_written(workspace: Workspace) -> None:
    """Every receipt is written: the decision has done its work."""
    with storage("remove", workspace.verdicts):
        workspace.verdicts.unlink(missing_ok=True)


def _bounded(cell: dict[str, Any]) -> dict[str, Any]:
    value = cell["value"]
    return cell if value is None else {**cell, "value": value.quantize(Decimal(1).scaleb(-10))}


def _reading_values(reading: SheetReading) -> dict[str, Any]:
    keys = (
        "sheet", "form_id", "form_version", "period", "figure_status", "standard_id", "counts", "is_simulated",
        "ignored", "rows", "unrecognised", "office", "letter_number", "letter_date", "is_nil",
    )  # fmt: skip
    return {**{key: getattr(reading, key) for key in keys}, "log": [asdict(entry) for entry in reading.log]}


def _sheet_told(values: dict[str, Any]) -> dict[str, Any]:
    """One sheet as its submitter is told of it: which header was read as what, and what became of its cells."""
    keys = ("sheet", "form_id", "period", "figure_status", "counts", "ignored", "rows", "unrecognised")
    columns = [
        {
            "column": column_letters(entry["column"]),
            "header": entry["text"],
            "form_column": entry["number"],
            "items": entry["items"],
        }
        for entry in values["log"]
    ]
    return {**{key: values.get(key) for key in keys}, "columns": columns}


def read_readings(workspace: Workspace, submission_id: str) -> tuple[SheetReading, ...]:
    """The readings of a submission, as they were when it was checked."""
    folder = workspace.extract(submission_id)
    cells = [_cell(row) for row in read_tables([folder / "cells.parquet"], _CELLS).to_pylist()]
    return tuple(
        SheetReading(**{
            **values,
            "unrecognised": tuple(values.get("unrecognised", ())),
            "log": tuple(HeaderLog(**{**entry, "items": tuple(entry["items"])}) for entry in values["log"]),
            "cells": tuple(cell for cell in cells if cell.sheet == values["sheet"]),
        })
        for values in read_json(folder / "readings.json")
    )  # fmt: skip


def _cell(row: dict[str, Any]) -> ReadCell:
    value = row["value"]
    return ReadCell(**{**row, "value": None if value is None else value.normalize()})


def read_issues(workspace: Workspace, submission_id: str) -> tuple[Issue, ...]:
    """The issues of a submission."""
    return tuple(Issue(**values) for values in read_json(workspace.extract(submission_id) / "issues.json"))


def read_explanations(workspace: Workspace, submission_id: str) -> tuple[GivenExplanation, ...]:
    """What the submitter explained in the answer sheets that came back with a submission, each with its key."""
    path = workspace.extract(submission_id) / "explanations.json"
    return tuple(GivenExplanation(**values) for values in read_json(path)) if path.exists() else ()


def read_rejected(workspace: Workspace, submission_id: str) -> frozenset[tuple[str, str]]:
    """The (sheet, cell) places whose figures are not used."""
    return frozenset(
        (sheet, cell) for sheet, cell in read_json(workspace.extract(submission_id) / "rejected.json")
    )
