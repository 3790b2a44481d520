"""The returned room: the submitter's own workbook, marked, beside the receipt."""

import zipfile
from collections.abc import Sequence
from pathlib import Path

from flows.stores.files import write_whole
from transforms.terms.rule import Issue

MARKED = "danh-dau.xlsx"
_MAX_BYTES = 5_000_000


def write_marked(original: Path, target: Path, issues: Sequence[Issue]) -> bool:
    """Write the marked copy of a workbook; False where the original cannot be copied (then the list must do)."""
    from transforms.render.marked_xlsx import marked_workbook  # noqa: PLC0415 -- openpyxl is slow to import

    if original.stat().st_size > _MAX_BYTES:
        return False
    try:
        content = marked_workbook(original.read_bytes(), issues)
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, AttributeError, OSError):
        return False
    write_whole(target, content)
    return True
