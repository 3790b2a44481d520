"""Group sheets into validation batches: one a form version and period, over all submissions."""

from collections.abc import Iterable

from transforms.checks.frame import Batch, form_batch
from transforms.checks.records import Submitted
from transforms.registry import Registry
from transforms.terms.period import Period


def form_batches(sheets: Iterable[Submitted], registry: Registry) -> list[Batch]:
    """The batches of these sheets, by form and period."""
    grouped: dict[tuple[str, str], list[Submitted]] = {}
    for sheet in sheets:
        grouped.setdefault((sheet.reading.form_id, sheet.reading.period), []).append(sheet)
    return [_batch(form_id, period, group, registry) for (form_id, period), group in sorted(grouped.items())]


def _batch(form_id: str, period: str, sheets: list[Submitted], registry: Registry) -> Batch:
    form = registry.form(form_id, Period(period))
    assert form is not None
    return form_batch(form, period, sheets, registry)
