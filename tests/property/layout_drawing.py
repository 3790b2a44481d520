"""Draw the columns of a layout on a sheet: titles, header, measure units, column numbers and body."""

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from tests.property.layout_parts import _OLD_TONES, Slot, Variation, year_of
from transforms.sheet.grid import SheetGrid
from transforms.terms.form import FormVersion
from transforms.text.numbers import CellContent


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


def drawn_sheet(form: FormVersion, variation: Variation, slots: Sequence[Slot], rows: int) -> SheetGrid:
    sheet = _Sheet(1 + variation.row, 1 + variation.column, variation.style)
    sheet.row += _draw_titles(form, variation, sheet, len(slots))
    depth = _draw_header(sheet, variation, [joined_levels(slot, variation) for slot in slots])
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


def joined_levels(slot: Slot, variation: Variation) -> Slot:
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
