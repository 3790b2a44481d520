"""Read one sheet: which form, which period, which columns and rows, and what each cell holds."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from transforms.registry import Registry
from transforms.sheet.cells import count_cells, read_cells, unreadable_cells
from transforms.sheet.grid import OpenedWorkbook, SheetGrid, cell_name
from transforms.sheet.headers import find_header, read_headers
from transforms.sheet.joined import joined_sheets
from transforms.sheet.reading import SheetReading
from transforms.sheet.rows import read_rows
from transforms.sheet.scope import Scope
from transforms.sheet.table import Table, header_findings, not_owed, refusal_of, usable_rows
from transforms.sheet.titles import TitleBlock, forms_named, read_title
from transforms.terms.period import Period
from transforms.terms.rule import Finding
from transforms.terms.standard import standards_for
from transforms.text.normalise import text_key

_TITLE_ROWS = 20
_TITLE_SHOWN = 80


@dataclass(frozen=True)
class Delivery:
    """What the inbox says of a file: who sent it, and the period and status its folder names."""

    submission_id: str
    submitter_id: str
    folder_period: str = ""
    folder_status: str = ""


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
    shown = [
        g for g in filled if not g.is_hidden and text_key(g.name) not in registry.words["ignored_sheets"]
    ]
    readings = [read_sheet(grid, delivery, registry) for grid in shown]
    forms = [r for r in readings if r.form_id] or readings[:1]
    if not forms:
        return ()
    aside = sum(len(grid.cells) for grid in filled if grid not in shown)
    beside = sum(sum(reading.counts.values()) for reading in readings if reading not in forms)
    counts = forms[0].counts
    counts = {
        **counts,
        "ignored_by_rule": counts["ignored_by_rule"] + aside,
        "unrecognised": counts["unrecognised"] + beside,
    }
    first = replace(forms[0], counts=counts, findings=(*_noticed(book, delivery), *forms[0].findings))
    return joined_sheets((first, *forms[1:]), delivery.submission_id)


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
    place = find_header(grid, registry.stub_phrases)
    above = place.top if place else _TITLE_ROWS
    title = read_title(grid, above, registry.words, registry.figure_statuses, registry.standards)
    named = forms_named(title, registry.forms)
    if place is None or len({form.form_id for form in named}) != 1:
        return _unknown_form(grid, title, finding, registry)
    said = _period_and_status(title, delivery, finding)
    if isinstance(said, Finding):
        return SheetReading(grid.name, named[0].form_id, findings=(said,), counts=_all_unrecognised(grid))
    period, status = said
    form = registry.form(named[0].form_id, period)
    if form is None:
        return _unknown_form(grid, title, finding, registry)
    reading = SheetReading(
        grid.name,
        form.form_id,
        form.version,
        period.text,
        status,
        is_simulated=_is_simulated(title, registry),
        counts=_all_unrecognised(grid),
    )
    submitter = delivery.submitter_id or title.stamp.get("submitter", "")
    reading = replace(reading, submitter_id=submitter)
    headers = read_headers(grid, place, form, registry.items)
    context = replace(finding, form_id=form.form_id, period=period.text)
    standard = _standard_of(title, period, context, registry)
    if isinstance(standard, Finding):
        return replace(reading, log=headers.log, findings=(standard,))
    reading = replace(reading, standard_id=standard)
    return _read_table(Table(grid, place, form, headers, context, submitter, registry), reading)


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
    scope = Scope(duty, table.registry.territories)
    rows = read_rows(table.grid, table.place, table.headers, table.form, scope, table.registry.words)
    refusal = refusal_of(table, rows, reading.standard_id)
    if refusal is not None:
        return replace(reading, log=table.headers.log, findings=(refusal,))
    rows, findings = usable_rows(table, rows, scope)
    counts, stray = count_cells(table.grid, table.place, table.headers, rows)
    cells = read_cells(table.grid, rows, table.headers, table.registry.items, frozenset(duty.item_ids))
    findings += unreadable_cells(cells, table.finding)
    if stray is not None:
        count = str(counts["unrecognised"])
        findings.append(replace(table.finding, rule_id="R17", cell=cell_name(stray), found=count))
    return replace(reading, cells=cells, log=table.headers.log, findings=tuple(findings), counts=counts)


def _standard_of(title: TitleBlock, period: Period, finding: Finding, registry: Registry) -> str | Finding:
    """The standard that the title names, else the one in force; the finding where it may not be that one."""
    allowed = [s.standard_id for s in standards_for(registry.standards, period.end_date)]
    if len(title.standards) > 1 or not title.standards <= set(allowed):
        found = registry.standard_names(title.standards, " và ")
        expected = registry.standard_names(allowed, " hoặc ")
        return replace(finding, rule_id="R30", found=found, expected=expected)
    return next(iter(title.standards), registry.standard_in_force(period))


def _is_personal_list(grid: SheetGrid, registry: Registry) -> bool:
    text = "\n".join({text_key(content) for content in grid.cells.values() if isinstance(content, str)})
    return any(word in text for word in registry.words["personal_list"])


def _personal_list(grid: SheetGrid, filled: Iterable[SheetGrid], delivery: Delivery) -> SheetReading:
    """The refusal of a whole workbook: its cells are counted and nothing else of them is kept."""
    finding = Finding("R15", delivery.submission_id, sheet=grid.name)
    counts = {"read": 0, "ignored_by_rule": 0, "unrecognised": sum(len(one.cells) for one in filled)}
    return SheetReading(grid.name, findings=(finding,), counts=counts, is_personal_list=True)


def _is_simulated(title: TitleBlock, registry: Registry) -> bool:
    return any(word in line for line in title.lines for word in registry.words["simulated"])


def _unknown_form(grid: SheetGrid, title: TitleBlock, finding: Finding, registry: Registry) -> SheetReading:
    first = next((line for line in title.lines if line), "")
    forms = ", ".join(dict.fromkeys(f"{f.form_id} ({f.name_vi})" for f in registry.forms))
    unknown = replace(finding, rule_id="R04", found=first[:_TITLE_SHOWN], expected=forms)
    return SheetReading(grid.name, findings=(unknown,), counts=_all_unrecognised(grid))


def _all_unrecognised(grid: SheetGrid) -> dict[str, int]:
    return {"read": 0, "ignored_by_rule": 0, "unrecognised": len(grid.cells)}


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
        return replace(finding, rule_id="R07")
    if not status:
        return replace(finding, rule_id="R09", period=period)
    return Period(period), status
