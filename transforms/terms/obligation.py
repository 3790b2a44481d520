"""Obligations: who owes which form for which territories and period, by when."""

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from transforms.terms.period import Period
from transforms.terms.territory import Territory, TerritoryIndex


@dataclass(frozen=True)
class Obligation:
    """A standing duty; `submitter_rule` is `one`, or `each:<level>` for every unit of a level under it.

    `standard_id` is empty for the poverty standard in force; in a year of change the same form is owed
    once more under the next standard, which is then named.
    """

    submitter_id: str
    submitter_name_vi: str
    submitter_rule: str
    form_id: str
    territory_code: str
    territory_level: str
    item_ids: tuple[str, ...]
    first_period: str
    last_period: str
    figure_status: str
    due_month: int
    due_day: int
    standard_id: str = ""
    submitter_name_en: str = ""

    def is_owed_for(self, period: Period) -> bool:
        """Whether the duty exists for `period`: one of the kind of its first one, between first and last."""
        is_same_kind = Period(self.first_period).kind == period.kind
        return is_same_kind and self.first_period <= period.text <= self.last_period

    @property
    def periods(self) -> tuple[Period, ...]:
        """Every period of the duty, first to last."""
        first, last = Period(self.first_period), Period(self.last_period)
        years = (Period(str(year)) for year in range(first.year, last.year + 1))
        same = (p for year in years for p in year.all_within if p.kind == first.kind)
        return tuple(p for p in same if first.text <= p.text <= last.text)

    def due_date(self, period: Period) -> date:
        """The due day that follows the middle of the period: 14/12 in the year itself, 15/1 in the next."""
        middle = period.start_date + (period.end_date - period.start_date) / 2
        own = date(period.year, self.due_month, self.due_day)
        return own if own > middle else date(period.year + 1, self.due_month, self.due_day)


class Answer(Protocol):
    """A submission as duties see it; a workbook of several forms, periods or standards joins them with `+`."""

    @property
    def submitter_id(self) -> str:
        """Who sent it."""

    @property
    def form_id(self) -> str:
        """Its form or forms."""

    @property
    def period(self) -> str:
        """Its period or periods."""

    @property
    def figure_status(self) -> str:
        """How final its figures are."""

    @property
    def standard_id(self) -> str:
        """Its poverty standards; empty for the one in force."""


@dataclass(frozen=True)
class Duty:
    """One form owed by one submitter for one period, with the territories it must cover."""

    submitter_id: str
    submitter_name_vi: str
    form_id: str
    period: Period
    figure_status: str
    territories: tuple[Territory, ...]
    item_ids: tuple[str, ...]
    area_code: str
    due_date: date
    standard_id: str = ""
    submitter_name_en: str = ""

    def is_answered_by(self, answer: Answer, figure_status: str, standard_in_force: str) -> bool:
        """Whether `answer` is this form for this period in `figure_status`, counted under this standard."""
        return (
            answer.submitter_id == self.submitter_id
            and self.period.text in answer.period.split("+")
            and figure_status in answer.figure_status.split("+")
            and self.form_id in answer.form_id.split("+")
            and (self.standard_id or standard_in_force)
            in (answer.standard_id or standard_in_force).split("+")
        )


def duties_of(obligation: Obligation, period: Period, index: TerritoryIndex) -> tuple[Duty, ...]:
    """The duties that an obligation means in `period`, one a submitter, on the map of its last day."""
    if not obligation.is_owed_for(period):
        return ()
    day = period.end_date
    rule, _, level = obligation.submitter_rule.partition(":")
    if rule == "one":
        names = (obligation.submitter_name_vi, obligation.submitter_name_en)
        owners = [(obligation.submitter_id, names, obligation.territory_code)]
    else:
        units = index.descendants(obligation.territory_code, day, level)
        owners = [(unit.code, _committee(unit), unit.code) for unit in units]
    return tuple(
        Duty(
            submitter,
            name_vi,
            obligation.form_id,
            period,
            obligation.figure_status,
            index.descendants(area, day, obligation.territory_level),
            obligation.item_ids,
            area,
            obligation.due_date(period),
            obligation.standard_id,
            name_en,
        )
        for submitter, (name_vi, name_en), area in owners
    )


def _committee(unit: Territory) -> tuple[str, str]:
    """The office of a unit in Vietnamese and in English; the unit keeps its own name."""
    return f"UBND {unit.name[:1].lower()}{unit.name[1:]}", f"People's Committee of {unit.name}"
