"""Why a figure became another one: what two releases rest on, held against each other."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from itertools import product
from typing import Any, NamedTuple

from transforms.release_basis import is_within
from transforms.terms.correction import Given
from transforms.terms.indicator import Indicator

Row = Mapping[str, Any]
# The ids behind each cause of a figure.
Why = dict[str, tuple[str, ...]]
_REPORT = ("submitter_id", "form_id", "period", "figure_status", "standard_id")
# Between the forms and the periods of a workbook that holds several: it is a version of each of them.
_JOINED_BY = "+"
Report = tuple[str, ...]


class FigureKey(NamedTuple):
    """What a figure is about: in one period a code is that of one territory (or group)."""

    indicator_id: str
    territory_code: str
    period: str
    figure_status: str
    standard_id: str


@dataclass(frozen=True)
class Told:
    """A release as it is told: its manifest, or the identity of one not written yet, and the rows of its tables."""

    manifest: Mapping[str, Any]
    comparison: Sequence[Row]
    indicators: Sequence[Row]

    @cached_property
    def accepted(self) -> dict[str, frozenset[Report]]:
        """The submissions that count, each with the reports that it is a version of."""
        inputs = self.manifest.get("inputs", ())
        return {
            one["submission_id"]: frozenset(
                product(*(one.get(name, "").split(_JOINED_BY) for name in _REPORT))
            )
            for one in inputs
            if one["verdict"].startswith("accepted")
        }

    @cached_property
    def reports(self) -> frozenset[Report]:
        """The reports that count."""
        return frozenset().union(*self.accepted.values())

    @cached_property
    def basis(self) -> Mapping[str, Any]:
        """The pieces that it rests on; empty of a release from before they were told."""
        found: Mapping[str, Any] = self.manifest.get("basis", {})
        return found


def no_longer_counted(before: Told, now: Told) -> list[str]:
    """The submissions that counted in the release before and do not now."""
    return sorted(before.accepted.keys() - now.accepted.keys())


@dataclass(frozen=True)
class Ground:
    """What is known beside the two releases.

    `submission_ids` are those behind each figure now; `inside` the codes of an area's territories, itself among them;
    `reach` the (territory, item, period) of which each submission spoke that is no longer counted.
    """

    definitions: Mapping[str, Indicator]
    submission_ids: Mapping[FigureKey, Sequence[str]] = field(default_factory=dict)
    inside: Mapping[str, frozenset[str]] = field(default_factory=dict)
    reach: Mapping[str, frozenset[tuple[str, str, str]]] = field(default_factory=dict)

    def within(self, code: str) -> frozenset[str]:
        """The codes in an area; that of a unit alone where nothing is known of it."""
        return self.inside.get(code, frozenset({code}))

    def items(self, indicator_id: str) -> frozenset[str]:
        """The items that an indicator is made of; of a share those that its predicate judges."""
        one = self.definitions.get(indicator_id)
        if one and one.predicate:
            one = self.definitions.get(one.predicate.indicator_id)
        return frozenset((*one.numerator, *one.denominator)) if one else frozenset()

    def previous_year_counts(self, indicator_id: str) -> bool:
        """Whether an indicator takes figures of the year before as well."""
        one = self.definitions.get(indicator_id)
        return bool(one and one.is_drop)


@dataclass(frozen=True)
class Reasons:
    """Everything in which the release before and this one differ, but for their figures."""

    before: Told
    now: Told
    ground: Ground

    def why(self, key: FigureKey) -> Why:
        """The causes of one figure; what lies in it comes first, what holds for all of them only where nothing does."""
        return self.specific(key) or self.general or {"unknown": ()}

    def specific(self, key: FigureKey) -> Why:
        """The causes that lie in the reports, corrections and definitions of this very figure."""
        found = {
            "late_report": self._new(key, is_replacing=False),
            "replaced_report": (*self._new(key, is_replacing=True), *self._instead(key)),
            "withdrawn_report": tuple(s for s in self._left(key) if s not in self._successors),
            "correction": tuple(c for c in self._corrections if self._concerns(c, key)),
        }
        why = {cause: tuple(sorted(set(ids))) for cause, ids in found.items() if ids}
        if self._differs("indicators", key.indicator_id):
            why["definition"] = ()
        if self._differs("standards", key.standard_id):
            why["standard"] = ()
        return why

    @cached_property
    def general(self) -> Why:
        """What may stand behind any figure; reference and program only where no piece of the reference is another."""
        pieces = [name for name in ("boundaries", "rules") if self._piece_differs(name)]
        both = (("reference", "reference_sha256"), ("program", "code_sha256"))
        rest = [
            cause for cause, name in both if self.before.manifest.get(name) != self.now.manifest.get(name)
        ]
        return dict.fromkeys(pieces or rest, ())

    def is_other_target(self, target_id: str) -> bool:
        """Whether the plan says something else of a target now; unknown counts as no."""
        return self._differs("targets", target_id)

    def corrected(self, ids: Iterable[str], key: FigureKey) -> Decimal | None:
        """What corrections add to the numerator of a figure; None where their periods are not its own."""
        definition = self.ground.definitions.get(key.indicator_id)
        numerator = definition.numerator if definition else ()
        parts = [self._corrections[one] for one in ids]
        if any(one["period"] != key.period or one["item_id"] not in numerator for one in parts):
            return None
        return sum((one["sign"] * (_of(one["corrected"]) - _of(one["found"])) for one in parts), Decimal(0))

    def _differs(self, piece: str, name: str) -> bool:
        before, now = (told.basis.get(piece) for told in (self.before, self.now))
        return before is not None and now is not None and before.get(name) != now.get(name)

    def _piece_differs(self, piece: str) -> bool:
        before, now = (told.basis.get(piece) for told in (self.before, self.now))
        return None not in {before, now} and before != now

    def _new(self, key: FigureKey, *, is_replacing: bool) -> tuple[str, ...]:
        """The submissions behind the figure that did not count before: new versions of a report, or the first."""
        behind = self.ground.submission_ids.get(key, ())
        fresh = (s for s in behind if s in self.now.accepted and s not in self.before.accepted)
        return tuple(s for s in fresh if self.now.accepted[s].isdisjoint(self.before.reports) != is_replacing)

    @cached_property
    def _successors(self) -> dict[str, tuple[str, ...]]:
        """The newer versions by each submission that they took the place of."""
        left = no_longer_counted(self.before, self.now)
        return {s: newer for s in left if (newer := tuple(self._newer(self.before.accepted[s])))}

    def _newer(self, reports: frozenset[Report]) -> Iterator[str]:
        for submission, own in self.now.accepted.items():
            if submission not in self.before.accepted and not own.isdisjoint(reports):
                yield submission

    def _left(self, key: FigureKey) -> frozenset[str]:
        """The submissions that no longer count and spoke of an item of the figure, in one of its territories."""
        places = product(self.ground.within(key.territory_code), self.ground.items(key.indicator_id))
        spoken = (one for place in places for one in self._spoken.get(place, ()))
        return frozenset(submission for submission, period in spoken if is_within(period, key.period))

    @cached_property
    def _spoken(self) -> dict[tuple[str, str], list[tuple[str, str]]]:
        """The submissions that no longer count, with the periods of which they spoke, by territory and item."""
        found: dict[tuple[str, str], list[tuple[str, str]]] = {}
        for submission in no_longer_counted(self.before, self.now):
            for code, item, period in self.ground.reach.get(submission, ()):
                found.setdefault((code, item), []).append((submission, period))
        return found

    def _instead(self, key: FigureKey) -> Iterator[str]:
        return (newer for s in self._left(key) for newer in self._successors.get(s, ()))

    @cached_property
    def _corrections(self) -> dict[str, dict[str, Any]]:
        """The corrections that hold in one release alone, or say something else; the sign tells in which."""
        if "corrections" not in self.before.basis or "corrections" not in self.now.basis:
            return {}
        before, now = self.before.basis["corrections"], self.now.basis["corrections"]
        added = {c: {**one, "sign": 1} for c, one in now.items() if c not in before}
        ended = {c: {**one, "sign": -1} for c, one in before.items() if c not in now}
        both = ((c, before[c]["corrected"]) for c in sorted(before.keys() & now.keys()))
        other = {c: {**now[c], "found": old, "sign": 1} for c, old in both if old != now[c]["corrected"]}
        return {**added, **ended, **other}

    def _concerns(self, correction_id: str, key: FigureKey) -> bool:
        one = self._corrections[correction_id]
        return (
            is_within(one["period"], key.period)
            and one["territory_code"] in self.ground.within(key.territory_code)
            and one["item_id"] in self.ground.items(key.indicator_id)
        )


def _of(text: str) -> Decimal:
    """What a figure adds; a state that is no number adds nothing."""
    return Given(text).value or Decimal(0)
