"""Lists whose entries are columns: deprivation indicators, causes of poverty, ethnic groups.

A column or an identity of a form that says `each: <list>` stands for one an entry of the list. In its texts
`{entry}`, `{name}`, `{n}` and `{number}` are the entry's id, its name, its place in the list (from 1) and that
place counted from `first`; the phrase `{names}` is every way of writing the name.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from transforms.errors import BadReference
from transforms.registry.source import Source, split_list

_NAMES = "{names}"
_OWN_KEYS = frozenset({"each", "first"})


@dataclass(frozen=True)
class ListEntry:
    """One entry of a list, and every way of writing its name, the official one first."""

    entry_id: str
    name_vi: str
    names: tuple[str, ...]


ColumnLists = Mapping[str, tuple[ListEntry, ...]]


def read_column_lists(source: Source) -> ColumnLists:
    """Every list by its id; the ethnic minorities are one of them."""
    lists: dict[str, tuple[ListEntry, ...]] = {}
    for row in source.rows("column_lists.csv", "column_lists"):
        lists[row["list_id"]] = (*lists.get(row["list_id"], ()), _entry(row["entry_id"], row))
    groups = source.rows("ethnic_groups.csv", "ethnic_groups")
    minorities = tuple(_entry(row["group_id"], row) for row in groups if row["is_minority"] == "true")
    return lists | {"ethnic_minorities": minorities}


def _entry(entry_id: str, row: Mapping[str, str]) -> ListEntry:
    return ListEntry(entry_id, row["name_vi"], (row["name_vi"], *split_list(row["variants"])))


def read_printed_entries(source: Source) -> dict[str, dict[str, frozenset[str]]]:
    """By province and list: the entries for which the province prints a column."""
    chosen: dict[str, dict[str, frozenset[str]]] = {}
    for row in source.rows("printed_entries.csv", "printed_entries"):
        of_province = chosen.setdefault(row["territory_code"], {})
        of_province[row["list_id"]] = frozenset(split_list(row["entry_ids"]))
    return chosen


def expanded(raw: Mapping[str, Any], lists: ColumnLists, file: str) -> dict[str, Any]:
    """A form version with one column and one identity an entry, wherever it says `each`."""
    columns = [one for column in raw["columns"] for one in _each(column, lists, file)]
    identities = [
        one for identity in raw["identities"] for one in _each(_summed(identity, lists, file), lists, file)
    ]
    return {**raw, "columns": columns, "identities": identities}


def _each(raw: dict[str, Any], lists: ColumnLists, file: str) -> Iterator[dict[str, Any]]:
    if "each" not in raw:
        yield raw
        return
    plain = {key: value for key, value in raw.items() if key not in _OWN_KEYS}
    own = {"list_id": raw["each"]} if "header" in raw else {}
    for n, entry in enumerate(_entries(raw["each"], lists, file), start=1):
        words = {
            "{entry}": entry.entry_id,
            "{name}": entry.name_vi,
            "{n}": str(n),
            "{number}": str(n - 1 + raw.get("first", 1)),
        }
        yield _filled(plain, words, entry.names) | own | ({"entry_id": entry.entry_id} if own else {})


def _summed(raw: dict[str, Any], lists: ColumnLists, file: str) -> dict[str, Any]:
    """An identity with the terms of its `plus_each` at the head of `plus`."""
    if "plus_each" not in raw:
        return raw
    entries = _entries(raw["plus_each"]["each"], lists, file)
    items = [raw["plus_each"]["item"].replace("{entry}", entry.entry_id) for entry in entries]
    plain = {key: value for key, value in raw.items() if key != "plus_each"}
    return {**plain, "plus": [*items, *raw.get("plus", ())]}


def _entries(list_id: str, lists: ColumnLists, file: str) -> tuple[ListEntry, ...]:
    if list_id not in lists:
        raise BadReference(file, f"each: {list_id}", "unknown list", f"one of {', '.join(sorted(lists))}")
    return lists[list_id]


def _filled(value: Any, words: Mapping[str, str], names: tuple[str, ...]) -> Any:  # noqa: ANN401 -- plain YAML values
    if isinstance(value, dict):
        return {key: _filled(part, words, names) for key, part in value.items()}
    if isinstance(value, list):
        spliced = [one for part in value for one in (names if part == _NAMES else (part,))]
        return [_filled(part, words, names) for part in spliced]
    if isinstance(value, str):
        for mark, word in words.items():
            value = value.replace(mark, word)
    return value
