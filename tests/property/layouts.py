"""Layouts of one form that were never seen before, with the figures that a person would read from them."""

import unicodedata
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cache

from hypothesis import strategies as st

from tests.builders import shipped_texts, small_texts
from transforms.registry import Registry, build_registry
from transforms.sheet.grid import SheetGrid
from transforms.sheet.header_match import candidates
from transforms.terms.form import Column, FormVersion, HeaderMatch
from transforms.terms.obligation import Duty
from transforms.terms.period import Period
from transforms.text.normalise import text_key
from transforms.text.numbers import CellContent

SUBMITTER = "063"
PROVINCE = "06"
ITEMS_SHOWN = 6
YEARS = range(2024, 2015, -1)
# What other tables hold: names of nothing in the form, and names that say less than a column of the form.
FOREIGN = (
    ("", "Ghi chú"),
    ("", "Diện tích (ha)"),
    ("", "Số thôn"),
    ("", "Cán bộ theo dõi"),
    ("Hộ nghèo", "dân tộc thiểu số"),
    ("Hộ nghèo", "đầu năm"),
    ("Hộ cận nghèo", "năm trước"),
    ("Khẩu nghèo", "là nữ"),
    ("Kế hoạch", "giảm hộ nghèo"),
)
# Words that make a header say less than the form's column, or another thing.
WORDS = (
    ("after", "mới"),
    ("after", "sơ bộ"),
    ("after", "kỳ 1"),
    ("after", "là nữ"),
    ("after", "theo chuẩn cũ"),
    ("after", "của xã đặc biệt khó khăn"),
    ("after", "có vay vốn"),
    ("after", "(nghìn)"),
    ("after", "quý II"),
    ("after", "lũy kế"),
    ("after", "dưới 15 tuổi"),
    ("after", "15"),
    ("before", "không"),
    ("before", "chưa"),
    ("before", "đã"),
    ("before", "ước"),
    ("before", "bình quân"),
    ("before", "kế hoạch"),
    ("before", "hỗ trợ"),
    ("before", "thu hồi"),
    ("above", "Năm trước"),
    ("above", "Trẻ em"),
    ("above", "Vùng cao"),
    ("above", "Được hỗ trợ"),
)
# A column with the very header of its left neighbour.
TWIN = "twin"
MERGINGS = ("merged", "partly", "unmerged")
UPRIGHTS = ("top", "middle", "bottom")
NUMBERINGS = (
    "official",
    "none",
    "counted",
    "brackets",
    "numbers",
    "restarted",
    "letters",
    "twice",
    "swapped",
)
TITLES = ("left", "merged", "office", "label", "centre")
SEPARATORS = (" - ", ": ", "\n", " – ", ". ")
_OLD_TONES = {"òa": "oà", "óa": "oá", "ỏa": "oả", "ọa": "oạ", "ủy": "uỷ", "úy": "uý", "ùy": "uỳ", "òe": "oè"}
_LINES = {"households": "Hộ", "persons": "Nhân khẩu"}


@dataclass(frozen=True)
class Foreign:
    """A column that is not of the form: where it goes, and whether inside the group on its left."""

    place: int
    text: str
    is_inside: bool


@dataclass(frozen=True)
class Variation:
    """How a sheet differs from the official one, which is the default of every field."""

    order: tuple[int, ...] = ()
    dropped: frozenset[int] = frozenset()
    foreign: tuple[Foreign, ...] = ()
    renamed: Mapping[int, int] = field(default_factory=dict)
    worded: Mapping[int, tuple[str, str]] = field(default_factory=dict)
    merging: str = "merged"
    loose: int = 0
    upright: str = "top"
    joined: str = ""
    separator: str = " - "
    style: str = "plain"
    units: str = ""
    numbering: str = "official"
    has_number: bool = True
    code: str = ""
    stub: str = "left"
    territory: int = 0
    row: int = 0
    column: int = 0
    titles: str = "left"
    are_names_merged: bool = True
    offset: int = 0


@dataclass(frozen=True)
class Slot:
    """One column of a sheet: its header from top to bottom, its label, unit and the contents of its rows.

    `column` is the column of the form, if it is one.
    """

    texts: tuple[str, ...]
    label: str
    unit: str
    contents: tuple[CellContent, ...]
    is_stub: bool = False
    column: Column | None = None


@dataclass(frozen=True)
class Laid:
    """A sheet as laid out, with what it says: by territory code and item, or printed column.

    It `is_told` where nothing but the header is needed to know it all.
    """

    grid: SheetGrid
    truth: Mapping[tuple[str, str], Decimal]
    is_told: bool


@cache
def layout_registry() -> Registry:
    """The small country, whose district owes every form there is."""
    texts = small_texts(shipped_texts())
    forms = build_registry(texts, "forms").forms
    items = build_registry(texts, "items").items
    phrased = "|".join([i.item_id for i in items.values() if i.phrases][:ITEMS_SHOWN])
    head = texts["obligations.csv"].splitlines()[0]
    rows = [
        f"{SUBMITTER},Huyện Bạch Thông,one,{form.form_id},{SUBMITTER},commune,{phrased if form.is_generic else ''},"
        f"{year_of(form)},{year_of(form)},chinh_thuc,12,14"
        for form in forms
    ]
    return build_registry(
        texts | {"obligations.csv": "\n".join([head, *dict.fromkeys(rows)]) + "\n"}, "layouts"
    )


