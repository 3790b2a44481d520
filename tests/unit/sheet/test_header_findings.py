"""A header that is not understood comes back with its cell, its words and the column of the form that it may be."""

import pytest

from tests.builders import grid, read
from transforms.registry import Registry
from transforms.terms.rule import Finding

TITLE = "TỔNG HỢP KẾT QUẢ CHÍNH THỨC RÀ SOÁT HỘ NGHÈO NĂM 2021"
HEAD = (
    "TT | Xã/phường | Hộ dân cư | Tổng số nhân khẩu | Hộ nghèo | Hộ cận nghèo | Khẩu nghèo | Khẩu cận nghèo"
)
ROW = "1 | Xã Sĩ Bình | 200 | 800 | 20 | 6 | 80 | 24"


def findings(drawing: str, small: Registry) -> list[Finding]:
    return [f for f in read(grid(drawing), small).findings if f.rule_id not in {"R17", "R32"}]


def told(drawing: str, small: Registry) -> list[tuple[str, str, str, str, str]]:
    return [(f.rule_id, f.cell, f.found, f.expected, f.detail) for f in findings(drawing, small)]


def test_a_column_with_a_foreign_word_is_named_with_the_word_and_not_as_missing(small: Registry) -> None:
    drawing = f"{TITLE}\n{HEAD.replace('| Hộ nghèo |', '| Hộ nghèo mới phát hiện |')}\n{ROW}"
    assert told(drawing, small) == [
        (
            "R42",
            "E2",
            "Hộ nghèo mới phát hiện",
            "3 “Kết quả rà soát về hộ / Tổng số hộ nghèo / Số hộ”",
            "“mới”, “phát”, “hiện”",
        )
    ]


def test_a_foreign_word_beside_the_column_itself_is_another_column(small: Registry) -> None:
    drawing = f"{TITLE}\n{HEAD} | Hộ nghèo mới phát hiện\n{ROW} | 3"
    assert told(drawing, small) == []


def test_a_column_that_may_be_one_that_need_not_be_there_asks_for_an_explanation(small: Registry) -> None:
    drawing = f"{TITLE}\n{HEAD} | Hộ làm nông nghiệp có mức sống trung bình khá\n{ROW} | 3"
    ((rule_id, cell, _, expected, detail),) = told(drawing, small)
    assert (rule_id, cell, detail) == ("R42b", "I2", "“khá”")
    assert "mức sống trung bình" in expected


def test_missing_columns_are_named_once_in_the_order_of_the_form(small: Registry) -> None:
    drawing = f"{TITLE}\nTT | Xã/phường | Hộ nghèo\n1 | Xã Sĩ Bình | 20"
    (finding,) = findings(drawing, small)
    assert finding.rule_id == "R05"
    assert [name.split(" ")[0] for name in finding.expected.split("; ")] == ["1", "2", "5", "9", "11"]
    assert finding.found == "-"


def test_a_missing_column_is_named_with_the_headers_that_may_be_it(small: Registry) -> None:
    drawing = f"{TITLE}\n{HEAD.replace('| Hộ cận nghèo |', '| Hộ sắp thoát |')}\n{ROW}"
    assert [(f.rule_id, f.found) for f in findings(drawing, small)] == [("R05", "F2 “Hộ sắp thoát”")]


def test_a_doubled_column_is_told_at_its_lowest_cell_with_its_name(small: Registry) -> None:
    drawing = f"""
        {TITLE}
        TT | Xã/phường | Hộ dân cư | Tổng số nhân khẩu | Kết quả rà soát | < | < | Khẩu nghèo | Khẩu cận nghèo
        ^ | ^ | ^ | ^ | Hộ nghèo | Hộ cận nghèo | Hộ nghèo | ^ | ^
        1 | Xã Sĩ Bình | 200 | 800 | 20 | 6 | 5 | 80 | 24
    """
    assert [(rule, cell, expected) for rule, cell, _, expected, _ in told(drawing, small)] == [
        ("R06", cell, "3 “Kết quả rà soát về hộ / Tổng số hộ nghèo / Số hộ”") for cell in ("E3", "G3")
    ]


def test_figures_under_no_name_are_told_with_the_name_on_their_left(small: Registry) -> None:
    drawing = f"{TITLE}\n{HEAD.replace('| Hộ cận', '| | Hộ cận')}\n1 | Xã Sĩ Bình | 200 | 800 | 20 | 15 | 6 | 80 | 24"
    assert ("R41", "F2", "Hộ nghèo") in [
        (rule, cell, found) for rule, cell, found, *_ in told(drawing, small)
    ]


def test_a_table_whose_units_stand_under_an_unknown_name_says_so_with_the_title_as_typed(
    small: Registry,
) -> None:
    drawing = f"UBND huyện Bạch Thông\n{TITLE}\n{HEAD.replace('Xã/phường', 'Nơi ở')}\n{ROW}"
    ((rule_id, _, found, expected, _),) = told(drawing, small)
    assert (rule_id, expected) == ("R43", "Xã, phường, thị trấn")
    assert found.startswith(f"UBND huyện Bạch Thông / {TITLE}")


@pytest.mark.parametrize("name", ["Xã", "Tên xã", "Xã, TT", "Xã, thị trấn", "Huyện", "Tên địa bàn"])
def test_common_names_of_the_column_of_units_are_known(name: str, small: Registry) -> None:
    assert told(f"{TITLE}\n{HEAD.replace('Xã/phường', name)}\n{ROW}", small) == []


def test_a_form_number_of_another_form_is_noted_and_the_title_decides(small: Registry) -> None:
    reading = read(grid(f"Mẫu số 7.3\n{TITLE}\n{HEAD}\n{ROW}"), small)
    assert reading.form_id == "F01"
    assert ("R44", "F03", "F01") in [(f.rule_id, f.found, f.expected) for f in reading.findings]


def test_the_year_may_stand_in_the_cell_beside_its_word(small: Registry) -> None:
    drawing = f"{TITLE.removesuffix(' NĂM 2021')}\nNăm: | 2021\n{HEAD}\n{ROW}"
    assert read(grid(drawing), small).period == "2021"


def test_several_years_in_the_title_are_named(small: Registry) -> None:
    drawing = f"{TITLE} (so với năm 2020)\n{HEAD}\n{ROW}"
    assert [(rule, found) for rule, _, found, *_ in told(drawing, small)] == [("R07b", "2020, 2021")]
