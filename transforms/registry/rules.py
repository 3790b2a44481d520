"""The rule catalogue, what follows from a severity, the states of a submission, and waivers."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from transforms.errors import BadReference
from transforms.registry.source import Source, as_date, row_date
from transforms.terms.explanation import Waiver
from transforms.terms.rule import SEVERITIES, RootCause, Rule, Severity, SubmissionState

Versions = Mapping[str, tuple[Rule, ...]]


def read_rules(source: Source) -> dict[str, tuple[Rule, ...]]:
    """The versions of every rule by id, oldest version first.

    A file of its own may add a version to a rule of another file, so that a province changes one rule alone.
    """
    found: dict[str, list[Rule]] = {}
    for path in source.paths("rules"):
        for raw in source.document(path, "rules")["rules"]:
            rule = _rule(raw)
            known = found.setdefault(rule.rule_id, [])
            if any(other.version == rule.version for other in known):
                said = f"version {rule.version} twice"
                raise BadReference(path, rule.rule_id, said, "one definition a version")
            known.append(rule)
    return {rule_id: tuple(sorted(rules, key=lambda r: r.version)) for rule_id, rules in found.items()}


def _rule(raw: Mapping[str, Any]) -> Rule:
    days = {name: as_date(raw.get(name)) for name in ("valid_from", "valid_to")}
    parameters = {name: Decimal(str(value)) for name, value in raw.get("parameters", {}).items()}
    return Rule(**{**raw, **days, "parameters": parameters})


def read_severities(source: Source) -> dict[str, Severity]:
    """What follows from each severity, gravest first.

    Raises:
        BadReference: a severity is missing or stands twice.
    """
    file = "severities.csv"
    rows = source.rows(file, "severities")
    if [r["severity"] for r in rows] != list(SEVERITIES):
        raise BadReference(
            file, "column severity", "missing, repeated or out of order", ", ".join(SEVERITIES)
        )
    return {r["severity"]: _severity(r) for r in rows}


def _severity(row: Mapping[str, Any]) -> Severity:
    flags = {name: row[name] == "true" for name in ("is_cell_used", "is_file_used")}
    return Severity(**{**row, **flags})


def read_states(source: Source) -> dict[str, SubmissionState]:
    """The states of a submission by verdict, gravest first."""
    return {r["verdict"]: SubmissionState(**r) for r in source.rows("states.csv", "states")}


def read_root_causes(source: Source, rules: Versions) -> tuple[RootCause, ...]:
    """Which rule's issue explains those of which other, the surest first.

    Raises:
        BadReference: a line names a rule that the catalogue does not have.
    """
    file = "root_causes.csv"
    causes = tuple(RootCause(**row) for row in source.rows(file, "root_causes"))
    for line, cause in enumerate(causes, start=2):
        for rule_id in filter(None, (cause.cause_rule_id, cause.effect_rule_id)):
            if rule_id not in rules:
                raise BadReference(file, f"line {line}", rule_id, "a rule of the catalogue")
    return causes


def read_waivers(source: Source) -> tuple[Waiver, ...]:
    """Rules set aside, in file order.

    Raises:
        BadReference: a waiver ends before it begins, or was approved by the one who asked for it.
    """
    file = "waivers.csv"
    rows = enumerate(source.rows(file, "waivers"), start=2)
    return tuple(_waiver(file, line, row) for line, row in rows)


def _waiver(file: str, line: int, row: Mapping[str, Any]) -> Waiver:
    days = {name: row_date(file, line, row[name]) for name in ("valid_from", "valid_to")}
    waiver = Waiver(**{**row, **days})
    if waiver.valid_to < waiver.valid_from:
        said = f"{waiver.valid_to} before {waiver.valid_from}"
        raise BadReference(file, f"line {line}", said, "a later day")
    if waiver.requested_by == waiver.approved_by:
        raise BadReference(file, f"line {line}", "approved by the one who asked for it", "another person")
    return waiver
