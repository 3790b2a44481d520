"""From findings to issues, rejected cells and the verdict on a submission."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from transforms.registry import Registry
from transforms.terms.rule import SEVERITIES, Finding, Issue, raise_issue, verdict_of

_NEXT_ACTION = {
    "accepted": "Không cần làm gì thêm.",
    "accepted_to_explain": "Giải trình hoặc sửa các ô đã nêu, rồi gửi lại tệp.",
    "returned": "Sửa tệp theo hướng dẫn ở từng lỗi, rồi gửi lại.",
}


@dataclass(frozen=True)
class Judgement:
    """The answer on one submission; `rejected` are the (sheet, cell) places that are not used."""

    verdict: str
    reason: str
    next_action: str
    issues: tuple[Issue, ...]
    counts: dict[str, int]
    rejected: frozenset[tuple[str, str]]


def judge_submission(
    findings: Iterable[Finding], submitter_id: str, registry: Registry, lang: str = "vi"
) -> Judgement:
    """Put the findings in the words of the catalogue and draw their consequence."""
    pairs = [
        (finding, raise_issue(finding, registry.rules[finding.rule_id], submitter_id, lang))
        for finding in findings
    ]
    unique = {issue.issue_id: (finding, issue) for finding, issue in pairs}
    issues = sorted((issue for _, issue in unique.values()), key=_order)
    counts = Counter(issue.severity for issue in issues)
    verdict = verdict_of(set(counts))
    first = next((issue.message for issue in issues if issue.severity == "reject_file"), "")
    rejected = frozenset(
        place
        for finding, issue in unique.values()
        if issue.severity == "reject_cell" and finding.cell
        for place in ((finding.sheet, finding.cell), *finding.rejects)
    )
    return Judgement(
        verdict, first, _NEXT_ACTION[verdict], tuple(issues), dict(sorted(counts.items())), rejected
    )


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
