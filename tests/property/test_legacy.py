"""Every name of the country survives a way through a legacy font; Unicode is never touched."""

import csv
import io
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import shipped_texts
from tests.unit.text.test_legacy import vectors, vni
from transforms.text.legacy import converted, detected
from transforms.text.syllables import is_syllable

pytestmark = pytest.mark.slow

CHARSETS = st.sampled_from(["TCVN3", "VNI"])


@cache
def names() -> list[str]:
    """The names of all territories of Vietnam, as their code list writes them."""
    rows = csv.DictReader(io.StringIO(shipped_texts()["territories.csv"]))
    return sorted({row["name"] for row in rows})


@cache
def words() -> list[str]:
    return sorted({word.lower() for name in names() for word in name.split() if is_syllable(word)})


def encoded(text: str, charset: str) -> str:
    if charset == "VNI":
        return vni(text)
    bytes_of = {letter: seen for seen, letter in vectors().items()}
    return "".join(bytes_of.get(char, char) for char in text)


SYLLABLES = st.lists(st.sampled_from(words()), min_size=1, max_size=6).map(" ".join)


@given(SYLLABLES, CHARSETS)
def test_vietnamese_comes_back_from_a_legacy_font(text: str, charset: str) -> None:
    """The lead has marks that no Unicode text has; a word alone may be a word in both readings."""
    phrase = f"tổng số {text}"
    assert converted(encoded(phrase, charset), charset) == phrase


@given(SYLLABLES, CHARSETS)
def test_vietnamese_in_unicode_is_not_touched(text: str, charset: str) -> None:
    """ "Hộ" says that the text is Unicode: no legacy text holds such a letter."""
    for phrase in (f"hộ {text}", f"HỘ {text.upper()}"):
        assert converted(phrase, charset) == phrase


@given(st.lists(SYLLABLES, min_size=4, max_size=12), CHARSETS)
def test_a_sheet_in_a_legacy_charset_is_recognised_by_its_words(texts: list[str], charset: str) -> None:
    sheet = [encoded(f"tổng hợp kết quả rà soát {text}", charset) for text in texts]
    assert detected(sheet, []) == charset


@given(st.lists(SYLLABLES, max_size=12))
def test_a_sheet_in_unicode_is_never_taken_for_another(texts: list[str]) -> None:
    for fonts in ([], [".VnTime"], ["VNI-Times"]):
        assert detected([f"xã {text}" for text in texts], fonts) == ""


@given(st.text(max_size=60), st.sampled_from(["TCVN3", "VNI", ""]))
def test_any_text_is_converted_or_kept_without_an_exception(text: str, charset: str) -> None:
    assert isinstance(converted(text, charset), str)
    assert detected([text], []) in {"", "TCVN3", "VNI"}


def test_names_in_a_legacy_font_are_read_or_left_and_hardly_ever_misread() -> None:
    """TCVN3 has no small capitals (Óc, Ý): these alone go wrong, and no name becomes that of another unit."""
    known = {name.lower() for name in names()}
    for charset, share in (("TCVN3", 0.99), ("VNI", 0.999)):
        written = [(name, encoded(name, charset)) for name in names()]
        legacy = [(name, raw) for name, raw in written if all(char <= "ÿ" for char in raw)]
        back = [(name, converted(raw, charset)) for name, raw in legacy]
        right = [name for name, result in back if result.lower() == name.lower()]
        assert len(right) > share * len(names()), charset
        assert [
            pair for pair in back if pair[1].lower() in known and pair[1].lower() != pair[0].lower()
        ] == []


def test_names_in_unicode_stay_as_they_are() -> None:
    assert [
        name for name in names() for charset in ("TCVN3", "VNI") if converted(name, charset) != name
    ] == []
