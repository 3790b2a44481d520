"""The rows of the input tables, for the periods that facts exist for and the maps that are asked for."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

import pyarrow as pa

from transforms.inputs.areas import Area, Placed, View, all_units, areas_of, place_units
from transforms.inputs.owed import Owed, owed_in, units_of
from transforms.inputs.pieces import Pieces
from transforms.inputs.schemas import SCHEMAS
from transforms.registry import Registry
from transforms.terms.correction import Correction
from transforms.terms.period import Period
from transforms.terms.territory import Territory

Rows = dict[str, list[dict[str, Any]]]


def input_tables(
    periods: Iterable[str], registry: Registry, maps: Sequence[date] = ()
) -> dict[str, pa.Table]:
    """Every input table of the SQL steps (tables and columns: SCHEMAS).

    `periods` are those of the facts; longer periods that they are parts of and the years before are added.
    `maps` are the days on whose map all figures are laid once more.
    """
    known = _known(periods)
    owed = {period: owed_in(period, registry) for period in known}
    rows: Rows = {
        "indicators": list(_indicator_rows(registry)),
        "indicator_items": list(_indicator_item_rows(registry)),
        "items": [{"item_id": i.item_id, "kind": i.kind} for i in registry.items.values()],
        "statuses": [{"figure_status": s.figure_status, "rank": s.rank} for s in registry.figure_statuses],
        "standards_by_period": [
            {"period": p.text, "standard_id": standard}
            for p in known
            if (standard := registry.standard_in_force(p))
        ],
        "corrections": [_correction_row(one) for one in registry.corrections],
        "period_parts": [row for period in known for row in _part_rows(period)],
        "units": [row for period in known for row in _unit_rows(period, owed[period], registry)],
        **{name: [] for name in ("views", "areas", "straddling", "area_sizes", "area_names", "members")},
    }
    pieces = Pieces(registry.territories)
    for view in _views(known, maps):
        _add_view(rows, view, owed, registry, pieces)
    return {name: pa.Table.from_pylist(rows[name], schema=schema) for name, schema in SCHEMAS.items()}


def _known(periods: Iterable[str]) -> list[Period]:
    given = {Period(p) for p in periods}
    longer = {p for year in {g.annual for g in given} for p in year.all_within if given & set(p.all_within)}
    years = {p.previous_year for p in longer}
    return sorted(longer | years, key=lambda p: (p.end_date, p.months))


def _views(known: Sequence[Period], maps: Sequence[date]) -> Iterator[View]:
    for period in known:
        yield View(period.text, period.end_date, (period,))
    for day in sorted(set(maps)):
        yield View(f"map {day.isoformat()}", day, tuple(known))


def _correction_row(one: Correction) -> dict[str, Any]:
    keys = (
        "correction_id",
        "period",
        "figure_status",
        "standard_id",
        "territory_code",
        "territory_valid_from",
    )
    return {
        **{key: getattr(one, key) for key in keys},
        "item_id": one.item_id,
        "found_value": one.found.value,
        "found_state": one.found.state,
        "corrected_value": one.corrected.value,
        "decided_on": one.decided_on,
    }


def _indicator_rows(registry: Registry) -> Iterator[dict[str, Any]]:
    for indicator in registry.indicators.values():
        predicate = indicator.predicate
        yield {
            "indicator_id": indicator.indicator_id,
            "kind": indicator.kind,
            "scale": 10**indicator.decimals,
            "items_needed": len(indicator.needed_items),
            "measure_unit": indicator.measure_unit,
            "predicate_indicator_id": predicate.indicator_id if predicate else None,
            "predicate_comparator": predicate.comparator if predicate else None,
            "predicate_value": predicate.value if predicate else None,
            "predicate_level": predicate.level if predicate else None,
        }


def _indicator_item_rows(registry: Registry) -> Iterator[dict[str, Any]]:
    for indicator in registry.indicators.values():
        for part in ("numerator", "denominator"):
            for item in getattr(indicator, part):
                yield {"indicator_id": indicator.indicator_id, "part": part, "item_id": item}


def _part_rows(period: Period) -> Iterator[dict[str, Any]]:
    for step, parts in enumerate(period.parts, start=1):
        for part in parts:
            yield {
                "period": period.text,
                "step": step,
                "part_period": part.text,
                "is_last": part.end_date == period.end_date,
                "parts": len(parts),
            }


def _unit_rows(period: Period, owed: Owed, registry: Registry) -> Iterator[dict[str, Any]]:
    """The territories that owe an indicator are those that owe its first numerator item."""
    standards = sorted({standard for standard, _ in owed})
    for indicator in registry.indicators.values():
        for standard in standards if indicator.numerator else ():
            for unit in sorted(owed.get((standard, indicator.numerator[0]), ()), key=lambda t: t.key):
                yield {
                    "period": period.text,
                    "standard_id": standard,
                    "indicator_id": indicator.indicator_id,
                    "territory_code": unit.code,
                    "territory_valid_from": unit.valid_from,
                    "level": unit.level,
                }


def _add_view(rows: Rows, view: View, owed: dict[Period, Owed], registry: Registry, pieces: Pieces) -> None:
    units = {period: units_of(owed.get(period, {})) for period in view.all_periods}
    areas = areas_of(view, [(unit, p) for p in view.periods for unit in units[p]], registry, pieces)
    rows["views"] += [
        {"as_of": view.as_of, "period": p.text, "base_period": p.previous_year.text} for p in view.periods
    ]
    for area in areas:
        rows["area_names"].append(
            {
                **_area_columns(view, area),
                "area_name": area.name,
                "level": area.level,
                "map_date": view.map_date,
            }
        )
        rows["members"] += _member_rows(view, area, registry)
    for period in view.all_periods:
        then = period.end_date
        placed = place_units(units[period], then, view, areas, pieces)
        whole = place_units(all_units(areas, then, view, registry, pieces), then, view, areas, pieces)
        for area in areas:
            rows["areas"] += _placed_rows(view, area, period, placed.inside.get(area.key, ()))
            if not view.is_reported:
                rows["straddling"] += _divided_rows(view, area, period, whole)
            rows["area_sizes"] += _size_rows(view, area, period, whole)


def _area_columns(view: View, area: Area) -> dict[str, Any]:
    return {"as_of": view.as_of, "area_code": area.key[0], "area_valid_from": area.key[1]}


def _member_rows(view: View, area: Area, registry: Registry) -> Iterator[dict[str, Any]]:
    """The communes and districts that lie wholly inside an area that is larger than they are."""
    day, index = view.map_date, registry.territories
    communes = {t for code, _ in area.ground if (t := index.at(code, day))}
    parents = {p for t in communes if (p := index.at(t.parent_code, day))}
    districts = {
        p for p in parents if p.level == "district" and communes.issuperset(index.children(p.code, day))
    }
    for level, members in (("commune", communes), ("district", districts)):
        for member in sorted(members, key=lambda t: t.key) if area.level != level else ():
            yield {
                **_area_columns(view, area),
                "level": level,
                "member_code": member.code,
                "member_valid_from": member.valid_from,
            }


def _placed_rows(
    view: View, area: Area, period: Period, units: Iterable[Territory]
) -> Iterator[dict[str, Any]]:
    for unit in units:
        yield {
            **_area_columns(view, area),
            "period": period.text,
            "unit_code": unit.code,
            "unit_valid_from": unit.valid_from,
        }


def _divided_rows(view: View, area: Area, period: Period, whole: Placed) -> Iterator[dict[str, Any]]:
    """The units of any level that lie only partly in the area."""
    units = whole.straddling.get(area.key, [])
    for unit, row in zip(units, _placed_rows(view, area, period, units), strict=True):
        yield {**row, "level": unit.level}


def _size_rows(view: View, area: Area, period: Period, whole: Placed) -> Iterator[dict[str, Any]]:
    """How many units of each level an area has; no size where one lies partly outside: it cannot be divided."""
    divided = {unit.level for unit in whole.straddling.get(area.key, ())}
    sizes = Counter(unit.level for unit in whole.inside.get(area.key, ()))
    for level, units in sorted(sizes.items()):
        if level not in divided:
            yield {**_area_columns(view, area), "period": period.text, "level": level, "units": units}
