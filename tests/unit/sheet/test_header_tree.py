# ruff: noqa: E501 -- a header is drawn as it is printed
"""Headers that nobody drew as the form does: read right, or unclear, or missing; never another column."""

import pytest

from tests.builders import grid, read, rules_of
from transforms.registry import Registry
from transforms.sheet.header_place import find_header
from transforms.sheet.headers import HeaderPlace, Headers, read_headers
from transforms.sheet.numbering import contradicted, is_numbering, label_of
from transforms.terms.period import Period


def placed(drawing: str, registry: Registry) -> HeaderPlace | None:
    return find_header(grid(drawing), registry.forms, registry.words)


def headers(drawing: str, registry: Registry, form_id: str = "F01") -> Headers:
    form = registry.form(form_id, Period("2020"))
    place = placed(drawing, registry)
    assert form is not None
    assert place is not None
    return read_headers(grid(drawing), place, form, registry.items, registry.words)


def numbers(found: Headers) -> dict[int, str]:
    return {place: column.number for place, column in sorted(found.columns.items())}


def unclear(found: Headers) -> list[tuple[int, str]]:
    return [(column, numbers) for column, _, numbers in found.unclear]


@pytest.mark.parametrize(
    "drawing",
    [
        # The group's text in the left cell, blanks to its right.
        "TT | Xã/phường | Tổng số hộ dân cư |  | Hộ nghèo |  | Hộ cận nghèo | \n  |  | Số hộ | Nhân khẩu | Số hộ | Tỷ lệ | Số hộ | Tỷ lệ",
        # The name of the territory column in the last row of the header.
        "  |  | Tổng số hộ dân cư |  | Hộ nghèo |  | Hộ cận nghèo | \nTT | Xã/phường | Số hộ | Nhân khẩu | Số hộ | Tỷ lệ | Số hộ | Tỷ lệ",
        # One group merged, the others not.
        "TT | Xã/phường | Tổng số hộ dân cư | < | Hộ nghèo |  | Hộ cận nghèo | \n  |  | Số hộ | Nhân khẩu | Số hộ | Tỷ lệ | Số hộ | Tỷ lệ",
        # Both levels in one cell.
        "TT | Xã/phường | Tổng số hộ dân cư - Số hộ | Tổng số hộ dân cư - Nhân khẩu | Hộ nghèo - Số hộ | Hộ nghèo (Tỷ lệ) | Hộ cận nghèo: Số hộ | Hộ cận nghèo: tỉ lệ",
        # A sign instead of the word for rates.
        "TT | Xã/phường | Hộ dân cư | Tổng số nhân khẩu | Hộ nghèo |  | Hộ cận nghèo | \n  |  | (hộ) | (khẩu) | Số hộ | % | Số hộ | (%)",
    ],
)
def test_ways_of_drawing_the_same_columns(drawing: str, registry: Registry) -> None:
    found = headers(drawing, registry)
    assert list(numbers(found).values()) == ["1", "2", "3", "4", "5", "6"]
    assert found.unclear == ()


def test_the_log_keeps_the_whole_path_of_a_group_that_is_not_merged(registry: Registry) -> None:
    found = headers("Xã/phường | Hộ nghèo | \n  | Số hộ | Tỷ lệ", registry)
    assert [line.text for line in found.log] == ["Xã/phường", "Hộ nghèo / Số hộ", "Hộ nghèo / Tỷ lệ"]


def test_a_blank_beside_a_merged_cell_stands_alone(registry: Registry) -> None:
    found = headers("Xã/phường | Hộ nghèo | < |  | \n  | Số hộ | Tỷ lệ | Số hộ | Tỷ lệ", registry)
    assert numbers(found) == {2: "3", 3: "4"}


def test_a_blank_never_reaches_into_the_next_group(registry: Registry) -> None:
    drawing = "Xã/phường | Hộ nghèo |  | Hộ cận nghèo |  | Tổng số nhân khẩu\n  | Số hộ | Tỷ lệ |  | Tỷ lệ | "
    assert numbers(headers(drawing, registry)) == {2: "3", 3: "4", 4: "5", 5: "6", 6: "2"}


