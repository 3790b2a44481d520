"""Hold the rows of a CSV file against a JSON Schema, column by column: each value that occurs is looked at once."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from jsonschema import Draft202012Validator

_PLAIN = {"type", "pattern", "enum", "minLength"}

Rule = dict[str, Any]


def wrong_header(header: list[str], schema: Rule) -> Iterator[tuple[str, str]]:
    """What is wrong with the header, and what would be valid."""
    known = list(schema["properties"])
    valid = f"the columns {', '.join(known)}"
    for column in schema.get("required", ()):
        if column not in header:
            yield f"column {column} is missing", valid
    for column in header:
        if column not in known or header.count(column) > 1:
            yield f"column {column!r} is unknown or stands twice", valid


def first_bad_width(header: list[str], rows: list[list[str]]) -> Iterator[tuple[int, str]]:
    """Line and width of the rows that have more or fewer cells than the header."""
    for line, row in enumerate(rows, start=2):
        if len(row) != len(header):
            yield line, f"{len(row)} cells"


def first_bad_cell(header: list[str], rows: list[list[str]], schema: Rule) -> Iterator[tuple[int, str, str]]:
    """Line, column and value of the first cell that breaks the rule of its column, one a column."""
    for number, column in enumerate(header):
        is_valid = _check_of(schema["properties"][column])
        values = [row[number] for row in rows]
        bad = {value for value in set(values) if not is_valid(value)}
        if bad:
            line, value = next((n, v) for n, v in enumerate(values, start=2) if v in bad)
            yield line, column, value


def _check_of(rule: Rule) -> Callable[[str], bool]:
    if not rule.keys() <= _PLAIN or rule.get("type", "string") != "string":
        return Draft202012Validator(rule).is_valid
    pattern = re.compile(rule.get("pattern", ""))
    shortest, allowed = rule.get("minLength", 0), rule.get("enum")

    def is_valid(value: str) -> bool:
        is_known = allowed is None or value in allowed
        return is_known and len(value) >= shortest and pattern.search(value) is not None

    return is_valid
