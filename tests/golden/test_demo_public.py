"""The public edition of the demo against an attacker: nobody works out a small count that it leaves out.

The attacker has the whole public edition, knows the tree of territories and which items the indicators are made of, and
solves equations; two indicators that are made of the same items are the same unknown.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from pathlib import Path

import numpy as np
import pytest
from scipy.optimize import linprog
from scipy.sparse import csr_matrix

from flows.places import Workspace
from flows.stores.reference import read_registry
from tests.flow_helpers import Row, release, table
from tests.golden.refresh import GOLDEN
from transforms.registry import Registry
from transforms.terms.period import Period

pytestmark = pytest.mark.slow

Unknown = tuple[tuple[str, ...], str, str, str, str]
"""Items, territory, period, figure status, standard."""


@dataclass
class Attack:
    """Everything that is printed as equations over the unknown counts; the truth only tells which sums hold."""

    printed: dict[Unknown, float] = field(default_factory=dict)
    hidden: dict[Unknown, float] = field(default_factory=dict)
    parts: list[tuple[Unknown, Unknown]] = field(default_factory=list)
    sums: list[tuple[Unknown, tuple[Unknown, ...]]] = field(default_factory=list)

    def value(self, one: Unknown) -> float:
        """What the attacker must not find."""
        return self.printed[one] if one in self.printed else self.hidden[one]

    @cached_property
    def places(self) -> dict[Unknown, int]:
        return {one: n for n, one in enumerate(self.hidden)}

    @cached_property
    def equations(self) -> tuple[csr_matrix, list[float]]:
        rows, totals = [], []
        for whole, some in self.sums:
            row, left = self._row({whole: 1.0, **dict.fromkeys(some, -1.0)})
            if row.any():
                rows.append(row)
                totals.append(-left)
        return self._matrix(rows), totals

    @cached_property
    def limits(self) -> tuple[csr_matrix, list[float]]:
        """A part is no larger than its whole."""
        rows, most = [], []
        for part, whole in self.parts:
            row, left = self._row({part: 1.0, whole: -1.0})
            if row.any():
                rows.append(row)
                most.append(-left)
        return self._matrix(rows), most

    def _matrix(self, rows: list[np.ndarray]) -> csr_matrix:
        return csr_matrix(np.array(rows).reshape(len(rows), len(self.places)))

    def _row(self, factors: dict[Unknown, float]) -> tuple[np.ndarray, float]:
        """The factors of the hidden counts, and what the printed ones come to."""
        row, known = np.zeros(len(self.places)), 0.0
        for one, factor in factors.items():
            if one in self.places:
                row[self.places[one]] += factor
            else:
                known += factor * self.printed[one]
        return row, known

    def width(self, wanted: dict[Unknown, float]) -> float:
        """How wide the stretch is in which the attacker knows a sum of counts to lie."""
        aim, _ = self._row(wanted)
        ends = []
        for sign in (1.0, -1.0):
            found = linprog(
                sign * aim,
                A_eq=self.equations[0],
                b_eq=self.equations[1],
                A_ub=self.limits[0],
                b_ub=self.limits[1],
                bounds=(0, None),
                method="highs",
            )
            ends.append(sign * found.fun if found.status == 0 else -sign * float("inf"))
        return ends[1] - ends[0]


def attack_on(folder: Path, registry: Registry) -> Attack:
    attack = Attack()
    for row, public in zip(table(folder, "indicators"), table(folder / "public", "indicators"), strict=True):
        for one, value in unknowns(row, registry):
            known = attack.hidden if public["actual_state"] == "suppressed" else attack.printed
            if one not in attack.printed:
                known[one] = value
        pair = [one for one, _ in unknowns(row, registry)]
        if len(pair) == 2:
            attack.parts.append((pair[0], pair[1]))
    attack.hidden = {one: value for one, value in attack.hidden.items() if one not in attack.printed}
    attack.sums = list(sums(attack, registry))
    return attack


def unknowns(row: Row, registry: Registry) -> Iterator[tuple[Unknown, float]]:
    indicator = registry.indicators[row["indicator_id"]]
    if indicator.predicate is None:
        for items, name in ((indicator.numerator, "numerator"), (indicator.denominator, "denominator")):
            if row[name]:
                place = (row["territory_code"], row["period"], row["figure_status"], row["standard_id"])
                yield (tuple(sorted(items)), *place), float(Decimal(row[name]))


def laid_open(attack: Attack, kept: Unknown) -> Attack:
    """The same edition with nothing left out but one count."""
    rest = {one: value for one, value in attack.hidden.items() if one != kept}
    return Attack({**attack.printed, **rest}, {kept: attack.hidden[kept]}, attack.parts, attack.sums)


def sums(attack: Attack, registry: Registry) -> Iterator[tuple[Unknown, tuple[Unknown, ...]]]:
    """Every territory that is the sum of those right under it."""
    known = {**attack.hidden, **attack.printed}
    for items, code, period, *rest in known:
        under = registry.territories.children(code, Period(period).end_date)
        some = tuple(one for unit in under if (one := (items, unit.code, period, *rest)) in known)
        whole: Unknown = (items, code, period, rest[0], rest[1])
        if some and sum(known[one] for one in some) == known[whole]:  # type: ignore[index]
            yield whole, some  # type: ignore[misc]


@pytest.mark.parametrize("plan", [p for p in GOLDEN if p.startswith(("063", "116", "44"))])
def test_no_small_count_of_the_demo_is_worked_out(workspace: Path, plan: str) -> None:
    registry = read_registry(Workspace(workspace))
    minimum = registry.limits["public_minimum_count"]
    attack = attack_on(release(workspace, plan), registry)
    wanted: list[dict[Unknown, float]] = [{one: 1.0} for one in attack.hidden]
    # Those of the whole who are not in the part: 498 insured of 500 tell of two persons.
    wanted += [
        {whole: 1.0, part: -1.0} for part, whole in attack.parts if {part, whole} & attack.hidden.keys()
    ]
    small = [
        one for one in wanted if 0 < sum(factor * attack.value(key) for key, factor in one.items()) < minimum
    ]
    assert small, "the demo has small counts, or this test says nothing"
    assert [one for one in small if attack.width(one) < 1] == []
    printed = [one for one, value in attack.printed.items() if 0 < value < minimum]
    protected = {
        item for item, found in registry.items.items() if found.measure_unit in registry.protected_units
    }
    assert [one for one in printed if set(one[0]) & protected] == []


def test_the_attacker_finds_a_count_that_is_left_out_alone(workspace: Path) -> None:
    """The attack is one that can succeed."""
    registry = read_registry(Workspace(workspace))
    whole = attack_on(release(workspace, "116-2020-kh159"), registry)
    small = [
        one for one, value in whole.hidden.items() if 0 < value < registry.limits["public_minimum_count"]
    ]
    assert small
    assert [laid_open(whole, one).width({one: 1.0}) for one in small] == [0.0] * len(small)
