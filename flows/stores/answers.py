"""The returned room: the submitter's own workbook, marked, beside the receipt."""

from collections.abc import Sequence
from pathlib import Path

from flows.stores.files import storage, write_whole
from flows.stores.marking import Marker
from transforms.terms.rule import Issue

MARKED = "danh-dau.xlsx"
_MAX_BYTES = 5_000_000


def write_marked(original: Path, target: Path, issues: Sequence[Issue], marker: Marker) -> bool:
    """Write the marked copy of a workbook; False where the original cannot be copied (then the list must do)."""
    with storage("read", original):
        content = b"" if original.stat().st_size > _MAX_BYTES else original.read_bytes()
    # What is no zip is no .xlsx: nothing to start a process for.
    marked = marker.marked(content, issues) if content.startswith(b"PK") else b""
    if marked:
        write_whole(target, marked)
    return bool(marked)
