"""The corrections behind a release: which figure counts otherwise than it was reported, why, and by what document."""

from collections.abc import Iterable, Mapping
from typing import Any

from transforms.registry import Registry
from transforms.release import Frame
from transforms.terms.correction import Correction, Given
from transforms.terms.period import Period
from transforms.terms.said import Named, Said, Value, said
from transforms.terms.territory import Territory

_NOT_HELD = frozenset({"stale", "no_fact"})


def correction_notes(
    states: Iterable[Mapping[str, Any]], frame: Frame, territories: Iterable[Territory], registry: Registry
) -> list[Said]:
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


def _note(one: Correction, state: str, registry: Registry) -> Said:
    territory = registry.territories.at(one.territory_code, Period(one.period).end_date)
    return said(
        "note_correction",
        correction=one.correction_id,
        territory=territory.name if territory else one.territory_code,
        item=_item(one.item_id, registry),
        period=one.period,
        found=_shown(one.found),
        corrected=_shown(one.corrected),
        reason=one.reason_vi.rstrip("."),
        document=one.document_vi,
        day=one.decided_on,
        asked_by=one.asked_by_vi,
        ending=said(f"note_correction_{state}") if state in _NOT_HELD else "",
    )


def _item(item_id: str, registry: Registry) -> Named:
    item = registry.items.get(item_id)
    return Named(item.label_vi.lower(), item.label_en.lower()) if item else Named(item_id.lower())


def _shown(given: Given) -> Value:
    return given.value if given.value is not None else said("note_correction_none")
