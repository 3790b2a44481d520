"""Build the frozen registry and check that its parts refer to each other."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from transforms.errors import BadReference
from transforms.registry.across import read_across
from transforms.registry.boundaries import read_boundaries
from transforms.registry.column_lists import read_column_lists, read_printed_entries
from transforms.registry.corrections import read_corrections
from transforms.registry.documents import read_indicators, read_plans
from transforms.registry.forms import read_forms
from transforms.registry.places import Places, with_line_of_file
from transforms.registry.references import broken_references
from transforms.registry.register import read_calendar, read_closings, read_reopenings
from transforms.registry.rules import (
    read_root_causes,
    read_rules,
    read_severities,
    read_states,
    read_waivers,
)
from transforms.registry.source import Source
from transforms.registry.standards import read_standards
from transforms.registry.tables import (
    read_figure_statuses,
    read_groups,
    read_items,
    read_limits,
    read_obligations,
    read_office,
    read_publication,
    read_task_updates,
    read_ties,
    read_unit_types,
    read_words,
)
from transforms.registry.territories import read_counts, read_territories
from transforms.registry.texts import read_texts
from transforms.terms.across import AcrossData
from transforms.terms.boundary import BoundaryMap
from transforms.terms.calendar import Calendar
from transforms.terms.closing import Closing, Reopening
from transforms.terms.correction import Correction
from transforms.terms.explanation import Waiver
from transforms.terms.form import FormVersion
from transforms.terms.indicator import Indicator
from transforms.terms.item import Item
from transforms.terms.licence import Licence
from transforms.terms.obligation import Duty, Obligation, duties_of
from transforms.terms.period import Period
from transforms.terms.plan import Plan, TaskUpdate
from transforms.terms.rule import RootCause, Rule, Severity, SubmissionState, Tie
from transforms.terms.standard import FigureStatus, GroupMember, Standard, UnitType, standard_at
from transforms.terms.territory import TerritoryCount, TerritoryIndex
from transforms.terms.texts import Texts
from transforms.text.normalise import lower_first
from transforms.text.translated import Phrases


@dataclass(frozen=True)
class Registry:
    """Everything under reference/, parsed, cross-checked and frozen for one run."""

    forms: tuple[FormVersion, ...]
    items: dict[str, Item]
    indicators: dict[str, Indicator]
    plans: dict[str, Plan]
    rule_versions: dict[str, tuple[Rule, ...]]
    severities: dict[str, Severity]
    states: dict[str, SubmissionState]
    waivers: tuple[Waiver, ...]
    root_causes: tuple[RootCause, ...]
    across: AcrossData
    territories: TerritoryIndex
    territory_counts: tuple[TerritoryCount, ...]
    obligations: tuple[Obligation, ...]
    standards: tuple[Standard, ...]
    figure_statuses: tuple[FigureStatus, ...]
    groups: tuple[GroupMember, ...]
    ties: tuple[Tie, ...]
    words: dict[str, tuple[str, ...]]
    limits: dict[str, int]
    office: dict[str, str]
    digest: str
    unit_types: dict[str, UnitType]
    task_updates: tuple[TaskUpdate, ...]
    printed_entries: dict[str, dict[str, frozenset[str]]]
    calendar: Calendar
    closings: tuple[Closing, ...]
    reopenings: tuple[Reopening, ...]
    corrections: tuple[Correction, ...]
    texts: Texts
    boundaries: tuple[BoundaryMap, ...]
    map_indicators: tuple[str, ...]
    protected_units: tuple[str, ...]
    licence: Licence

    @cached_property
    def rules(self) -> dict[str, Rule]:
        """The newest version of every rule, by id."""
        return {rule_id: versions[-1] for rule_id, versions in self.rule_versions.items()}

    def rule_at(self, rule_id: str, period: str) -> Rule | None:
        """The version of a rule that judges `period`; without a period the newest. None where none is valid then."""
        if not period:
            return self.rules[rule_id]
        day = Period(period).end_date
        return next((r for r in reversed(self.rule_versions[rule_id]) if r.is_valid_on(day)), None)

    def form(self, form_id: str, period: Period) -> FormVersion | None:
        """The version of a form in force at the end of `period`."""
        day = period.end_date
        return next((f for f in self.forms if f.form_id == form_id and f.is_valid_at(day)), None)

    def printed_form(self, duty: Duty) -> FormVersion | None:
        """The version of a duty's form with the columns that the duty's province prints."""
        return self.form_as_printed(duty.form_id, duty.period, duty.area_code)

    def form_as_printed(self, form_id: str, period: Period, area_code: str) -> FormVersion | None:
        """The version of a form at the end of `period` with the columns that the area's province prints."""
        form = self.form(form_id, period)
        area = self.territories.at(area_code, period.end_date)
        return form and form.printed(self.printed_entries.get(area.province_code if area else "", {}))

    def duties(self, period: Period) -> tuple[Duty, ...]:
        """Every duty of a period, one a submitter and form."""
        if period not in self._duties:
            self._duties[period] = tuple(
                duty for o in self.obligations for duty in duties_of(o, period, self.territories)
            )
        return self._duties[period]

    @cached_property
    def _duties(self) -> dict[Period, tuple[Duty, ...]]:
        """Duties by period, worked out when first asked for: every sheet of a period asks again."""
        return {}

    def deadline(self, duty: Duty) -> date:
        """The last day on which a duty is done in time: its due day, or the working day after it."""
        return self.calendar.deadline(duty.due_date)

    def standard_in_force(self, period: Period) -> str:
        """The id of the standard in force at the end of `period`; empty where there is none."""
        found = standard_at(self.standards, period.end_date)
        return found.standard_id if found else ""

    def standard_of(self, duty: Duty) -> str:
        """The id of the standard under which a duty is done."""
        return duty.standard_id or self.standard_in_force(duty.period)

    def other_standard(self, period: Period, standard_id: str) -> str:
        """The Vietnamese name of a standard that is not the one in force at the end of `period`; else nothing."""
        in_force = standard_id == self.standard_in_force(period)
        return "" if in_force else self.standard_names([standard_id], "")

    def standard_names(self, standard_ids: Iterable[str], joined_by: str) -> str:
        """The Vietnamese names of standards as they stand in a sentence, in order of their first days."""
        wanted = frozenset(standard_ids)
        return joined_by.join(lower_first(s.name_vi) for s in self.standards if s.standard_id in wanted)

    def duty(
        self, submitter_id: str, form_id: str, period: Period, figure_status: str, standard_id: str
    ) -> Duty | None:
        """What a submitter owes with this form, period and standard: in this figure status, else in any."""
        found = [
            duty
            for duty in self.duties(period)
            if (duty.submitter_id, duty.form_id) == (submitter_id, form_id)
            and self.standard_of(duty) == standard_id
        ]
        same = [duty for duty in found if duty.figure_status == figure_status]
        return next(iter(same or found), None)

    @cached_property
    def periods(self) -> tuple[Period, ...]:
        """Every period for which something is owed, in order of their last days."""
        found = {period for o in self.obligations for period in o.periods}
        return tuple(sorted(found, key=lambda p: (p.end_date, p.months)))

    @cached_property
    def submitters(self) -> dict[str, str]:
        """Names of all submitters that ever owe something, by id."""
        return {d.submitter_id: d.submitter_name_vi for p in self.periods for d in self.duties(p)}

    @cached_property
    def submitters_en(self) -> dict[str, str]:
        """The English names of those that have one, by id."""
        duties = (d for p in self.periods for d in self.duties(p))
        return {d.submitter_id: d.submitter_name_en for d in duties if d.submitter_name_en}

    @cached_property
    def issue_phrases(self) -> Phrases:
        """What checks put into messages, with its English: labels of items, names of forms, messages/parts.yaml."""
        labels = {item.label_vi: item.label_en for item in self.items.values()}
        inside = {lower_first(vi): lower_first(en) for vi, en in labels.items()}
        catalogue = self.texts.catalogue
        parts = {text["vi"]: text["en"] for key, text in catalogue.items() if key.startswith("part_")}
        forms = {form.name_vi: form.name_en for form in self.forms if form.name_en}
        return Phrases({**forms, **inside, **labels, **parts})

    def status_label(self, figure_status: str) -> str:
        """The Vietnamese label of a figure status; the id itself where it has none."""
        labels = {status.figure_status: status.label_vi for status in self.figure_statuses}
        return labels.get(figure_status, figure_status)

    def label(self, item_id: str) -> str:
        """The Vietnamese label of an item; the id itself where it has none."""
        return self.items[item_id].label_vi if item_id in self.items else item_id


