"""One located table and the reasons why it cannot be used."""

from dataclasses import dataclass, replace

from transforms.registry import Registry
from transforms.sheet.grid import SheetGrid, cell_name
from transforms.sheet.headers import HeaderPlace, Headers
from transforms.terms.form import FormVersion
from transforms.terms.obligation import Duty
from transforms.terms.period import Period
from transforms.terms.rule import Finding

_NAMES_SHOWN = 6


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


def header_findings(table: Table, duty: Duty | None) -> tuple[Finding, ...]:
    """Headers that fit two columns, and required columns that are not there."""
    unclear = [
        replace(
            table.finding,
            rule_id="R06",
            cell=cell_name((table.place.top, column)),
            found=text,
            expected=numbers,
        )
        for column, text, numbers in table.headers.unclear
    ]
    missing = [" / ".join(filter(None, column.header)) for column in table.headers.missing]
    if table.form.breakdown and "breakdown" not in table.headers.stub:
        missing.append("Phân tổ (Hộ, Nhân khẩu)")
    if table.form.is_generic:
        missing += _owed_items_missing(table, duty)
    lacking = [replace(table.finding, rule_id="R05", expected=name, detail=name) for name in missing]
    return (*unclear, *lacking)


def _owed_items_missing(table: Table, duty: Duty | None) -> list[str]:
    read = {item for column in table.headers.columns.values() for item in column.items.values()}
    owed = duty.item_ids if duty else ()
    if not read and not owed:
        return [f"ít nhất một chỉ tiêu của biểu {table.form.form_id}"]
    return [table.registry.label(item) for item in owed if item not in read]


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
