"""The frame that Great Expectations validates: one row a record, one column an item, state or relation."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

import pandas as pd

from transforms.checks.lines import missing_lines
from transforms.checks.records import Record, Submitted, finding_at, records_of
from transforms.checks.relations import Relation, identity_relations, total_relations
from transforms.registry import Registry
from transforms.sheet.reading import ReadCell
from transforms.terms.form import FormVersion
from transforms.terms.period import Period
from transforms.terms.rule import Finding
from transforms.text.shown import show

_NAMES_SHOWN = 10


@dataclass(frozen=True)
class Check:
    """One column to be judged: `at_least` and `at_most` bound its values, `is_required` forbids gaps."""

    column: str
    rule_id: str
    title: str
    at_least: float | None = None
    at_most: float | None = None
    is_required: bool = False


@dataclass
class Batch:
    """All submissions of one form version and period: the frame, the checks on it, a finding for each cell of it."""

    name: str
    form_id: str
    frame: pd.DataFrame
    checks: list[Check]
    findings: dict[tuple[int, str], Finding] = field(default_factory=dict)


@dataclass
class _Columns:
    """Collects values by record and column before the frame is made."""

    size: int
    numbers: dict[str, list[float | None]] = field(default_factory=dict)
    checks: dict[str, Check] = field(default_factory=dict)
    findings: dict[tuple[int, str], Finding] = field(default_factory=dict)

    def put(self, row: int, check: Check, value: Decimal | int | None, finding: Finding) -> None:
        self.checks.setdefault(check.column, check)
        # A required column is judged on parts only; elsewhere it counts as given.
        default = 1.0 if check.is_required else None
        self.numbers.setdefault(check.column, [default] * self.size)[row] = (
            None if value is None else float(value)
        )
        self.findings[row, check.column] = finding


def form_batch(form: FormVersion, period: str, submitted: Sequence[Submitted], registry: Registry) -> Batch:
    """The validation batch of one form version and period.

    Grain: submission, sheet, role, territory. Columns: keys of the record, then one column a check.
    """
    records = records_of(submitted, registry.territories)
    columns = _Columns(len(records))
    for row, record in enumerate(records):
        for cell in record.cells.values():
            _put_cell(columns, row, record, cell)
    places = {id(record): row for row, record in enumerate(records)}
    gaps = _gaps(records, registry)
    incomplete = frozenset(table for table, gap in gaps.items() if gap.names)
    for relation in (*identity_relations(form, records), *total_relations(form, records, incomplete)):
        _put_relation(columns, places[id(relation.record)], relation, registry)
    _put_missing_units(columns, records, gaps.values())
    for place, check, units, finding in missing_lines(form, records):
        columns.put(place, Check(check, finding.rule_id, "đủ dòng phân tổ", at_most=0), units, finding)
    keys = [
        (r.source.submission_id, r.source.reading.sheet, r.role, r.territory_code, r.row) for r in records
    ]
    frame = pd.DataFrame(keys, columns=["submission_id", "sheet", "role", "territory_code", "row"])
    data = pd.DataFrame(
        {name: pd.Series(values, dtype="float64") for name, values in columns.numbers.items()}
    )
    return Batch(
        f"{form.form_id}-{form.version}-{period}",
        form.form_id,
        pd.concat([frame, data], axis=1),
        list(columns.checks.values()),
        columns.findings,
    )


def _put_cell(columns: _Columns, row: int, record: Record, cell: ReadCell) -> None:
    found = _as_read(cell)
    if cell.is_required and record.role == "part":
        check = Check(f"given:{cell.key}", "C00", f"{cell.label}: không để trống", is_required=True)
        given = None if cell.value_state == "blank" else 1
        columns.put(row, check, given, finding_at("C00", record, cell, "(trống)", "một số"))
    if cell.item_id:
        check = Check(f"value:{cell.key}", "C03a", f"{cell.label}: từ 0 trở lên", at_least=0)
        columns.put(row, check, cell.value, finding_at("C03a", record, cell, found, "số nguyên từ 0"))
        check = Check(f"fraction:{cell.key}", "C03a", f"{cell.label}: số nguyên", at_least=0, at_most=0)
        fraction = None if cell.value is None else abs(cell.value % 1)
        columns.put(row, check, fraction, finding_at("C03a", record, cell, found, "số nguyên từ 0"))
    else:
        check = Check(f"rate:{cell.key}", "C08b", f"{cell.label}: từ 0 đến 100", at_least=0, at_most=100)
        shown = show(cell.value) if cell.value is not None else ""
        columns.put(row, check, cell.value, finding_at("C08b", record, cell, shown, "0 - 100"))


def _as_read(cell: ReadCell) -> str:
    """A number as it was read; with its text where that is a negative number in the way of accountants."""
    if cell.value is None:
        return cell.text_as_found
    is_bracketed = cell.value < 0 and cell.text_as_found.strip().startswith(("(", "\uff08"))
    return f"{cell.text_as_found.strip()} = {show(cell.value)}" if is_bracketed else show(cell.value)


def _put_relation(columns: _Columns, row: int, relation: Relation, registry: Registry) -> None:
    rule = registry.rules[relation.finding.rule_id]
    check = Check(relation.name, rule.rule_id, f"{rule.title_vi}: không xảy ra", at_most=0)
    columns.put(row, check, relation.excess, relation.finding)


@dataclass(frozen=True)
class _Gap:
    """The units that a table owes and lacks, shown at its first record."""

    row: int
    names: tuple[str, ...]


def _gaps(records: Sequence[Record], registry: Registry) -> dict[tuple[str, ...], _Gap]:
    """What each table lacks, on however many sheets it stands."""
    first: dict[tuple[str, ...], int] = {}
    present: dict[tuple[str, ...], set[str]] = {}
    for row, record in enumerate(records):
        table = record.source.table
        first.setdefault(table, row)
        if record.role == "part":
            present.setdefault(table, set()).add(record.territory_code)
    return {
        table: _Gap(row, _missing(records[row].source, present.get(table, set()), registry))
        for table, row in first.items()
    }


def _put_missing_units(columns: _Columns, records: Sequence[Record], gaps: Iterable[_Gap]) -> None:
    """On the first record of each table: how many of the territories owed are not in it."""
    for gap in gaps:
        record = records[gap.row]
        cell = next(iter(record.cells.values()))
        finding = finding_at("C02", record, cell, f"{len(gap.names)} đơn vị", "đủ đơn vị")
        shown = ", ".join(gap.names[:_NAMES_SHOWN]) + (" …" if len(gap.names) > _NAMES_SHOWN else "")
        finding = replace(finding, detail=shown, item_id="", label="")
        check = Check("missing_units", "C02", "đủ đơn vị phải báo cáo", at_most=0)
        columns.put(gap.row, check, len(gap.names), finding)


def _missing(source: Submitted, present: set[str], registry: Registry) -> tuple[str, ...]:
    reading = source.reading
    owed = registry.duty(
        source.submitter_id,
        reading.form_id,
        Period(reading.period),
        reading.figure_status,
        reading.standard_id,
    )
    return tuple(t.name for t in owed.territories if t.code not in present) if owed else ()
