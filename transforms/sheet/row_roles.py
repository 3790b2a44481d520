"""The last word on the roles of rows: what says a line again, what only lists, where the table ends."""

from collections import Counter
from dataclasses import replace

from transforms.sheet.body_row import BodyRow
from transforms.sheet.row_frames import Frames
from transforms.sheet.row_tables import without_second_table

_OWN_LINES = {"part", "subtotal", "total"}
# What a page break may put between two rows of one list.
_BETWEEN_PAGES = {"repeated_header", "column_numbers", "page_total"}


def settled_roles(rows: list[BodyRow], frames: Frames) -> list[BodyRow]:
    """The rows with the roles that depend on other rows of the sheet."""
    first = without_second_table(rows, frames)
    return _without_repeated_total(_subtotals_again(_without_headings(_lists(_ended(first, frames)))))


def _ended(rows: list[BodyRow], frames: Frames) -> list[BodyRow]:
    """Below the last row with figures of a known unit the signatures begin; texts elsewhere are notes or strays."""
    last = max((row.row for row in rows if row.has_figures and row.role in {*_OWN_LINES, "area"}), default=0)
    signed = frames.signature_from(last) if last else frames.grid.last_row + 1
    return [_tail(row, frames, last, signed) for row in rows]


def _tail(row: BodyRow, frames: Frames, last: int, signed: int) -> BodyRow:
    if row.row >= signed and row.role != "other_table" and not frames.is_filled(row.row):
        return replace(row, role="signature", territory=None)
    if row.role != "unknown" or row.has_figures:
        return row
    is_expected = row.row > last or not frames.has_texts_in_columns(row.row)
    is_said = is_expected or frames.is_note(row.row) or frames.is_signature(row.row)
    return replace(row, role="note" if is_said else "stray")


def _lists(rows: list[BodyRow]) -> list[BodyRow]:
    """Rows with a dash under “Trong đó” are part of it, but for units that stand nowhere else."""
    is_open, listed = False, set[int]()
    for row in (row for row in rows if row.role not in _BETWEEN_PAGES):
        is_open = row.role == "of_which" or (is_open and row.is_listed)
        if is_open:
            listed.add(row.row)
    if not listed:
        return rows
    own = {row.territory for row in rows if row.role in _OWN_LINES and row.row not in listed}
    return [
        replace(row, role="of_which", territory=None)
        if row.row in listed and (row.role in {"unknown", "note", "area"} or row.territory in own)
        else row
        for row in rows
    ]


def _without_headings(rows: list[BodyRow]) -> list[BodyRow]:
    """A name without figures above or below a line of the same unit that has them is only a heading."""
    given = {_line(row) for row in rows if row.role in _OWN_LINES and row.has_figures}
    return [
        replace(row, role="heading")
        if row.role in _OWN_LINES and not row.has_figures and _line(row) in given
        else row
        for row in rows
    ]


def _subtotals_again(rows: list[BodyRow]) -> list[BodyRow]:
    """A district in each of several blocks sums up its part of the block; twice in one it says one thing twice."""
    if not any(row.role == "subtotal" for row in rows):
        return rows
    times = Counter(_line(row) for row in rows if row.role == "subtotal")
    areas = {(*_line(row), row.area) for row in rows if row.role == "subtotal" and row.area}
    spread = {
        line for line, count in times.items() if count > 1 and count == sum(a[:2] == line for a in areas)
    }
    seen: set[tuple[object, str]] = set()
    found: list[BodyRow] = []
    for row in rows:
        line = _line(row)
        if row.role != "subtotal":
            found.append(row)
        elif line in spread:
            found.append(replace(row, role="area_subtotal"))
        else:
            found.append(replace(row, role="subtotal_again" if line in seen else "subtotal", area=""))
            seen.add(line)
    return found


def _line(row: BodyRow) -> tuple[object, str]:
    return (row.territory.key if row.territory else None, row.line)


def _without_repeated_total(rows: list[BodyRow]) -> list[BodyRow]:
    """The area's own line and its total lines say the same thing: all after the first are only checks."""
    own = {_line(row) for row in rows if row.role in {"part", "subtotal"} and row.territory}
    kept: list[BodyRow] = []
    for row in rows:
        is_repeated = row.role == "total" and row.territory is not None and _line(row) in own
        if row.role == "total" and row.territory is not None:
            own.add(_line(row))
        kept.append(replace(row, role="total_again") if is_repeated else row)
    return kept
