"""`tonghop series`: an indicator of a territory in time, on its own maps or on the map of one day."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from flows.cli.common import DAY, day_of, opened, print_json, shared_options
from flows.cli.texts import Texts
from transforms.errors import UsageError

if TYPE_CHECKING:
    from flows.series import Asked
    from transforms.registry import Registry
    from transforms.series import Point, Series
    from transforms.terms.standard import FigureStatus

# Kinds of indicator that are a part over a whole of the same row; a drop is not.
_SHARES = frozenset({"rate", "territory_share"})
_ENGLISH = str.maketrans(",.", ".,")


def command(texts: Texts) -> click.Command:
    """The command in the language of `texts`."""

    @click.command(help=texts("series_help"))
    @click.argument("indicator")
    @click.argument("territory")
    @click.option("--map", "map_day", type=DAY, metavar="YYYY-MM-DD", help=texts("series_map"))
    @click.option("--as-of", "as_of", type=DAY, metavar="YYYY-MM-DD", help=texts("option_as_of"))
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
        _known_indicator(indicator, registry, texts)
        found = read_series(place, registry, asked)
        if not found:
            raise UsageError(_nothing(asked, texts))
        if as_json:
            print_json([_as_json(one) for one in found])
            return
        for number, one in enumerate(found):
            if number:
                print()
            for line in series_text(one, registry, texts):
                print(line)

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


def _known_indicator(indicator: str, registry: "Registry", texts: Texts) -> None:
    if indicator not in registry.indicators:
        known = ", ".join(sorted(registry.indicators))
        raise UsageError(texts("series_no_indicator", indicator=indicator, known=known))


def _nothing(asked: "Asked", texts: Texts) -> str:
    from transforms.render.vi_format import format_date

    day, known_by = format_date(asked.map_date), format_date(asked.known_by)
    return texts(
        "series_nothing",
        indicator=asked.indicator_id,
        territory=asked.territory_code,
        map=texts("series_nothing_map", day=day) if day else "",
        known_by=texts("series_nothing_known", day=known_by) if known_by else "",
    )


def series_text(series: "Series", registry: "Registry", texts: Texts) -> Iterator[str]:
    """A title, and a line a figure: period, status and value under each other, breaks between them."""
    yield _title(series, registry, texts)
    labels = {s.figure_status: _label(s, texts) for s in registry.figure_statuses}
    heads = [(p.row["period"], labels.get(p.row["figure_status"], "")) for p in series.points]
    widths = [max(map(len, column)) for column in zip(*heads, strict=True)]
    standards = {s.standard_id: s.name_vi for s in registry.standards}
    before = ""
    for point, head in zip(series.points, heads, strict=True):
        after = standards.get(point.row["standard_id"], point.row["standard_id"])
        if point.break_before:
            yield texts("series_break", before=before, after=after)
        padded = "  ".join(text.ljust(width) for text, width in zip(head, widths, strict=True))
        yield f"  {padded}  {_value(point, registry, texts)}"
        before = after


def _title(series: "Series", registry: "Registry", texts: Texts) -> str:
    from transforms.render.vi_format import format_date

    indicator = registry.indicators[series.points[0].row["indicator_id"]]
    days = {format_date(point.row["map_date"]) for point in series.points}
    return texts(
        "series_title",
        name=indicator.name_vi if texts.lang == "vi" else indicator.name_en,
        territory=series.territory_name,
        code=series.territory_code,
        map=texts("series_one_map", day=days.pop()) if len(days) == 1 else texts("series_own_maps"),
    )


def _label(status: "FigureStatus", texts: Texts) -> str:
    return status.label_vi.lower() if texts.lang == "vi" else status.label_en.lower()


def _value(point: "Point", registry: "Registry", texts: Texts) -> str:
    from transforms.render.vi_format import with_unit

    row = point.row
    if point.not_divisible:
        return texts("series_not_divisible", units=", ".join(point.not_divisible))
    if row["carry_state"] == "partly_owed":
        return texts("series_partly_owed", given=row["units_given"], owed=row["units_owed"])
    if row["actual"] is None:
        return texts("series_unknown")
    indicator = registry.indicators[row["indicator_id"]]
    amount = with_unit(_number(row["actual"], indicator.decimals, texts), row["measure_unit"])
    parts = (row["numerator"], row["denominator"])
    is_share = indicator.kind in _SHARES and None not in parts
    counts = f" = {' / '.join(_number(part, None, texts) for part in parts)}" if is_share else ""
    partial = (
        ""
        if row["is_complete"]
        else texts("series_partial", given=row["units_given"], owed=row["units_owed"])
    )
    return f"{amount}{counts}{partial}"


def _number(value: Decimal, decimals: int | None, texts: Texts) -> str:
    """A number as the language writes it: `8.424` and `22,06`, or `8,424` and `22.06`."""
    from transforms.render.vi_format import format_number

    text = format_number(value, decimals)
    return text if texts.lang == "vi" else text.translate(_ENGLISH)
