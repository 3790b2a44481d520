"""What every rule of the catalogue judged in the submissions of a release."""

from collections.abc import Collection, Iterable, Mapping
from functools import reduce

from transforms.checks.tallies import Tally, with_readers
from transforms.release import RuleResult
from transforms.terms.rule import Issue


def rule_results(
    rules: Iterable[str],
    submissions: Collection[str],
    tallies: Mapping[str, Mapping[str, Tally]],
    issues: Mapping[str, Iterable[Issue]],
) -> tuple[RuleResult, ...]:
    """One result a rule of the catalogue, by id, over the submissions of a release.

    `tallies` hold what was kept of each submission; one without, from before that was kept, makes the numbers of
    judged and skipped places unknown, and of it the issues say what was found.
    """
    kept = [tallies[s] if s in tallies else with_readers({}, issues.get(s, ()), {}) for s in submissions]
    is_whole = all(s in tallies for s in submissions)
    return tuple(
        _result(rule, [of_one[rule] for of_one in kept if rule in of_one], is_whole=is_whole)
        for rule in sorted(rules)
    )


def _result(rule_id: str, found: list[Tally], *, is_whole: bool) -> RuleResult:
    whole = reduce(Tally.__add__, found, Tally(0, 0, 0))
    is_known = is_whole and bool(found)
    return RuleResult(
        rule_id,
        judged=whole.judged if is_known else None,
        failed=whole.failed,
        skipped=whole.skipped if is_known else None,
        submissions=sum(bool(one.judged) for one in found),
    )
