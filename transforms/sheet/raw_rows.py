"""The rows under a header as their words and cells tell them, before it is known where each of them stands."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from transforms.sheet.grid import cell_name
from transforms.sheet.row_frames import Frames
from transforms.sheet.row_names import PlainName, plain_name
from transforms.sheet.row_words import Said, Words, name_of, said_by
from transforms.sheet.scope import Scope
from transforms.terms.form import FormVersion
from transforms.terms.territory import Territory
from transforms.text.normalise import text_key
from transforms.text.numbers import CellContent, read_number

_FAULTS = ("#", "=")
_NO_FIGURE = {"blank", "unreadable"}


@dataclass(frozen=True)
class Raw:
    """A row before it is known where it stands; `frame` is the role that its form alone gives it.

    `line` is the breakdown of its figures, empty where the text of its cell (`line_text`) is none that is known;
    `plain` is the name without what was added to it.
    """

    row: int
    plain: PlainName
    code: str
    name_cell: str
    line: str
    said: Said
    has_figures: bool
    is_listed: bool = False
    frame: str = ""
    line_cell: str = ""
    line_text: str = ""

    @property
    def name(self) -> str:
        """The name by which its unit is looked up."""
        return self.plain.text

    @property
    def within(self) -> Territory | None:
        """The unit above that is written beside the name."""
        return self.plain.within


def raw_rows(frames: Frames, scope: Scope, words: Words) -> Iterator[Raw]:
    """The rows of the body in order; a further line of a unit takes the name of its first one."""
    earlier: Raw | None = None
    lines: list[str] = []
    own: list[str] = []
    for row in frames.body_rows:
        raw = _raw_row(frames, row, scope, words)
        if raw.frame:
            yield raw
            continue
        if earlier is not None and _goes_on(raw, earlier, lines, own, frames.form):
            raw = replace(
                earlier,
                row=row,
                line=raw.line,
                has_figures=raw.has_figures,
                line_cell=raw.line_cell,
                line_text=raw.line_text,
            )
            lines.append(raw.line)
        else:
            lines = [raw.line] if raw.line or raw.has_figures else []
        if not _is_part(raw):
            own = lines
        earlier = raw
        yield raw


def _is_part(raw: Raw) -> bool:
    """Whether a row lists a part of the unit above it, or a village of it."""
    return raw.is_listed or raw.said.kind in {"of_which", "below_level"}


def _goes_on(raw: Raw, earlier: Raw, lines: list[str], own: list[str], form: FormVersion) -> bool:
    """Whether a row without a name is a further line of the unit above it, one that it does not have yet.

    Below a part of a unit that lacks the same line itself nobody can tell whose line it is.
    """
    is_named = bool(raw.name or raw.code)
    if _is_part(earlier) and raw.line not in own:
        return False
    if is_named or not (earlier.name or earlier.code) or len(lines) >= len(form.breakdown):
        return False
    return raw.line not in lines if raw.line else raw.has_figures


def _raw_row(frames: Frames, row: int, scope: Scope, words: Words) -> Raw:
    grid, headers = frames.grid, frames.headers
    where = cell_name(grid.anchor((row, headers.stub["territory"])))
    if frame := frames.role_of(row):
        return Raw(row, PlainName(""), "", where, "", Said("name"), has_figures=False, frame=frame)
    stub = {role: grid.text((row, column)) for role, column in headers.stub.items()}
    name, is_listed = name_of(stub)
    plain = plain_name(name, scope, words)
    line_text = stub.get("breakdown", "")
    return Raw(
        row,
        plain,
        stub.get("code", ""),
        where,
        _line_of(line_text, frames.form),
        said_by(plain.text, words),
        has_figures(frames, row),
        is_listed,
        line_cell=cell_name((row, headers.stub["breakdown"])) if "breakdown" in headers.stub else "",
        line_text=line_text,
    )


def _line_of(text: str, form: FormVersion) -> str:
    if not form.breakdown:
        return "all"
    key = text_key(text)
    return next((line for line, phrases in form.breakdown.items() if key in phrases), "")


def has_figures(frames: Frames, row: int) -> bool:
    """Whether a figure stands in a column of the form."""
    grid = frames.grid
    places = (column for column in grid.rows[row] if column in frames.headers.columns)
    return any(_is_figure(grid.cells[row, column]) for column in places)


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
