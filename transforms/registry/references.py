"""References between reference files: every id that one names must be defined by another."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from transforms.errors import BadReference
from transforms.terms.period import Period

if TYPE_CHECKING:
    from transforms.registry.build import Registry

_ITEM = "an id of items.csv"
_RULE = "an id under rules/"


def dangling_references(registry: "Registry") -> Iterator[BadReference]:
    """Everything that names nothing."""
    yield from _in_forms(registry)
    yield from _in_indicators(registry)
    yield from _in_plans(registry)
    yield from _in_obligations(registry)
    yield from _in_ties(registry)


def _in_forms(registry: "Registry") -> Iterator[BadReference]:
    for form in registry.forms:
        file = f"forms/{form.form_id}.yaml"
        for item in form.item_ids:
            if item not in registry.items:
                yield BadReference(file, item, "unknown item", _ITEM)
        for identity in form.identities:
            if identity.rule_id not in registry.rules:
                yield BadReference(file, identity.name, f"unknown rule {identity.rule_id}", _RULE)
            for item in (identity.result, *identity.plus, *identity.minus, *identity.blames):
                if item not in form.item_ids:
                    yield BadReference(
                        file, identity.name, f"item {item} is in no column", "an item of this form"
                    )


def _in_indicators(registry: "Registry") -> Iterator[BadReference]:
    for indicator in registry.indicators.values():
        for item in (*indicator.numerator, *indicator.denominator):
            if item not in registry.items:
                yield BadReference("indicators/", indicator.indicator_id, f"unknown item {item}", _ITEM)


def _in_plans(registry: "Registry") -> Iterator[BadReference]:
    groups = {member.group_id for member in registry.groups}
    for plan in registry.plans.values():
        file = f"plans/{plan.plan_id}.yaml"
        try:
            day = Period(plan.period).end_date
        except ValueError as error:
            yield BadReference(file, "period", str(error), "2024, 2024-H1, 2024-Q3, 2024-M09")
            continue
        if registry.territories.at(plan.territory_code, day) is None:
            found = f"no territory {plan.territory_code} on {day}"
            yield BadReference(file, "territory_code", found, "a code of territories.csv valid then")
        for target in plan.targets:
            if target.indicator_id and target.indicator_id not in registry.indicators:
                found = f"unknown indicator {target.indicator_id}"
                yield BadReference(file, target.target_id, found, "an id under indicators/")
            if target.group_id and target.group_id not in groups:
                found = f"unknown group {target.group_id}"
                yield BadReference(file, target.target_id, found, "a group of groups.csv")


def _in_obligations(registry: "Registry") -> Iterator[BadReference]:
    forms = sorted({form.form_id for form in registry.forms})
    statuses = sorted(status.figure_status for status in registry.figure_statuses)
    for number, owed in enumerate(registry.obligations, start=2):
        place = f"line {number}"
        if owed.form_id not in forms:
            yield BadReference("obligations.csv", place, f"unknown form {owed.form_id}", ", ".join(forms))
        if owed.figure_status not in statuses:
            found = f"unknown status {owed.figure_status}"
            yield BadReference("obligations.csv", place, found, ", ".join(statuses))
        for item in owed.item_ids:
            if item not in registry.items:
                yield BadReference("obligations.csv", place, f"unknown item {item}", _ITEM)


def _in_ties(registry: "Registry") -> Iterator[BadReference]:
    for number, tie in enumerate(registry.ties, start=2):
        for item in (tie.left_item, tie.right_item):
            if item not in registry.items:
                yield BadReference("ties.csv", f"line {number}", f"unknown item {item}", _ITEM)
        if tie.rule_id not in registry.rules:
            yield BadReference("ties.csv", f"line {number}", f"unknown rule {tie.rule_id}", _RULE)
