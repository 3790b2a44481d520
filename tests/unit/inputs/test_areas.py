"""Areas of a map and the units inside them or only partly inside, on the maps of Bạch Thông and Thái Nguyên."""

from dataclasses import replace

from tests.builders import day
from transforms.inputs.areas import Placed, View, all_units, areas_of, place_units
from transforms.inputs.pieces import Pieces
from transforms.registry import Registry
from transforms.terms.period import Period
from transforms.terms.standard import GroupMember
from transforms.terms.territory import TerritoryIndex

TODAY = View("map 2025-07-01", day("2025-07-01"), (Period("2019"), Period("2024")))


def reported(year: str) -> View:
    return View(year, Period(year).end_date, (Period(year),))


def placed(registry: Registry, view: View, period: str, code: str) -> Placed:
    """The communes of a territory of the period on the areas of the view."""
    index, pieces, then = registry.territories, Pieces(registry.territories), Period(period).end_date
    units = index.descendants(code, then, "commune")
    areas = areas_of(view, [(unit, Period(period)) for unit in units], registry, pieces)
    return place_units(all_units(areas, then, view, registry, pieces), then, view, areas, pieces)


def names(
    found: dict[tuple[str, object], list[object]], index: TerritoryIndex, code: str, on: View
) -> set[str]:
    unit = index.at(code, on.map_date)
    assert unit is not None
    return {t.name for t in found.get(unit.key, [])}


def test_a_view_of_a_period_looks_at_the_year_before_as_well() -> None:
    view = reported("2020-H1")
    assert view.is_reported
    assert [p.text for p in view.all_periods] == ["2019", "2020-H1"]
    assert not TODAY.is_reported
    assert [p.text for p in TODAY.all_periods] == ["2018", "2019", "2023", "2024"]


def test_vinh_thong_holds_three_old_communes_and_phu_thong_straddles_nothing(registry: Registry) -> None:
    found = placed(registry, TODAY, "2024", "063")
    index = registry.territories
    assert names(found.inside, index, "01981", TODAY) == {"Xã Sĩ Bình", "Xã Vũ Muộn", "Xã Cao Sơn"}
    assert names(found.straddling, index, "01981", TODAY) == {"Tỉnh Bắc Kạn", "Huyện Bạch Thông"}


def test_phong_quang_is_made_of_communes_of_two_districts_and_divides_both(registry: Registry) -> None:
    found = placed(registry, TODAY, "2024", "063")
    index = registry.territories
    assert names(found.inside, index, "01849", TODAY) == {"Xã Đôn Phong", "Xã Dương Quang"}
    assert names(found.straddling, index, "01849", TODAY) == {
        "Tỉnh Bắc Kạn",
        "Huyện Bạch Thông",
        "Thành phố Bắc Kạn",
    }


def test_on_the_old_map_phong_quang_lies_partly_in_bach_thong(registry: Registry) -> None:
    """As Bạch Thông does, which took in Đồng Thắng: nobody can say how many households are of the old district."""
    old = View("map 2024-12-31", day("2024-12-31"), (Period("2025"),))
    found = placed(registry, old, "2025", "19")
    index = registry.territories
    assert {"Xã Phong Quang", "Xã Bạch Thông"} <= names(found.straddling, index, "063", old)
    assert names(found.inside, index, "063", old) == {"Xã Phủ Thông", "Xã Vĩnh Thông", "Xã Cẩm Giàng"}
    assert "Xã Phong Quang" in names(found.inside, index, "06", old)


def test_the_units_of_new_thai_nguyen_are_those_of_both_old_provinces(registry: Registry) -> None:
    """So that figures of Bắc Kạn alone are never those of the new province."""
    found = placed(registry, TODAY, "2024", "06")
    inside = names(found.inside, registry.territories, "19", TODAY)
    assert {"Tỉnh Bắc Kạn", "Tỉnh Thái Nguyên", "Huyện Bạch Thông"} <= inside
    assert len([n for n in inside if n.startswith("Tỉnh")]) == 2


def test_a_group_is_an_area_of_its_own_map_from_its_first_day(small: Registry) -> None:
    index, pieces = small.territories, Pieces(small.territories)
    units = [(unit, Period("2020")) for unit in index.descendants("06", day("2020-12-31"), "commune")]
    groups = [a for a in areas_of(reported("2020"), units, small, pieces) if a.level == "group"]
    assert [(a.key, {code for code, _ in a.ground}) for a in groups] == [
        (("poor_communes", day("2018-01-01")), {"01978", "02074"})
    ]
    on_map = View("map 2020-12-31", day("2020-12-31"), (Period("2020"),))
    assert not [a for a in areas_of(on_map, units, small, pieces) if a.level == "group"]


def test_a_group_covers_a_member_nobody_knows_of_too(small: Registry) -> None:
    """The units that owe lie in Bạch Thông only; the second poor commune does not, so the group stays incomplete."""
    index, pieces = small.territories, Pieces(small.territories)
    units = [(unit, Period("2020")) for unit in index.descendants("063", day("2020-12-31"), "commune")]
    (group,) = (a for a in areas_of(reported("2020"), units, small, pieces) if a.level == "group")
    assert {code for code, _ in group.ground} == {"01978", "02074"}


def test_a_group_that_nobody_knows_anything_of_is_no_area(small: Registry) -> None:
    index, pieces = small.territories, Pieces(small.territories)
    units = [(unit, Period("2020")) for unit in index.descendants("01993", day("2020-12-31"), "commune")]
    assert not [a for a in areas_of(reported("2020"), units, small, pieces) if a.level == "group"]


def test_a_group_of_a_district_covers_all_its_communes(small: Registry) -> None:
    member = GroupMember("poor_districts", "Huyện nghèo", "063", day("2018-01-01"), None, True, "")
    one = replace(small, groups=(member,))
    index, pieces = one.territories, Pieces(one.territories)
    units = [(unit, Period("2019")) for unit in index.descendants("06", day("2019-12-31"), "commune")]
    (group,) = (a for a in areas_of(reported("2019"), units, one, pieces) if a.level == "group")
    assert {code for code, _ in group.ground} == {"01969", "01978", "01987", "01993"}
