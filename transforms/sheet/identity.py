"""Which table a sheet is: its form, period, figure status and poverty standard."""

from dataclasses import dataclass, replace

from transforms.registry import Registry
from transforms.sheet.choice import fitting_form
from transforms.sheet.delivery import Delivery
from transforms.sheet.grid import SheetGrid
from transforms.sheet.header_place import find_header
from transforms.sheet.headers import HeaderPlace
from transforms.sheet.reading import SheetReading
from transforms.sheet.stamps import contradicts
from transforms.sheet.titles import TitleBlock, forms_named, read_title
from transforms.sheet.unread import no_header, nothing_read, several_forms, unknown_form
from transforms.terms.form import FormVersion
from transforms.terms.period import Period
from transforms.terms.rule import Finding
from transforms.terms.standard import standards_for

_TITLE_ROWS = 20


@dataclass(frozen=True)
class Identity:
    """A table that says what it is: where its header lies, what its title says, its form, period and status."""

    place: HeaderPlace
    title: TitleBlock
    form: FormVersion
    period: Period
    figure_status: str


def identified(grid: SheetGrid, delivery: Delivery, registry: Registry) -> Identity | SheetReading:
    """The identity of a sheet's table, or the reading that says what is not known of it."""
    finding = Finding("", delivery.submission_id, sheet=grid.name)
    place, title = place_and_title(grid, registry)
    named = forms_named(title, registry.forms)
    if not named:
        return unknown_form(grid, title, finding, registry)
    if place is None:
        return no_header(grid, title, named[0], finding)
    ids = tuple(dict.fromkeys(form.form_id for form in named))
    said = period_and_status(title, delivery, finding)
    if isinstance(said, Finding):
        form_id = ids[0] if len(ids) == 1 else ""
        return SheetReading(grid.name, form_id, findings=(said,), **nothing_read(grid))
    period, status = said
    valid = [form for form_id in ids if (form := registry.form(form_id, period))]
    form = fitting_form(grid, place, valid, registry.items, registry.words, period)
    if form is not None:
        return Identity(place, title, form, period, status)
    return several_forms(grid, valid, finding) if valid else unknown_form(grid, title, finding, registry)


def place_and_title(grid: SheetGrid, registry: Registry) -> tuple[HeaderPlace | None, TitleBlock]:
    """Where the header of a sheet lies, and what stands above it; all of its first rows where there is none."""
    place = find_header(grid, registry.forms, registry.words)
    above = place.top if place else _TITLE_ROWS
    return place, read_title(grid, above, registry.words, registry.figure_statuses, registry.standards)


def period_and_status(
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


def standard_of(title: TitleBlock, period: Period, finding: Finding, registry: Registry) -> str | Finding:
    """The standard that the title names, else the one in force; the finding where it may not be that one."""
    allowed = [s.standard_id for s in standards_for(registry.standards, period.end_date)]
    if len(title.standards) > 1 or not title.standards <= set(allowed):
        found = registry.standard_names(title.standards, " và ")
        expected = registry.standard_names(allowed, " hoặc ")
        return replace(finding, rule_id="R30", found=found, expected=expected)
    return next(iter(title.standards), registry.standard_in_force(period))
