"""References inside plans and to them: parents, stated figures, amendments, the follow-up of tasks."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from transforms.errors import BadReference
from transforms.registry.places import Places
from transforms.terms.period import Period, is_period
from transforms.terms.plan import Plan

if TYPE_CHECKING:
    from transforms.registry.build import Registry


def in_plan_details(registry: "Registry", places: Places) -> Iterator[BadReference]:
    """Everything in plans, beyond their targets, that names nothing or itself."""
    for plan in registry.plans.values():
        yield from _in_parents(registry, plan, places)
        yield from _in_stated(plan, places)
        yield from _in_amendments(plan, places)
    yield from _in_task_updates(registry)


def _in_parents(registry: "Registry", plan: Plan, places: Places) -> Iterator[BadReference]:
    seen, parent = [plan.plan_id], plan.parent_plan_id
    while parent in registry.plans:
        if parent in seen:
            found = f"the plan hangs under itself: {' > '.join([*seen, parent])}"
            yield BadReference(*_at(places, plan, "parent_plan_id"), found, "the plan of a level above")
            return
        seen.append(parent)
        parent = registry.plans[parent].parent_plan_id
    yield from _outside_its_parent(registry, plan, places)


def _outside_its_parent(registry: "Registry", plan: Plan, places: Places) -> Iterator[BadReference]:
    parent = registry.plans.get(plan.parent_plan_id)
    if parent is None or not is_period(plan.period):
        return
    above = registry.territories.ancestors(plan.territory_code, Period(plan.period).end_date)
    if parent.territory_code not in above - {plan.territory_code}:
        found = f"{plan.territory_code} does not lie under {parent.territory_code} of {parent.plan_id}"
        place = _at(places, plan, "parent_plan_id")
        yield BadReference(*place, found, "the plan of a territory above this one's")


def _in_stated(plan: Plan, places: Places) -> Iterator[BadReference]:
    ids = [figure.stated_id for figure in plan.stated]
    for figure in plan.stated:
        place = _at(places, plan, "stated", figure.stated_id)
        if ids.count(figure.stated_id) > 1:
            yield BadReference(*place, f"{figure.stated_id} is stated twice", "each stated figure once")
        for other in filter(None, (figure.part_of, figure.sums_to, figure.share_of)):
            if other not in ids or other == figure.stated_id:
                found = f"{figure.stated_id} names the unknown stated figure {other}"
                yield BadReference(*place, found, "another stated_id of this plan")


def _in_amendments(plan: Plan, places: Places) -> Iterator[BadReference]:
    for amendment in plan.amendments:
        ids = [target.target_id for target in amendment.targets]
        for twice in sorted({one for one in ids if ids.count(one) > 1}):
            found = f"{twice} stands twice in the amendment of {amendment.in_force_from}"
            yield BadReference(*_at(places, plan, "amendments", twice, twice), found, "each target once")


def _in_task_updates(registry: "Registry") -> Iterator[BadReference]:
    for line, update in enumerate(registry.task_updates, start=2):
        plan = registry.plans.get(update.plan_id)
        if plan is None:
            found = f"unknown plan {update.plan_id}"
            yield BadReference("task_updates.csv", f"line {line}", found, "an id under plans/")
        elif update.target_id not in _tasks(plan):
            found = f"{update.target_id} is no qualitative target of {plan.plan_id}"
            yield BadReference("task_updates.csv", f"line {line}", found, "a target of kind qualitative")


def _tasks(plan: Plan) -> set[str]:
    added = (target for amendment in plan.amendments for target in amendment.targets)
    return {target.target_id for target in (*plan.targets, *added) if target.kind == "qualitative"}


def _at(places: Places, plan: Plan, *words: str) -> tuple[str, str]:
    return places.of(places.of("plans/", plan.plan_id)[0], *words)
