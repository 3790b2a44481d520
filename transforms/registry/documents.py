"""Indicators, plans and rules from their YAML files."""

from decimal import Decimal
from typing import Any

from transforms.errors import BadReference
from transforms.registry.source import Source, as_date
from transforms.terms.indicator import Indicator
from transforms.terms.plan import Plan, Target
from transforms.terms.rule import Rule


def read_indicators(source: Source) -> dict[str, Indicator]:
    """Indicators by id."""
    found: dict[str, Indicator] = {}
    for path in source.paths("indicators"):
        for raw in source.document(path, "indicators")["indicators"]:
            _refuse_twice(path, raw["indicator_id"], found)
            lists = {part: tuple(raw[part]) for part in ("numerator", "denominator")}
            found[raw["indicator_id"]] = Indicator(**{**raw, **lists})
    return found


def read_rules(source: Source) -> dict[str, Rule]:
    """Rules by id."""
    found: dict[str, Rule] = {}
    for path in source.paths("rules"):
        for raw in source.document(path, "rules")["rules"]:
            _refuse_twice(path, raw["rule_id"], found)
            found[raw["rule_id"]] = Rule(**raw)
    return found


def read_plans(source: Source) -> dict[str, Plan]:
    """Plans by id."""
    found: dict[str, Plan] = {}
    for path in source.paths("plans"):
        raw = source.document(path, "plans")
        _refuse_twice(path, raw["plan_id"], found)
        found[raw["plan_id"]] = _plan(raw)
    return found


def _plan(raw: dict[str, Any]) -> Plan:
    targets = tuple(_target(target) for target in raw.pop("targets"))
    return Plan(**{**raw, "issued_on": as_date(raw["issued_on"])}, targets=targets)


def _target(raw: dict[str, Any]) -> Target:
    return Target(
        target_id=raw["target_id"],
        text_vi=raw["text_vi"],
        name_vi=raw["name_vi"],
        indicator_id=raw.get("indicator_id", ""),
        kind=raw["kind"],
        comparator=raw.get("comparator", ""),
        low=Decimal(raw["low"]) if "low" in raw else None,
        high=Decimal(raw["high"]) if "high" in raw else None,
        measure_unit=raw.get("measure_unit", ""),
        group_id=raw.get("group_id", ""),
        note_vi=raw.get("note_vi", ""),
    )


def _refuse_twice(path: str, name: str, found: dict[str, Any]) -> None:
    if name in found:
        raise BadReference(path, name, "defined twice", "each id once in the whole reference")
