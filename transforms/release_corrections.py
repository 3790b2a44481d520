"""The corrections behind a release: which figure counts otherwise than it was reported, why, and by what document."""

from collections.abc import Iterable, Mapping
from typing import Any

from transforms.registry import Registry
from transforms.release import Frame
from transforms.terms.correction import Correction, Given
from transforms.terms.period import Period
from transforms.terms.territory import Territory
from transforms.text.shown import show

_NOT_HELD = {
    "stale": "không áp dụng vì báo cáo mới nhất đã ghi khác; cần xem lại",
    "no_fact": "không áp dụng vì chưa có báo cáo của số liệu này",
}


def correction_notes(
    states: Iterable[Mapping[str, Any]], frame: Frame, territories: Iterable[Territory], registry: Registry
) -> list[str]:
    """One sentence a correction about the territories of the plan, in its period, a part of it or the year before.

    `states` are rows of `correction_states`; one that no longer holds is said as well.
    """
    held = {row["correction_id"]: row["state"] for row in states}
    codes = {territory.code for territory in territories}
    wanted = [
        one
        for one in registry.corrections
        if one.territory_code in codes and one.correction_id in held and _is_about(one, frame)
    ]
    return [_note(one, held[one.correction_id], registry) for one in wanted]


def _is_about(one: Correction, frame: Frame) -> bool:
    years = {frame.period.annual.text, frame.period.previous_year.annual.text}
    is_known = Period(one.period).end_date <= frame.period.end_date
    return is_known and Period(one.period).annual.text in years


def _note(one: Correction, state: str, registry: Registry) -> str:
    territory = registry.territories.at(one.territory_code, Period(one.period).end_date)
    name = territory.name if territory else one.territory_code
    what = f"{name}, {registry.label(one.item_id).lower()}, kỳ {one.period}"
    why = f"{one.reason_vi.rstrip('.')} ({one.document_vi}, ngày {one.decided_on:%d/%m/%Y}, {one.asked_by_vi} đề nghị)"
    said = f"Đính chính {one.correction_id}: {what}: báo cáo ghi {_shown(one.found)}, tính là {_shown(one.corrected)}"
    ending = f"; {_NOT_HELD[state]}" if state in _NOT_HELD else ""
    return f"{said}: {why}{ending}."


def _shown(given: Given) -> str:
    return show(given.value) if given.value is not None else "chưa có số"
