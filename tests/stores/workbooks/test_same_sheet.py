"""One sheet in every format that is accepted: the same cells at the same addresses."""

import codecs
import datetime as dt
import unicodedata
from pathlib import Path

import pytest

from tests.stores.workbooks import makers as m
from tests.stores.workbooks.xlsb_maker import xlsb
from transforms.text.normalise import clean

# The first two rows and the first column are empty; so is a column inside the table.
SHEET = {
    (3, 2): "Biểu 01. Kết quả rà soát hộ nghèo; hộ cận nghèo, năm 2018",
    (5, 2): "TT",
    (5, 3): "Xã, phường, thị trấn",
    (5, 4): "Tổng số hộ",
    (5, 6): "Tỷ lệ",
    (5, 7): "Ngày",
    (6, 2): 1,
    (6, 3): "Xã Lương Hạ",
    (6, 4): 1486,
    (6, 6): 17.33,
    (6, 7): dt.date(2018, 12, 31),
    (7, 2): 2,
    (7, 3): "Thị trấn Yến Lạc",
    (7, 4): 0,
    (7, 6): "-",
    (8, 2): 3,
    (8, 3): "Phường “Đắk”",
    (8, 6): "x",
    (9, 2): "02155",
}
TYPED = {
    place: m.as_text(content) if isinstance(content, dt.date) else content for place, content in SHEET.items()
}
# A text file has no types: a decimal and a date are as they were typed; a whole number can be nothing else.
WRITTEN = {place: c if isinstance(c, int) else m.as_text(c) for place, c in SHEET.items()}
TEXT = {delimiter: m.csv_text(SHEET, delimiter) for delimiter in ";,\t|"}


@pytest.mark.parametrize(
    "content",
    [m.xlsx(SHEET), m.xls(SHEET), xlsb(SHEET), m.ods(SHEET), m.spreadsheetml(SHEET)],
    ids=["xlsx", "xls", "xlsb", "ods", "spreadsheetml"],
)
def test_a_workbook_gives_the_same_cells_in_every_format(tmp_path: Path, content: bytes) -> None:
    book = m.opened(tmp_path, content)
    assert [grid.name for grid in book.grids] == ["F01"]
    assert dict(book.grids[0].cells) == TYPED
    assert not book.grids[0].is_untyped
    assert book.notes == ()


@pytest.mark.parametrize(
    "content",
    [
        TEXT[";"].encode(),
        TEXT[";"].encode("utf-8-sig"),
        TEXT[","].encode(),
        TEXT["\t"].encode(),
        TEXT["|"].encode(),
        b"sep=;\r\n" + TEXT[";"].encode(),
        codecs.BOM_UTF16_LE + TEXT["\t"].encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT["\t"].encode("utf-16-be"),
        TEXT["\t"].encode("utf-16-le"),
        TEXT["\t"].encode("utf-16-be"),
        TEXT[";"].replace("\r\n", "\n").encode(),
        m.html_page(SHEET),
    ],
    ids=["semicolon", "bom", "comma", "tab", "bar", "sep", "utf16le", "utf16be", "le without bom", "be without bom",
         "unix", "html"],
)  # fmt: skip
def test_a_text_gives_the_same_cells_in_every_encoding(tmp_path: Path, content: bytes) -> None:
    [grid] = m.opened(tmp_path, content).grids
    assert dict(grid.cells) == WRITTEN
    assert grid.is_untyped


def test_the_vietnamese_code_page_is_known_by_its_tones(tmp_path: Path) -> None:
    """It writes a tone as a letter of its own: the text is kept so, and is the same once it is clean."""
    content = _in_code_page(TEXT[";"])
    [grid] = m.opened(tmp_path, content).grids
    assert {p: clean(str(c)) for p, c in grid.cells.items()} == {p: clean(str(c)) for p, c in WRITTEN.items()}
    assert grid.cells[6, 3] != WRITTEN[6, 3]


def _in_code_page(text: str) -> bytes:
    """As an old Vietnamese Windows writes it: the tone apart, the vowel's own sign on the vowel."""
    written = ""
    for letter in text:
        parts = unicodedata.normalize("NFD", letter)
        tones = "".join(part for part in parts if part in "\u0300\u0301\u0303\u0309\u0323")
        written += unicodedata.normalize("NFC", "".join(p for p in parts if p not in tones)) + tones
    return written.encode("cp1258")


@pytest.mark.parametrize("name", ["bieu.xlsx", "bieu.csv", "bieu.xls", "bieu.pdf", "bieu"])
@pytest.mark.parametrize("content", [m.xlsx(SHEET), m.xls(SHEET), m.ods(SHEET)], ids=["xlsx", "xls", "ods"])
def test_the_name_of_a_file_means_nothing(tmp_path: Path, content: bytes, name: str) -> None:
    assert dict(m.first(tmp_path, content, name).cells) == TYPED


def test_a_text_under_the_name_of_a_workbook_is_read_as_text(tmp_path: Path) -> None:
    assert dict(m.first(tmp_path, TEXT[";"].encode(), "bieu.xlsx").cells) == WRITTEN
    assert dict(m.first(tmp_path, m.html_page(SHEET), "bieu.xls").cells) == WRITTEN


def test_an_excel_5_workbook_is_read(tmp_path: Path) -> None:
    cells = {(3, 2): "Đông Hà", (3, 4): 1486, (4, 4): 17.33}
    assert dict(m.first(tmp_path, m.biff5(cells)).cells) == cells
