"""Figures that slid one column aside: most rows break their identities, and moving the figures back mends them all.

An inserted or a deleted cell block does this; the header stays where it was, so every figure is still a number.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from transforms.checks.records import Record, finding_at
from transforms.checks.relations import Relation, identity_relations
from transforms.sheet.reading import ReadCell
from transforms.terms.form import FormVersion, Identity
from transforms.terms.rule import Finding

RIGHT, LEFT = "C28a", "C28b"
# Relations with two equal sides: an inequality would hold by accident.
_EXACT = frozenset({"balance", "sum", "ratio"})
_LEAST_ROWS = 3
_ROWS_TRIED = 12


@dataclass(frozen=True)
class Shift:
    """From `key` on, the figures of a sheet stand one column too far to the right or to the left."""

    rule_id: str
    key: str
    rows: int


def shifts(
    form: FormVersion, records: Sequence[Record], relations: Iterable[Relation]
) -> Iterator[tuple[Record, Shift | None]]:
    """The first unit of each sheet, and how the figures of the sheet slid aside if they did.

    `relations` are the identities of the records as judged.
    """
    by_sheet: dict[tuple[str, str], list[Record]] = {}
    for record in records:
        if record.role == "part":
            place = (record.source.submission_id, record.source.reading.sheet)
            by_sheet.setdefault(place, []).append(record)
    judged: dict[int, list[Relation]] = {}
    for relation in _exact(form, relations):
        judged.setdefault(id(relation.record), []).append(relation)
    for units in by_sheet.values():
        yield units[0], _shift_of(form, units, judged)


def _shift_of(
    form: FormVersion, units: Sequence[Record], judged: Mapping[int, Sequence[Relation]]
) -> Shift | None:
    """How the figures of one sheet slid aside; nothing where most rows hold or no one move mends them."""
    exact = [identity for identity in form.identities if identity.kind in _EXACT]
    broken = [unit for unit in units if not _holds(exact, unit, judged.get(id(unit), ()))]
    if len(broken) < max(_LEAST_ROWS, len(units) / 2):
        return None
    tried = broken[:_ROWS_TRIED]
    return next(
        (
            Shift(rule_id, key, len(broken))
            for key in _columns(tried[0])
            for rule_id in (RIGHT, LEFT)
            if _mends(form, [_moved_back(unit, key, rule_id) for unit in tried])
        ),
        None,
    )


def _holds(exact: Sequence[Identity], unit: Record, judged: Sequence[Relation]) -> bool:
    """Whether nothing speaks against the row: no sum is off, and none lacks a figure that the row should hold."""
    if any(relation.excess > 0 for relation in judged):
        return False
    if len(judged) == len(exact) or not any(cell.value for cell in unit.cells.values()):
        return True
    return len(judged) >= sum(_ends(identity) <= unit.cells.keys() for identity in exact)


def _ends(identity: Identity) -> set[str]:
    """The terms without which an identity cannot be judged."""
    printed = {f"printed:{identity.column}"} if identity.column else set()
    return {identity.result, *identity.plus[:1]} | printed


def _exact(form: FormVersion, relations: Iterable[Relation]) -> list[Relation]:
    """The relations with two equal sides."""
    names = {identity.name for identity in form.identities if identity.kind in _EXACT}
    return [relation for relation in relations if relation.name in names]


def _mends(form: FormVersion, moved: Sequence[Record]) -> bool:
    """Whether every row now has a relation to judge that holds by no accident, and none is broken."""
    judged = _exact(form, identity_relations(form, moved))
    telling = {id(r.record) for r in judged if r.terms()[0].value}
    return len(telling) == len(moved) and all(relation.excess <= 0 for relation in judged)


def _columns(unit: Record) -> list[str]:
    """The keys of a unit in the order of its columns."""
    return [cell.key for cell in sorted(unit.cells.values(), key=_place)]


def _place(cell: ReadCell) -> tuple[int, int, str]:
    letters = cell.cell.rstrip("0123456789")
    return cell.row, len(letters), letters


def _moved_back(unit: Record, key: str, rule_id: str) -> Record:
    """The unit as it would be with the figures of the row from `key` on moved back by one column."""
    start = unit.cells[key]
    line = [c for c in sorted(unit.cells.values(), key=_place) if c.row == start.row]
    sliding = [c for c in line if _place(c) >= _place(start)]
    beside = [*sliding[1:], None] if rule_id == RIGHT else [None, *sliding[:-1]]
    moved = {c.key: _with_figure(c, other) for c, other in zip(sliding, beside, strict=True)}
    return replace(unit, cells={**unit.cells, **moved})


def _with_figure(cell: ReadCell, other: ReadCell | None) -> ReadCell:
    """The cell with the figure of another one; of nobody, then it is blank."""
    if other is None:
        return cell._replace(value=None, value_state="blank")
    return cell._replace(value=other.value, value_state=other.value_state, decimals=other.decimals)


def shift_finding(unit: Record, shift: Shift) -> Finding:
    """What is wrong with the sheet of the unit, at the column from which on its figures slid aside."""
    cell = unit.cells[shift.key]
    column = cell.cell.rstrip("0123456789")
    return replace(finding_at(shift.rule_id, unit, cell, column, "", str(shift.rows)), territory_code="")
