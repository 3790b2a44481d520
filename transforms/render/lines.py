"""A release in the words that the workbook and the page share: targets, duties, issues."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any

from transforms.release import DutyState, Release
from transforms.render.tables import ordered
from transforms.render.vi_format import (
    DUTY_STATES,
    format_aim,
    format_number,
    format_signed,
    verdict_label,
    with_unit,
)
from transforms.schemas import ISSUES
from transforms.terms.plan import Target
from transforms.terms.rule import SEVERITIES, Issue

_POINTS = "điểm %"
_RATE_UNITS = {"%", _POINTS}
_ALL_PCT = Decimal(100)
_SHARES = {"coverage_territories_pct": "địa bàn", "coverage_households_pct": "số hộ"}


@dataclass(frozen=True)
class TargetLine:
    """One target as it is read: `tt` is its number, or a dash for a part of the target above."""

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
    bounds: str
    coverage: str
    is_covered: bool

    @property
    def note(self) -> str:
        """The remark of the official table: the reason, and what is missing where something is."""
        missing = "" if self.is_covered or not self.coverage else f"{self.coverage}."
        return "\n".join(filter(None, (self.reason, self.bounds, missing)))

    @property
    def is_part(self) -> bool:
        """Whether the line is a `Trong đó` of the target above it."""
        return self.tt == "-"


def target_lines(release: Release) -> tuple[TargetLine, ...]:
    """The comparison in the order of the plan, every figure ready to be read."""
    rows = {row["target_id"]: row for row in release.comparison}
    listed = [target for target in release.plan.targets if target.target_id in rows]
    numbers = _numbers(listed)
    return tuple(_line(next(numbers), target, rows[target.target_id], release) for target in listed)


def _numbers(targets: list[Target]) -> Iterator[str]:
    count = 0
    for target in targets:
        is_part = target.name_vi.casefold().startswith("trong đó")
        count += not is_part
        yield "-" if is_part else str(count)


def _line(tt: str, target: Target, row: dict[str, Any], release: Release) -> TargetLine:
    definition = release.definitions.get(row["indicator_id"])
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
        difference=_difference(row, decimals),
        verdict=row["verdict"],
        verdict_label=verdict_label(row["verdict"]),
        reason=row["verdict_reason"] or "",
        bounds=_bounds(row, decimals),
        coverage=_coverage(row),
        is_covered=all(row[name] in (None, _ALL_PCT) for name in _SHARES),
    )


def _difference(row: dict[str, Any], decimals: int) -> str:
    """Rates in points; counts in their own unit, with the share of the aim on a second line."""
    unit = _POINTS if row["measure_unit"] in _RATE_UNITS else row["measure_unit"]
    text = with_unit(format_signed(row["difference"], decimals), unit)
    if row["progress_pct"] is None:
        return text
    return f"{text}\n{_share(row['progress_pct'])} kế hoạch".strip()


def _bounds(row: dict[str, Any], decimals: int) -> str:
    """Between what and what the actual lies while territories are missing."""
    low, high = row["actual_low"], row["actual_high"]
    if low is None or high is None or low == high:
        return ""
    ends = " đến ".join(format_number(end, decimals) for end in sorted((low, high)))
    return f"Tùy số liệu còn thiếu, kết quả trong khoảng {with_unit(ends, row['measure_unit'])}."


def _coverage(row: dict[str, Any]) -> str:
    known = [f"{_share(row[name])} {of}" for name, of in _SHARES.items() if row[name] is not None]
    return f"Đã có số liệu của {', '.join(known)}" if known else ""


def _share(share: Decimal) -> str:
    """A share with one decimal; what is nearly everything is not printed as everything."""
    text = format_number(share, 1)
    is_nearly_all = share < _ALL_PCT and text == "100,0"
    return "dưới 100%" if is_nearly_all else f"{text.removesuffix(',0')}%"


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
