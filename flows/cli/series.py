"""`tonghop series`: an indicator of a territory in time, on its own maps or on the map of one day."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from flows.cli.common import DAY, day_of, opened, print_json, shared_options
from flows.cli.texts import Texts

if TYPE_CHECKING:
    from transforms.registry import Registry
    from transforms.series import Point, Series


def command(texts: Texts) -> click.Command:
    """The command in the language of `texts`."""

    @click.command(help=texts("series_help"))
    @click.argument("indicator")
    @click.argument("territory")
    @click.option("--map", "map_day", type=DAY, help=texts("series_map"))
    @click.option("--as-of", "as_of", type=DAY, help=texts("option_as_of"))
    @click.option("--status", "figure_status", default="", help=texts("series_status"))
    @click.option("--parts", "has_parts", is_flag=True, help=texts("series_parts"))
    @shared_options(texts)
    def series(
        indicator: str,
        territory: str,
        map_day: datetime | None,
        as_of: datetime | None,
        figure_status: str,
        *,
        has_parts: bool,
        workspace: Path,
        as_json: bool,
    ) -> None:
        from flows.series import Asked, read_series
        from flows.stores.reference import read_registry

        place = opened(workspace, texts)
        registry = read_registry(place)
        asked = Asked(indicator, territory, figure_status, day_of(map_day), day_of(as_of), has_parts)
        found = read_series(place, registry, asked)
        if as_json:
            print_json([_as_json(one) for one in found])
            return
        for one in found:
            _show(one, registry, texts)

    return series


def _as_json(series: "Series") -> dict[str, Any]:
    points = [
        {**point.row, "break_before": point.break_before, "not_divisible": list(point.not_divisible)}
        for point in series.points
    ]
    return {
        "territory_code": series.territory_code,
        "territory_name": series.territory_name,
        "points": points,
    }


def _show(series: "Series", registry: "Registry", texts: Texts) -> None:
    from transforms.render.vi_format import format_date

    first = series.points[0].row
    indicator = registry.indicators[first["indicator_id"]]
    days = {format_date(point.row["map_date"]) for point in series.points}
    name = indicator.name_vi if texts.lang == "vi" else indicator.name_en
    said = texts("series_one_map", day=days.pop()) if len(days) == 1 else texts("series_own_maps")
    print(
        texts(
            "series_title", name=name, territory=series.territory_name, code=series.territory_code, map=said
        )
    )
    labels = {s.figure_status: s.label_vi.lower() for s in registry.figure_statuses}
    for point in series.points:
        if point.break_before:
            print(texts("series_break", why=point.break_before))
        print(texts("series_point", **_shown(point, labels, texts)))


def _shown(point: "Point", labels: dict[str, str], texts: Texts) -> dict[str, str]:
    status = point.row["figure_status"]
    return {
        "period": point.row["period"],
        "status": labels.get(status, status) if texts.lang == "vi" else status,
        "value": _value(point, texts),
    }


def _value(point: "Point", texts: Texts) -> str:
    from transforms.checks.relations import show
    from transforms.render.vi_format import with_unit

    row = point.row
    if point.not_divisible:
        return texts("series_not_divisible", units=", ".join(point.not_divisible))
    if row["actual"] is None:
        return texts("series_unknown")
    amount = with_unit(show(row["actual"]), row["measure_unit"])
    counts = f" = {show(row['numerator'])} / {show(row['denominator'])}" if row["denominator"] else ""
    partial = (
        ""
        if row["is_complete"]
        else texts("series_partial", given=row["units_given"], owed=row["units_owed"])
    )
    return f"{amount}{counts}{partial}"
