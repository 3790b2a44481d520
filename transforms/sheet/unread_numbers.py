"""What is to be said of the cells of a table that hold no number where one belongs."""

import re
from collections.abc import Iterator
from dataclasses import replace

from transforms.sheet.cell_findings import CellFindings
from transforms.sheet.grid import Place
from transforms.terms.rule import Finding
from transforms.text.normalise import clean
from transforms.text.shown import show_count

_ERROR = re.compile(r"#[A-Z][A-Z0-9/_]*[!?]?|Err:[0-9]+", re.IGNORECASE)
_DAY = r"(?:\d{1,2}/\d{1,2}/\d{4}|\d{4}-\d{2}-\d{2})"
_TIME = r"\d+:\d{2}(?::\d{2})?"
# Counts that the format of the cell, or a mark in or behind the number, made unreadable; by the rule that says so.
_FORMS = {
    "R13a": re.compile(rf"{_DAY}(?:[ T]{_TIME})?|-?{_TIME}"),
    "R13b": re.compile(r"-?[\d.,]+ ?%"),
    "R13c": re.compile(r"\d[\d.,]*(?:(?: [\d.,]+)+| ?(?:\(\d{1,2}\)|\[\d{1,2}\]|[.,;]))"),
}


def unread_numbers(told: CellFindings) -> Iterator[Finding]:
    """A finding for each such count; formulas without a result share one, and so do printed rates."""
    unread = [place for place, cell in told.cells.items() if cell.value_state == "unreadable"]
    uncomputed = [place for place in unread if _is_formula(told, place)]
    others = [place for place in unread if not _is_formula(told, place)]
    yield from (_count(told, place) for place in others if told.cells[place].item_id)
    yield from _uncomputed(told, uncomputed)
    yield from rates(told, [place for place in others if not told.cells[place].item_id])


def rates(told: CellFindings, places: list[Place]) -> Iterator[Finding]:
    """Printed rates that are text, or no number: one finding for all of them, at the first."""
    if places:
        yield replace(told.at(places[0], "R36"), expected=show_count(len(places)), detail=told.named(places))


def _is_formula(told: CellFindings, place: Place) -> bool:
    return told.cells[place].text_as_found.startswith("=")


def _count(told: CellFindings, place: Place) -> Finding:
    """What is wrong with one count, as exactly as its content and its format tell."""
    finding = told.at(place, "R13")
    text = clean(finding.found)
    if _ERROR.fullmatch(text):
        return replace(finding, rule_id="R21")
    rule_id = next((rule_id for rule_id, form in _FORMS.items() if form.fullmatch(text)), "R13")
    unit = told.table.registry.items[finding.item_id].measure_unit
    return replace(finding, rule_id=rule_id, expected=unit)


def _uncomputed(told: CellFindings, places: list[Place]) -> Iterator[Finding]:
    """Formulas without a result: of counts there is no figure (R22), of printed rates alone it is a note (R22b)."""
    counts = [place for place in places if told.cells[place].item_id]
    if counts:
        finding = told.at(counts[0], "R22")
        rejected = tuple((told.cells[place].sheet, told.cells[place].cell) for place in counts[1:])
        yield replace(finding, expected=show_count(len(places)), detail=told.named(places), rejects=rejected)
    else:
        yield from told.of_sheet(places, "R22b")
