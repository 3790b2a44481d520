"""Names of the whole country: a unit's own name is that unit, and no way of writing it is another unit."""

import unicodedata
from collections.abc import Callable

import pytest

from tests.builders import day
from transforms.registry import Registry
from transforms.terms.names import NameBook
from transforms.terms.territory import Territory

KINDS = {
    "Thị trấn": ("TT. ", "TT ", "tt.", "T.T. ", "TT.  "),
    "Phường": ("P. ", "P.", "P ", "Ph. ", "Ph.", "p "),
    "Xã": ("X. ", "X.", "x. ", "X "),
    "Huyện": ("H. ", "H.", "H "),
    "Quận": ("Q. ", "Q.", "Q "),
    "Thị xã": ("TX. ", "TX.", "TX ", "T.X. "),
    "Thành phố": ("TP. ", "TP.", "Tp ", "T.P. "),
    "Đặc khu": ("ĐK. ", "ĐK "),
}
TONES = "\u0300\u0301\u0303\u0309\u0323"
# Two communes of one name under one district at the end of 2019.
HOMONYMS = {("148", "Xã Phú Minh"): 2}


def parts(name: str) -> tuple[str, str]:
    """The kind of a unit and its own name."""
    return next(
        (name[: len(kind)], name[len(kind) + 1 :]) for kind in KINDS if name.lower().startswith(kind.lower())
    )


def short_kinds(name: str) -> list[str]:
    kind, own = parts(name)
    return [short + own for short in KINDS[kind.capitalize()]]


def other_tones(name: str) -> list[str]:
    """The tone on the other vowel: Hòa and Hoà, Thủy and Thuỷ."""
    words = unicodedata.normalize("NFD", name).split(" ")
    return [unicodedata.normalize("NFC", " ".join(map(_tone_moved, words)))]


def _tone_moved(word: str) -> str:
    for pair in ("oa", "oe", "uy"):
        for tone in TONES:
            for one, other in (
                (pair[0] + tone + pair[1], pair + tone),
                (pair + tone, pair[0] + tone + pair[1]),
            ):
                if word.lower().endswith(one) and not word.lower().startswith("qu"):
                    return word[: -len(one)] + other
    return word


def other_vowels(name: str) -> list[str]:
    """i for y and y for i where it is the only vowel of the syllable."""
    words = unicodedata.normalize("NFD", name).split(" ")
    return [unicodedata.normalize("NFC", " ".join(map(_vowel_changed, words)))]


def _vowel_changed(word: str) -> str:
    letters = word.rstrip(TONES)
    start, last = letters[:-1].lower(), letters[-1:]
    if not start or last not in "iy" or (set(start) & set("aeiouy") and start != "qu") or start == "g":
        return word
    return letters[:-1] + {"i": "y", "y": "i"}[last] + word[len(letters) :]


def blanks(name: str) -> list[str]:
    return [name.replace(" ", "  "), f" {name} ", name.replace(" ", "\u00a0"), name.replace("-", " - ")]


def cases(name: str) -> list[str]:
    return [name.upper(), name.lower(), unicodedata.normalize("NFD", name)]


def hyphens(name: str) -> list[str]:
    kind, own = parts(name)
    return [f"{kind} {own.replace(' ', '-')}", f"{kind} {own.replace('-', ' ')}", name.replace("'", "’")]


WAYS: tuple[Callable[[str], list[str]], ...] = (
    short_kinds,
    other_tones,
    other_vowels,
    blanks,
    cases,
    hyphens,
)


def below(registry: Registry, on: str) -> list[tuple[Territory, NameBook]]:
    """Every unit of a day that has a parent, with the names under that parent."""
    index = registry.territories
    units = [t for t in index.all if t.parent_code and t.is_valid_at(day(on))]
    books = {code: index.names_under(code, day(on)) for code in {t.parent_code for t in units}}
    return [(unit, books[unit.parent_code]) for unit in units]


@pytest.mark.parametrize(
    ("on", "units"),
    [
        pytest.param("2019-12-31", 11768, marks=pytest.mark.slow),
        pytest.param("2024-12-31", 11155, marks=pytest.mark.slow),
        pytest.param("2025-07-01", 3321, marks=pytest.mark.slow),
    ],
)
def test_a_name_in_any_spelling_is_its_own_unit(registry: Registry, on: str, units: int) -> None:
    pairs = below(registry, on)
    assert len(pairs) == units
    for unit, book in pairs:
        found = book.find(unit.name)
        assert unit in found
        assert len(found) == HOMONYMS.get((unit.parent_code, unit.name), 1), unit
        for way in WAYS:
            for name in way(unit.name):
                assert book.find(name) == found, (name, unit)


@pytest.mark.parametrize("on", ["2019-12-31", "2024-12-31", "2025-07-01"])
def test_a_name_without_its_kind_is_its_unit_or_several_and_never_another(
    registry: Registry, on: str
) -> None:
    known = 0
    pairs = below(registry, on)
    for unit, book in pairs:
        own = parts(unit.name)[1]
        found = book.find(own)
        known += found == (unit,)
        assert unit in found or own.isdigit(), unit
    assert known > 0.9 * len(pairs)


@pytest.mark.parametrize(
    "name", ["Phường 01", "Phường 1", "P.1", "P. 1", "P 1", "P 01", "Ph. 1", "PHƯỜNG 01"]
)
def test_a_ward_with_a_number_is_found_in_every_way_of_writing_it(registry: Registry, name: str) -> None:
    found = registry.territories.named(name, "764", day("2019-12-31"))
    assert [t.code for t in found] == ["26896"]


@pytest.mark.parametrize("name", ["1", "01", "P", "Phường", "Phường 1a"])
def test_a_number_or_a_kind_alone_is_no_name(registry: Registry, name: str) -> None:
    assert registry.territories.named(name, "764", day("2019-12-31")) == ()


def test_names_that_differ_in_an_accent_only_stay_apart(registry: Registry) -> None:
    """Pairs of one parent whose letters are the same: none is found by the name of the other."""
    on = "2019-12-31"
    apart = 0
    for unit, book in below(registry, on):
        for other in registry.territories.children(unit.parent_code, day(on)):
            if other != unit and other.name != unit.name and plain(other.name) == plain(unit.name):
                apart += 1
                assert other not in book.find(unit.name)
    assert apart > 20


def plain(name: str) -> str:
    """The letters without tones and accents."""
    return "".join(c for c in unicodedata.normalize("NFD", name.lower()) if not unicodedata.combining(c))
