"""Form definitions from their YAML files."""

from collections.abc import Mapping
from typing import Any

from transforms.registry.column_lists import ColumnLists, expanded
from transforms.registry.source import Source, as_date
from transforms.terms.form import Column, FormVersion, HeaderMatch, Identity
from transforms.text.normalise import text_key


def read_forms(
    source: Source, lists: ColumnLists, words: Mapping[str, tuple[str, ...]]
) -> tuple[FormVersion, ...]:
    """Every version of every form, by form and version; the columns of its stub are called as `words` says."""
    documents = [(path, source.document(path, "forms")) for path in source.paths("forms")]
    versions = [
        _version(document["form_id"], expanded(raw, lists, path), words)
        for path, document in documents
        for raw in document["versions"]
    ]
    return tuple(sorted(versions, key=lambda form: form.key))


def _version(form_id: str, raw: dict[str, Any], words: Mapping[str, tuple[str, ...]]) -> FormVersion:
    valid_from = as_date(raw["valid_from"])
    assert valid_from is not None
    return FormVersion(
        form_id=form_id,
        version=raw["version"],
        valid_from=valid_from,
        valid_to=as_date(raw["valid_to"]),
        name_vi=raw["name_vi"],
        legal_ref=raw["legal_ref"],
        title_vi=raw["title_vi"],
        measure_vi=raw.get("measure_vi", ""),
        title_marks=tuple(_keys(mark) for mark in raw["title_marks"]),
        title_absent=_keys(raw.get("title_absent", [])),
        stub={role: words[f"stub_{role}"] for role in (*raw["stub"], "territory_short")},
        breakdown={name: _keys(phrases) for name, phrases in raw["breakdown"].items()},
        columns=tuple(_column(column) for column in raw["columns"]),
        identities=tuple(_identity(identity) for identity in raw["identities"]),
        is_generic=raw.get("is_generic", False),
        title_tags=_keys(raw.get("title_tags", [])),
        is_named_by_standard=raw.get("is_named_by_standard", False),
        nil_return=raw.get("nil_return", ""),
        name_en=raw.get("name_en", ""),
        has_area_blocks=raw.get("has_area_blocks", False),
    )


def _column(raw: dict[str, Any]) -> Column:
    return Column(
        number=raw["number"],
        header=tuple(level or "" for level in raw["header"]),
        numbering=raw["numbering"],
        items=dict(raw["items"]),
        matches=tuple(_match(match) for match in raw["matches"]),
        is_required=raw["is_required"],
        is_printed=raw.get("is_printed", True),
        list_id=raw.get("list_id", ""),
        entry_id=raw.get("entry_id", ""),
        after=raw.get("after", ""),
        remarks=_keys(raw.get("remarks", [])),
    )


def _match(raw: dict[str, list[str]]) -> HeaderMatch:
    return HeaderMatch(**{part: _keys(phrases) for part, phrases in raw.items()})


def _identity(raw: dict[str, Any]) -> Identity:
    plus, minus, blames = (tuple(raw.get(name, ())) for name in ("plus", "minus", "blames"))
    column, times = raw.get("column", ""), raw.get("times", 1)
    return Identity(raw["rule_id"], raw["kind"], raw["result"], plus, minus, column, blames, times)


def _keys(phrases: list[str]) -> tuple[str, ...]:
    return tuple(text_key(phrase) for phrase in phrases)
