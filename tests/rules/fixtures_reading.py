"""Fixtures of data/reference/rules/reading.yaml: whose figures they are, of what and when."""

from dataclasses import replace
from pathlib import Path

from flows.places import Workspace
from flows.reading import read_submissions
from flows.receipts import DeliveryFacts
from flows.stores import archive
from flows.stores.files import file_digest
from tests.builders import f01, f02, grid, registry_of_the_change, small_registry
from tests.rules.base import BODY, FLOWS, GOOD_F01, GOOD_F02, HEAD, ROWS, ct01, drawn, row
from tests.rules.fixture import Fixture, Found, changed, file, sheets
from tests.stores.workbooks.makers import xlsx

GOOD = sheets(GOOD_F01)
GOOD_FILE = file(xlsx(dict(GOOD_F01.cells)))
CODED = "1 | Xã Sĩ Bình | '01978 | 5 | 5\n2 | {name} | '01993 | 100 | 90"


def sent_by(submitter: str) -> Found:
    """The rules that speak on a delivery from this folder of the inbox."""

    def found(tmp: Path) -> set[str]:
        place, path = Workspace(tmp / "w"), tmp / "bieu.xlsx"
        path.write_bytes(xlsx(dict(GOOD_F01.cells)))
        submission = file_digest(path)
        facts = DeliveryFacts(submission, submitter, path.name, "2021-12-10T08:00:00+07:00", 1)
        archive.put(place, path, facts)
        ((one,), _) = read_submissions(place, small_registry(), (submission,))
        return {finding.rule_id for finding in one.findings}

    return found


def standard(line: str) -> Found:
    """An F01 of 2020 whose title names a standard."""
    sheet = grid(f"TỔNG HỢP KẾT QUẢ CHÍNH THỨC RÀ SOÁT HỘ NGHÈO\n{line}\nNăm 2020\n{HEAD}\n{BODY}")
    return sheets(sheet, registry=registry_of_the_change())


def huge() -> Found:
    """Cells at both ends of a sheet, with little memory allowed to what reads them."""
    known = small_registry()
    limits = {**known.limits, "reading_fallback_cells": 1, "reading_cpu_seconds": 1}
    return file(xlsx({**GOOD_F01.cells, (1048576, 16384): 1}), registry=replace(known, limits=limits))


FIXTURES: dict[str, Fixture] = {
    "R01": Fixture(file(b""), GOOD_FILE),
    "R02": Fixture(file(xlsx(dict(GOOD_F01.cells))[:900]), GOOD_FILE),
    "R03": Fixture(file(b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n", "bieu.pdf"), GOOD_FILE),
    "R04": Fixture(sheets(drawn(title="BÁO CÁO THU CHI")), GOOD),
    "R05": Fixture(sheets(drawn(head=HEAD.replace("| Hộ cận nghèo |", "| Hộ sắp thoát |"))), GOOD),
    "R06": Fixture(
        sheets(drawn(head=f"{HEAD} | Hộ nghèo", body="\n".join(f"{line} | 21" for line in ROWS))), GOOD
    ),
    "R07": Fixture(sheets(drawn(above="")), GOOD),
    "R07b": Fixture(sheets(drawn(above="Năm 2021, năm 2020")), GOOD),
    "R08": Fixture(sheets(GOOD_F01, folder="2020-chinh_thuc"), sheets(GOOD_F01, folder="2021-chinh_thuc")),
    "R09": Fixture(sheets(drawn(title="TỔNG HỢP KẾT QUẢ RÀ SOÁT HỘ NGHÈO")), GOOD),
    "R10": Fixture(sent_by("huyen-bach-thong"), sent_by("063")),
    "R11": Fixture(sheets(GOOD_F01, submitter="06-bhxh"), GOOD),
    "R11b": Fixture(sheets(f01("1 | Xã Lạ | 1 | 4 | 1 | 0 | 4 | 0")), GOOD),
    "R12": Fixture(sheets(drawn(body=f"{BODY}\n4 | Xã Lạ | 1 | 4 | 1 | 0 | 4 | 0")), GOOD),
    "R12b": Fixture(sheets(drawn(body=row(2, "2 | | 200 | 800 | 20 | 6 | 80 | 24"))), GOOD),
    "R12c": Fixture(
        sheets(drawn(body=f"{BODY}\n | Cộng 2 xã, thị trấn | 600 | 2100 | 60 | 18 | 210 | 72")),
        sheets(drawn(body=f"{BODY}\n | Cộng 3 xã, thị trấn | 600 | 2100 | 60 | 18 | 210 | 72")),
    ),
    "R12d": Fixture(
        sheets(f02("\n".join((FLOWS[0], FLOWS[1].replace("Khẩu", ""), *FLOWS[2:])))), sheets(GOOD_F02)
    ),
    "R12e": Fixture(
        sheets(drawn(body=row(2, "2 | Xã Sĩ Bình (xã nghèo) | 200 | 800 | 20 | 6 | 80 | 24"))), GOOD
    ),
    "R13": Fixture(sheets(changed(GOOD_F01, {(5, 5): "200 người"})), GOOD),
    "R14": Fixture(sheets(drawn(body=f"{BODY}\n{ROWS[1]}")), GOOD),
    "R15": Fixture(sheets(changed(GOOD_F01, {(90, 40): "Số CCCD"})), GOOD),
    "R16": Fixture(sheets(f01("")), GOOD),
    "R17": Fixture(sheets(changed(GOOD_F01, {(4, 9): "ngoài biểu"})), GOOD),
    "R18": Fixture(huge(), GOOD_FILE),
    "R19": Fixture(
        sheets(ct01(CODED.format(name="Xã Tân Tú cũ"), "2020"), submitter="06-bhxh"),
        sheets(ct01(CODED.format(name="Xã Tân Tú"), "2020"), submitter="06-bhxh"),
    ),
    "R19b": Fixture(
        sheets(ct01(CODED.format(name="Xã Tân Tiến"), "2020"), submitter="06-bhxh"),
        sheets(ct01(CODED.format(name="Xã Tân Tú"), "2020"), submitter="06-bhxh"),
    ),
    "R20": Fixture(
        sheets(GOOD_F01, replace(f01(ROWS[1].replace("| 20 |", "| 21 |")), name="Sĩ Bình")),
        sheets(GOOD_F01, replace(f01(ROWS[1]), name="Sĩ Bình")),
    ),
    "R30": Fixture(
        standard("(theo chuẩn nghèo của Nghị định số 07/2021/NĐ-CP)"),
        standard("(theo chuẩn nghèo của Quyết định số 59/2015/QĐ-TTg)"),
    ),
}
