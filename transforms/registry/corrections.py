"""Corrections from their YAML files, and what contradicts in them."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from transforms.errors import BadReference
from transforms.registry.places import Places
from transforms.registry.source import Source
from transforms.terms.correction import Correction, Given
from transforms.terms.period import Period
from transforms.terms.territory import TerritoryIndex

if TYPE_CHECKING:
    from transforms.registry.build import Registry

_FOLDER = "corrections"


def read_corrections(source: Source, territories: TerritoryIndex) -> tuple[Correction, ...]:
    """All corrections, in order of their ids; a territory without a first day is that of the period's last day.

    Raises:
        BadReference: there is no such territory on that day, or a date or number that is none.
    """
    found = [
        _correction(path, raw, territories)
        for path in source.paths(_FOLDER)
        for raw in source.document(path, _FOLDER)["corrections"]
    ]
    return tuple(sorted(found, key=lambda one: one.correction_id))


def _correction(path: str, raw: dict[str, Any], territories: TerritoryIndex) -> Correction:
    own, code = raw["correction_id"], raw["territory_code"]
    unit = territories.at(code, Period(raw["period"]).end_date)
    if (
        unit is None
        or raw.get("territory_valid_from", unit.valid_from.isoformat()) != unit.valid_from.isoformat()
    ):
        valid = "the code of territories.csv, and its valid_from, on the last day of the period"
        raise BadReference(path, own, f"no territory {code} in {raw['period']}", valid)
    parts = {
        "territory_valid_from": unit.valid_from,
        "found": Given(raw["found"]),
        "corrected": Given(raw["corrected"]),
        "decided_on": _day(path, own, raw["decided_on"]),
    }
    return Correction(**{**raw, **parts})


def _day(path: str, own: str, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise BadReference(path, own, f"{text!r} is no date", "a day such as 2020-02-01") from error


def in_corrections(registry: "Registry", places: Places) -> Iterator[BadReference]:
    """Corrections that name nothing, change nothing, or are about a fact that another one is about."""
    ids: dict[str, Correction] = {}
    facts: dict[tuple[object, ...], Correction] = {}
    for one in registry.corrections:
        for found, valid in _wrong_with(one, registry):
            yield BadReference(*places.of(f"{_FOLDER}/", one.correction_id), found, valid)
        if one.correction_id in ids:
            found = f"{one.correction_id} stands twice"
            yield BadReference(*places.of(f"{_FOLDER}/", one.correction_id), found, "each correction_id once")
        elif one.fact in facts:
            found = f"{one.correction_id} is about the same fact as {facts[one.fact].correction_id}"
            yield BadReference(
                *places.of(f"{_FOLDER}/", one.correction_id), found, "one correction of a fact"
            )
        ids[one.correction_id] = facts[one.fact] = one


def _wrong_with(one: Correction, registry: "Registry") -> Iterator[tuple[str, str]]:
    """What was found in a correction, and what would be valid."""
    statuses = [status.figure_status for status in registry.figure_statuses]
    standards = [standard.standard_id for standard in registry.standards]
    if one.item_id not in registry.items:
        yield f"unknown item {one.item_id}", "an id of items.csv"
    if one.figure_status not in statuses:
        yield f"unknown status {one.figure_status}", ", ".join(statuses)
    if one.standard_id not in standards:
        yield f"unknown standard {one.standard_id}", ", ".join(standards)
    if (one.found.value, one.found.state) == (one.corrected.value, one.corrected.state):
        yield f"{one.found.text} is corrected to itself", "a corrected value other than the one found"
