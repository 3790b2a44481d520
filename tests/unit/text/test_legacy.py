"""Text in the fonts of the time before Unicode: recognised, converted, and never taken for what it is not."""

import csv
import shutil
import subprocess
import unicodedata
from functools import cache
from pathlib import Path

import pytest

from transforms.text.legacy import charset_of_font, converted, detected
from transforms.text.legacy_tables import TCVN3, VNI

VECTORS = Path(__file__).parent / "tcvn3_vectors.csv"
TONES = ("", "\u0301", "\u0300", "\u0309", "\u0303", "\u0323")
TCVN3_SHEET = [
    "UBND HUYÖN B¹CH TH¤NG",
    "Tæng hîp kÕt qu¶ rµ so¸t hé nghÌo",
    "Xã An Bình",
    "X· SÜ B×nh",
    "Ng­êi lËp biÓu",
    "200",
]
VNI_SHEET = ["ÑÔN VÒ: XAÕ SÓ BÌNH", "Toång soá hoä ngheøo", "Ngöôøi laäp bieåu", "Naêm 2018", "200"]
UNICODE_SHEET = [
    "TỔNG HỢP KẾT QUẢ RÀ SOÁT HỘ NGHÈO",
    "Xã Sĩ Bình",
    "Xã An Tú",
    "Hà Vị",
    "Xã Côn Minh",
    "Hoà Bình",
    "200",
]


def letters() -> list[str]:
    """The 67 accented small letters of Vietnamese."""
    bases = [unicodedata.normalize("NFC", base + tone) for base in "aăâeêioôơuưy" for tone in TONES]
    return [letter for letter in [*bases, "đ"] if not letter.isascii()]


@cache
def vectors() -> dict[str, str]:
    with VECTORS.open(encoding="utf-8", newline="") as file:
        return {row["seen_as"]: row["letter"] for row in csv.DictReader(file)}


def vni(text: str) -> str:
    """The text in VNI by its documented rule: a letter, and behind it one mark for its roof and tone.

    The horned letters, đ, i with a tone and ỵ are one character each.
    """
    return "".join(vni_letter(char) for char in unicodedata.normalize("NFC", text))


def vni_letter(char: str) -> str:
    lower = char.lower()
    if lower == "đ":
        return "Ñ" if char.isupper() else "ñ"
    marks = unicodedata.normalize("NFD", lower)
    base, roof = marks[0], next((m for m in marks if m in "\u0302\u0306\u031b"), "")
    tone = TONES.index(next((m for m in marks if m in TONES[1:]), ""))
    if base == "i" and tone:
        found = " íìæóò"[tone]
    elif base == "y" and tone == 5:
        found = "î"
    elif roof == "\u0302":
        found = base + "âáàåãä"[tone]
    elif roof == "\u0306":
        found = base + "êéèúüë"[tone]
    else:
        found = ({"o": "ô", "u": "ö"}[base] if roof else base) + ["", *"ùøûõï"][tone]
    return found.upper() if char.isupper() else found


def test_the_vectors_hold_every_letter_that_the_charset_has() -> None:
    assert sorted(vectors().values()) == sorted([*letters(), *"ĂÂĐÊÔƠƯ"])


@pytest.mark.skipif(shutil.which("iconv") is None, reason="no iconv on this machine: the vectors stand alone")
def test_the_vectors_are_those_of_an_independent_converter() -> None:
    for seen, letter in vectors().items():
        result = subprocess.run(
            ["iconv", "-f", "TCVN5712-1", "-t", "UTF-8"],
            input=seen.encode("cp1252"),
            capture_output=True,
            check=True,
        )
        assert unicodedata.normalize("NFC", result.stdout.decode()) == letter


def test_the_table_of_tcvn3_is_that_of_the_vectors() -> None:
    assert vectors() == TCVN3


def test_vni_has_all_134_letters_by_its_rule() -> None:
    both = [*letters(), *(letter.upper() for letter in letters())]
    assert len(both) == 134
    assert {letter: VNI[vni(letter)] for letter in both} == {letter: letter for letter in both}


@pytest.mark.parametrize(
    ("found", "text"),
    [
        ("Th«ng tin Khoa häc Thèng", "Thông tin Khoa học Thống"),
        ("Tæng sè hé nghÌo", "Tổng số hộ nghèo"),
        ("X· T­ Lu", "Xã Tư Lu"),
        ("Hµ §«", "Hà Đô"),
        ("Bé Y tÕ", "Bộ Y tế"),
        ("hé", "hộ"),
        ("UBND HUYÖN B¹CH TH¤NG", "UBND HUYỆN BẠCH THÔNG"),
        ("TØNH", "TỈNH"),
        ("§¾k L¾k", "Đắk Lắk"),
        ("Kr«ng Bóc", "Krông Búc"),
        ("Tû lÖ (%): 17,33", "Tỷ lệ (%): 17,33"),
    ],
)
def test_tcvn3_is_converted(found: str, text: str) -> None:
    assert converted(found, "TCVN3") == text


