"""Two versions of a report: the same, or different in these figures."""

from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.builders import small_registry
from transforms.versions import FigureKey, changes, figures_digest, figures_of


def fact(
    value: str | None, text: str = "", item: str = "poor_households", code: str = "01978"
) -> dict[str, Any]:
    return {
        "form_id": "F01",
        "period": "2021",
        "figure_status": "chinh_thuc",
        "standard_id": "ND07_2021",
        "territory_code": code,
        "item_id": item,
        "value": None if value is None else Decimal(value),
        "text_as_found": text,
    }


def test_a_number_is_the_same_however_it_was_typed() -> None:
    as_text, as_number = figures_of([fact("1486", "1.486")]), figures_of([fact("1486.0000", "1486")])
    assert as_text == as_number
    assert figures_digest(as_text) == figures_digest(as_number)


def test_a_blank_a_dash_and_a_zero_are_three_things() -> None:
    said = [figures_of([fact(None, "")]), figures_of([fact(None, "-")]), figures_of([fact("0", "0")])]
    assert len({figures_digest(one) for one in said}) == 3


def test_a_change_says_whose_figure_it_is_and_both_values() -> None:
    old = figures_of([fact("1486"), fact("7", code="01993")])
    new = figures_of([fact("1487"), fact("7", code="01993"), fact("2", item="resident_households")])
    said = [(c.territory_name, c.label, c.old, c.new) for c in changes(old, new, small_registry())]
    label = small_registry().label
    assert said == [
        ("Xã Sĩ Bình", label("poor_households"), "1.486", "1.487"),
        ("Xã Sĩ Bình", label("resident_households"), "", "2"),
    ]


def test_nothing_read_is_no_version() -> None:
    assert figures_digest({}) == ""


KEYS = st.builds(
    FigureKey, st.just("F01"), st.just("2021"), st.just("so_bo"), st.just(""), st.sampled_from(["01978", "01993"]),
    st.sampled_from(["a", "b", "c"]),
)  # fmt: skip
FIGURES = st.dictionaries(KEYS, st.sampled_from(["1", "2", "-"]))


@given(FIGURES, FIGURES)
def test_the_changes_lead_from_the_old_version_to_the_new_one(
    old: dict[FigureKey, str], new: dict[FigureKey, str]
) -> None:
    found = changes(old, new, small_registry())
    assert (not found) == (figures_digest(old) == figures_digest(new))
    patched = {(k.territory_code, k.item_id): v for k, v in old.items()}
    for change in found:
        place = (change.territory_code, change.item_id)
        assert patched.pop(place, "") == change.old
        if change.new:
            patched[place] = change.new
    assert patched == {(k.territory_code, k.item_id): v for k, v in new.items()}
