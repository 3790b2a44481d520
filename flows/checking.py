"""One submission on its way through the check: what arrived, what was read, what was found so far."""

from dataclasses import dataclass, field
from typing import Any

from flows.receipts import DeliveryFacts
from transforms.checks.records import Submitted
from transforms.checks.tallies import Tally
from transforms.facts import fact_rows
from transforms.registry import Registry
from transforms.sheet.reading import SheetReading
from transforms.terms.period import Period
from transforms.terms.rule import Finding
from transforms.verdicts import Judgement, Standing, judge_submission

RETURNED = "returned"


@dataclass
class Checking:
    """One submission under check; `standing` is what was said of its issues before and with it.

    `tallies` is what each rule that judges figures did in it, by rule.
    """

    delivery: DeliveryFacts
    readings: tuple[SheetReading, ...]
    findings: list[Finding] = field(default_factory=list)
    standing: Standing = field(default_factory=Standing)
    tallies: dict[str, Tally] = field(default_factory=dict)

    @property
    def submitted(self) -> list[Submitted]:
        """Its sheets with figures, as the rules see them."""
        return [
            Submitted(self.delivery.submission_id, self.delivery.submitter_id, r)
            for r in self.readings
            if r.cells and not r.is_nil
        ]

    def judgement(self, registry: Registry) -> Judgement:
        """The judgement on what was found so far."""
        return judge_submission(self.findings, self.delivery.submitter_id, registry, standing=self.standing)

    def is_usable(self, registry: Registry) -> bool:
        """Whether it has figures and was not returned for what was found so far."""
        return bool(self.submitted) and self.judgement(registry).verdict != RETURNED

    def facts(self, judgement: Judgement, registry: Registry) -> list[dict[str, Any]]:
        """Its facts (columns of FACTS): rejected cells without a value; known at the end of their own period."""
        return [
            row
            for reading in self.readings
            if reading.period
            for row in fact_rows(
                self.delivery.submission_id,
                reading,
                judgement.rejected,
                Period(reading.period).end_date,
                registry,
            )
        ]
