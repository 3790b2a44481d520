"""Indicators: a numerator over a denominator of items, for a population."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Indicator:
    """One indicator; `kind` is rate, count, rate_drop, count_drop or relative_drop.

    Units: a rate is in per cent (0-100), a rate drop in percentage points, a count in
    its own measure unit. A drop takes numerator and denominator of both years.
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

    @property
    def is_drop(self) -> bool:
        """Whether the indicator compares with the year before."""
        return self.kind in {"rate_drop", "count_drop", "relative_drop"}
