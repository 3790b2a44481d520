"""The lines of a form with several lines a unit: which of them a table lacks, and for how many units."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from transforms.checks.records import Record, finding_at
from transforms.terms.form import FormVersion
from transforms.terms.rule import Finding

_UNITS = frozenset({"part", "repeated"})
_NAMES_SHOWN = 10

_Tables = dict[tuple[str, ...], dict[tuple[str, str], set[str]]]


def missing_lines(form: FormVersion, records: Sequence[Record]) -> Iterator[tuple[int, str, int, Finding]]:
    """For each table and line: its first record, the check, the number of units without the line, the finding."""
    if not form.breakdown:
        return
    first: dict[tuple[str, ...], int] = {}
    lines: _Tables = {}
    for place, record in enumerate(records):
        if record.role in _UNITS:
            first.setdefault(record.source.table, place)
            units = lines.setdefault(record.source.table, {})
            units.setdefault((record.territory_code, record.territory_name), set()).update(
                c.line for c in record.cells.values()
            )
    for table, units in lines.items():
        for line, phrases in form.breakdown.items():
            names = [name for (_, name), own in units.items() if line not in own]
            finding = _finding(records[first[table]], phrases[0], names)
            yield first[table], f"missing_lines:{line}", len(names), finding


def _finding(record: Record, line: str, names: Sequence[str]) -> Finding:
    cell = next(iter(record.cells.values()))
    more = len(names) - _NAMES_SHOWN
    shown = ", ".join(names[:_NAMES_SHOWN]) + (f" và {more} đơn vị khác" if more > 0 else "")
    said = f"“{line[:1].upper()}{line[1:]}”"
    finding = finding_at("C02b", record, cell, f"{len(names)} đơn vị", said, shown)
    return replace(finding, item_id="", label="")
