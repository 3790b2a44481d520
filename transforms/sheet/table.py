"""One located table and the reasons why it, or a row of it, cannot be used."""

from collections import Counter
from dataclasses import dataclass, replace

from transforms.registry import Registry
from transforms.sheet.body_row import BodyRow
from transforms.sheet.grid import SheetGrid
from transforms.sheet.headers import HeaderPlace, Headers
from transforms.sheet.scope import Scope
from transforms.terms.form import FormVersion
from transforms.terms.period import Period
from transforms.terms.rule import Finding

_NAMES_SHOWN = 6
_LISTED = {"part", "subtotal"}


@dataclass(frozen=True)
class Table:
    """A table whose form and header are known; `finding` carries what every finding of it says."""

    grid: SheetGrid
    place: HeaderPlace
    form: FormVersion
    headers: Headers
    finding: Finding
    submitter_id: str
    registry: Registry
    received_date: str = ""


def not_owed(table: Table, standard_id: str) -> Finding:
    """The finding that this submitter does not owe this table under its standard, with what it does owe."""
    column = table.headers.stub["territory"]
    rows = range(table.place.body, min(table.place.body + _NAMES_SHOWN, table.grid.last_row + 1))
    names = dict.fromkeys(filter(None, (table.grid.text((row, column)) for row in rows)))
    owed = {
        f"{duty.form_id} kỳ {duty.period}{_standard_named(table.registry, duty.period, duty.standard_id)}"
        for period in table.registry.periods
        for duty in table.registry.duties(period)
        if duty.submitter_id == table.submitter_id
    }
    found = ", ".join(names) + _standard_named(table.registry, Period(table.finding.period), standard_id)
    return replace(table.finding, rule_id="R11", found=found, expected=", ".join(sorted(owed)))


def _standard_named(registry: Registry, period: Period, standard_id: str) -> str:
    """A standard in words where it is not the one that everybody expects."""
    name = registry.other_standard(period, standard_id)
    return f" theo {name}" if name else ""


def refusal_of(table: Table, rows: list[BodyRow], standard_id: str) -> Finding | None:
    """Why a table without a single row of a territory that is owed is refused; nothing where there is one."""
    roles = {row.role for row in rows}
    if roles & _LISTED or ("total" in roles and "unknown" not in roles):
        return None
    return not_owed(table, standard_id) if "unknown" in roles else replace(table.finding, rule_id="R16")


def usable_rows(table: Table, rows: list[BodyRow], scope: Scope) -> tuple[list[BodyRow], list[Finding]]:
    """The rows that can be used, with a finding for each that cannot, or whose code and name contradict."""
    seen = Counter(_identity(row) for row in rows if row.role in _LISTED)
    kept: list[BodyRow] = []
    findings: list[Finding] = []
    for row in rows:
        if row.role == "unknown":
            findings.append(_unknown(table, row, scope))
        elif seen[_identity(row)] > 1:
            findings.append(_repeated(table, row))
        else:
            kept.append(row)
            findings += _contradicted(table, row, scope)
    return kept, list(dict.fromkeys(findings))


def _identity(row: BodyRow) -> tuple[str, str, str]:
    return (row.territory.code if row.territory else "", row.line, row.role)


def _unknown(table: Table, row: BodyRow, scope: Scope) -> Finding:
    return replace(
        table.finding,
        rule_id="R12",
        cell=row.name_cell,
        found=row.name,
        expected=_proposal(row, scope),
        detail=str(row.row),
    )


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


def _contradicted(table: Table, row: BodyRow, scope: Scope) -> list[Finding]:
    """The code decides; a name of another unit beside it is to be explained."""
    unit = row.territory
    if unit is None or row.role not in _LISTED or not (row.code and row.name):
        return []
    if scope.is_named(unit, row.name):
        return []
    finding = replace(table.finding, rule_id="R19", cell=row.name_cell, found=row.name, expected=unit.name)
    return [replace(finding, territory_code=unit.code, territory_name=unit.name)]


def _repeated(table: Table, row: BodyRow) -> Finding:
    assert row.territory is not None
    return replace(
        table.finding,
        rule_id="R14",
        cell=row.name_cell,
        territory_code=row.territory.code,
        territory_name=row.name,
        detail=str(row.row),
    )
