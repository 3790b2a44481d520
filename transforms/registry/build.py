"""Build the frozen registry and check that its parts refer to each other."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from transforms.registry.documents import read_indicators, read_plans, read_rules
from transforms.registry.forms import read_forms
from transforms.registry.references import dangling_references
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
        """Every period for which something is owed, in order of their last days."""
        found = {period for o in self.obligations for period in o.periods}
        return tuple(sorted(found, key=lambda p: (p.end_date, p.months)))

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
    for problem in dangling_references(registry):
        raise problem
    return registry
