"""What is to be said of the numbers of one table: unreadable, in error, decided, typed as text, hidden."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import groupby

from transforms.sheet.decided import Decision
from transforms.sheet.formulas import typed_over
from transforms.sheet.grid import Place, SheetGrid, cell_name, column_letters
from transforms.sheet.reading import ReadCell, SheetReading
from transforms.sheet.table import Table
from transforms.terms.rule import Finding

CellsAt = Mapping[Place, ReadCell]

_TEXT_SHOWN = 60
_CELLS_NAMED = 12
_ERROR = re.compile(r"#[A-Z][A-Z0-9/_]*[!?]?|Err:[0-9]+", re.IGNORECASE)


def number_findings(table: Table, cells: CellsAt, decisions: Iterable[Decision]) -> list[Finding]:
    """Every finding on how the numbers of a table are written, cell by cell and then for the sheet."""
    typed = table.grid.cells
    texts = [
        cell for place, cell in cells.items() if isinstance(typed.get(place), str) and cell.value is not None
    ]
    unreadable = [cell for cell in cells.values() if cell.value_state == "unreadable"]
    return [
        *_unreadable(table, [cell for cell in unreadable if cell.item_id]),
        *_decided(table, cells, decisions),
        *_typed_over(table, cells),
        *_as_text(table, texts),
        *_rates(table, [cell for cell in unreadable if not cell.item_id]),
        *_hidden(table, cells),
    ]


def conversion_noted(reading: SheetReading, grid: SheetGrid, submission_id: str) -> SheetReading:
    """The reading of a sheet with a note where its texts were converted from a legacy font."""
    if not grid.charset:
        return reading
    first = min(grid.originals, default=None)
    note = Finding(
        "R26",
        submission_id,
        sheet=grid.name,
        cell=cell_name(first) if first else "",
        form_id=reading.form_id,
        period=reading.period,
        found=str(len(grid.originals)),
        expected=grid.charset,
    )
    return replace(reading, findings=(note, *reading.findings))


def _at(table: Table, cell: ReadCell, rule_id: str) -> Finding:
    return replace(
        table.finding,
        rule_id=rule_id,
        cell=cell.cell,
        territory_code=cell.territory_code,
        territory_name=cell.territory_name,
        item_id=cell.item_id,
        label=cell.label,
        found=cell.text_as_found[:_TEXT_SHOWN],
    )


def _named(cells: Sequence[ReadCell]) -> str:
    """The names of the first cells; a long list ends with an ellipsis."""
    more = ", …" if len(cells) > _CELLS_NAMED else ""
    return ", ".join(cell.cell for cell in cells[:_CELLS_NAMED]) + more


def _unreadable(table: Table, cells: Sequence[ReadCell]) -> Iterator[Finding]:
    """A finding for each cell that holds no number; formulas without a value share one for the sheet."""
    uncomputed = [cell for cell in cells if cell.text_as_found.startswith("=")]
    for cell in cells:
        if _ERROR.fullmatch(cell.text_as_found.strip()):
            yield _at(table, cell, "R21")
        elif cell not in uncomputed:
            unit = table.registry.items[cell.item_id].measure_unit
            yield replace(_at(table, cell, "R13"), expected=unit)
    if uncomputed:
        first, *others = uncomputed
        yield replace(
            _at(table, first, "R22"),
            expected=str(len(uncomputed)),
            detail=_named(uncomputed),
            rejects=tuple((cell.sheet, cell.cell) for cell in others),
        )


def _decided(table: Table, cells: CellsAt, decisions: Iterable[Decision]) -> Iterator[Finding]:
    """One finding for each number that neighbours decided; one a column for those that its kind or counts did."""
    ordered = sorted(decisions, key=_group_of)
    for _, group in groupby(ordered, key=_group_of):
        same = list(group)
        told = [cells[decision.place] for decision in same]
        yield replace(
            _at(table, told[0], same[0].rule_id), expected=_plain(same[0].number), detail=_named(told)
        )


def _plain(number: Decimal) -> str:
    """A number without a mark for thousands, so that it can be read in one way only."""
    return f"{number.normalize():f}".replace(".", ",")


def _group_of(decision: Decision) -> tuple[str, int, int]:
    row, column = decision.place
    is_alone = decision.rule_id == "R25" and decision.by == "neighbours"
    return (decision.rule_id, column, row if is_alone else 0)


def _typed_over(table: Table, cells: CellsAt) -> Iterator[Finding]:
    """A number where nearly all like cells of its column, or of its total row, are formulas."""
    for cell, formulas, numbers in typed_over(table.grid, cells):
        yield replace(_at(table, cell, "R23"), detail=f"{formulas}/{formulas + numbers}")


def _as_text(table: Table, texts: Sequence[ReadCell]) -> Iterator[Finding]:
    """Numbers typed as text, in a sheet that tells text from numbers; in a CSV everything is text."""
    if texts and not all(isinstance(content, str) for content in table.grid.cells.values()):
        yield from _of_sheet(table, "R35", [cell for cell in texts if cell.item_id])
        yield from _rates(table, [cell for cell in texts if not cell.item_id])


def _rates(table: Table, found: Sequence[ReadCell]) -> Iterator[Finding]:
    """Printed rates that are text, or no number: one finding for all of them, at the first."""
    if found:
        yield replace(_at(table, found[0], "R36"), expected=str(len(found)), detail=_named(found))


def _hidden(table: Table, cells: CellsAt) -> Iterator[Finding]:
    """The hidden rows and columns that hold figures; these are read as all others."""
    rows, columns = table.grid.hidden_rows, table.grid.hidden_columns
    if not rows and not columns:
        return
    hidden = {
        place: cell
        for place, cell in cells.items()
        if cell.value_state != "blank" and (place[0] in rows or place[1] in columns)
    }
    named = [
        *_spans(sorted({row for row, _ in hidden} & rows), str),
        *_spans(sorted({column for _, column in hidden} & columns), column_letters),
    ]
    for finding in _of_sheet(table, "R24", list(hidden.values())):
        yield replace(finding, expected=", ".join(named))


def _of_sheet(table: Table, rule_id: str, cells: Sequence[ReadCell]) -> Iterator[Finding]:
    """A finding on a whole sheet, where there is anything to say: how many cells, the first of them by name."""
    if cells:
        finding = replace(table.finding, rule_id=rule_id, cell=cells[0].cell)
        yield replace(finding, found=str(len(cells)), detail=_named(cells))


def _spans(numbers: Sequence[int], name: Callable[[int], str]) -> Iterator[str]:
    """Rows or columns as a spreadsheet names them: 5:5, 7:9, D:E."""
    for _, run in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        whole = [number for _, number in run]
        yield f"{name(whole[0])}:{name(whole[-1])}"
