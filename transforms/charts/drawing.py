"""A Vega-Lite chart as a small SVG that follows the colours of the page around it."""

import json
import re
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import vl_convert
from markupsafe import escape

# The colours that specifications use, and the variables of the style sheet that take their place on a page.
INK, SOFT, LINE, ACCENT, PAPER = "#1a1c1e", "#50575e", "#c9ced3", "#1f6fb2", "#ffffff"
_VARIABLES = {PAPER: "--paper", INK: "--ink", SOFT: "--soft", LINE: "--line", ACCENT: "--accent"}
_FAMILY = "Be Vietnam Pro"
_CONFIG: dict[str, Any] = {
    "background": None,
    "font": f"{_FAMILY}, sans-serif",
    "view": {"stroke": None},
    "axis": {
        "labelColor": SOFT,
        "domainColor": SOFT,
        "tickColor": SOFT,
        "gridColor": LINE,
        "labelFontSize": 12,
    },
    "text": {"color": INK, "fontSize": 12},
}
_DROPPED = (
    re.compile(r'<path class="(?:background|foreground)"[^>]*/>'),
    re.compile(r' (?:aria-[a-z]+|role|class|pointer-events|stroke-miterlimit|xmlns:xlink|version)="[^"]*"'),
    re.compile(r' (?:opacity|stroke-width|stroke-opacity)="1"| font-family="[^"]*"'),
    re.compile(r"<g>\s*</g>"),
)
_OPENING = re.compile(r"<svg [^>]*?width=\"(\d+)\" height=\"(\d+)\"[^>]*>")


def draw(spec: Mapping[str, Any], label: str) -> str:
    """The chart as SVG for a page; `label` says in words what it shows."""
    return _coloured(small_svg(json.dumps({**spec, "config": _CONFIG}, sort_keys=True)), label)


def draw_png(spec: Mapping[str, Any], scale: float = 2.0) -> bytes:
    """The chart as PNG for paper, its words in the font of the pages."""
    _register_font()
    found: bytes = vl_convert.svg_to_png(svg_on_paper(spec, _FAMILY), scale=scale)
    return found


@cache
def _register_font() -> None:
    folder = files("fontpkg_be_vietnam_pro").joinpath("files")
    vl_convert.register_font_directory(str(folder))


def svg_on_paper(spec: Mapping[str, Any], font: str) -> str:
    """The chart as SVG for a typesetter: in the colours of the specification, its words in a font of the paper."""
    svg = small_svg(json.dumps({**spec, "config": _CONFIG}, sort_keys=True))
    return svg.replace("<svg ", f'<svg font-family="{escape(font)}" ', 1)


@lru_cache(maxsize=4096)
def small_svg(spec: str) -> str:
    """The SVG of a specification without what only scripts would need; the same one is drawn once."""
    svg: str = vl_convert.vegalite_to_svg(spec)
    for pattern in _DROPPED:
        svg = pattern.sub("", svg)
    while "<g></g>" in svg:
        svg = svg.replace("<g></g>", "")
    return svg


def _coloured(svg: str, label: str) -> str:
    for colour, variable in _VARIABLES.items():
        svg = svg.replace(f'"{colour}"', f'"var({variable}, {colour})"')
    opening = rf'<svg viewBox="0 0 \1 \2" width="\1" height="\2" role="img" aria-label="{escape(label)}">'
    return _OPENING.sub(opening, svg, count=1)
