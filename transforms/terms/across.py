"""What rules across forms and periods look at: bounds between forms, pairs of items, special lists, disasters."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Bound:
    """Two sums of items of two forms that are bound for one territory and period: a row of bounds.csv.

    `relation` is at_most (left ≤ right), equal, or both_or_neither (above zero).
    """

    bound_id: str
    rule_id: str
    relation: str
    left_form: str
    left_items: tuple[str, ...]
    right_form: str
    right_items: tuple[str, ...]


@dataclass(frozen=True)
class Disaster:
    """A declared disaster in a territory (and all under it) in a year: a row of disasters.csv."""

    territory_code: str
    period: str
    name_vi: str
    source: str


@dataclass(frozen=True)
class AcrossData:
    """All of it: `household_pairs` are (households, persons), `rule_items` (rule, item), `restricted` (item, group)."""

    bounds: tuple[Bound, ...]
    household_pairs: tuple[tuple[str, str], ...]
    rule_items: tuple[tuple[str, str], ...]
    restricted: tuple[tuple[str, str], ...]
    disasters: tuple[Disaster, ...]
