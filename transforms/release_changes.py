"""What changed since the release before, and why: reports, corrections, the plan, definitions, boundaries."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from transforms.change_reasons import FigureKey, Ground, Reasons, Row, Told, Why
from transforms.terms.change import (
    CAUSES,
    Cause,
    Changes,
    FigureChange,
    FigureState,
    TargetChange,
    TargetState,
)
from transforms.terms.period import Period

_ZERO = Decimal(0)
# The finest units first: the parts of an area are those of the first level at which they add up to its change.
_LEVELS = ("commune", "district", "province")


def changes_of(previous_release_id: str, before: Told | None, now: Told, ground: Ground) -> Changes:
    """Every target and figure in which two releases of one plan, period and status differ.

    `before` is None for the first release (then the id is empty) and where the one before cannot be read.
    """
    if before is None:
        return Changes(previous_release_id, is_known=not previous_release_id)
    compared = _Compared(Reasons(before, now, ground))
    return Changes(previous_release_id, True, tuple(compared.targets()), tuple(compared.figures()))


def figure_key(row: Row) -> FigureKey:
    """What a row of indicators, or of a table with the same keys, is about."""
    return FigureKey(*(row[name] for name in FigureKey._fields))


@dataclass(frozen=True)
class _Pair:
    """A figure in both releases; at least one row is there."""

    key: FigureKey
    before: Row | None
    now: Row | None

    @property
    def is_changed(self) -> bool:
        return _figure(self.before) != _figure(self.now)

    @property
    def row(self) -> Row:
        found = self.now or self.before
        assert found is not None
        return found

    def change(self, name: str) -> Decimal:
        """By how much numerator or denominator changed; what is not there adds nothing."""
        after, earlier = ((row[name] or _ZERO) if row else _ZERO for row in (self.now, self.before))
        return Decimal(after) - Decimal(earlier)

    @property
    def is_counted_again(self) -> bool:
        """Whether the figure's own reports changed: a drop also changes with the year before alone."""
        is_there = self.before is not None and self.now is not None
        return not is_there or bool(self.change("numerator") or self.change("denominator"))


