"""Opening stocks of a new report: what the closing stocks of the year before say, or why they say nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Opening:
    """The opening figure of one item of one territory.

    `value` is written into the template, `expected` is what the figure will be compared with; a figure that is
    not written has a `note_vi` that says why.
    """

    value: int | None = None
    expected: int | None = None
    note_vi: str = ""


@dataclass(frozen=True)
class Openings:
    """The opening figures of one report by territory code and item, and one line on where they come from."""

    by_place: Mapping[tuple[str, str], Opening] = field(default_factory=dict)
    note_vi: str = ""
