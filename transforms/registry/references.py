"""References between reference files: every id that one names must be defined by another."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from transforms.errors import BadReference
from transforms.registry.across import in_across
from transforms.registry.corrections import in_corrections
from transforms.registry.places import Places
from transforms.registry.plan_details import in_plan_details
from transforms.registry.plan_references import in_plans
from transforms.registry.register import in_register
from transforms.registry.stretches import in_stretches
from transforms.registry.successions import in_successions
from transforms.registry.territory_checks import in_territories
from transforms.terms.form import FormVersion, Identity

if TYPE_CHECKING:
    from transforms.registry.build import Registry

_ITEM = "an id of items.csv"
_RULE = "an id under rules/"
_INDICATOR = "an id under indicators/"
_COMMON_YEAR = 2001


def broken_references(registry: "Registry", places: Places) -> Iterator[BadReference]:
    """Everything that names nothing, or contradicts something else."""
    yield from in_territories(registry)
    yield from in_successions(registry.territories)
    yield from in_stretches(registry, places)
    yield from _in_forms(registry, places)
    yield from _in_printed_entries(registry)
    yield from _in_indicators(registry, places)
    yield from in_plans(registry, places)
    yield from in_plan_details(registry, places)
    yield from _in_obligations(registry)
    yield from _in_ties(registry)
    yield from in_across(registry)
    yield from in_register(registry)
    yield from in_corrections(registry, places)


def _in_forms(registry: "Registry", places: Places) -> Iterator[BadReference]:
    for form in registry.forms:
        file = f"forms/{form.form_id}.yaml"
        for item in form.item_ids:
            if item not in registry.items:
                yield BadReference(*places.of(file, item), "unknown item", _ITEM)
        yield from _in_identities(form, registry, places)
        yield from _in_order(form, places)


def _in_identities(form: FormVersion, registry: "Registry", places: Places) -> Iterator[BadReference]:
    for identity in form.identities:
        for found, valid in _wrong_with(identity, form, registry):
            path, place = places.of(f"forms/{form.form_id}.yaml", "identities", identity.rule_id)
            yield BadReference(path, place.replace("identities", identity.name), found, valid)


def _wrong_with(identity: Identity, form: FormVersion, registry: "Registry") -> Iterator[tuple[str, str]]:
    """What was found in an identity, and what would be valid."""
    if identity.rule_id not in registry.rules:
        yield f"unknown rule {identity.rule_id}", _RULE
    if identity.kind == "ratio" and identity.column not in {column.number for column in form.columns}:
        yield f"no column {identity.column!r}", "the number of a column of this form"
    for item in (identity.result, *identity.plus, *identity.minus, *identity.blames):
        if item not in form.item_ids:
            yield f"item {item} is in no column", "an item of this form"


def _in_order(form: FormVersion, places: Places) -> Iterator[BadReference]:
    """Columns that stand after a column that the form does not have."""
    numbers = {column.number for column in form.columns}
    for column in form.columns:
        if column.after and column.after not in numbers:
            path, place = places.of(f"forms/{form.form_id}.yaml", column.number, column.after)
            found = f"column {column.number} stands after {column.after!r}"
            yield BadReference(path, place, found, "the number of a column of this form")


def _in_printed_entries(registry: "Registry") -> Iterator[BadReference]:
    known = {(c.list_id, c.entry_id) for form in registry.forms for c in form.columns}
    for province, chosen in registry.printed_entries.items():
        for list_id, entries in chosen.items():
            for entry in sorted(e for e in entries if (list_id, e) not in known):
                found = f"{list_id} has no entry {entry}"
                yield BadReference("printed_entries.csv", province, found, "an entry of a list of columns")


def _in_indicators(registry: "Registry", places: Places) -> Iterator[BadReference]:
    for indicator in registry.indicators.values():
        own = indicator.indicator_id
        for item in (*indicator.numerator, *indicator.denominator):
            if item not in registry.items:
                yield BadReference(*places.of("indicators/", own, item), f"unknown item {item}", _ITEM)
        other = indicator.predicate.indicator_id if indicator.predicate else own
        if other not in registry.indicators:
            found = f"unknown indicator {other}"
            yield BadReference(*places.of("indicators/", own, other), found, _INDICATOR)
    for drawn in registry.map_indicators:
        if drawn not in registry.indicators:
            found = f"unknown indicator {drawn}"
            yield BadReference("publication.yaml", "map_indicators", found, _INDICATOR)


def _in_obligations(registry: "Registry") -> Iterator[BadReference]:
    forms = sorted({form.form_id for form in registry.forms})
    statuses = sorted(status.figure_status for status in registry.figure_statuses)
    standards = sorted(standard.standard_id for standard in registry.standards)
    for number, owed in enumerate(registry.obligations, start=2):
        place = f"line {number}"
        if owed.form_id not in forms:
            yield BadReference("obligations.csv", place, f"unknown form {owed.form_id}", ", ".join(forms))
        if owed.figure_status not in statuses:
            found = f"unknown status {owed.figure_status}"
            yield BadReference("obligations.csv", place, found, ", ".join(statuses))
        if owed.standard_id and owed.standard_id not in standards:
            found = f"unknown standard {owed.standard_id}"
            yield BadReference("obligations.csv", place, found, ", ".join(standards))
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