def layout_forms() -> tuple[FormVersion, ...]:
    """Every form version with all its columns, those for entries of a list as the small country's province has them."""
    chosen = layout_registry().printed_entries[PROVINCE]
    return tuple(with_entries(form, chosen) for form in layout_registry().forms)


def with_entries(form: FormVersion, chosen: Mapping[str, Collection[str]]) -> FormVersion:
    """A form with all its columns, but of a list only the entries that are chosen from it."""
    every = tuple(replace(column, is_printed=True) for column in form.columns)
    return replace(form, columns=every).printed(chosen)


def entries_of(form: FormVersion) -> dict[str, list[str]]:
    """The entries of every list that the form has columns for, if none of them has to be there."""
    required = {column.list_id for column in form.columns if column.is_required}
    lists = {column.list_id for column in form.columns} - {"", *required}
    return {name: sorted({c.entry_id for c in form.columns if c.list_id == name}) for name in lists}


def year_of(form: FormVersion) -> str:
    """The last year of the small country in which a form version is in force."""
    return next(str(y) for y in YEARS if form.is_valid_at(Period(str(y)).end_date))


def duty_of(form: FormVersion) -> Duty:
    """What the district owes under a form."""
    return next(d for d in layout_registry().duties(Period(year_of(form))) if d.form_id == form.form_id)


def columns_of(form: FormVersion) -> tuple[Column, ...]:
    """The columns of a form; of a generic one those that are owed, which are all required."""
    owed = duty_of(form).item_ids
    found = candidates(form, layout_registry().items)
    return (
        found
        if not form.is_generic
        else tuple(replace(c, is_required=True) for c in found if c.number in owed)
    )


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
    return Laid(_drawn(form, variation, slots, len(rows)), truth, is_told)


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
        lines = tuple(_LINES[line] for _, line in rows)
        stub.append(Slot(("Phân tổ",), "C", "", lines, is_stub=True))
    last = [Slot(("Mã số",), "", "", codes, is_stub=True)] if variation.code == "last" else []
    if variation.stub == "right":
        return [*slots, *stub, *last]
    middle = len(slots) // 2 if variation.stub == "middle" else 0
    return [*slots[:middle], *stub, *slots[middle:], *last]


@dataclass
class _Sheet:
    """A sheet being written, its places counted from the corner of the table."""

    row: int
    column: int
    style: str
    cells: dict[tuple[int, int], CellContent] = field(default_factory=dict)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)

    def write(self, row: int, column: int, content: CellContent) -> None:
        if content is not None and content != "":
            self.cells[self.row + row, self.column + column] = content

    def merge(self, top: int, left: int, bottom: int, right: int) -> None:
        if (top, left) != (bottom, right):
            self.merges.append((self.row + top, self.column + left, self.row + bottom, self.column + right))


def _drawn(form: FormVersion, variation: Variation, slots: Sequence[Slot], rows: int) -> SheetGrid:
    sheet = _Sheet(1 + variation.row, 1 + variation.column, variation.style)
    sheet.row += _draw_titles(form, variation, sheet, len(slots))
    depth = _draw_header(sheet, variation, [_joined(slot, variation) for slot in slots])
    depth += _draw_units(sheet, variation, slots, depth)
    depth += _draw_numbering(sheet, variation, slots, depth)
    for column, slot in enumerate(slots):
        for row, content in enumerate(slot.contents):
            sheet.write(depth + row, column, content)
    if form.breakdown and variation.are_names_merged:
        _merge_names(sheet, slots, depth, rows, len(form.breakdown))
    return SheetGrid("Biểu", sheet.cells, tuple(sheet.merges))


def _merge_names(sheet: _Sheet, slots: Sequence[Slot], depth: int, rows: int, per: int) -> None:
    for column, slot in enumerate(slots):
        if slot.is_stub and None in slot.contents:
            for row in range(0, rows, per):
                sheet.merge(depth + row, column, depth + row + per - 1, column)


