"""Plans that carry out the plan of the level above: do their counts add up to its own?"""

from collections.abc import Iterator
from decimal import Decimal

from transforms.plan_check.figures import Book
from transforms.plan_check.findings import PlanFinding, finding
from transforms.plan_check.numbers import Both, both
from transforms.registry import Registry
from transforms.terms.period import Period
from transforms.terms.plan import Plan, Target
from transforms.terms.territory import Territory

_ADDITIVE = frozenset({"count", "drop_count", "level_count"})
_NO_FIGURES_HERE: Both = (
    "; kế hoạch này cũng chưa có con số để đối chiếu",
    "; this plan has no figure either",
)
_NO_FIGURES_ABOVE: Both = ("; kế hoạch đó cũng chưa có con số", "; that plan has no figure either")
_NO_PLAN: Both = ("kế hoạch cấp trên", "the plan above")

_Key = tuple[str, str, str]


def allocation_findings(book: Book) -> Iterator[PlanFinding]:
    """The allocation below this plan, and this plan's place in the allocation above it."""
    held = _plans_below(book.registry, book.plan)
    if held:
        yield from _below(book, held)
    parent = book.registry.plans.get(book.plan.parent_plan_id)
    if parent is not None:
        yield from _above(book, parent.in_force(None))


def _plans_below(registry: Registry, parent: Plan) -> dict[str, Plan]:
    """Plans that carry out this one in its period, by territory code."""
    return {
        plan.territory_code: plan.in_force(None)
        for plan in registry.plans.values()
        if (plan.parent_plan_id, plan.period) == (parent.plan_id, parent.period)
    }


def _units(registry: Registry, parent: Plan) -> tuple[Territory, ...]:
    return registry.territories.children(parent.territory_code, Period(parent.period).end_date)


def _below(book: Book, held: dict[str, Plan]) -> Iterator[PlanFinding]:
    units = _units(book.registry, book.plan)
    missing = [unit.name for unit in units if unit.code not in held]
    if missing:
        yield finding(
            book.plan,
            [],
            "allocation",
            "unsummed",
            held=len(units) - len(missing),
            units=len(units),
            with_plan=", ".join(unit.name for unit in units if unit.code in held),
            missing=", ".join(missing),
            parent=("", "") if _sums(book.plan) else _NO_FIGURES_HERE,
        )
        return
    own = _sums(book.plan)
    for key in dict.fromkeys([*own, *(key for plan in held.values() for key in _sums(plan))]):
        yield _allocated(book, key, units, held, own.get(key))


def _sums(plan: Plan) -> dict[_Key, Target]:
    """The targets that add up over territories, by what they measure."""
    return {
        (target.kind, target.indicator_id, target.group_id): target
        for target in plan.targets
        if target.kind in _ADDITIVE
    }


def _allocated(
    book: Book, key: _Key, units: tuple[Territory, ...], held: dict[str, Plan], own: Target | None
) -> PlanFinding:
    found = {unit: _sums(held[unit.code]).get(key) for unit in units}
    parts = {unit: t.low for unit, t in found.items() if t is not None and t.low is not None}
    total = sum(parts.values(), Decimal(0))
    sample = own or next(target for target in found.values() if target)
    ids = [t.target_id for t in (own, *found.values()) if t]
    unit = sample.measure_unit
    lacking = [unit.name for unit in units if unit not in parts]
    if lacking or own is None or own.low is None:
        absent = [*lacking, *([] if own else [_NO_PLAN[0]])]
        in_english = [*lacking, *([] if own else [_NO_PLAN[1]])]
        return finding(
            book.plan,
            ids,
            "allocated",
            "unsummed",
            name=sample.name_vi,
            total=total,
            unit=unit,
            held=len(parts),
            units=len(units),
            missing=(", ".join(absent), ", ".join(in_english)),
        )
    terms = [both(value) for value in parts.values()]
    return finding(
        book.plan,
        ids,
        "allocated",
        "agrees" if total == own.low else "slip",
        name=sample.name_vi,
        terms=(" + ".join(t[0] for t in terms), " + ".join(t[1] for t in terms)),
        total=total,
        unit=unit,
        aim=own.low,
    )


def _above(book: Book, parent: Plan) -> Iterator[PlanFinding]:
    """Said on the plan itself as long as others are missing; the sums are findings of the plan above."""
    held = _plans_below(book.registry, parent)
    missing = [unit for unit in _units(book.registry, parent) if unit.code not in held]
    if missing:
        yield finding(
            book.plan,
            [],
            "parent",
            "unsummed",
            parent=parent.plan_id,
            document=f"{parent.document_vi} của {parent.issued_by_vi}",
            missing=len(missing),
            figures=("", "") if _sums(parent) else _NO_FIGURES_ABOVE,
        )
