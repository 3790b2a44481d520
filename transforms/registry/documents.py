"""Indicators and plans from their YAML files."""

from datetime import date
from decimal import Decimal
from typing import Any

from transforms.errors import BadReference
from transforms.registry.source import Source, as_date
from transforms.terms.indicator import Indicator, Predicate
from transforms.terms.plan import Amendment, Phase, Plan, StatedFigure, Target
from transforms.text.normalise import text_key


def read_indicators(source: Source) -> dict[str, Indicator]:
    """Indicators by id."""
    found: dict[str, Indicator] = {}
    for path in source.paths("indicators"):
        for raw in source.document(path, "indicators")["indicators"]:
            _refuse_twice(path, raw["indicator_id"], found)
            found[raw["indicator_id"]] = _indicator(raw)
    return found


def _indicator(raw: dict[str, Any]) -> Indicator:
    lists = {part: tuple(raw[part]) for part in ("numerator", "denominator")}
    phrases = tuple(text_key(phrase) for phrase in raw.get("phrases", ()))
    predicate = _predicate(raw["predicate"]) if "predicate" in raw else None
    return Indicator(**{**raw, **lists, "phrases": phrases, "predicate": predicate})


def _predicate(raw: dict[str, str]) -> Predicate:
    return Predicate(raw["indicator_id"], raw["comparator"], Decimal(raw["value"]), raw["level"])


def read_plans(source: Source) -> dict[str, Plan]:
    """Plans by id."""
    found: dict[str, Plan] = {}
    for path in source.paths("plans"):
        raw = source.document(path, "plans")
        _refuse_twice(path, raw["plan_id"], found)
        found[raw["plan_id"]] = _plan(raw)
    return found


def _plan(raw: dict[str, Any]) -> Plan:
    parts = {
        "issued_on": as_date(raw["issued_on"]),
        "targets": tuple(_target(target) for target in raw["targets"]),
        "amendments": tuple(_amendment(amendment) for amendment in raw.get("amendments", ())),
        "stated": tuple(_stated(figure) for figure in raw.get("stated", ())),
    }
    return Plan(**{**raw, **parts})


def _amendment(raw: dict[str, Any]) -> Amendment:
    return Amendment(
        document_vi=raw["document_vi"],
        issued_on=date.fromisoformat(raw["issued_on"]),
        in_force_from=date.fromisoformat(raw["in_force_from"]),
        reason_vi=raw["reason_vi"],
        targets=tuple(_target(target) for target in raw.get("targets", ())),
        withdrawn=tuple(raw.get("withdrawn", ())),
        document_en=raw.get("document_en", ""),
        reason_en=raw.get("reason_en", ""),
    )


def _stated(raw: dict[str, Any]) -> StatedFigure:
    return StatedFigure(**{**raw, "value": Decimal(raw["value"])})


def _target(raw: dict[str, Any]) -> Target:
    return Target(
        target_id=raw["target_id"],
        text_vi=raw["text_vi"],
        name_vi=raw["name_vi"],
        indicator_id=raw.get("indicator_id", ""),
        kind=raw["kind"],
        comparator=raw.get("comparator", ""),
        low=_number(raw, "low"),
        high=_number(raw, "high"),
        measure_unit=raw.get("measure_unit", ""),
        group_id=raw.get("group_id", ""),
        note_vi=raw.get("note_vi", ""),
        phasing=raw.get("phasing", "annual"),
        phases=tuple(Phase(p["period"], Decimal(p["low"])) for p in raw.get("phases", ())),
        near=_number(raw, "near"),
        sentence_id=raw.get("sentence_id", ""),
        text_en=raw.get("text_en", ""),
        name_en=raw.get("name_en", ""),
        note_en=raw.get("note_en", ""),
    )


def _number(raw: dict[str, Any], name: str) -> Decimal | None:
    return Decimal(raw[name]) if name in raw else None


def _refuse_twice(path: str, name: str, found: dict[str, Any]) -> None:
    if name in found:
        raise BadReference(path, name, "defined twice", "each id once in the whole reference")
