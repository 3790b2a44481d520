"""Dated outlines of communes from reference/boundaries/<province>-<day>.geojson."""

import json
import re
from datetime import date
from functools import lru_cache
from typing import Any

from transforms.errors import BadReference
from transforms.registry.source import Source
from transforms.terms.boundary import BoundaryMap, Ring
from transforms.terms.territory import TerritoryIndex

_NAME = re.compile(r"boundaries/(?P<province>\d{2})-(?P<day>\d{4}-\d{2}-\d{2})\.geojson")
_VALID = "a GeoJSON feature collection of polygons, each with the property code"


def read_boundaries(source: Source, territories: TerritoryIndex) -> tuple[BoundaryMap, ...]:
    """Every dated map that is supplied, by province and day.

    Raises:
        BadReference: a file is no such collection, or names a commune that its day or province does not have.
    """
    maps = tuple(_map(path, text) for path, text in source.outlines())
    for path, one in zip((p for p, _ in source.outlines()), maps, strict=True):
        for code in one.shapes:
            unit = territories.at(code, one.valid_from)
            if unit is None or unit.province_code != one.province_code:
                valid = f"communes of province {one.province_code} on {one.valid_from}"
                raise BadReference(path, f"feature {code}", f"unknown commune {code}", valid)
    return maps


@lru_cache(maxsize=8)
def _map(path: str, text: str) -> BoundaryMap:
    named = _NAME.fullmatch(path)
    if named is None:
        valid = "boundaries/<province code>-<first day>.geojson"
        raise BadReference(path, "name of the file", path, valid)
    try:
        features = json.loads(text)["features"]
        shapes = {feature["properties"]["code"]: _rings(feature["geometry"]) for feature in features}
        return BoundaryMap(named["province"], date.fromisoformat(named["day"]), shapes)
    except (ValueError, KeyError, TypeError) as error:
        raise BadReference(path, "file", f"not readable ({error})", _VALID) from error


def _rings(geometry: dict[str, Any]) -> tuple[Ring, ...]:
    """Every ring of a polygon or of several; holes are rings too and stay open by the rule of even and odd."""
    parts = {"Polygon": [geometry["coordinates"]], "MultiPolygon": geometry["coordinates"]}[geometry["type"]]
    return tuple(tuple((float(x), float(y)) for x, y in ring) for part in parts for ring in part)
