"""Which areas are hidden: those with a small count, and as many more as it takes that none can be worked out."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from transforms.disclosure.areas import Key, Tree

_TWO = 2


def hidden_areas(
    trees: Iterable[Tree], minimum: int, linked: Iterable[tuple[Key, Key]] = ()
) -> frozenset[Key]:
    """The areas whose figures of the family are hidden on every map.

    A count above zero and below `minimum` is hidden, and so is its area. Of every printed area the hidden ones in it
    that lie in no smaller printed area are at least two, and sum to twice the minimum for each count that is small in
    one of them: what is left of the printed sum says no more. `linked` areas are one unit on two maps.
    """
    trees, pairs = list(trees), list(linked)
    hidden = {leaf for tree in trees for leaf in tree.leaves if _is_small(tree, leaf, minimum)}
    before: set[Key] = set()
    while hidden != before:
        before = set(hidden)
        for one, other in pairs:
            if hidden & {one, other}:
                hidden |= {one, other}
        for tree in trees:
            _protect(tree, hidden, minimum)
    return frozenset(hidden)


def _is_small(tree: Tree, leaf: Key, minimum: int) -> bool:
    return any(0 < count < minimum for count in tree.counts[leaf].values())


def _protect(tree: Tree, hidden: set[Key], minimum: int) -> None:
    """Hide more until the rest of no printed area gives a small count away."""
    while (area := next(_exposed(tree, hidden, minimum), None)) is not None:
        spare = _residual(tree, area, hidden) - hidden
        if spare:
            hidden.add(min(spare, key=tree.size))
        elif _printed_above(tree, area, hidden):
            hidden.add(area)
        elif inner := _printed_inside(tree, area, hidden):
            hidden.add(min(inner, key=lambda one: (len(tree.under[one]), one)))
        else:
            hidden.add(area)


def _exposed(tree: Tree, hidden: set[Key], minimum: int) -> Iterator[Key]:
    """The printed areas whose rest is too little, the smallest first; a hidden area without a hidden leaf as well."""
    for area in sorted(tree.under, key=lambda one: (len(tree.under[one]), one)):
        if area in hidden:
            continue
        rest = _residual(tree, area, hidden)
        kept = rest & hidden
        opened = _opened(tree, area, hidden)
        if (kept and not _is_enough(tree, kept, minimum)) or opened:
            yield area


def _opened(tree: Tree, area: Key, hidden: set[Key]) -> bool:
    """Whether an area is hidden inside this one that could be summed from its printed parts."""
    inner = (one for one in tree.under if one in hidden and tree.under[one] < tree.under[area])
    return any(not tree.under[one] & hidden for one in inner)


def _residual(tree: Tree, area: Key, hidden: set[Key]) -> frozenset[Key]:
    """The smallest areas inside an area that lie in no smaller printed one: of the others the sum is known."""
    inner = (tree.under[one] for one in _printed_inside(tree, area, hidden))
    return tree.under[area] - frozenset().union(*inner)


def _printed_inside(tree: Tree, area: Key, hidden: set[Key]) -> list[Key]:
    return [one for one in tree.under if one not in hidden and tree.under[one] < tree.under[area]]


def _printed_above(tree: Tree, area: Key, hidden: set[Key]) -> list[Key]:
    return [one for one in tree.under if one not in hidden and tree.under[one] > tree.under[area]]


def _is_enough(tree: Tree, kept: frozenset[Key], minimum: int) -> bool:
    if len(kept) < _TWO:
        return False
    small = {
        quantity for leaf in kept for quantity, count in tree.counts[leaf].items() if 0 < count < minimum
    }
    sums = (sum((tree.counts[leaf].get(q, Decimal(0)) for leaf in kept), Decimal(0)) for q in small)
    return all(total >= _TWO * minimum for total in sums)
