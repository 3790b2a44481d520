"""The notes that stand under every table of a release."""

from collections.abc import Sequence
from decimal import Decimal

from transforms.registry import Registry
from transforms.release import DutyState, Frame, TerritoryLine
from transforms.terms.group import members_at
from transforms.terms.standard import standard_at

_METHOD = (
    "Tỷ lệ được tính lại từ tổng tử số và tổng mẫu số; mức giảm là hiệu hai tỷ lệ, mỗi năm tính trên tổng số hộ "
    "của chính năm đó, làm tròn hai chữ số ở bước cuối."
)


def notes_of(
    frame: Frame, lines: Sequence[TerritoryLine], duties: Sequence[DutyState], registry: Registry
) -> list[str]:
    """Status, standard, map, method, coverage, amendments, how targets and groups were read; none of them empty."""
    plan, status, day = frame.plan, frame.status, frame.period.end_date
    standard = standard_at(registry.standards, day)
    missing = [duty for duty in duties if duty.state in {"missing", "returned"}]
    notes = [
        f"Trạng thái số liệu: {status.label_vi.lower()}.",
        f"Chuẩn nghèo áp dụng: {standard.name_vi} ({standard.legal_ref})." if standard else "",
        f"Địa giới hành chính tại ngày {day:%d/%m/%Y}.",
        _METHOD,
        _coverage_note(lines[0], missing, len(duties)),
        plan.note_vi,
        *_amendment_notes(frame),
        *(f"{target.name_vi}: {target.note_vi}" for target in plan.targets if target.note_vi),
        *_group_notes(frame, registry),
    ]
    return [note for note in notes if note]


def _coverage_note(line: TerritoryLine, missing: Sequence[DutyState], owed: int) -> str:
    units = _pct(line.coverage_territories_pct or Decimal(0))
    households = line.coverage_households_pct
    weight = f", chiếm {_pct(households)} số hộ" if households is not None else ""
    answered = f"Đã nhận {owed - len(missing)}/{owed} báo cáo phải nộp"
    return (
        f"{answered}; số đơn vị đã báo cáo số hộ nghèo đạt {units}{weight}. Ô trống không được coi là số 0."
    )


def _pct(share: Decimal) -> str:
    return f"{share:.2f}%".replace(".", ",")


def _amendment_notes(frame: Frame) -> list[str]:
    return [
        f"Kế hoạch được điều chỉnh theo {a.document_vi} ngày {a.issued_on:%d/%m/%Y}: {a.reason_vi.rstrip('.')}."
        for a in frame.plan.amendments
    ]


def _group_notes(frame: Frame, registry: Registry) -> list[str]:
    """Groups whose members nobody has confirmed are named."""
    day = frame.period.end_date
    notes = []
    for group_id in sorted({target.group_id for target in frame.plan.targets if target.group_id}):
        lines = [m for m in registry.groups if m.group_id == group_id and m.is_valid_at(day)]
        if any(not line.is_verified for line in lines):
            names = ", ".join(t.name for t in members_at(registry, group_id, day))
            notes.append(f"Nhóm “{lines[0].group_name_vi}” gồm {names}: danh sách chưa được xác minh.")
    return notes
