"""Comparison rows: every target of a plan beside what was reached."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from transforms.judge import Actual, judge
from transforms.registry import Registry
from transforms.terms.period import Period
from transforms.terms.plan import Plan, Target
from transforms.terms.standard import standard_at

_EMPTY = ("numerator", "denominator", "coverage_territories_pct", "coverage_households_pct")


@dataclass(frozen=True)
class Values:
    """Rows of `indicator_values` by indicator and area code, of one period and figure status."""

    rows: dict[tuple[str, str], dict[str, Any]]

    @classmethod
    def of(cls, rows: Iterable[dict[str, Any]], period: str, figure_status: str) -> "Values":
        """The rows of one period and status."""
        own = (r for r in rows if r["period"] == period and r["figure_status"] == figure_status)
        return cls({(r["indicator_id"], r["territory_code"]): r for r in own})

    def get(self, indicator_id: str, area: str) -> dict[str, Any] | None:
        """The row of an indicator in an area."""
        return self.rows.get((indicator_id, area))


def comparison_rows(
    plan: Plan, figure_status: str, values: Values, registry: Registry
) -> list[dict[str, Any]]:
    """One row a target (schema COMPARISON), in the order of the plan."""
    return [_row(plan, target, figure_status, values, registry) for target in plan.targets]


def _row(
    plan: Plan, target: Target, figure_status: str, values: Values, registry: Registry
) -> dict[str, Any]:
    day = Period(plan.period).end_date
    territory = registry.territories.at(plan.territory_code, day)
    standard = standard_at(registry.standards, day)
    indicator = registry.indicators.get(target.indicator_id)
    found = values.get(target.indicator_id, target.group_id or plan.territory_code)
    actual = _actual(target, found, registry)
    verdict = judge(target, actual)
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
        "period": plan.period,
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
    )
