"""The tables of the rules across forms and periods, and what contradicts in them."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from transforms.errors import BadReference
from transforms.registry.source import Source
from transforms.terms.across import AcrossData, Bound, Disaster

if TYPE_CHECKING:
    from transforms.registry.build import Registry


def read_across(source: Source) -> AcrossData:
    """Bounds, pairs, items of rules, restricted items and disasters, in file order."""
    return AcrossData(
        bounds=tuple(_bound(row) for row in source.rows("bounds.csv", "bounds")),
        household_pairs=_pairs(source, "household_pairs", "household_item", "person_item"),
        rule_items=_pairs(source, "rule_items", "rule_id", "item_id"),
        restricted=_pairs(source, "restricted_items", "item_id", "group_id"),
        disasters=tuple(Disaster(**row) for row in source.rows("disasters.csv", "disasters")),
    )


def _bound(row: dict[str, str]) -> Bound:
    sides = {side: tuple(row[side].split("|")) for side in ("left_items", "right_items")}
    return Bound(**{**row, **sides})  # type: ignore[arg-type]


def _pairs(source: Source, name: str, left: str, right: str) -> tuple[tuple[str, str], ...]:
    return tuple((row[left], row[right]) for row in source.rows(f"{name}.csv", name))


def in_across(registry: "Registry") -> Iterator[BadReference]:
    """Rules, items and groups that the tables name and nobody defines."""
    data = registry.across
    for line, bound in enumerate(data.bounds, start=2):
        items = (*bound.left_items, *bound.right_items)
        yield from _unknown("bounds.csv", line, items, registry.items, "an id of items.csv")
        yield from _unknown("bounds.csv", line, (bound.rule_id,), registry.rules, "an id under rules/")
    for line, pair in enumerate(data.household_pairs, start=2):
        yield from _unknown("household_pairs.csv", line, pair, registry.items, "an id of items.csv")
    for line, (rule, item) in enumerate(data.rule_items, start=2):
        yield from _unknown("rule_items.csv", line, (rule,), registry.rules, "an id under rules/")
        yield from _unknown("rule_items.csv", line, (item,), registry.items, "an id of items.csv")
    for line, (item, _) in enumerate(data.restricted, start=2):
        yield from _unknown("restricted_items.csv", line, (item,), registry.items, "an id of items.csv")


def _unknown(
    file: str, line: int, names: tuple[str, ...], known: object, valid: str
) -> Iterator[BadReference]:
    assert isinstance(known, dict)
    for name in names:
        if name not in known:
            yield BadReference(file, f"line {line}", f"unknown {name}", valid)
