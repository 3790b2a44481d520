"""The answer is drawn within limits: what cannot be copied is answered without its sheets, the next file with them."""

import io
import re
from multiprocessing import active_children
from pathlib import Path

import pytest
from openpyxl import load_workbook

from flows.stores.answers import MARKED, write_marked
from flows.stores.marking import Marker
from tests.builders_answer import answer, issue
from tests.robustness.build import SHEET, edited
from tests.robustness.receipts import good_workbook, limited
from transforms.registry import Registry

pytestmark = pytest.mark.slow

GOOD = good_workbook()
ISSUE = issue(sheet="F01")
MERGE = b'<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/>'
OURS = ["Phản hồi", "Lỗi"]


def with_merge(merge: bytes) -> bytes:
    return edited(GOOD, SHEET, lambda xml: re.sub(rb"<mergeCells[^>]*>", merge, xml))


def answered(folder: Path, registry: Registry, *contents: bytes) -> list[list[str]]:
    """The sheets of the answer to each file."""
    sheets = []
    with Marker(registry) as marker:
        for content in contents:
            (folder / "file").write_bytes(content)
            write_marked(folder / "file", folder / MARKED, answer(ISSUE), marker)
            sheets.append(load_workbook(folder / MARKED).sheetnames)
        assert len(active_children()) == 1
    return sheets


def test_a_file_that_cannot_be_opened_is_answered_without_its_sheets(tmp_path: Path) -> None:
    broken = edited(GOOD, SHEET, lambda xml: xml.replace(b"</worksheet>", b""))
    whole, *others = answered(tmp_path, limited(), GOOD, b"", b"PK\3\4 broken", GOOD, broken)
    assert whole[:2] == OURS
    assert len(whole) > 2
    assert others[:2] == [OURS, OURS]
    assert others[2] == whole
    assert others[3][:2] == OURS
    assert active_children() == []


def test_a_file_beyond_the_limit_is_answered_without_its_sheets(tmp_path: Path) -> None:
    registry = limited()
    registry.limits["answer_copy_mb"] = 0
    assert answered(tmp_path, registry, GOOD) == [OURS]


def test_whatever_was_found_the_marked_copy_opens(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(GOOD)
    found = ["a\x0bb", "\ud800", "=1+1", "x" * 40_000, "{found}", "[0]", "\u202e"]
    with Marker(limited()) as marker:
        issues = [issue(sheet="F01", issue_id=str(n), found=one) for n, one in enumerate(found)]
        marked = marker.marked(tmp_path / "file", answer(*issues))
    said = [cell.value for cell in load_workbook(io.BytesIO(marked))["Lỗi"]["D"][1:]]
    assert said == ["a\ufffdb", "\ufffd", "=1+1", "x" * 32_767, "{found}", "[0]", "\u202e"]


@pytest.mark.slow
def test_billions_of_merged_cells_end_the_marking_and_not_the_run(tmp_path: Path) -> None:
    limits = limited(memory_mb=600, cpu_seconds=5)
    crafted, good = answered(tmp_path, limits, with_merge(MERGE), GOOD)
    assert crafted[:2] == OURS
    assert len(good) > 2