def _draw_titles(form: FormVersion, variation: Variation, sheet: _Sheet, width: int) -> int:
    """The lines above the table; how many rows they take."""
    title = form.title_vi.format(status="CHÍNH THỨC")
    period = f"Năm {year_of(form)}"
    if variation.titles == "left":
        sheet.write(0, 0, title)
        sheet.write(1, 0, period)
        return 2
    if variation.titles == "merged":
        for row, text in enumerate((title, period)):
            sheet.write(row, 0, text)
            sheet.merge(row, 0, row, width - 1)
        return 2
    if variation.titles == "label":
        sheet.write(0, 0, title)
        for column, text in enumerate(("Đơn vị", "UBND huyện Bạch Thông", period)):
            sheet.write(1, column, text)
        return 2
    if variation.titles == "centre":
        sheet.write(0, width // 2, title)
        sheet.write(1, width // 2, period)
        return 3
    sheet.write(0, 0, "ỦY BAN NHÂN DÂN HUYỆN BẠCH THÔNG")
    sheet.write(0, width - 2, "Biểu số 02")
    sheet.write(2, 0, title)
    sheet.merge(2, 0, 2, width - 1)
    sheet.write(3, width - 1, f"{period}. Đơn vị tính: hộ, người")
    return 4


def _joined(slot: Slot, variation: Variation) -> Slot:
    said = [text for text in slot.texts if text]
    if not variation.joined or len(said) == 1:
        return slot
    kept = [] if variation.joined == "all" else said[:-2]
    texts = (*kept, variation.separator.join(said[len(kept) :]))
    return Slot(texts, slot.label, slot.unit, slot.contents, slot.is_stub)


@dataclass(frozen=True)
class _Block:
    """A text of the header and the rows and columns that it stands over."""

    top: int
    left: int
    bottom: int
    right: int
    text: str


def _draw_header(sheet: _Sheet, variation: Variation, slots: Sequence[Slot]) -> int:
    depth = max(len(slot.texts) for slot in slots)
    texts = [(*slot.texts, *[""] * (depth - len(slot.texts))) for slot in slots]
    for index, block in enumerate(_blocks(texts, depth)):
        is_loose = variation.merging == "unmerged" or (
            variation.merging == "partly" and variation.loose >> index & 1
        )
        at = {"top": block.top, "middle": (block.top + block.bottom) // 2, "bottom": block.bottom}
        sheet.write(
            at[variation.upright] if is_loose else block.top, block.left, styled(block.text, variation.style)
        )
        if not is_loose:
            sheet.merge(block.top, block.left, block.bottom, block.right)
    return depth


def _blocks(texts: Sequence[tuple[str, ...]], depth: int) -> Iterator[_Block]:
    for level in range(depth):
        left = 0
        while left < len(texts):
            right = left + 1
            while right < len(texts) and _is_one_group(texts[left], texts[right], level):
                right += 1
            if texts[left][level]:
                bottom = level
                while bottom + 1 < depth and not any(t[bottom + 1] for t in texts[left:right]):
                    bottom += 1
                yield _Block(level, left, bottom, right - 1, texts[left][level])
            left = right


def _is_one_group(one: tuple[str, ...], other: tuple[str, ...], level: int) -> bool:
    return one[: level + 1] == other[: level + 1] and any(one[level + 1 :]) and any(other[level + 1 :])


def _draw_units(sheet: _Sheet, variation: Variation, slots: Sequence[Slot], depth: int) -> int:
    if not variation.units:
        return 0
    for column, slot in enumerate(slots):
        unit = f"({slot.unit})" if slot.unit and variation.units == "brackets" else slot.unit
        sheet.write(depth, column, unit)
    return 1


def _draw_numbering(sheet: _Sheet, variation: Variation, slots: Sequence[Slot], depth: int) -> int:
    labels = _labels(variation.numbering, slots)
    for again in range(2 if variation.numbering == "twice" else 1):
        for column, label in enumerate(labels):
            sheet.write(depth + again, column, label)
    return (2 if variation.numbering == "twice" else 1) if labels else 0


def _labels(kind: str, slots: Sequence[Slot]) -> list[CellContent]:
    data = [i for i, slot in enumerate(slots) if not slot.is_stub]
    count = {i: n for n, i in enumerate(data, start=1)}
    if kind == "none" or not data:
        return []
    if kind == "letters":
        return ["abcdeghiklmnopqrstuvxy"[i] if i < 22 else None for i in range(len(slots))]
    if kind in {"counted", "brackets", "numbers", "restarted"}:
        shown = {i: (n - 1) % 8 + 1 if kind == "restarted" else n for i, n in count.items()}
        stub: dict[int, CellContent] = {i: slot.label for i, slot in enumerate(slots) if slot.is_stub}
        made = {
            i: n if kind == "numbers" else (f"({n})" if kind == "brackets" else str(n))
            for i, n in shown.items()
        }
        return [(stub | made)[i] for i in range(len(slots))]
    labels: list[CellContent] = [slot.label for slot in slots]
    if kind == "swapped":
        own = [i for i in data if slots[i].label]
        labels[own[0]], labels[own[-1]] = labels[own[-1]], labels[own[0]]
    return labels


def styled(text: str, style: str) -> str:
    """The text as another person types it."""
    return _STYLED[style](text)


def _with_old_tones(text: str) -> str:
    for new, old in _OLD_TONES.items():
        text = text.replace(new, old)
    return text


_STYLED: dict[str, Callable[[str], str]] = {
    "plain": str,
    "upper": str.upper,
    "lower": str.lower,
    "decomposed": lambda text: unicodedata.normalize("NFD", text),
    "old tones": _with_old_tones,
    "line breaks": lambda text: text.replace(" ", "\n", 2),
    "wide blanks": lambda text: f" {text.replace(' ', '  ')}\u00a0",
    "hyphens": lambda text: text.replace(": ", " - ").replace(" - ", " – "),
}
STYLES = tuple(_STYLED)


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
