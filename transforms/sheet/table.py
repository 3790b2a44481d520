"""One located table and the reasons why it cannot be used."""

from dataclasses import dataclass, replace

from transforms.registry import Registry
from transforms.sheet.grid import SheetGrid
from transforms.sheet.headers import HeaderPlace, Headers
from transforms.terms.form import FormVersion
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
    figure_status: str = ""


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