@pytest.mark.parametrize(
    ("found", "text"),
    [
        ("Toång soá hoä ngheøo", "Tổng số hộ nghèo"),
        ("Xaõ Só Bình", "Xã Sĩ Bình"),
        ("UÛY BAN NHAÂN DAÂN", "ỦY BAN NHÂN DÂN"),
        ("Ñaëc bieät khoù khaên", "Đặc biệt khó khăn"),
        ("ngöôøi, hoä caän ngheøo", "người, hộ cận nghèo"),
        ("Ñôn vò tính: hoä, ngöôøi, %", "Đơn vị tính: hộ, người, %"),
        ("Quyù III, yeâu caàu", "Quý III, yêu cầu"),
    ],
)
def test_vni_is_converted(found: str, text: str) -> None:
    assert converted(found, "VNI") == text


def test_a_font_of_capitals_shows_small_letters_as_capitals() -> None:
    assert converted("tæng hîp", "TCVN3", ".VnTimeH") == "TỔNG HỢP"
    assert converted("tæng hîp", "TCVN3", ".VnTime") == "tổng hợp"


@pytest.mark.parametrize("charset", ["TCVN3", "VNI"])
@pytest.mark.parametrize(
    "text",
    [
        *(text for text in UNICODE_SHEET if text != "Hoà Bình"),
        unicodedata.normalize("NFD", "Hà Đô"),
        "thì",
        "Xã Tân Tú",
        "Krông Búk",
        "Réunion générale à Hà Nội",
        "garçon",
        "The poor are poor",
        "1.486",
        "m²",
        "½",
        "",
    ],
)
def test_unicode_stays_as_it_is_in_a_legacy_font_too(text: str, charset: str) -> None:
    assert converted(text, charset) == text


def test_a_word_of_both_readings_follows_its_sheet() -> None:
    """In VNI these letters are those of Hồ; that a sheet is in VNI is never told by such a word."""
    assert converted("Hoà", "VNI") == "Hồ"
    assert detected(["Hoà", "Hoà Bình", "Hoàng"], ["VNI-Times"]) == ""


def test_without_a_charset_nothing_is_converted() -> None:
    assert converted("Tæng sè hé nghÌo", "") == "Tæng sè hé nghÌo"


@pytest.mark.parametrize(
    ("texts", "fonts", "charset"),
    [
        (TCVN3_SHEET, [], "TCVN3"),
        (VNI_SHEET, [], "VNI"),
        (UNICODE_SHEET, [], ""),
        (TCVN3_SHEET, [".VnTime", "Arial"], "TCVN3"),
        (VNI_SHEET, ["VNI-Times"], "VNI"),
        (["hé nghÌo"], [".vntimeh"], "TCVN3"),
        (["hé nghÌo"], ["Times New Roman"], ""),
        (UNICODE_SHEET, [".VnTime"], ""),
        (UNICODE_SHEET, ["VNI-Times"], ""),
        (["Tong so ho ngheo", "200"], [".VnTime"], ""),
        (VNI_SHEET, [".VnTime"], "VNI"),
        ([], [".VnTime"], ""),
        (["Tæng hîp kÕt", "été, première, générale, réunion, garçon, élève, forêt"], [], ""),
    ],
)
def test_the_charset_of_a_sheet(texts: list[str], fonts: list[str], charset: str) -> None:
    assert detected(texts, fonts) == charset


@pytest.mark.parametrize(
    "texts",
    [
        [
            "Réunion générale",
            "première année, été",
            "garçon né à Noël",
            "thé, café, dîner",
            "« été »",
            "près de là",
        ],
        ["½ cup", "¼ inch", "¾ full", "§ 5", "© 2019 ® «»", "5 µm · 3 ¹"],
        ["Größe für Müller", "Straße", "schön, über, möglich", "Köln, Zürich, Ärzte"],
        ["Año, niño, señor", "¿Qué tal?", "¡Olé! ª º", "más allá", "corazón, jamás, según"],
        ["São Paulo", "coração", "ação", "não, mãe, irmão"],
    ],
)
def test_other_languages_are_not_taken_for_legacy_vietnamese(texts: list[str]) -> None:
    assert detected(texts, []) == ""
    assert [text for text in texts if detected([text], []) != ""] == []


@pytest.mark.parametrize(
    ("font", "charset"),
    [(".VnTime", "TCVN3"), (".VnArialH", "TCVN3"), ("VNI-Times", "VNI"), ("Arial", ""), ("Vn", ""), ("", "")],
)
def test_the_name_of_a_font_tells_its_charset(font: str, charset: str) -> None:
    assert charset_of_font(font) == charset
