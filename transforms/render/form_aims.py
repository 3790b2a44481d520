"""The aims of the plan that a report will be compared with, as lines above its table."""

from collections.abc import Iterator

from transforms.registry import Registry
from transforms.render.language import Language
from transforms.terms.form import FormVersion
from transforms.terms.group import members_at
from transforms.terms.indicator import Indicator
from transforms.terms.obligation import Duty
from transforms.terms.plan import Plan, Target
from transforms.text.normalise import lower_first


def aim_lines(registry: Registry, duty: Duty, form: FormVersion) -> tuple[str, ...]:
    """One line a plan: of the nearest territory, the area of the report or one above it, that aims at its figures."""
    items = _reported_quantities(registry, duty, form)
    for code in _upwards(registry, duty):
        plans = (p for p in registry.plans.values() if p.territory_code == code and _is_current(p, duty))
        lines = tuple(filter(None, (_line(plan, items, registry, duty) for plan in plans)))
        if lines:
            return lines
    return ()


def _reported_quantities(registry: Registry, duty: Duty, form: FormVersion) -> frozenset[str]:
    """The items of the form, and those of other forms that must equal one of them."""
    own = set(duty.item_ids or form.item_ids)
    same = (tie for tie in registry.ties if tie.right_period == "same")
    return frozenset(own | {tie.right_item for tie in same if tie.left_item in own})


def _upwards(registry: Registry, duty: Duty) -> Iterator[str]:
    code, day = duty.area_code, duty.period.end_date
    while unit := registry.territories.at(code, day):
        yield unit.code
        code = unit.parent_code


def _is_current(plan: Plan, duty: Duty) -> bool:
    return plan.is_text_held and duty.period.text in {p.text for p in plan.compared_periods}


def _line(plan: Plan, items: frozenset[str], registry: Registry, duty: Duty) -> str:
    targets = plan.in_force(duty.period.end_date).targets
    aims = [_aim(target, registry) for target in targets if _is_about(target, items, registry, duty)]
    unit = registry.territories.at(plan.territory_code, duty.period.end_date)
    whose = f" của {lower_first(unit.name)}" if unit else ""
    return f"Kế hoạch năm {plan.period[:4]}{whose}: {'; '.join(aims)}." if aims else ""


def _is_about(target: Target, items: frozenset[str], registry: Registry, duty: Duty) -> bool:
    indicator = registry.indicators.get(target.indicator_id)
    if target.low is None or indicator is None or not items & set(_counted(indicator, registry)):
        return False
    return not target.group_id or _touches(target.group_id, registry, duty)


def _counted(indicator: Indicator, registry: Registry) -> tuple[str, ...]:
    """What an indicator counts; a share of territories counts by the indicator that it judges them by."""
    if indicator.predicate is None:
        return indicator.numerator
    return registry.indicators[indicator.predicate.indicator_id].numerator


def _touches(group_id: str, registry: Registry, duty: Duty) -> bool:
    """Whether a unit of the report belongs to the group, or has one of its members inside or above it."""
    day, index = duty.period.end_date, registry.territories
    members = members_at(registry, group_id, day)
    return any(
        unit.code in index.ancestors(member.code, day) or member.code in index.ancestors(unit.code, day)
        for member in members
        for unit in duty.territories
    )


def _aim(target: Target, registry: Registry) -> str:
    aim = Language(registry.texts, "vi").aim(target.comparator, target.low, target.high, target.measure_unit)
    return f"{lower_first(target.name_vi)} {aim}"