@dataclass(frozen=True)
class _Compared:
    """Two releases, figure by figure."""

    reasons: Reasons

    @cached_property
    def pairs(self) -> dict[FigureKey, _Pair]:
        """The figures that differ."""
        before, now = (
            {figure_key(row): row for row in told.indicators}
            for told in (self.reasons.before, self.reasons.now)
        )
        keys = sorted(before.keys() | now.keys(), key=str)
        pairs = (_Pair(key, before.get(key), now.get(key)) for key in keys)
        return {pair.key: pair for pair in pairs if pair.is_changed}

    @cached_property
    def by_year(self) -> dict[tuple[str, ...], list[_Pair]]:
        """The figures that differ by indicator, territory and period, whatever their status."""
        found: dict[tuple[str, ...], list[_Pair]] = {}
        for pair in self.pairs.values():
            found.setdefault(pair.key[:3], []).append(pair)
        return found

    @cached_property
    def by_indicator(self) -> dict[tuple[str, ...], list[_Pair]]:
        """The figures that differ, of every territory together."""
        found: dict[tuple[str, ...], list[_Pair]] = {}
        for pair in self.pairs.values():
            found.setdefault(_kind_of(pair.key), []).append(pair)
        return found

    def figures(self) -> Iterator[FigureChange]:
        """The figures that differ, by indicator, territory and period."""
        for pair in self.pairs.values():
            yield FigureChange(
                pair.key.indicator_id,
                pair.key.territory_code,
                pair.row["territory_valid_from"],
                territory_name=pair.row["territory_name"],
                level=pair.row["level"],
                period=pair.key.period,
                figure_status=pair.key.figure_status,
                standard_id=pair.key.standard_id,
                measure_unit=pair.row["measure_unit"],
                before=_figure(pair.before),
                now=_figure(pair.now),
                causes=self.causes(pair),
            )

    def causes(self, pair: _Pair) -> tuple[Cause, ...]:
        """Why a figure changed: with parts where those of its units add up, else only by name."""
        own = self._own_causes(pair) if pair.is_counted_again else ()
        base = [base for base in self._bases(pair.key) if base.is_counted_again]
        named = _named(one for each in base for one in self._own_causes(each))
        if own and named:
            # The parts are those of this year's numerator; what the year before did is named beside them.
            return _named([*own, *named])
        return own or named or _as_causes(self.reasons.why(pair.key))

    def _bases(self, key: FigureKey) -> list[_Pair]:
        """Of a drop, the figure of the same territory in the year before, in whatever status."""
        if not self.reasons.ground.previous_year_counts(key.indicator_id):
            return []
        previous = Period(key.period).previous_year.text
        return self.by_year.get((key.indicator_id, key.territory_code, previous), [])

    def _own_causes(self, pair: _Pair) -> tuple[Cause, ...]:
        for units in self._splits(pair):
            if all(
                sum((u.change(n) for u in units), _ZERO) == pair.change(n)
                for n in ("numerator", "denominator")
            ):
                return self._of_units(units, pair)
        return _as_causes(self.reasons.why(pair.key))

    def _splits(self, pair: _Pair) -> Iterator[list[_Pair]]:
        """The units of each level in the area that differ; a unit itself has none inside it."""
        codes = self.reasons.ground.within(pair.key.territory_code) - {pair.key.territory_code}
        inner = [p for p in self.by_indicator[_kind_of(pair.key)] if p.key.territory_code in codes]
        for level in _LEVELS:
            units = [p for p in inner if p.row["level"] == level]
            if units:
                yield units
        if not inner:
            yield [pair]

    def _of_units(self, units: Sequence[_Pair], whole: _Pair) -> tuple[Cause, ...]:
        """The causes of an area's change, unit by unit; the parts are given if every unit's change can be divided."""
        why = [(unit, self.reasons.why(unit.key)) for unit in units]
        named = _named(Cause(cause, ids) for _, each in why for cause, ids in each.items())
        parts = [self._parts(unit, each) for unit, each in why]
        if any(part is None for part in parts):
            return named
        has_denominator = whole.row["denominator"] is not None
        return tuple(
            replace(
                one,
                numerator=sum((p[one.cause][0] for p in parts if p and one.cause in p), _ZERO),
                denominator=sum((p[one.cause][1] for p in parts if p and one.cause in p), _ZERO)
                if has_denominator
                else None,
            )
            for one in named
        )

    def _parts(self, unit: _Pair, why: Why) -> dict[str, tuple[Decimal, Decimal]] | None:
        """How much of a unit's change each cause made: numerator, denominator; None where that cannot be told."""
        numerator, denominator = unit.change("numerator"), unit.change("denominator")
        if not numerator and not denominator:
            return dict.fromkeys(why, (_ZERO, _ZERO))
        if len(why) == 1:
            return dict.fromkeys(why, (numerator, denominator))
        others = [cause for cause in why if cause != "correction"]
        corrected = self.reasons.corrected(why.get("correction", ()), unit.key)
        if len(others) != 1 or corrected is None:
            return None
        return {"correction": (corrected, _ZERO), others[0]: (numerator - corrected, denominator)}

    def targets(self) -> Iterator[TargetChange]:
        """The targets that differ, in the order of the plan as it is now, those that are gone last."""
        before, now = (
            {row["target_id"]: row for row in told.comparison}
            for told in (self.reasons.before, self.reasons.now)
        )
        for target_id in dict.fromkeys((*now, *before)):
            earlier, after = before.get(target_id), now.get(target_id)
            if _target(earlier) != _target(after):
                yield self._target_change(target_id, earlier, after)

    def _target_change(self, target_id: str, before: Row | None, now: Row | None) -> TargetChange:
        row = now or before
        assert row is not None
        return TargetChange(
            target_id,
            row["indicator_id"] or "",
            row["measure_unit"] or "",
            _target(before),
            _target(now),
            self._target_causes(target_id, before, now, row),
        )

    def _target_causes(
        self, target_id: str, before: Row | None, now: Row | None, row: Row
    ) -> tuple[Cause, ...]:
        """Those of the figure that the target is about, and the plan where that says something else."""
        found = list(self._figure_causes(row))
        is_other = before is None or now is None or self.reasons.is_other_target(target_id)
        if is_other or (before and now and _aim(before) != _aim(now)):
            found.append(Cause("plan"))
        return _ordered(found) if found else _as_causes(self.reasons.why(_target_key(row)))

    def _figure_causes(self, row: Row) -> tuple[Cause, ...]:
        pair = self.pairs.get(_target_key(row))
        return self.causes(pair) if pair else ()


def _target_key(row: Row) -> FigureKey:
    """The figure of a target: that of its group, else of its territory."""
    code = row["group_id"] or row["territory_code"]
    return FigureKey(row["indicator_id"], code, row["period"], row["figure_status"], row["standard_id"])


def _kind_of(key: FigureKey) -> tuple[str, ...]:
    """The figures of one indicator that add up over territories."""
    return (key.indicator_id, key.period, key.figure_status, key.standard_id)


def _figure(row: Row | None) -> FigureState | None:
    return FigureState(row["actual"], row["numerator"], row["denominator"]) if row else None


def _target(row: Row | None) -> TargetState | None:
    if row is None:
        return None
    return TargetState(
        row["actual"], row["comparator"], row["target_low"], row["target_high"], row["verdict"]
    )


def _aim(row: Row) -> tuple[object, ...]:
    return tuple(row[name] for name in ("target_text", "comparator", "target_low", "target_high"))


def _as_causes(why: Mapping[str, tuple[str, ...]]) -> tuple[Cause, ...]:
    return _ordered(Cause(cause, ids) for cause, ids in why.items())


def _ordered(causes: Iterable[Cause]) -> tuple[Cause, ...]:
    return tuple(sorted(causes, key=lambda one: CAUSES.index(one.cause)))


def _named(causes: Iterable[Cause]) -> tuple[Cause, ...]:
    """Each cause once, with the ids of all, without parts."""
    ids: dict[str, set[str]] = {}
    for one in causes:
        ids.setdefault(one.cause, set()).update(one.ids)
    return _ordered(Cause(cause, tuple(sorted(found))) for cause, found in ids.items())
