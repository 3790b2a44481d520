"""Tell what each body row is: a part, a subtotal, an area block, the total, a note; and which territory."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from transforms.sheet.blocks import Mark, Standing, standings
from transforms.sheet.body_row import BodyRow
from transforms.sheet.grid import SheetGrid, cell_name
from transforms.sheet.headers import HeaderPlace, Headers
from transforms.sheet.row_frames import Frames
from transforms.sheet.row_roles import settled_roles
from transforms.sheet.row_words import Said, Words, name_of, said_by, whole_levels
from transforms.sheet.scope import Scope
from transforms.terms.form import FormVersion
from transforms.terms.territory import Territory
from transforms.text.normalise import text_key
from transforms.text.numbers import CellContent, read_number

_UNKNOWN: tuple[str, Territory | None] = ("unknown", None)
_FAULTS = ("#", "=")
_NO_FIGURE = {"blank", "unreadable"}


@dataclass(frozen=True)
class _Raw:
    """A row before it is known where it stands; `frame` is the role that its form alone gives it."""

    row: int
    name: str
    code: str
    name_cell: str
    line: str
    said: Said
    has_figures: bool
    is_listed: bool = False
    frame: str = ""


def read_rows(
    grid: SheetGrid, place: HeaderPlace, headers: Headers, form: FormVersion, scope: Scope, words: Words
) -> list[BodyRow]:
    """Every non-empty row of the body, in order, with its role."""
    frames = Frames(grid, place, headers, form, words)
    raws = list(_raw_rows(frames, words))
    stands = standings([_mark(raw, scope) for raw in raws], scope)
    names = {
        stand.area: raw.name
        for raw, stand in reversed(list(zip(raws, stands, strict=True)))
        if raw.said.kind == "area"
    }
    rows = [_placed(raw, stand, names, scope, words) for raw, stand in zip(raws, stands, strict=True)]
    return settled_roles(rows, frames)


def _raw_rows(frames: Frames, words: Words) -> Iterator[_Raw]:
    """The rows as their words and cells tell them; the second line of a unit takes the name of the first."""
    earlier: _Raw | None = None
    lines: set[str] = set()
    for row in frames.body_rows:
        raw = _raw_row(frames, row, words)
        if raw.frame:
            yield raw
            continue
        is_second = earlier is not None and not raw.name and not raw.code
        if earlier and is_second and raw.line not in {"", "all"} and raw.line not in lines and earlier.line:
            raw = replace(earlier, row=row, line=raw.line, has_figures=raw.has_figures)
            lines.add(raw.line)
        else:
            lines = {raw.line}
        earlier = raw
        yield raw


def _raw_row(frames: Frames, row: int, words: Words) -> _Raw:
    grid, headers = frames.grid, frames.headers
    where = cell_name(grid.anchor((row, headers.stub["territory"])))
    if frame := frames.role_of(row):
        return _Raw(row, "", "", where, "", Said("name"), has_figures=False, frame=frame)
    stub = {role: grid.text((row, column)) for role, column in headers.stub.items()}
    name, is_listed = name_of(stub)
    line = _line_of(stub.get("breakdown", ""), frames.form)
    has_figures = any(
        _is_figure(grid.cells[row, column]) for column in grid.rows[row] if column in headers.columns
    )
    return _Raw(row, name, stub.get("code", ""), where, line, said_by(name, words), has_figures, is_listed)


def _line_of(text: str, form: FormVersion) -> str:
    if not form.breakdown:
        return "all"
    key = text_key(text)
    return next((line for line, phrases in form.breakdown.items() if key in phrases), "")


def _is_figure(content: CellContent) -> bool:
    """Whether a cell holds a figure, a sign that stands for one, or what a broken formula left of it."""
    if isinstance(content, int | float):
        return True
    if not content:
        return False
    kinds = (True, False)  # a rate is no count: the row may hold nothing but printed rates
    return content.startswith(_FAULTS) or any(
        read_number(content, is_count=is_count).value_state not in _NO_FIGURE for is_count in kinds
    )


def _mark(raw: _Raw, scope: Scope) -> Mark:
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


def _meant(raw: _Raw, scope: Scope) -> tuple[Territory | None, tuple[Territory, ...]]:
    """The one unit that a row means wherever it stands, and all that it may mean."""
    unit = _resolved(raw, scope, None)
    if unit is not None or raw.code:
        return unit, (unit,) if unit else ()
    return None, scope.anywhere(raw.name) or scope.anywhere(raw.said.rest)


def _resolved(raw: _Raw, scope: Scope, parent: Territory | None) -> Territory | None:
    """The territory of a row: “Cộng Hòa” is a name, “Cộng huyện Ba Bể” a word of a total before one."""
    unit = scope.resolve(raw.name, raw.code, parent)
    return unit or (
        scope.resolve(raw.said.rest, raw.code, parent) if raw.said.leads and raw.said.rest else None
    )


def _placed(raw: _Raw, stand: Standing, areas: dict[str, str], scope: Scope, words: Words) -> BodyRow:
    role, territory = (raw.frame, None) if raw.frame else _role_of(raw, stand, scope, words)
    if not raw.line and role in {"part", "subtotal", "total", "area"}:
        role = "unknown"
    name = raw.said.rest if raw.said.leads and raw.code else raw.name
    return BodyRow(
        raw.row,
        role,
        raw.line,
        name,
        raw.name_cell,
        territory,
        areas.get(stand.area, "") if role in {"part", "area", "subtotal"} else "",
        stand.parent or scope.area,
        raw.code,
        raw.has_figures,
        raw.is_listed,
    )


def _role_of(raw: _Raw, stand: Standing, scope: Scope, words: Words) -> tuple[str, Territory | None]:
    """The role of a row and its territory; beside a code only the words of sums and lists count."""
    kind = "name" if raw.code and raw.said.kind in {"signature", "note"} else raw.said.kind
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


def _unit(raw: _Raw, stand: Standing, scope: Scope) -> tuple[str, Territory | None]:
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
