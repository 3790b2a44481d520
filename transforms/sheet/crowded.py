"""Cells that hold the figures of more than one place: merged over several, or moved out of their columns."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from transforms.sheet.body_row import FIGURE_ROLES, BodyRow
from transforms.sheet.grid import cell_name
from transforms.sheet.table import Table
from transforms.terms.rule import Finding

_ROWS_SHOWN = 8


def merged_figures(table: Table, rows: Iterable[BodyRow]) -> Iterator[Finding]:
    """One figure in a cell merged over several figures of the form: nobody can tell whose it is (R47)."""
    lines = {row.row for row in rows if row.role in FIGURE_ROLES}
    columns = table.headers.columns.keys()
    for top, left, bottom, right in sorted(table.grid.merges):
        if (top, left) not in table.grid.cells or top not in lines or left not in columns:
            continue
        covered = sum(row in lines for row in range(top, min(bottom, table.grid.last_row) + 1)) * sum(
            column in columns for column in range(left, min(right, table.grid.last_column) + 1)
        )
        if covered > 1:
            cell = cell_name((top, left))
            found = f"{cell}:{cell_name((bottom, right))}"
            yield replace(table.finding, rule_id="R47", cell=cell, found=found)


def overlong_rows(table: Table, rows: Iterable[BodyRow]) -> Iterator[Finding]:
    """Rows of a text file with more cells than its header: one separator too many moves all figures (R48)."""
    if not table.grid.is_untyped:
        return
    last = max(entry.column for entry in table.headers.log)
    lines = [
        r.row for r in rows if r.has_figures and r.role in FIGURE_ROLES and max(table.grid.rows[r.row]) > last
    ]
    if lines:
        shown = ", ".join(map(str, lines[:_ROWS_SHOWN])) + (", …" if len(lines) > _ROWS_SHOWN else "")
        yield replace(table.finding, rule_id="R48", cell=f"A{lines[0]}", found=shown)
