"""Territories at a date: re-used codes, parents, names and what a unit was made of."""

import pickle

import pytest

from tests.builders import day
from transforms.registry import Registry
from transforms.terms.territory import NameVariant, Territory, TerritoryIndex


def names(index: TerritoryIndex, code: str, on: str) -> list[str]:
    return [t.name for t in index.children(code, day(on))]


def test_one_code_is_two_units_in_two_times(registry: Registry) -> None:
    index = registry.territories
    found = [
        (t.name if (t := index.at(code, day(on))) else None)
        for code in ("01993", "02005")
        for on in ("2020-01-31", "2020-02-01")
    ]
    assert found == ["Xã Tân Tiến", "Xã Tân Tú", "Xã Hà Vị", "Xã Quân Hà"]


def test_the_first_day_counts_and_the_last_one_does_not() -> None:
    unit = Territory("01993", day("2020-02-01"), "Xã Tân Tú", "commune", "063", "06", day("2025-07-01"))
    held = [unit.is_valid_at(day(d)) for d in ("2020-01-31", "2020-02-01", "2025-06-30", "2025-07-01")]
    assert held == [False, True, True, False]


def test_an_unknown_code_is_no_unit(small: Registry) -> None:
    assert small.territories.at("99999", day("2020-12-31")) is None


def test_bach_thong_had_seventeen_communes_and_then_fourteen(registry: Registry) -> None:
    index = registry.territories
    assert len(index.children("063", day("2020-01-31"))) == 17
    assert len(index.children("063", day("2020-02-01"))) == 14


def test_children_are_those_of_the_day_in_order_of_their_codes(small: Registry) -> None:
    assert names(small.territories, "063", "2019-12-31") == [
        "Thị trấn Phủ Thông",
        "Xã Sĩ Bình",
        "Xã Tú Trĩ",
        "Xã Tân Tiến",
    ]
    assert names(small.territories, "063", "2020-12-31") == ["Thị trấn Phủ Thông", "Xã Sĩ Bình", "Xã Tân Tú"]


def test_descendants_reach_down_to_the_level_and_include_the_unit_itself(small: Registry) -> None:
    index, on = small.territories, day("2020-12-31")
    assert [t.code for t in index.descendants("06", on, "district")] == ["063", "064"]
    assert [t.code for t in index.descendants("06", on, "commune")] == [
        "01969",
        "01978",
        "01993",
        "02074",
        "02083",
        "02089",
    ]
    assert [t.code for t in index.descendants("01993", on, "commune")] == ["01993"]


def test_ancestors_hold_the_unit_itself_up_to_the_province(small: Registry) -> None:
    assert small.territories.ancestors("01993", day("2020-12-31")) == {"01993", "063", "06"}
    assert small.territories.ancestors("01987", day("2020-12-31")) == frozenset()


@pytest.mark.parametrize("name", ["Xã Sĩ Bình", "xã  sĩ bình", "X. Sĩ Bình", "Xã Sỹ Bình", "Sĩ Bình"])
def test_a_unit_is_found_by_its_name_or_a_dated_variant(small: Registry, name: str) -> None:
    found = small.territories.named(name, "063", day("2020-12-31"))
    assert [t.code for t in found] == ["01978"]


@pytest.mark.parametrize("name", ["Xã Si Bình", "Si Bình", "Xã Sĩ Bìn", "Xã Tú Trĩ", "Thị trấn Sĩ Bình"])
def test_nothing_near_to_a_name_is_taken_for_it(small: Registry, name: str) -> None:
    assert small.territories.named(name, "063", day("2020-12-31")) == ()


def test_a_variant_counts_only_in_its_own_time() -> None:
    unit = Territory("01978", day("2004-08-31"), "Xã Sĩ Bình", "commune", "063", "06")
    district = Territory("063", day("2004-08-31"), "Huyện Bạch Thông", "district", "06", "06")
    variant = NameVariant("01978", "Xã Sĩ Bằng", day("2010-01-01"), day("2012-01-01"))
    index = TerritoryIndex([district, unit], variants=[variant])
    found = [
        len(index.named("Xã Sĩ Bằng", "063", day(d))) for d in ("2009-12-31", "2010-01-01", "2012-01-01")
    ]
    assert found == [0, 1, 0]


