"""Account for every non-empty cell of a sheet: read, ignored by a named rule, or unrecognised."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from transforms.sheet.body_row import FIGURE_ROLES, BodyRow
from transforms.sheet.grid import Place, SheetGrid, cell_name
from transforms.sheet.headers import HeaderPlace, Headers
from transforms.sheet.loose import loose_cells
from transforms.terms.rule import Finding
from transforms.text.shown import show_count

# Rows of which every cell is ignored, and rows of which only the columns of the form are.
_WHOLE_ROWS = frozenset({"note", "signature", "repeated_header", "column_numbers"})
_FORM_COLUMNS = frozenset({"of_which", "below_level", "page_total"})
_READ_ROWS = FIGURE_ROLES | {"heading"}
_TITLE = "title_block"
_WORDS_ONLY = frozenset({_TITLE, "note", "signature"})
IGNORED_BY = (_TITLE, *sorted(_WHOLE_ROWS | _FORM_COLUMNS), "hidden_sheet", "program_sheet", "answer_sheet")
_PLACES_KEPT = 20
_PLACES_SHOWN = 5


@dataclass(frozen=True)
class Accounts:
    """The cells of a sheet by what became of them; `strays` are the first unrecognised ones.

    The three `counts` sum to the non-empty cells, `ignored` (by rule) to `counts["ignored_by_rule"]`. `untold` are
    the unrecognised cells that no finding on their row tells of: `shown` are the first of them, numbers before texts.
    """

    counts: dict[str, int]
    ignored: dict[str, int]
    strays: tuple[str, ...]
    untold: int = 0
    shown: tuple[str, ...] = ()


def account(grid: SheetGrid, place: HeaderPlace, headers: Headers, rows: Iterable[BodyRow]) -> Accounts:
    """What became of every cell of a sheet whose table was read."""
    roles = {row.row: row.role for row in rows}
    known = frozenset((*headers.stub.values(), *headers.columns))
    read, ignored = 0, Counter[str]()
    strays: list[Place] = []
    untold: list[Place] = []
    for row, columns in grid.rows.items():
        rule, inside = _rule_of(row, place, roles, known)
        taken = _taken(grid, row, rule, inside, max(known))
        if rule:
            ignored[rule] += len(taken)
        else:
            read += len(taken)
        if len(taken) < len(columns):
            left = [column for column in columns if column not in taken]
            told = _told(row, place, roles, known)
            strays += [(row, column) for column in left]
            untold += [(row, column) for column in left if told is not None and column not in told]
    return Accounts(
        _counts(read, ignored.total(), len(strays)),
        {rule: count for rule, count in sorted(ignored.items()) if count},
        _names(strays),
        len(untold),
        _names(sorted(untold, key=lambda one: isinstance(grid.cells[one], str))),
    )


def _taken(
    grid: SheetGrid, row: int, rule: str, inside: frozenset[int] | None, width: int
) -> Collection[int]:
    """The cells of a row that its rule covers; among words a lone number or sign is covered by none."""
    columns = grid.rows[row]
    if inside is not None:
        return inside.intersection(columns)
    if rule not in _WORDS_ONLY:
        return columns
    loose = loose_cells(grid, row, columns, width if rule == _TITLE else 0)
    return [column for column in columns if column not in loose] if loose else columns


def _told(
    row: int, place: HeaderPlace, roles: Mapping[int, str], known: frozenset[int]
) -> frozenset[int] | None:
    """The columns of which a finding on the row tells: those of the form in a row that was left out, None for all."""
    if row < place.body:
        return frozenset()
    if roles.get(row) == "other_table":
        return None
    return frozenset() if row in roles else known


def _rule_of(
    row: int, place: HeaderPlace, roles: Mapping[int, str], known: frozenset[int]
) -> tuple[str, frozenset[int] | None]:
    """The rule by which a row is ignored, empty where it is read, and the columns of which this holds, None for all."""
    if row < place.top:
        return _TITLE, None
    if place.is_numbering(row):
        return "column_numbers", None
    if row < place.body:
        return "", known
    role = roles.get(row, "")
    if role in _WHOLE_ROWS:
        return role, None
    if role in _FORM_COLUMNS:
        return role, known
    return "", known if role in _READ_ROWS else frozenset()


def unread(grid: SheetGrid) -> Accounts:
    """The accounts of a sheet of which nothing was read."""
    return Accounts(_counts(0, 0, len(grid.cells)), {}, _names(sorted(grid.cells)))


def stray_cells(accounts: Accounts, finding: Finding) -> list[Finding]:
    """The note that names the first unrecognised cells of which nothing else is said, and counts them all."""
    if not accounts.untold:
        return []
    shown = ", ".join(accounts.shown[:_PLACES_SHOWN])
    found = show_count(accounts.untold)
    return [replace(finding, rule_id="R17", cell=accounts.shown[0], found=found, detail=shown)]


def _counts(read: int, ignored: int, unrecognised: int) -> dict[str, int]:
    return {"read": read, "ignored_by_rule": ignored, "unrecognised": unrecognised}


def _names(places: Sequence[Place]) -> tuple[str, ...]:
    return tuple(cell_name(place) for place in places[:_PLACES_KEPT])
