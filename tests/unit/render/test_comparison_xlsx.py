import os
import pickle
import subprocess
import sys
from dataclasses import replace
from io import BytesIO
from typing import Any

import openpyxl
import pytest

from transforms.release import Release
from transforms.render.comparison_xlsx import comparison_workbook
from transforms.render.xlsx_formats import official_format

HEADS = [
    "TT", "Chỉ tiêu", "Đơn vị", "Kế hoạch năm", "Thực hiện", "Số liệu đã có", "So sánh", "Đánh giá", "Ghi chú",
]  # fmt: skip


def _open(release: Release) -> Any:
    return openpyxl.load_workbook(BytesIO(comparison_workbook(release)))


def _texts(sheet: Any) -> list[Any]:
    return [cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None]


def _targets(sheet: Any) -> list[Any]:
    rows = list(sheet.iter_rows())
    head = next(i for i, row in enumerate(rows) if row[0].value == "TT")
    assert [cell.value for cell in rows[head]] == HEADS
    return rows[head + 1 : head + 4]


def test_the_table_follows_the_plan_with_true_numbers(release: Release) -> None:
    first, part, jobs = _targets(_open(release)["So sánh"])
    assert [cell.value for cell in first[:8]] == [
        "1", "Giảm tỷ lệ hộ nghèo", "điểm %", 2.7, 2.65, "100% địa bàn\n99,7% số hộ", "-0,05 điểm %", "Không đạt",
    ]  # fmt: skip
    assert part[0].value == "-"
    assert [cell.value for cell in jobs[:1] + jobs[3:8]] == [
        "2", 5000, 5482, "…", "+482 người\n109,6% kế hoạch", "Vượt",
    ]  # fmt: skip


def test_a_number_shows_its_vietnamese_text_in_any_program(release: Release) -> None:
    first, _, jobs = _targets(_open(release)["So sánh"])
    assert first[3].number_format.startswith('[=2.7][$-42A]"≥ 2,7";')
    assert first[4].number_format.startswith('[=2.65][$-42A]"2,65";')
    assert jobs[4].number_format.startswith('[=5482][$-42A]"5.482";')


def test_a_negative_number_takes_the_plain_format(release: Release) -> None:
    row = release.comparison[2]
    worse = replace(release, comparison=(row | {"actual": -row["actual"], "verdict": "worse"},))
    cell = _targets_of_one(_open(worse)["So sánh"])
    assert (cell.value, cell.number_format) == (-2.65, "[$-42A]#,##0.00")
    assert official_format(-row["actual"], 2) == "[$-42A]#,##0.00"


def _targets_of_one(sheet: Any) -> Any:
    return next(row[4] for row in sheet.iter_rows() if row[1].value == "Giảm tỷ lệ hộ nghèo")


def test_a_missing_actual_is_an_ellipsis_with_its_bounds_once_and_never_zero(release: Release) -> None:
    part = _targets(_open(release)["So sánh"])[1]
    assert [cell.value for cell in part[4:8]] == ["…", "dưới 100% địa bàn", "…", "Chưa đủ số liệu"]
    assert part[8].value == "Mới có số liệu của 7/8 đơn vị, mức giảm từ 3,1 đến 4,6 điểm %."
    district = list(_open(release)["Địa bàn"].iter_rows(values_only=True))[-1]
    assert district[2:9] == ("…", "…", "…", "", "…", "…", "…")
    assert district[9:11] == (0, "…")


def test_ranks_stand_beside_the_rate_with_their_rule(release: Release) -> None:
    rows = list(_open(release)["Địa bàn"].iter_rows(values_only=True))
    assert "1 là cao nhất" in rows[1][0]
    assert "dưới 100 hộ" in rows[1][0]
    assert rows[2][4:6] == ("Tỷ lệ hộ nghèo (%)", "Hạng")
    assert rows[4][1:6] == ("Huyện Pác Nặm", 6944, 2777, 39.99, 1)
    assert rows[4][11] == "Mức giảm để trống: năm trước tính theo chuẩn nghèo khác nên không so sánh được."


def test_a_part_year_says_what_is_left_and_what_is_due(halfway: Release) -> None:
    """2.063 - 473 = 1.590 households, 265 a month; 5.482 of 5.000 jobs, of which 2.500 were due by June."""
    sheet = _open(halfway)["So sánh"]
    rows = {row[1]: row for row in sheet.iter_rows(values_only=True) if row[1]}
    assert rows["Chỉ tiêu"][3:7] == (
        "Kế hoạch năm",
        "Thực hiện 6 tháng",
        "Số liệu đã có",
        "So với kế hoạch năm",
    )
    assert rows["Số hộ nghèo giảm trong năm"][6:8] == (
        "còn 1.590 hộ\n265 hộ/tháng\n22,9% kế hoạch năm", "Chưa đến hạn",
    )  # fmt: skip
    assert rows["Số hộ nghèo còn lại"][6] == "còn phải giảm 1.590 hộ\n265 hộ/tháng"
    jobs = rows["Lao động được giải quyết việc làm mới"]
    assert jobs[3] == "≥ 5.000\nmức phân kỳ 6 tháng: ≥ 2.500 người"
    assert jobs[6] == "đã vượt mức cả năm\n109,6% kế hoạch năm"
    assert "SO SÁNH KẾT QUẢ THỰC HIỆN 6 THÁNG ĐẦU NĂM 2018 VỚI KẾ HOẠCH NĂM 2018" in _texts(sheet)


