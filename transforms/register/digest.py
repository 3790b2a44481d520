"""The digest of a period: which cells fail most, by form and by submitter, over every version that came."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from transforms.registry import Registry
from transforms.terms.rule import Issue


class Version(Protocol):
    """A submission whose issues are counted."""

    @property
    def submission_id(self) -> str:
        """The submission."""

    @property
    def submitter_id(self) -> str:
        """Who sent it."""


@dataclass(frozen=True)
class Failing:
    """One rule on one item (or one place of a form) that failed: how often, in how many submissions.

    `whose` is a form or a submitter; `example` is the newest message.
    """

    whose: str
    rule_id: str
    title_vi: str
    form_id: str
    item_id: str
    label_vi: str
    places: int
    submissions: int
    example: str


def digest(
    versions: Iterable[Version],
    issues: Mapping[str, Sequence[Issue]],
    registry: Registry,
    period: str,
    shown: int,
) -> tuple[list[Failing], list[Failing]]:
    """The `shown` most failing cells of each form, then those of each submitter, in a period.

    Issues that another one explains are left out: mending that one mends them. A cell is a rule on an item of a
    form, wherever it stands. Notes and waived issues do not count.
    """
    found = [
        issue
        for version in versions
        for issue in issues.get(version.submission_id, ())
        if issue.period == period and not issue.root_issue_id and _counts(issue)
    ]
    by_form = _most(found, registry, shown, lambda issue: issue.form_id)
    return by_form, _most(found, registry, shown, lambda issue: issue.submitter_id)


def _counts(issue: Issue) -> bool:
    return issue.severity != "note" and issue.state != "waived"


def _most(
    issues: Sequence[Issue], registry: Registry, shown: int, whose: Callable[[Issue], str]
) -> list[Failing]:
    """The most failing cells of each, those that fail most first."""
    groups: dict[tuple[str, str, str, str], list[Issue]] = {}
    for issue in issues:
        groups.setdefault((whose(issue), issue.rule_id, issue.form_id, issue.item_id), []).append(issue)
    ordered = sorted(groups.items(), key=lambda group: (group[0][0], -len(group[1]), group[0]))
    ranks = Counter[str]()
    found = []
    for (name, *_), same in ordered:
        ranks[name] += 1
        if ranks[name] <= shown:
            found.append(_failing(name, same, registry))
    return found


def _failing(whose: str, same: Sequence[Issue], registry: Registry) -> Failing:
    first = same[0]
    return Failing(
        whose,
        first.rule_id,
        registry.rules[first.rule_id].title_vi,
        first.form_id,
        first.item_id,
        registry.label(first.item_id),
        places=len(same),
        submissions=len({issue.submission_id for issue in same}),
        example=same[-1].message,
    )
