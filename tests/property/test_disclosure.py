"""No hidden count can be worked out from what the public edition prints: an attacker with a solver for equations.

Law: whatever the country, every small count that is hidden may still be any of several numbers, as far as the printed
areas say. The attacker knows the tree, all printed counts, and that no count is below zero or above its whole.
"""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from transforms.disclosure.areas import Key, Quantity, Tree
from transforms.disclosure.hiding import hidden_areas

DAY = date(2020, 1, 1)
MINIMUM = 5
SIDES = ("numerator", "denominator", "rest")
ROOT: Key = ("06", DAY)


def _quantity(side: str) -> Quantity:
    return ("poor_household_rate", "chinh_thuc", "QD59_2015", side)


@st.composite
def countries(draw: st.DrawFn) -> Tree:
    """One to four districts of one to six communes each: poor households of all households."""
    under: dict[Key, frozenset[Key]] = {}
    counts: dict[Key, dict[Quantity, Decimal]] = {}
    for district in range(draw(st.integers(1, 4))):
        communes = [(f"{district}{n:03}", DAY) for n in range(draw(st.integers(1, 6)))]
        under[(f"d{district}", DAY)] = frozenset(communes)
        for commune in communes:
            poor = draw(st.one_of(st.integers(0, 8), st.integers(0, 300)))
            rest = draw(st.one_of(st.integers(0, 8), st.integers(20, 900)))
            values = (poor, poor + rest, rest)
            counts[commune] = {_quantity(side): Decimal(v) for side, v in zip(SIDES, values, strict=True)}
    under[ROOT] = frozenset(counts)
    return Tree(frozenset(counts), under, counts)


def _sum(tree: Tree, area: Key, side: str) -> Decimal:
    return sum((tree.counts[leaf][_quantity(side)] for leaf in tree.under[area]), Decimal(0))


def interval(tree: Tree, hidden: frozenset[Key], leaf: Key, side: str) -> float:
    """How wide the stretch is in which the attacker knows a hidden count to lie."""
    unknown = sorted(tree.leaves & hidden)
    places = {(one, s): n for n, (one, s) in enumerate((one, s) for one in unknown for s in SIDES[:2])}
    equations, totals = [], []
    for area in (one for one in tree.under if one not in hidden):
        for s in SIDES[:2]:
            row = [0.0] * len(places)
            left = _sum(tree, area, s)
            for one in tree.under[area]:
                if one in hidden:
                    row[places[one, s]] = 1.0
                else:
                    left -= tree.counts[one][_quantity(s)]
            equations.append(row)
            totals.append(float(left))
    at_most = []
    for one in unknown:
        row = [0.0] * len(places)
        row[places[one, "numerator"]], row[places[one, "denominator"]] = 1.0, -1.0
        at_most.append(row)
    aim = [0.0] * len(places)
    aim[places[leaf, "denominator" if side == "rest" else side]] = 1.0
    if side == "rest":
        aim[places[leaf, "numerator"]] = -1.0
    ends = []
    for sign in (1.0, -1.0):
        found = linprog(
            [sign * value for value in aim],
            A_ub=at_most,
            b_ub=[0.0] * len(at_most),
            A_eq=equations or None,
            b_eq=totals or None,
            bounds=(0, None),
        )
        ends.append(sign * found.fun if found.status == 0 else -sign * float("inf"))
    return ends[1] - ends[0]


def small(tree: Tree, hidden: frozenset[Key]) -> list[tuple[Key, str]]:
    return [
        (leaf, side)
        for leaf in sorted(tree.leaves & hidden)
        for side in SIDES
        if 0 < tree.counts[leaf][_quantity(side)] < MINIMUM
    ]


def _holds(tree: Tree) -> None:
    hidden = hidden_areas([tree], MINIMUM)
    printed = tree.leaves - hidden
    assert all(not 0 < count < MINIMUM for leaf in printed for count in tree.counts[leaf].values())
    for leaf, side in small(tree, hidden):
        assert interval(tree, hidden, leaf, side) >= MINIMUM, (leaf, side)


@given(countries())
@settings(max_examples=20, deadline=None)
def test_no_small_count_can_be_worked_out(tree: Tree) -> None:
    _holds(tree)


@pytest.mark.slow
@given(countries())
@settings(max_examples=400, deadline=None)
def test_no_small_count_can_be_worked_out_in_many_countries(tree: Tree) -> None:
    _holds(tree)


@given(countries())
@settings(max_examples=30, deadline=None)
def test_a_country_without_small_counts_is_printed_whole(tree: Tree) -> None:
    grown = {
        leaf: {quantity: count + 5 for quantity, count in counts.items()}
        for leaf, counts in tree.counts.items()
    }
    assert hidden_areas([Tree(tree.leaves, tree.under, grown)], MINIMUM) == frozenset()
