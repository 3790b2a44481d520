"""Read one sheet: which columns and rows its table has, and what each cell holds."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from transforms.registry import Registry
from transforms.sheet.accounts import Accounts, account, stray_cells
from transforms.sheet.around import asked_by_words, refused_by_words
from transforms.sheet.body_row import BodyRow
from transforms.sheet.crowded import merged_figures, overlong_rows
from transforms.sheet.delivery import Delivery
from transforms.sheet.figures import read_figures
from transforms.sheet.grid import SheetGrid
from transforms.sheet.header_findings import foreign_findings, header_findings
from transforms.sheet.headers import read_headers
from transforms.sheet.identity import Identity, identified, standard_of
from transforms.sheet.nil import contradicted, is_nil, nil_return
from transforms.sheet.reading import SheetReading
from transforms.sheet.row_findings import refusals_of, usable_rows
from transforms.sheet.rows import read_rows
from transforms.sheet.scope import Scope
from transforms.sheet.senders import letter_findings, letter_of
from transforms.sheet.stamps import stamp_findings
from transforms.sheet.table import Table, not_owed
from transforms.sheet.titles import TitleBlock, other_tags
from transforms.sheet.unread import is_personal_list, nothing_read, personal_list
from transforms.terms.form import FormVersion
from transforms.terms.obligation import Duty
from transforms.terms.period import Period
from transforms.terms.rule import Finding


def read_sheet(grid: SheetGrid, delivery: Delivery, registry: Registry) -> SheetReading:
    """The figures of a sheet, or the findings that say why there are none."""
    if is_personal_list(grid, registry):
        return personal_list(grid, [grid], delivery)
    known = identified(grid, delivery, registry)
    return known if isinstance(known, SheetReading) else _read_known(grid, known, delivery, registry)


def _read_known(grid: SheetGrid, known: Identity, delivery: Delivery, registry: Registry) -> SheetReading:
    form, period, title = known.form, known.period, known.title
    submitter = delivery.submitter_id or title.stamp.get("submitter", "")
    finding = Finding("", delivery.submission_id, grid.name, form_id=form.form_id, period=period.text)
    headers = read_headers(grid, known.place, form, registry.items, registry.words, period)
    reading = SheetReading(
        grid.name,
        form.form_id,
        form.version,
        period.text,
        known.figure_status,
        submitter_id=submitter,
        is_simulated=_is_simulated(title, registry),
        log=headers.log,
        **nothing_read(grid),
    )
    standard = standard_of(title, period, finding, registry)
    if isinstance(standard, Finding):
        return replace(reading, findings=(standard,))
    notes = (*stamp_findings(title, form, submitter, finding), *_tag_findings(title, form, finding, registry))
    day, status = delivery.received_date, known.figure_status
    table = Table(grid, known.place, form, headers, finding, submitter, registry, day, status)
    return _read_table(table, replace(reading, standard_id=standard, findings=notes))


def _is_simulated(title: TitleBlock, registry: Registry) -> bool:
    return any(word in line for line in title.lines for word in registry.words["simulated"])


def _tag_findings(
    title: TitleBlock, form: FormVersion, finding: Finding, registry: Registry
) -> Iterator[Finding]:
    if tags := other_tags(title, form, registry.forms):
        yield replace(finding, rule_id="R44", found=", ".join(tags), expected=form.form_id)


def _read_table(table: Table, reading: SheetReading) -> SheetReading:
    """The figures of a table that is owed and of which all is clear, or why it is refused."""
    duty = table.registry.duty(
        reading.submitter_id,
        reading.form_id,
        Period(reading.period),
        reading.figure_status,
        reading.standard_id,
    )
    if broken := header_findings(table, duty):
        return replace(reading, findings=broken)
    if duty is None:
        return replace(reading, findings=(not_owed(table, reading.standard_id),))
    scope = Scope.of(duty, table.registry.territories)
    found = read_rows(table.grid, table.place, table.headers, table.form, scope, table.registry.words)
    reading = replace(reading, rows=dict(sorted(Counter(row.role for row in found).items())))
    if is_nil(table, found):
        accounts = account(table.grid, table.place, table.headers, found)
        return nil_return(table, _accounted(reading, accounts), found)
    if refusals := refusals_of(table, found, reading.standard_id, scope):
        return replace(reading, findings=refusals)
    if broken := (*refused_by_words(table, found), *overlong_rows(table, found)):
        return replace(reading, findings=broken)
    return _with_figures(table, reading, found, scope, duty)


def _with_figures(
    table: Table, reading: SheetReading, found: list[BodyRow], scope: Scope, duty: Duty
) -> SheetReading:
    rows, of_rows = usable_rows(table, found, scope)
    accounts = account(table.grid, table.place, table.headers, rows)
    cells, of_figures = read_figures(table, rows, frozenset(duty.item_ids))
    letter = letter_of(table, found)
    findings = (
        *reading.findings,
        *of_rows,
        *of_figures,
        *stray_cells(accounts, table.finding),
        *foreign_findings(table),
        *asked_by_words(table, found),
        *merged_figures(table, found),
        *contradicted(table, found),
        *_other_table(found, table.finding),
        *letter_findings(letter, reading.submitter_id, Period(reading.period), table),
    )
    return replace(
        _accounted(reading, accounts),
        cells=cells,
        findings=findings,
        office=letter.office,
        letter_number=letter.number,
        letter_date=letter.day.isoformat() if letter.day else "",
    )


def _accounted(reading: SheetReading, accounts: Accounts) -> SheetReading:
    return replace(reading, counts=accounts.counts, ignored=accounts.ignored, unrecognised=accounts.strays)


def _other_table(rows: Iterable[BodyRow], finding: Finding) -> list[Finding]:
    """The finding that a second table stands below the first one."""
    first = next((row.row for row in rows if row.role == "other_table"), 0)
    return [replace(finding, rule_id="R40", cell=f"A{first}", found=str(first))] if first else []
