"""Members of a dated group, named or selected by the kind of area."""

from datetime import date

from tests.builders import GROUPS, small_texts
from transforms.registry import Registry, build_registry
from transforms.terms.group import members_at

SELECTING = """\
group_id,group_name_vi,territory_code,valid_from,valid_to,is_verified,source,select
poor,Các xã nghèo,01978,2018-01-01,2021-01-01,true,danh sách,
poor,Các xã nghèo,02074,2019-01-01,,true,danh sách,
urban,Thành thị,06,2018-01-01,,true,loại đơn vị,commune:urban
rural,Nông thôn,063,2018-01-01,,true,loại đơn vị,commune:rural
"""


def with_groups(texts: dict[str, str], groups: str) -> Registry:
    return build_registry(small_texts(texts) | {"groups.csv": groups}, "small")


def codes(registry: Registry, group_id: str, year: int) -> list[str]:
    return [unit.code for unit in members_at(registry, group_id, date(year, 12, 31))]


def test_a_named_member_belongs_while_its_line_holds(texts: dict[str, str]) -> None:
    registry = with_groups(texts, SELECTING)
    assert codes(registry, "poor", 2018) == ["01978"]
    assert codes(registry, "poor", 2020) == ["01978", "02074"]
    assert codes(registry, "poor", 2021) == ["02074"]


def test_towns_and_wards_are_urban_wherever_they_lie_in_the_province(texts: dict[str, str]) -> None:
    assert codes(with_groups(texts, SELECTING), "urban", 2019) == ["01969"]


def test_a_selection_follows_the_map_of_the_day(texts: dict[str, str]) -> None:
    registry = with_groups(texts, SELECTING)
    assert codes(registry, "rural", 2019) == ["01978", "01987", "01993"]
    assert codes(registry, "rural", 2020) == ["01978", "01993"]


def test_before_its_first_day_a_group_is_empty(texts: dict[str, str]) -> None:
    registry = with_groups(texts, SELECTING)
    assert codes(registry, "urban", 2017) == []
    assert codes(registry, "unknown", 2019) == []


def test_a_file_without_selections_stays_valid(texts: dict[str, str]) -> None:
    assert codes(with_groups(texts, GROUPS), "poor_communes", 2019) == ["01978", "02074"]


def test_the_shipped_areas_of_bac_kan_make_up_the_province(registry: Registry) -> None:
    day = date(2018, 12, 31)
    urban, rural = (members_at(registry, f"bac_kan_{area}", day) for area in ("urban", "rural"))
    assert (len(urban), len(rural)) == (12, 110)
    assert {*urban, *rural} == {*registry.territories.descendants("06", day, "commune")}
