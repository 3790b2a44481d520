"""Names, columns and types of the input tables."""

import pyarrow as pa

_TEXT, _DATE, _WHOLE, _YES = pa.string(), pa.date32(), pa.int64(), pa.bool_()
_UNIT = [("territory_code", _TEXT), ("territory_valid_from", _DATE)]
_AREA = [("as_of", _TEXT), ("area_code", _TEXT), ("area_valid_from", _DATE)]
_PART = [*_AREA, ("period", _TEXT), ("unit_code", _TEXT), ("unit_valid_from", _DATE)]

SCHEMAS = {
    "indicators": pa.schema(
        [
            ("indicator_id", _TEXT),
            ("kind", _TEXT),
            ("scale", _WHOLE),
            ("items_needed", _WHOLE),
            ("measure_unit", _TEXT),
            ("predicate_indicator_id", _TEXT),
            ("predicate_comparator", _TEXT),
            ("predicate_value", pa.decimal128(18, 4)),
            ("predicate_level", _TEXT),
        ]
    ),
    "indicator_items": pa.schema([("indicator_id", _TEXT), ("part", _TEXT), ("item_id", _TEXT)]),
    "items": pa.schema([("item_id", _TEXT), ("kind", _TEXT)]),
    "statuses": pa.schema([("figure_status", _TEXT), ("rank", _WHOLE)]),
    "standards_by_period": pa.schema([("period", _TEXT), ("standard_id", _TEXT)]),
    "period_parts": pa.schema(
        [("period", _TEXT), ("step", _WHOLE), ("part_period", _TEXT), ("is_last", _YES), ("parts", _WHOLE)]
    ),
    "views": pa.schema([("as_of", _TEXT), ("period", _TEXT), ("base_period", _TEXT)]),
    "units": pa.schema(
        [("period", _TEXT), ("standard_id", _TEXT), ("indicator_id", _TEXT), *_UNIT, ("level", _TEXT)]
    ),
    "areas": pa.schema(_PART),
    "straddling": pa.schema([*_PART, ("level", _TEXT)]),
    "area_sizes": pa.schema([*_AREA, ("period", _TEXT), ("level", _TEXT), ("units", _WHOLE)]),
    "area_names": pa.schema([*_AREA, ("area_name", _TEXT), ("level", _TEXT), ("map_date", _DATE)]),
    "corrections": pa.schema(
        [
            *((name, _TEXT) for name in ("correction_id", "period", "figure_status", "standard_id")),
            *_UNIT,
            ("item_id", _TEXT),
            ("found_value", pa.decimal128(18, 4)),
            ("found_state", _TEXT),
            ("corrected_value", pa.decimal128(18, 4)),
            ("decided_on", _DATE),
        ]
    ),
    "members": pa.schema([*_AREA, ("level", _TEXT), ("member_code", _TEXT), ("member_valid_from", _DATE)]),
}
