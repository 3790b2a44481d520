"""The stamp of a template beside what the sheet and its sender say: it decides nothing, contradictions are told."""

import pytest

from tests.builders import f01, figures, grid, read, rules_of
from transforms.registry import Registry
from transforms.sheet.grid import SheetGrid

BODY = "1 | Xã Sĩ Bình | 200 | 800 | 20 | 6 | 80 | 24"


def stamped(stamp: str, year: str = "2021") -> SheetGrid:
    """The sheet of a template: the stamp in the line of the period."""
    sheet = f01(BODY, year)
    return SheetGrid(sheet.name, {**sheet.cells, (2, 5): f"tonghop:{stamp}"}, sheet.merges)


def test_a_stamp_that_says_what_the_sheet_says_is_silent(small: Registry) -> None:
    assert rules_of(read(stamped("F01:2016:063:2021:chinh_thuc"), small)) == []


@pytest.mark.parametrize("stamp", ["F01:2014", "F01:9", "F02:2016", "F99:1"])
def test_an_older_unknown_or_other_version_is_read_by_its_headers_and_noted(
    small: Registry, stamp: str
) -> None:
    reading = read(stamped(f"{stamp}:063:2021:chinh_thuc"), small)
    assert figures(reading) == figures(read(f01(BODY), small))
    (note,) = reading.findings
    assert (note.rule_id, note.found, note.expected) == ("R39", stamp.replace(":", " "), "F01 2016")
    assert small.rules["R39"].severity == "note"


def test_a_template_of_another_submitter_is_to_be_explained(small: Registry) -> None:
    (finding,) = read(stamped("F01:2016:064:2021:chinh_thuc"), small).findings
    assert (finding.rule_id, finding.found, finding.expected) == ("R39b", "064", "063")
    assert small.rules["R39b"].severity == "explain"


@pytest.mark.parametrize(
    ("stamp", "folder", "expected"),
    [
        ("2020:chinh_thuc", "", "2020-chinh_thuc"),
        ("2021:so_bo", "", "2021-so_bo"),
        ("2020:chinh_thuc", "2021-chinh_thuc", "2020-chinh_thuc"),
    ],
)
def test_a_template_of_another_period_or_status_is_returned(
    small: Registry, stamp: str, folder: str, expected: str
) -> None:
    reading = read(stamped(f"F01:2016:063:{stamp}"), small, folder=folder)
    (finding,) = reading.findings
    assert (finding.rule_id, finding.found, finding.expected) == ("R08", "2021-chinh_thuc", expected)
    assert reading.cells == ()


def test_lines_for_reference_above_the_table_name_no_period_and_no_form(small: Registry) -> None:
    drawing = f"""
        TỔNG HỢP KẾT QUẢ CHÍNH THỨC RÀ SOÁT HỘ NGHÈO
        Năm 2021
        Tham khảo: Tổng hợp diễn biến hộ nghèo năm 2019, số sơ bộ 6 tháng đầu năm 2020
        TT | Xã/phường | Hộ dân cư | Tổng số nhân khẩu | Hộ nghèo | Hộ cận nghèo | Khẩu nghèo | Khẩu cận nghèo
        {BODY}
    """
    reading = read(grid(drawing), small)
    assert (reading.form_id, reading.period, reading.figure_status) == ("F01", "2021", "chinh_thuc")
    assert rules_of(reading) == []
    assert reading.counts["unrecognised"] == 0
