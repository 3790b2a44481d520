"""The marked copy is made within limits: what openpyxl cannot hold stays unmarked, the next workbook is marked."""

import io
import re
from multiprocessing import active_children

import pytest
from openpyxl import load_workbook

from flows.stores.marking import Marker
from tests.robustness.build import SHEET, edited
from tests.robustness.receipts import good_workbook, limited
from transforms.terms.rule import Issue

GOOD = good_workbook()
ISSUE = Issue("1", "R17", "note", "1", "063", "F01", "2018", "F01", "A1", "", "", "7", "", "Ô A1", "Xem lại")
MERGE = b'<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/>'


def with_merge(merge: bytes) -> bytes:
    return edited(GOOD, SHEET, lambda xml: re.sub(rb"<mergeCells[^>]*>", merge, xml))


def test_a_workbook_that_cannot_be_copied_stays_unmarked_and_the_next_is_marked() -> None:
    broken = edited(GOOD, SHEET, lambda xml: xml.replace(b"</worksheet>", b""))
    with Marker(limited()) as marker:
        assert [bool(marker.marked(one, [ISSUE])) for one in (GOOD, broken, b"", GOOD)] == [
            True,
            False,
            False,
            True,
        ]
        assert len(active_children()) == 1
    assert active_children() == []


def test_whatever_was_found_the_marked_copy_opens() -> None:
    found = ["a\x0bb", "\ud800", "=1+1", "x" * 40_000, "{found}", "[0]", "\u202e"]
    with Marker(limited()) as marker:
        marked = marker.marked(GOOD, [Issue(**{**vars(ISSUE), "found": one}) for one in found])
    said = [cell.value for cell in load_workbook(io.BytesIO(marked))["Lỗi"]["D"][1:]]
    assert said == ["a\ufffdb", "\ufffd", "=1+1", "x" * 32_767, "{found}", "[0]", "\u202e"]


@pytest.mark.slow
def test_billions_of_merged_cells_end_the_marking_and_not_the_run() -> None:
    with Marker(limited(memory_mb=600, cpu_seconds=5)) as marker:
        assert marker.marked(with_merge(MERGE), [ISSUE]) == b""
        assert marker.marked(GOOD, [ISSUE])
