"""Open data: tables as CSV and Parquet, described by a Frictionless data package and by CSV on the Web."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from transforms.release import Release
from transforms.render.tables import LIST_SEPARATOR, Row, csv_bytes, parquet_bytes
from transforms.render.vi_format import format_period
from transforms.schemas import Field, Table
from transforms.terms.licence import Licence

_JSON_TYPES = {"text": "string", "date": "date", "decimal": "number", "integer": "integer", "texts": "string"}
_WEB_TYPES = {"text": "string", "date": "date", "decimal": "decimal", "integer": "integer", "texts": "string"}
# By this name, beside the tables, a reader of CSV on the Web finds the description by itself.
WEB = "csv-metadata.json"
PACKAGE = "datapackage.json"


@dataclass(frozen=True)
class OpenData:
    """The tables of one edition of a release, and how they are given; `kind` is empty for the whole edition."""

    release: Release
    licence: Licence
    tables: Mapping[Table, Sequence[Row]]
    kind: str = ""

    @property
    def name(self) -> str:
        """The name of the package."""
        release = self.release
        parts = (release.plan.plan_id, release.period.text, release.figure_status.figure_status, self.kind)
        return "-".join(filter(None, parts)).lower()

    @property
    def title(self) -> str:
        """The Vietnamese title of the package."""
        release = self.release
        status = release.figure_status.label_vi.lower()
        return f"{release.plan.title_vi} ({format_period(release.period)}, {status})"

    @property
    def title_en(self) -> str:
        """The English title of the package."""
        say = self.release.texts.speaker("en")
        status = say.of(self.release.figure_status, "label").lower()
        return f"{say.of(self.release.plan, 'title')} ({self.release.period.text}, {status})"


def open_data_files(data: OpenData) -> dict[str, bytes]:
    """Every table as CSV and as Parquet, and both descriptions, by file name."""
    files = {f"{table.name}.csv": csv_bytes(table, rows) for table, rows in data.tables.items()}
    files |= {f"{table.name}.parquet": parquet_bytes(table, rows) for table, rows in data.tables.items()}
    return files | {PACKAGE: _json(_package(data, files)), WEB: _json(_web(data))}


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()


def _package(data: OpenData, files: Mapping[str, bytes]) -> dict[str, Any]:
    release = data.release
    source = f"{release.plan.document_vi}; {release.plan.source_vi}".strip("; ")
    return {
        "profile": "data-package",
        "name": data.name,
        "title": data.title,
        "title_en": data.title_en,
        "description": "\n".join(release.notes_vi),
        "description_en": "\n".join(release.notes_en),
        "version": release.release_id,
        "licenses": [vars(data.licence)],
        "sources": [{"title": source or release.plan.title_vi}],
        "isSimulated": release.is_simulated,
        "resources": list(_resources(data.tables, files)),
    }


def _resources(tables: Iterable[Table], files: Mapping[str, bytes]) -> Iterator[dict[str, Any]]:
    for table in tables:
        csv, parquet = f"{table.name}.csv", f"{table.name}.parquet"
        yield {
            "profile": "tabular-data-resource",
            **_described(table, table.name),
            **_file(csv, "csv", "text/csv", files[csv]),
            "encoding": "utf-8",
            "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "doubleQuote": True},
            "schema": _schema(table),
        }
        yield {
            "profile": "data-resource",
            # Described by the schema inside the file; the library would read it over pandas, where a null is a NaN.
            "type": "file",
            **_described(table, f"{table.name}-parquet"),
            **_file(parquet, "parquet", "application/vnd.apache.parquet", files[parquet]),
        }


def _described(table: Table, name: str) -> dict[str, str]:
    return {
        "name": name,
        "title": table.title_vi,
        "title_en": table.title_en,
        "description": f"Grain: {table.grain}",
    }


def _file(path: str, format_name: str, media_type: str, content: bytes) -> dict[str, Any]:
    return {
        "path": path,
        "format": format_name,
        "mediatype": media_type,
        "bytes": len(content),
        "hash": f"sha256:{sha256(content).hexdigest()}",
    }


def _schema(table: Table) -> dict[str, Any]:
    fields = [_field(field) for field in table.fields]
    return {"fields": fields, "missingValues": [""], "primaryKey": list(table.key)}


def _field(field: Field) -> dict[str, str]:
    described = {"name": field.name, "type": _JSON_TYPES[field.kind], "description": field.description}
    if field.measure_unit:
        described["measureUnit"] = field.measure_unit
    if field.kind == "texts":
        described["listSeparator"] = LIST_SEPARATOR
    return described


def _web(data: OpenData) -> dict[str, Any]:
    """A table group by the W3C vocabulary for tabular data."""
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "vi"}],
        "dc:title": data.title,
        "dc:license": {"@id": data.licence.path},
        "dc:identifier": data.release.release_id,
        "dialect": {"delimiter": ",", "encoding": "utf-8", "header": True},
        "tables": [
            {"url": f"{t.name}.csv", "dc:title": t.title_vi, "tableSchema": _web_schema(t)}
            for t in data.tables
        ],
    }


def _web_schema(table: Table) -> dict[str, Any]:
    return {"columns": [_column(field) for field in table.fields], "primaryKey": list(table.key)}


def _column(field: Field) -> dict[str, str]:
    column = {
        "name": field.name,
        "titles": field.name,
        "datatype": _WEB_TYPES[field.kind],
        "dc:description": field.description,
        "null": "",
    }
    return column | ({"separator": LIST_SEPARATOR} if field.kind == "texts" else {})
