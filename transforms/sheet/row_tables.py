"""Where a second table of the same form begins on a sheet: another year under this one, a list of its units again."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from transforms.sheet.body_row import BodyRow
from transforms.sheet.row_frames import Frames

_SEVERAL = 2
_Line = tuple[object, str]


def without_second_table(rows: list[BodyRow], frames: Frames) -> list[BodyRow]:
    """The rows, those of a second table marked as such, from the words above its header on.

    It begins where a header or words stand above units of which most stood before; one unit alone is only repeated.
    """
    start = _again_from(rows)
    while start < len(rows) and _are_words(rows[start - 1]) and not frames.is_signature(rows[start - 1].row):
        start -= 1
    rest = (replace(row, role="other_table", territory=None) for row in rows[start:])
    return [*rows[:start], *rest]


def _again_from(rows: Sequence[BodyRow]) -> int:
    """The first header or line of words above units of which most stood before."""
    starts = [at for at, row in enumerate(rows) if row.role == "repeated_header" or _are_words(row)]
    before: set[_Line] = set()
    for start, end in pairwise([0, *starts, len(rows)]):
        units = _units(rows[start:end])
        again = units & before
        if len(again) >= _SEVERAL and 2 * len(again) > len(units):
            return start
        before |= units
    return len(rows)


def _are_words(row: BodyRow) -> bool:
    return row.role == "unknown" and not row.has_figures


def _units(rows: Sequence[BodyRow]) -> set[_Line]:
    """The lines of units with figures; what a dash lists under “Trong đó” begins no table."""
    return {
        (row.territory.key, row.line)
        for row in rows
        if row.territory and row.role == "part" and row.has_figures and not row.is_listed
    }
