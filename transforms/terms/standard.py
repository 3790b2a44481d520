"""Dated parameters: poverty standards, figure statuses, groups of territories."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

_YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Lines:
    """An upper bound for the poor and one for the near-poor; equal where a standard has a single line."""

    poor: int
    near_poor: int


@dataclass(frozen=True)
class Points:
    """How the points of a household's review are read: income lines by area, and points of deprivation."""

    income: Mapping[str, Lines]
    poor: int
    per_deprivation: int
    maximum: int


@dataclass(frozen=True)
class Standard:
    """The poverty line in force from `valid_from` to the day before `valid_to`.

    `combination` says how income and deprivations make a household poor; `income_vnd` holds the lines by
    area in dong a person and month. What is not known is None, and `unverified_vi` says so.
    """

    standard_id: str
    name_vi: str
    valid_from: date
    valid_to: date | None
    legal_ref: str
    combination: str
    income_vnd: Mapping[str, Lines]
    deprivation_indicators: int | None
    poor_deprivations: int
    points: Points | None
    phrases: tuple[str, ...]
    unverified_vi: str | None
    name_en: str = ""
    legal_ref_en: str = ""
    unverified_en: str = ""

    @property
    def legal_ref_vi(self) -> str:
        """The documents as a Vietnamese paper names them."""
        return self.legal_ref


@dataclass(frozen=True)
class FigureStatus:
    """A status of a figure; a higher `rank` is closer to final."""

    figure_status: str
    label_vi: str
    rank: int
    phrases: tuple[str, ...]
    label_en: str = ""


@dataclass(frozen=True)
class GroupMember:
    """A territory's membership in a dated group; unverified members are configuration to confirm.

    `select` is empty where the territory itself belongs to the group; `commune:urban` or
    `commune:rural` stands for every commune of that kind of area under it (`members_at`).
    """

    group_id: str
    group_name_vi: str
    territory_code: str
    valid_from: date
    valid_to: date | None
    is_verified: bool
    source: str
    select: str = ""
    group_name_en: str = ""

    def is_valid_at(self, day: date) -> bool:
        """Whether the territory belongs to the group on `day`."""
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)


@dataclass(frozen=True)
class UnitType:
    """A kind of administrative unit (Phường, Xã …) and the kind of area that it is: `urban` or `rural`."""

    type_vi: str
    area: str
    is_verified: bool
    source: str


def standard_at(standards: tuple[Standard, ...], day: date) -> Standard | None:
    """The standard in force on `day`."""
    return next(
        (s for s in standards if s.valid_from <= day and (s.valid_to is None or day < s.valid_to)), None
    )


def standards_for(standards: tuple[Standard, ...], day: date) -> tuple[Standard, ...]:
    """The standards under which figures of a period that ends on `day` may be reported.

    The one in force, and the next one where it comes into force within a year: the year of change is
    reported under both, since the next year opens with the stock counted anew.
    """
    in_force = standard_at(standards, day)
    later = sorted((s for s in standards if s.valid_from > day), key=lambda s: s.valid_from)[:1]
    return tuple(filter(None, (in_force, *(s for s in later if s.valid_from - day <= _YEAR))))
