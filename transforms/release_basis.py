"""What a release rests on beside its submissions, piece by piece, so that the next one can say what became other.

Only what decides a figure is hashed, by name: a new field of a definition changes no hash of an old one.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from typing import Any

from transforms.registry import Registry
from transforms.release import Frame
from transforms.terms.correction import Correction
from transforms.terms.group import members_at
from transforms.terms.indicator import Indicator
from transforms.terms.period import Period
from transforms.terms.plan import Target
from transforms.terms.rule import Rule
from transforms.terms.standard import Standard
from transforms.terms.territory import Territory

APPLIED = "applied"


def basis_of(
    frame: Frame,
    territories: Sequence[Territory],
    correction_states: Iterable[Mapping[str, Any]],
    registry: Registry,
) -> dict[str, Any]:
    """The pieces of a release by name; `territories` are those of its plan on the maps of its year and the one before.

    `correction_states` are rows of the warehouse's table. Values are hashes, of corrections also what they say.
    """
    return {
        "targets": {target.target_id: _target(target) for target in frame.plan.targets},
        "indicators": {
            one.indicator_id: _indicator(one, registry.indicators) for one in registry.indicators.values()
        },
        "standards": {one.standard_id: _standard(one) for one in registry.standards},
        "rules": _hash(
            [[_rule(r) for r in versions] for _, versions in sorted(registry.rule_versions.items())]
        ),
        "boundaries": _boundaries(frame, territories, registry),
        "corrections": _corrections(territories, correction_states, registry),
    }


def _hash(values: object) -> str:
    return sha256(json.dumps(values, ensure_ascii=False, default=str).encode()).hexdigest()


def _target(target: Target) -> str:
    names = (
        "text_vi",
        "indicator_id",
        "kind",
        "comparator",
        "low",
        "high",
        "measure_unit",
        "group_id",
        "phasing",
    )
    phases = [(phase.period, phase.low) for phase in target.phases]
    return _hash([*(getattr(target, name) for name in names), phases, target.near])


def _indicator(one: Indicator, definitions: Mapping[str, Indicator]) -> str:
    names = ("kind", "numerator", "denominator", "measure_unit", "decimals", "is_higher_better")
    predicate = one.predicate
    judged = definitions.get(predicate.indicator_id) if predicate else None
    share = predicate and (predicate.comparator, predicate.value, predicate.level, predicate.indicator_id)
    return _hash([*(getattr(one, name) for name in names), share, judged and _indicator(judged, definitions)])


def _standard(one: Standard) -> str:
    names = ("valid_from", "valid_to", "combination", "deprivation_indicators", "poor_deprivations")
    income = sorted((area, str(lines)) for area, lines in one.income_vnd.items())
    return _hash([*(getattr(one, name) for name in names), income, str(one.points)])


def _rule(rule: Rule) -> list[object]:
    names = ("rule_id", "version", "severity", "mode", "valid_from", "valid_to")
    return [*(getattr(rule, name) for name in names), sorted(rule.parameters.items())]


def _boundaries(frame: Frame, territories: Sequence[Territory], registry: Registry) -> str:
    """Units, whom they belong to and what became of them, and the members of the groups that the targets speak of."""
    units = [[*t.key, t.level, t.parent_code, *_steps(t, registry)] for t in territories]
    groups = sorted({target.group_id for target in frame.plan.targets if target.group_id})
    members = [
        [group, [t.key for t in members_at(registry, group, frame.period.end_date)]] for group in groups
    ]
    return _hash([units, members])


def _steps(territory: Territory, registry: Registry) -> list[object]:
    steps = registry.territories.steps_to(territory)
    return [[step.effective, step.old.key, step.new.key, step.part] for step in steps]


def _corrections(
    territories: Sequence[Territory], states: Iterable[Mapping[str, Any]], registry: Registry
) -> dict[str, dict[str, str]]:
    """The corrections of the release's territories that hold, each with what a reader of a later one must know."""
    held = {row["correction_id"] for row in states if row["state"] == APPLIED}
    codes = {territory.code for territory in territories}
    return {
        one.correction_id: _correction(one)
        for one in registry.corrections
        if one.correction_id in held and one.territory_code in codes
    }


def _correction(one: Correction) -> dict[str, str]:
    names = ("territory_code", "item_id", "period", "figure_status", "standard_id")
    said = {name: str(getattr(one, name)) for name in names}
    said |= {"found": one.found.text, "corrected": one.corrected.text}
    return {**said, "sha256": _hash([said, one.reason_vi, one.document_vi, one.decided_on])}


def is_within(period: str, whole: str) -> bool:
    """Whether a period is another one or a part of it."""
    part, full = Period(period), Period(whole)
    return full.start_date <= part.start_date and part.end_date <= full.end_date
