"""Read the sheets of one workbook."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from transforms.registry import Registry
from transforms.sheet.answer_sheet import (
    is_answer_sheet,
    only_answers,
    read_answer_sheet,
    without_answer,
)
from transforms.sheet.beside import (
    aside_rule,
    beside_findings,
    other_figures,
    units_in,
    units_left_aside,
    with_aside,
)
from transforms.sheet.delivery import Delivery
from transforms.sheet.grid import OpenedWorkbook, SheetGrid
from transforms.sheet.identity import place_and_title
from transforms.sheet.joined import joined_sheets
from transforms.sheet.number_findings import conversion_noted
from transforms.sheet.reading import SheetReading
from transforms.sheet.senders import with_letter_asked_for
from transforms.sheet.sheet import read_sheet
from transforms.sheet.titles import forms_named
from transforms.sheet.unread import is_no_form, is_personal_list, nothing_shown, personal_list
from transforms.terms.rule import Finding


def read_sheets(book: OpenedWorkbook, delivery: Delivery, registry: Registry) -> tuple[SheetReading, ...]:
    """The sheets of a workbook that are forms; where none is, the first one with its reason.

    A list of persons on any sheet, a hidden one too, refuses the whole workbook unread.
    Hidden sheets and the program's own ones are ignored by rule; other sheets beside a form are
    counted as unrecognised. Sheets of an answer of ours follow last, each read for its explanations alone.
    """
    every = [grid for grid in book.grids if grid.cells]
    answers = [grid for grid in every if is_answer_sheet(grid)]
    filled = [grid for grid in every if grid not in answers]
    personal = next(
        (g for g in (*filled, *map(without_answer, answers)) if is_personal_list(g, registry)), None
    )
    if personal is not None:
        return (personal_list(personal, every, delivery),)
    read = _read_forms(book, filled, delivery, registry) if filled else ()
    given = tuple(read_answer_sheet(grid, delivery, read, registry) for grid in answers)
    if given and not read:
        refusal = only_answers(answers, delivery)
        return (replace(given[0], findings=(refusal, *given[0].findings)), *given[1:])
    return (*read, *given)


def _read_forms(
    book: OpenedWorkbook, filled: Sequence[SheetGrid], delivery: Delivery, registry: Registry
) -> tuple[SheetReading, ...]:
    """The readings of the sheets that are not ours."""
    aside = _left_aside(filled, registry)
    readings = [
        conversion_noted(read_sheet(grid, delivery, registry), grid, delivery.submission_id)
        for grid in filled
        if grid.name not in aside
    ] or [nothing_shown(filled, delivery)]
    forms = [r for r in readings if not is_no_form(r)] or readings[:1]
    beside = [r for r in readings if r not in forms]
    told = (*_noticed(book, delivery), *_hidden_forms(filled, aside, forms, delivery, registry))
    first = with_aside(forms[0], [(grid, aside[grid.name]) for grid in filled if grid.name in aside], beside)
    others = beside_findings(forms, beside, delivery.submission_id)
    first = replace(first, findings=(*told, *first.findings, *others))
    asked = with_letter_asked_for((first, *forms[1:]), delivery.submission_id, registry)
    return joined_sheets(asked, delivery.submission_id)


def _left_aside(grids: Sequence[SheetGrid], registry: Registry) -> dict[str, str]:
    """The rule by which each sheet is left aside; names of the program's sheets count only beside other sheets."""
    aside = {grid.name: rule for grid in grids if (rule := aside_rule(grid, registry.words))}
    if len(aside) < len(grids):
        return aside
    return {grid.name: aside[grid.name] for grid in grids if grid.is_hidden}


def _hidden_forms(
    grids: Iterable[SheetGrid],
    aside: Mapping[str, str],
    forms: Sequence[SheetReading],
    delivery: Delivery,
    registry: Registry,
) -> Iterator[Finding]:
    """Sheets left aside that look like a form of which no sheet is read, or say what no such sheet says."""
    shown: dict[str, set[str]] = {}
    for reading in forms:
        shown.setdefault(reading.form_id, set()).update(units_in(reading))
    for grid in grids:
        if grid.name not in aside:
            continue
        place, title = place_and_title(grid, registry)
        named = {form.form_id for form in forms_named(title, registry.forms)} if place else set()
        if named and not named & shown.keys():
            form_id = ", ".join(sorted(named))
            yield Finding("R37", delivery.submission_id, grid.name, form_id=form_id, found=form_id)
        elif named:
            hidden = read_sheet(grid, delivery, registry)
            yield from units_left_aside(hidden, shown.get(hidden.form_id, set()), delivery.submission_id)
            yield from other_figures(hidden, forms, delivery.submission_id)


def _noticed(book: OpenedWorkbook, delivery: Delivery) -> tuple[Finding, ...]:
    return tuple(
        Finding(note.rule_id, delivery.submission_id, found=note.found, detail=note.detail)
        for note in book.notes
    )
