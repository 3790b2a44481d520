"""When a target is exceeded, met, near, not met, not due, or cannot be judged, and what is said of it.

The rows stand in verdicts.md, one table a kind of target; they are read by verdict_tables.py.
"""

import re

import pytest

from tests.spec.verdict_tables import Row, judged, numbers_en, numbers_vi, rows
from transforms.render.lines import VERDICTS


@pytest.mark.parametrize("row", list(rows()), ids=str)
def test_the_verdict_and_its_sentence(row: Row) -> None:
    found = judged(row)
    assert (found.verdict, found.reason) == (row.cells["verdict"], row.cells["sentence"])


def test_every_verdict_and_every_kind_of_target_is_in_the_tables() -> None:
    assert {row.cells["verdict"] for row in rows()} == set(VERDICTS)
    assert {row.kind for row in rows()} == {
        "level",
        "drop_pp",
        "drop_relative",
        "drop_count",
        "level_count",
        "count",
        "share_of_territories",
        "coverage",
        "qualitative",
    }


@pytest.mark.parametrize("row", [row for row in rows() if row.kind != "qualitative"], ids=str)
def test_the_english_sentence_says_the_same_numbers(row: Row) -> None:
    found = judged(row)
    assert numbers_en(found.reason_en) == numbers_vi(found.reason)


@pytest.mark.parametrize("row", [row for row in rows() if not row.get("standards")], ids=str)
def test_the_english_sentence_holds_no_vietnamese_word_but_in_quotation_marks(row: Row) -> None:
    unquoted = re.sub(r"“[^”]*”", "", judged(row).reason_en)
    assert re.findall(r"[À-ỹĐđ]", unquoted) == []