def test_a_group_named_over_its_middle_is_unclear(registry: Registry) -> None:
    """Read from the left, the near-poor households would come out as the poor ones."""
    drawing = "Xã/phường |  | Hộ nghèo |  | Hộ cận nghèo\n  | Số hộ | Tỷ lệ | Số hộ | Tỷ lệ"
    assert (2, "3") in unclear(headers(drawing, registry))


def test_a_blank_that_may_continue_or_stand_alone_is_read_as_what_the_form_explains(
    registry: Registry,
) -> None:
    drawing = "Xã/phường | Hộ cận nghèo |  \n  | Số hộ | Hộ nghèo"
    found = headers(drawing, registry)
    assert (unclear(found), numbers(found)) == ([], {2: "5", 3: "3"})


def test_two_years_side_by_side_are_never_one_column(registry: Registry) -> None:
    for head in ("Hộ nghèo | <", "Hộ nghèo | "):
        found = headers(f"Xã/phường | {head}\n  | 2020 | 2021\nXã Sĩ Bình | 5 | 6", registry)
        assert numbers(found) == {}


def test_figures_without_a_header_beside_a_column_make_it_unclear(registry: Registry) -> None:
    """Nobody can tell which of the two is meant by the header."""
    found = headers("Xã/phường | Hộ nghèo |  | Hộ cận nghèo\nXã Sĩ Bình | 5 | 6 | 7", registry)
    assert unclear(found) == [(3, "3")]


@pytest.mark.parametrize(
    "header",
    [
        "Hộ nghèo dân tộc thiểu số",
        "Hộ nghèo - Ghi chú",
        "Hộ nghèo năm trước",
        "Kế hoạch giảm hộ nghèo",
        "Hộ nghèo (DTTS)",
    ],
)
def test_a_header_that_means_less_than_the_column_is_foreign(header: str, registry: Registry) -> None:
    assert numbers(headers(f"Xã/phường | {header} | Hộ cận nghèo", registry)) == {3: "5"}


@pytest.mark.parametrize("leaf", ["Ghi chú", "Số người", "(người)", "(dân tộc thiểu số)", "Trẻ em", "2020"])
def test_a_leaf_that_says_something_else_is_foreign(leaf: str, registry: Registry) -> None:
    found = headers(f"Xã/phường | Hộ nghèo | Hộ cận nghèo\n^ | {leaf} | Số hộ", registry)
    assert numbers(found) == {3: "5"}


def test_another_population_is_another_column(registry: Registry) -> None:
    found = headers("Xã/phường | Phân tổ | Hộ nghèo đầu năm | Hộ cận nghèo cuối năm", registry, "F03")
    assert numbers(found) == {4: "9"}


def test_a_table_under_labels_and_measure_units_is_found(registry: Registry) -> None:
    drawing = """
        TỔNG HỢP KẾT QUẢ RÀ SOÁT HỘ NGHÈO
        Đơn vị | Xã Sĩ Bình | Năm 2020
         |  |  | Biểu số 02 | Đơn vị tính: hộ
         |  | Tổng số hộ dân cư |  | Hộ nghèo |
        TT | Xã/phường | Số hộ | Nhân khẩu | Số hộ | Tỷ lệ
        1 | Xã Sĩ Bình | 5 | 6 | 7 | 8
    """
    assert placed(drawing, registry) == HeaderPlace(top=4, numbering=0, body=6)


def test_a_title_over_the_data_alone_is_no_group(registry: Registry) -> None:
    drawing = "  |  | Kết quả rà soát năm 2020 | <\nTT | Xã/phường | Hộ nghèo | Hộ cận nghèo\n1 | Xã Sĩ Bình | 5 | 6"
    assert placed(drawing, registry) == HeaderPlace(top=2, numbering=0, body=3)


def test_a_first_row_of_figures_without_a_name_is_no_header(registry: Registry) -> None:
    drawing = (
        "TT | Xã/phường | Hộ dân cư | Hộ nghèo\n1 |  | 500 | 20\n2 | Xã Sĩ Bình | 300 | 10\nA | B | '1 | '2"
    )
    assert placed(drawing, registry) == HeaderPlace(top=1, numbering=0, body=2)


