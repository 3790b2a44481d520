"""Dated parameters: poverty standards, figure statuses, groups of territories."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Standard:
    """The poverty line in force from `valid_from` to the day before `valid_to`."""

    standard_id: str
    name_vi: str
    valid_from: date
    valid_to: date | None
    legal_ref: str


@dataclass(frozen=True)
class FigureStatus:
    """A status of a figure; a higher `rank` is closer to final."""

    figure_status: str
    label_vi: str
    rank: int
    phrases: tuple[str, ...]


@dataclass(frozen=True)
class GroupMember:
    """A territory's membership in a dated group; unverified members are configuration to confirm."""

    group_id: str
    group_name_vi: str
    territory_code: str
    valid_from: date
    valid_to: date | None
    is_verified: bool
    source: str

    def is_valid_at(self, day: date) -> bool:
        """Whether the territory belongs to the group on `day`."""
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)


def standard_at(standards: tuple[Standard, ...], day: date) -> Standard | None:
    """The standard in force on `day`."""
    return next(
        (s for s in standards if s.valid_from <= day and (s.valid_to is None or day < s.valid_to)), None
    )
