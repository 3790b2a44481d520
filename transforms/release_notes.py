"""The notes that stand under every table of a release; their words stand in messages/notes.yaml."""

from collections.abc import Sequence
from decimal import Decimal

from transforms.registry import Registry
from transforms.release import DutyState, Frame, TerritoryLine
from transforms.terms.group import members_at
from transforms.terms.said import Named, Rounded, Said, Value, said
from transforms.terms.standard import standard_at

_HUNDREDTH = Decimal("0.01")


def notes_of_tables(
    frame: Frame, lines: Sequence[TerritoryLine], duties: Sequence[DutyState], registry: Registry
) -> list[Value]:
    """What holds for every table: status, standard, map, method, coverage."""
    day = frame.period.end_date
    missing = [duty for duty in duties if duty.state in {"missing", "returned"}]
    return [
        said("note_status", status=Named(frame.status.label_vi.lower(), frame.status.label_en.lower())),
        *_standard_notes(frame, registry),
        said("note_map", day=day),
        said("note_method"),
        _coverage_note(lines[0], missing, len(duties)),
    ]


def notes_of_plan(frame: Frame, registry: Registry) -> list[Value]:
    """What the plan says: its own note, amendments, how targets and groups were read; none of them empty."""
    plan = frame.plan
    return [
        *((Named(plan.note_vi, plan.note_en),) if plan.note_vi else ()),
        *_amendment_notes(frame),
        *_target_notes(frame),
        *_group_notes(frame, registry),
    ]


def _standard_notes(frame: Frame, registry: Registry) -> list[Said]:
    standard = standard_at(registry.standards, frame.period.end_date)
    if standard is None:
        return []
    name, legal = Named(standard.name_vi, standard.name_en), Named(standard.legal_ref, standard.legal_ref_en)
    return [said("note_standard", standard=name, legal=legal)]


def _coverage_note(line: TerritoryLine, missing: Sequence[DutyState], owed: int) -> Said:
    households = line.coverage_households_pct
    weight = said("note_coverage_weight", share=_share(households)) if households is not None else ""
    units = _share(line.coverage_territories_pct or Decimal(0))
    return said("note_coverage", given=owed - len(missing), owed=owed, units=units, weight=weight)


def _share(share: Decimal) -> Rounded:
    """Two decimals, a half rounded to the even one."""
    return Rounded(share.quantize(_HUNDREDTH), 2)


def _amendment_notes(frame: Frame) -> list[Said]:
    return [
        said(
            "note_amended",
            document=Named(a.document_vi, a.document_en),
            day=a.issued_on,
            reason=Named(a.reason_vi.rstrip("."), a.reason_en.rstrip(".")),
        )
        for a in frame.plan.amendments
    ]


def _target_notes(frame: Frame) -> list[Said]:
    return [
        said("note_target", name=Named(t.name_vi, t.name_en), note=Named(t.note_vi, t.note_en))
        for t in frame.plan.targets
        if t.note_vi
    ]


def _group_notes(frame: Frame, registry: Registry) -> list[Said]:
    """Groups whose members nobody has confirmed are named."""
    day = frame.period.end_date
    notes = []
    for group_id in sorted({target.group_id for target in frame.plan.targets if target.group_id}):
        lines = [m for m in registry.groups if m.group_id == group_id and m.is_valid_at(day)]
        if any(not line.is_verified for line in lines):
            names = ", ".join(t.name for t in members_at(registry, group_id, day))
            group = Named(lines[0].group_name_vi, lines[0].group_name_en)
            notes.append(said("note_group", group=group, names=names))
    return notes
