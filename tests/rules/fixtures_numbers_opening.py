"""Fixtures of the rules on numbers, on opening a file, on our answers that come back, and of the register."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from tests.builders import f01, f02, read, small_registry
from tests.robustness.hostile import SPARSE
from tests.rules.base import FLOWS, GOOD_F01, ROWS
from tests.rules.fixture import Fixture, Found, changed, file, sheets
from tests.stores.workbooks.makers import compound, repacked, xlsx
from tests.unit.register.test_closed import CLOSING
from tests.unit.sheet.test_answer_sheet import KEY, line, lines
from tests.unit.sheet.test_figures import rated, three
from transforms.register.arrival import arrival_of
from transforms.register.closed import gate_of
from transforms.sheet.grid import SheetGrid
from transforms.terms.answer_sheet import HEADS, PAGE_STAMP

GOOD = sheets(GOOD_F01)
GOOD_BYTES = xlsx(dict(GOOD_F01.cells))
GOOD_FILE = file(GOOD_BYTES)
RATED = rated("10.00", "5.0", "2.5")
THREE = three("200", "300", "400")
SUMS = {(7, column): f"=SUM(R4C{column}:R6C{column})" for column in range(3, 9)}
BLANK = "1 | Xã Sĩ Bình | Hộ\n | | Khẩu"
SAID = "Không phát sinh trong kỳ"


def cell(text: str) -> Found:
    """The good sheet with this text for the households of Sĩ Bình."""
    return sheets(changed(GOOD_F01, {(5, 5): text}))


def beside(answer: SheetGrid) -> Found:
    """The good sheet with a sheet of an answer of ours beside it."""
    return sheets(answer, GOOD_F01)


def arriving(day: date) -> Found:
    """The rules that speak on an F01 of 2019, due on Monday 16/12/2019, that arrives on a day."""

    def found(_tmp: Path) -> set[str]:
        readings = [read(f01(ROWS[1], "2019"), small_registry())]
        arrival = arrival_of("s1", "063", day, readings, (), small_registry())
        return {finding.rule_id for finding in arrival.findings}

    return found


def after_closing(day: date) -> Found:
    """The rules that speak on an F01 of 2019 whose period was closed on 20/01/2020."""

    def found(_tmp: Path) -> set[str]:
        known = replace(small_registry(), closings=(CLOSING,))
        gate = gate_of("s1", "063", day, [read(f01(ROWS[1], "2019"), known)], known)
        return {finding.rule_id for finding in gate.findings}

    return found


def with_macro(content: bytes) -> bytes:
    """The workbook with a project of macros in it."""
    return repacked(content, xl__vbaProject_dot_bin=b"macro")


FIXTURES: dict[str, Fixture] = {
    "R13a": Fixture(cell("24/05/1900"), GOOD),
    "R13b": Fixture(cell("14500%"), GOOD),
    "R13c": Fixture(cell("145 (1)"), GOOD),
    "R21": Fixture(cell("#REF!"), GOOD),
    "R22": Fixture(cell("=D5/4"), GOOD),
    "R22b": Fixture(sheets(rated("=E4/C4", "=E5/C5", "2.5")), sheets(RATED)),
    "R23": Fixture(
        sheets(replace(GOOD_F01, formulas={p: f for p, f in SUMS.items() if p != (7, 4)})),
        sheets(replace(GOOD_F01, formulas=SUMS)),
    ),
    "R24": Fixture(sheets(replace(THREE, hidden_rows=frozenset({5}))), sheets(THREE)),
    "R24b": Fixture(sheets(replace(THREE, hidden_columns=frozenset({4}))), sheets(THREE)),
    "R25": Fixture(sheets(three("1.486", "980", "1250")), sheets(three("1486", "980", "1250"))),
    "R26": Fixture(sheets(replace(THREE, charset="TCVN3", originals={(5, 2): "X· SÜ B×nh"})), sheets(THREE)),
    "R27": Fixture(sheets(rated("0.1", "0.05", "0.025")), sheets(RATED)),
    "R35": Fixture(sheets(three("'200", "300", "400")), sheets(THREE)),
    "R36": Fixture(sheets(rated("10.00", "'NaN%", "2.5")), sheets(RATED)),
    "R28": Fixture(file(with_macro(GOOD_BYTES)), GOOD_FILE),
    "R33": Fixture(file(compound({"EncryptionInfo": b"", "EncryptedPackage": b""})), GOOD_FILE),
    "R34": Fixture(file(repacked(GOOD_BYTES, **{"..__..__etc": b"x"})), GOOD_FILE),
    SPARSE: Fixture(file(xlsx({**GOOD_F01.cells, (1048576, 16384): 1})), GOOD_FILE),
    "G01": Fixture(beside(lines(line("Gọi số 0912 345 678"))), beside(lines(line("Do đo lại")))),
    "G02": Fixture(beside(lines(line("a" * 1001))), beside(lines(line("Do đo lại")))),
    "G03": Fixture(
        beside(lines(line("Đúng", **{HEADS[-2]: "", "Mã luật": ""}))),
        beside(lines(line("Đúng", **{HEADS[-2]: KEY}))),
    ),
    "G04": Fixture(sheets(lines(line("Đúng"))), beside(lines(line("Đúng")))),
    "G05": Fixture(beside(lines(line("Đúng", **{HEADS[-2]: "khóa khác"}))), beside(lines(line("Đúng")))),
    "G06": Fixture(
        beside(SheetGrid("Phản hồi", {(1, 1): f"{PAGE_STAMP}|F02|2021|abc"})),
        beside(SheetGrid("Phản hồi", {(1, 1): f"{PAGE_STAMP}|F01|2021|abc"})),
    ),
    "C18": Fixture(arriving(date(2019, 12, 17)), arriving(date(2019, 12, 16))),
    "V01": Fixture(after_closing(date(2020, 1, 21)), after_closing(date(2020, 1, 20))),
    "N01": Fixture(sheets(f02(f"{BLANK}\n{SAID}")), sheets(f02("\n".join(FLOWS)))),
    "N02": Fixture(sheets(f02("\n".join((*FLOWS, SAID)))), sheets(f02("\n".join(FLOWS)))),
}
