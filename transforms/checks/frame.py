"""The frame that Great Expectations validates: one row a record, one column an item, state or relation."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import partial

import pandas as pd

from transforms.checks.cell_columns import Check, LazyFindings, cell_columns
from transforms.checks.lines import missing_lines
from transforms.checks.records import Record, Submitted, finding_at, records_of
from transforms.checks.relations import Relation, identity_relations, total_relations
from transforms.checks.shifts import LEFT, RIGHT, Shift, shift_finding, shifts
from transforms.registry import Registry
from transforms.terms.form import FormVersion
from transforms.terms.period import Period
from transforms.terms.rule import Finding

_NAMES_SHOWN = 10


@dataclass
class Batch:
    """All submissions of one form version and period: the frame, the checks on it, a finding for each cell of it."""

    name: str
    form_id: str
    period: str
    frame: pd.DataFrame
    checks: list[Check]
    findings: Mapping[tuple[int, str], Finding] = field(default_factory=dict)


@dataclass
class _Columns:
    """Collects values by record and column before the frame is made."""

    size: int
    numbers: dict[str, list[float | None]] = field(default_factory=dict)
    checks: dict[str, Check] = field(default_factory=dict)
    makers: dict[tuple[int, str], Callable[[], Finding]] = field(default_factory=dict)

    def put(
        self, row: int, check: Check, value: Decimal | int | None, finding: Callable[[], Finding]
    ) -> None:
        self.checks.setdefault(check.column, check)
        self.numbers.setdefault(check.column, [None] * self.size)[row] = (
            None if value is None else float(value)
        )
        self.makers[row, check.column] = finding


def form_batch(form: FormVersion, period: str, submitted: Sequence[Submitted], registry: Registry) -> Batch:
    """The validation batch of one form version and period.

    Grain: submission, sheet, role, territory. Columns: keys of the record, then one column a check.
    """
    records = records_of(submitted, registry.territories)
    columns = _Columns(len(records))
    cells = cell_columns(records)
    places = {id(record): row for row, record in enumerate(records)}
    gaps = _gaps(records, registry)
    incomplete = frozenset(table for table, gap in gaps.items() if gap.names)
    identities = list(identity_relations(form, records))
    for relation in (*identities, *total_relations(form, records, incomplete)):
        _put_relation(columns, places[id(relation.record)], relation, registry)
    _put_missing_units(columns, records, gaps.values())
    for unit, shift in shifts(form, records, identities):
        _put_shift(columns, places[id(unit)], unit, shift, registry)
    for place, check, units, finding in missing_lines(form, records):
        title = registry.rules[finding.rule_id].title_vi
        columns.put(place, Check(check, finding.rule_id, title, at_most=0), units, partial(replace, finding))
    checks = [*cells.checks, *columns.checks.values()]
    return Batch(
        f"{form.form_id}-{form.version}-{period}",
        form.form_id,
        period,
        _frame(records, cells.numbers | columns.numbers),
        [check for check in checks if registry.rule_at(check.rule_id, period)],
        LazyFindings(records, columns.makers),
    )


def _frame(records: Sequence[Record], numbers: Mapping[str, list[float | None]]) -> pd.DataFrame:
    keys = [
        (r.source.submission_id, r.source.reading.sheet, r.role, r.territory_code, r.row) for r in records
    ]
    frame = pd.DataFrame(keys, columns=["submission_id", "sheet", "role", "territory_code", "row"])
    data = {name: pd.Series(values, dtype="float64") for name, values in numbers.items()}
    return pd.concat([frame, pd.DataFrame(data)], axis=1)


def _put_relation(columns: _Columns, row: int, relation: Relation, registry: Registry) -> None:
    rule = registry.rules[relation.rule_id]
    check = Check(relation.name, rule.rule_id, f"{rule.title_vi}: không xảy ra", at_most=0)
    columns.put(row, check, relation.excess, relation.say)


def _put_shift(columns: _Columns, row: int, unit: Record, shift: Shift | None, registry: Registry) -> None:
    """On the first unit of each sheet, for each direction: how many rows say that its figures slid aside."""
    for rule_id in (RIGHT, LEFT):
        is_found = shift is not None and shift.rule_id == rule_id
        said = shift if shift and is_found else Shift(rule_id, next(iter(unit.cells)), 0)
        check = Check(f"shift:{rule_id}", rule_id, registry.rules[rule_id].title_vi, at_most=0)
        columns.put(row, check, said.rows, partial(shift_finding, unit, said))


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
        columns.put(gap.row, check, len(gap.names), partial(replace, finding))


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
