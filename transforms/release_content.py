"""Put a release together: which territories, figures, duties, issues and notes belong to it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from transforms.checks.tallies import Tally
from transforms.comparison import Values, compared
from transforms.judging import Followed
from transforms.official.forms import Known, form_summaries
from transforms.ranking import ranked
from transforms.registry import Registry
from transforms.release import Frame, Release
from transforms.release_corrections import correction_notes
from transforms.release_duties import SubmissionState, duty_states
from transforms.release_lines import territory_lines
from transforms.release_notes import notes_of_plan, notes_of_tables
from transforms.release_rules import rule_results
from transforms.release_waivers import waiver_notes
from transforms.render.language import Language
from transforms.schemas import INDICATORS, REVISIONS, Table
from transforms.terms.period import Period
from transforms.terms.plan import Plan, TaskUpdate
from transforms.terms.rule import Issue
from transforms.terms.said import Value
from transforms.terms.standard import FigureStatus, standard_at
from transforms.terms.territory import Territory
from transforms.terms.texts import LANGUAGES


@dataclass(frozen=True)
class Content:
    """What releases are made of: rows of the warehouse's tables, submissions, issues and rule results by submission.

    `facts` are the rows of `form_facts` that are about one release (transforms.official.facts).
    """

    rows: Sequence[dict[str, Any]]
    revisions: Sequence[dict[str, Any]]
    submissions: Sequence[SubmissionState]
    issues: Mapping[str, Sequence[Issue]]
    corrections: Sequence[dict[str, Any]] = ()
    tallies: Mapping[str, Mapping[str, Tally]] = field(default_factory=dict)
    facts: Sequence[dict[str, Any]] = ()


def statuses_of(
    plan: Plan, period: Period, rows: Iterable[Mapping[str, Any]], registry: Registry
) -> list[FigureStatus]:
    """The figure statuses in which anything of the plan's area is known for the period, weakest first."""
    codes = {territory.code for territory in territories_of(plan, period, registry)}
    known = {r["figure_status"] for r in rows if r["period"] == period.text and r["territory_code"] in codes}
    return [status for status in registry.figure_statuses if status.figure_status in known]


def territories_of(plan: Plan, period: Period, registry: Registry) -> list[Territory]:
    """The plan's territory and all units under it on the map of the period's last day, parents first."""
    day = period.end_date
    own = registry.territories.at(plan.territory_code, day)
    found: list[Territory] = []
    waiting = [own] if own else []
    while waiting:
        territory = waiting.pop(0)
        found.append(territory)
        waiting = [*registry.territories.children(territory.code, day), *waiting]
    return found


def release_of(frame: Frame, content: Content, registry: Registry, release_id: str) -> Release:
    """The whole content of one release."""
    plan, period, status = frame.plan, frame.period, frame.status
    territories = territories_of(plan, period, registry)
    values = Values.of(content.rows, period.text, status.figure_status, registry.standards)
    followed = followed_tasks(plan, period, registry.task_updates)
    comparison = compared(plan, status.figure_status, values, registry, period, followed)
    duties = duty_states(frame, content.submissions, registry)
    standard = standard_at(registry.standards, period.end_date)
    used = {duty.submission_id for duty in duties if duty.submission_id}
    minimum = registry.limits["rank_minimum_households"]
    lines = ranked(territory_lines(territories, values), minimum)
    issues = tuple(issue for submission in sorted(used) for issue in content.issues.get(submission, ()))
    arrived = {state.submission_id: state.received_date for state in content.submissions}
    first, of_plan = notes_of_tables(frame, lines, duties, registry), notes_of_plan(frame, registry)
    applied = [
        *correction_notes(content.corrections, frame, territories, registry),
        *waiver_notes(issues, arrived, registry),
    ]
    notes: list[Value] = [*first, *of_plan, *applied]
    under_tables = (*range(len(first)), *range(len(first) + len(of_plan), len(notes)))
    vi, en = (Language(registry.texts, language) for language in LANGUAGES)
    simulated = frozenset(s.submission_id for s in content.submissions if s.is_simulated)
    revisions = [row for row in content.revisions if row["to_status"] == status.figure_status]
    return Release(
        release_id=release_id,
        plan=plan,
        period=period,
        figure_status=status,
        standard_name_vi=standard.name_vi if standard else "",
        territory_name=territories[0].name,
        comparison=tuple(one.row for one in comparison),
        indicators=_of_release(INDICATORS, content.rows, frame, registry),
        definitions=registry.indicators,
        territories=tuple(lines),
        duties=tuple(duties),
        issues=issues,
        notes_vi=tuple(vi.told(note) for note in notes),
        is_simulated=not used.isdisjoint(simulated),
        revisions=_of_release(REVISIONS, revisions, frame, registry),
        parent=registry.plans.get(plan.parent_plan_id),
        followed=followed,
        figure_statuses=registry.figure_statuses,
        rank_minimum_households=minimum,
        texts=registry.texts,
        rule_results=rule_results(registry.rules, sorted(used), content.tallies, content.issues),
        standard_name_en=standard.name_en if standard else "",
        notes_en=tuple(en.told(note) for note in notes),
        table_notes=under_tables,
        reasons_en={one.row["target_id"]: en.sentence(one.reason) for one in comparison},
        forms=form_summaries(frame, Known(content.facts, content.corrections, simulated), registry),
    )


def followed_tasks(plan: Plan, period: Period, updates: Iterable[TaskUpdate]) -> dict[str, Followed]:
    """The newest update of each task of the plan: of a part-year the newest one by its last day."""
    is_whole = period.text == plan.period
    own = [
        update
        for update in updates
        if update.plan_id == plan.plan_id and (is_whole or update.updated_on <= period.end_date)
    ]
    newest_last = sorted(own, key=lambda update: update.updated_on)
    return {u.target_id: Followed(u.updated_on, u.state, u.note_vi) for u in newest_last}


def _of_release(
    table: Table, rows: Iterable[dict[str, Any]], frame: Frame, registry: Registry
) -> tuple[dict[str, Any], ...]:
    """The rows of the release's territories and groups, of its period and the year before, in the table's columns."""
    groups = {target.group_id for target in frame.plan.targets if target.group_id}
    keys = _territory_keys(frame, registry)
    periods = {frame.period.text, frame.period.previous_year.text}
    names = [field.name for field in table.fields]
    return tuple(
        {name: row[name] for name in names}
        for row in rows
        if row["period"] in periods
        and (row["territory_code"] in groups or (row["territory_code"], row["territory_valid_from"]) in keys)
    )


def _territory_keys(frame: Frame, registry: Registry) -> set[tuple[str, date]]:
    return {territory.key for territory in territories_of_both_years(frame, registry)}


def territories_of_both_years(frame: Frame, registry: Registry) -> list[Territory]:
    """The territories of the plan on the maps of both years: the figures of each year stand on its own map."""
    years = (frame.period, frame.period.previous_year)
    return list(dict.fromkeys(t for year in years for t in territories_of(frame.plan, year, registry)))
