"""A layout that was never seen before is read right or returned: no figure ever comes out under another item."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import read
from tests.property.layout_drawing import STYLES
from tests.property.layout_parts import (
    MERGINGS,
    NUMBERINGS,
    SEPARATORS,
    SUBMITTER,
    TITLES,
    TWIN,
    UPRIGHTS,
    Foreign,
    Variation,
    columns_of,
    layout_forms,
    layout_registry,
    year_of,
)
from tests.property.layouts import (
    Laid,
    drawn_forms,
    foreign_to,
    laid_out,
    variations,
    words_foreign_to,
)
from transforms.sheet.reading import SheetReading
from transforms.terms.form import FormVersion

pytestmark = pytest.mark.slow

FORMS = {f"{form.form_id}-{form.version}": form for form in layout_forms()}
# Forms whose columns are those of another one but for their population or measure unit.
ALIKE = {"F05", "F06", "F07", "F13", "M03C"}
EVERY_FORM = pytest.mark.parametrize("form", FORMS.values(), ids=FORMS.keys())
EVERY_SHAPE = pytest.mark.parametrize(
    "form",
    [pytest.param(f, marks=[pytest.mark.slow] if f.form_id in ALIKE else []) for f in FORMS.values()],
    ids=FORMS.keys(),
)


def read_laid(form: FormVersion, laid: Laid) -> SheetReading:
    return read(laid.grid, layout_registry(), SUBMITTER, f"{year_of(form)}-chinh_thuc")


def said(reading: SheetReading) -> dict[tuple[str, str], Decimal]:
    """What was read, by territory and item or printed column; blanks say nothing."""
    return {(c.territory_code, c.key): c.value for c in reading.cells if c.value is not None}


def assert_never_wrong(reading: SheetReading, laid: Laid) -> None:
    found = said(reading)
    assert {key: value for key, value in found.items() if laid.truth.get(key) != value} == {}
    assert sum(reading.counts.values()) == len(laid.grid.cells)
    if found != laid.truth:
        assert reading.findings
        assert all(finding.sheet == "Biểu" for finding in reading.findings)


def assert_read_whole(form: FormVersion, variation: Variation) -> None:
    """All of it is read, but for a layout that does not tell all."""
    laid = laid_out(form, variation)
    reading = read_laid(form, laid)
    if not laid.is_told:
        assert_never_wrong(reading, laid)
        return
    returned = [(f.rule_id, f.cell, f.found, f.expected) for f in reading.findings if f.rule_id != "R17"]
    assert (variation, returned, said(reading)) == (variation, [], laid.truth)


@settings(max_examples=120)
@given(st.data())
def test_a_layout_is_read_right_or_returned(data: st.DataObject) -> None:
    form = data.draw(drawn_forms())
    laid = laid_out(form, data.draw(variations(form)))
    assert_never_wrong(read_laid(form, laid), laid)


@EVERY_FORM
def test_the_official_layout_is_read(form: FormVersion) -> None:
    assert laid_out(form, Variation()).is_told
    assert_read_whole(form, Variation())


@EVERY_SHAPE
@pytest.mark.parametrize("stage", ["2021-2025", "2022-2025"])
def test_a_title_that_dates_the_standard_names_the_same_form(form: FormVersion, stage: str) -> None:
    lead = "" if "CHUẨN NGHÈO" in form.title_vi else " THEO CHUẨN NGHÈO ĐA CHIỀU"
    laid = laid_out(replace(form, title_vi=f"{form.title_vi}{lead} GIAI ĐOẠN {stage}"), Variation())
    assert read_laid(form, laid).form_id == form.form_id


def alone(count: int) -> Iterator[Variation]:
    """Every kind of variation by itself, for a form of so many columns."""
    yield from (Variation(merging=kind, loose=0b10110) for kind in MERGINGS)
    yield from (Variation(merging="unmerged", upright=at) for at in UPRIGHTS)
    yield from (Variation(style=style) for style in STYLES)
    yield from (Variation(numbering=kind) for kind in NUMBERINGS if kind != "swapped")
    yield from (Variation(titles=kind) for kind in TITLES)
    yield from (Variation(code=at) for at in ("before", "after", "last"))
    yield from (Variation(stub=at) for at in ("middle", "right"))
    yield from (Variation(stub=at, titles="label") for at in ("middle", "right"))
    yield from (Variation(units=kind) for kind in ("brackets", "plain"))
    yield from (Variation(joined=how, separator=sign) for how in ("all", "last") for sign in SEPARATORS)
    yield from (Variation(has_number=False), Variation(are_names_merged=False))
    yield from (Variation(row=50), Variation(column=5))
    for order in (tuple(reversed(range(count))), (*range(0, count, 2), *range(1, count, 2))):
        yield from (Variation(order=order, merging=merging) for merging in MERGINGS)


@EVERY_SHAPE
def test_one_difference_alone_is_read(form: FormVersion) -> None:
    for variation in alone(len(columns_of(form))):
        assert_read_whole(form, variation)


@EVERY_SHAPE
def test_a_foreign_column_is_left_aside(form: FormVersion) -> None:
    for text in foreign_to(form):
        assert_read_whole(form, Variation(foreign=(Foreign(1, text, is_inside=False),)))


def assert_a_word_is_heeded(form: FormVersion, index: int, added: tuple[str, str]) -> None:
    """A header with a foreign word is no column of the form, and the sheet says which column it lacks."""
    laid = laid_out(form, Variation(worded={index: added}))
    reading = read_laid(form, laid)
    assert_never_wrong(reading, laid)
    if columns_of(form)[index].is_required:
        assert reading.cells == ()


@EVERY_SHAPE
def test_a_header_with_a_foreign_word_is_no_column_of_the_form(form: FormVersion) -> None:
    """One word a column: each of them stands in some form."""
    for index, column in enumerate(columns_of(form)):
        words = words_foreign_to(column)
        assert_a_word_is_heeded(form, index, words[index % len(words)])


@pytest.mark.slow
@EVERY_FORM
def test_no_foreign_word_is_ever_passed_over(form: FormVersion) -> None:
    for index, column in enumerate(columns_of(form)):
        for added in words_foreign_to(column):
            assert_a_word_is_heeded(form, index, added)


@pytest.mark.slow
@EVERY_FORM
@pytest.mark.parametrize("merging", MERGINGS)
@pytest.mark.parametrize("numbering", ["official", "counted", "none"])
def test_columns_moved_around_are_read(form: FormVersion, merging: str, numbering: str) -> None:
    count = len(columns_of(form))
    turned = [tuple((i + turn) % count for i in range(count)) for turn in range(1, count)]
    torn = tuple(range(0, count, 2)) + tuple(range(1, count, 2))
    for order in (*turned, tuple(reversed(range(count))), torn):
        assert_read_whole(form, Variation(order=order, merging=merging, loose=0b10110, numbering=numbering))


@pytest.mark.slow
@EVERY_FORM
@pytest.mark.parametrize("merging", MERGINGS)
def test_foreign_columns_anywhere_are_left_aside(form: FormVersion, merging: str) -> None:
    count = len(columns_of(form))
    for text in foreign_to(form):
        for place in range(count + 1):
            foreign = (Foreign(place, text, is_inside=False),)
            assert_read_whole(form, Variation(foreign=foreign, merging=merging, loose=0b10110))


@EVERY_SHAPE
def test_a_header_that_stands_twice_is_returned_with_its_places(form: FormVersion) -> None:
    """Of a rate that only its left neighbour tells from another, one of the two is still told."""
    for place, column in enumerate(columns_of(form), start=1):
        laid = laid_out(form, Variation(foreign=(Foreign(place, TWIN, is_inside=True),)))
        reading = read_laid(form, laid)
        assert [f.rule_id for f in reading.findings if f.cell] == ["R06"] * (1 if column.after else 2)
        assert reading.cells == ()


@pytest.mark.slow
@EVERY_FORM
@pytest.mark.parametrize("joined", ["", "all"])
def test_a_foreign_column_never_stands_in_for_one_that_is_missing(form: FormVersion, joined: str) -> None:
    required = [index for index, column in enumerate(columns_of(form)) if column.is_required]
    for index, text in product(required, foreign_to(form)[::3]):
        for place in (index, index + 1):
            foreign = (Foreign(place, text, is_inside=True),)
            laid = laid_out(form, Variation(dropped=frozenset({index}), foreign=foreign, joined=joined))
            assert_never_wrong(read_laid(form, laid), laid)


@EVERY_SHAPE
def test_optional_columns_may_be_missing(form: FormVersion) -> None:
    for index, column in enumerate(columns_of(form)):
        if not column.is_required:
            assert_read_whole(form, Variation(dropped=frozenset({index})))


@EVERY_SHAPE
def test_every_name_of_a_territory_column_is_known(form: FormVersion) -> None:
    for index in range(len(form.stub["territory"])):
        assert_read_whole(form, Variation(territory=index))


@EVERY_SHAPE
def test_every_way_of_naming_a_column_is_known(form: FormVersion) -> None:
    for index, column in enumerate(columns_of(form)):
        for match in range(len(column.matches)):
            assert_read_whole(form, Variation(renamed={index: match}))
