"""Comparison rows: every target of a plan beside what was reached."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from transforms.judging import Actual, Followed, judge
from transforms.registry import Registry
from transforms.terms.indicator import Indicator
from transforms.terms.period import Period
from transforms.terms.plan import Plan, Target
from transforms.terms.standard import Standard, standard_at

_EMPTY = ("numerator", "denominator", "coverage_territories_pct", "coverage_households_pct")
_NOBODY: Mapping[str, Followed] = MappingProxyType({})
_LEVEL_UNITS = {"commune": "xã", "district": "huyện", "province": "tỉnh"}


@dataclass(frozen=True)
class Values:
    """Rows of `indicator_values` by indicator and area code, of one period and figure status."""

    rows: dict[tuple[str, str], dict[str, Any]]

    @classmethod
    def of(
        cls, rows: Iterable[dict[str, Any]], period: str, figure_status: str, standards: tuple[Standard, ...]
    ) -> "Values":
        """The rows of one period and status, counted by the standard in force at the period's end."""
        in_force = standard_at(standards, Period(period).end_date)
        wanted = (period, figure_status, in_force.standard_id if in_force else "")
        own = (r for r in rows if (r["period"], r["figure_status"], r["standard_id"]) == wanted)
        return cls({(r["indicator_id"], r["territory_code"]): r for r in own})

    def get(self, indicator_id: str, area: str) -> dict[str, Any] | None:
        """The row of an indicator in an area."""
        return self.rows.get((indicator_id, area))


def comparison_rows(
    plan: Plan,
    figure_status: str,
    values: Values,
    registry: Registry,
    period: Period | None = None,
    followed: Mapping[str, Followed] = _NOBODY,
) -> list[dict[str, Any]]:
    """One row a target (schema COMPARISON), in the order of the plan.

    `values` are those of `period`: that of the plan, or a shorter one inside it. `followed` is the newest
    update of each target that is followed as tasks, by target id.
    """
    own = period or Period(plan.period)
    return [
        _row(plan, target, figure_status, values, registry, own, followed.get(target.target_id))
        for target in plan.targets
    ]


def _row(
    plan: Plan,
    target: Target,
    figure_status: str,
    values: Values,
    registry: Registry,
    period: Period,
    followed: Followed | None,
) -> dict[str, Any]:
    territory = registry.territories.at(plan.territory_code, period.end_date)
    standard = standard_at(registry.standards, period.end_date)
    indicator = registry.indicators.get(target.indicator_id)
    found = values.get(target.indicator_id, target.group_id or plan.territory_code)
    actual = _actual(target, found, registry)
    verdict = judge(target, actual, period, Period(plan.period), followed)
    assert territory is not None
    return {
        "plan_id": plan.plan_id,
        "target_id": target.target_id,
        "target_text": target.text_vi,
        "indicator_id": target.indicator_id,
        "indicator_name": indicator.name_vi if indicator else target.name_vi,
        "territory_code": territory.code,
        "territory_valid_from": territory.valid_from,
        "territory_name": territory.name,
        "group_id": target.group_id,
        "period": period.text,
        "figure_status": figure_status,
        "standard_id": standard.standard_id if standard else "",
        "measure_unit": target.measure_unit,
        "kind": target.kind,
        "comparator": target.comparator,
        "target_low": target.low,
        "target_high": target.high,
        "baseline": actual.baseline if actual else None,
        "actual": actual.value if actual else None,
        "actual_low": actual.low if actual else None,
        "actual_high": actual.high if actual else None,
        "difference": verdict.difference,
        "progress_pct": verdict.progress_pct,
        "verdict": verdict.verdict,
        "verdict_reason": verdict.reason,
        **{name: found[name] if found else None for name in _EMPTY},
        "submission_ids": list(found["submission_ids"]) if found else [],
        "phased_low": verdict.phased_low,
        "months_left": verdict.months_left,
        "required_pace": verdict.required_pace,
    }


def _actual(target: Target, found: dict[str, Any] | None, registry: Registry) -> Actual | None:
    if found is None:
        return None
    indicator = registry.indicators[target.indicator_id]
    return Actual(
        value=found["actual"],
        low=found["actual_low"],
        high=found["actual_high"],
        baseline=found["baseline"],
        is_complete=found["is_complete"],
        is_higher_better=indicator.is_higher_better,
        numerator=found["numerator"],
        denominator=found["denominator"],
        base_numerator=found["base_numerator"],
        base_denominator=found["base_denominator"],
        units_given=found["units_given"],
        units_owed=found["units_owed"],
        count_unit=_count_unit(indicator, registry),
        group_vi=_group_name(target.group_id, registry),
        standard_vi=_standard_name(found["standard_id"], registry),
        base_standard_vi=_standard_name(found["base_standard_id"], registry),
        is_estimate=found["figure_status"] == "uoc",
    )


def _count_unit(indicator: Indicator, registry: Registry) -> str:
    """In what the numerator is counted: the measure unit of its items, or the territories themselves."""
    if indicator.predicate:
        return _LEVEL_UNITS[indicator.predicate.level]
    return next((registry.items[item].measure_unit for item in indicator.numerator), "")


def _group_name(group_id: str, registry: Registry) -> str:
    return next((member.group_name_vi for member in registry.groups if member.group_id == group_id), "")


def _standard_name(standard_id: str, registry: Registry) -> str:
    return next((s.name_vi for s in registry.standards if s.standard_id == standard_id), standard_id)
