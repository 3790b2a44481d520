"""What is said of rows that report nothing known: once for all rows with one fault, at the cell that has it."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from transforms.sheet.body_row import BodyRow
from transforms.sheet.proposals import is_near_word
from transforms.sheet.scope import Scope
from transforms.sheet.table import Table
from transforms.terms.rule import Finding

_ROWS_SHOWN = 8
_TEXTS_SHOWN = 5
# Texts that nobody knows are told one by one up to here, the others together.
_TEXTS_TOLD = 50

K = TypeVar("K", bound=Hashable)


def grouped(rows: Iterable[BodyRow], key: Callable[[BodyRow], K]) -> dict[K, list[BodyRow]]:
    """The rows by a key, in order."""
    found: dict[K, list[BodyRow]] = {}
    for row in rows:
        found.setdefault(key(row), []).append(row)
    return found


def unclear_rows(table: Table, rows: Iterable[BodyRow], scope: Scope) -> list[Finding]:
    """What is said of the rows that report nothing known: each kind of fault at the cell that has it."""
    faults = grouped(rows, lambda row: _fault_of(row, table, scope))
    unknown = _by_text(
        table,
        "R12",
        faults.get("R12", ()),
        lambda row: row.name or row.code,
        lambda row: (row.name, row.code, row.parent),
    )
    return [
        *(replace(finding, expected=_proposal(row, scope)) if row else finding for finding, row in unknown),
        *_each(table, "R12b", faults.get("R12b", ())),
        *(finding for finding, _ in _by_text(table, "R12c", faults.get("R12c", ()), lambda row: row.name)),
        *_unclear_lines(table, faults.get("R12d", ())),
    ]


def _fault_of(row: BodyRow, table: Table, scope: Scope) -> str:
    """The rule that an unknown row breaks: its line, no name at all, a total that is none, or a name of nobody."""
    if row.line_cell:
        return "R12d"
    if not row.name and not row.code:
        return "R12b"
    words = table.registry.words
    if not row.code and is_near_word(row.name, (*words["total"], *words["whole_district"])):
        return "R12c"
    is_total = row.kind in {"total", "whole"} and not row.code
    return "R12c" if is_total and not scope.propose(row.name) else "R12"


def once(table: Table, rule_id: str, rows: Sequence[BodyRow]) -> list[Finding]:
    """One finding for several rows, at the first of them; all are listed, or the first ones with their number."""
    if not rows:
        return []
    return [replace(table.finding, rule_id=rule_id, cell=_place(rows[0]), detail=_listed(rows))]


def _each(table: Table, rule_id: str, rows: Sequence[BodyRow]) -> list[Finding]:
    """One finding for each cell that has the fault, so that each is marked; where there are many, one for all."""
    cells = list(grouped(rows, _place).values())
    groups = cells if len(cells) <= _ROWS_SHOWN else [rows]
    return [finding for same in groups for finding in once(table, rule_id, same)]


def _place(row: BodyRow) -> str:
    """The cell that is at fault."""
    return row.line_cell or row.name_cell


def _listed(rows: Sequence[BodyRow]) -> str:
    shown = ", ".join(str(row.row) for row in rows[:_ROWS_SHOWN])
    return shown if len(rows) <= _ROWS_SHOWN else f"{shown}, … ({counted(len(rows))} dòng)"


def counted(number: int) -> str:
    """A number of rows as papers print it."""
    return f"{number:,}".replace(",", ".")


def _by_text(
    table: Table,
    rule_id: str,
    rows: Iterable[BodyRow],
    text: Callable[[BodyRow], str],
    key: Callable[[BodyRow], Hashable] | None = None,
) -> Iterator[tuple[Finding, BodyRow | None]]:
    """The findings on the rows of each text, with the first such row; those of further texts together."""
    groups = list(grouped(rows, key or text).values())
    for same in groups[:_TEXTS_TOLD]:
        for finding in _each(table, rule_id, same):
            yield replace(finding, found=text(same[0])), same[0]
    rest = [row for same in groups[_TEXTS_TOLD:] for row in same]
    shown = "”, “".join([*dict.fromkeys(text(row) for row in rest)][:_TEXTS_SHOWN])
    for finding in once(table, rule_id, rest):
        yield replace(finding, found=f"{shown}”, “…"), None


def _proposal(row: BodyRow, scope: Scope) -> str:
    """The units that may be meant, for the eyes of the submitter only."""
    found = scope.matches(row.name, row.parent)
    listed = "; ".join(scope.described(unit) for unit in found)
    if row.code and found:
        return f" và đúng mã (mã đã ghi: {row.code}; {listed})"
    if len(found) > 1:
        return f", nêu rõ loại đơn vị hoặc mã vì tên này chỉ nhiều đơn vị ({listed})"
    near = scope.propose(row.name)
    return f" (có phải “{near}”?)" if near else ""


def _unclear_lines(table: Table, rows: Iterable[BodyRow]) -> list[Finding]:
    """The cells that should say which line of a unit a row is; one finding for all that say the same."""
    lines = [phrases[0] for phrases in table.form.breakdown.values()]
    expected = " hoặc ".join(f"“{line[:1].upper()}{line[1:]}”" for line in lines)
    found = _by_text(table, "R12d", rows, lambda row: row.line_text)
    return [
        replace(finding, found=f"“{finding.found}”" if finding.found else "(trống)", expected=expected)
        for finding, _ in found
    ]
