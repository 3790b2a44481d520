"""Which rows of a table can be used, and what is to be said of those that cannot: once for all rows with one fault."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from transforms.sheet.body_row import BodyRow
from transforms.sheet.proposals import is_near_word, nearest
from transforms.sheet.scope import Scope
from transforms.sheet.table import Table, not_owed
from transforms.terms.rule import Finding
from transforms.terms.territory import Territory

_LISTED = {"part", "subtotal"}
_ROWS_SHOWN = 8
_NAMES_SHOWN = 5
# Names that nobody knows are told one by one up to here, the others together.
_NAMES_TOLD = 50

K = TypeVar("K", bound=Hashable)


def refusals_of(table: Table, rows: Sequence[BodyRow], standard_id: str, scope: Scope) -> tuple[Finding, ...]:
    """Why a table without a single row of a territory that is owed is refused; nothing where there is one.

    Units that are known and not owed are said so; names that nobody has are told one by one.
    """
    roles = {row.role for row in rows}
    if roles & _LISTED or ("total" in roles and "unknown" not in roles):
        return ()
    unknown = [row for row in rows if row.role == "unknown"]
    if not unknown:
        return (replace(table.finding, rule_id="R16"),)
    named = [row for row in unknown if row.name or row.code]
    foreign = [row for row in named if _is_known_elsewhere(row, table, scope)]
    if foreign and 2 * len(foreign) >= len(named):
        return (not_owed(table, standard_id),)
    return (replace(table.finding, rule_id="R11b"), *_unclear(table, unknown, scope))


def _is_known_elsewhere(row: BodyRow, table: Table, scope: Scope) -> bool:
    """Whether the name or code of a row is that of a unit of the province that is not reported here."""
    if row.territory or not scope.area:
        return False
    index = table.registry.territories
    if row.code and index.at(row.code, scope.day):
        return True
    return bool(index.names_of_province(scope.area.province_code, scope.day).find(row.name))


def usable_rows(table: Table, rows: Sequence[BodyRow], scope: Scope) -> tuple[list[BodyRow], list[Finding]]:
    """The rows that can be used, with the findings on those that cannot, or whose code and name differ."""
    unclear = [row for row in rows if row.role == "unknown"]
    differing = [row for row in rows if _is_misnamed(row, scope)]
    opposed = [row for row in differing if _names_another(row, scope)]
    left_out = {row.row for row in (*unclear, *opposed)}
    groups = _grouped((row for row in rows if row.role in _LISTED and row.row not in left_out), _line)
    repeated = [row for same in groups.values() if len(same) > 1 for row in same]
    left_out |= {row.row for row in repeated}
    kept = [row for row in rows if row.row not in left_out]
    is_nothing_left = bool(opposed or repeated) and not any(row.role in _LISTED for row in kept)
    findings = [
        *([replace(table.finding, rule_id="R11b")] if is_nothing_left else []),
        *_unclear(table, unclear, scope),
        *_misnamed(table, opposed, "R19b"),
        *_repeated(table, repeated),
        *_misnamed(table, [row for row in differing if row.row not in left_out], "R19"),
        *_remarked(table, kept),
    ]
    return kept, findings


def _grouped(rows: Iterable[BodyRow], key: Callable[[BodyRow], K]) -> dict[K, list[BodyRow]]:
    found: dict[K, list[BodyRow]] = {}
    for row in rows:
        found.setdefault(key(row), []).append(row)
    return found


def _line(row: BodyRow) -> tuple[str, str, str]:
    return (row.territory.code if row.territory else "", row.line, row.role)


def _unclear(table: Table, rows: Iterable[BodyRow], scope: Scope) -> list[Finding]:
    """What is said of the rows that report nothing known: each kind of fault at the cell that has it."""
    faults = _grouped(rows, lambda row: _fault_of(row, table, scope))
    return [
        *_unknown(table, faults.get("R12", ()), scope),
        *_each(table, "R12b", faults.get("R12b", ())),
        *(
            replace(finding, found=name)
            for name, same in _grouped(faults.get("R12c", ()), lambda row: row.name).items()
            for finding in _each(table, "R12c", same)
        ),
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


def _once(table: Table, rule_id: str, rows: Sequence[BodyRow]) -> list[Finding]:
    """One finding for several rows, at the first of them; all are listed, or the first ones with their number."""
    if not rows:
        return []
    return [replace(table.finding, rule_id=rule_id, cell=_place(rows[0]), detail=_listed(rows))]


def _each(table: Table, rule_id: str, rows: Sequence[BodyRow]) -> list[Finding]:
    """One finding for each cell that has the fault, so that each is marked; where there are many, one for all."""
    cells = list(_grouped(rows, _place).values())
    groups = cells if len(cells) <= _ROWS_SHOWN else [rows]
    return [finding for same in groups for finding in _once(table, rule_id, same)]


def _place(row: BodyRow) -> str:
    """The cell that is at fault."""
    return row.line_cell or row.name_cell


def _listed(rows: Sequence[BodyRow]) -> str:
    shown = ", ".join(str(row.row) for row in rows[:_ROWS_SHOWN])
    return shown if len(rows) <= _ROWS_SHOWN else f"{shown}, … ({_count(len(rows))} dòng)"


def _count(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def _unknown(table: Table, rows: Iterable[BodyRow], scope: Scope) -> list[Finding]:
    groups = list(_grouped(rows, lambda row: (row.name, row.code)).values())
    told = [
        replace(finding, found=same[0].name or same[0].code, expected=_proposal(same[0], scope))
        for same in groups[:_NAMES_TOLD]
        for finding in _each(table, "R12", same)
    ]
    rest = [row for same in groups[_NAMES_TOLD:] for row in same]
    names = list(dict.fromkeys(row.name or row.code for row in rest))
    found = "”, “".join(names[:_NAMES_SHOWN])
    return told + [replace(finding, found=f"{found}”, “…") for finding in _once(table, "R12", rest)]


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
    return [
        replace(finding, found=f"“{text}”" if text else "(trống)", expected=expected)
        for text, same in _grouped(rows, lambda row: row.line_text).items()
        for finding in _each(table, "R12d", same)
    ]


def _is_misnamed(row: BodyRow, scope: Scope) -> bool:
    """Whether the name beside a code is not that of the code's unit."""
    has_both = bool(row.role in _LISTED and row.code and row.name)
    return has_both and row.territory is not None and not scope.is_named(row.territory, row.name)


