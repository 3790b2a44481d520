"""What published pages show of the shipped reference is there in English too, and in English alone.

Here belongs: a field or a text that would leave a Vietnamese word on an English page.
"""

import csv
import io
import re
from collections.abc import Iterator
from string import Formatter
from typing import Any

import pytest
import yaml

from tests.builders import shipped_texts

# Vietnamese alone: words printed on Vietnamese forms, on the answer to a submitter, or written by an official.
ALONE = {
    *(("forms", name) for name in ("title_vi", "measure_vi")),
    *(("office", name) for name in ("sender_vi", "contact_vi")),
    *(
        ("root_causes", "why_vi"),
        ("unit_types", "type_vi"),
        ("column_lists", "name_vi"),
        ("rules", "reason_vi"),
    ),
    ("ethnic_groups", "name_vi"),
    *(("framework_checks", "reason_vi"), ("working_days", "document_vi")),
    *((file, name) for file in ("corrections", "waivers") for name in ("reason_vi", "document_vi")),
    *(("closings", "document_vi"), ("reopenings", "reason_vi"), ("task_updates", "note_vi")),
}
# Parts of the numbers of official papers, and quotations of a form or a source.
PAPERS = {"QĐ", "NĐ", "BLĐTBXH", "TTg", "CP"}
QUOTED = re.compile(r"“[^”]*”")
VIETNAMESE = re.compile(r"[À-ỹĐđ]")
WORD = re.compile(r"[^\W\d_]+")


def kind_of(path: str) -> str:
    return path.split("/", maxsplit=1)[0].removesuffix(".yaml").removesuffix(".csv")


def mappings(value: object) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        for part in value.values():
            yield from mappings(part)
    elif isinstance(value, list):
        for part in value:
            yield from mappings(part)


def reference() -> Iterator[tuple[str, dict[str, Any]]]:
    """Every mapping of a YAML file and every row of a CSV file, with the kind of its file."""
    for path, text in shipped_texts().items():
        if path.endswith(".yaml") and not path.startswith("messages/"):
            yield from ((kind_of(path), one) for one in mappings(yaml.safe_load(text)))
        elif path.endswith(".csv") and not path.startswith("territor"):
            yield from ((kind_of(path), dict(row)) for row in csv.DictReader(io.StringIO(text)))


def messages() -> dict[str, dict[str, str]]:
    found = (yaml.safe_load(t) for path, t in shipped_texts().items() if path.startswith("messages/"))
    return {key: text for catalogue in found for key, text in catalogue.items()}


def proper_names() -> frozenset[str]:
    """The words of the names of territories and of ethnic groups, and of the numbers of papers."""
    named = {"territories.csv": "name", "ethnic_groups.csv": "name_vi"}
    rows = [
        (row, name)
        for file, name in named.items()
        for row in csv.DictReader(io.StringIO(shipped_texts()[file]))
    ]
    return frozenset(word for row, name in rows for word in WORD.findall(row[name])) | PAPERS


def test_every_field_that_a_page_shows_is_translated() -> None:
    missing = [
        (kind, name, value)
        for kind, one in reference()
        for name, value in one.items()
        if name.endswith("_vi") and value and (kind, name) not in ALONE
        if not one.get(f"{name.removesuffix('_vi')}_en")
    ]
    assert missing == []


def test_english_holds_no_vietnamese_word_but_names_and_quotations() -> None:
    names = proper_names()
    texts = [(kind, v) for kind, one in reference() for name, v in one.items() if name.endswith("_en") and v]
    texts += [(key, said["en"]) for key, said in messages().items()]
    wrong = [
        (kind, word, text)
        for kind, text in texts
        for word in WORD.findall(QUOTED.sub("", text))
        if VIETNAMESE.search(word) and word not in names
    ]
    assert wrong == []


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_text_says_something(language: str) -> None:
    assert [key for key, said in messages().items() if not said[language].strip()] == []


def test_both_languages_fill_the_same_placeholders() -> None:
    def fields(text: str) -> set[str]:
        return {name for _, name, _, _ in Formatter().parse(text) if name is not None}

    assert [key for key, said in messages().items() if fields(said["vi"]) != fields(said["en"])] == []
