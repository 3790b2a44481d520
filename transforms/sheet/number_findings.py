"""What is to be said of the numbers of one table: unreadable, decided, typed over, typed as text, hidden."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from transforms.sheet.cell_findings import CellFindings
from transforms.sheet.decided import Decision
from transforms.sheet.formulas import typed_over
from transforms.sheet.grid import Place, SheetGrid, cell_name, column_letters
from transforms.sheet.reading import ReadCell, SheetReading
from transforms.sheet.table import Table
from transforms.sheet.unread_numbers import rates, unread_numbers
from transforms.terms.rule import Finding
from transforms.text.shown import show_count, show_unmarked


def number_findings(
    table: Table, cells: Mapping[Place, ReadCell], decisions: Iterable[Decision]
) -> list[Finding]:
    """Every finding on how the numbers of a table are written, cell by cell and then for the sheet."""
    told = CellFindings(table, cells)
    return [
        *unread_numbers(told),
        *_decided(told, decisions),
        *_typed_over(told),
        *_as_text(told),
        *_hidden(told),
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
        found=show_count(len(grid.originals)),
        expected=grid.charset,
    )
    return replace(reading, findings=(note, *reading.findings))


def _decided(told: CellFindings, decisions: Iterable[Decision]) -> Iterator[Finding]:
    """One finding for the numbers of a column, and of an item in it, that were decided."""

    def group_of(decision: Decision) -> tuple[str, int, str]:
        return decision.rule_id, decision.place[1], told.cells[decision.place].item_id

    in_order = sorted(decisions, key=lambda decision: (group_of(decision), decision.place))
    for _, group in groupby(in_order, key=group_of):
        first, *others = group
        named = told.named(decision.place for decision in (first, *others))
        yield replace(told.at(first.place, first.rule_id), expected=show_unmarked(first.number), detail=named)


def _typed_over(told: CellFindings) -> Iterator[Finding]:
    """A number where nearly all like cells of its column, or of its total row, are formulas."""
    for place, formulas, numbers in typed_over(told.table.grid, told.cells):
        yield replace(told.at(place, "R23"), detail=f"{formulas}/{formulas + numbers}")


def _as_text(told: CellFindings) -> Iterator[Finding]:
    """Numbers typed as text, in a sheet that tells text from numbers; a CSV or a web page does not."""
    grid = told.table.grid
    if grid.is_untyped:
        return
    numbers = [place for place, cell in told.cells.items() if cell.value is not None]
    texts = [place for place in numbers if isinstance(grid.cells.get(place), str)]
    yield from told.of_sheet([place for place in texts if told.cells[place].item_id], "R35")
    yield from rates(told, [place for place in texts if not told.cells[place].item_id])


def _hidden(told: CellFindings) -> Iterator[Finding]:
    """The hidden rows (R24) and columns (R24b) that hold figures; these are read as all others."""
    grid = told.table.grid
    if not grid.hidden_rows and not grid.hidden_columns:
        return
    filled = [place for place, cell in told.cells.items() if cell.value_state != "blank"]
    in_rows = [place for place in filled if place[0] in grid.hidden_rows]
    in_columns = [place for place in filled if place[1] in grid.hidden_columns]
    rows = _spans(sorted({row for row, _ in in_rows}), str)
    columns = _spans(sorted({column for _, column in in_columns}), column_letters)
    yield from (replace(finding, expected=rows) for finding in told.of_sheet(in_rows, "R24"))
    yield from (replace(finding, expected=columns) for finding in told.of_sheet(in_columns, "R24b"))


def _spans(numbers: Sequence[int], name: Callable[[int], str]) -> str:
    """Rows or columns, those that follow each other as one span: 5, 7–9."""
    runs = groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0])
    return ", ".join(_span([name(number) for _, number in run]) for _, run in runs)


def _span(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{names[0]}–{names[-1]}"
