"""Comparison rows: every target of a plan beside what was reached."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from transforms.judging import Actual, Followed, Verdict, judge
from transforms.registry import Registry
from transforms.render.language import Language
from transforms.schemas import COMPARISON
from transforms.terms.indicator import Indicator
from transforms.terms.period import Period
from transforms.terms.plan import Plan, Target
from transforms.terms.said import Named, Said
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


@dataclass(frozen=True)
class Compared:
    """One target beside what was reached: its row (schema COMPARISON) and the reason, to be said in any language."""

    row: dict[str, Any]
    reason: Said


def comparison_rows(
    plan: Plan,
    figure_status: str,
    values: Values,
    registry: Registry,
    period: Period | None = None,
    followed: Mapping[str, Followed] = _NOBODY,
) -> list[dict[str, Any]]:
    """One row a target (schema COMPARISON), in the order of the plan; parameters as of `compared`."""
    return [one.row for one in compared(plan, figure_status, values, registry, period, followed)]


def compared(
    plan: Plan,
    figure_status: str,
    values: Values,
    registry: Registry,
    period: Period | None = None,
    followed: Mapping[str, Followed] = _NOBODY,
) -> list[Compared]:
    """Every target, in the order of the plan.

    `values` are those of `period`: that of the plan, or a shorter one inside it. `followed` is the newest
    update of each target that is followed as tasks, by target id.
    """
    own = period or Period(plan.period)
    words = Language(registry.texts, "vi")
    found = []
    for target in plan.targets:
        actual_row = values.get(target.indicator_id, target.group_id or plan.territory_code)
        actual = _actual(target, actual_row, registry)
        verdict = judge(target, actual, own, Period(plan.period), followed.get(target.target_id))
        row = {
            **_aim_columns(plan, target, figure_status, registry, own),
            **_result_columns(verdict, actual, actual_row),
            "verdict_reason": words.sentence(verdict.reason),
        }
        found.append(Compared({field.name: row[field.name] for field in COMPARISON.fields}, verdict.reason))
    return found


def _aim_columns(
    plan: Plan, target: Target, figure_status: str, registry: Registry, period: Period
) -> dict[str, Any]:
    """What was aimed at, where and when."""
    territory = registry.territories.at(plan.territory_code, period.end_date)
    standard = standard_at(registry.standards, period.end_date)
    indicator = registry.indicators.get(target.indicator_id)
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
    }


def _result_columns(
    verdict: Verdict, actual: Actual | None, found: Mapping[str, Any] | None
) -> dict[str, Any]:
    """What was reached, and the verdict on it."""
    return {
        "baseline": actual.baseline if actual else None,
        "actual": actual.value if actual else None,
        "actual_low": actual.low if actual else None,
        "actual_high": actual.high if actual else None,
        "difference": verdict.difference,
        "progress_pct": verdict.progress_pct,
        "verdict": verdict.verdict,
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
    group = _group_name(target.group_id, registry)
    standards = [_standard_name(found[name], registry) for name in ("standard_id", "base_standard_id")]
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
        group_vi=group.vi,
        standard_vi=standards[0].vi,
        base_standard_vi=standards[1].vi,
        is_estimate=found["figure_status"] == "uoc",
        group_en=group.en,
        standard_en=standards[0].en,
        base_standard_en=standards[1].en,
    )


def _count_unit(indicator: Indicator, registry: Registry) -> str:
    """In what the numerator is counted: the measure unit of its items, or the territories themselves."""
    if indicator.predicate:
        return _LEVEL_UNITS[indicator.predicate.level]
    return next((registry.items[item].measure_unit for item in indicator.numerator), "")


def _group_name(group_id: str, registry: Registry) -> Named:
    names = (Named(m.group_name_vi, m.group_name_en) for m in registry.groups if m.group_id == group_id)
    return next(names, Named(""))


def _standard_name(standard_id: str, registry: Registry) -> Named:
    names = (Named(s.name_vi, s.name_en) for s in registry.standards if s.standard_id == standard_id)
    return next(names, Named(standard_id))
