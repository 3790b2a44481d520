"""What every rule judged in each submission: the numbers of the rule results, told apart by who sent the figures."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from transforms.terms.rule import Issue


@dataclass(frozen=True)
class Tally:
    """What one rule did in one submission.

    `judged` and `skipped` count places as RuleCount does; both are None for a rule that reads rather than judges
    figures: of it only what it found is known.
    """

    judged: int | None
    failed: int
    skipped: int | None = 0

    def __add__(self, other: "Tally") -> "Tally":
        """Both together; what is unknown of one is unknown of both."""
        return Tally(
            _sum(self.judged, other.judged),
            self.failed + other.failed,
            _sum(self.skipped, other.skipped),
        )


# By submission and rule.
Tallies = dict[str, dict[str, Tally]]


def added(tallies: Tallies, submission_id: str, rule_id: str, tally: Tally) -> None:
    """Add what a rule did in a submission to what is known of it."""
    of_one = tallies.setdefault(submission_id, {})
    of_one[rule_id] = of_one[rule_id] + tally if rule_id in of_one else tally


def with_readers(
    counted: Mapping[str, Tally], issues: Iterable[Issue], shadow: Mapping[str, int]
) -> dict[str, Tally]:
    """All rules of one submission by id: those that were counted, and of the others what they found.

    `shadow` counts the findings of shadow rules, which are no issues.
    """
    found: Tallies = {"": {}}
    for rule_id in (issue.rule_id for issue in issues):
        added(found, "", rule_id, Tally(None, 1, None))
    for rule_id, count in shadow.items():
        added(found, "", rule_id, Tally(None, count, None))
    return dict(sorted({**found[""], **counted}.items()))


def _sum(one: int | None, other: int | None) -> int | None:
    return None if one is None or other is None else one + other
