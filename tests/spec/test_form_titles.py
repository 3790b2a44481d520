"""A title, or the form tag beside it, names its form and no other; lists of persons are refused."""

from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest

from tests.builders import grid, read, rules_of
from tests.form_figures import RIGHT, drawn, owing, read_back
from transforms.registry import Registry
from transforms.sheet.titles import forms_named, read_title
from transforms.terms.form import FormVersion

# Titles that name more than one form until the header, or a form tag, tells which.
SHARED = {
    "F08": {"F08", "F08b"},
    "F08b": {"F08", "F08b"},
    "M03N": {"F01", "M03N"},
}

# The columns of F14 and F15, and their titles.
PERSONAL = [
    "DANH SÁCH CHI TIẾT HỘ NGHÈO",
    "DANH SÁCH CHI TIẾT HỘ CẬN NGHÈO NĂM 2023",
    "STT chủ hộ",
    "STT thành viên",
    "HỌ, TÊN CHỦ HỘ VÀ THÀNH VIÊN",
    "Họ và tên chủ hộ",
    "Năm sinh",
    "Quan hệ với chủ hộ",
    "Số CCCD/CMND",
    "Mã hộ",
]


def named(registry: Registry, *lines: str) -> set[str]:
    sheet = grid("\n".join(line.replace("|", "/") for line in lines))
    title = read_title(sheet, 9, registry.words, registry.figure_statuses, registry.standards)
    return {form.form_id for form in forms_named(title, registry.forms)}


def titles_of(form: FormVersion) -> Iterator[str]:
    yield form.title_vi.format(status="chính thức").upper()
    yield from (" ".join(mark) for mark in form.title_marks)


def test_an_official_title_names_its_form_and_no_other(registry: Registry) -> None:
    for form in registry.forms:
        title = form.title_vi.format(status="sơ bộ").upper()
        expected = SHARED.get(form.form_id, {form.form_id})
        assert named(registry, title) == expected, title
        assert named(registry, f"{title} NĂM 2020") == expected
        assert named(registry, *halves(title)) >= {form.form_id}


def halves(title: str) -> tuple[str, str]:
    words = title.split()
    return " ".join(words[: len(words) // 2]), " ".join(words[len(words) // 2 :])


def test_every_way_of_writing_a_title_names_its_form_and_no_other(registry: Registry) -> None:
    """Without "tổng hợp kết quả" the older form shares nothing; the short title of F08b is one of F01 too."""
    short = {("tổng hợp kết quả rà soát hộ nghèo, hộ cận nghèo",): {"F01", "F08b"}}
    shared = SHARED | {"M03N": {"M03N"}}
    for form in registry.forms:
        for mark in form.title_marks:
            expected = short.get(mark, shared.get(form.form_id, {form.form_id}))
            assert named(registry, " ".join(mark)) == expected, mark


def test_the_tag_of_a_sheet_tells_between_forms_of_one_title(registry: Registry) -> None:
    for form in registry.forms:
        title = form.title_vi.format(status="chính thức")
        assert named(registry, f"Biểu {form.form_id}", title) == {form.form_id}


@pytest.mark.parametrize(
    ("lines", "forms"),
    [
        (["Mẫu số 7.4"], {"F04"}),
        (["Mẫu số 7.1"], {"F01"}),
        (["Mẫu số 7.10"], {"F10"}),
        (["Mẫu biểu số 7.8"], {"F08", "F08b"}),
        (["Mẫu số 3"], {"M03N", "M03C"}),
        (["Mẫu số 3", "KẾT QUẢ ĐIỀU TRA, RÀ SOÁT HỘ CẬN NGHÈO NĂM 2017 CẤP TỈNH"], {"M03C"}),
        (["Mẫu số 3", "TỔNG HỢP KẾT QUẢ ĐIỀU TRA, RÀ SOÁT HỘ NGHÈO NĂM 2017 CẤP TỈNH"], {"M03N"}),
        (["Mẫu số 7.9", "PHÂN TÍCH CÁC CHỈ SỐ THIẾU HỤT DVXHCB CỦA HỘ CẬN NGHÈO"], {"F06"}),
        (["PHÂN TÍCH TỶ LỆ CÁC CHỈ SỐ THIẾU HỤT DVXHCB CỦA HỘ CẬN NGHÈO"], {"F07"}),
        (["Tỉ lệ các chỉ số thiếu hụt của hộ nghèo năm 2023"], {"F05"}),
        (["TỔNG HỢP KẾT QUẢ RÀ SOÁT HỘ NGHÈO, HỘ CẬN NGHÈO", "THEO CÁC NGUYÊN NHÂN"], {"F01", "F08b", "F10"}),
        (["Biểu số 02"], set()),
    ],
)
def test_titles_and_tags_as_the_provinces_write_them(
    registry: Registry, lines: list[str], forms: set[str]
) -> None:
    assert named(registry, *lines) == forms


@pytest.mark.parametrize(
    ("lines", "forms"),
    [
        (["KẾT QUẢ RÀ SOÁT HỘ CẬN NGHÈO THEO CHUẨN NGHÈO ĐA CHIỀU GIAI ĐOẠN 2021-2025"], {"F13"}),
        (["KẾT QUẢ RÀ SOÁT HỘ CẬN NGHÈO", "theo chuẩn nghèo tiếp cận đa chiều giai đoạn 2022-2025"], {"F13"}),
        (["TỔNG HỢP KẾT QUẢ RÀ SOÁT HỘ NGHÈO THEO CHUẨN NGHÈO ĐA CHIỀU GIAI ĐOẠN 2022-2025"], {"F01", "F12"}),
        (
            [
                "KẾT QUẢ RÀ SOÁT HỘ NGHÈO, HỘ CẬN NGHÈO, HỘ CÓ MỨC SỐNG TRUNG BÌNH",
                "theo chuẩn nghèo đa chiều giai đoạn 2022-2025",
            ],
            {"F01"},
        ),
        (["TỔNG HỢP DIỄN BIẾN HỘ CẬN NGHÈO THEO CHUẨN NGHÈO ĐA CHIỀU GIAI ĐOẠN 2022-2025"], {"F03"}),
    ],
)
def test_a_dated_standard_is_part_of_the_name_of_forms_that_are_named_by_it(
    registry: Registry, lines: list[str], forms: set[str]
) -> None:
    """Where it may be meant either way, as in the third of these, the header decides."""
    assert named(registry, *lines) == forms


@pytest.mark.parametrize("text", PERSONAL)
def test_a_list_of_persons_is_refused_whatever_else_the_sheet_holds(text: str) -> None:
    reading = read(
        grid(f"""
        TỔNG HỢP DIỄN BIẾN HỘ NGHÈO NĂM 2020 (CHÍNH THỨC)
        TT | Xã/phường | {text}
        1 | Xã Sĩ Bình | 1
        """),
        owing(),
    )
    assert (rules_of(reading), reading.is_personal_list) == (["R15"], True)


def test_no_aggregate_form_looks_like_a_list_of_persons(tmp_path: Path) -> None:
    for form_id, version in RIGHT:
        assert not read_back(drawn(form_id, version), tmp_path).is_personal_list
    words = owing().words["personal_list"]
    for form in owing().forms:
        phrases = [p for c in form.columns for m in c.matches for p in (*m.path, *m.leaf, *m.leaf_is)]
        said = [*phrases, *titles_of(form), *(line for c in form.columns for line in c.header)]
        assert [(w, s) for w, s in product(words, said) if w in s.lower()] == [], form.key
