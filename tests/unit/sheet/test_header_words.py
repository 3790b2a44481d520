"""Every word of a header is explained by the form, by what any clerk may add, or by the period."""

import pytest

from tests.builders import grid
from transforms.registry import Registry
from transforms.sheet.header_place import find_header
from transforms.sheet.headers import read_headers
from transforms.terms.period import Period


def column_of(header: str, registry: Registry, form_id: str = "F01", period: str = "2018") -> str:
    """The column of the form that a header of two levels is read as; empty for none."""
    form = registry.form(form_id, Period(period))
    assert form is not None
    above, _, leaf = header.rpartition(" / ")
    sheet = grid(f"Xã/phường | {above or leaf}\n^ | {leaf if above else '^'}\nXã Sĩ Bình | 5")
    place = find_header(sheet, registry.forms, registry.words)
    assert place is not None
    return read_headers(sheet, place, form, registry.items, registry.words, Period(period)).log[1].number


@pytest.mark.parametrize(
    "header",
    [
        "Hộ nghèo năm 2017", "Hộ nghèo 31/12/2017", "Hộ nghèo giảm", "Hộ nghèo là người Tày",
        "Hộ nghèo khu vực nông thôn", "Hộ nghèo mới", "Hộ nghèo cũ", "Hộ nghèo dự kiến", "Hộ nghèo bảo trợ",
        "Hộ nghèo theo chuẩn cũ", "Hộ nghèo có nhà tạm", "Hộ nghèo được vay vốn", "Hộ nghèo quý III",
        "Hộ nghèo bình quân", "Hộ nghèo (theo thu nhập)", "Hộ nghèo (nghìn hộ)", "Hộ dân cư có điện",
        "Hộ dân cư tạm trú", "Không phải hộ nghèo", "Hộ nghèo đến 30/6/2018", "Hộ nghèo chuyển đi",
        "Chỉ tiêu hộ nghèo", "Hộ nghèo sơ bộ", "Hộ nghèo trong kỳ", "Hộ nghèo kỳ 1", "Hộ nghèo (10 hộ)",
        "Hộ nghèo thị trấn", "Hộ nghèo thuộc phường", "Diễn biến hộ nghèo", "Hộ nghèo, hộ cận nghèo",
        "Hộ dân cư nghèo", "Hộ nghèo 2", "Hộ nghèo A", "Hộ nghèo có 5 nhân khẩu", "Người có hộ nghèo",
        "Hộ dân cư có hộ khẩu", "Có hộ nghèo",
    ],
)  # fmt: skip
def test_a_header_with_a_word_of_its_own_is_no_column_of_the_form(header: str, registry: Registry) -> None:
    assert column_of(header, registry) == ""


@pytest.mark.parametrize(
    "header",
    [
        "Hộ nghèo năm 2018", "Tổng số hộ nghèo đến ngày 31/12/2018", "Số hộ nghèo cuối năm", "3. Hộ nghèo (hộ)",
        "Kết quả rà soát hộ nghèo tại thời điểm 30/11/2018 / Số hộ", "Hộ nghèo trên địa bàn", "Hộ nghèo chính thức",
        "HN", "Số HN", "TS hộ nghèo", "a) Hộ nghèo", "II. Hộ nghèo", "Hộ nghèo (3)", "Hộ nghèo toàn huyện",
        "1.2. Hộ nghèo / Số hộ (3)",
    ],
)  # fmt: skip
def test_fillers_numbers_and_the_own_year_change_nothing(header: str, registry: Registry) -> None:
    assert column_of(header, registry) == "3"


@pytest.mark.parametrize(
    ("header", "number"),
    [
        ("Hộ nghèo cuối năm 2017", ""),
        ("Hộ nghèo cuối năm 2018", "9"),
        ("Hộ nghèo đầu năm 2018", "1"),
        ("Hộ nghèo đầu năm 2017", ""),
        ("Hộ nghèo đầu kỳ (31/12/2017)", "1"),
        ("Hộ nghèo đầu kỳ (31/12/2018)", ""),
        ("Hộ nghèo đầu kỳ theo chuẩn cũ", ""),
        ("Tái nghèo năm 2017", ""),
        ("Nguy cơ tái nghèo", ""),
        ("Không trở thành hộ cận nghèo", ""),
        ("Phát sinh mới do thiên tai", ""),
        ("Dự kiến cuối kỳ", ""),
    ],
)
def test_a_stock_is_that_of_its_own_day(header: str, number: str, registry: Registry) -> None:
    assert column_of(header, registry, "F02") == number


@pytest.mark.parametrize(
    ("form_id", "header", "number"),
    [
        ("F10", "Thiếu (không có) đất sản xuất", "1"),
        ("F10", "Không có đất sản xuất", "1"),
        ("F10", "Có đất sản xuất", ""),
        ("F10", "Không thiếu đất sản xuất", ""),
        ("F04", "Việc làm", "3"),
        ("F04", "Có việc làm", ""),
        ("F04", "Số hộ không có việc làm", ""),
        ("F04", "Có nhà tiêu hợp vệ sinh", ""),
        ("F04", "Hộ được sử dụng nhà tiêu hợp vệ sinh", ""),
        ("F04", "Hộ có bảo hiểm y tế", ""),
    ],
)
def test_a_negation_or_affirmation_stands_where_the_form_has_it(
    form_id: str, header: str, number: str, registry: Registry
) -> None:
    assert column_of(header, registry, form_id, "2022") == number
