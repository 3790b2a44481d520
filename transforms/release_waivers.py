"""The waivers behind a release: which rule was set aside for whom, by whom, why, until when."""

from collections.abc import Iterable, Mapping
from datetime import date

from transforms.registry import Registry
from transforms.terms.explanation import Waiver
from transforms.terms.rule import Issue


def waiver_notes(issues: Iterable[Issue], arrived: Mapping[str, date], registry: Registry) -> list[str]:
    """One sentence a waiver that set an issue of the release aside; `arrived` is the day by submission."""
    counts: dict[str, int] = {}
    for issue in issues:
        day = arrived.get(issue.submission_id)
        waiver = day and next((w for w in registry.waivers if w.covers(issue, day)), None)
        if issue.state == "waived" and waiver:
            counts[waiver.waiver_id] = counts.get(waiver.waiver_id, 0) + 1
    return [_note(w, counts[w.waiver_id], registry) for w in registry.waivers if w.waiver_id in counts]


def _note(waiver: Waiver, places: int, registry: Registry) -> str:
    title = registry.rules[waiver.rule_id].title_vi
    submitter = registry.submitters.get(waiver.submitter_id, waiver.submitter_id)
    whose = f" cho {submitter}" if submitter else ""
    return (
        f"Miễn áp dụng luật {waiver.rule_id} ({title}){whose} ở {places} chỗ: {waiver.reason_vi.rstrip('.')}; "
        f"{waiver.requested_by} đề nghị, {waiver.approved_by} duyệt, áp dụng từ {waiver.valid_from:%d/%m/%Y} "
        f"đến {waiver.valid_to:%d/%m/%Y}."
    )
