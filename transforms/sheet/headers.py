"""Find the header of a table and tell which column reports what, by phrases and never by position."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from transforms.sheet.grid import SheetGrid
from transforms.terms.form import Column, FormVersion, HeaderMatch
from transforms.terms.item import Item
from transforms.text.normalise import contains_phrase, text_key

_SEARCHED_ROWS = 60
_HEADER_ROWS = 8
_NUMBERING = re.compile(r"[A-ZĐ]|\(?\d{1,2}\)?(?:\s*=[\d\s=+\-*/x.,()]+)?")


@dataclass(frozen=True)
class HeaderPlace:
    """Where a header lies: its first row, the row of column numbers (0 if none), the first body row."""

    top: int
    numbering: int
    body: int


@dataclass(frozen=True)
class HeaderLog:
    """How one header was read: column letters, text found, column number of the form and its items."""

    column: int
    text: str
    number: str
    items: tuple[str, ...]


@dataclass(frozen=True)
class Headers:
    """Columns of a sheet by their meaning, and what could not be told."""

    stub: dict[str, int]
    columns: dict[int, Column]
    missing: tuple[Column, ...]
    unclear: tuple[tuple[int, str, str], ...]
    log: tuple[HeaderLog, ...]


def find_header(grid: SheetGrid, stub_phrases: frozenset[str]) -> HeaderPlace | None:
    """The first row that holds the name of the territory column, with the header below it."""
    for row, columns in grid.rows.items():
        if row > _SEARCHED_ROWS:
            return None
        if any(text_key(grid.text((row, column))) in stub_phrases for column in columns):
            return _measure(grid, row, columns)
    return None


def _measure(grid: SheetGrid, top: int, columns: list[int]) -> HeaderPlace:
    rows = grid.rows
    for row in range(top + 1, top + _HEADER_ROWS + 1):
        if _is_numbering(grid, row, rows.get(row, [])):
            return HeaderPlace(top, row, row + 1)
    bottoms = [bottom for first, left, bottom, _ in grid.merges if first == top and left in columns]
    return HeaderPlace(top, 0, max([top, *bottoms]) + 1)


def _is_numbering(grid: SheetGrid, row: int, columns: list[int]) -> bool:
    texts = [grid.text((row, column)) for column in columns]
    return len(texts) >= 2 and all(_NUMBERING.fullmatch(text) for text in texts) and "1" in texts  # noqa: PLR2004


def header_path(grid: SheetGrid, place: HeaderPlace, column: int) -> tuple[str, ...]:
    """The header texts over a column from top to bottom, each once."""
    last = place.numbering or place.body
    texts = [grid.text((row, column)) for row in range(place.top, last)]
    return tuple(dict.fromkeys(filter(None, texts)))


def read_headers(
    grid: SheetGrid, place: HeaderPlace, form: FormVersion, items: Mapping[str, Item]
) -> Headers:
    """Match every header of the sheet to the form; a header that fits two columns is unclear."""
    paths = {c: p for c in range(1, grid.last_column + 1) if (p := header_path(grid, place, c))}
    stub = _stub_columns(paths, form)
    candidates = form.columns if not form.is_generic else _generic_columns(items)
    fits = {
        c: [k for k in candidates if _fits(k, path)] for c, path in paths.items() if c not in stub.values()
    }
    chosen = {c: found[0] for c, found in fits.items() if len(found) == 1}
    twice = {k.number for k in chosen.values() if [v.number for v in chosen.values()].count(k.number) > 1}
    unclear = [
        (c, " / ".join(paths[c]), ", ".join(k.number for k in found))
        for c, found in fits.items()
        if len(found) > 1 or any(k.number in twice for k in found)
    ]
    columns = {c: k for c, k in chosen.items() if k.number not in twice}
    read = {k.number for k in columns.values()} | twice
    missing = tuple(k for k in form.columns if k.is_required and k.number not in read)
    log = tuple(
        HeaderLog(c, " / ".join(path), columns[c].number if c in columns else "", _items(columns.get(c)))
        for c, path in paths.items()
    )
    return Headers(stub, columns, missing, tuple(unclear), log)


def _items(column: Column | None) -> tuple[str, ...]:
    return tuple(column.items.values()) if column else ()


def _stub_columns(paths: Mapping[int, tuple[str, ...]], form: FormVersion) -> dict[str, int]:
    found: dict[str, int] = {}
    for column, path in paths.items():
        keys = {text_key(text) for text in path}
        for role, phrases in form.stub.items():
            if role not in found and column not in found.values() and keys & set(phrases):
                found[role] = column
    return found


def _generic_columns(items: Mapping[str, Item]) -> tuple[Column, ...]:
    """One column an item that names phrases: the columns of a form that has none of its own."""
    return tuple(
        Column(
            item.item_id,
            (item.label_vi,),
            item.item_id,
            {"all": item.item_id},
            (HeaderMatch(leaf_is=item.phrases),),
            is_required=False,
        )
        for item in items.values()
        if item.phrases
    )


def _fits(column: Column, path: tuple[str, ...]) -> bool:
    keys = [text_key(text) for text in path]
    if len(keys) > 1 and keys[-1].startswith("("):
        keys.pop()  # a measure unit in brackets under the header names nothing
    return any(_matches(match, keys) for match in column.matches)


def _matches(match: HeaderMatch, keys: list[str]) -> bool:
    whole = " / ".join(keys)
    if any(contains_phrase(whole, phrase) for phrase in match.absent):
        return False
    if not all(contains_phrase(whole, phrase) for phrase in match.path):
        return False
    if match.leaf and not any(contains_phrase(keys[-1], phrase) for phrase in match.leaf):
        return False
    return not match.leaf_is or keys[-1] in match.leaf_is
