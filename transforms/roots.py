"""Root causes: where one mistake explains many issues, it stands first and the others follow under it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from transforms.terms.rule import Finding, Issue, RootCause

Judged = tuple[Finding, Issue]


def under_roots(found: Sequence[Judged], causes: Sequence[RootCause]) -> list[Judged]:
    """The same issues in the same order, but each one that another explains right under that one.

    An issue is explained by the first cause in the order of root_causes.csv that reaches it; what explains the
    cause explains the issue as well, so that a root is never itself explained.
    """
    roots = _roots(found, causes)
    followers: dict[str, list[Judged]] = {}
    for finding, issue in found:
        if issue.issue_id in roots:
            root = roots[issue.issue_id]
            followers.setdefault(root, []).append((finding, replace(issue, root_issue_id=root)))
    tops = (pair for pair in found if pair[1].issue_id not in roots)
    return [one for top in tops for one in (top, *followers.get(top[1].issue_id, ()))]


def _roots(found: Sequence[Judged], causes: Sequence[RootCause]) -> dict[str, str]:
    """The issue that explains each explained one; causes first, so that a chain leads to its beginning."""
    ranks = {cause.cause_rule_id: rank for rank, cause in reversed(list(enumerate(causes)))}
    by_place, by_sheet = _by_place(found, ranks), _by_sheet(found, ranks)
    last = len(causes)
    roots: dict[str, str] = {}
    for finding, issue in sorted(found, key=lambda pair: ranks.get(pair[1].rule_id, last)):
        own = ranks.get(issue.rule_id, last)
        earlier = (cause for cause in causes if ranks[cause.cause_rule_id] < own)
        for cause in earlier:
            at = by_place if cause.reach == "cell" else by_sheet
            candidates = _candidates(cause, finding, at)
            explained_by = next((c for c in candidates if _explains(cause, c[0], finding)), None)
            if explained_by:
                top = explained_by[1].issue_id
                roots[issue.issue_id] = roots.get(top, top)
                break
    return roots


_Places = dict[tuple[str, str, str], list[Judged]]


def _by_place(found: Iterable[Judged], ranks: dict[str, int]) -> _Places:
    """The possible causes by rule, sheet and cell: their own cell and those that they spoil."""
    places: _Places = {}
    for finding, issue in found:
        if issue.rule_id in ranks and finding.cell:
            for sheet, cell in ((finding.sheet, finding.cell), *finding.rejects):
                places.setdefault((issue.rule_id, sheet, cell), []).append((finding, issue))
    return places


def _by_sheet(found: Iterable[Judged], ranks: dict[str, int]) -> _Places:
    sheets: _Places = {}
    for finding, issue in found:
        if issue.rule_id in ranks:
            sheets.setdefault((issue.rule_id, finding.sheet, ""), []).append((finding, issue))
    return sheets


def _candidates(cause: RootCause, effect: Finding, at: _Places) -> Iterator[Judged]:
    if cause.effect_rule_id not in {"", effect.rule_id}:
        return
    places = effect.rests_on if cause.reach == "cell" else ((effect.sheet, ""),)
    for sheet, cell in places:
        yield from at.get((cause.cause_rule_id, sheet, cell), ())


def _explains(cause: RootCause, by: Finding, effect: Finding) -> bool:
    """Whether a candidate explains the effect: where the gap must be the same, both are off by as much."""
    return cause.gap == "any" or (by.gap is not None and by.gap == effect.gap)
