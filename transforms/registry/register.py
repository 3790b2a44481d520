"""Working days, closings and reopenings from their CSV files, and what contradicts in them."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from transforms.errors import BadReference
from transforms.registry.source import Source, row_date
from transforms.terms.calendar import Calendar
from transforms.terms.closing import ALL_FORMS, Closing, Reopening
from transforms.text.normalise import text_key

if TYPE_CHECKING:
    from transforms.registry.build import Registry

_DAYS, _CLOSINGS, _REOPENINGS = "working_days.csv", "closings.csv", "reopenings.csv"


def read_calendar(source: Source, *, moves_deadlines: bool) -> Calendar:
    """The days that decrees swap, over the public holidays.

    Raises:
        BadReference: a day is said twice.
    """
    decided = {}
    for line, row in enumerate(source.rows(_DAYS, "working_days"), start=2):
        day = row_date(_DAYS, line, row["day"])
        if day in decided:
            raise BadReference(_DAYS, f"line {line}", f"{day} stands twice", "each day once")
        decided[day] = row["is_working"] == "true"
    return Calendar(decided, moves_deadlines)


def read_closings(source: Source) -> tuple[Closing, ...]:
    """What the province has accepted and closed, in file order."""
    return tuple(
        Closing(
            r["area_code"],
            r["form_id"],
            r["period"],
            r["figure_status"],
            row_date(_CLOSINGS, line, r["closed_on"]),
            r["accepted_by"],
            r["document_vi"],
        )
        for line, r in enumerate(source.rows(_CLOSINGS, "closings"), start=2)
    )


def read_reopenings(source: Source) -> tuple[Reopening, ...]:
    """The exceptions to closings, in file order."""
    return tuple(
        Reopening(
            r["reopening_id"],
            r["submitter_id"],
            r["area_code"],
            r["form_id"],
            r["period"],
            r["figure_status"],
            r["reason_vi"],
            r["requested_by"],
            r["approved_by"],
            row_date(_REOPENINGS, line, r["open_from"]),
            row_date(_REOPENINGS, line, r["open_until"]),
        )
        for line, r in enumerate(source.rows(_REOPENINGS, "reopenings"), start=2)
    )


def in_register(registry: "Registry") -> Iterator[BadReference]:
    """Closings and reopenings that name nothing, stand twice, or that one person alone decided."""
    seen: set[tuple[str, ...]] = set()
    for line, closing in enumerate(registry.closings, start=2):
        place = f"line {line}"
        yield from _unknown(registry, closing, _CLOSINGS, place)
        key = (closing.area_code, closing.form_id, closing.period, closing.figure_status)
        if key in seen:
            yield BadReference(_CLOSINGS, place, f"{' '.join(key)} stands twice", "each closing once")
        seen.add(key)
    ids: set[str] = set()
    for line, reopening in enumerate(registry.reopenings, start=2):
        place = f"line {line}"
        yield from _unknown(registry, reopening, _REOPENINGS, place)
        yield from (BadReference(_REOPENINGS, place, *said) for said in _wrong_with(reopening, registry))
        if reopening.reopening_id in ids:
            found = f"{reopening.reopening_id} stands twice"
            yield BadReference(_REOPENINGS, place, found, "each reopening_id once")
        ids.add(reopening.reopening_id)


def _unknown(registry: "Registry", one: Closing | Reopening, file: str, place: str) -> Iterator[BadReference]:
    forms = sorted({form.form_id for form in registry.forms})
    statuses = [status.figure_status for status in registry.figure_statuses]
    areas = {unit.code for unit in registry.territories.all}
    if one.form_id not in {ALL_FORMS, *forms}:
        yield BadReference(file, place, f"unknown form {one.form_id}", ", ".join((ALL_FORMS, *forms)))
    if one.figure_status not in statuses:
        yield BadReference(file, place, f"unknown status {one.figure_status}", ", ".join(statuses))
    if one.area_code and one.area_code not in areas:
        yield BadReference(file, place, f"unknown area {one.area_code}", "a code of territories.csv")


def _wrong_with(one: Reopening, registry: "Registry") -> Iterator[tuple[str, str]]:
    """What was found in a reopening, and what would be valid."""
    if bool(one.submitter_id) == bool(one.area_code):
        yield "a submitter and an area, or neither", "one of submitter_id and area_code"
    if one.submitter_id and one.submitter_id not in registry.submitters:
        yield f"unknown submitter {one.submitter_id}", "a submitter of obligations.csv"
    if text_key(one.requested_by) == text_key(one.approved_by):
        yield f"{one.approved_by} asked and approved", "approved_by another person than requested_by"
    if one.open_until < one.open_from:
        yield f"open until {one.open_until}, before it opens", "open_until on or after open_from"
