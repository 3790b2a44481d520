"""Which rows of a table can be used, and what is to be said of those that cannot."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from transforms.sheet.body_row import BodyRow
from transforms.sheet.proposals import nearest
from transforms.sheet.row_faults import counted, grouped, once, unclear_rows
from transforms.sheet.scope import Scope
from transforms.sheet.table import Table, not_owed
from transforms.terms.rule import Finding
from transforms.terms.territory import Territory

_LISTED = {"part", "subtotal"}
_NAMES_SHOWN = 5


def refusals_of(table: Table, rows: Sequence[BodyRow], standard_id: str, scope: Scope) -> tuple[Finding, ...]:
    """Why a table without a single row of a territory that is owed is refused; nothing where there is one.

    Units that are known and not owed are said so; names that nobody has are told one by one.
    """
    first = next((row for row in rows if row.has_figures), None)
    if first and table.form.breakdown and first.role == "unknown" and not (first.name or first.code):
        return (replace(table.finding, rule_id="R46", cell=first.name_cell, found=str(first.row)),)
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
    return (replace(table.finding, rule_id="R11b"), *unclear_rows(table, unknown, scope))


def _is_known_elsewhere(row: BodyRow, table: Table, scope: Scope) -> bool:
    """Whether the name or code of a row is that of a unit of the province that is not reported here."""
    if row.territory or not scope.area or scope.matches(row.name, row.parent):
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
    groups = grouped((row for row in rows if row.role in _LISTED and row.row not in left_out), _line)
    repeated = [row for same in groups.values() if len(same) > 1 for row in same]
    left_out |= {row.row for row in repeated}
    kept = [row for row in rows if row.row not in left_out]
    is_nothing_left = bool(opposed or repeated) and not any(row.role in _LISTED for row in kept)
    findings = [
        *([replace(table.finding, rule_id="R11b")] if is_nothing_left else []),
        *unclear_rows(table, unclear, scope),
        *_misnamed(table, opposed, "R19b"),
        *_repeated(table, repeated),
        *_misnamed(table, [row for row in differing if row.row not in left_out], "R19"),
        *_remarked(table, kept),
    ]
    return kept, findings


def _line(row: BodyRow) -> tuple[str, str, str]:
    return (row.territory.code if row.territory else "", row.line, row.role)


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
    groups = grouped(rows, lambda row: (row.territory, row.name))
    return [
        replace(_at(finding, unit), found=name, expected=unit.name)
        for (unit, name), same in groups.items()
        for finding in once(table, rule_id, same)
        if unit
    ]


def _at(finding: Finding, unit: Territory) -> Finding:
    return replace(finding, territory_code=unit.code, territory_name=unit.name)


def _repeated(table: Table, rows: Iterable[BodyRow]) -> list[Finding]:
    groups = grouped(rows, lambda row: row.territory)
    return [
        _at(finding, unit) for unit, same in groups.items() for finding in once(table, "R14", same) if unit
    ]


def _remarked(table: Table, rows: Iterable[BodyRow]) -> list[Finding]:
    """The note on the names that were read without what was added to them."""
    added = [row for row in rows if row.typed and row.territory]
    shown = "; ".join(f"{row.name_cell} “{row.typed}”" for row in added[:_NAMES_SHOWN])
    more = f"; … ({counted(len(added))} dòng)" if len(added) > _NAMES_SHOWN else ""
    return [replace(finding, found=f"{shown}{more}") for finding in once(table, "R12e", added)]
