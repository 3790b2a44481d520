"""The lines of the list "Lỗi": each issue in the words of the sheet, root causes before what follows from them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from transforms.registry import Registry
from transforms.terms.explanation import explanation_key
from transforms.terms.period import Period, is_period
from transforms.terms.rule import Issue
from transforms.text.shown import show_count
from transforms.verdicts import EXPLAINED, OPEN, REFUSED, WAIVED

_PLACES = {OPEN: 0, REFUSED: 0, EXPLAINED: 1, WAIVED: 2}
_STATES = {
    ("reject_file", OPEN): "Phải sửa",
    ("reject_cell", OPEN): "Phải sửa",
    ("explain", OPEN): "Chờ giải trình",
}


@dataclass(frozen=True)
class IssueLine:
    """One line: `reply` stands in the column for explanations, `state` says what became of the issue.

    `followers` counts the issues that this one explains; `is_follower` where the line is one of them. `asks` where an
    explanation is expected. `key` is the explanation key.
    """

    territory: str
    sheet: str
    cell: str
    message: str
    found: str
    hint: str
    rule_id: str
    severity: str
    severity_label: str
    state: str
    state_label: str
    reply: str
    key: str
    asks: bool
    expected: str = ""
    followers: int = 0
    is_follower: bool = False


def answer_lines(issues: Sequence[Issue], registry: Registry) -> tuple[IssueLine, ...]:
    """Every issue as a line: what is open first, then what is explained, waived ones last.

    Each root cause is followed by the issues that it explains.
    """
    roots = _roots(issues)
    following: dict[str, list[Issue]] = defaultdict(list)
    for issue in issues:
        if roots[issue.issue_id] != issue.issue_id:
            following[roots[issue.issue_id]].append(issue)
    heads = sorted(
        (i for i in issues if roots[i.issue_id] == i.issue_id), key=lambda i: _PLACES.get(i.state, 0)
    )
    return tuple(line for head in heads for line in _group(head, following[head.issue_id], registry))


def _roots(issues: Iterable[Issue]) -> dict[str, str]:
    """The last cause of each issue among these issues; its own id where nothing explains it."""
    causes = {issue.issue_id: issue.root_issue_id for issue in issues}
    return {issue_id: _last_cause(issue_id, causes) for issue_id in causes}


def _last_cause(issue_id: str, causes: Mapping[str, str]) -> str:
    passed = [issue_id]
    while (cause := causes[passed[-1]]) in causes:
        if cause in passed:  # causes in a circle: each stands alone
            return issue_id
        passed.append(cause)
    return passed[-1]


def _group(head: Issue, followers: Sequence[Issue], registry: Registry) -> Iterator[IssueLine]:
    line = _line(head, registry)
    if followers:
        told = f"{line.message} (Kéo theo {show_count(len(followers))} lỗi, thường hết khi sửa lỗi này.)"
        line = replace(line, message=told, followers=len(followers))
    yield line
    ordered = sorted(followers, key=lambda i: _PLACES.get(i.state, 0))
    yield from (replace(_line(issue, registry), is_follower=True) for issue in ordered)


def _line(issue: Issue, registry: Registry) -> IssueLine:
    severity = registry.severities[issue.severity]
    is_left = issue.state in {OPEN, REFUSED}
    return IssueLine(
        _territory(issue, registry),
        issue.sheet,
        issue.cell,
        issue.message,
        issue.found,
        issue.hint,
        issue.rule_id,
        issue.severity,
        severity.label_vi,
        issue.state,
        _state_label(issue),
        issue.explanation if issue.state == EXPLAINED else "",
        explanation_key(issue),
        asks=is_left and severity.verdict_explained != severity.verdict_open,
        expected=issue.expected,
    )


def _state_label(issue: Issue) -> str:
    if issue.state == EXPLAINED:
        return "Đã giải trình"
    if issue.state == REFUSED:
        return f"Giải trình không được chấp nhận: {issue.explanation}"
    if issue.state == WAIVED:
        return f"Được miễn: {issue.explanation}"
    return _STATES.get((issue.severity, issue.state), "")


def _territory(issue: Issue, registry: Registry) -> str:
    """The name of the unit on the map of the period; its code where the map does not know it."""
    if not issue.territory_code:
        return ""
    day = Period(issue.period).end_date if is_period(issue.period) else date.max
    unit = registry.territories.at(issue.territory_code, day)
    names = registry.territories.names_over_time(issue.territory_code)
    return unit.name if unit else next(reversed(names), issue.territory_code)
