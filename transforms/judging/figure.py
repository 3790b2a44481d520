"""What is judged, and what comes of it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from transforms.terms.said import Said


@dataclass(frozen=True)
class Actual:
    """What was reached: value with its bounds over missing territories, the year before, the parts.

    Units: those of the target (points for drops, per cent for levels, counts). `count_unit` is the
    measure unit of the numerator. `units_given` of `units_owed` territories have reported.
    `base_standard_vi` names the poverty standard of the year before where it differs from `standard_vi`:
    nothing is then subtracted.
    """

    value: Decimal | None
    low: Decimal | None = None
    high: Decimal | None = None
    baseline: Decimal | None = None
    is_complete: bool = True
    is_higher_better: bool = True
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    base_numerator: Decimal | None = None
    base_denominator: Decimal | None = None
    units_given: int | None = None
    units_owed: int | None = None
    count_unit: str = ""
    group_vi: str = ""
    standard_vi: str = ""
    base_standard_vi: str = ""
    is_estimate: bool = False
    group_en: str = ""
    standard_en: str = ""
    base_standard_en: str = ""


@dataclass(frozen=True)
class Followed:
    """The newest update on the tasks of a target: when, its state, and a few words."""

    updated_on: date
    state: str
    note_vi: str


@dataclass(frozen=True)
class Verdict:
    """A verdict of the house and its reason, a sentence that has no language yet.

    The last three speak of part-years only: the aim as far as it is due, the months left of the plan's
    period, and what each of them has to bring, in the unit of the aim (rates in points).
    """

    verdict: str
    reason: Said
    difference: Decimal | None = None
    progress_pct: Decimal | None = None
    phased_low: Decimal | None = None
    months_left: int | None = None
    required_pace: Decimal | None = None
