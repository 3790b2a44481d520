"""Sheets of our answer in a submission: their explanations are read, they give no figure and no issue of a form."""

import pytest

from tests.builders import f01, grid
from transforms.registry import Registry
from transforms.sheet.delivery import Delivery
from transforms.sheet.grid import OpenedWorkbook, SheetGrid
from transforms.sheet.read import read_sheets
from transforms.sheet.reading import SheetReading
from transforms.terms.answer_sheet import HEADS, PAGE_STAMP

ROW = "1 | Xã Sĩ Bình | 200 | 800 | 20 | 6 | 80 | 24"
KEY = "0123456789abcdef"


def lines(*rows: dict[str, str]) -> SheetGrid:
    """A list "Lỗi" with these cells by their heads."""
    said = ["|".join(HEADS), *("|".join(row.get(head, "") for head in HEADS) for row in rows)]
    return grid("\n".join(said), name="Lỗi")


def line(text: str, **other: str) -> dict[str, str]:
    told = {"Xã": "Sĩ Bình", "Ô": "C4", "Giá trị": "20", "Mã luật": "C04", "Trang": "F01", HEADS[-2]: KEY}
    return {**told, "Giải trình": text, **other}


def opened(registry: Registry, *sheets: SheetGrid) -> tuple[SheetReading, ...]:
    return read_sheets(OpenedWorkbook(sheets), Delivery("s1", "063"), registry)


def rules(readings: tuple[SheetReading, ...]) -> list[str]:
    return [finding.rule_id for reading in readings[1:] for finding in reading.findings]


def test_an_explanation_is_read_with_its_key_and_nothing_else_of_the_sheet(small: Registry) -> None:
    form = f01(ROW)
    alone, (read, answer) = opened(small, form)[0], opened(small, lines(line("Do đo lại")), form)
    assert read == alone
    (given,) = answer.explanations
    assert (given.key, given.rule_id, given.cell, given.text) == (KEY, "C04", "C4", "Do đo lại")
    assert not answer.cells
    assert not answer.findings
    assert answer.ignored == {"answer_sheet": answer.counts["ignored_by_rule"]}


@pytest.mark.parametrize("text", ["", "  ", "12", "-"])
def test_a_line_without_words_explains_nothing(small: Registry, text: str) -> None:
    readings = opened(small, f01(ROW), lines(line(text)))
    assert readings[1].explanations == ()
    assert rules(readings) == []


@pytest.mark.parametrize(
    ("text", "other", "rule", "kept"),
    [
        ("Gọi số 0912 345 678", {}, "G01", 0),
        ("Căn cước 006123456789", {}, "G01", 0),
        ("a" * 1001, {}, "G02", 1),
        ("Đúng", {HEADS[-2]: "", "Mã luật": ""}, "G03", 0),
        ("Đúng", {HEADS[-2]: "khóa khác"}, "G05", 1),
    ],
)
def test_what_does_not_count_as_written_is_said(
    small: Registry, text: str, other: dict[str, str], rule: str, kept: int
) -> None:
    readings = opened(small, f01(ROW), lines(line(text, **other)))
    assert rules(readings) == [rule]
    assert len(readings[1].explanations) == kept
    assert all(len(one.text) <= small.limits["explanation_characters"] for one in readings[1].explanations)


def test_amounts_and_years_are_no_personal_numbers(small: Registry) -> None:
    readings = opened(
        small, f01(ROW), lines(line("Kinh phí 1.234.567.890 đồng, QĐ 131/QĐ-UBND ngày 12/12/2018"))
    )
    assert (rules(readings), len(readings[1].explanations)) == ([], 1)


def test_nothing_but_our_answer_is_no_report(small: Registry) -> None:
    (reading,) = opened(small, lines(line("Đúng")))
    assert [finding.rule_id for finding in reading.findings] == ["G04"]


@pytest.mark.parametrize(("told", "found"), [("F01|2021", []), ("F02|2021", ["G06"]), ("F01|2020", ["G06"])])
def test_the_page_of_another_report_is_noticed(small: Registry, told: str, found: list[str]) -> None:
    page = SheetGrid("Phản hồi", {(1, 1): f"{PAGE_STAMP}|{told}|abc"})
    assert rules(opened(small, page, f01(ROW))) == found
