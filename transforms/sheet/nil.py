"""An explicit nil return: the sheet says that nothing arose in the period, and its table is blank."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from transforms.sheet.body_row import FIGURE_ROLES, BodyRow
from transforms.sheet.cells import read_cells
from transforms.sheet.grid import Place, cell_name
from transforms.sheet.reading import ReadCell, SheetReading
from transforms.sheet.table import Table
from transforms.terms.rule import Finding
from transforms.text.normalise import text_key
from transforms.text.numbers import BLANK, Reading, read_number

NIL_RULE, CONTRADICTED_RULE = "N01", "N02"
_AROUND = " .,:;!()*-–“”\"'"
_NOTHING = frozenset({"blank", "unreadable"})


def nil_place(table: Table) -> Place | None:
    """The cell that says so in so many words, on a form that allows it; nothing is inferred from blanks."""
    phrases = frozenset(table.registry.words["nil_return"]) if table.form.allows_nil else frozenset()
    contents = table.grid.cells.items() if phrases else ()
    return next(
        (p for p, c in contents if isinstance(c, str) and text_key(c).strip(_AROUND) in phrases), None
    )


def is_nil(table: Table, rows: Sequence[BodyRow]) -> bool:
    """Whether the sheet says so and no row of its table says anything else."""
    return nil_place(table) is not None and all(r.value_state in _NOTHING for r in _figures(table, rows))


def contradicted(table: Table, rows: Sequence[BodyRow]) -> tuple[Finding, ...]:
    """The finding that figures stand beside the statement; zeros and dashes say the same as it does."""
    said = nil_place(table)
    numbers = [r.number for r in _figures(table, rows) if r.number] if said else []
    if said is None or not numbers:
        return ()
    found = table.grid.text(said)
    finding = replace(table.finding, rule_id=CONTRADICTED_RULE, cell=cell_name(said), found=found)
    return (replace(finding, detail=str(len(numbers))),)


def nil_return(table: Table, reading: SheetReading, rows: Iterable[BodyRow]) -> SheetReading:
    """The reading of such a sheet: its cells stay blank, and a note says how it was taken."""
    said = nil_place(table)
    assert said is not None
    note = replace(table.finding, rule_id=NIL_RULE, cell=cell_name(said), found=table.grid.text(said))
    cells = _blank_cells(table, [row for row in rows if row.role in FIGURE_ROLES])
    return replace(reading, cells=cells, findings=(*reading.findings, note), is_nil=True)


def _blank_cells(table: Table, rows: Sequence[BodyRow]) -> tuple[ReadCell, ...]:
    blanks = {(row.row, column): BLANK for row in rows for column in table.headers.columns}
    return read_cells(table.grid, rows, table.headers, table.registry.items, blanks)


def _figures(table: Table, rows: Iterable[BodyRow]) -> list[Reading]:
    """What the cells of the form's columns say, in rows that may be of a unit."""
    places = [
        (row.row, column)
        for row in rows
        if row.role in FIGURE_ROLES or row.role == "unknown"
        for column in table.headers.columns
    ]
    return [read_number(table.grid.cells.get(place), is_count=True) for place in places]
