"""Curious deliveries beside the plainly bad ones, each with one expected answer.

The two that are read with findings come from districts that send their corrected report in the days after, which
takes the place of what could be read of these.
"""

import re
from dataclasses import dataclass, replace
from hashlib import sha256

from tests.robustness.build import SHEET, edited
from tests.samples import layouts, saved
from tests.samples.grids import Grid, grid_of
from tests.samples.workbooks import Figures, Sample, sample_sheet
from tests.stores.workbooks.makers import compound
from transforms.registry import Registry
from transforms.render.form_layout import FormSheet
from transforms.render.form_xlsx import form_workbook
from transforms.terms.period import Period


@dataclass(frozen=True)
class Odd:
    """Where a file arrives, the verdict on it and the rule that says why."""

    path: str
    verdict: str
    rule_id: str


ENCRYPTED = Odd("058/Bieu 01 (co mat khau).xlsx", "returned", "R33")
SCAN = Odd("060/bieu 01 ban scan.xlsx", "returned", "R03")
BROKEN = Odd("062/Bieu 01 nam 2018 (du thao).xlsx", "accepted_to_explain", "R21")
UNSAVED = Odd("066/Bieu 01 xuat tu phan mem.xlsx", "accepted_to_explain", "R22")
PERSONS = Odd("01972/danh sach ho ngheo 2020.ods", "returned", "R15")
UNCLEAR = Odd("456/Bieu 01 theo mau rieng.xlsx", "returned", "R06")
ODD = (ENCRYPTED, SCAN, BROKEN, UNSAVED, PERSONS, UNCLEAR)

_HASTY = "06-2018-hasty"
# Poor households of two communes.
_BROKEN_CELLS = (3, 5)
_OTHER_ORDER = (5, 6, 7, 8, 9, 10, 3, 4, 11, 12, 13, 14, 15, 16)
_PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 842 595]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)


def odd_deliveries(registry: Registry, figures: Figures) -> list[Sample]:
    """Every curious delivery, with the days on which it arrives."""

    def f01(submitter_id: str, period: str) -> FormSheet:
        owed = registry.duties(Period(period))
        duty = next(d for d in owed if (d.submitter_id, d.form_id) == (submitter_id, "F01"))
        return sample_sheet(registry, duty, figures.of(duty))

    return [
        Sample(ENCRYPTED.path, _encrypted(), _HASTY),
        Sample(SCAN.path, _PDF, _HASTY),
        Sample(BROKEN.path, _broken(f01("062", "2018")), _HASTY),
        Sample(UNSAVED.path, _unsaved(f01("066", "2018")), _HASTY),
        Sample(PERSONS.path, saved.ods(_persons()), "06-2020-list"),
        Sample(UNCLEAR.path, _unclear(f01("456", "2023")), "44-2023-hasty"),
    ]


def _encrypted() -> bytes:
    """The outside of a workbook with a password; inside there is nothing but noise."""
    noise = b"".join(sha256(b"tonghop-samples-%d" % n).digest() for n in range(256))
    return compound({"EncryptionInfo": b"\4\0\4\0\x40\0\0\0<encryption/>", "EncryptedPackage": noise})


def _broken(sheet: FormSheet) -> bytes:
    """Two counts that point to a sheet which is no longer there."""
    grid = grid_of(sheet)
    places = [(grid.numbering + row, 5) for row in _BROKEN_CELLS]
    cells = {**grid.cells, **dict.fromkeys(places, "#REF!")}
    formulas = {**grid.formulas, **dict.fromkeys(places, "=#REF!E5")}
    return saved.xlsx(replace(grid, cells=cells, formulas=formulas))


def _unsaved(sheet: FormSheet) -> bytes:
    """Formulas as a program writes them that never computed them."""
    return edited(form_workbook(sheet), SHEET, lambda xml: re.sub(rb"</f><v>[^<]*</v>", b"</f>", xml))


def _unclear(sheet: FormSheet) -> bytes:
    """Columns in an order of its own, and one header that may be that of two columns."""
    grid = layouts.unmerged(sheet, _OTHER_ORDER)
    cells = {
        place: "Hộ nghèo, cận nghèo" if content == "Tổng số hộ cận nghèo" else content
        for place, content in grid.cells.items()
    }
    return saved.xlsx(replace(grid, cells=cells))


def _persons() -> Grid:
    """A list of persons who do not exist, by the names that stand for anybody."""
    rows = (
        ("TT", "Họ, tên chủ hộ và thành viên", "Năm sinh", "Dân tộc", "Quan hệ với chủ hộ"),
        ("A", "B", "1", "2", "3"),
        (1, "Nguyễn Văn A", 1900, "Kinh", "Chủ hộ"),
        (2, "Nguyễn Thị B", 1900, "Kinh", "Vợ"),
        (3, "Nguyễn Văn C", 1900, "Kinh", "Con"),
    )
    titles = ("DANH SÁCH CHI TIẾT HỘ NGHÈO", "Số liệu mô phỏng: người trong danh sách không có thật")
    lines = ((title,) for title in titles)
    return Grid(
        "F15",
        {
            (number, column): content
            for number, line in enumerate((*lines, *rows), start=1)
            for column, content in enumerate(line, start=1)
        },
    )
