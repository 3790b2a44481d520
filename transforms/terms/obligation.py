"""Obligations: who owes which form for which territories and period, by when."""

from dataclasses import dataclass
from datetime import date

from transforms.terms.period import Period
from transforms.terms.territory import Territory, TerritoryIndex


@dataclass(frozen=True)
class Obligation:
    """A standing duty; `submitter_rule` is `one`, or `each:<level>` for every unit of a level under it."""

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

    def is_owed_for(self, period: Period) -> bool:
        """Whether the duty exists for `period`."""
        return self.first_period <= period.text <= self.last_period


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


def duties_of(obligation: Obligation, period: Period, index: TerritoryIndex) -> tuple[Duty, ...]:
    """The duties that an obligation means in `period`, one a submitter, on the map of its last day."""
    if not obligation.is_owed_for(period):
        return ()
    day = period.end_date
    due = date(period.year + (obligation.due_month < 7), obligation.due_month, obligation.due_day)  # noqa: PLR2004
    rule, _, level = obligation.submitter_rule.partition(":")
    if rule == "one":
        owners = [(obligation.submitter_id, obligation.submitter_name_vi, obligation.territory_code)]
    else:
        units = index.descendants(obligation.territory_code, day, level)
        owners = [(unit.code, f"UBND {unit.name[:1].lower()}{unit.name[1:]}", unit.code) for unit in units]
    return tuple(
        Duty(
            submitter,
            name,
            obligation.form_id,
            period,
            obligation.figure_status,
            index.descendants(area, day, obligation.territory_level),
            obligation.item_ids,
            area,
            due,
        )
        for submitter, name, area in owners
    )
