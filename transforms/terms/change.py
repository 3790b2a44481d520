"""What changed from one release to the next, and why; nothing in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

CAUSES = (
    "late_report",
    "replaced_report",
    "withdrawn_report",
    "correction",
    "plan",
    "definition",
    "standard",
    "boundaries",
    "rules",
    "reference",
    "program",
    "unknown",
)


@dataclass(frozen=True)
class Cause:
    """One of CAUSES with the submissions or corrections behind it (`ids`).

    `numerator` and `denominator` are its part of the change. They are given for all causes of a figure, and then add
    up to its change exactly, or for none: then the causes are only named. Beside the causes of its figure a target may
    have `plan`, which has no part: it changes the aim.
    """

    cause: str
    ids: tuple[str, ...] = ()
    numerator: Decimal | None = None
    denominator: Decimal | None = None


@dataclass(frozen=True)
class FigureState:
    """A figure in one of the two releases; measure units are those of the indicator and of its items."""

    actual: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None


@dataclass(frozen=True)
class TargetState:
    """A target in one of the two releases: what was reached, the aim, and how it was judged."""

    actual: Decimal | None
    comparator: str
    low: Decimal | None
    high: Decimal | None
    verdict: str


@dataclass(frozen=True)
class FigureChange:
    """One indicator of one territory (or group) in one period and status; None where a release does not have it."""

    indicator_id: str
    territory_code: str
    territory_valid_from: date
    territory_name: str
    level: str
    period: str
    figure_status: str
    standard_id: str
    measure_unit: str
    before: FigureState | None
    now: FigureState | None
    causes: tuple[Cause, ...]

    @property
    def kind(self) -> str:
        """`new`, `gone` or `changed`."""
        return _kind(self.before, self.now)


@dataclass(frozen=True)
class TargetChange:
    """One target of the plan; None where a release does not have it."""

    target_id: str
    indicator_id: str
    measure_unit: str
    before: TargetState | None
    now: TargetState | None
    causes: tuple[Cause, ...]

    @property
    def kind(self) -> str:
        """`new`, `gone` or `changed`."""
        return _kind(self.before, self.now)


def _kind(before: object, now: object) -> str:
    if before is None:
        return "new"
    return "gone" if now is None else "changed"


@dataclass(frozen=True)
class CauseCount:
    """How many targets and figures a cause stands behind; one with several causes counts for each."""

    cause: str
    targets: int
    figures: int


@dataclass(frozen=True)
class Changes:
    """What changed since the release before; its id is empty for the first one of a plan, period and status.

    `is_known` is False where the release before cannot be read as it was published: then nothing is told.
    """

    previous_release_id: str
    is_known: bool = True
    targets: tuple[TargetChange, ...] = ()
    figures: tuple[FigureChange, ...] = ()

    @property
    def state(self) -> str:
        """`first`, `unknown`, `same` or `changed`."""
        if not self.previous_release_id:
            return "first"
        if not self.is_known:
            return "unknown"
        return "changed" if self.targets or self.figures else "same"

    @property
    def counts(self) -> tuple[CauseCount, ...]:
        """The causes that are there, in the order of CAUSES."""
        return tuple(self._counted())

    def _counted(self) -> Iterator[CauseCount]:
        for cause in CAUSES:
            targets, figures = (
                sum(any(one.cause == cause for one in change.causes) for change in changes)
                for changes in (self.targets, self.figures)
            )
            if targets or figures:
                yield CauseCount(cause, targets, figures)
