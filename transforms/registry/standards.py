"""Poverty standards from their YAML file."""

from datetime import date
from typing import Any

from transforms.registry.source import Source, as_date
from transforms.terms.standard import Lines, Points, Standard
from transforms.text.normalise import text_key


def read_standards(source: Source) -> tuple[Standard, ...]:
    """Poverty standards by date."""
    raw = source.document("standards.yaml", "standards")["standards"]
    return tuple(_standard(s) for s in sorted(raw, key=lambda s: s["valid_from"]))


def _standard(raw: dict[str, Any]) -> Standard:
    parts = {
        "valid_from": date.fromisoformat(raw["valid_from"]),
        "valid_to": as_date(raw["valid_to"]),
        "income_vnd": _lines_by_area(raw["income_vnd"]),
        "points": _points(raw["points"]) if raw["points"] else None,
        "phrases": tuple(text_key(phrase) for phrase in raw["phrases"]),
    }
    return Standard(**{**raw, **parts})


def _points(raw: dict[str, Any]) -> Points:
    return Points(**{**raw, "income": _lines_by_area(raw["income"])})


def _lines_by_area(raw: dict[str, dict[str, int]]) -> dict[str, Lines]:
    """Lines by area; a single line is both."""
    return {area: Lines(line["poor"], line.get("near_poor", line["poor"])) for area, line in raw.items()}
