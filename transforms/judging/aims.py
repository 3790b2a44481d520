"""An aim with its direction, and the verdict on one value against it."""

from dataclasses import dataclass
from decimal import Decimal

from transforms.terms.plan import Target

DROPS = frozenset({"drop_pp", "drop_count", "drop_relative"})
COUNTS = frozenset({"count", "drop_count", "level_count"})
_STRICT = frozenset({">", "<"})
_DOWNWARD = frozenset({"<=", "<"})
_WHOLE = Decimal(1)
_HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True)
class Aim:
    """What is to be reached: from `nearer` on it is met, beyond `better` it is exceeded.

    Both are the same number unless the aim is a range. `phased_months` says that the aim is the part
    that is due after so many months; the plan's own aim has none.
    """

    kind: str
    comparator: str
    nearer: Decimal
    better: Decimal
    is_upward: bool
    measure_unit: str
    near: Decimal | None = None
    phased_months: int | None = None

    @property
    def is_range(self) -> bool:
        """Whether there is room between the nearer and the better bound."""
        return self.nearer != self.better

    @property
    def is_strict(self) -> bool:
        """Whether the bound itself is not enough ("trên", "dưới")."""
        return self.comparator in _STRICT

    @property
    def step(self) -> Decimal:
        """The smallest difference that is told: one of what is counted, or 0,01 of a rate."""
        return _WHOLE if self.kind in COUNTS else _HUNDREDTH

    def shortfall(self, value: Decimal, bound: Decimal) -> Decimal:
        """How far the value lies on the worse side of the bound; below zero on the better side."""
        return bound - value if self.is_upward else value - bound

    def is_met(self, value: Decimal) -> bool:
        """Whether the nearer bound is reached, for a strict aim passed."""
        shortfall = self.shortfall(value, self.nearer)
        return shortfall < 0 if self.is_strict else shortfall <= 0

    def is_beyond(self, value: Decimal) -> bool:
        """Whether the better bound is passed; nothing lies beyond an aim that is strict itself."""
        return not self.is_strict and self.shortfall(value, self.better) < 0

    def is_near(self, value: Decimal) -> bool:
        """Whether a missed aim lies within the margin that the plan itself allows."""
        return self.near is not None and self.shortfall(value, self.nearer) <= self.near


def aim_of(target: Target, *, is_higher_better: bool) -> Aim:
    """The aim of a target with numbers; the direction of a range is that of its indicator."""
    assert target.low is not None
    bounds = sorted((target.low, target.low if target.high is None else target.high))
    is_upward = _is_upward(target, is_higher_better=is_higher_better)
    nearer, better = bounds if is_upward else reversed(bounds)
    return Aim(
        target.kind, target.comparator, nearer, better, is_upward, target.measure_unit, near=target.near
    )


def _is_upward(target: Target, *, is_higher_better: bool) -> bool:
    if target.comparator == "range":
        return is_higher_better or target.kind in DROPS
    return target.comparator not in _DOWNWARD


def verdict_of(aim: Aim, value: Decimal, baseline: Decimal | None, year: Aim) -> str:
    """The verdict on one value; `year` is the plan's own aim, which alone can be exceeded.

    What is worse than the year before (a drop below zero, a level on the wrong side of `baseline`) is
    never called near.
    """
    if aim.is_met(value):
        return "exceeded" if year.is_beyond(value) else "met"
    if _is_worse(aim, value, baseline):
        return "worse"
    return "near" if aim.is_near(value) else "not_met"


def _is_worse(aim: Aim, value: Decimal, baseline: Decimal | None) -> bool:
    if aim.kind in DROPS:
        return value < 0
    return baseline is not None and aim.shortfall(value, baseline) > 0
