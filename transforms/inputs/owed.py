"""Which territories owe which item in a period, by poverty standard."""

from transforms.registry import Registry
from transforms.terms.obligation import Duty
from transforms.terms.period import Period
from transforms.terms.territory import Territory

Owed = dict[tuple[str, str], set[Territory]]


def owed_in(period: Period, registry: Registry) -> Owed:
    """Territories by (standard_id, item_id): of the period's own duties and of those of its last parts.

    A year that is reported in halves is owed by those who owe its second half.
    """
    owed: Owed = {}
    for duty in duties_ending_with(period, registry):
        form = registry.form(duty.form_id, period)
        for item in duty.item_ids or (form.item_ids if form else ()):
            owed.setdefault((registry.standard_of(duty), item), set()).update(duty.territories)
    return owed


def duties_ending_with(period: Period, registry: Registry) -> tuple[Duty, ...]:
    """The duties of a period and of the shorter ones inside it that end with it."""
    ending_together = (p for p in period.all_within if p.end_date == period.end_date)
    return tuple(duty for p in ending_together for duty in registry.duties(p))


def units_of(owed: Owed) -> frozenset[Territory]:
    """Every territory that owes anything."""
    return frozenset(unit for units in owed.values() for unit in units)
