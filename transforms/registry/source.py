"""Parse one reference file and hold it against its JSON Schema; every error names file, line and place."""

import csv
import io
import json
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any

import yaml
from jsonschema import Draft202012Validator, ValidationError

from transforms.errors import BadReference
from transforms.registry.columns import first_bad_cell, first_bad_width, wrong_header
from transforms.registry.places import line_of_node

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Source:
    """The texts of the reference by path, with the schemas that some of them must satisfy."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = texts

    def paths(self, folder: str) -> list[str]:
        """The YAML files of a folder, in order."""
        return sorted(p for p in self._texts if p.startswith(f"{folder}/") and p.endswith(".yaml"))

    def outlines(self) -> list[tuple[str, str]]:
        """The files of outlines with their texts, in order."""
        return sorted((p, text) for p, text in self._texts.items() if p.endswith(".geojson"))

    def texts_of(self, files: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
        """The texts of some files, given with their schemas, and of these schemas; none of a file that is missing."""
        paths = (*files, *map(_schema_path, files.values()))
        return tuple((path, self._texts[path]) for path in paths if path in self._texts)

    def document(self, path: str, schema: str) -> dict[str, Any]:
        """A YAML file as plain values, valid against `schemas/<schema>.schema.json`."""
        if path not in self._texts:
            raise BadReference(path, "file", "missing", "a YAML file")
        return dict(_valid_document(path, self._texts[path], self._texts[_schema_path(schema)]))

    def rows(self, path: str, schema: str) -> list[dict[str, str]]:
        """A CSV file as rows of text; row numbers in errors count the header as line 1."""
        if path not in self._texts:
            raise BadReference(path, "file", "missing", "a CSV file")
        header, *rows = list(filter(None, csv.reader(io.StringIO(self._texts[path])))) or [[]]
        rules = self._schema(schema)
        for said in wrong_header(header, rules):
            raise BadReference(path, "line 1", *said)
        for line, found in first_bad_width(header, rows):
            raise BadReference(path, f"line {line}", found, f"{len(header)} cells: {', '.join(header)}")
        for line, column, value in first_bad_cell(header, rows, rules):
            error = next(Draft202012Validator(rules["properties"][column]).iter_errors(value))
            place = f"line {line}, column {column}"
            raise BadReference(path, place, error.message, _allowed(error.schema))
        return [dict(zip(header, row, strict=True)) for row in rows]

    def _schema(self, name: str) -> dict[str, Any]:
        return dict(json.loads(self._texts[_schema_path(name)]))


def _schema_path(name: str) -> str:
    return f"schemas/{name}.schema.json"


@lru_cache(maxsize=256)
def _valid_document(path: str, text: str, schema: str) -> dict[str, Any]:
    """A YAML text as plain values: the same text is read once, however many registries a process builds."""
    try:
        loaded = yaml.load(text, Loader=_LOADER)  # noqa: S506 -- a safe loader
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f"line {mark.line + 1}" if mark else "line 1"
        raise BadReference(path, line, "not valid YAML", "a YAML mapping") from error
    plain = _dates_as_text(loaded)
    for wrong in Draft202012Validator(json.loads(schema)).iter_errors(plain):
        raise _misfit(path, text, wrong)
    return dict(plain)


def _misfit(path: str, text: str, wrong: ValidationError) -> BadReference:
    where = tuple(wrong.absolute_path)
    place = f"line {line_of_node(text, where)}, {'/'.join(map(str, where)) or 'top level'}"
    return BadReference(path, place, wrong.message, _allowed(wrong.schema))


def _allowed(schema: object) -> str:
    rule = schema if isinstance(schema, dict) else {}
    for word in ("enum", "pattern", "required", "type"):
        if word in rule:
            return f"{word} {json.dumps(rule[word], ensure_ascii=False)}"
    return "see the schema"


def _dates_as_text(value: object) -> Any:  # noqa: ANN401 -- plain YAML values
    if isinstance(value, dict):
        return {str(k): _dates_as_text(v) for k, v in value.items()}
    if isinstance(value, list):
        return [_dates_as_text(v) for v in value]
    return value.isoformat() if isinstance(value, date) else value


def as_date(text: str | None) -> date | None:
    """A date from its ISO text; nothing from an empty one."""
    return date.fromisoformat(text) if text else None


def row_date(path: str, line: int, text: str) -> date:
    """The date of a cell of a CSV file.

    Raises:
        BadReference: the text is no day of the calendar.
    """
    try:
        return _date(text)
    except ValueError as error:
        raise BadReference(
            path, f"line {line}", f"{text!r} is no date", "a day such as 2020-02-01"
        ) from error


@lru_cache(maxsize=4096)
def _date(text: str) -> date:
    """One object a day: the country has few days of change and many rows, and workers receive them all."""
    return date.fromisoformat(text)


def row_date_or_none(path: str, line: int, text: str) -> date | None:
    """The date of a cell that may be empty."""
    return row_date(path, line, text) if text else None


def split_list(text: str) -> tuple[str, ...]:
    """The parts of a `|`-separated cell."""
    return tuple(part for part in text.split("|") if part)
