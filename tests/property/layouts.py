"""Layouts of one form that were never seen before, with the figures that a person would read from them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from hypothesis import strategies as st

from tests.property.layout_drawing import STYLES, drawn_sheet
from tests.property.layout_parts import (
    FOREIGN,
    LINE_NAMES,
    MERGINGS,
    NUMBERINGS,
    SEPARATORS,
    TITLES,
    TWIN,
    UPRIGHTS,
    WORDS,
    Foreign,
    Slot,
    Variation,
    columns_of,
    duty_of,
    entries_of,
    layout_registry,
    with_entries,
)
from transforms.sheet.grid import SheetGrid
from transforms.terms.form import Column, FormVersion, HeaderMatch
from transforms.text.normalise import text_key
from transforms.text.numbers import CellContent


@dataclass(frozen=True)
class Laid:
    """A sheet as laid out, with what it says: by territory code and item, or printed column.

    It `is_told` where nothing but the header is needed to know it all.
    """

    grid: SheetGrid
    truth: Mapping[tuple[str, str], Decimal]
    is_told: bool


def laid_out(form: FormVersion, variation: Variation) -> Laid:
    """The sheet of a form in one variation."""
    columns = columns_of(form)
    rows = [(t, line) for t in duty_of(form).territories for line in (form.breakdown or {"all": ()})]
    values = {
        (r, c): _figure(columns[c], r * len(columns) + c, variation.offset)
        for r in range(len(rows))
        for c in range(len(columns))
    }
    order = [i for i in variation.order or range(len(columns)) if i not in variation.dropped]
    slots = [
        Slot(
            _worded(_texts(columns[i], variation.renamed.get(i)), variation.worded.get(i)),
            columns[i].numbering,
            _unit(columns[i]),
            tuple(values[r, i] for r in range(len(rows))),
            column=columns[i] if i not in variation.worded else None,
        )
        for i in order
    ]
    for foreign in variation.foreign:
        slots.insert(min(foreign.place, len(slots)), _foreign(foreign, slots, len(rows), variation.offset))
    slots = _with_stub(form, variation, slots, rows)
    said = _said(slots, columns)
    truth = {
        (rows[r][0].code, said[at].items.get(rows[r][1]) or f"printed:{said[at].number}"): Decimal(
            str(content)
        )
        for at in said
        for r, content in enumerate(slots[at].contents)
    }
    is_followed = all(column == slots[at].column for at, column in said.items())
    is_clear = (
        variation.merging == "merged"
        or not variation.order
        or not _is_shortened(tuple(c.header for c in columns))
    )
    is_told = is_clear and is_followed and all(_follows(slots, at) for at in said)
    return Laid(drawn_sheet(form, variation, slots, len(rows)), truth, is_told)


def _said(slots: Sequence[Slot], columns: Sequence[Column]) -> dict[int, Column]:
    """What a person takes each slot for: of two rates of one header each is that of the count on its left."""
    found = {at: slot.column for at, slot in enumerate(slots) if slot.column}
    for at, column in found.items():
        left = found.get(at - 1)
        other = next(
            (c for c in columns if left and c.after == left.number and c.header == column.header), None
        )
        if column.after and other:
            found[at] = other
    return found


def _follows(slots: Sequence[Slot], at: int) -> bool:
    """Whether a column stands where it is told, if only its left neighbour tells it."""
    column, left = slots[at].column, slots[at - 1].column if at else None
    return column is None or not column.after or (left is not None and left.number == column.after)


@cache
def _is_shortened(headers: tuple[tuple[str, ...], ...]) -> bool:
    """Whether a header of the form is another one without a middle row: an unmerged header leaves it open."""
    texts = {tuple(filter(None, header)) for header in headers}
    return any((*text[:-2], text[-1]) in texts for text in texts if len(text) > 2)


def foreign_to(form: FormVersion) -> tuple[str, ...]:
    """The foreign names whose second part no column of the form is called by."""
    phrases = {p for c in columns_of(form) for m in c.matches for p in (*m.path, *m.leaf, *m.leaf_is)}
    return tuple(
        f"{first} {rest}".strip() for first, rest in FOREIGN if not any(p in text_key(rest) for p in phrases)
    )


def _figure(column: Column, index: int, offset: int) -> CellContent:
    """A figure that stands nowhere else in the sheet."""
    return (1001 + 7 * index + offset) if column.items else round(0.01 * (101 + 3 * index + offset), 2)


def _texts(column: Column, match: int | None) -> tuple[str, ...]:
    if match is None:
        return tuple(column.header)
    return named_by(column.matches[match % len(column.matches)])


def _worded(texts: tuple[str, ...], added: tuple[str, str] | None) -> tuple[str, ...]:
    """A header with words of its own, at its lowest text or above all of it."""
    if added is None:
        return texts
    where, words = added
    if where == "above":
        return (words, *texts)
    lowest = max(at for at, text in enumerate(texts) if text)
    text = f"{texts[lowest]} {words}" if where == "after" else f"{words} {texts[lowest]}"
    return (*texts[:lowest], text, *texts[lowest + 1 :])


def words_foreign_to(column: Column) -> tuple[tuple[str, str], ...]:
    """The words that no text of a column holds."""
    parts = (part for m in column.matches for part in (*m.path, *m.leaf, *m.leaf_is))
    own = text_key(" / ".join((*column.header, *parts, *column.remarks)))
    return tuple((where, words) for where, words in WORDS if text_key(words) not in own)


def named_by(match: HeaderMatch) -> tuple[str, ...]:
    """A header of nothing but the phrases of a match; one that is a whole text stands in a row of its own."""
    whole = match.leaf_is[:1]
    rest = ", ".join((*match.path, *(() if whole else match.leaf[:1])))
    return tuple(text.capitalize() for text in (rest, *whole) if text)


def _unit(column: Column) -> str:
    if column.is_rate:
        return "%"
    units = {layout_registry().items[item].measure_unit for item in column.items.values()}
    return units.pop() if len(units) == 1 else ""


def _foreign(foreign: Foreign, slots: Sequence[Slot], rows: int, offset: int) -> Slot:
    beside = slots[min(foreign.place, len(slots)) - 1].texts if foreign.place and slots else ()
    is_inside = foreign.is_inside and sum(map(bool, beside)) > 1
    texts = (*beside[:-1], foreign.text) if is_inside and beside[-1] else (foreign.text,)
    texts = beside if foreign.text == TWIN and beside else texts
    contents = tuple(90001 + 11 * row + 1000 * foreign.place + offset for row in range(rows))
    return Slot(texts, "", "", contents)


def _with_stub(
    form: FormVersion, variation: Variation, slots: list[Slot], rows: Sequence[tuple[object, str]]
) -> list[Slot]:
    territories = duty_of(form).territories
    per = len(rows) // len(territories)
    named = form.stub["territory"][variation.territory % len(form.stub["territory"])]
    numbers = tuple(str(i + 1) if not k else None for i in range(len(territories)) for k in range(per))
    names = tuple(
        t.name if not k or not variation.are_names_merged else None for t in territories for k in range(per)
    )
    codes = tuple(t.code for t in territories for _ in range(per))
    stub = [Slot((named.capitalize(),), "B", "", names, is_stub=True)]
    if variation.has_number:
        stub.insert(0, Slot(("TT",), "A", "", numbers, is_stub=True))
    if variation.code == "before":
        stub.insert(len(stub) - 1, Slot(("Mã",), "", "", codes, is_stub=True))
    if variation.code == "after":
        stub.append(Slot(("Mã đơn vị",), "", "", codes, is_stub=True))
    if form.breakdown:
        lines = tuple(LINE_NAMES[line] for _, line in rows)
        stub.append(Slot(("Phân tổ",), "C", "", lines, is_stub=True))
    last = [Slot(("Mã số",), "", "", codes, is_stub=True)] if variation.code == "last" else []
    if variation.stub == "right":
        return [*slots, *stub, *last]
    middle = len(slots) // 2 if variation.stub == "middle" else 0
    return [*slots[:middle], *stub, *slots[middle:], *last]


@st.composite
def drawn_forms(draw: st.DrawFn) -> FormVersion:
    """A form; of its lists any entries at all."""
    form = draw(st.sampled_from(layout_registry().forms))
    chosen = {
        name: draw(st.frozensets(st.sampled_from(entries), max_size=12))
        for name, entries in entries_of(form).items()
    }
    return with_entries(form, chosen)


@st.composite
def variations(draw: st.DrawFn, form: FormVersion) -> Variation:
    """Everything that may differ, at once."""
    count = len(columns_of(form))
    some = st.integers(0, count - 1)
    foreign = st.builds(
        Foreign, st.integers(0, count), st.sampled_from([*foreign_to(form), TWIN]), st.booleans()
    )
    is_moved, is_torn = draw(st.booleans()), draw(st.booleans())
    turn = draw(some) if is_moved else 0
    order = (
        tuple(draw(st.permutations(range(count))))
        if is_torn
        else tuple((i + turn) % count for i in range(count))
    )
    return Variation(
        order=order,
        dropped=frozenset(draw(st.lists(some, max_size=2)))
        if count > 2 and draw(st.booleans())
        else frozenset(),
        foreign=tuple(draw(st.lists(foreign, max_size=3))),
        renamed=draw(st.dictionaries(some, st.integers(0, 3), max_size=3)),
        worded={
            i: draw(st.sampled_from(words_foreign_to(columns_of(form)[i])))
            for i in draw(st.sets(some, max_size=2))
        },
        merging=draw(st.sampled_from(MERGINGS)),
        loose=draw(st.integers(0, 2**16 - 1)),
        upright=draw(st.sampled_from(UPRIGHTS)),
        joined=draw(st.sampled_from(["", "", "all", "last"])),
        separator=draw(st.sampled_from(SEPARATORS)),
        style=draw(st.sampled_from(STYLES)),
        units=draw(st.sampled_from(["", "", "brackets", "plain"])),
        numbering=draw(st.sampled_from(NUMBERINGS)),
        has_number=draw(st.booleans()),
        code=draw(st.sampled_from(["", "", "before", "after", "last"])),
        stub=draw(st.sampled_from(["left", "left", "left", "middle", "right"])),
        territory=draw(st.integers(0, 11)),
        row=draw(st.integers(0, 40)),
        column=draw(st.integers(0, 5)),
        titles=draw(st.sampled_from(TITLES)),
        are_names_merged=draw(st.booleans()),
        offset=draw(st.integers(0, 5000)),
    )
