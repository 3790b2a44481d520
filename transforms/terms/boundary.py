"""Outlines of communes on the map of a day, for thematic maps; no legal boundaries."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

Ring = tuple[tuple[float, float], ...]
"""Longitude and latitude of the corners of an outline."""


@dataclass(frozen=True)
class BoundaryMap:
    """The communes of one province from `valid_from` on, each with the rings of its outline, by code."""

    province_code: str
    valid_from: date
    shapes: Mapping[str, tuple[Ring, ...]]
