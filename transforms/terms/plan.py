"""Plans and their typed targets (design, section 5). What a province leaves untranslated is empty in English."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from transforms.terms.period import Period


@dataclass(frozen=True)
class Phase:
    """The aim as far as it is due by the end of a shorter period: a step of a custom phasing."""

    period: str
    low: Decimal


@dataclass(frozen=True)
class Target:
    """One aim of a plan with the sentence it stands in.

    `low` is the aim, `high` the better bound where the aim is a range. Units: those of
    the indicator (points for drops, per cent for levels). `phasing` is `annual` (due at the end of
    the year only), `linear` (an equal share a month) or `custom` (the steps in `phases`).
    `near` is how far a missed aim may lie from `low` to be called near; none unless the plan says so.
    Targets of one `sentence_id` state one aim in several measures and must agree.
    """

    target_id: str
    text_vi: str
    name_vi: str
    indicator_id: str
    kind: str
    comparator: str
    low: Decimal | None
    high: Decimal | None
    measure_unit: str
    group_id: str
    note_vi: str
    phasing: str = "annual"
    phases: tuple[Phase, ...] = ()
    near: Decimal | None = None
    sentence_id: str = ""
    text_en: str = ""
    name_en: str = ""
    note_en: str = ""


@dataclass(frozen=True)
class Amendment:
    """A dated change of a plan: targets that are replaced or added by id, and those that are withdrawn."""

    document_vi: str
    issued_on: date
    in_force_from: date
    reason_vi: str
    targets: tuple[Target, ...]
    withdrawn: tuple[str, ...]
    document_en: str = ""
    reason_en: str = ""


@dataclass(frozen=True)
class StatedFigure:
    """A figure that the plan's own text states beside its targets, in the decimals that it prints.

    `part_of` names the stated figure of which this one is a part; `share_of` the part whose share of its
    own whole this one prints, in per cent; `sums_to` the one that this one and the others with the same
    name add up to.
    """

    stated_id: str
    text_vi: str
    name_vi: str
    indicator_id: str
    period: str
    value: Decimal
    measure_unit: str
    part_of: str = ""
    sums_to: str = ""
    share_of: str = ""
    text_en: str = ""
    name_en: str = ""


@dataclass(frozen=True)
class TaskUpdate:
    """What was reported on a qualitative aim, followed as a task, on a day.

    `state` is not_started, in_progress, done, late or stopped; the newest update of a target counts.
    """

    plan_id: str
    target_id: str
    updated_on: date
    state: str
    note_vi: str
    source: str


@dataclass(frozen=True)
class Plan:
    """One official document: whose plan, for which period, with which targets.

    `parent_plan_id` is the plan of the level above that this one carries out. A plan that is known only
    from others that name it has no text held here: it takes part in allocations and is never published.
    """

    plan_id: str
    title_vi: str
    document_vi: str
    issued_by_vi: str
    issued_on: date | None
    territory_code: str
    period: str
    source_vi: str
    targets: tuple[Target, ...]
    note_vi: str
    parent_plan_id: str = ""
    amendments: tuple[Amendment, ...] = ()
    stated: tuple[StatedFigure, ...] = ()
    is_text_held: bool = True
    title_en: str = ""
    document_en: str = ""
    issued_by_en: str = ""
    source_en: str = ""
    note_en: str = ""

    @property
    def compared_periods(self) -> tuple[Period, ...]:
        """Its own period and every shorter one that begins with it.

        The flows of one that begins later are not those since the beginning of the year.
        """
        whole = Period(self.period)
        return tuple(p for p in whole.all_within if p.start_date == whole.start_date)

    def in_force(self, day: date | None) -> "Plan":
        """The plan with every amendment in force on `day` worked in; with all of them where no day is asked."""
        kept = tuple(
            a
            for a in sorted(self.amendments, key=lambda a: a.in_force_from)
            if day is None or a.in_force_from <= day
        )
        targets = self.targets
        for amendment in kept:
            targets = _amended(targets, amendment)
        return replace(self, targets=targets, amendments=kept)


def _amended(targets: tuple[Target, ...], amendment: Amendment) -> tuple[Target, ...]:
    changed = {target.target_id: target for target in amendment.targets}
    kept = [changed.pop(t.target_id, t) for t in targets if t.target_id not in amendment.withdrawn]
    return (*kept, *changed.values())
