"""A series of one indicator: its points, and a gap with a rule where two neighbours may not be compared."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from transforms.charts.drawing import ACCENT, INK, PAPER, SOFT, draw

_POINTS_FOR_A_CHART = 2
_STEP, _HEIGHT = 110, 150
_VALUE = {"field": "value", "type": "quantitative", "axis": None, "scale": {"zero": False, "padding": 24}}


@dataclass(frozen=True)
class SeriesPoint:
    """One value: its period and text as they are read; `break_before` says why it may not be compared with the last."""

    period: str
    value: Decimal
    text: str
    break_before: str = ""
    is_partial: bool = False


def series_chart(points: Sequence[SeriesPoint], label: str) -> str:
    """The chart as SVG; nothing where there are fewer than two points."""
    if len(points) < _POINTS_FOR_A_CHART:
        return ""
    return draw(series_spec(points), label)


def series_spec(points: Sequence[SeriesPoint]) -> dict[str, Any]:
    """The Vega-Lite specification: a line for each stretch between breaks, a dashed rule and its reason at each."""
    values = list(_values(points))
    place: dict[str, Any] = {
        "field": "place",
        "type": "quantitative",
        "axis": None,
        "scale": {"domain": [-0.5, len(points) - 0.5]},
    }
    breaks = [value for value in values if value["break"]]
    return {
        "width": _STEP * len(points),
        "height": _HEIGHT,
        "padding": {"left": 5, "right": 5, "top": 14, "bottom": 5},
        "data": {"values": values},
        "layer": [*_lines(place), *_texts(place), *(_breaks(place, breaks) if breaks else ())],
    }


def _lines(place: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {
            "mark": {"type": "line", "color": ACCENT, "strokeWidth": 2},
            "encoding": {"x": place, "y": _VALUE, "detail": {"field": "stretch"}},
        },
        {
            "mark": {"type": "point", "filled": True, "size": 60, "opacity": 1, "color": ACCENT},
            "encoding": {"x": place, "y": _VALUE},
        },
    ]


def _texts(place: dict[str, Any]) -> list[dict[str, Any]]:
    above = {"type": "text", "dy": -13, "fontWeight": 600}
    figure = {"x": place, "y": _VALUE, "text": {"field": "text"}}
    period = {"x": place, "y": {"value": _HEIGHT + 18}, "text": {"field": "period"}}
    return [
        # A halo, so that a line behind a figure does not touch it.
        {"mark": {**above, "color": PAPER, "stroke": PAPER, "strokeWidth": 4}, "encoding": figure},
        {"mark": {**above, "color": INK}, "encoding": figure},
        {"mark": {"type": "text", "color": SOFT}, "encoding": period},
    ]


def _breaks(place: dict[str, Any], breaks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    edge = {**place, "field": "edge"}
    return [
        {
            "data": {"values": breaks},
            "mark": {"type": "rule", "strokeDash": [4, 4], "color": SOFT},
            "encoding": {"x": edge},
        },
        {
            "data": {"values": breaks},
            "mark": {"type": "text", "color": SOFT, "fontSize": 11, "align": "center"},
            "encoding": {"x": edge, "y": {"value": -8}, "text": {"field": "break"}},
        },
    ]


def _values(points: Sequence[SeriesPoint]) -> Any:  # noqa: ANN401 -- plain values of a specification
    stretch = 0
    for place, point in enumerate(points):
        stretch += bool(point.break_before)
        yield {
            "place": place,
            "edge": place - 0.5,
            "value": float(point.value),
            "text": point.text + ("*" if point.is_partial else ""),
            "period": point.period,
            "stretch": stretch,
            "break": point.break_before,
        }
