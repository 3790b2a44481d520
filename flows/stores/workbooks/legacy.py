"""Sheets typed in the fonts of before Unicode: their texts converted, what was found kept."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from flows.stores.workbooks.details import Run, SheetDetails
from transforms.sheet.grid import Place, SheetGrid
from transforms.text.legacy import converted, detected
from transforms.text.numbers import CellContent

# Letters that only Unicode text has: beyond Latin-1, or a tone as a sign of its own.
_UNICODE = re.compile("[\u0102-\u01b0\u0300-\u036f\u1ea0-\u1ef9]")

Converted = dict[Place, tuple[str, str]]


def with_unicode_text(grid: SheetGrid, details: SheetDetails) -> SheetGrid:
    """The sheet with its legacy text converted: a cell's font decides; without fonts, the whole sheet's texts."""
    if details.fonts or details.runs:
        found = _by_font(grid.cells, details.fonts) | _by_runs(details.runs)
    else:
        found = _by_letters(grid.cells)
    changed = {p: text for p, (text, _) in found.items() if p in grid.cells and text != grid.cells[p]}
    if not changed:
        return grid
    return replace(
        grid,
        cells={**grid.cells, **changed},
        originals={place: str(grid.cells[place]) for place in changed},
        charset=next(found[place][1] for place in changed),
    )


def _by_font(cells: Mapping[Place, CellContent], fonts: Mapping[Place, str]) -> Converted:
    """The texts in each legacy font, converted where together they are of its charset."""
    of_font: dict[str, dict[Place, str]] = {}
    for place, font in fonts.items():
        content = cells.get(place)
        if isinstance(content, str):
            of_font.setdefault(font, {})[place] = content
    found: Converted = {}
    for font, texts in of_font.items():
        charset = detected(texts.values(), (font,))
        if charset:
            found |= {p: (converted(text, charset, font), charset) for p, text in texts.items()}
    return found


def _by_runs(cells: Mapping[Place, tuple[Run, ...]]) -> Converted:
    """The cells in several fonts: every piece by its own."""
    found: Converted = {}
    for place, runs in cells.items():
        charsets = [detected((text,), (font,)) if font else "" for font, text in runs]
        pieces = (
            converted(text, charset, font) if charset else text
            for (font, text), charset in zip(runs, charsets, strict=True)
        )
        found[place] = "".join(pieces), next(filter(None, charsets), "")
    return found


def _by_letters(cells: Mapping[Place, CellContent]) -> Converted:
    texts = {place: content for place, content in cells.items() if isinstance(content, str)}
    if not _may_be_legacy(texts.values()):
        return {}
    charset = detected(texts.values(), ())
    return {p: (converted(text, charset), charset) for p, text in texts.items()} if charset else {}


def _may_be_legacy(texts: Iterable[str]) -> bool:
    """Whether a closer look is worth its time: there are accents, and none that only Unicode has."""
    together = "\n".join(texts)
    return not together.isascii() and not _UNICODE.search(together)
