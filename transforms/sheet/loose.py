"""Cells that no sentence explains among titles, notes and signatures: lone numbers and signs are named, not ignored."""

import re
from collections.abc import Sequence

from transforms.sheet.grid import SheetGrid
from transforms.text.normalise import text_key
from transforms.text.numbers import CellContent, read_number

_DATE_LINE = re.compile(r"ngày\W*\w*\W*tháng\W*\w*\W*năm")
# A day, a month and a year, each in a cell of its own.
_NUMBERS_OF_A_DATE = 3
_YEARS = range(1990, 2100)
_FAULTS = ("#", "=")
_LONGEST_SIGN = 2
_LONGEST_MARK = 3
_LETTER = re.compile(r"[^\W\d_]")


def loose_cells(grid: SheetGrid, row: int, columns: Sequence[int], title_width: int = 0) -> list[int]:
    """The columns of a row in which a number or a sign stands that belongs to no words beside it.

    In a title, over the columns of the table (`title_width`), a number may follow its words ("Số hộ: | 5") or be a
    year; elsewhere it may be part of a date. A mark may open a note.
    """
    contents = [grid.cells[row, column] for column in columns]
    words = [at for at, content in enumerate(contents) if _has_letters(content)]
    found = [at for at, content in enumerate(contents) if _is_number(content) or _is_sign(content)]
    if words and found[:1] == [0] and len(str(contents[0])) <= _LONGEST_MARK:
        found = found[1:]
    if title_width:
        inside = [at for at in found if columns[at] <= title_width]
        said = {at for at in inside if at - 1 in words or _is_year(contents[at])}
        found = [at for at in found if at not in said]
    line = " ".join(text_key(grid.text((row, column))) for column in columns)
    return [] if _is_date(line, [contents[at] for at in found]) else [columns[at] for at in found]


def _has_letters(content: CellContent) -> bool:
    return isinstance(content, str) and bool(_LETTER.search(content))


def _is_number(content: CellContent) -> bool:
    """Whether a cell holds a number, or a formula or error that stands for one."""
    if isinstance(content, str) and content.startswith(_FAULTS):
        return True
    return any(read_number(content, is_count=is_count).number is not None for is_count in (True, False))


def _is_sign(content: CellContent) -> bool:
    """Whether a cell holds a sign too short to be a line that somebody drew: a dot in the last column of a sheet."""
    key = text_key(content) if isinstance(content, str) else ""
    return 0 < len(key) <= _LONGEST_SIGN and not any(sign.isalnum() for sign in key)


def _is_year(content: CellContent) -> bool:
    number = read_number(content, is_count=True).number
    return number is not None and number in _YEARS


def _is_date(line: str, contents: Sequence[CellContent]) -> bool:
    """Whether loose contents are the date of their row: beside the words of one, or a day, a month and a year."""
    if _DATE_LINE.search(line):
        return len(contents) <= _NUMBERS_OF_A_DATE
    return len(contents) == _NUMBERS_OF_A_DATE and _is_year(contents[-1])
