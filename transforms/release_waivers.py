"""The waivers behind a release: which rule was set aside for whom, by whom, why, until when."""

from collections.abc import Iterable, Mapping
from datetime import date

from transforms.registry import Registry
from transforms.terms.explanation import Waiver
from transforms.terms.rule import Issue
from transforms.terms.said import Named, Said, said


def waiver_notes(issues: Iterable[Issue], arrived: Mapping[str, date], registry: Registry) -> list[Said]:
    """One sentence a waiver that set an issue of the release aside; `arrived` is the day by submission."""
    counts: dict[str, int] = {}
    for issue in issues:
        day = arrived.get(issue.submission_id)
        waiver = day and next((w for w in registry.waivers if w.covers(issue, day)), None)
        if issue.state == "waived" and waiver:
            counts[waiver.waiver_id] = counts.get(waiver.waiver_id, 0) + 1
    return [_note(w, counts[w.waiver_id], registry) for w in registry.waivers if w.waiver_id in counts]


def _note(waiver: Waiver, places: int, registry: Registry) -> Said:
    rule = registry.rules[waiver.rule_id]
    submitter = Named(
        registry.submitters.get(waiver.submitter_id, waiver.submitter_id),
        registry.submitters_en.get(waiver.submitter_id, ""),
    )
    return said(
        "note_waiver",
        rule=waiver.rule_id,
        title=Named(rule.title_vi, rule.title_en),
        whose=said("note_waiver_whose", submitter=submitter) if submitter.vi else "",
        places=places,
        reason=waiver.reason_vi.rstrip("."),
        requested_by=waiver.requested_by,
        approved_by=waiver.approved_by,
        first=waiver.valid_from,
        last=waiver.valid_to,
    )
