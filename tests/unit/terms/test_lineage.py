"""What became of a unit and what it was made of, over one day of change or several."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import day
from transforms.registry import Registry
from transforms.terms.lineage import Carried, predecessors, successors
from transforms.terms.territory import Territory, TerritoryChange, TerritoryIndex

BEFORE, AFTER, TODAY = "2019-12-31", "2020-12-31", "2025-07-01"


def carried(index: TerritoryIndex, code: str, since: str, until: str) -> Carried:
    unit = index.at(code, day(since))
    assert unit is not None
    return successors(index, unit, day(since), day(until))


def became(index: TerritoryIndex, code: str, since: str, until: str) -> tuple[list[str], bool]:
    """The names of what became of a unit, and whether it was divided."""
    found = carried(index, code, since, until)
    return [t.name for t in found.targets], found.is_divided


def made_of(index: TerritoryIndex, code: str, since: str, until: str) -> list[str] | None:
    """The names of what a unit is made of."""
    unit = index.at(code, day(until))
    assert unit is not None
    keys = predecessors(index, unit, day(since), day(until))
    if keys is None:
        return None
    return [t.name for c, _ in keys if (t := index.at(c, day(since)))]


def test_seventeen_communes_of_bach_thong_became_fourteen(registry: Registry) -> None:
    index = registry.territories
    old = index.children("063", day("2020-01-31"))
    found = [successors(index, unit, day("2020-01-31"), day("2020-02-01")) for unit in old]
    assert len(old) == 17
    assert not any(one.is_divided for one in found)
    assert {t for one in found for t in one.targets} == set(index.children("063", day("2020-02-01")))


@pytest.mark.parametrize(
    ("code", "since", "until", "names"),
    [
        ("01978", BEFORE, AFTER, ["Xã Sĩ Bình"]),
        ("01987", BEFORE, AFTER, ["Xã Tân Tú"]),
        ("01972", BEFORE, AFTER, ["Thị trấn Phủ Thông"]),
        ("01969", BEFORE, AFTER, ["Thị trấn Phủ Thông"]),
        ("01987", BEFORE, TODAY, ["Xã Phủ Thông"]),
        ("01978", AFTER, TODAY, ["Xã Vĩnh Thông"]),
        ("02134", BEFORE, "2020-02-01", ["Thị trấn Yến Lạc"]),
        ("06", BEFORE, TODAY, ["Tỉnh Thái Nguyên"]),
        ("14", AFTER, TODAY, ["Tỉnh Sơn La"]),
    ],
)
def test_a_whole_unit_goes_into_one(
    registry: Registry, code: str, since: str, until: str, names: list[str]
) -> None:
    assert became(registry.territories, code, since, until) == (names, False)


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Xã Phủ Thông", {"Thị trấn Phủ Thông", "Xã Vi Hương", "Xã Tân Tú", "Xã Lục Bình"}),
        ("Xã Cẩm Giàng", {"Xã Quân Hà", "Xã Nguyên Phúc", "Xã Mỹ Thanh", "Xã Cẩm Giàng"}),
        ("Xã Vĩnh Thông", {"Xã Sĩ Bình", "Xã Vũ Muộn", "Xã Cao Sơn"}),
        ("Xã Bạch Thông", {"Xã Dương Phong", "Xã Quang Thuận", "Xã Đồng Thắng"}),
        ("Xã Phong Quang", {"Xã Đôn Phong", "Xã Dương Quang"}),
    ],
)
def test_the_five_communes_that_bach_thong_is_today(registry: Registry, name: str, parts: set[str]) -> None:
    """Two of them take in a commune from outside the old district."""
    index = registry.territories
    (unit,) = index.named(name, "19", day(TODAY))
    assert set(made_of(index, unit.code, "2025-06-30", TODAY) or ()) == parts


def test_a_commune_of_today_is_a_sum_of_those_of_2019(registry: Registry) -> None:
    """Đồng Thắng itself was two communes until 2020, Tân Tú and Quân Hà as well."""
    index = registry.territories
    (unit,) = index.named("Xã Bạch Thông", "19", day(TODAY))
    found = made_of(index, unit.code, BEFORE, TODAY)
    assert found is not None
    assert set(found) == {"Xã Dương Phong", "Xã Quang Thuận", "Xã Đông Viên", "Xã Rã Bản"}


def test_twelve_units_of_son_la_city_became_four_wards(registry: Registry) -> None:
    index = registry.territories
    old = index.children("116", day("2020-12-31"))
    found = {unit.name: successors(index, unit, day("2020-12-31"), day(TODAY)) for unit in old}
    wards: dict[str, set[str]] = {}
    for name, one in found.items():
        assert not one.is_divided
        (ward,) = one.targets
        wards.setdefault(ward.name, set()).add(name.split(" ", 1)[1])
    assert wards == {
        "Phường Tô Hiệu": {"Quyết Thắng", "Quyết Tâm", "Chiềng Lề", "Tô Hiệu"},
        "Phường Chiềng An": {"Chiềng An", "Chiềng Xôm", "Chiềng Đen"},
        "Phường Chiềng Cơi": {"Chiềng Cơi", "Hua La", "Chiềng Cọ"},
        "Phường Chiềng Sinh": {"Chiềng Sinh", "Chiềng Ngần"},
    }


def test_a_unit_that_went_into_two_is_divided(registry: Registry) -> None:
    index = registry.territories
    assert became(index, "02149", BEFORE, "2020-02-01") == (["Xã Văn Vũ", "Xã Cường Lợi"], True)
    assert became(index, "02155", BEFORE, "2020-02-01") == (["Xã Cường Lợi", "Thị trấn Yến Lạc"], True)


def test_a_unit_with_a_part_of_another_is_a_sum_of_nothing(registry: Registry) -> None:
    index = registry.territories
    assert [made_of(index, code, BEFORE, "2020-02-01") for code in ("02137", "02152", "02155")] == [None] * 3


def test_a_code_that_is_used_again_is_another_unit(registry: Registry) -> None:
    """02155 was Xã Lương Hạ until 31 January 2020, then Thị trấn Yến Lạc; the town of before was 02134."""
    index = registry.territories
    found = carried(index, "02134", BEFORE, "2020-02-01")
    (town,) = found.targets
    assert (town.key, found.is_divided) == (("02155", day("2020-02-01")), False)
    assert town not in carried(index, "02155", BEFORE, "2020-01-31").targets


def test_what_is_not_known_is_divided(registry: Registry) -> None:
    """Yên Phong took an unknown part of Phong Huân; Mộc Châu was made into wards nobody says how."""
    assert became(registry.territories, "02074", BEFORE, AFTER)[1]
    assert became(registry.territories, "03979", AFTER, "2025-02-01") == (["Phường Mộc Sơn"], True)


def test_a_promotion_without_a_row_is_the_same_unit(registry: Registry) -> None:
    index = registry.territories
    assert became(index, "660", BEFORE, AFTER) == (["Thành phố Gia Nghĩa"], False)
    assert made_of(index, "660", BEFORE, AFTER) is None


def test_a_unit_that_only_moved_to_another_district_is_the_same(registry: Registry) -> None:
    """Four communes of Thái Nguyên came under the city in 2017: a new key, the same unit."""
    index = registry.territories
    assert became(index, "05653", "2017-01-01", "2018-01-01") == (["Xã Sơn Cẩm"], False)
    assert made_of(index, "05653", "2017-01-01", "2018-01-01") == ["Xã Sơn Cẩm"]


def test_a_unit_that_ended_without_a_row_is_nothing_known(registry: Registry) -> None:
    assert became(registry.territories, "063", AFTER, TODAY) == ([], False)


@pytest.mark.parametrize("since", ["2017-01-01", BEFORE, AFTER, "2025-06-30"])
@pytest.mark.parametrize("province", ["06", "14", "19", "44"])
def test_no_commune_of_the_plans_provinces_is_lost(registry: Registry, province: str, since: str) -> None:
    index = registry.territories
    units = index.descendants(province, day(since), "commune")
    assert units
    assert [u for u in units if not successors(index, u, day(since), day(TODAY)).targets] == []


def test_what_is_said_forwards_and_backwards_agrees(registry: Registry) -> None:
    """A sum of old communes holds each of them whole, and no other commune that went into the new one."""
    index, since, until = registry.territories, day(BEFORE), day(TODAY)
    forward: dict[Territory, set[tuple[str, date]]] = {}
    for unit in index.descendants("06", since, "commune"):
        for target in successors(index, unit, since, until).targets:
            forward.setdefault(target, set()).add(unit.key)
    sums = {target: predecessors(index, target, since, until) for target in forward}
    assert sum(keys is not None for keys in sums.values()) > 20
    assert {t: set(keys) for t, keys in sums.items() if keys is not None} == {
        t: keys for t, keys in forward.items() if sums[t] is not None
    }


# A made-up country of full successions, several days of change.


def unit(code: str, valid_from: str, valid_to: str | None = None) -> Territory:
    end = day(valid_to) if valid_to else None
    return Territory(code, day(valid_from), f"Xã {code} {valid_from}", "commune", "063", "06", end)


YEARS = (2010, 2012, 2014, 2016)


@st.composite
def chains(draw: st.DrawFn) -> TerritoryIndex:
    """Units that all end on every day of change, each wholly becoming one of the next generation."""
    generations: list[list[Territory]] = []
    changes: list[TerritoryChange] = []
    starts = [f"{year}-01-01" for year in YEARS]
    for number, start in enumerate(starts):
        end = starts[number + 1] if number + 1 < len(starts) else None
        size = draw(st.integers(1, 5))
        codes = draw(st.lists(st.integers(1, 9), min_size=size, max_size=size, unique=True))
        generations.append([unit(f"{code:05}", start, end) for code in codes])
        if number:
            for old in generations[-2]:
                new = draw(st.sampled_from(generations[-1]))
                changes.append(TerritoryChange(day(start), old.code, new.code, "full", ""))
    return TerritoryIndex([u for units in generations for u in units], changes)


@given(chains(), st.integers(2010, 2017), st.integers(2010, 2017))
def test_carrying_by_way_of_a_day_between_is_carrying_at_once(
    index: TerritoryIndex, first: int, second: int
) -> None:
    since, middle = sorted((date(first, 6, 1), date(second, 6, 1)))
    until = date(2018, 1, 1)
    for old in (u for u in index.all if u.is_valid_at(since)):
        at_once = successors(index, old, since, until)
        (between,) = successors(index, old, since, middle).targets
        assert successors(index, between, middle, until) == at_once
        assert not at_once.is_divided
        assert len(at_once.targets) == 1


@given(chains())
def test_every_old_unit_is_in_the_sum_of_one_new_unit_only(index: TerritoryIndex) -> None:
    since, until = date(2011, 1, 1), date(2018, 1, 1)
    sums = [predecessors(index, new, since, until) for new in index.all if new.is_valid_at(until)]
    held = [key for keys in sums for key in keys or ()]
    whole = [keys for keys in sums if keys is not None]
    assert len(held) == len(set(held))
    if len(whole) == len(sums):
        assert set(held) == {u.key for u in index.all if u.is_valid_at(since)}
