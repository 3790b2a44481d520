"""Facts of the made-up country as the warehouse gives them, summaries of them, and workbooks read back."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from transforms.official.forms import Known, form_summaries
from transforms.official.summary import FormSummary
from transforms.official.workbook import official_workbook
from transforms.registry import Registry
from transforms.release import Frame, Release
from transforms.release_content import Content, release_of
from transforms.terms.period import Period
from transforms.terms.standard import FigureStatus

OFFICIAL = FigureStatus("chinh_thuc", "Chính thức", 3, ())
# Bạch Thông: Phủ Thông, Sĩ Bình, Tân Tú; Chợ Đồn: Phong Huân, Yên Phong, Tân Tiến.
BACH_THONG, CHO_DON = ("01969", "01978", "01993"), ("02074", "02083", "02089")
COMMUNES = (*BACH_THONG, *CHO_DON)


def fact(code: str, item: str, value: str | None, form: str = "F01", **more: Any) -> dict[str, Any]:
    """One row of `form_facts`."""
    start = date(2020, 2, 1) if code == "01993" else date(2004, 8, 31)
    return {
        "period": "2020",
        "figure_status": "chinh_thuc",
        "standard_id": "QD59_2015",
        "territory_code": code,
        "territory_valid_from": start,
        "item_id": item,
        "contribution": None if value is None else Decimal(value),
        "value_state": "blank" if value is None else "reported",
        "form_ids": [form],
        "submission_ids": ["s1"],
        "source_periods": ["2020"],
    } | more


def facts(form: str, item: str, values: Mapping[str, str | None]) -> list[dict[str, Any]]:
    """The rows of one item by territory code."""
    return [fact(code, item, value, form) for code, value in values.items()]


def frame(registry: Registry, area: str = "06", period: str = "2020") -> Frame:
    """A release about an area of the made-up country."""
    plan = replace(registry.plans["063-2020-kh"], territory_code=area, targets=(), period=period)
    return Frame(plan, Period(period), OFFICIAL)


def summaries(
    registry: Registry, rows: Sequence[dict[str, Any]], area: str = "06", period: str = "2020", **known: Any
) -> tuple[FormSummary, ...]:
    """The summary forms of an area."""
    return form_summaries(frame(registry, area, period), Known(rows, **known), registry)


def workbook(
    registry: Registry, rows: Sequence[dict[str, Any]], area: str = "06", period: str = "2020"
) -> bytes:
    """The official workbook of an area of which nothing but these facts is known."""
    return official_workbook(release(registry, rows, area, period))


def release(
    registry: Registry, rows: Sequence[dict[str, Any]], area: str = "06", period: str = "2020"
) -> Release:
    """A release of nothing but these facts."""
    content = Content([], [], [], {}, facts=rows)
    return release_of(frame(registry, area, period), content, registry, "r1")


def opened(content: bytes, name: str, *, values: bool = True) -> Worksheet:
    """A sheet of the workbook, with the values that its formulas carry or with the formulas."""
    return openpyxl.load_workbook(BytesIO(content), data_only=values)[name]


def line(worksheet: Worksheet, name: str) -> list[Any]:
    """The cells of the row that stands for a territory, from column C on."""
    found = next(row for row in worksheet.iter_rows() if row[1].value == name)
    return list(found[2:])


def texts(worksheet: Worksheet) -> list[str]:
    """Every text of a sheet."""
    rows: Iterable[Any] = worksheet.iter_rows(values_only=True)
    return [cell for row in rows for cell in row if isinstance(cell, str)]