def test_an_area_line_without_figures_is_no_header(registry: Registry) -> None:
    drawing = "TT | Xã/phường | Hộ dân cư | Hộ nghèo\nI | Khu vực thành thị\n1 | Xã Sĩ Bình | 5 | 6"
    assert placed(drawing, registry) == HeaderPlace(top=1, numbering=0, body=2)


def test_a_line_of_column_numbers_that_stands_twice_is_left_out_twice(small: Registry) -> None:
    drawing = """
        TỔNG HỢP KẾT QUẢ CHÍNH THỨC RÀ SOÁT HỘ NGHÈO NĂM 2021
        TT | Xã/phường | Hộ dân cư | Tổng số nhân khẩu | Hộ nghèo | Hộ cận nghèo | Khẩu nghèo | Khẩu cận nghèo
        A | B | '1 | '2 | '3 | '4 | '5 | '6
        A | B | '1 | '2 | '3 | '4 | '5 | '6
        1 | Xã Sĩ Bình | 200 | 800 | 20 | 6 | 80 | 24
    """
    reading = read(grid(drawing), small)
    assert (rules_of(reading), len(reading.cells)) == ([], 6)
    assert reading.counts == {"read": 16, "ignored_by_rule": 17, "unrecognised": 0}


def test_two_columns_of_names_are_unclear(registry: Registry) -> None:
    found = headers("Đơn vị | Xã/phường | Hộ nghèo", registry)
    assert unclear(found) == [(1, "địa bàn"), (2, "địa bàn")]


def test_a_group_over_code_and_name_is_told_by_its_lowest_headers(registry: Registry) -> None:
    found = headers("TT | Địa bàn | < | Hộ nghèo\n^ | Mã | Tên | ^", registry)
    assert found.stub == {"number": 1, "code": 2, "territory": 3}


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("1", "1"),
        ("(2)", "2"),
        ("4=3/1*100", "4"),
        ("(4)=(3)/(1)*100", "4"),
        ("9 = 1-2-3-4+5+6+7+8", "9"),
        ("1.2.10", "1.2.10"),
        ("B", "b"),
        ("Hộ", ""),
        ("100", ""),
        ("", ""),
    ],
)
def test_the_label_of_a_column(text: str, label: str) -> None:
    assert label_of(text) == label


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("A B 1 2 3 4=3/1*100", True),
        ("(1) (2) (3)", True),
        ("a b c d", True),
        ("1 2 3 5 9 11", True),
        ("3 1 2", True),
        ("1 2 3 1 2 3", True),
        ("1.0 1.1 1.2 1.2.1", True),
        ("1 20 6 80 24", False),
        ("1 1 1 1", False),
        ("2 3 4", False),
        ("x x x", False),
        ("1", False),
    ],
)
def test_what_a_line_of_column_numbers_is(line: str, *, expected: bool) -> None:
    assert is_numbering(line.split()) == expected


FORM_LABELS = [(str(n), str(n)) for n in range(1, 10)]


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        # Numbers carried with the columns of the form: 3 stands over what its words call 5.
        ("1 2 3 9", {3: "3"}),
        # A run in the sheet's own order says nothing, whatever stands where.
        ("1 2 3 4", {}),
        ("A 1 2 3", {}),
        # A label that the form does not have says nothing.
        ("1 2 40 9", {}),
    ],
)
def test_what_a_line_of_column_numbers_contradicts(labels: str, expected: dict[int, str]) -> None:
    line = dict(enumerate(labels.split(), start=1))
    assert contradicted(line, {1: "1", 2: "2", 3: "5", 4: "9"}, FORM_LABELS) == expected


def test_a_number_of_the_form_that_contradicts_the_words_makes_the_column_unclear(registry: Registry) -> None:
    drawing = "TT | Xã/phường | Hộ dân cư | Hộ nghèo | Hộ cận nghèo | Khẩu nghèo\nA | B | '1 | '5 | '3 | '9"
    assert unclear(headers(drawing, registry)) == [(4, "3, 5"), (5, "3, 5")]


def test_the_same_layout_is_matched_once_and_the_form_decides_what_is_the_same(
    registry: Registry, small: Registry
) -> None:
    drawing = "TT | Xã/phường | Hộ dân cư | Hộ nghèo"
    assert headers(drawing, registry) is headers(drawing, registry)
    assert headers(drawing, small) is not headers(drawing, registry)