def test_a_homonym_is_found_under_its_own_parent(small: Registry) -> None:
    on = day("2019-12-31")
    assert [t.code for t in small.territories.named("Xã Tân Tiến", "063", on)] == ["01993"]
    assert [t.code for t in small.territories.named("Xã Tân Tiến", "064", on)] == ["02089"]


def town_and_commune() -> TerritoryIndex:
    """A district with a town and a commune of one name, and two communes that differ in an accent."""
    communes = {
        "1": "Thị trấn Đắk Mil",
        "2": "Xã Đắk Mil",
        "3": "Xã Đắk Lao",
        "4": "Xã Đắk Láo",
        "5": "Xã Sĩ Ty",
    }
    communes |= {"6": "Xã Sỹ Ty"}
    units = [
        Territory(f"2466{n}", day("2004-08-31"), name, "commune", "663", "67") for n, name in communes.items()
    ]
    return TerritoryIndex(
        [Territory("663", day("2004-08-31"), "Huyện Tuy Đức", "district", "67", "67"), *units]
    )


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("Đắk Lao", ["24663"]),
        ("X. Đắk Láo", ["24664"]),
        ("Đắk Mil", ["24661", "24662"]),
        ("TT Đắk Mil", ["24661"]),
        ("Đăk Mil", []),
        ("Xã Sĩ Ty", ["24665"]),
        ("X. Sỹ Ty", ["24666"]),
        ("Xã Sĩ Ti", ["24665", "24666"]),
        ("Tuy Đức", ["663"]),
    ],
)
def test_homonyms_stay_apart(name: str, codes: list[str]) -> None:
    """The strictest way of comparing that knows the name decides; where it knows several, all are given."""
    assert [t.code for t in town_and_commune().named(name, "663", day("2020-12-31"))] == codes


def test_a_worker_receives_only_what_was_read(small: Registry) -> None:
    index = pickle.loads(pickle.dumps(small.territories))  # noqa: S301 -- our own bytes
    assert vars(index).keys() == {"all", "changes", "variants"}
    assert index.children("063", day("2019-12-31")) == small.territories.children("063", day("2019-12-31"))


def predecessors(index: TerritoryIndex, code: str, since: str, until: str) -> list[tuple[str, str]] | None:
    unit = index.at(code, day(until))
    assert unit is not None
    keys = index.predecessors(unit, day(since), day(until))
    return None if keys is None else [(c, d.isoformat()) for c, d in keys]


def test_a_merged_unit_is_made_of_all_that_went_into_it(registry: Registry) -> None:
    index = registry.territories
    assert predecessors(index, "01993", "2019-12-31", "2020-12-31") == [
        ("01987", "2004-08-31"),
        ("01993", "2004-08-31"),
    ]
    assert predecessors(index, "02005", "2019-12-31", "2020-12-31") == [
        ("01996", "2004-08-31"),
        ("02005", "2004-08-31"),
    ]


def test_a_unit_that_grew_without_a_new_name_counts_itself_among_its_parts(registry: Registry) -> None:
    assert predecessors(registry.territories, "01969", "2019-12-31", "2020-12-31") == [
        ("01969", "2004-08-31"),
        ("01972", "2004-08-31"),
    ]


def test_an_unchanged_unit_is_made_of_itself(small: Registry) -> None:
    assert predecessors(small.territories, "01978", "2019-12-31", "2020-12-31") == [("01978", "2004-08-31")]


def test_a_unit_that_took_only_a_part_of_another_is_made_of_nothing_known(small: Registry) -> None:
    assert predecessors(small.territories, "02083", "2019-12-31", "2020-12-31") is None


def test_a_unit_that_gave_away_a_part_of_itself_is_made_of_nothing_known(small: Registry) -> None:
    assert predecessors(small.territories, "02074", "2019-12-31", "2020-12-31") is None


def test_after_the_year_of_the_change_all_is_as_usual(small: Registry) -> None:
    since, until = "2020-12-31", "2021-12-31"
    assert predecessors(small.territories, "02083", since, until) == [("02083", "2004-08-31")]
    assert predecessors(small.territories, "01993", since, until) == [("01993", "2020-02-01")]
