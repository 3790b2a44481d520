"""Step 3, extracts → facts: one Parquet file for each accepted submission, form and period."""

from collections.abc import Iterable
from datetime import date
from itertools import product

from flows.receipts import Checked, Normalised, SubmissionReceipt
from flows.run_context import RunContext
from flows.stores import archive
from flows.stores.extracts import read_readings, read_rejected
from flows.stores.parquet import write_table
from transforms.facts import fact_rows, fact_table
from transforms.registry import Registry
from transforms.sheet.reading import SheetReading


def normalise(context: RunContext, registry: Registry, checked: Checked) -> Normalised:
    """Write the facts of every accepted submission that has none yet; written facts are never touched.

    Raises:
        StorageFailed: a room cannot be read or written.
    """
    written = [_write_facts(context, registry, submission) for submission in checked.accepted]
    return Normalised(submissions=sum(1 for facts in written if facts), facts=sum(written))


def _write_facts(context: RunContext, registry: Registry, submission_id: str) -> int:
    receipt = archive.receipt_of(context.workspace, submission_id)
    assert receipt is not None
    places = product(receipt.form_id.split("+"), receipt.period.split("+"))
    if all(context.workspace.fact_file(form, period, submission_id).exists() for form, period in places):
        return 0
    return _write_missing(context, registry, receipt)


def _write_missing(context: RunContext, registry: Registry, receipt: SubmissionReceipt) -> int:
    rejected = read_rejected(context.workspace, receipt.submission_id)
    known_at = date.fromisoformat(receipt.received_at[:10])
    facts = 0
    for (form, period), readings in _by_place(read_readings(context.workspace, receipt.submission_id)):
        path = context.workspace.fact_file(form, period, receipt.submission_id)
        if not path.exists():
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
