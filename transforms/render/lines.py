"""A release in the words that the workbook and the page share: targets, duties, issues."""

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any

from transforms.judging import Followed
from transforms.release import DutyState, Release
from transforms.render.differences import difference, phased, share_text
from transforms.render.tables import ordered
from transforms.render.wording import Wording
from transforms.schemas import ISSUES
from transforms.terms.indicator import Indicator
from transforms.terms.period import Period
from transforms.terms.plan import Plan, Target
from transforms.terms.rule import SEVERITIES, Issue

VERDICTS = (
    *("exceeded", "met", "near", "not_met", "worse"),
    *("not_due", "insufficient_data", "qualitative"),
)
TASK_STATES = ("done", "in_progress", "late", "not_started", "stopped", "")
DUTY_STATES = ("missing", "returned", "accepted_to_explain", "accepted")
_SHARES = {"coverage_territories_pct": "share_territories", "coverage_households_pct": "share_households"}


@dataclass(frozen=True)
class TargetLine:
    """One target with numbers as it is read: `tt` is its number, or a dash for a part of the target above.

    `name`, `quote` (the sentence of the plan) and `note` are in the language of the line, and so is all that is said.
    `shares` say of how many territories and households there are figures; `phased` is what is due by now.
    """

    tt: str
    target: Target
    name: str
    quote: str
    note: str
    measure_unit: str
    aim: str
    aim_with_unit: str
    actual: Decimal | None
    actual_with_unit: str
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


def target_lines(release: Release, language: str = "vi") -> tuple[TargetLine, ...]:
    """The targets with numbers in the order of the plan, every figure ready to be read in the language."""
    words = Wording.of(release.texts, language)
    lines = lines_of(release.plan, release.period, release.comparison, release.definitions, words)
    return tuple(
        replace(line, reason=words.reason(release, line.target.target_id))
        for line in lines
        if line.target.kind != "qualitative"
    )


def lines_of(
    plan: Plan,
    period: Period,
    comparison: Iterable[dict[str, Any]],
    definitions: Mapping[str, Indicator],
    words: Wording,
) -> tuple[TargetLine, ...]:
    """The lines of any comparison of a plan with the figures of a period; their reasons are the Vietnamese ones."""
    rows = {row["target_id"]: row for row in comparison}
    frame = _Frame(plan, words, is_whole=period.text == plan.period)
    return tuple(
        _line(tt, target, rows[target.target_id], definitions.get(target.indicator_id), frame)
        for tt, target in _numbered(plan, rows)
    )


@dataclass(frozen=True)
class _Frame:
    """What all lines of a comparison share."""

    plan: Plan
    words: Wording
    is_whole: bool


@dataclass(frozen=True)
class TaskLine:
    """An aim without numbers: `state` is empty while nothing was reported on it."""

    tt: str
    target: Target
    name: str
    quote: str
    state: str
    state_label: str
    updated: str
    note: str


def task_lines(release: Release, language: str = "vi") -> tuple[TaskLine, ...]:
    """The aims that are followed as tasks, in the order of the plan; notes are as officials wrote them."""
    words = Wording.of(release.texts, language)
    return tuple(
        _task_line(tt, target, release.followed.get(target.target_id), words)
        for tt, target in _numbered(release.plan, [row["target_id"] for row in release.comparison])
        if target.kind == "qualitative"
    )


def _task_line(tt: str, target: Target, followed: Followed | None, words: Wording) -> TaskLine:
    name, quote = (words.say.of(target, field) for field in ("name", "text"))
    if followed is None:
        return TaskLine(tt, target, name, quote, "", words.task(""), "", "")
    note = f"{followed.note_vi.rstrip('.')}." if followed.note_vi else ""
    label, updated = words.task(followed.state), words.date(followed.updated_on)
    return TaskLine(tt, target, name, quote, followed.state, label, updated, note)


def _numbered(plan: Plan, known: Container[str]) -> Iterator[tuple[str, Target]]:
    """The targets that are compared, with their numbers: a part has none of its own."""
    count = 0
    for target in plan.targets:
        if target.target_id in known:
            is_part = target.name_vi.casefold().startswith("trong đó")
            count += not is_part
            yield "-" if is_part else str(count), target


def _line(
    tt: str, target: Target, row: dict[str, Any], definition: Indicator | None, frame: _Frame
) -> TargetLine:
    words, unit = frame.words, row["measure_unit"] or ""
    decimals = definition.decimals if definition else 0
    aim = (row["comparator"], row["target_low"], row["target_high"])
    return TargetLine(
        tt=tt,
        target=target,
        name=words.say.of(target, "name"),
        quote=words.say.of(target, "text"),
        note=words.say.of(target, "note"),
        measure_unit=words.unit(unit),
        aim=words.aim(*aim),
        aim_with_unit=words.aim(*aim, unit),
        actual=row["actual"],
        actual_with_unit=words.measured(row["actual"], decimals, unit),
        decimals=decimals,
        difference=difference(row, target, definition, words, is_whole=frame.is_whole),
        verdict=row["verdict"],
        verdict_label=words.verdict(row["verdict"]),
        reason=row["verdict_reason"] or "",
        shares=tuple(
            words.say(key, share=share_text(row[name], words))
            for name, key in _SHARES.items()
            if row[name] is not None
        ),
        phased=phased(row, frame.plan, words),
    )


def ordered_duties(release: Release) -> tuple[DutyState, ...]:
    """The duties, missing ones first, then by submitter, form and period."""
    return tuple(
        sorted(
            release.duties, key=lambda d: (DUTY_STATES.index(d.state), d.submitter_id, d.form_id, d.period)
        )
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


def issue_groups(release: Release, language: str = "vi") -> tuple[IssueGroup, ...]:
    """The issues by submitter, each group by severity, then by form, period and place."""
    words = Wording.of(release.texts, language)
    names = {duty.submitter_id: words.submitter(duty) for duty in release.duties}
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
