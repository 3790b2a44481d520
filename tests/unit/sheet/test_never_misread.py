"""What looked right and was not: each of these was once read as something else, or passed over without a word."""

from dataclasses import replace

import pytest

from tests.builders import F01_HEAD, f01, f02, grid, read, rules_of
from transforms.registry import Registry
from transforms.sheet.delivery import Delivery
from transforms.sheet.grid import OpenedWorkbook
from transforms.sheet.read import read_sheets

ROW = "1 | Thị trấn Phủ Thông | 900 | 3600 | 20 | 30 | 80 | 120"


@pytest.mark.parametrize(
    "status",
    [
        "CHÍNH THỨC (chưa chính thức)",
        "(KHÔNG PHẢI SỐ CHÍNH THỨC)",
        "CHÍNH THỨC (DỰ KIẾN)",
        "chưa được UBND tỉnh phê duyệt",
    ],
)
def test_a_status_that_the_title_takes_back_is_asked_for(status: str, small: Registry) -> None:
    head = F01_HEAD.format(year="2021").replace("CHÍNH THỨC", status)
    assert rules_of(read(grid(head.strip() + "\n" + ROW), small)) == ["R09"]


def test_a_row_of_figures_below_the_signatures_is_no_signature(small: Registry) -> None:
    below = "\n | NGƯỜI LẬP BIỂU\n2 | Xã Bổ sung | 5 | 6 | 7 | 8 | 9 | 10"
    assert "R12" in rules_of(read(f01(ROW + below), small))


def test_a_form_on_a_sheet_named_like_one_of_the_program_is_not_dropped_silently(small: Registry) -> None:
    row = "1 | Thị trấn Phủ Thông | Hộ | 9 | 1 | 1 | 0 | 0 | 0 | 1 | 0 | 8"
    named = replace(f02(row), name="Kiểm tra")
    first, *_ = read_sheets(OpenedWorkbook((f01(ROW), named)), Delivery("s1", "063"), small)
    assert "R37" in [finding.rule_id for finding in first.findings]
    (alone,) = read_sheets(OpenedWorkbook((named,)), Delivery("s1", "063"), small)
    assert alone.form_id == "F02"


def test_a_second_table_below_the_first_is_told(small: Registry) -> None:
    head = "\nTỔNG HỢP DIỄN BIẾN HỘ NGHÈO NĂM 2021\nTT | Xã/phường | Phân tổ | Đầu kỳ | Cuối kỳ"
    second = f"{head}\n1 | Xã Sĩ Bình | Hộ | 5 | 6"
    assert "R40" in rules_of(read(f01(ROW + second), small))