def build_registry(texts: Mapping[str, str], digest: str) -> Registry:
    """The registry of these reference texts (path → text).

    Raises:
        BadReference: a file is malformed, contradicts another, or names something that is not defined.
    """
    try:
        registry = _read(Source(texts), digest)
        for problem in broken_references(registry, Places(texts)):
            raise problem
    except BadReference as error:
        raise with_line_of_file(error, texts) from error
    return registry


def _read(source: Source, digest: str) -> Registry:
    rules = read_rules(source)
    words, limits, territories = read_words(source), read_limits(source), read_territories(source)
    return Registry(
        forms=read_forms(source, read_column_lists(source), words),
        items=read_items(source),
        indicators=read_indicators(source),
        plans=read_plans(source),
        rule_versions=rules,
        severities=read_severities(source),
        states=read_states(source),
        waivers=read_waivers(source),
        root_causes=read_root_causes(source, rules),
        across=read_across(source),
        territories=territories,
        territory_counts=read_counts(source),
        obligations=read_obligations(source),
        standards=read_standards(source),
        figure_statuses=read_figure_statuses(source),
        groups=read_groups(source),
        ties=read_ties(source),
        words=words,
        limits=limits,
        office=read_office(source),
        digest=digest,
        unit_types=read_unit_types(source),
        task_updates=read_task_updates(source),
        printed_entries=read_printed_entries(source),
        calendar=read_calendar(source, moves_deadlines=bool(limits["deadline_moves_to_working_day"])),
        closings=read_closings(source),
        reopenings=read_reopenings(source),
        corrections=read_corrections(source, territories),
        texts=read_texts(source),
        boundaries=read_boundaries(source, territories),
        **read_publication(source),
    )
