"""Relations that must hold inside a record or between the rows of one sheet.

Each gives an *excess*: how far the record is beyond what the rule allows, zero or less where
it holds, nothing where it cannot be judged because a term is missing.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from functools import partial

from transforms.checks.records import Record, finding_at
from transforms.sheet.reading import ReadCell
from transforms.terms.form import FormVersion, Identity
from transforms.terms.rule import Finding
from transforms.text.shown import show

_FLOATING = Decimal("0.000001")
# The rows of single units; the second are those that another sheet of the table gives.
_UNITS = frozenset({"part", "repeated"})


@dataclass(frozen=True)
class Relation:
    """One relation judged on one record, a column `name` of the validation frame; `terms` gives what it rests on."""

    name: str
    rule_id: str
    record: Record
    excess: Decimal
    words: Callable[[], Finding]
    terms: Callable[[], Sequence[ReadCell]]

    @property
    def finding(self) -> Finding:
        """What is wrong, where the excess is above zero."""
        return self.say()

    def say(self) -> Finding:
        """The finding, made when asked for, since most relations hold."""
        places = tuple((cell.sheet, cell.cell) for cell in self.terms())
        return replace(self.words(), rests_on=places, gap=self.excess)


def identity_relations(form: FormVersion, records: Iterable[Record]) -> Iterator[Relation]:
    """Every identity of the form on every record where all its required terms are given."""
    judges = {"balance": _balance, "sum": _sum, "at_most": _at_most, "at_least": _at_least, "ratio": _ratio}
    for record in records:
        for identity in form.identities:
            relation = judges[identity.kind](identity, record)
            if relation is not None:
                yield relation


def _numbers(record: Record, keys: Iterable[str]) -> list[Decimal] | None:
    """The numbers of some cells; nothing where one of them is missing."""
    found = []
    for key in keys:
        cell = record.cells.get(key)
        if cell is None or cell.value is None:
            return None
        found.append(cell.value)
    return found


def _movements(record: Record, keys: Iterable[str]) -> list[tuple[ReadCell, Decimal]] | None:
    """The terms of a balance; a blank or a dash says that nothing moved, an unreadable term that nobody knows."""
    found = []
    for key in keys:
        cell = record.cells.get(key)
        if cell is not None and cell.value is not None:
            found.append((cell, cell.value))
        elif cell is not None and cell.value_state == "unreadable":
            return None
    return found


def _balance(identity: Identity, record: Record) -> Relation | None:
    result, opening = record.number(identity.result), record.number(identity.plus[0])
    plus, minus = _movements(record, identity.plus), _movements(record, identity.minus)
    if result is None or opening is None or plus is None or minus is None or result.value is None:
        return None
    expected = sum((v for _, v in plus), Decimal(0)) - sum((v for _, v in minus), Decimal(0))
    signed = [*((1, v) for _, v in plus), *((-1, v) for _, v in minus)]
    finding = partial(_unbalanced, identity, record, result, signed, expected)
    terms = partial(_terms, identity, record)
    return Relation(identity.name, identity.rule_id, record, abs(result.value - expected), finding, terms)


def _terms(identity: Identity, record: Record) -> list[ReadCell]:
    """The cells that an identity speaks of, as far as the record has them; a blank one too."""
    printed = f"printed:{identity.column}" if identity.column else ""
    keys = (identity.result, *identity.plus, *identity.minus, printed)
    return [record.cells[key] for key in keys if key in record.cells]


def _unbalanced(
    identity: Identity,
    record: Record,
    result: ReadCell,
    terms: Sequence[tuple[int, Decimal]],
    expected: Decimal,
) -> Finding:
    """What the opening stock and the movements give, term by term: decreases first, zeros left out."""
    (_, opening), *moved = terms
    signed = [f"{'-' if sign < 0 else '+'} {show(v)}" for sign, v in sorted(moved, key=lambda m: m[0]) if v]
    sums = f"{' '.join([show(opening), *signed])} = {show(expected)}"
    assert result.value is not None
    return finding_at(identity.rule_id, record, result, show(result.value), show(expected), sums)


def _sum(identity: Identity, record: Record) -> Relation | None:
    result, parts = record.number(identity.result), _movements(record, identity.plus)
    if result is None or result.value is None or not parts:
        return None
    expected = sum((value for _, value in parts), Decimal(0))
    finding = partial(_another_sum, identity, record, result, [value for _, value in parts], expected)
    terms = partial(_terms, identity, record)
    return Relation(identity.name, identity.rule_id, record, abs(result.value - expected), finding, terms)


def _another_sum(
    identity: Identity, record: Record, result: ReadCell, parts: Sequence[Decimal], expected: Decimal
) -> Finding:
    detail = f"{' + '.join(map(show, parts))} = {show(expected)}"
    assert result.value is not None
    return finding_at(identity.rule_id, record, result, show(result.value), show(expected), detail)


@dataclass(frozen=True)
class _Sides:
    """The two sides of an inequality: the parts added up, and the bound that the whole sets."""

    whole: ReadCell
    parts: Sequence[Decimal]
    total: Decimal
    bound: Decimal
    terms: Callable[[], Sequence[ReadCell]]


def _sides(identity: Identity, record: Record) -> _Sides | None:
    whole, parts = record.number(identity.result), _numbers(record, identity.plus)
    if whole is None or whole.value is None or parts is None:
        return None
    terms = partial(_terms, identity, record)
    return _Sides(whole, parts, sum(parts, Decimal(0)), identity.times * whole.value, terms)


def _at_most(identity: Identity, record: Record) -> Relation | None:
    sides = _sides(identity, record)
    if sides is None:
        return None
    finding = partial(_inequality, identity, record, sides)
    return Relation(identity.name, identity.rule_id, record, sides.total - sides.bound, finding, sides.terms)


def _at_least(identity: Identity, record: Record) -> Relation | None:
    sides = _sides(identity, record)
    if sides is None:
        return None
    finding = partial(_inequality, identity, record, sides)
    return Relation(identity.name, identity.rule_id, record, sides.bound - sides.total, finding, sides.terms)


def _inequality(identity: Identity, record: Record, sides: _Sides) -> Finding:
    """The finding at the cell that is blamed; with nobody blamed the whole itself is what was found."""
    detail = ", ".join(
        f"{record.cells[key].label} {show(value)}"
        for key, value in zip(identity.plus, sides.parts, strict=True)
    )
    if not identity.blames:
        found, expected = show(sides.bound), show(sides.total)
        return finding_at(identity.rule_id, record, sides.whole, found, expected, detail)
    cell = record.cells.get(identity.blames[0], sides.whole)
    return finding_at(identity.rule_id, record, cell, show(sides.total), show(sides.bound), detail)


def _ratio(identity: Identity, record: Record) -> Relation | None:
    printed = record.number(f"printed:{identity.column}")
    whole, parts = record.number(identity.result), _numbers(record, identity.plus)
    if printed is None or printed.value is None or whole is None or not whole.value or parts is None:
        return None
    top = sum(parts, Decimal(0))
    exact = 100 * top / whole.value
    allowed = Decimal(5).scaleb(-printed.decimals - 1) + _FLOATING
    finding = partial(_another_rate, identity, record, printed, top, whole.value)
    excess = abs(printed.value - exact) - allowed
    return Relation(
        identity.name, identity.rule_id, record, excess, finding, partial(_terms, identity, record)
    )


def _another_rate(
    identity: Identity, record: Record, printed: ReadCell, top: Decimal, bottom: Decimal
) -> Finding:
    rounded = (100 * top / bottom).quantize(Decimal(1).scaleb(-max(2, printed.decimals)), ROUND_HALF_UP)
    detail = f"{show(top)} / {show(bottom)} x 100"
    assert printed.value is not None
    return finding_at(identity.rule_id, record, printed, show(printed.value), show(rounded), detail)


def total_relations(
    form: FormVersion, records: list[Record], incomplete: frozenset[tuple[str, ...]]
) -> Iterator[Relation]:
    """Every subtotal, block and total row against the sum of its own parts.

    An `incomplete` table lacks units that it owes: its totals cannot be judged.
    """
    by_table: dict[tuple[str, ...], list[Record]] = {}
    for record in records:
        by_table.setdefault(record.source.table, []).append(record)
    for name, table in by_table.items():
        if name in incomplete:
            continue
        for record in (r for r in table if r.role not in _UNITS):
            below = _parts_below(record, table)
            if below:
                yield from _sums(form, record, below)


def _parts_below(record: Record, table: list[Record]) -> list[Record]:
    """What a row sums up: a block or a further total the rows of its sheet, the others those of the table."""
    beside = [r for r in table if r.role in _UNITS and r.source.reading.sheet == record.source.reading.sheet]
    parts = [r for r in table if r.role == "part"]
    if record.role in {"area", "area_subtotal"}:
        return [part for part in beside if part.area == record.area and _is_over(record, part)]
    if record.role == "total_again":
        return beside
    if record.role == "total":
        return parts
    return [part for part in parts if _is_over(record, part)]


def _is_over(record: Record, part: Record) -> bool:
    return not record.territory_code or record.territory_code in part.ancestors


def _sums(form: FormVersion, record: Record, below: list[Record]) -> Iterator[Relation]:
    for item in form.item_ids or [key for key in record.cells if not key.startswith("printed:")]:
        own = record.number(item)
        terms = [part.cells[item] for part in below if item in part.cells]
        if own is None or own.value is None or any(c.value_state == "unreadable" for c in terms):
            continue
        expected = sum((c.value for c in terms if c.value is not None), Decimal(0))
        finding = partial(finding_at, "C09", record, own, show(own.value), show(expected), str(len(terms)))
        yield Relation(
            f"C09__{item}", "C09", record, abs(own.value - expected), finding, partial(tuple, [own, *terms])
        )
