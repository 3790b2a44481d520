"""One name typed in several ways has one key; two names never share one."""

import unicodedata

import pytest

from transforms.text.normalise import clean, contains_phrase, name_key, text_key


@pytest.mark.parametrize(
    ("found", "cleaned"),
    [
        (unicodedata.normalize("NFD", "Tỷ lệ hộ nghèo"), "Tỷ lệ hộ nghèo"),
        ("Xã\u00a0Lục\u00a0Bình", "Xã Lục Bình"),
        ("  Xã \t Lục \n Bình ", "Xã Lục Bình"),
        ("Xã\u200b Vi\ufeff Hương\u00ad", "Xã Vi Hương"),
        ("2016–2020 − 5", "2016-2020 - 5"),
        ("‒5 ﹣5 －5 ⁃5", "-5 -5 -5 -5"),
        ("\u202dXã\u2060 Vi\u180e Hương\ufe0f\u2069", "Xã Vi Hương"),
        ("Xã\u2009Lục\u202fBình\u205f\u3000", "Xã Lục Bình"),
        # Bytes of cp1258: a letter with its roof, and the tone behind it.
        (b"T\xf4\xd2ng s\xf4\xec h\xf4\xf2".decode("cp1258"), "Tổng số hộ"),
        ("Ðắk Nông, ðiện", "Đắk Nông, điện"),
    ],
)
def test_clean_keeps_the_words_and_drops_what_nobody_sees(found: str, cleaned: str) -> None:
    assert clean(found) == cleaned


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hoà Bình", "Hòa Bình"),
        ("Uỷ ban", "Ủy ban"),
        ("thuỷ lợi", "thủy lợi"),
        ("XÃ HOẠ MI", "xã họa mi"),
        (unicodedata.normalize("NFD", "Hoà Bình"), "Hòa Bình"),
        ("ĐẮK  NÔNG", "Ðắk Nông"),
    ],
)
def test_two_ways_of_typing_have_one_key(one: str, other: str) -> None:
    assert text_key(one) == text_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Đắk Lao", "Đắk Láo"),
        ("Xã Tân Tú", "Xã Tan Tu"),
        ("Dương Phong", "Đương Phong"),
        ("Xã Hà Vị", "Xã Hà Vĩ"),
        ("Hoàn", "Hòan"),
        ("Mỹ Thanh", "My Thanh"),
    ],
)
def test_accents_are_never_stripped(one: str, other: str) -> None:
    assert text_key(one) != text_key(other)


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("TT. Phủ Thông", "Thị trấn Phủ Thông"),
        ("TT Phủ Thông", "Thị trấn Phủ Thông"),
        ("tt.Phủ Thông", "Thị trấn Phủ Thông"),
        ("P. Đức Xuân", "Phường Đức Xuân"),
        ("P.Đức Xuân", "Phường Đức Xuân"),
        ("X. Tân Tú", "Xã Tân Tú"),
        ("H. Bạch Thông", "Huyện Bạch Thông"),
        ("Q. Ba Đình", "Quận Ba Đình"),
        ("TP. Bắc Kạn", "Thành phố Bắc Kạn"),
        ("TP Sơn La", "Thành phố Sơn La"),
        ("TX. Gia Nghĩa", "Thị xã Gia Nghĩa"),
    ],
)
def test_the_kind_of_a_unit_may_be_written_short(short: str, full: str) -> None:
    assert name_key(short) == name_key(full)


def test_a_word_that_begins_like_a_short_kind_is_left_alone() -> None:
    assert name_key("Tấn Tài") == "tấn tài"
    assert name_key("P") == "p"


def test_a_name_without_its_kind_is_another_key() -> None:
    assert name_key("Tân Tú") != name_key("Xã Tân Tú")


def test_a_phrase_is_found_as_whole_words_only() -> None:
    assert contains_phrase("số hộ nghèo đầu kỳ", "hộ nghèo")
    assert not contains_phrase("nhà nước", "ước")
    assert not contains_phrase("hộ nghèo", "hộ nghè")
