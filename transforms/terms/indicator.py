"""Indicators: a numerator over a denominator of items, for a population."""

from dataclasses import dataclass
from decimal import Decimal

_RATES = frozenset({"rate", "rate_drop"})
_DROPS = frozenset({"rate_drop", "count_drop", "relative_drop"})


@dataclass(frozen=True)
class Predicate:
    """What a territory of `level` must satisfy to be counted: its `indicator_id` against `value`."""

    indicator_id: str
    comparator: str
    value: Decimal
    level: str


@dataclass(frozen=True)
class Indicator:
    """One indicator; `kind` is rate, count, rate_drop, count_drop, relative_drop or territory_share.

    Units: a rate, a relative drop and a share of territories are in per cent (0-100), a rate drop in
    percentage points, a count in its own measure unit. A drop takes numerator and denominator of both
    years. The denominator of a count is the whole that it is a part of, and only bounds what is missing.
    A territory share counts the territories that satisfy its predicate. `phrases` are the words by which
    an official text names what is counted.
    """

    indicator_id: str
    name_vi: str
    name_en: str
    kind: str
    numerator: tuple[str, ...]
    denominator: tuple[str, ...]
    population_vi: str
    measure_unit: str
    decimals: int
    is_higher_better: bool
    owner_vi: str
    definition_vi: str
    legal_ref: str
    predicate: Predicate | None = None
    phrases: tuple[str, ...] = ()
    population_en: str = ""
    owner_en: str = ""
    definition_en: str = ""
    legal_ref_en: str = ""

    @property
    def legal_ref_vi(self) -> str:
        """The documents as a Vietnamese paper names them."""
        return self.legal_ref

    @property
    def is_drop(self) -> bool:
        """Whether the indicator compares with the year before."""
        return self.kind in _DROPS

    @property
    def is_rate(self) -> bool:
        """Whether the value is made of a denominator as well: of two years, for a drop in points."""
        return self.kind in _RATES

    @property
    def needed_items(self) -> tuple[str, ...]:
        """The items without which a territory has no figure: of a rate both sides, of a count the numerator."""
        return (*self.numerator, *(self.denominator if self.is_rate else ()))