def _names_another(row: BodyRow, scope: Scope) -> bool:
    """Whether the name is another unit's, or has nothing of the unit's own name, also none that it had before."""
    assert row.territory is not None
    if scope.anywhere(row.name):
        return True
    return not nearest(row.name, scope.names_over_time(row.territory))


def _misnamed(table: Table, rows: Iterable[BodyRow], rule_id: str) -> list[Finding]:
    groups = _grouped(rows, lambda row: (row.territory, row.name))
    return [
        replace(_at(finding, unit), found=name, expected=unit.name)
        for (unit, name), same in groups.items()
        for finding in _once(table, rule_id, same)
        if unit
    ]


def _at(finding: Finding, unit: Territory) -> Finding:
    return replace(finding, territory_code=unit.code, territory_name=unit.name)


def _repeated(table: Table, rows: Iterable[BodyRow]) -> list[Finding]:
    groups = _grouped(rows, lambda row: row.territory)
    return [
        _at(finding, unit) for unit, same in groups.items() for finding in _once(table, "R14", same) if unit
    ]


def _remarked(table: Table, rows: Iterable[BodyRow]) -> list[Finding]:
    """The note on the names that were read without what was added to them."""
    added = [row for row in rows if row.typed and row.territory]
    shown = "; ".join(f"{row.name_cell} “{row.typed}”" for row in added[:_NAMES_SHOWN])
    more = f"; … ({_count(len(added))} dòng)" if len(added) > _NAMES_SHOWN else ""
    return [replace(finding, found=f"{shown}{more}") for finding in _once(table, "R12e", added)]
