"""Communes drawn as SVG: the look of each is a class of the style sheet."""

from collections.abc import Mapping, Sequence
from math import cos, radians

from markupsafe import Markup, escape

from transforms.terms.boundary import Ring

_WIDTH = 620
_HATCH = (
    '<defs><pattern id="cut" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<rect width="6" height="6" class="hatch-0"/><rect width="2" height="6" class="hatch-1"/></pattern></defs>'
)


def outlines_svg(
    shapes: Mapping[str, Sequence[Ring]], looks: Mapping[str, str], titles: Mapping[str, str], label: str
) -> str:
    """The map as SVG: longitude shrunk by the cosine of the middle latitude, north up, whole pixels and tenths."""
    points = [point for rings in shapes.values() for ring in rings for point in ring]
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    bottom, top = min(y for _, y in points), max(y for _, y in points)
    narrow = cos(radians((bottom + top) / 2))
    scale = _WIDTH / ((right - left) * narrow)
    height = (top - bottom) * scale
    parts = []
    for code, rings in shapes.items():
        path = "".join(_path(ring, left, top, narrow * scale, scale) for ring in rings)
        title = f"<title>{escape(titles[code])}</title>" if code in titles else ""
        parts.append(f'<path class="{looks[code]}" d="{path}">{title}</path>')
    body = "\n".join(parts)
    return Markup(  # noqa: S704 -- numbers of ours, titles escaped above
        f'<svg class="areas" viewBox="0 0 {_WIDTH} {height:.0f}" role="img" aria-label="{escape(label)}">'
        f"{_HATCH}\n{body}</svg>"
    )


def _path(ring: Ring, left: float, top: float, x_scale: float, y_scale: float) -> str:
    steps = (f"{(x - left) * x_scale:.1f} {(top - y) * y_scale:.1f}" for x, y in ring)
    return f"M{'L'.join(steps)}Z"
