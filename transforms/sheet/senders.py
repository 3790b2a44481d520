"""Compare what a sheet says of its letter with who sent it, for which period and when."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from transforms.registry import Registry
from transforms.sheet.body_row import BodyRow
from transforms.sheet.letterhead import Letterhead, read_letterhead
from transforms.sheet.reading import SheetReading
from transforms.sheet.table import Table
from transforms.terms.period import Period
from transforms.terms.rule import Finding
from transforms.text.normalise import contains_phrase, text_key


def letter_of(table: Table, rows: Iterable[BodyRow]) -> Letterhead:
    """What a table says of its letter, its signatures included."""
    signed = [row.row for row in rows if row.role in {"signature", "note"}]
    return read_letterhead(table.grid, table.place.top, signed, table.registry.words)


def letter_findings(letter: Letterhead, submitter_id: str, period: Period, table: Table) -> Iterator[Finding]:
    """An issuing office that is not the sender's (R31), a date that cannot be the letter's (R32)."""
    registry, day = table.registry, period.end_date
    if letter.office and (named := _other_office(letter.office, submitter_id, day, registry)):
        expected = _sender_named(submitter_id, day, registry)
        yield replace(table.finding, rule_id="R31", found=letter.office, expected=expected, detail=named)
    if detail := _wrong_day(letter, period, table.received_date):
        yield replace(
            table.finding, rule_id="R32", cell=letter.day_cell, found=letter.day_text, detail=detail
        )


def with_letter_asked_for(
    readings: tuple[SheetReading, ...], submission_id: str, registry: Registry
) -> tuple[SheetReading, ...]:
    """One note a file where the office asks for the number and date of the letter and no sheet gives them."""
    first, asked_from = readings[0], registry.limits["letter_required_from_year"]
    if not first.cells or not asked_from or Period(first.period).year < asked_from:
        return readings
    fields = (("số văn bản", "letter_number"), ("ngày văn bản", "letter_date"))
    missing = [name for name, field in fields if not any(getattr(r, field) for r in readings)]
    if not missing or any(f.rule_id == "R32" for r in readings for f in r.findings):
        return readings
    finding = Finding(
        "R32",
        submission_id,
        first.sheet,
        form_id=first.form_id,
        period=first.period,
        detail=f"thiếu {' và '.join(missing)}",
    )
    return (replace(first, findings=(*first.findings, finding)), *readings[1:])


def _wrong_day(letter: Letterhead, period: Period, received_date: str) -> str:
    if not letter.day_text:
        return ""
    if letter.day is None:
        return f"ngày {letter.day_text} không có trong lịch"
    if received_date and letter.day.isoformat() > received_date:
        return f"ngày {letter.day_text} sau ngày nhận tệp"
    return f"ngày {letter.day_text} trước ngày đầu kỳ báo cáo" if letter.day < period.start_date else ""


def _other_office(office: str, submitter_id: str, day: date, registry: Registry) -> str:
    """Whom the office names instead of the sender; an office above the sender's is normal in a letterhead."""
    own = registry.territories.at(submitter_id.partition("-")[0], day)
    if own is None:
        return ""
    index = registry.territories
    above = index.ancestors(own.code, day)
    book = index.names_of_province(own.province_code, day)
    for name in _unit_names(office, registry.words["office_place"]):
        units = book.named(name)
        if units and not any(unit.code in above for unit in units):
            return units[0].name
    return _other_department(office, submitter_id, own.name, registry)


def _unit_names(office: str, kinds: tuple[str, ...]) -> list[str]:
    """Every stretch of the office's name that begins with the kind of a unit."""
    key = text_key(office)
    starts = [m.start() for m in re.finditer(rf"(?<!\w)(?:{'|'.join(map(re.escape, kinds))})(?= )", key)]
    ends = [*starts[1:], len(key)][: len(starts)]
    return [key[start:end].strip(" /,-") for start, end in zip(starts, ends, strict=True)]


def _other_department(office: str, submitter_id: str, place: str, registry: Registry) -> str:
    """Another department of the same territory, where a department sends and is not named itself."""
    code, _, department = submitter_id.partition("-")
    if not department:
        return ""
    key = text_key(office)
    names = {
        obligation.submitter_id: obligation.submitter_name_vi
        for obligation in registry.obligations
        if obligation.submitter_id.startswith(f"{code}-")
    }
    named = {one: name for one, name in names.items() if contains_phrase(key, _without_place(name, place))}
    return "" if not named or submitter_id in named else next(iter(named.values()))


def _without_place(name: str, place: str) -> str:
    return text_key(name).removesuffix(text_key(place)).strip()


def _sender_named(submitter_id: str, day: date, registry: Registry) -> str:
    for obligation in registry.obligations:
        if obligation.submitter_id == submitter_id and obligation.submitter_rule == "one":
            return obligation.submitter_name_vi
    unit = registry.territories.at(submitter_id.partition("-")[0], day)
    return unit.name if unit else submitter_id
