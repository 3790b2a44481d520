"""Readings of sheets of which nothing is read, each with its reason."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from transforms.registry import Registry
from transforms.sheet.accounts import unread
from transforms.sheet.delivery import Delivery
from transforms.sheet.grid import SheetGrid
from transforms.sheet.header_place import find_header
from transforms.sheet.reading import SheetReading
from transforms.sheet.titles import TitleBlock
from transforms.terms.form import FormVersion
from transforms.terms.rule import Finding

_TITLE_SHOWN = 160
_TABLE = "table"
_NO_FORM = {"R04", "R43"}


def is_personal_list(grid: SheetGrid, registry: Registry) -> bool:
    """Whether a sheet lists persons: any text of it is a column of such a list."""
    text = "\n".join(grid.text_keys)
    return any(word in text for word in registry.words["personal_list"])


def personal_list(grid: SheetGrid, filled: Iterable[SheetGrid], delivery: Delivery) -> SheetReading:
    """The refusal of a whole workbook: its cells are counted and nothing else of them is kept."""
    finding = Finding("R15", delivery.submission_id, sheet=grid.name)
    counts = {"read": 0, "ignored_by_rule": 0, "unrecognised": sum(len(one.cells) for one in filled)}
    return SheetReading(grid.name, findings=(finding,), counts=counts, is_personal_list=True)


def nothing_shown(grids: Sequence[SheetGrid], delivery: Delivery) -> SheetReading:
    """A workbook of which every sheet is hidden."""
    named = ", ".join(f"“{grid.name}”" for grid in grids)
    first = grids[0].name
    return SheetReading(first, findings=(Finding("R37c", delivery.submission_id, sheet=first, found=named),))


def unknown_form(grid: SheetGrid, title: TitleBlock, finding: Finding, registry: Registry) -> SheetReading:
    """A sheet whose title names no form."""
    forms = ", ".join(dict.fromkeys(f"{f.form_id} ({f.name_vi})" for f in registry.forms))
    has_table = find_header(grid, registry.forms, registry.words) is not None
    unknown = replace(
        finding, rule_id="R04", found=_cut(title.shown), expected=forms, detail=_TABLE if has_table else ""
    )
    return SheetReading(grid.name, findings=(unknown,), **nothing_read(grid))


def no_header(grid: SheetGrid, title: TitleBlock, form: FormVersion, finding: Finding) -> SheetReading:
    """A sheet with the title of a form and no column that is called as a column of units."""
    expected = form.stub["territory"][0].capitalize()
    broken = replace(finding, rule_id="R43", found=_cut(title.shown), expected=expected)
    return SheetReading(grid.name, form.form_id, findings=(broken,), **nothing_read(grid))


def several_forms(grid: SheetGrid, forms: Iterable[FormVersion], finding: Finding) -> SheetReading:
    """A sheet whose title names several forms, and whose header does not tell which."""
    named = "; ".join(f"{form.form_id} ({form.name_vi})" for form in forms)
    found = (replace(finding, rule_id="R38", expected=named),)
    return SheetReading(grid.name, findings=found, **nothing_read(grid))


def nothing_read(grid: SheetGrid) -> dict[str, Any]:
    """The accounts of a sheet of which no cell is read."""
    accounts = unread(grid)
    return {"counts": accounts.counts, "unrecognised": accounts.strays}


def has_table(reading: SheetReading) -> bool:
    """Whether a sheet that is no form has a table of units all the same."""
    return any(finding.rule_id == "R04" and finding.detail == _TABLE for finding in reading.findings)


def is_no_form(reading: SheetReading) -> bool:
    """Whether a sheet has no table of a form at all."""
    return any(finding.rule_id in _NO_FORM for finding in reading.findings)


def _cut(text: str) -> str:
    return text if len(text) <= _TITLE_SHOWN else f"{text[:_TITLE_SHOWN]}…"
