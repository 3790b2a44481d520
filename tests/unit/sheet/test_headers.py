# ruff: noqa: E501 -- a header is drawn as it is printed
"""Columns are found by their phrases, in whatever order and layout they stand."""

from tests.builders import F01_HEAD, grid
from transforms.registry import Registry
from transforms.sheet.grid import SheetGrid
from transforms.sheet.header_place import find_header
from transforms.sheet.headers import HeaderPlace, Headers, read_headers
from transforms.terms.form import FormVersion
from transforms.terms.period import Period

OFFICIAL_F01 = """
TT | Phường/ Xã | Tổng số hộ dân cư (tại thời điểm rà soát) | < | Kết quả rà soát về hộ (chính thức ) | < | < | < | < | < | Kết quả rà soát về khẩu (chính thức ) | < | < | < | < | <
^ | ^ | ^ | ^ | Tổng số hộ nghèo | < | Tổng số hộ cận nghèo | < | Tổng số hộ nông, lâm, ngư nghiệp có mức sống trung bình | < | Tổng số khẩu nghèo | < | Tổng số khẩu cận nghèo | < | Tổng số khẩu nông, lâm, ngư nghiệp có mức sống trung bình | <
^ | ^ | Số hộ | Nhân khẩu | Số hộ | Tỷ lệ | Số hộ | Tỷ lệ | Số hộ | Tỷ lệ | Số khẩu | Tỷ lệ | Số khẩu | Tỷ lệ | Số khẩu | Tỷ lệ
A | B | '1 | '2 | '3 | 4=3/1*100 | '5 | 6=5/1*100 | '7 | 8=7/1*100 | '9 | 10=9/2*100 | '11 | 12=11/2*100 | '13 | 14=13/2*100
"""
OFFICIAL_F03 = """
TT | Phường/ Xã | Phân tổ | Tổng số hộ cận nghèo đầu kỳ | Diễn biến giảm số hộ cận nghèo | < | < | Diễn biến tăng số hộ cận nghèo | < | < | < | Tổng số hộ cận nghèo cuối kỳ
^ | ^ | ^ | ^ | Số hộ thoát cận nghèo | < | Số hộ khác giảm (chết, chuyển đi, tách, nhập hộ…) | Số hộ nghèo trở thành hộ cận nghèo | Số hộ cận nghèo bổ sung | < | Số hộ khác tăng (chuyển đến, tách, nhập hộ…) | ^
^ | ^ | ^ | ^ | Trở thành hộ nghèo | Vượt chuẩn cận nghèo | ^ | ^ | Tái cận nghèo | Phát sinh mới | ^ | ^
A | B | C | '1 | '2 | '3 | '4 | '5 | '6 | '7 | '8 | 9=1-2-3-4+5+6+7+8
"""
# As in the report of Đắk Nông for 2024: one "Diễn biến giảm", its first two columns the other way round.
DAK_NONG_F03 = """
TT | Phường/ Xã | Phân tổ | Tổng số hộ cận nghèo đầu kỳ | Diễn biến giảm | < | < | Diễn biến tăng số hộ cận nghèo | < | < | < | Tổng số hộ cận nghèo cuối kỳ
^ | ^ | ^ | ^ | Số hộ thoát cận nghèo | Số hộ cận nghèo trở thành hộ nghèo | Số hộ khác: thay đổi nhân khẩu, hộ đơn thân chết, chuyển đi nơi khác | Số hộ nghèo trở thành hộ cận nghèo | Số hộ bổ sung | < | Số hộ khác: thay đổi nhân khẩu, chuyển đến, tách, nhập với hộ khác,… | ^
^ | ^ | ^ | ^ | ^ | ^ | ^ | ^ | Tái cận nghèo | Phát sinh mới | ^ | ^
 |  |  | '1 | '2 | '3 | '4 | '5 | '6 | '7 | '8 | 9=1-2-3-4+5+6+7+8
"""
DAK_NONG_F02 = """
TT | Phường/ Xã | Phân tổ | Tổng số hộ nghèo đầu kỳ | Diễn biến giảm số hộ nghèo | < | < | Diễn biến tăng số hộ nghèo | < | < | < | Tổng số hộ nghèo cuối kỳ
^ | ^ | ^ | ^ | Số hộ thoát nghèo | < | Số hộ khác: thay đổi nhân khẩu, hộ nghèo đơn thân chết, chuyển đi nơi khác | Số hộ cận nghèo trở thành hộ nghèo | Số hộ nghèo bổ sung trong năm | < | Số hộ khác: thay đổi nhân khẩu, chuyển đến, tách, nhập với hộ khác,… | ^
^ | ^ | ^ | ^ | Trở thành hộ cận nghèo | Vượt chuẩn cận nghèo | ^ | ^ | Tái nghèo | Phát sinh mới | ^ | ^
 |  |  | '1 | '2 | '3 | '4 | '5 | '6 | '7 | '8 | 9=1-2-3-4+5+6+7+8
"""


def form(registry: Registry, form_id: str) -> FormVersion:
    found = registry.form(form_id, Period("2020"))
    assert found is not None
    return found


def place_of(sheet: SheetGrid, registry: Registry) -> HeaderPlace | None:
    return find_header(sheet, registry.forms, registry.words)


