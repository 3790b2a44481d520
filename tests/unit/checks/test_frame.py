"""The validation frame: one row a record, one column a check, and the finding behind each of its cells."""

import pytest

from tests.builders import f01, grid, read, submitted
from transforms.checks.batches import form_batches
from transforms.checks.frame import Batch
from transforms.registry import Registry
from transforms.sheet.grid import SheetGrid

ALL = """
    1 | Thị trấn Phủ Thông | 100 | 400 | 10 | 5 | 40 | 20
    2 | Xã Sĩ Bình | 200 | 800 | 20 | 6 | 80 | 24
    3 | Xã Tân Tú | 300 | 900 | 30 | 7 | 90 | 28
"""


def batch(sheet: SheetGrid, registry: Registry) -> Batch:
    (found,) = form_batches([submitted(read(sheet, registry))], registry)
    return found


def failing(one: Batch) -> dict[str, list[str]]:
    """What a plain reading of the checks finds: cells by rule. (Great Expectations judges the same frame.)"""
    found: dict[str, list[str]] = {}
    for check in one.checks:
        for row, value in enumerate(one.frame[check.column]):
            low = check.at_least is not None and value < check.at_least
            high = check.at_most is not None and value > check.at_most
            if low or high:
                finding = one.findings[row, check.column]
                found.setdefault(check.rule_id, []).append(finding.cell)
    return found


def test_a_clean_sheet_fails_no_check(small: Registry) -> None:
    assert failing(batch(f01(ALL), small)) == {}


def test_one_batch_holds_all_submissions_of_a_form_and_period(small: Registry) -> None:
    one = submitted(read(f01(ALL), small), "063", "s1")
    other = submitted(read(f01("1 | Xã Phong Huân | 5 | 9 | 1 | 1 | 2 | 2"), small, "064"), "064", "s2")
    last_year = submitted(read(f01(ALL, "2020"), small), "063", "s3")
    found = form_batches([one, other, last_year], small)
    assert [(b.name, len(b.frame)) for b in found] == [("F01-2016-2020", 3), ("F01-2016-2021", 4)]
    assert list(found[1].frame["submission_id"]) == ["s1", "s1", "s1", "s2"]


def test_a_required_cell_left_blank_is_found_in_a_part_and_not_in_a_total(small: Registry) -> None:
    blank_part = ALL.replace("| 20 | 6 |", "|  | 6 |")
    assert failing(batch(f01(blank_part), small)) == {"C00": ["E5"]}
    blank_total = ALL + " | Tổng cộng | 600 | 2100 |  | 18 | 210 | 72"
    assert failing(batch(f01(blank_total), small)) == {}


def test_a_dash_or_a_tick_is_an_answer(small: Registry) -> None:
    assert "C00" not in failing(batch(f01(ALL.replace("| 20 | 6 |", "| - | x |")), small))


def test_a_negative_or_broken_count_is_found(small: Registry) -> None:
    sheet = f01(ALL.replace("| 20 | 6 |", "| -20 | 6.5 |"))
    assert failing(batch(sheet, small))["C03a"] == ["E5", "F5"]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("-1486", "-1.486"),
        ("0.145", "0,145"),
        ("'0.145", "0,145"),
        ("(145)", "(145) = -145"),
        ("(1.145)", "(1.145) = -1.145"),
        ("\uff08145\uff09", "\uff08145\uff09 = -145"),
    ],
)
def test_a_broken_count_is_shown_as_it_was_read_and_brackets_beside_it(
    small: Registry, typed: str, found: str
) -> None:
    made = batch(f01(ALL.replace("| 20 | 6 |", f"| {typed} | 6 |")), small)
    told = {
        finding.found
        for finding in made.findings.values()
        if finding.cell == "E5" and finding.rule_id == "C03a"
    }
    assert told == {found}
    assert "số trong ngoặc đơn được hiểu là số âm" in small.rules["C03a"].hint_vi


def test_a_rate_beyond_a_hundred_is_found(small: Registry) -> None:
    sheet = grid("""
        TỔNG HỢP KẾT QUẢ CHÍNH THỨC RÀ SOÁT HỘ NGHÈO NĂM 2021
        TT | Xã/phường | Hộ dân cư | Tổng số nhân khẩu | Hộ nghèo | < | Hộ cận nghèo | Khẩu nghèo | Khẩu cận nghèo
        ^ | ^ | ^ | ^ | Số hộ | Tỷ lệ | ^ | ^ | ^
        1 | Thị trấn Phủ Thông | 10 | 9000 | 204 | 2040 | 6 | 800 | 24
    """)
    found = failing(batch(sheet, small))
    assert found["C08b"] == ["F4"]
    assert found["C04"] == ["C4"]


def test_units_that_are_owed_and_lacking_are_named_once(small: Registry) -> None:
    one = batch(f01("1 | Xã Sĩ Bình | 200 | 800 | 20 | 6 | 80 | 24"), small)
    assert failing(one) == {"C02": ["C4"]}
    (finding,) = [f for f in one.findings.values() if f.rule_id == "C02"]
    assert (finding.found, finding.detail) == ("2 đơn vị", "Thị trấn Phủ Thông, Xã Tân Tú")


def test_a_total_over_lacking_units_is_not_judged(small: Registry) -> None:
    sheet = f01(
        "1 | Xã Sĩ Bình | 200 | 800 | 20 | 6 | 80 | 24\n | Tổng cộng | 600 | 2100 | 60 | 18 | 210 | 72"
    )
    assert failing(batch(sheet, small)) == {"C02": ["C4"]}


def test_a_finding_says_where_it_stands(small: Registry) -> None:
    one = batch(f01(ALL.replace("| 20 | 6 |", "|  | 6 |")), small)
    finding = one.findings[1, "given:poor_households"]
    assert (finding.submission_id, finding.sheet, finding.cell) == ("s1", "Sheet1", "E5")
    assert (finding.form_id, finding.period, finding.territory_code) == ("F01", "2021", "01978")
    assert (finding.item_id, finding.label) == ("poor_households", "Số hộ nghèo")


def test_each_check_is_one_column_of_the_frame(small: Registry) -> None:
    one = batch(f01(ALL), small)
    columns = [check.column for check in one.checks]
    assert len(columns) == len(set(columns))
    assert set(columns) <= set(one.frame.columns)
