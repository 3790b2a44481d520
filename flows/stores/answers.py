"""The returned room: the answer as a workbook and the receipt as a page, beside the receipt as data."""

from pathlib import Path

from flows.stores.files import storage, write_whole
from flows.stores.marking import Marker
from transforms.render.answer import Answer, without_copy
from transforms.render.receipt_page import receipt_page

MARKED = "danh-dau.xlsx"
RECEIPT_PAGE = "bien-nhan.html"
_MEGABYTE = 1_000_000


def write_marked(original: Path | None, target: Path, answer: Answer, marker: Marker) -> None:
    """Write the answer with a copy of the file; without it where there is none to copy, or it is too large."""
    is_copied = original and _is_small(original, marker.copy_megabytes)
    content = marker.marked(original, answer) if is_copied else b""
    write_whole(target, content or marker.marked(None, without_copy(answer)))


def write_page(folder: Path, answer: Answer) -> None:
    """Write the receipt that a submitter keeps as proof."""
    write_whole(folder / RECEIPT_PAGE, receipt_page(answer))


def _is_small(original: Path, megabytes: int) -> bool:
    with storage("read", original):
        return original.exists() and 0 < original.stat().st_size <= megabytes * _MEGABYTE
