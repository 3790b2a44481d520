"""Will there be figures at all: does somebody owe the items, does the group hold, is it verified?"""

from collections.abc import Iterator

from transforms.plan_check.figures import Book
from transforms.plan_check.findings import PlanFinding, finding
from transforms.plan_check.numbers import Both
from transforms.registry import Registry
from transforms.terms.group import members_at
from transforms.terms.indicator import Indicator
from transforms.terms.obligation import Duty
from transforms.terms.period import Period
from transforms.terms.plan import Target


def owed_findings(book: Book) -> Iterator[PlanFinding]:
    """Targets whose items nobody owes, in the plan's period or in the base year of a drop."""
    period = Period(book.plan.period)
    now = _owed(book, period.annual.all_within)
    before = _owed(book, period.previous_year.all_within)
    for target in book.plan.targets:
        indicator = book.indicator(target.indicator_id)
        if indicator is not None:
            yield from _missing(book, target, indicator, now, period.text)
            if indicator.is_drop:
                yield from _missing(book, target, indicator, before, period.previous_year.text)


def _missing(
    book: Book, target: Target, indicator: Indicator, owed: set[str], period: str
) -> Iterator[PlanFinding]:
    missing = [item for item in _needed(book.registry, indicator) if item not in owed]
    if missing:
        items = [book.registry.items[item] for item in missing]
        names = (", ".join(f"“{i.label_vi}”" for i in items), ", ".join(f"“{i.label_en}”" for i in items))
        yield finding(
            book.plan, [target.target_id], "owed", "needs", items=names, name=target.name_vi, period=period
        )


def _needed(registry: Registry, indicator: Indicator) -> tuple[str, ...]:
    """The items without which there is no figure; those of its predicate for a share of territories."""
    if indicator.predicate is not None:
        return _needed(registry, registry.indicators[indicator.predicate.indicator_id])
    is_rate = indicator.kind in {"rate", "rate_drop"}
    return indicator.numerator + (indicator.denominator if is_rate else ())


def _owed(book: Book, periods: tuple[Period, ...]) -> set[str]:
    """The items that somebody owes for territories of the plan in any of these periods."""
    items: set[str] = set()
    for period in periods:
        for duty in book.registry.duties(period):
            if _covers(book, duty):
                form = book.registry.form(duty.form_id, period)
                items |= set(duty.item_ids or (form.item_ids if form else ()))
    return items


def _covers(book: Book, duty: Duty) -> bool:
    index, day, area = book.registry.territories, duty.period.end_date, book.plan.territory_code
    return any(area in index.ancestors(unit.code, day) for unit in duty.territories)


def group_findings(book: Book) -> Iterator[PlanFinding]:
    """Groups of the plan that are empty at its end, or whose members nobody confirmed."""
    day = Period(book.plan.period).end_date
    for group_id in dict.fromkeys(t.group_id for t in book.plan.targets if t.group_id):
        ids = [t.target_id for t in book.plan.targets if t.group_id == group_id]
        lines = [m for m in book.registry.groups if m.group_id == group_id]
        held = [m for m in lines if m.is_valid_at(day)]
        if not members_at(book.registry, group_id, day):
            date: Both = (f"{day:%d/%m/%Y}", day.isoformat())
            yield finding(book.plan, ids, "group", "needs", group=lines[0].group_name_vi, day=date)
        elif unverified := [m for m in held if not m.is_verified]:
            yield finding(
                book.plan,
                ids,
                "group",
                "note",
                group=held[0].group_name_vi,
                unverified=len(unverified),
                members=len(held),
                source=unverified[0].source,
            )
