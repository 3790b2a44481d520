"""What plans name: territories, indicators, groups, other plans; each error with the line on which the id stands."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from transforms.errors import BadReference
from transforms.registry.places import Places
from transforms.terms.period import Period
from transforms.terms.plan import Plan

if TYPE_CHECKING:
    from transforms.registry.build import Registry

_INDICATOR = "an id under indicators/"


def in_plans(registry: "Registry", places: Places) -> Iterator[BadReference]:
    """Everything in a plan that names nothing."""
    for plan in registry.plans.values():
        yield from _in_head(plan, registry, places)
        yield from _in_targets(plan, registry, places)


def _in_head(plan: Plan, registry: "Registry", places: Places) -> Iterator[BadReference]:
    file = places.of("plans/", plan.plan_id)[0]
    try:
        day = Period(plan.period).end_date
    except ValueError as error:
        yield BadReference(*places.of(file, "period"), str(error), "2024, 2024-H1, 2024-Q3, 2024-M09")
        return
    if registry.territories.at(plan.territory_code, day) is None:
        found = f"no territory {plan.territory_code} on {day}"
        yield BadReference(*places.of(file, "territory_code"), found, "a code of territories.csv valid then")
    parent = plan.parent_plan_id
    if parent and (parent not in registry.plans or parent == plan.plan_id):
        found = f"unknown plan {parent}"
        yield BadReference(*places.of(file, "parent_plan_id"), found, "the id of another plan under plans/")


def _in_targets(plan: Plan, registry: "Registry", places: Places) -> Iterator[BadReference]:
    file = places.of("plans/", plan.plan_id)[0]
    groups = {member.group_id for member in registry.groups}
    amended = [target for amendment in plan.amendments for target in amendment.targets]
    ids = [target.target_id for target in plan.targets]
    for twice in _repeated(ids):
        yield BadReference(*places.of(file, twice, twice), "defined twice", "each target once")
    for target in (*plan.targets, *amended):
        if target.indicator_id and target.indicator_id not in registry.indicators:
            place = places.of(file, target.target_id, target.indicator_id)
            yield BadReference(*place, f"unknown indicator {target.indicator_id}", _INDICATOR)
        if target.group_id and target.group_id not in groups:
            place = places.of(file, target.target_id, target.group_id)
            yield BadReference(*place, f"unknown group {target.group_id}", "a group of groups.csv")
    for amendment in plan.amendments:
        for gone in sorted({*amendment.withdrawn} - {*ids, *(t.target_id for t in amended)}):
            place = places.of(file, "withdrawn", gone)
            yield BadReference(*place, f"unknown target {gone}", "a target of this plan")
    for stated in plan.stated:
        if stated.indicator_id and stated.indicator_id not in registry.indicators:
            place = places.of(file, stated.stated_id, stated.indicator_id)
            yield BadReference(*place, f"unknown indicator {stated.indicator_id}", _INDICATOR)


def _repeated(ids: Iterable[str]) -> list[str]:
    seen = list(ids)
    return sorted({one for one in seen if seen.count(one) > 1})
