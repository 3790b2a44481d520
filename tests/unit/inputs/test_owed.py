"""Who owes an item: by standard, and by the reports of the last part of a year."""

from dataclasses import replace

import pytest

from tests.builders import registry_of_the_change
from transforms.inputs.owed import owed_in, units_of
from transforms.registry import Registry
from transforms.terms.obligation import Obligation
from transforms.terms.period import Period


def codes(registry: Registry, period: str, item: str, standard: str = "QD59_2015") -> set[str]:
    return {t.code for t in owed_in(Period(period), registry).get((standard, item), ())}


def with_duties(registry: Registry, *duties: tuple[str, str, str]) -> Registry:
    """F01 owed by these territories in periods from the first to the last."""
    obligations = tuple(
        Obligation(code, "Xã", "one", "F01", code, "commune", (), first, last, "so_bo", 12, 14)
        for code, first, last in duties
    )
    return replace(registry, obligations=obligations)


def test_every_commune_owes_the_items_of_its_form_on_the_map_of_the_year(small: Registry) -> None:
    assert codes(small, "2019", "poor_households") == {
        "01969", "01978", "01987", "01993", "02074", "02083", "02089",
    }  # fmt: skip
    assert "01987" not in codes(small, "2020", "poor_households")


def test_an_item_named_by_the_duty_is_owed_and_no_other_of_its_form(small: Registry) -> None:
    found = owed_in(Period("2018"), small)
    assert ("QD59_2015", "insured_persons") in found
    assert ("QD59_2015", "clean_water_households") not in found


def test_the_year_of_change_is_owed_under_both_standards() -> None:
    change = registry_of_the_change()
    assert {standard for standard, _ in owed_in(Period("2021"), change)} == {"QD59_2015", "ND07_2021"}
    assert {standard for standard, _ in owed_in(Period("2020"), change)} == {"QD59_2015"}
    assert {standard for standard, _ in owed_in(Period("2022"), change)} == {"ND07_2021"}


@pytest.mark.parametrize(
    ("first", "last", "year", "expected"),
    [
        ("2020-H1", "2020-H2", "2020", {"01978"}),
        ("2020-Q1", "2020-Q4", "2020", {"01978"}),
        ("2020-M01", "2020-M12", "2020-H2", {"01978"}),
        ("2020-H1", "2020-H1", "2020", set()),
        ("2020-Q1", "2020-Q2", "2020-H1", {"01978"}),
        ("2020-Q1", "2020-Q2", "2020-H2", set()),
        ("2020", "2020", "2020-H2", set()),
    ],
)
def test_a_longer_period_is_owed_by_those_who_owe_its_last_part(
    small: Registry, first: str, last: str, year: str, expected: set[str]
) -> None:
    one = with_duties(small, ("01978", first, last))
    assert codes(one, year, "poor_households") == expected


def test_the_units_of_a_period_are_all_that_owe_anything(small: Registry) -> None:
    two = with_duties(small, ("01978", "2020", "2020"), ("02089", "2020-H1", "2020-H2"))
    assert {t.code for t in units_of(owed_in(Period("2020"), two))} == {"01978", "02089"}
    assert units_of(owed_in(Period("2021"), two)) == frozenset()
