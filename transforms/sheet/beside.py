"""The sheets of a workbook that are no form: hidden ones, the program's own, and those beside the forms."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from transforms.sheet.grid import SheetGrid
from transforms.sheet.reading import ReadCell, SheetReading
from transforms.sheet.row_words import Words
from transforms.sheet.unread import has_table
from transforms.terms.rule import Finding
from transforms.text.normalise import text_key
from transforms.text.shown import show_count

_PLACES_SHOWN = 5
_NAMES_SHOWN = 10


def aside_rule(grid: SheetGrid, words: Words) -> str:
    """The rule by which a whole sheet is ignored; empty where it is to be read."""
    if text_key(grid.name) in words["ignored_sheets"]:
        return "program_sheet"
    return "hidden_sheet" if grid.is_hidden else ""


def units_in(reading: SheetReading) -> dict[str, str]:
    """The units for which a sheet gives an answer, by code with their names."""
    answers = (cell for cell in reading.cells if cell.role == "part" and cell.value_state != "blank")
    return {cell.territory_code: cell.territory_name for cell in answers}


def other_figures(
    hidden: SheetReading, shown: Iterable[SheetReading], submission_id: str
) -> Iterator[Finding]:
    """The finding on a sheet that was not read and has other figures for units that a shown sheet of its form has."""
    told = {
        _figure(c): c.value for r in shown if r.table == hidden.table for c in r.cells if c.value is not None
    }
    differing = [c for c in hidden.cells if c.value is not None and told.get(_figure(c), c.value) != c.value]
    if differing:
        cells = ", ".join(c.cell for c in differing[:_PLACES_SHOWN])
        count = show_count(len(differing))
        yield Finding("R37e", submission_id, hidden.sheet, form_id=hidden.form_id, found=count, detail=cells)


def _figure(cell: ReadCell) -> tuple[str, str, str]:
    return (cell.territory_code, cell.key, cell.role)


def units_left_aside(hidden: SheetReading, shown: set[str], submission_id: str) -> Iterator[Finding]:
    """The finding on a sheet that was not read and holds units that the sheets of its form do not."""
    names = [name for code, name in units_in(hidden).items() if code not in shown]
    if names:
        more = f" và {len(names) - _NAMES_SHOWN} đơn vị khác" if len(names) > _NAMES_SHOWN else ""
        yield Finding(
            "R37b",
            submission_id,
            hidden.sheet,
            form_id=hidden.form_id,
            period=hidden.period,
            found=hidden.form_id,
            expected=str(len(names)),
            detail=", ".join(names[:_NAMES_SHOWN]) + more,
        )


def with_aside(
    first: SheetReading, aside: Iterable[tuple[SheetGrid, str]], beside: Iterable[SheetReading]
) -> SheetReading:
    """The first form of a workbook with the cells of its other sheets in its accounts."""
    ignored = Counter(first.ignored)
    for grid, rule in aside:
        ignored[rule] += len(grid.cells)
    counts = {
        "read": first.counts.get("read", 0),
        "ignored_by_rule": ignored.total(),
        "unrecognised": first.counts.get("unrecognised", 0) + sum(sum(r.counts.values()) for r in beside),
    }
    return replace(first, counts=counts, ignored=dict(sorted(ignored.items())))


def beside_findings(
    forms: Sequence[SheetReading], beside: Iterable[SheetReading], submission_id: str
) -> tuple[Finding, ...]:
    """What is said of every sheet beside a form of which nothing was read; a table of units is to be explained."""
    if not any(form.form_id for form in forms):
        return ()
    return tuple(
        Finding(
            "R37d" if has_table(reading) else "R17",
            submission_id,
            reading.sheet,
            reading.unrecognised[0],
            found=show_count(sum(reading.counts.values())),
            detail=", ".join(reading.unrecognised[:_PLACES_SHOWN]),
        )
        for reading in beside
        if reading.unrecognised
    )
