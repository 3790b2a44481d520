"""A release in the words that the workbook and the page share: targets, duties, issues."""

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any

from transforms.judging import Followed
from transforms.release import DutyState, Release
from transforms.render.differences import difference_vi, phased_vi, share_vi
from transforms.render.tables import ordered
from transforms.render.vi_format import (
    DUTY_STATES,
    TASK_STATES,
    format_aim,
    format_date,
    verdict_label,
)
from transforms.schemas import ISSUES
from transforms.terms.indicator import Indicator
from transforms.terms.period import Period
from transforms.terms.plan import Plan, Target
from transforms.terms.rule import SEVERITIES, Issue

_SHARES = {"coverage_territories_pct": "địa bàn", "coverage_households_pct": "số hộ"}


@dataclass(frozen=True)
class TargetLine:
    """One target with numbers as it is read: `tt` is its number, or a dash for a part of the target above.

    `shares` say of how many territories and households there are figures; `phased` is what is due by now.
    """

    tt: str
    target: Target
    measure_unit: str
    aim: str
    aim_with_unit: str
    actual: Decimal | None
    decimals: int
    difference: str
    verdict: str
    verdict_label: str
    reason: str
    shares: tuple[str, ...]
    phased: str

    @property
    def is_part(self) -> bool:
        """Whether the line is a `Trong đó` of the target above it."""
        return self.tt == "-"


def target_lines(release: Release) -> tuple[TargetLine, ...]:
    """The targets with numbers in the order of the plan, every figure ready to be read."""
    lines = lines_of(release.plan, release.period, release.comparison, release.definitions)
    return tuple(line for line in lines if line.target.kind != "qualitative")


def lines_of(
    plan: Plan,
    period: Period,
    comparison: Iterable[dict[str, Any]],
    definitions: Mapping[str, Indicator],
) -> tuple[TargetLine, ...]:
    """The lines of any comparison of a plan with the figures of a period."""
    rows = {row["target_id"]: row for row in comparison}
    return tuple(
        _line(tt, target, rows[target.target_id], definitions.get(target.indicator_id), plan, period)
        for tt, target in _numbered(plan, rows)
    )


@dataclass(frozen=True)
class TaskLine:
    """An aim without numbers: `state` is empty while nothing was reported on it."""

    tt: str
    target: Target
    state: str
    updated: str
    note: str

    @property
    def state_label(self) -> str:
        """The state in words."""
        return TASK_STATES[self.state]


def task_lines(release: Release) -> tuple[TaskLine, ...]:
    """The aims that are followed as tasks, in the order of the plan."""
    return tuple(
        _task_line(tt, target, release.followed.get(target.target_id))
        for tt, target in _numbered(release.plan, [row["target_id"] for row in release.comparison])
        if target.kind == "qualitative"
    )


def _task_line(tt: str, target: Target, followed: Followed | None) -> TaskLine:
    if followed is None:
        return TaskLine(tt, target, "", "", "")
    note = f"{followed.note_vi.rstrip('.')}." if followed.note_vi else ""
    return TaskLine(tt, target, followed.state, format_date(followed.updated_on), note)


def _numbered(plan: Plan, known: Container[str]) -> Iterator[tuple[str, Target]]:
    """The targets that are compared, with their numbers: a part has none of its own."""
    count = 0
    for target in plan.targets:
        if target.target_id in known:
            is_part = target.name_vi.casefold().startswith("trong đó")
            count += not is_part
            yield "-" if is_part else str(count), target


def _line(
    tt: str, target: Target, row: dict[str, Any], definition: Indicator | None, plan: Plan, period: Period
) -> TargetLine:
    decimals = definition.decimals if definition else 0
    aim = (row["comparator"], row["target_low"], row["target_high"])
    return TargetLine(
        tt=tt,
        target=target,
        measure_unit=row["measure_unit"] or "",
        aim=format_aim(*aim),
        aim_with_unit=format_aim(*aim, row["measure_unit"] or ""),
        actual=row["actual"],
        decimals=decimals,
        difference=difference_vi(row, target, definition, is_whole=period.text == plan.period),
        verdict=row["verdict"],
        verdict_label=verdict_label(row["verdict"]),
        reason=row["verdict_reason"] or "",
        shares=tuple(f"{share_vi(row[name])} {of}" for name, of in _SHARES.items() if row[name] is not None),
        phased=phased_vi(row, plan),
    )


def ordered_duties(release: Release) -> tuple[DutyState, ...]:
    """The duties, missing ones first, then by submitter, form and period."""
    states = tuple(DUTY_STATES)
    return tuple(
        sorted(release.duties, key=lambda d: (states.index(d.state), d.submitter_id, d.form_id, d.period))
    )


def days_late(due: date, received: date | None) -> int:
    """Days between the due date and the arrival; zero where it came in time or not at all."""
    return max(0, (received - due).days) if received else 0


@dataclass(frozen=True)
class IssueGroup:
    """The issues of one submitter, the gravest first, with how many there are of each severity."""

    submitter_id: str
    submitter_name: str
    counts: tuple[tuple[str, int], ...]
    issues: tuple[Issue, ...]


def issue_groups(release: Release) -> tuple[IssueGroup, ...]:
    """The issues by submitter, each group by severity, then by form, period and place."""
    names = {duty.submitter_id: duty.submitter_name_vi for duty in release.duties}
    groups = groupby(ordered_issues(release), key=lambda issue: issue.submitter_id)
    return tuple(_group(key, names.get(key, key), tuple(issues)) for key, issues in groups)


def ordered_issues(release: Release) -> tuple[Issue, ...]:
    """The issues by submitter and severity, then in the order of the public table."""
    by_id = {issue.issue_id: issue for issue in release.issues}
    rows = ordered(ISSUES, [vars(issue) for issue in release.issues])
    placed = (by_id[row["issue_id"]] for row in rows)
    return tuple(sorted(placed, key=lambda i: (i.submitter_id, SEVERITIES.index(i.severity))))


def _group(submitter_id: str, name: str, issues: tuple[Issue, ...]) -> IssueGroup:
    counted = [(severity, sum(i.severity == severity for i in issues)) for severity in SEVERITIES]
    return IssueGroup(submitter_id, name, tuple(pair for pair in counted if pair[1]), issues)
