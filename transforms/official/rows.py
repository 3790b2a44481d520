"""Which units a summary lists, and in what order: districts with their communes, areas, or units alone."""

from collections import Counter
from collections.abc import Collection, Sequence

from transforms.inputs.owed import duties_ending_with
from transforms.registry import Registry
from transforms.render.form_layout import FormRow
from transforms.terms.form import FormVersion
from transforms.terms.period import Period
from transforms.terms.territory import LEVELS, Territory
from transforms.terms.texts import Speaker
from transforms.text.normalise import lower_first

_ROMAN = ("I", "II", "III")


def units_listed(
    form: FormVersion, area_code: str, period: Period, reported: Collection[str], registry: Registry
) -> tuple[Territory, ...]:
    """Every unit of the area at the level that owes the form; `reported` are the codes that anything is known of.

    As for indicators: where several levels owe it, the one that all reported of, else the finest that anyone
    reported of. Where nobody owes it, the finest that anyone reported of.
    """
    day, index = period.end_date, registry.territories
    by_level = {level: index.descendants(area_code, day, level) for level in reversed(LEVELS)}
    owed = _levels_owed(form.form_id, area_code, period, registry)
    levels = [level for level in by_level if level in owed] or list(by_level)
    known = [level for level in levels if any(unit.code in reported for unit in by_level[level])]
    whole = [level for level in known if all(unit.code in reported for unit in by_level[level])]
    found = (*(whole if owed else ()), *known, *levels)
    return by_level[found[0]]


def _levels_owed(form_id: str, area_code: str, period: Period, registry: Registry) -> set[str]:
    day = period.end_date
    return {
        unit.level
        for duty in duties_ending_with(period, registry)
        if duty.form_id == form_id
        for unit in duty.territories
        if area_code in registry.territories.ancestors(unit.code, day)
    }


def summary_rows(
    form: FormVersion, area_code: str, units: Sequence[Territory], registry: Registry, period: Period
) -> tuple[FormRow, ...]:
    """The rows without figures; the total carries the code of the area, whose own figure it may show.

    A group line says whose parts follow it. An area that is its only unit has no total.
    """
    say = registry.texts.speaker("vi")
    if form.has_area_blocks:
        body = _blocks(units, registry, say)
    elif any(unit.parent_code != area_code for unit in units if unit.code != area_code):
        body = _under_parents(units, registry, period)
    else:
        body = _numbered(units)
    is_alone = len(units) == 1 and units[0].code == area_code
    return (*body, *(() if is_alone else (FormRow("", say("official_total"), area_code, "total"),)))


def _numbered(units: Sequence[Territory], prefix: str = "", before: int = 0) -> tuple[FormRow, ...]:
    numbered = enumerate(units, start=before + 1)
    return tuple(FormRow(f"{prefix}{n}", unit.name, unit.code) for n, unit in numbered)


def _under_parents(units: Sequence[Territory], registry: Registry, period: Period) -> tuple[FormRow, ...]:
    """The bold line of each parent, then its units, numbered as 1.1, 1.2 and so on."""
    rows: list[FormRow] = []
    for n, code in enumerate(dict.fromkeys(unit.parent_code for unit in units), start=1):
        parent = registry.territories.at(code, period.end_date)
        rows.append(FormRow(str(n), parent.name if parent else code, code, "group"))
        rows.extend(_numbered([unit for unit in units if unit.parent_code == code], f"{n}."))
    return tuple(rows)


def _blocks(units: Sequence[Territory], registry: Registry, say: Speaker) -> tuple[FormRow, ...]:
    """Towns, then the countryside, numbered on through both; kinds of unit of neither come last."""
    by_area: dict[str, list[Territory]] = {"urban": [], "rural": [], "other": []}
    for unit in units:
        kind = registry.unit_types.get(unit.type_vi)
        by_area[kind.area if kind else "other"].append(unit)
    rows: list[FormRow] = []
    number = 0
    blocks = ((area, found) for area, found in by_area.items() if found)
    for roman, (area, found) in zip(_ROMAN, blocks, strict=False):
        rows.append(FormRow(roman, say(f"official_area_{area}"), role="group"))
        rows.extend(_numbered(found, before=number))
        number += len(found)
    return tuple(rows)


def place_head(units: Sequence[Territory]) -> str:
    """The head over the names: the kinds of the units, the commonest first: `Xã, phường, thị trấn`."""
    counted = Counter(unit.type_vi for unit in units)
    kinds = sorted(counted, key=lambda kind: (-counted[kind], kind))
    return ", ".join([kinds[0], *map(lower_first, kinds[1:])])