def headers(drawing: str, form_id: str, registry: Registry) -> Headers:
    sheet = grid(drawing)
    place = place_of(sheet, registry)
    assert place is not None
    return read_headers(sheet, place, form(registry, form_id), registry.items, registry.words)


def numbers(found: Headers) -> list[str]:
    return [found.columns[c].number for c in sorted(found.columns)]


def test_the_official_f01_is_read_whole(registry: Registry) -> None:
    found = headers(OFFICIAL_F01, "F01", registry)
    assert numbers(found) == [str(n) for n in range(1, 15)]
    assert found.stub == {"number": 1, "territory": 2}
    assert (found.missing, found.unclear) == ((), ())


def test_the_official_f03_is_read_in_its_order(registry: Registry) -> None:
    found = headers(OFFICIAL_F03, "F03", registry)
    assert numbers(found) == ["1", "2", "3", "4", "5", "6", "7", "8", "9"]
    assert found.stub == {"number": 1, "territory": 2, "breakdown": 3}


def test_the_real_f03_of_dak_nong_is_read_by_its_phrases_and_not_by_its_column_numbers(
    registry: Registry,
) -> None:
    found = headers(DAK_NONG_F03, "F03", registry)
    assert numbers(found) == ["1", "3", "2", "4", "5", "6", "7", "8", "9"]
    assert (found.missing, found.unclear) == ((), ())


def test_the_real_f02_of_dak_nong_is_read(registry: Registry) -> None:
    found = headers(DAK_NONG_F02, "F02", registry)
    assert numbers(found) == ["1", "2", "3", "4", "5", "6", "7", "8", "9"]


def test_the_header_lies_between_its_first_row_and_the_line_of_column_numbers(registry: Registry) -> None:
    sheet = grid("Năm 2020\n" + OFFICIAL_F01.strip())
    assert place_of(sheet, registry) == HeaderPlace(top=2, numbering=5, body=6)


def test_without_a_line_of_column_numbers_the_merged_rows_are_the_header(registry: Registry) -> None:
    sheet = grid("\n".join(OFFICIAL_F01.strip().splitlines()[:3]) + "\n1 | Xã Sĩ Bình | 5")
    assert place_of(sheet, registry) == HeaderPlace(top=1, numbering=0, body=4)


def test_a_flat_header_is_one_row(registry: Registry) -> None:
    assert place_of(grid(F01_HEAD), registry) == HeaderPlace(top=3, numbering=0, body=4)


def test_a_sheet_without_the_name_of_a_territory_column_has_no_header(registry: Registry) -> None:
    assert place_of(grid("TT | Họ và tên | Số tiền\n1 | A | 5"), registry) is None


def test_a_column_that_is_left_out_is_missing(registry: Registry) -> None:
    found = headers("TT | Xã/phường | Hộ dân cư | Hộ nghèo | Hộ cận nghèo", "F01", registry)
    assert [c.number for c in found.missing] == ["2", "9", "11"]


def test_a_printed_rate_or_a_farm_column_may_be_left_out(registry: Registry) -> None:
    assert headers(F01_HEAD, "F01", registry).missing == ()


def test_a_header_that_stands_twice_is_unclear_and_neither_is_read(registry: Registry) -> None:
    found = headers("TT | Xã/phường | Hộ dân cư | Hộ nghèo | Hộ nghèo", "F01", registry)
    assert [(column, text) for column, text, _ in found.unclear] == [(4, "Hộ nghèo"), (5, "Hộ nghèo")]
    assert numbers(found) == ["1"]
    assert "3" not in [c.number for c in found.missing]


def test_a_header_that_fits_two_columns_is_unclear(registry: Registry) -> None:
    found = headers("TT | Xã/phường | Phân tổ | Đầu kỳ và cuối kỳ", "F02", registry)
    assert found.unclear == ((4, "Đầu kỳ và cuối kỳ", "1, 9"),)
    assert found.columns == {}


def test_a_foreign_column_is_no_column_of_the_form(registry: Registry) -> None:
    found = headers("TT | Xã/phường | Hộ dân cư | Ghi chú | Hộ nghèo", "F01", registry)
    assert numbers(found) == ["1", "3"]
    assert found.unclear == ()


def test_the_log_tells_how_each_header_was_read(registry: Registry) -> None:
    found = headers("TT | Xã/phường | Hộ dân cư | Ghi chú", "F01", registry)
    assert [(line.column, line.text, line.number, line.items) for line in found.log] == [
        (1, "TT", "", ()),
        (2, "Xã/phường", "", ()),
        (3, "Hộ dân cư", "1", ("resident_households",)),
        (4, "Ghi chú", "", ()),
    ]


def test_a_measure_unit_in_brackets_under_a_header_names_nothing(registry: Registry) -> None:
    found = headers(
        "TT | Địa bàn | Dân số tại thời điểm báo cáo | Số người tham gia bảo hiểm y tế\n^ | ^ | (người) | (người)\nA | B | '1 | '2",
        "CT01",
        registry,
    )
    assert [found.columns[c].items["all"] for c in sorted(found.columns)] == [
        "population_persons",
        "insured_persons",
    ]


def test_capitals_tone_marks_and_blanks_do_not_matter(registry: Registry) -> None:
    found = headers("stt | XÃ/PHƯỜNG | hộ  dân\u00a0cư | HỘ NGHÈO", "F01", registry)
    assert numbers(found) == ["1", "3"]
