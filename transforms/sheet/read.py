"""Read one sheet: which form, which period, which columns and rows, and what each cell holds."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from transforms.registry import Registry
from transforms.sheet.accounts import account, stray_cells, unread
from transforms.sheet.beside import aside_rule, beside_findings, units_in, units_left_aside, with_aside
from transforms.sheet.body_row import BodyRow
from transforms.sheet.choice import fitting_form
from transforms.sheet.figures import read_figures
from transforms.sheet.grid import OpenedWorkbook, SheetGrid
from transforms.sheet.header_findings import foreign_findings, header_findings
from transforms.sheet.header_place import find_header
from transforms.sheet.headers import HeaderPlace, read_headers
from transforms.sheet.joined import joined_sheets
from transforms.sheet.number_findings import conversion_noted
from transforms.sheet.reading import SheetReading
from transforms.sheet.row_findings import refusals_of, usable_rows
from transforms.sheet.rows import read_rows
from transforms.sheet.scope import Scope
from transforms.sheet.senders import letter_findings, letter_of, with_letter_asked_for
from transforms.sheet.stamps import contradicts, stamp_findings
from transforms.sheet.table import Table, not_owed
from transforms.sheet.titles import TitleBlock, forms_named, other_tags, read_title
from transforms.terms.form import FormVersion
from transforms.terms.period import Period
from transforms.terms.rule import Finding
from transforms.terms.standard import standards_for

_TITLE_ROWS = 20
_TITLE_SHOWN = 160
_NO_FORM = {"R04", "R43"}


@dataclass(frozen=True)
class Delivery:
    """What the inbox says of a file: who sent it, the period and status its folder names, the day it came."""

    submission_id: str
    submitter_id: str
    folder_period: str = ""
    folder_status: str = ""
    received_date: str = ""


def read_sheets(book: OpenedWorkbook, delivery: Delivery, registry: Registry) -> tuple[SheetReading, ...]:
    """The sheets of a workbook that are forms; where none is, the first one with its reason.

    A list of persons on any sheet, a hidden one too, refuses the whole workbook unread.
    Hidden sheets and the program's own ones are ignored by rule; other sheets beside a form are
    counted as unrecognised.
    """
    filled = [grid for grid in book.grids if grid.cells]
    personal = next((grid for grid in filled if _is_personal_list(grid, registry)), None)
    if personal is not None:
        return (_personal_list(personal, filled, delivery),)
    if not filled:
        return ()
    aside = {grid.name: rule for grid in filled if (rule := aside_rule(grid, registry.words))}
    if len(aside) == len(filled):
        aside = {grid.name: aside[grid.name] for grid in filled if grid.is_hidden}
    shown = [grid for grid in filled if grid.name not in aside]
    readings = [
        conversion_noted(read_sheet(grid, delivery, registry), grid, delivery.submission_id) for grid in shown
    ] or [_nothing_shown(filled, delivery)]
    forms = [r for r in readings if not _is_no_form(r)] or readings[:1]
    beside = [r for r in readings if r not in forms]
    first = with_aside(forms[0], [(grid, aside[grid.name]) for grid in filled if grid.name in aside], beside)
    told = (*_noticed(book, delivery), *_hidden_forms(filled, aside, forms, delivery, registry))
    first = replace(
        first, findings=(*told, *first.findings, *beside_findings(forms, beside, delivery.submission_id))
    )
    asked = with_letter_asked_for((first, *forms[1:]), delivery.submission_id, registry)
    return joined_sheets(asked, delivery.submission_id)


def _nothing_shown(grids: Sequence[SheetGrid], delivery: Delivery) -> SheetReading:
    """A workbook of which every sheet is hidden."""
    named = ", ".join(f"“{grid.name}”" for grid in grids)
    first = grids[0].name
    return SheetReading(first, findings=(Finding("R37c", delivery.submission_id, sheet=first, found=named),))


def _hidden_forms(
    grids: Iterable[SheetGrid],
    aside: Mapping[str, str],
    forms: Iterable[SheetReading],
    delivery: Delivery,
    registry: Registry,
) -> Iterator[Finding]:
    """Sheets left aside that look like a form of which no sheet is read, or hold units that no such sheet has."""
    shown: dict[str, set[str]] = {}
    for reading in forms:
        shown.setdefault(reading.form_id, set()).update(units_in(reading))
    for grid in grids:
        if grid.name not in aside:
            continue
        place, title = _place_and_title(grid, registry)
        named = {form.form_id for form in forms_named(title, registry.forms)} if place else set()
        if named and not named & shown.keys():
            form_id = ", ".join(sorted(named))
            yield Finding("R37", delivery.submission_id, grid.name, form_id=form_id, found=form_id)
        elif named:
            hidden = read_sheet(grid, delivery, registry)
            yield from units_left_aside(hidden, shown.get(hidden.form_id, set()), delivery.submission_id)


def _place_and_title(grid: SheetGrid, registry: Registry) -> tuple[HeaderPlace | None, TitleBlock]:
    place = find_header(grid, registry.forms, registry.words)
    above = place.top if place else _TITLE_ROWS
    return place, read_title(grid, above, registry.words, registry.figure_statuses, registry.standards)


def _noticed(book: OpenedWorkbook, delivery: Delivery) -> tuple[Finding, ...]:
    return tuple(
        Finding(note.rule_id, delivery.submission_id, found=note.found, detail=note.detail)
        for note in book.notes
    )


def read_sheet(grid: SheetGrid, delivery: Delivery, registry: Registry) -> SheetReading:
    """The figures of a sheet, or the findings that say why there are none."""
    finding = Finding("", delivery.submission_id, sheet=grid.name)
    if _is_personal_list(grid, registry):
        return _personal_list(grid, [grid], delivery)
    place, title = _place_and_title(grid, registry)
    named = forms_named(title, registry.forms)
    if place is None or not named:
        return (
            _no_header(grid, title, named[0], finding)
            if named
            else _unknown_form(grid, title, finding, registry)
        )
    said = _period_and_status(title, delivery, finding)
    ids = tuple(dict.fromkeys(form.form_id for form in named))
    if isinstance(said, Finding):
        form_id = ids[0] if len(ids) == 1 else ""
        return SheetReading(grid.name, form_id, findings=(said,), **_nothing_read(grid))
    period, status = said
    valid = [form for form_id in ids if (form := registry.form(form_id, period))]
    form = fitting_form(grid, place, valid, registry.items, registry.words, period)
    if form is None:
        return (
            _several_forms(grid, valid, finding) if valid else _unknown_form(grid, title, finding, registry)
        )
    reading = SheetReading(
        grid.name,
        form.form_id,
        form.version,
        period.text,
        status,
        is_simulated=_is_simulated(title, registry),
        **_nothing_read(grid),
    )
    submitter = delivery.submitter_id or title.stamp.get("submitter", "")
    context = replace(finding, form_id=form.form_id, period=period.text)
    notes = (*stamp_findings(title, form, submitter, context), *_tag_findings(title, form, context, registry))
    reading = replace(reading, submitter_id=submitter, findings=notes)
    headers = read_headers(grid, place, form, registry.items, registry.words, period)
    standard = _standard_of(title, period, context, registry)
    if isinstance(standard, Finding):
        return replace(reading, log=headers.log, findings=(standard,))
    reading = replace(reading, standard_id=standard)
    return _read_table(
        Table(grid, place, form, headers, context, submitter, registry, delivery.received_date), reading
    )


def _tag_findings(
    title: TitleBlock, form: FormVersion, finding: Finding, registry: Registry
) -> Iterator[Finding]:
    if tags := other_tags(title, form, registry.forms):
        yield replace(finding, rule_id="R44", found=", ".join(tags), expected=form.form_id)


def _read_table(table: Table, reading: SheetReading) -> SheetReading:
    duty = table.registry.duty(
        reading.submitter_id,
        reading.form_id,
        Period(reading.period),
        reading.figure_status,
        reading.standard_id,
    )
    broken = header_findings(table, duty)
    if broken:
        return replace(reading, log=table.headers.log, findings=broken)
    if duty is None:
        return replace(reading, log=table.headers.log, findings=(not_owed(table, reading.standard_id),))
    scope = Scope.of(duty, table.registry.territories)
    found = read_rows(table.grid, table.place, table.headers, table.form, scope, table.registry.words)
    reading = replace(
        reading, log=table.headers.log, rows=dict(sorted(Counter(row.role for row in found).items()))
    )
    refusals = refusals_of(table, found, reading.standard_id, scope)
    if refusals:
        return replace(reading, findings=refusals)
    rows, findings = usable_rows(table, found, scope)
    accounts = account(table.grid, table.place, table.headers, rows)
    cells, noted = read_figures(table, rows, frozenset(duty.item_ids))
    letter = letter_of(table, found)
    findings += noted
    findings += stray_cells(accounts, table.finding)
    findings += foreign_findings(table)
    findings += _other_table(found, table.finding)
    findings += letter_findings(letter, reading.submitter_id, Period(reading.period), table)
    return replace(
        reading,
        cells=cells,
        findings=(*reading.findings, *findings),
        counts=accounts.counts,
        ignored=accounts.ignored,
        unrecognised=accounts.strays,
        office=letter.office,
        letter_number=letter.number,
        letter_date=letter.day.isoformat() if letter.day else "",
    )


def _other_table(rows: Iterable[BodyRow], finding: Finding) -> list[Finding]:
    """The finding that a second table stands below the first one."""
    first = next((row.row for row in rows if row.role == "other_table"), 0)
    return [replace(finding, rule_id="R40", cell=f"A{first}", found=str(first))] if first else []


def _standard_of(title: TitleBlock, period: Period, finding: Finding, registry: Registry) -> str | Finding:
    """The standard that the title names, else the one in force; the finding where it may not be that one."""
    allowed = [s.standard_id for s in standards_for(registry.standards, period.end_date)]
    if len(title.standards) > 1 or not title.standards <= set(allowed):
        found = registry.standard_names(title.standards, " và ")
        expected = registry.standard_names(allowed, " hoặc ")
        return replace(finding, rule_id="R30", found=found, expected=expected)
    return next(iter(title.standards), registry.standard_in_force(period))


def _is_personal_list(grid: SheetGrid, registry: Registry) -> bool:
    text = "\n".join(grid.text_keys)
    return any(word in text for word in registry.words["personal_list"])


def _personal_list(grid: SheetGrid, filled: Iterable[SheetGrid], delivery: Delivery) -> SheetReading:
    """The refusal of a whole workbook: its cells are counted and nothing else of them is kept."""
    finding = Finding("R15", delivery.submission_id, sheet=grid.name)
    counts = {"read": 0, "ignored_by_rule": 0, "unrecognised": sum(len(one.cells) for one in filled)}
    return SheetReading(grid.name, findings=(finding,), counts=counts, is_personal_list=True)


def _is_simulated(title: TitleBlock, registry: Registry) -> bool:
    return any(word in line for line in title.lines for word in registry.words["simulated"])


def _unknown_form(grid: SheetGrid, title: TitleBlock, finding: Finding, registry: Registry) -> SheetReading:
    forms = ", ".join(dict.fromkeys(f"{f.form_id} ({f.name_vi})" for f in registry.forms))
    unknown = replace(finding, rule_id="R04", found=_cut(title.shown), expected=forms)
    return SheetReading(grid.name, findings=(unknown,), **_nothing_read(grid))


def _no_header(grid: SheetGrid, title: TitleBlock, form: FormVersion, finding: Finding) -> SheetReading:
    """A sheet with the title of a form and no column that is called as a column of units."""
    expected = form.stub["territory"][0].capitalize()
    broken = replace(finding, rule_id="R43", found=_cut(title.shown), expected=expected)
    return SheetReading(grid.name, form.form_id, findings=(broken,), **_nothing_read(grid))


def _cut(text: str) -> str:
    return text if len(text) <= _TITLE_SHOWN else f"{text[:_TITLE_SHOWN]}…"


def _nothing_read(grid: SheetGrid) -> dict[str, Any]:
    accounts = unread(grid)
    return {"counts": accounts.counts, "unrecognised": accounts.strays}


def _is_no_form(reading: SheetReading) -> bool:
    return any(finding.rule_id in _NO_FORM for finding in reading.findings)


def _several_forms(grid: SheetGrid, forms: Iterable[FormVersion], finding: Finding) -> SheetReading:
    named = "; ".join(f"{form.form_id} ({form.name_vi})" for form in forms)
    found = (replace(finding, rule_id="R38", expected=named),)
    return SheetReading(grid.name, findings=found, **_nothing_read(grid))


def _period_and_status(
    title: TitleBlock, delivery: Delivery, finding: Finding
) -> tuple[Period, str] | Finding:
    """The period and status on which sheet and folder agree; what one does not say the other may."""
    pairs = ((title.periods, delivery.folder_period), (title.statuses, delivery.folder_status))
    if any(said and folder and folder not in said for said, folder in pairs):
        found = " ".join(sorted({*title.periods, *title.statuses}))
        expected = "-".join(filter(None, (delivery.folder_period, delivery.folder_status)))
        return replace(finding, rule_id="R08", found=found, expected=expected)
    period, status = (folder or (next(iter(said)) if len(said) == 1 else "") for said, folder in pairs)
    if not period:
        several = ", ".join(sorted(title.periods))
        return replace(finding, rule_id="R07b" if several else "R07", found=several)
    if not status or title.is_hedged:
        return replace(finding, rule_id="R09", period=period)
    if contradicts(title, period, status):
        stamped = f"{title.stamp['period'].upper()}-{title.stamp['status']}"
        return replace(finding, rule_id="R08", found=f"{period}-{status}", expected=stamped)
    return Period(period), status
