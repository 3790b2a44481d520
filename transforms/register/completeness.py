"""How full a submission is: cells that its duty requires, and those that say something."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from transforms.register.arrival import duty_of
from transforms.registry import Registry
from transforms.sheet.reading import FACT_ROLES, ReadCell, SheetReading
from transforms.terms.obligation import Duty
from transforms.terms.territory import Territory

# A dash says "none", a tick "does not apply": both are answers. A blank or unreadable cell is none.
ANSWERS = frozenset({"reported", "zero", "dash", "not_applicable"})

Place = tuple[str, str]


@dataclass(frozen=True)
class Fill:
    """One territory of one duty: how many cells it owes and how many of them were answered, never more."""

    form_id: str
    period: str
    figure_status: str
    standard_id: str
    territory_code: str
    territory_name: str
    cells_required: int
    cells_given: int


def fills_of(
    submitter_id: str,
    readings: Sequence[SheetReading],
    rejected: Iterable[Place],
    registry: Registry,
) -> tuple[Fill, ...]:
    """Every territory of every duty that a submission answers, in order of the duties and their territories.

    A territory that has no row owes its cells and gives none; one that did not exist at the end of the period is
    owed by nobody. A nil return answers everything.
    """
    duties: dict[Duty, list[SheetReading]] = {}
    for reading in readings:
        if duty := duty_of(submitter_id, reading, registry):
            duties.setdefault(duty, []).append(reading)
    places = frozenset(rejected)
    return tuple(fill for duty, same in duties.items() for fill in _fills(duty, same, places, registry))


def empty_fills(duty: Duty, registry: Registry) -> tuple[Fill, ...]:
    """The territories of a duty that nothing arrived for."""
    return _fills(duty, (), frozenset(), registry)


def required_items(duty: Duty, registry: Registry) -> frozenset[str]:
    """The items that a duty asks of each of its territories."""
    form = registry.printed_form(duty)
    owed = frozenset(duty.item_ids)
    if form is None or form.is_generic:
        return owed
    columns = (column for column in form.columns if column.is_required)
    items = frozenset(item for column in columns for item in column.items.values())
    return items | (owed & frozenset(form.item_ids))


def _fills(
    duty: Duty, readings: Sequence[SheetReading], rejected: frozenset[Place], registry: Registry
) -> tuple[Fill, ...]:
    items = required_items(duty, registry)
    is_nil = any(reading.is_nil for reading in readings)
    answered = {
        (cell.territory_code, cell.item_id)
        for reading in readings
        for cell in reading.cells
        if _is_answer(cell, rejected)
    }
    return tuple(
        _fill(
            duty, unit, len(items), len(items) if is_nil else sum((unit.code, i) in answered for i in items)
        )
        for unit in duty.territories
    )


def _is_answer(cell: ReadCell, rejected: frozenset[Place]) -> bool:
    is_read = cell.role in FACT_ROLES and cell.value_state in ANSWERS
    return is_read and (cell.sheet, cell.cell) not in rejected


def _fill(duty: Duty, unit: Territory, required: int, given: int) -> Fill:
    return Fill(
        duty.form_id,
        duty.period.text,
        duty.figure_status,
        duty.standard_id,
        unit.code,
        unit.name,
        required,
        given,
    )
