"""Open one delivered file: a gate on its bytes first, then python-calamine; runs inside a worker."""

import io
import zipfile
from pathlib import Path

from python_calamine import CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from transforms.sheet.grid import OpenedWorkbook, SheetGrid
from transforms.text.numbers import CellContent

MAX_BYTES = 50_000_000
MAX_UNPACKED_BYTES = 300_000_000
MAX_MEMBERS = 5_000

_MAGIC = {
    b"\xd0\xcf\x11\xe0": "Excel 97-2003 hoặc tệp đặt mật khẩu",
    b"%PDF": "PDF",
    b"\x89PNG": "ảnh PNG",
    b"\xff\xd8\xff": "ảnh JPEG",
}


class NotAWorkbook(Exception):  # noqa: N818 -- named by what it says of the file
    """The file ends as a receipt: the rule that refuses it, what was found, the detail."""

    def __init__(self, rule_id: str, found: str = "", detail: str = "") -> None:
        super().__init__(rule_id, found, detail)
        self.rule_id = rule_id
        self.found = found
        self.detail = detail


def read_workbook(path: Path) -> OpenedWorkbook:
    """Every sheet of a workbook as a grid.

    Raises:
        NotAWorkbook: the bytes are empty, of another kind, damaged or beyond the limits.
    """
    content = path.read_bytes()
    _pass_gate(content)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        return OpenedWorkbook(
            tuple(
                _grid(book.get_sheet_by_name(meta.name), is_hidden=meta.visible != SheetVisibleEnum.Visible)
                for meta in book.sheets_metadata
                if meta.typ == SheetTypeEnum.WorkSheet
            )
        )
    except Exception as error:
        raise NotAWorkbook("R02", detail=type(error).__name__) from error


def _pass_gate(content: bytes) -> None:
    if not content:
        raise NotAWorkbook("R01")
    if len(content) > MAX_BYTES:
        raise NotAWorkbook(
            "R18", detail=f"{len(content) // 1_000_000} MB, giới hạn {MAX_BYTES // 1_000_000} MB"
        )
    if not content.startswith(b"PK"):
        kind = next(
            (name for magic, name in _MAGIC.items() if content.startswith(magic)), "văn bản hoặc loại khác"
        )
        raise NotAWorkbook("R03", found=kind)
    try:
        members = zipfile.ZipFile(io.BytesIO(content)).infolist()
    except zipfile.BadZipFile as error:
        raise NotAWorkbook("R02", detail="tệp bị cắt cụt hoặc hỏng") from error
    if sum(m.file_size for m in members) > MAX_UNPACKED_BYTES or len(members) > MAX_MEMBERS:
        raise NotAWorkbook("R18", detail="dữ liệu nén bung ra quá lớn")
    if not any(m.filename == "xl/workbook.xml" for m in members):
        raise NotAWorkbook("R03", found="tệp nén không phải bảng tính .xlsx")


def _grid(sheet: CalamineSheet, *, is_hidden: bool) -> SheetGrid:
    rows = sheet.to_python(skip_empty_area=False)
    cells = {
        (r, c): _content(value)
        for r, row in enumerate(rows, start=1)
        for c, value in enumerate(row, start=1)
        if value != ""
    }
    merges = tuple((a + 1, b + 1, c + 1, d + 1) for (a, b), (c, d) in sheet.merged_cell_ranges or ())
    return SheetGrid(sheet.name, cells, merges, is_hidden)


def _content(value: object) -> CellContent:
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:  # noqa: PLR2004 -- exact in a float
        return int(value)
    return value if isinstance(value, str | int | float | bool) else str(value)