def test_aims_without_numbers_are_a_list_of_tasks(followed: Release) -> None:
    texts = _texts(_open(followed)["So sánh"])
    assert "TÌNH HÌNH THỰC HIỆN KẾ HOẠCH NĂM 2018" in texts
    assert "Kế hoạch năm" not in texts
    first = texts.index("Giải pháp 1\n“nguyên văn 1”")
    assert texts[first + 1 : first + 4] == ["Đang thực hiện", "05/07/2018", "Đã mở 5 lớp."]
    second = texts.index("Giải pháp 2\n“nguyên văn 2”")
    assert texts[second + 1 : second + 3] == ["Chưa có cập nhật", "…"]


def test_changed_figures_have_a_sheet_where_there_are_any(revised: Release, release: Release) -> None:
    rows = list(_open(revised)["Thay đổi"].iter_rows(min_row=4, values_only=True))
    assert rows[0] == (
        "06", "Tỉnh Bắc Kạn", "Tỷ lệ hộ nghèo", "2018", "Sơ bộ → Chính thức", "%", 22.01, 21.88, -0.13,
        "Báo cáo nộp sau và đơn vị sửa số liệu", "1 đơn vị nộp sau; 3 đơn vị sửa số liệu",
    )  # fmt: skip
    assert [row[1] for row in rows] == ["Tỉnh Bắc Kạn", "Tỉnh Bắc Kạn", "Xã Bộc Bố"]
    assert rows[2][6:] == ("…", 40, "…", "Báo cáo nộp sau", "1 đơn vị")
    assert "Thay đổi" not in _open(release).sheetnames


def test_the_plan_of_the_level_above_is_named(release: Release) -> None:
    parent = replace(release.plan, document_vi="Nghị quyết số 1/NQ-HĐND", issued_on=None)
    texts = _texts(_open(replace(release, parent=parent))["So sánh"])
    assert any("Thực hiện Nghị quyết số 1/NQ-HĐND của UBND tỉnh Bắc Kạn)" in str(text) for text in texts)


def test_nothing_that_comes_from_data_becomes_a_formula(release: Release) -> None:
    book = _open(release)
    formulas = [c.coordinate for s in book for row in s.iter_rows() for c in row if c.data_type == "f"]
    assert formulas == []
    assert {"=1+1", "@SUM(A1)"} <= set(_texts(book["Sai lệch"]))
    assert '1. =HYPERLINK("x")' in _texts(book["So sánh"])


def test_a_note_that_is_a_formula_stays_text_even_in_a_merged_cell(release: Release) -> None:
    odd = replace(release, plan=replace(release.plan, targets=()), territory_name="=1+1")
    assert all(cell.data_type != "f" for row in _open(odd)["So sánh"].iter_rows() for cell in row)


def test_title_block_simulated_line_notes_and_signatures(release: Release) -> None:
    texts = _texts(_open(release)["So sánh"])
    for text in (
        "ỦY BAN NHÂN DÂN TỈNH BẮC KẠN",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "SO SÁNH KẾT QUẢ THỰC HIỆN VỚI KẾ HOẠCH NĂM 2018",
        "(Theo Quyết định số 560/QĐ-UBND ngày 11/04/2018 của UBND tỉnh Bắc Kạn)",
        "NGƯỜI LẬP BIỂU",
        "THỦ TRƯỞNG ĐƠN VỊ",
    ):
        assert text in texts
    assert any(str(text).startswith("Số liệu mô phỏng") for text in texts)


def test_figures_that_are_not_simulated_carry_no_such_line(release: Release) -> None:
    texts = _texts(_open(replace(release, is_simulated=False))["So sánh"])
    assert not any("mô phỏng" in str(text) for text in texts)


def test_print_set_up_is_a4_landscape_one_page_wide_with_repeated_header(release: Release) -> None:
    sheet = _open(release)["So sánh"]
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.print_title_rows == "$10:$10"


def test_without_targets_a_sentence_says_so(release: Release) -> None:
    bare = replace(release, plan=replace(release.plan, targets=()), comparison=())
    texts = _texts(_open(bare)["So sánh"])
    assert any(str(text).startswith("Không có chỉ tiêu kế hoạch kèm theo") for text in texts)
    assert "TT" not in texts


def test_missing_reports_stand_first(release: Release) -> None:
    rows = list(_open(release)["Chưa nộp"].iter_rows(values_only=True))
    assert rows[3][0] == "062"
    assert rows[3][5] == "Chưa nộp"


@pytest.mark.parametrize("seed", ["1", "2"])
def test_two_processes_write_the_same_bytes(release: Release, seed: str) -> None:
    code = (
        "import pickle, sys; from transforms.render.comparison_xlsx import comparison_workbook as w;"
        "sys.stdout.buffer.write(w(pickle.load(sys.stdin.buffer)))"
    )
    environment = os.environ | {"PYTHONHASHSEED": seed, "TZ": "Asia/Ho_Chi_Minh", "LC_ALL": "C"}
    command = [sys.executable, "-c", code]
    other = subprocess.run(
        command, input=pickle.dumps(release), capture_output=True, check=True, env=environment
    )
    assert other.stdout == comparison_workbook(release)
