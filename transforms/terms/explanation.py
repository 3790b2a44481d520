"""Explanations: what a submitter says of an issue, and what the desk officer and the province decide about it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256

from transforms.terms.rule import Issue


@dataclass(frozen=True)
class GivenExplanation:
    """One line of the column "giải trình", read back from an answer sheet of ours.

    `key` is the explanation key that our sheet carries for the line, empty where it was lost; `cell` and `value`
    are as the line says.
    """

    key: str
    rule_id: str
    sheet: str
    cell: str
    value: str
    text: str


@dataclass(frozen=True)
class Waiver:
    """A rule set aside for a while: who decided it, why, until when. Empty fields stand for any."""

    waiver_id: str
    rule_id: str
    submitter_id: str
    territory_code: str
    item_id: str
    period: str
    requested_by: str
    approved_by: str
    reason_vi: str
    valid_from: date
    valid_to: date

    def covers(self, issue: Issue, day: date) -> bool:
        """Whether it sets `issue` aside in a submission that arrived on `day`."""
        wanted = (self.submitter_id, self.territory_code, self.item_id, self.period)
        said = (issue.submitter_id, issue.territory_code, issue.item_id, issue.period)
        is_meant = all(want in {"", is_} for want, is_ in zip(wanted, said, strict=True))
        return self.rule_id == issue.rule_id and is_meant and self.valid_from <= day <= self.valid_to


@dataclass(frozen=True)
class Decisions:
    """What is known about the issues of one submitter: explanations by key, reasons of refusals by key."""

    explanations: Mapping[str, str] = field(default_factory=dict)
    refusals: Mapping[str, str] = field(default_factory=dict)


def explanation_key(issue: Issue) -> str:
    """The key under which an explanation holds: rule, territory, item, period and the value that was found.

    It stays the same in every later submission until the value changes.
    """
    said = (issue.rule_id, issue.territory_code, issue.item_id, issue.period, issue.found)
    return sha256("|".join(said).encode(errors="replace")).hexdigest()[:16]
