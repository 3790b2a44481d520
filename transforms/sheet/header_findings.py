"""What a header says that cannot be told, and what it lacks."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from transforms.sheet.grid import cell_name
from transforms.sheet.table import Table
from transforms.terms.form import Column
from transforms.terms.obligation import Duty
from transforms.terms.rule import Finding

_NAMES_SHOWN = 8


def header_findings(table: Table, duty: Duty | None) -> tuple[Finding, ...]:
    """Headers that fit two columns, have words that nothing explains or are blank; required columns not there."""
    doubts = tuple(_doubts(table))
    missing = _missing(table, duty)
    if not missing:
        return doubts
    unread = "; ".join(_unread(table)) or "-"
    return (*doubts, replace(table.finding, rule_id="R05", found=unread, expected="; ".join(missing)))


def foreign_findings(table: Table) -> tuple[Finding, ...]:
    """Columns left aside for their words, where the form has a column with figures that need not be there."""
    return tuple(
        _foreign(table, column, text, meant, words, "R42b")
        for column, text, meant, words in table.headers.foreign
        if not any(c.is_required for c in meant)
    )


def column_names(columns: Iterable[Column]) -> str:
    """Columns of a form as its readers call them: "3 “Tổng số hộ nghèo / Số hộ”"."""
    return "; ".join(_name(column) for column in columns)


def _name(column: Column) -> str:
    text = " / ".join(filter(None, column.header))
    return f"{column.number} “{text}”" if column.number[:1].isdigit() else f"“{text}”"


def _doubts(table: Table) -> Iterator[Finding]:
    form = {column.number: column for column in table.form.columns}
    for column, text, numbers in table.headers.unclear:
        rule_id = "R41" if column in table.headers.unnamed else "R06"
        known = [form[number] for number in numbers.split(", ") if number in form]
        yield replace(
            table.finding,
            rule_id=rule_id,
            cell=_cell(table, column),
            found=text,
            expected=column_names(known) or numbers,
        )
    for column, text, meant, words in table.headers.foreign:
        if any(c.is_required for c in meant):
            yield _foreign(table, column, text, meant, words, "R42")


def _foreign(
    table: Table, column: int, text: str, meant: Iterable[Column], words: Iterable[str], rule_id: str
) -> Finding:
    said = ", ".join(f"“{word}”" for word in words)
    return replace(
        table.finding,
        rule_id=rule_id,
        cell=_cell(table, column),
        found=text,
        expected=column_names(meant),
        detail=said,
    )


def _cell(table: Table, column: int) -> str:
    """The cell of the lowest text over a column."""
    row = table.place.top + table.headers.levels.get(column, 0)
    return cell_name(table.grid.anchor((row, column)))


def _missing(table: Table, duty: Duty | None) -> list[str]:
    """What the form requires and the sheet does not have, in the form's order; what is told otherwise left out."""
    told = {column.number for _, _, meant, _ in table.headers.foreign for column in meant}
    missing = [_name(column) for column in table.headers.missing if column.number not in told]
    if table.form.breakdown and "breakdown" not in table.headers.stub:
        missing.append("Phân tổ (Hộ, Nhân khẩu)")
    return missing + (_owed_items_missing(table, duty) if table.form.is_generic else [])


def _unread(table: Table) -> list[str]:
    """The headers of the sheet that are no column of the form and of which nothing else is said, with their cells."""
    headers = table.headers
    told = {column for column, *_ in (*headers.unclear, *headers.foreign)} | set(headers.stub.values())
    free = [entry for entry in headers.log if not entry.number and entry.column not in told]
    named = [f"{_cell(table, entry.column)} “{entry.text}”" for entry in free[:_NAMES_SHOWN]]
    return [*named, "…"] if len(free) > _NAMES_SHOWN else named


def _owed_items_missing(table: Table, duty: Duty | None) -> list[str]:
    read = {item for column in table.headers.columns.values() for item in column.items.values()}
    owed = duty.item_ids if duty else ()
    if not read and not owed:
        return [f"ít nhất một chỉ tiêu của biểu {table.form.form_id}"]
    return [table.registry.label(item) for item in owed if item not in read]
