"""Rows that are no rows of the table: its header once more, the start of another table, signatures, notes."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from transforms.sheet.grid import SheetGrid
from transforms.sheet.headers import HeaderPlace, Headers
from transforms.sheet.row_words import Words
from transforms.terms.form import FormVersion
from transforms.text.normalise import text_key
from transforms.text.numbers import read_number

_DATE_LINE = re.compile(r"ngày\W*\w*\W*tháng\W*\w*\W*năm")
# Among the signatures stand a day, a month and a year at most.
_NUMBERS_OF_A_DATE = 3
_SEVERAL = 2
_DIGITS = re.compile(r"[\d\s()=+\-*/x.,]+")


@dataclass(frozen=True)
class Frames:
    """One table with what is needed to tell its rows from what stands around them."""

    grid: SheetGrid
    place: HeaderPlace
    headers: Headers
    form: FormVersion
    words: Words

    @property
    def body_rows(self) -> list[int]:
        """The non-empty rows under the header."""
        return [row for row in self.grid.rows if row >= self.place.body]

    def is_filled(self, row: int) -> bool:
        """Whether most columns of the form hold a number in a row, as no line of signatures does."""
        contents = (self.grid.cells.get((row, column)) for column in self.headers.columns)
        numbers = sum(read_number(content, is_count=True).number is not None for content in contents)
        return numbers > _NUMBERS_OF_A_DATE and 2 * numbers > len(self.headers.columns)

    def role_of(self, row: int) -> str:
        """The role that a row has by its form alone; empty for a row of the table."""
        if row >= self._other_table:
            return "other_table"
        return self._header_again(row)

    @cached_property
    def _other_table(self) -> int:
        """The first row that names the territory column again without repeating this header."""
        column, phrases = self.headers.stub["territory"], self.form.stub["territory"]
        for row in self.body_rows:
            content = self.grid.cells.get((row, column))
            names = isinstance(content, str) and text_key(content) in phrases
            if (names or self._names_columns(row)) and not self._header_again(row):
                return row
        return self.grid.last_row + 1

    def _names_columns(self, row: int) -> bool:
        """Whether several columns of figures bear names of columns, in whatever order."""
        cells = self.grid.cells
        texts = [c for c in self.headers.columns if isinstance(cells.get((row, c)), str)]
        return (
            len(texts) >= _SEVERAL
            and sum(self._key(row, column) in self._column_names for column in texts) >= _SEVERAL
        )

    @cached_property
    def _column_names(self) -> frozenset[str]:
        found = frozenset[str]().union(*(self._header_keys[column] for column in self.headers.columns))
        return frozenset(key for key in found if not _DIGITS.fullmatch(key))

    def _header_again(self, row: int) -> str:
        """Whether a row repeats a line of the header, or the line of column numbers."""
        columns = self.grid.rows[row]
        if not all(self._key(row, column) in self._header_keys.get(column, ()) for column in columns):
            return ""
        if any(
            not _DIGITS.fullmatch(self._key(row, column))
            for column in columns
            if column in self.headers.columns
        ):
            return "repeated_header"
        is_whole = self.place.numbering and columns == self.grid.rows[self.place.numbering]
        is_stub = not any(column in self.headers.columns for column in columns)
        return "column_numbers" if is_whole else "repeated_header" if is_stub else ""

    @cached_property
    def _header_keys(self) -> dict[int, frozenset[str]]:
        rows = range(self.place.top, self.place.body)
        return {
            column: frozenset(self._key(row, column) for row in rows) - {""}
            for column in range(1, self.grid.last_column + 1)
        }

    def _key(self, row: int, column: int) -> str:
        return text_key(self.grid.text((row, column)))

    def signature_from(self, after: int) -> int:
        """The first row of the signature block below row `after`."""
        rows = (row for row in self.body_rows if row > after)
        return next((row for row in rows if self.is_signature(row)), self.grid.last_row + 1)

    def is_signature(self, row: int) -> bool:
        """Whether a row holds a word of signing or the date of signing, in whatever column."""
        keys = self._keys_of(row)
        words = self.words["signature"]
        return any(word in key for key in keys for word in words) or bool(_DATE_LINE.search(" ".join(keys)))

    def is_note(self, row: int) -> bool:
        """Whether a row is a note, or a line from above the header once more."""
        keys = self._keys_of(row)
        return any(key.startswith(self.words["note"]) for key in keys) or set(keys) <= self._title_keys

    def has_texts_in_columns(self, row: int) -> bool:
        """Whether something stands in the columns of figures."""
        return any((row, column) in self.grid.cells for column in self.headers.columns)

    def _keys_of(self, row: int) -> list[str]:
        return [self._key(row, column) for column in self.grid.rows[row]]

    @cached_property
    def _title_keys(self) -> frozenset[str]:
        rows: Iterable[int] = (row for row in self.grid.rows if row < self.place.top)
        return frozenset(key for row in rows for key in self._keys_of(row))
