"""Indicators that share items: what one of them prints says something of the others, so they are hidden together."""

from collections.abc import Iterable, Mapping

from transforms.registry import Registry


def families(registry: Registry) -> dict[str, str]:
    """The family of every indicator that counts persons or households, named by its first item.

    An indicator of communes, schools or officials' offices has no family: nobody is recognised by it.
    """
    heads = _heads(
        (*one.numerator, *one.denominator) for one in registry.indicators.values() if one.predicate is None
    )
    return {
        one.indicator_id: heads[one.numerator[0]]
        for one in registry.indicators.values()
        if one.predicate is None and _is_protected((*one.numerator, *one.denominator), registry)
    }


def _is_protected(items: Iterable[str], registry: Registry) -> bool:
    return any(registry.items[item].measure_unit in registry.protected_units for item in items)


def _heads(groups: Iterable[tuple[str, ...]]) -> Mapping[str, str]:
    """Every item with the one that stands for all items tied to it by some group."""
    found: dict[str, str] = {}
    for items in groups:
        tied = {found[item] for item in items if item in found}
        head = min((*tied, items[0]))
        found |= {item: head for item, old in found.items() if old in tied}
        found |= dict.fromkeys(items, head)
    return found
