"""The series of an indicator as points of a chart, with a break where standard or territory changed."""

from collections.abc import Mapping, Sequence
from typing import Any

from transforms.charts.series import SeriesPoint, series_chart
from transforms.site.words import PageWords
from transforms.terms.indicator import Indicator


def trend_points(
    rows: Sequence[Mapping[str, Any]], indicator: Indicator, words: PageWords
) -> tuple[SeriesPoint, ...]:
    """The points of some rows of one area, oldest first; rows without a value are left out."""
    known = [row for row in rows if row["actual"] is not None]
    return tuple(
        SeriesPoint(
            row["period"],
            row["actual"],
            words.number(row["actual"], indicator.decimals),
            words.break_label(known[place - 1] if place else None, row),
            not row["is_complete"],
        )
        for place, row in enumerate(known)
    )


def trend_chart(points: Sequence[SeriesPoint], name: str) -> str:
    """The chart as SVG; nothing where there is a single value."""
    told = "; ".join(f"{point.period} {point.text}" for point in points)
    return series_chart(points, f"{name}: {told}")
