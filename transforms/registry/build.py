"""Build the frozen registry and check that its parts refer to each other."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from transforms.errors import BadReference
from transforms.registry.documents import read_indicators, read_plans, read_rules
from transforms.registry.forms import read_forms
from transforms.registry.source import Source
from transforms.registry.tables import (
    read_figure_statuses,
    read_groups,
    read_items,
    read_obligations,
    read_standards,
    read_territories,
    read_ties,
    read_words,
)
from transforms.terms.form import FormVersion
from transforms.terms.indicator import Indicator
from transforms.terms.item import Item
from transforms.terms.obligation import Duty, Obligation, duties_of
from transforms.terms.period import Period
from transforms.terms.plan import Plan
from transforms.terms.rule import Rule, Tie
from transforms.terms.standard import FigureStatus, GroupMember, Standard
from transforms.terms.territory import TerritoryIndex


@dataclass(frozen=True)
class Registry:
    """Everything under reference/, parsed, cross-checked and frozen for one run."""

    forms: tuple[FormVersion, ...]
    items: dict[str, Item]
    indicators: dict[str, Indicator]
    plans: dict[str, Plan]
    rules: dict[str, Rule]
    territories: TerritoryIndex
    obligations: tuple[Obligation, ...]
    standards: tuple[Standard, ...]
    figure_statuses: tuple[FigureStatus, ...]
    groups: tuple[GroupMember, ...]
    ties: tuple[Tie, ...]
    words: dict[str, tuple[str, ...]]
    digest: str

    def form(self, form_id: str, period: Period) -> FormVersion | None:
        """The version of a form in force at the end of `period`."""
        day = period.end_date
        return next((f for f in self.forms if f.form_id == form_id and f.is_valid_at(day)), None)

    def duties(self, period: Period) -> tuple[Duty, ...]:
        """Every duty of a period, one a submitter and form."""
        return tuple(d for o in self.obligations for d in duties_of(o, period, self.territories))

    @cached_property
    def periods(self) -> tuple[Period, ...]:
        """Every annual period for which something is owed."""
        years = {
            y for o in self.obligations for y in range(int(o.first_period[:4]), int(o.last_period[:4]) + 1)
        }
        return tuple(Period(str(year)) for year in sorted(years))

    @cached_property
    def submitters(self) -> dict[str, str]:
        """Names of all submitters that ever owe something, by id."""
        return {d.submitter_id: d.submitter_name_vi for p in self.periods for d in self.duties(p)}

    def label(self, item_id: str) -> str:
        """The Vietnamese label of an item; the id itself where it has none."""
        return self.items[item_id].label_vi if item_id in self.items else item_id


def build_registry(texts: Mapping[str, str], digest: str) -> Registry:
    """The registry of these reference texts (path → text).

    Raises:
        BadReference: a file is malformed or names something that is not defined.
    """
    source = Source(texts)
    registry = Registry(
        forms=read_forms(source),
        items=read_items(source),
        indicators=read_indicators(source),
        plans=read_plans(source),
        rules=read_rules(source),
        territories=read_territories(source),
        obligations=read_obligations(source),
        standards=read_standards(source),
        figure_statuses=read_figure_statuses(source),
        groups=read_groups(source),
        ties=read_ties(source),
        words=read_words(source),
        digest=digest,
    )
    for problem in _dangling(registry):
        raise problem
    return registry


def _dangling(registry: Registry) -> Iterator[BadReference]:
    """References that name nothing, the first of each kind first."""
    yield from _dangling_in_forms(registry)
    for indicator in registry.indicators.values():
        for item in (*indicator.numerator, *indicator.denominator):
            if item not in registry.items:
                yield BadReference(
                    "indicators/", indicator.indicator_id, f"unknown item {item}", "an id of items.csv"
                )
    yield from _dangling_in_plans(registry)
    for number, tie in enumerate(registry.ties, start=2):
        for item in (tie.left_item, tie.right_item):
            if item not in registry.items:
                yield BadReference("ties.csv", f"line {number}", f"unknown item {item}", "an id of items.csv")
        if tie.rule_id not in registry.rules:
            yield BadReference(
                "ties.csv", f"line {number}", f"unknown rule {tie.rule_id}", "an id under rules/"
            )
    forms = {form.form_id for form in registry.forms}
    statuses = {status.figure_status for status in registry.figure_statuses}
    for number, owed in enumerate(registry.obligations, start=2):
        if owed.form_id not in forms:
            yield BadReference(
                "obligations.csv", f"line {number}", f"unknown form {owed.form_id}", ", ".join(sorted(forms))
            )
        if owed.figure_status not in statuses:
            yield BadReference(
                "obligations.csv",
                f"line {number}",
                f"unknown status {owed.figure_status}",
                ", ".join(sorted(statuses)),
            )
        for item in owed.item_ids:
            if item not in registry.items:
                yield BadReference(
                    "obligations.csv", f"line {number}", f"unknown item {item}", "an id of items.csv"
                )


def _dangling_in_forms(registry: Registry) -> Iterator[BadReference]:
    for form in registry.forms:
        file = f"forms/{form.form_id}.yaml"
        for item in form.item_ids:
            if item not in registry.items:
                yield BadReference(file, item, "unknown item", "an id of items.csv")
        for identity in form.identities:
            if identity.rule_id not in registry.rules:
                yield BadReference(
                    file, identity.name, f"unknown rule {identity.rule_id}", "an id under rules/"
                )
            for item in (identity.result, *identity.plus, *identity.minus):
                if item not in form.item_ids:
                    yield BadReference(
                        file, identity.name, f"item {item} is in no column", "an item of this form"
                    )


def _dangling_in_plans(registry: Registry) -> Iterator[BadReference]:
    groups = {member.group_id for member in registry.groups}
    for plan in registry.plans.values():
        file = f"plans/{plan.plan_id}.yaml"
        if registry.territories.at(plan.territory_code, Period(plan.period).end_date) is None:
            yield BadReference(
                file,
                "territory_code",
                f"no territory {plan.territory_code} then",
                "a code of territories.csv",
            )
        for target in plan.targets:
            if target.indicator_id and target.indicator_id not in registry.indicators:
                yield BadReference(
                    file,
                    target.target_id,
                    f"unknown indicator {target.indicator_id}",
                    "an id under indicators/",
                )
            if target.group_id and target.group_id not in groups:
                yield BadReference(
                    file, target.target_id, f"unknown group {target.group_id}", "a group of groups.csv"
                )
