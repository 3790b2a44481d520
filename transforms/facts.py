"""Facts: one item of one territory in one period from one cell, typed and ordered."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import pyarrow as pa

from transforms.registry import Registry
from transforms.schemas import FACTS, arrow_schema
from transforms.sheet.reading import FACT_ROLES, ReadCell, SheetReading


def fact_rows(
    submission_id: str,
    reading: SheetReading,
    rejected: frozenset[tuple[str, str]],
    known_at: date,
    registry: Registry,
) -> list[dict[str, Any]]:
    """The facts of one sheet: parts, and the own line of the area above them.

    Grain: item, territory. A rejected cell keeps its text and loses its value (`unreadable`).
    Blocks (urban, rural), repeated totals, figures that another sheet gives and printed rates are checks, never facts.
    """
    common = {
        "submission_id": submission_id,
        "form_id": reading.form_id,
        "form_version": reading.form_version,
        "period": reading.period,
        "figure_status": reading.figure_status,
        "standard_id": reading.standard_id,
        "known_at": known_at,
    }
    return [
        {**common, **_fact(cell, (cell.sheet, cell.cell) in rejected, registry)}
        for cell in reading.cells
        if cell.item_id and cell.role in FACT_ROLES
    ]


def _fact(cell: ReadCell, is_rejected: bool, registry: Registry) -> dict[str, Any]:
    return {
        "territory_code": cell.territory_code,
        "territory_valid_from": date.fromisoformat(cell.territory_valid_from),
        "item_id": cell.item_id,
        "value": None if is_rejected else cell.value,
        "value_state": "unreadable" if is_rejected else cell.value_state,
        "measure_unit": registry.items[cell.item_id].measure_unit,
        "sheet": cell.sheet,
        "cell": cell.cell,
        "text_as_found": cell.text_as_found,
    }


def fact_table(rows: Iterable[dict[str, Any]]) -> pa.Table:
    """Facts as Arrow in their natural order (schema FACTS)."""
    ordered = sorted(rows, key=lambda row: tuple(str(row[name]) for name in FACTS.order))
    return pa.Table.from_pylist(ordered, schema=arrow_schema(FACTS))
