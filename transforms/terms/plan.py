"""Plans and their typed targets (design, section 5)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True)
class Target:
    """One aim of a plan with the sentence it stands in.

    `low` is the aim, `high` the better bound where the aim is a range. Units: those of
    the indicator (points for drops, per cent for levels).
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


@dataclass(frozen=True)
class Plan:
    """One official document: whose plan, for which period, with which targets."""

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
