"""A figure that may belong to several places belongs to none."""

from dataclasses import replace

from tests.builders import grid, read
from transforms.registry import Registry

TABLE = """
    TỔNG HỢP KẾT QUẢ CHÍNH THỨC RÀ SOÁT HỘ NGHÈO NĂM 2021
    TT | Xã/phường | Hộ dân cư | Tổng số nhân khẩu | Hộ nghèo | Hộ cận nghèo | Khẩu nghèo | Khẩu cận nghèo
    1 | Xã Sĩ Bình | 200 | 800 | 20 | 6 | 80 | 24
    2 | Xã Tân Tú | 100 | 400 | 10 | 3 | 40 | 12
    3 | Thị trấn Phủ Thông | 300 | 900 | 30 | 9 | 90 | 27
"""


def test_one_figure_over_two_units_or_two_columns_is_rejected(small: Registry) -> None:
    drawing = TABLE.replace("| 20 | 6 |", "| 20 | < |").replace("| 100 |", "| ^ |")
    found = [(f.rule_id, f.cell, f.found) for f in read(grid(drawing), small).findings if f.rule_id == "R47"]
    assert found == [("R47", "C3", "C3:C4"), ("R47", "E3", "E3:F3")]


def test_a_row_of_a_text_file_with_a_separator_too_many_refuses_it(small: Registry) -> None:
    shifted = grid(TABLE.replace("Xã Sĩ Bình | 200", "Xã Sĩ Bình | | 200"))
    reading = read(replace(shifted, is_untyped=True), small)
    assert [(f.rule_id, f.found) for f in reading.findings] == [("R48", "3")]
    assert reading.cells == ()


def test_the_same_row_of_a_workbook_has_a_stray_cell(small: Registry) -> None:
    """There cells do not move by a separator; what stands beside the table is told."""
    reading = read(grid(TABLE.replace("80 | 24\n", "80 | 24 | 7\n", 1)), small)
    assert [(f.rule_id, f.cell) for f in reading.findings] == [("R17", "I3")]
