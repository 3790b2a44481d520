"""Tell what each body row is: a part, a subtotal, an area block, the total, a note; and which territory."""

from dataclasses import replace

from transforms.sheet.blocks import Mark, Standing, standings
from transforms.sheet.body_row import BodyRow
from transforms.sheet.grid import SheetGrid
from transforms.sheet.headers import HeaderPlace, Headers
from transforms.sheet.raw_rows import Raw, raw_rows
from transforms.sheet.row_frames import Frames
from transforms.sheet.row_roles import settled_roles
from transforms.sheet.row_words import Words, whole_levels
from transforms.sheet.scope import Scope
from transforms.terms.form import FormVersion
from transforms.terms.territory import Territory

_UNKNOWN: tuple[str, Territory | None] = ("unknown", None)


def read_rows(
    grid: SheetGrid, place: HeaderPlace, headers: Headers, form: FormVersion, scope: Scope, words: Words
) -> list[BodyRow]:
    """Every non-empty row of the body, in order, with its role."""
    frames = Frames(grid, place, headers, form, words)
    raws = _without_own_codes(list(raw_rows(frames, scope, words)), scope)
    stands = standings([_mark(raw, scope) for raw in raws], scope)
    names = {
        stand.area: raw.name
        for raw, stand in reversed(list(zip(raws, stands, strict=True)))
        if raw.said.kind == "area"
    }
    rows = [_placed(raw, stand, names, scope, words) for raw, stand in zip(raws, stands, strict=True)]
    return settled_roles(rows, frames)


def _without_own_codes(raws: list[Raw], scope: Scope) -> list[Raw]:
    """The rows by their names alone where not one code of the sheet is a code of a unit: an office's own numbering."""
    codes = {raw.code for raw in raws} - {""}
    if not codes or any(scope.knows(code) for code in codes):
        return raws
    return [replace(raw, code="") for raw in raws]


def _mark(raw: Raw, scope: Scope) -> Mark:
    if raw.frame or raw.said.kind not in {"name", "below_level", "area"} or not (raw.name or raw.code):
        return Mark()
    if raw.said.kind == "area":
        return Mark(area=raw.said.rest, leads=raw.said.leads)
    unit, units = _meant(raw, scope)
    if unit is not None and unit != scope.area and not scope.is_owed(unit):
        return Mark(group=unit, is_heading=not raw.has_figures)
    if not raw.has_figures:
        return Mark()
    return Mark(units=tuple(one for one in units if scope.is_owed(one)))


def _meant(raw: Raw, scope: Scope) -> tuple[Territory | None, tuple[Territory, ...]]:
    """The one unit that a row means wherever it stands, and all that it may mean."""
    unit = _resolved(raw, scope, None)
    if unit is not None or raw.code:
        return unit, (unit,) if unit else ()
    return None, scope.anywhere(raw.name) or scope.anywhere(raw.said.rest)


def _resolved(raw: Raw, scope: Scope, parent: Territory | None) -> Territory | None:
    """The territory of a row: “Cộng Hòa” is a name, “Cộng huyện Ba Bể” a word of a total before one."""
    parent = raw.within or parent
    unit = scope.resolve(raw.name, raw.code, parent)
    return unit or (
        scope.resolve(raw.said.rest, raw.code, parent) if raw.said.leads and raw.said.rest else None
    )


def _placed(raw: Raw, stand: Standing, areas: dict[str, str], scope: Scope, words: Words) -> BodyRow:
    role, territory = (raw.frame, None) if raw.frame else _role_of(raw, stand, scope, words)
    is_unclear = not raw.line and role in {"part", "subtotal", "total", "area"}
    return BodyRow(
        raw.row,
        "unknown" if is_unclear else role,
        raw.line,
        raw.said.rest if raw.said.leads and raw.code else raw.name,
        raw.name_cell,
        territory,
        areas.get(stand.area, "") if role in {"part", "area", "subtotal"} and not is_unclear else "",
        stand.parent or scope.area,
        raw.code,
        raw.has_figures,
        raw.is_listed,
        typed=raw.plain.typed,
        kind=raw.said.kind if not raw.said.leads else "total",
        line_cell=raw.line_cell if is_unclear else "",
        line_text=raw.line_text if is_unclear else "",
    )


def _role_of(raw: Raw, stand: Standing, scope: Scope, words: Words) -> tuple[str, Territory | None]:
    """The role of a row and its territory; beside a code only the words of sums and lists count."""
    kind = "name" if raw.code and raw.said.kind in {"signature", "note"} else raw.said.kind
    if raw.said.count and raw.said.count != len(scope.owed):
        return _UNKNOWN
    if kind == "whole":
        return _whole(raw.said.rest, stand, scope, words)
    roles = {
        "of_which": ("of_which", None),
        "page_total": ("page_total", None),
        "signature": _UNKNOWN,
        "note": _UNKNOWN,
        "total": ("total", scope.area),
        "area": ("area", stand.area_of),
    }
    return roles[kind] if kind in roles else _unit(raw, stand, scope)


def _unit(raw: Raw, stand: Standing, scope: Scope) -> tuple[str, Territory | None]:
    said = raw.said
    territory = _resolved(raw, scope, stand.parent) if raw.name or raw.code else None
    if territory is None:
        return ("below_level", None) if said.kind == "below_level" else _UNKNOWN
    if said.leads and territory == scope.area:
        return "total", territory
    return ("part" if scope.is_owed(territory) else "subtotal"), territory


def _whole(key: str, stand: Standing, scope: Scope, words: Words) -> tuple[str, Territory | None]:
    """“Toàn huyện” is the total where the sheet is about a district, else the line of the district above it."""
    levels = whole_levels(key, words)
    if scope.area and scope.area.level in levels:
        return "total", scope.area
    if stand.parent and stand.parent.level in levels:
        return "subtotal", stand.parent
    return _UNKNOWN
