"""Opening stocks from the closing stocks of the year before, as the ties of the reference relate them.

A tie to the year before (C06) says which closing figure an opening figure equals; a tie within one period
(C07a) says which figure of the same form equals that closing figure. Either may be known.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pyarrow as pa
from duckdb import DuckDBPyConnection

from transforms.checks.ties import LINEAGE, lineage_rows
from transforms.registry import Registry
from transforms.sql import statements
from transforms.terms.obligation import Duty
from transforms.terms.opening import Opening, Openings
from transforms.terms.territory import Territory, TerritoryKey
from transforms.text.normalise import lower_first
from transforms.text.shown import show

_SOURCES = pa.schema(
    [(name, pa.string()) for name in ("item_id", "source_form", "source_item", "standard_id")]
)
_NEWEST = "10_latest_cells.sql"


@dataclass(frozen=True)
class Source:
    """A closing figure (`source_item` of `source_form`) that an opening figure must equal."""

    item_id: str
    source_form: str
    source_item: str


def opening_sources(registry: Registry, form_id: str) -> tuple[Source, ...]:
    """From which figures of the year before a form opens; none where it has no opening figures."""
    found: dict[Source, None] = {}
    for tie in registry.ties:
        if tie.left_form != form_id or tie.right_period != "previous":
            continue
        found[Source(tie.left_item, tie.right_form, tie.right_item)] = None
        for same in registry.ties:
            is_equal = (same.right_form, same.right_item) == (tie.right_form, tie.right_item)
            if same.right_period == "same" and same.left_form == form_id and is_equal:
                found[Source(tie.left_item, same.left_form, same.left_item)] = None
    return tuple(found)


def openings_of(connection: DuckDBPyConnection, pool: pa.Table, registry: Registry, duty: Duty) -> Openings:
    """The opening figures of a duty from the accepted facts of the year before (`pool`, schema POOL_SCHEMA)."""
    sources = opening_sources(registry, duty.form_id)
    if not sources:
        return Openings()
    connection.register("pool", pool)
    connection.register("sources", _source_table(sources, registry.standard_of(duty)))
    codes = [t.code for t in duty.territories]
    rows = [row for code in codes for row in lineage_rows(duty.period.text, code, registry)]
    connection.register("lineage", pa.Table.from_pylist(rows, schema=LINEAGE))
    newest = next(text for name, text in statements("ties") if name == _NEWEST)
    for statement in (newest, *(text for _, text in statements("openings"))):
        connection.execute(statement)
    closings = connection.sql("FROM closings").to_arrow_table().to_pylist()
    return _openings(closings, sources, registry, duty)


def _source_table(sources: Iterable[Source], standard_id: str) -> pa.Table:
    return pa.Table.from_pylist([{**vars(s), "standard_id": standard_id} for s in sources], schema=_SOURCES)


def _openings(
    closings: Iterable[Mapping[str, Any]], sources: Iterable[Source], registry: Registry, duty: Duty
) -> Openings:
    given = [row for row in closings if row["units_given"] == row["units"] and row["value"] % 1 == 0]
    if not given and all(_made_of(unit, registry, duty) is not None for unit in duty.territories):
        return Openings(note_vi=_nothing_known(registry, duty))
    items = dict.fromkeys(source.item_id for source in sources)
    by_place = {
        (unit.code, item): _opening(unit, [r for r in given if _is_of(r, unit, item)], registry, duty)
        for unit in duty.territories
        for item in items
    }
    if not any(opening.value is not None for opening in by_place.values()):
        return Openings(by_place, "Số đầu kỳ để trống; lý do nêu ở ghi chú của từng ô.")
    return Openings(by_place, _taken_from(given, items, registry, duty))


def _is_of(row: Mapping[str, Any], unit: Territory, item: str) -> bool:
    return bool(row["territory_code"] == unit.code and row["item_id"] == item)


def _opening(unit: Territory, rows: list[Mapping[str, Any]], registry: Registry, duty: Duty) -> Opening:
    """The figure where all sources agree and the unit is the one of last year; else why it stays blank."""
    before = duty.period.previous_year
    keys = _made_of(unit, registry, duty)
    if keys is None:
        return Opening(
            note_vi=f"Để trống: từ cuối năm {before} địa giới {unit.name} đã thay đổi một phần, "
            "không có số cuối kỳ trước trên đúng địa giới này."
        )
    values = sorted({int(row["value"]) for row in rows})
    if not values:
        return Opening(note_vi=f"Để trống: chưa có số cuối năm {before} được nhận của {unit.name}.")
    if len(values) > 1:
        said = ", ".join(f"biểu {row['source_form']} ghi {show(row['value'])}" for row in rows)
        return Opening(note_vi=f"Để trống: số cuối năm {before} giữa các biểu khác nhau ({said}).")
    if len(keys) > 1:
        names = _names(keys, registry, duty)
        return Opening(
            None,
            values[0],
            f"Để trống: {unit.name} được sắp xếp từ {len(keys)} đơn vị ({names}); "
            f"cộng số cuối năm {before} của các đơn vị đó được {show(Decimal(values[0]))}.",
        )
    return Opening(values[0], values[0])


def _made_of(unit: Territory, registry: Registry, duty: Duty) -> tuple[TerritoryKey, ...] | None:
    """The units of the year before that a unit is made of; None where one of them is only a part of it."""
    before = duty.period.previous_year
    return registry.territories.predecessors(unit, before.end_date, duty.period.end_date)


def _names(keys: Iterable[TerritoryKey], registry: Registry, duty: Duty) -> str:
    day = duty.period.previous_year.end_date
    units = (registry.territories.at(code, day) for code, _ in keys)
    return ", ".join(unit.name for unit in units if unit)


def _taken_from(
    given: Iterable[Mapping[str, Any]], items: Iterable[str], registry: Registry, duty: Duty
) -> str:
    ranks = {row["status_rank"] for row in given}
    labels = " và ".join(lower_first(s.label_vi) for s in registry.figure_statuses if s.rank in ranks)
    form = registry.form(duty.form_id, duty.period)
    columns = form.columns if form else ()
    numbers = ", ".join(c.number for c in columns if set(c.items.values()) & set(items))
    return (
        f"Số đầu kỳ (cột {numbers}) ghi sẵn theo số liệu {labels} cuối năm {duty.period.previous_year} "
        "đã được nhận và đã khóa; ô để trống có ghi chú nêu lý do."
    )


def _nothing_known(registry: Registry, duty: Duty) -> str:
    before, own = duty.period.previous_year, registry.standard_of(duty)
    then = registry.standard_in_force(before)
    if then != own:
        return (
            f"Số đầu kỳ để trống vì chuẩn nghèo đã thay đổi: số cuối năm {before} tính theo "
            f"{registry.standard_names([then], '')}, biểu này tính theo {registry.standard_names([own], '')}. "
            "Ghi số đầu kỳ theo kết quả rà soát tính theo chuẩn của biểu này."
        )
    return (
        f"Số đầu kỳ để trống vì chưa có số liệu cuối năm {before} được nhận; "
        f"ghi theo số đã được phê duyệt cuối năm {before}."
    )
