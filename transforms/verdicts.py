"""From findings to issues, rejected cells and the verdict on a submission."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from transforms.registry import Registry
from transforms.roots import Judged, under_roots
from transforms.terms.explanation import Decisions, explanation_key
from transforms.terms.rule import SEVERITIES, Finding, Issue, Rule, raise_issue

OPEN, EXPLAINED, REFUSED, WAIVED = "open", "explained", "refused", "waived"
_NO_DAY = date.min


@dataclass(frozen=True)
class Judgement:
    """The answer on one submission; `rejected` are the (sheet, cell) places that are not used.

    `counts` counts the issues that were not waived by severity, `shadow` the findings of shadow rules by rule.
    """

    verdict: str
    reason: str
    next_action: str
    issues: tuple[Issue, ...]
    counts: dict[str, int]
    rejected: frozenset[tuple[str, str]]
    state_label: str = ""
    shadow: dict[str, int] = field(default_factory=dict)
    explained: int = 0
    waived: int = 0

    @property
    def root_causes(self) -> int:
        """How many issues explain others."""
        return len({issue.root_issue_id for issue in self.issues if issue.root_issue_id})


@dataclass(frozen=True)
class Standing:
    """What is known about a submission beside its findings: the day of its arrival, and what was said before."""

    day: date = _NO_DAY
    decisions: Decisions = field(default_factory=Decisions)


def judge_submission(
    findings: Iterable[Finding],
    submitter_id: str,
    registry: Registry,
    lang: str = "vi",
    standing: Standing | None = None,
) -> Judgement:
    """Put the findings in the words of the catalogue and draw their consequence.

    A rule that is not valid at the end of the period says nothing; a shadow rule is only counted.
    """
    standing = standing or Standing()
    ruled = [(finding, registry.rule_at(finding.rule_id, finding.period)) for finding in findings]
    active = [(f, rule) for f, rule in ruled if rule is not None and rule.mode == "active"]
    found = _placed(active, submitter_id, registry, lang, standing)
    issues = tuple(issue for _, issue in found)
    shadow = Counter(f.rule_id for f, rule in ruled if rule and rule.mode == "shadow")
    return replace(
        _concluded(issues, registry, lang),
        rejected=_rejected(found, registry),
        shadow=dict(sorted(shadow.items())),
    )


def judge_again(issues: Iterable[Issue], decisions: Decisions, registry: Registry) -> Judgement:
    """The judgement on issues that stand, with what was explained and refused by now; `rejected` stays empty.

    A waived issue stays waived: the day of arrival decided that.
    """
    again = (issue if issue.state == WAIVED else _answered(issue, decisions) for issue in issues)
    return _concluded(tuple(again), registry, "vi")


def _concluded(issues: tuple[Issue, ...], registry: Registry, lang: str) -> Judgement:
    standing = [issue for issue in issues if issue.state != WAIVED]
    verdict = verdict_of(issues, registry)
    state = registry.states[verdict]
    return Judgement(
        verdict,
        next((i.message for i in standing if i.severity == "reject_file"), ""),
        state.next_action_vi if lang == "vi" else state.next_action_en,
        issues,
        dict(sorted(Counter(issue.severity for issue in standing).items())),
        frozenset(),
        state.label_vi if lang == "vi" else state.label_en,
        explained=sum(issue.state == EXPLAINED for issue in issues),
        waived=sum(issue.state == WAIVED for issue in issues),
    )


def _placed(
    active: Iterable[tuple[Finding, Rule]],
    submitter_id: str,
    registry: Registry,
    lang: str,
    standing: Standing,
) -> list[Judged]:
    """Each finding once as an issue with its state: gravest first, in the order of the sheet, effects under causes."""
    raised = (
        (finding, raise_issue(finding, rule, submitter_id, lang, registry.issue_phrases))
        for finding, rule in active
    )
    unique = {issue.issue_id: (finding, _stated(issue, registry, standing)) for finding, issue in raised}
    return under_roots(sorted(unique.values(), key=lambda pair: _order(pair[1])), registry.root_causes)


def _stated(issue: Issue, registry: Registry, standing: Standing) -> Issue:
    """The issue with its state and with what was said of it: a waiver, an explanation, or its refusal."""
    waiver = next((w for w in registry.waivers if w.covers(issue, standing.day)), None)
    if waiver:
        return replace(issue, state=WAIVED, explanation=f"{waiver.reason_vi} ({waiver.approved_by})")
    return _answered(issue, standing.decisions)


def _answered(issue: Issue, decisions: Decisions) -> Issue:
    """The issue with what its submitter said of it and whether that was accepted."""
    key = explanation_key(issue)
    text = decisions.explanations.get(key, "")
    if key in decisions.refusals:
        return replace(issue, state=REFUSED, explanation=f"{text} – {decisions.refusals[key]}")
    if text:
        return replace(issue, state=EXPLAINED, explanation=text)
    return replace(issue, state=OPEN, explanation="")


def verdict_of(issues: Iterable[Issue], registry: Registry) -> str:
    """The gravest verdict that any issue brings that is not waived; without issues the submission is accepted."""
    brought = {_brought(issue, registry) for issue in issues if issue.state != WAIVED}
    return next((verdict for verdict in registry.states if verdict in brought), "accepted")


def _brought(issue: Issue, registry: Registry) -> str:
    severity = registry.severities[issue.severity]
    return severity.verdict_explained if issue.state == EXPLAINED else severity.verdict_open


def _rejected(found: Iterable[Judged], registry: Registry) -> frozenset[tuple[str, str]]:
    """The places of cells that are not used: those of the issues whose severity says so, unless waived."""
    return frozenset(
        place
        for finding, issue in found
        if issue.state != WAIVED and finding.cell and _rejects_cell(issue, registry)
        for place in ((finding.sheet, finding.cell), *finding.rejects)
    )


def _rejects_cell(issue: Issue, registry: Registry) -> bool:
    severity = registry.severities[issue.severity]
    return severity.is_file_used and not severity.is_cell_used


def _order(issue: Issue) -> tuple[int, str, int, str, str, str]:
    """Gravest first, then in the order of the sheet."""
    digits = "".join(char for char in issue.cell if char.isdigit())
    letters = "".join(char for char in issue.cell if char.isalpha())
    return (
        SEVERITIES.index(issue.severity),
        issue.sheet,
        int(digits or 0),
        letters.rjust(3),
        issue.rule_id,
        issue.issue_id,
    )
