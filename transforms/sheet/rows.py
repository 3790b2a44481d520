"""Tell what each body row is: a part, a subtotal, an area block, the total, a note; and which territory."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from transforms.sheet.grid import SheetGrid, cell_name
from transforms.sheet.headers import HeaderPlace, Headers
from transforms.sheet.scope import Scope
from transforms.terms.form import FormVersion
from transforms.terms.territory import Territory
from transforms.text.normalise import contains_phrase, text_key
from transforms.text.numbers import CellContent, read_number

_NUMBERED = re.compile(r"(?:\d+(?:\.\d+)*|[ivxlc]+|[a-zđ])[.)]?|[-+]", re.IGNORECASE)
_LEADING_NUMBER = re.compile(r"^(?:[IVXLC]{2,}[.)]?|[IVLC][.)]?|\d+(?:\.\d+)*[.)]?)\s+")


@dataclass(frozen=True)
class BodyRow:
    """One physical row under the header.

    `role` is part, subtotal, area, total, unknown (figures without a known territory) or note.
    `line` is the breakdown that the row reports: `all`, `households`, `persons`.
    """

    row: int
    role: str
    line: str
    name: str
    name_cell: str
    territory: Territory | None = None
    area: str = ""
    parent: Territory | None = None
    code: str = ""


def read_rows(
    grid: SheetGrid,
    place: HeaderPlace,
    headers: Headers,
    form: FormVersion,
    scope: Scope,
    words: dict[str, tuple[str, ...]],
) -> list[BodyRow]:
    """Every non-empty row of the body, in order, with its role."""
    area, parent = "", scope.area
    found: list[BodyRow] = []
    for row in _body_rows(grid, place):
        read = _read_row(grid, row, headers, form, scope, parent, words)
        if read.role == "area":
            area = read.name
        if read.role == "subtotal":
            parent = read.territory
        found.append(replace(read, area=area if read.role in {"part", "area"} else "", parent=parent))
    return _without_repeated_total(found)


def _body_rows(grid: SheetGrid, place: HeaderPlace) -> Iterator[int]:
    return (row for row in range(place.body, grid.last_row + 1) if row in grid.rows)


def _read_row(
    grid: SheetGrid,
    row: int,
    headers: Headers,
    form: FormVersion,
    scope: Scope,
    parent: Territory | None,
    words: dict[str, tuple[str, ...]],
) -> BodyRow:
    stub = {role: grid.text((row, column)) for role, column in headers.stub.items()}
    name = _name_of(stub)
    where = cell_name(grid.anchor((row, headers.stub["territory"])))
    line = _line_of(stub.get("breakdown", ""), form)
    has_figures = any(_is_figure(grid.cells.get((row, column))) for column in headers.columns)
    code = stub.get("code", "")
    role, territory = _role_of(name, code, scope, parent, words)
    if role == "unknown" and not has_figures:
        role = "note"
    role = role if line or role == "note" else "unknown"
    return BodyRow(row, role, line, name, where, territory, code=code)


def _name_of(stub: dict[str, str]) -> str:
    """The name in the territory column; a total may stand in the merged number column instead."""
    name = stub.get("territory", "")
    number = stub.get("number", "")
    if not name and number and not _NUMBERED.fullmatch(number):
        name = number
    return _LEADING_NUMBER.sub("", name)


def _line_of(text: str, form: FormVersion) -> str:
    if not form.breakdown:
        return "all"
    key = text_key(text)
    return next((line for line, phrases in form.breakdown.items() if key in phrases), "")


def _is_figure(content: CellContent) -> bool:
    return read_number(content, is_count=True).number is not None


def _role_of(
    name: str, code: str, scope: Scope, parent: Territory | None, words: dict[str, tuple[str, ...]]
) -> tuple[str, Territory | None]:
    key = text_key(name).rstrip(" :")
    if (not key and not code) or any(word in key for word in words["footer"]):
        return "note", None
    if _is_total(key, words["total"]):
        return "total", scope.area
    if any(contains_phrase(key, word) for word in words["area"]):
        return "area", scope.area
    territory = scope.resolve(name, code, parent)
    if territory is None:
        return "unknown", None
    return ("part" if scope.is_owed(territory) else "subtotal"), territory


def _is_total(key: str, words: tuple[str, ...]) -> bool:
    """A total word alone, or one of two words or more followed by the name of the area."""
    return key in words or any(key.startswith(f"{word} ") for word in words if " " in word)


def _without_repeated_total(rows: list[BodyRow]) -> list[BodyRow]:
    """The area's own line and its total lines say the same thing: all after the first are only checks."""
    own = {
        (row.territory.key, row.line) for row in rows if row.role in {"part", "subtotal"} and row.territory
    }
    kept: list[BodyRow] = []
    for row in rows:
        place = (row.territory.key, row.line) if row.territory else None
        is_repeated = row.role == "total" and place in own
        if row.role == "total" and place is not None:
            own.add(place)
        kept.append(replace(row, role="total_again") if is_repeated else row)
    return kept
