"""Step 3, extracts → facts: one Parquet file for each accepted submission, form and period."""

from collections.abc import Iterable
from datetime import date
from itertools import product
from pathlib import Path

from flows.places import Workspace
from flows.receipts import Checked, Normalised, SubmissionReceipt
from flows.run_context import RunContext
from flows.stores import archive
from flows.stores.extracts import read_readings, read_rejected
from flows.stores.parquet import write_table
from flows.stores.records import recorded_below
from transforms.facts import fact_rows, fact_table
from transforms.registry import Registry
from transforms.sheet.reading import SheetReading


def normalise(context: RunContext, registry: Registry, checked: Checked) -> Normalised:
    """Write the facts of every accepted submission that has none yet; facts that are recorded are never touched.

    A file that lies there without a record in the ledger is none of ours, or of a run that was stopped: it is
    written again.

    Raises:
        StorageFailed: a room cannot be read or written.
    """
    kept = frozenset(recorded_below(context.workspace, context.workspace.facts))
    written = [_write_facts(context, registry, submission, kept) for submission in checked.accepted]
    return Normalised(submissions=sum(1 for facts in written if facts), facts=sum(written))


def _write_facts(context: RunContext, registry: Registry, submission_id: str, kept: frozenset[str]) -> int:
    receipt = archive.receipt_of(context.workspace, submission_id)
    assert receipt is not None
    places = product(receipt.form_id.split("+"), receipt.period.split("+"))
    files = (context.workspace.fact_file(form, period, submission_id) for form, period in places)
    if all(_is_kept(context.workspace, path, kept) for path in files):
        return 0
    return _write_missing(context, registry, receipt, kept)


def _is_kept(workspace: Workspace, path: Path, kept: frozenset[str]) -> bool:
    return path.exists() and path.relative_to(workspace.root).as_posix() in kept


def _write_missing(
    context: RunContext, registry: Registry, receipt: SubmissionReceipt, kept: frozenset[str]
) -> int:
    rejected = read_rejected(context.workspace, receipt.submission_id)
    known_at = date.fromisoformat(receipt.received_at[:10])
    facts = 0
    for (form, period), readings in _by_place(read_readings(context.workspace, receipt.submission_id)):
        path = context.workspace.fact_file(form, period, receipt.submission_id)
        if not _is_kept(context.workspace, path, kept):
            found = (fact_rows(receipt.submission_id, r, rejected, known_at, registry) for r in readings)
            rows = [row for sheet in found for row in sheet]
            write_table(path, fact_table(rows))
            facts += len(rows)
    return facts


def _by_place(readings: Iterable[SheetReading]) -> Iterable[tuple[tuple[str, str], list[SheetReading]]]:
    """The readings by form and period; what several sheets of a table repeat, they no longer hold as figures."""
    found: dict[tuple[str, str], list[SheetReading]] = {}
    for reading in readings:
        found.setdefault((reading.form_id, reading.period), []).append(reading)
    return found.items()
