"""References between reference files: every id that one names must be defined by another."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from transforms.errors import BadReference
from transforms.terms.period import Period

if TYPE_CHECKING:
    from transforms.registry.build import Registry

_ITEM = "an id of items.csv"
_RULE = "an id under rules/"
_CODE = "a code of territories.csv"
_COMMON_YEAR = 2001


def dangling_references(registry: "Registry") -> Iterator[BadReference]:
    """Everything that names nothing."""
    yield from _in_territories(registry)
    yield from _in_forms(registry)
    yield from _in_indicators(registry)
    yield from _in_plans(registry)
    yield from _in_obligations(registry)
    yield from _in_ties(registry)


def _in_territories(registry: "Registry") -> Iterator[BadReference]:
    index = registry.territories
    codes = {territory.code for territory in index.all}
    seen: set[tuple[str, date]] = set()
    for line, territory in enumerate(index.all, start=2):
        place = f"line {line}"
        if territory.key in seen:
            found = f"{territory.code} from {territory.valid_from} stands twice"
            yield BadReference("territories.csv", place, found, "each code and first day once")
        if territory.parent_code and territory.parent_code not in codes:
            yield BadReference("territories.csv", place, f"unknown parent {territory.parent_code}", _CODE)
        seen.add(territory.key)
    named = [
        *(("groups.csv", n, m.territory_code) for n, m in enumerate(registry.groups, start=2)),
        *(("name_variants.csv", n, v.code) for n, v in enumerate(index.variants, start=2)),
        *(("territory_changes.csv", n, c.old_code) for n, c in enumerate(index.changes, start=2)),
        *(("territory_changes.csv", n, c.new_code) for n, c in enumerate(index.changes, start=2)),
        *(("obligations.csv", n, o.territory_code) for n, o in enumerate(registry.obligations, start=2)),
    ]
    for file, line, code in named:
        if code not in codes:
            yield BadReference(file, f"line {line}", f"unknown territory {code}", _CODE)


def _in_forms(registry: "Registry") -> Iterator[BadReference]:
    for form in registry.forms:
        file = f"forms/{form.form_id}.yaml"
        for item in form.item_ids:
            if item not in registry.items:
                yield BadReference(file, item, "unknown item", _ITEM)
        for identity in form.identities:
            if identity.rule_id not in registry.rules:
                yield BadReference(file, identity.name, f"unknown rule {identity.rule_id}", _RULE)
            numbers = {column.number for column in form.columns}
            if identity.kind == "ratio" and identity.column not in numbers:
                found = f"no column {identity.column!r}"
                yield BadReference(file, identity.name, found, "the number of a column of this form")
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
        ids = [target.target_id for target in plan.targets]
        for target_id in sorted({i for i in ids if ids.count(i) > 1}):
            yield BadReference(file, target_id, "defined twice", "each target once")
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
        if not _is_day(owed.due_month, owed.due_day):
            found = f"day {owed.due_day} of month {owed.due_month}"
            yield BadReference("obligations.csv", place, found, "a day that every year has")
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


def _is_day(month: int, day: int) -> bool:
    try:
        date(_COMMON_YEAR, month, day)
    except ValueError:
        return False
    return True
