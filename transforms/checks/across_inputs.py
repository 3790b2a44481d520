"""The reference as tables that the SQL rules across forms and periods join, for the territories of a pool."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

import pyarrow as pa

from transforms.registry import Registry
from transforms.terms.group import members_at
from transforms.terms.period import Period
from transforms.terms.plan import Plan, Target

_TEXT, _DATE, _WHOLE, _NUMBER = pa.string(), pa.date32(), pa.int64(), pa.decimal128(18, 4)
_UNIT = [("period", _TEXT), ("territory_code", _TEXT), ("territory_valid_from", _DATE)]

SCHEMAS = {
    "rule_parameters": pa.schema([("rule_id", _TEXT), ("name", _TEXT), ("value", _NUMBER)]),
    "items": pa.schema([("item_id", _TEXT), ("kind", _TEXT)]),
    "rule_items": pa.schema([("rule_id", _TEXT), ("item_id", _TEXT)]),
    "household_pairs": pa.schema([("household_item", _TEXT), ("person_item", _TEXT)]),
    "bounds": pa.schema([("bound_id", _TEXT), ("rule_id", _TEXT), ("relation", _TEXT)]),
    "bound_items": pa.schema(
        [
            *((name, _TEXT) for name in ("bound_id", "side", "form_id", "item_id")),
            ("place", _WHOLE),
            ("items", _WHOLE),
        ]
    ),
    "parents": pa.schema([*_UNIT, ("parent_code", _TEXT)]),
    "disasters": pa.schema([("territory_code", _TEXT), ("period", _TEXT)]),
    "special_units": pa.schema([*_UNIT, ("item_id", _TEXT), ("is_listed", pa.bool_())]),
    "plan_drops": pa.schema(
        [
            *((name, _TEXT) for name in ("plan_id", "target_id", "period", "territory_code")),
            *((name, _TEXT) for name in ("numerator_item", "denominator_item")),
            ("aim", _NUMBER),
        ]
    ),
}

Key = tuple[str, str, date]


def across_tables(pool: pa.Table, registry: Registry) -> dict[str, pa.Table]:
    """Every input table (columns: SCHEMAS); territories are those of the new figures of the pool."""
    units = _units(pool)
    data = registry.across
    rows: dict[str, Iterable[dict[str, Any]]] = {
        "rule_parameters": _parameters(registry),
        "items": ({"item_id": i.item_id, "kind": i.kind} for i in registry.items.values()),
        "rule_items": ({"rule_id": rule, "item_id": item} for rule, item in data.rule_items),
        "household_pairs": ({"household_item": h, "person_item": p} for h, p in data.household_pairs),
        "bounds": (
            {"bound_id": b.bound_id, "rule_id": b.rule_id, "relation": b.relation} for b in data.bounds
        ),
        "bound_items": _bound_items(registry),
        "parents": (row for unit in units if (row := _parent(unit, registry))),
        "disasters": (row for unit in units for row in _disasters(unit, registry)),
        "special_units": (row for unit in units for row in _special(unit, registry)),
        "plan_drops": _plan_drops(registry, {(period, code) for period, code, _ in units}),
    }
    return {name: pa.Table.from_pylist(list(rows[name]), schema=schema) for name, schema in SCHEMAS.items()}


def _units(pool: pa.Table) -> list[Key]:
    columns = ["period", "territory_code", "territory_valid_from", "is_new"]
    found = {
        tuple(row[name] for name in columns[:3]) for row in pool.select(columns).to_pylist() if row["is_new"]
    }
    return sorted(found)


def _keys(unit: Key) -> dict[str, Any]:
    return dict(zip(("period", "territory_code", "territory_valid_from"), unit, strict=True))


def _parameters(registry: Registry) -> Iterator[dict[str, Any]]:
    for rule in registry.rules.values():
        for name, value in rule.parameters.items():
            yield {"rule_id": rule.rule_id, "name": name, "value": value}


def _bound_items(registry: Registry) -> Iterator[dict[str, Any]]:
    for bound in registry.across.bounds:
        sides = (("left", bound.left_form, bound.left_items), ("right", bound.right_form, bound.right_items))
        for side, form, items in sides:
            for place, item in enumerate(items):
                common = {"bound_id": bound.bound_id, "side": side, "form_id": form, "items": len(items)}
                yield {**common, "item_id": item, "place": place}


def _parent(unit: Key, registry: Registry) -> dict[str, Any] | None:
    territory = registry.territories.at(unit[1], Period(unit[0]).end_date)
    return {**_keys(unit), "parent_code": territory.parent_code} if territory else None


def _disasters(unit: Key, registry: Registry) -> Iterator[dict[str, Any]]:
    period, code, _ = unit
    above = registry.territories.ancestors(code, Period(period).end_date)
    for one in registry.across.disasters:
        if one.period == period and one.territory_code in {code, *above}:
            yield {"territory_code": code, "period": period}


def _special(unit: Key, registry: Registry) -> Iterator[dict[str, Any]]:
    """The restricted items of a unit whose province has a list: whether the unit is on it."""
    period, code, _ = unit
    day = Period(period).end_date
    own = registry.territories.at(code, day)
    for item, group in registry.across.restricted:
        members = members_at(registry, group, day)
        if own and own.level != "province" and own.province_code in {m.province_code for m in members}:
            listed = {m.code for m in members}
            below = {
                t.code
                for level in ("district", "commune")
                for t in registry.territories.descendants(code, day, level)
            }
            yield {**_keys(unit), "item_id": item, "is_listed": bool(listed & {code, *below})}


def _plan_drops(registry: Registry, known: set[tuple[str, str]]) -> Iterator[dict[str, Any]]:
    """What each plan asks of the rates of its area, laid on every unit under it that reports."""
    for plan in registry.plans.values():
        for target in plan.targets:
            indicator = registry.indicators.get(target.indicator_id)
            is_drop = indicator is not None and indicator.kind == "rate_drop" and target.low is not None
            if indicator and is_drop and len(indicator.numerator) == len(indicator.denominator) == 1:
                items = {
                    "numerator_item": indicator.numerator[0],
                    "denominator_item": indicator.denominator[0],
                }
                for code in _codes(plan, target, registry):
                    if (plan.period, code) in known:
                        keys = {"plan_id": plan.plan_id, "target_id": target.target_id, "period": plan.period}
                        yield {**keys, **items, "territory_code": code, "aim": target.low}


def _codes(plan: Plan, target: Target, registry: Registry) -> list[str]:
    day = Period(plan.period).end_date
    if target.group_id:
        return [t.code for t in members_at(registry, target.group_id, day)]
    return [t.code for t in registry.territories.descendants(plan.territory_code, day, "commune")]
