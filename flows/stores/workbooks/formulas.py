"""Formulas as text: the one of a cell that shares another cell's formula."""

import re

from transforms.sheet.grid import Place, column_letters

# A quoted text or sheet name is passed over; a name or a function that looks like a cell is none.
_REFERENCE = re.compile(
    r"""(?P<quoted>"[^"]*"|'[^']*')|(?<![\w.$])(?P<fixed_column>\$?)(?P<column>[A-Z]{1,3})(?P<fixed_row>\$?)(?P<row>\d{1,7})(?![\w(.])"""
)
_PLACE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")


def shifted(formula: str, down: int, right: int) -> str:
    """The formula as it reads that many rows below and columns to the right."""

    def moved(match: re.Match[str]) -> str:
        if match["quoted"]:
            return match[0]
        column = (
            match["column"] if match["fixed_column"] else _letters(column_number(match["column"]) + right)
        )
        row = match["row"] if match["fixed_row"] else str(int(match["row"]) + down)
        return f"{match['fixed_column']}{column}{match['fixed_row']}{row}"

    return _REFERENCE.sub(moved, formula)


def _letters(column: int) -> str:
    return column_letters(column) if column > 0 else "#REF!"


def column_number(letters: str) -> int:
    """The number of a column from 1: A, B … Z, AA."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def place_of(name: str) -> Place | None:
    """The row and column of an A1 name; none where it is no such name."""
    match = _PLACE.fullmatch(name)
    return (int(match[2]), column_number(match[1])) if match else None


def places_of(reference: str) -> tuple[Place, Place] | None:
    """The first and last place of a range such as A1:B5, or of a single cell."""
    first, _, last = reference.partition(":")
    start, end = place_of(first), place_of(last or first)
    return (start, end) if start and end else None
