"""Put a release together: which territories, figures, duties, issues and notes belong to it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from transforms.comparison import Values, comparison_rows
from transforms.judging import Followed
from transforms.ranking import ranked
from transforms.registry import Registry
from transforms.release import Frame, Release
from transforms.release_duties import SubmissionState, duty_states
from transforms.release_lines import territory_lines
from transforms.release_notes import notes_of
from transforms.schemas import INDICATORS, REVISIONS, Table
from transforms.terms.period import Period
from transforms.terms.plan import Plan
from transforms.terms.rule import Issue
from transforms.terms.standard import FigureStatus, standard_at
from transforms.terms.territory import Territory


@dataclass(frozen=True)
class Content:
    """What releases are made of: rows of `as_reported` and `revisions`, submissions, issues by submission."""

    rows: Sequence[dict[str, Any]]
    revisions: Sequence[dict[str, Any]]
    submissions: Sequence[SubmissionState]
    issues: Mapping[str, Sequence[Issue]]


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
    followed = followed_tasks(frame, registry)
    comparison = comparison_rows(plan, status.figure_status, values, registry, period, followed)
    duties = duty_states(frame, content.submissions, registry)
    standard = standard_at(registry.standards, period.end_date)
    used = {duty.submission_id for duty in duties if duty.submission_id}
    lines = ranked(territory_lines(territories, values), registry.limits["rank_minimum_households"])
    revisions = [row for row in content.revisions if row["to_status"] == status.figure_status]
    return Release(
        release_id=release_id,
        plan=plan,
        period=period,
        figure_status=status,
        standard_name_vi=standard.name_vi if standard else "",
        territory_name=territories[0].name,
        comparison=tuple(comparison),
        indicators=_of_release(INDICATORS, content.rows, frame, territories),
        definitions=registry.indicators,
        territories=tuple(lines),
        duties=tuple(duties),
        issues=tuple(issue for submission in sorted(used) for issue in content.issues.get(submission, ())),
        notes_vi=tuple(notes_of(frame, lines, duties, registry)),
        is_simulated=any(s.is_simulated for s in content.submissions if s.submission_id in used),
        revisions=_of_release(REVISIONS, revisions, frame, territories),
    )


def followed_tasks(frame: Frame, registry: Registry) -> dict[str, Followed]:
    """The newest update of each task of the plan: of a part-year the newest one by its last day."""
    is_whole = frame.period.text == frame.plan.period
    updates = [
        update
        for update in registry.task_updates
        if update.plan_id == frame.plan.plan_id and (is_whole or update.updated_on <= frame.period.end_date)
    ]
    newest_last = sorted(updates, key=lambda update: update.updated_on)
    return {u.target_id: Followed(u.updated_on, u.state, u.note_vi) for u in newest_last}


def _of_release(
    table: Table, rows: Iterable[dict[str, Any]], frame: Frame, territories: Iterable[Territory]
) -> tuple[dict[str, Any], ...]:
    """The rows of the release's territories and groups, of its period and the year before, in the table's columns."""
    targets = frame.plan.targets
    codes = {t.code for t in territories} | {target.group_id for target in targets if target.group_id}
    periods = {frame.period.text, frame.period.previous_year.text}
    names = [field.name for field in table.fields]
    return tuple(
        {name: row[name] for name in names}
        for row in rows
        if row["territory_code"] in codes and row["period"] in periods
    )
