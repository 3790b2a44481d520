"""The series of an indicator as a chart, with a drawn break where standard or territory changed."""

from collections.abc import Mapping, Sequence
from typing import Any

from transforms.charts.series import SeriesPoint, series_chart
from transforms.site.paper import Paper
from transforms.terms.indicator import Indicator


def trend_chart(rows: Sequence[Mapping[str, Any]], indicator: Indicator, paper: Paper) -> str:
    """The chart of some rows of one area, oldest first; nothing where there is a single value."""
    known = [row for row in rows if row["actual"] is not None]
    points = [
        SeriesPoint(
            row["period"],
            row["actual"],
            paper.words.number(row["actual"], indicator.decimals),
            paper.words.break_label(known[place - 1] if place else None, row),
            not row["is_complete"],
        )
        for place, row in enumerate(known)
    ]
    name = paper.say.of(indicator, "name")
    told = "; ".join(f"{point.period} {point.text}" for point in points)
    return series_chart(points, f"{name}: {told}")
