"""What one release holds, before it is rendered: plain values, no bytes, no clock."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from transforms.judging import Followed
from transforms.official.summary import FormSummary
from transforms.terms.change import Changes
from transforms.terms.indicator import Indicator
from transforms.terms.period import Period
from transforms.terms.plan import Plan
from transforms.terms.rule import Issue
from transforms.terms.standard import FigureStatus
from transforms.terms.texts import Texts


@dataclass(frozen=True)
class Frame:
    """What one release is about: a plan as in force, the period of the figures and their status."""

    plan: Plan
    period: Period
    status: FigureStatus


@dataclass(frozen=True)
class DutyState:
    """One form owed for the release and what came of it.

    `state` is accepted, accepted_to_explain, returned or missing; submission, name and date are empty
    while nothing arrived. `standard_name_vi` is empty where the standard is the one in force.
    """

    submitter_id: str
    submitter_name_vi: str
    form_id: str
    period: str
    due_date: date
    state: str
    submission_id: str = ""
    original_name: str = ""
    received_date: date | None = None
    standard_name_vi: str = ""
    submitter_name_en: str = ""
    standard_name_en: str = ""

    @property
    def form_label(self) -> str:
        """The form, with its standard in the year that is reported under two."""
        return f"{self.form_id}, {self.standard_name_vi}" if self.standard_name_vi else self.form_id


@dataclass(frozen=True)
class TerritoryLine:
    """The core figures of one territory on the page: counts of the forms and the rates made of them.

    `partial` names the counts that lack some units; a rate or drop over partial counts is left empty.
    `is_own_line` says that the figures are the area's own reported line, its units being incomplete.
    `rank` is that of the poverty rate among the units of the level, 1 the highest; see transforms.ranking.
    `is_across_standards` says that there is no drop because the year before was counted by another standard.
    """

    territory_code: str
    territory_name: str
    level: str
    depth: int
    resident_households: Decimal | None
    poor_households: Decimal | None
    poor_household_rate: Decimal | None
    near_poor_households: Decimal | None
    near_poor_household_rate: Decimal | None
    poor_household_rate_drop: Decimal | None
    coverage_territories_pct: Decimal | None
    partial: frozenset[str] = frozenset()
    is_own_line: bool = False
    rank: int | None = None
    coverage_households_pct: Decimal | None = None
    is_across_standards: bool = False


@dataclass(frozen=True)
class RuleResult:
    """What one rule of the catalogue did in the submissions of a release.

    `judged` and `skipped` count places; both are None where that is not known: of a rule that reads rather than judges
    figures, of one that nothing was put to, and where a submission is from before the numbers were kept. `failed`
    are the places that broke it, `submissions` those in which it judged anything.
    """

    rule_id: str
    judged: int | None
    failed: int
    skipped: int | None
    submissions: int


@dataclass(frozen=True)
class Release:
    """Everything that is published for one plan, period and figure status.

    `comparison`, `indicators` and `revisions` hold rows with exactly the columns of transforms.schemas.
    `is_simulated` is True where any input declares itself simulated. `parent` is the plan of the level above
    that is carried out; `followed` the newest update of each task by target id; `figure_statuses` all there are;
    `reasons_en` the reasons of the verdicts by target id; territories with fewer than `rank_minimum_households` are
    not ranked. `table_notes` are the places of the notes that hold for every table, not for the plan alone.
    `rule_results` has every rule of the catalogue, by id; `changes` is None as long as nobody looked at the release
    before.
    """

    release_id: str
    plan: Plan
    period: Period
    figure_status: FigureStatus
    standard_name_vi: str
    territory_name: str
    comparison: tuple[dict[str, Any], ...]
    indicators: tuple[dict[str, Any], ...]
    definitions: dict[str, Indicator]
    territories: tuple[TerritoryLine, ...]
    duties: tuple[DutyState, ...]
    issues: tuple[Issue, ...]
    notes_vi: tuple[str, ...]
    is_simulated: bool
    revisions: tuple[dict[str, Any], ...] = ()
    parent: Plan | None = None
    followed: Mapping[str, Followed] = field(default_factory=dict)
    figure_statuses: tuple[FigureStatus, ...] = ()
    rank_minimum_households: int = 0
    texts: Texts = field(default_factory=lambda: Texts({}))
    rule_results: tuple[RuleResult, ...] = ()
    changes: Changes | None = None
    standard_name_en: str = ""
    notes_en: tuple[str, ...] = ()
    table_notes: tuple[int, ...] = ()
    reasons_en: Mapping[str, str] = field(default_factory=dict)
    forms: tuple[FormSummary, ...] = ()
