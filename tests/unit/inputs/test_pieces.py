"""Where the ground of a unit lies on another map: the changes of 2020 and 2025 in Bạch Thông, Sơn La and beyond."""

import pytest

from tests.builders import day
from transforms.inputs.pieces import Pieces
from transforms.registry import Registry
from transforms.terms.territory import Territory, TerritoryChange, TerritoryIndex

BEFORE, AFTER, LAST, TODAY = "2019-12-31", "2020-12-31", "2024-12-31", "2025-07-01"


def ground(index: TerritoryIndex, code: str, then: str, on: str) -> set[str]:
    unit = index.at(code, day(then))
    assert unit is not None
    found = (index.at(key[0], day(on)) for key in Pieces(index).of(unit, day(then), day(on)))
    return {t.name for t in found if t}


def test_a_district_on_its_own_map_is_its_communes(registry: Registry) -> None:
    assert len(ground(registry.territories, "063", BEFORE, BEFORE)) == 17
    assert len(ground(registry.territories, "063", AFTER, AFTER)) == 14


@pytest.mark.parametrize("then", [BEFORE, AFTER])
def test_the_ground_of_bach_thong_lies_in_five_communes_today(registry: Registry, then: str) -> None:
    assert ground(registry.territories, "063", then, TODAY) == {
        "Xã Phong Quang",
        "Xã Phủ Thông",
        "Xã Vĩnh Thông",
        "Xã Cẩm Giàng",
        "Xã Bạch Thông",
    }


def test_phong_quang_reaches_back_over_the_border_of_the_old_district(registry: Registry) -> None:
    """Đôn Phong lay in Bạch Thông, Dương Quang in the city of Bắc Kạn."""
    assert ground(registry.territories, "01849", TODAY, AFTER) == {"Xã Đôn Phong", "Xã Dương Quang"}


def test_the_city_of_son_la_is_four_wards(registry: Registry) -> None:
    assert ground(registry.territories, "116", AFTER, TODAY) == {
        "Phường Tô Hiệu",
        "Phường Chiềng An",
        "Phường Chiềng Cơi",
        "Phường Chiềng Sinh",
    }


def test_new_thai_nguyen_is_two_provinces_of_the_old_map(registry: Registry) -> None:
    pieces = Pieces(registry.territories)
    assert set(pieces.provinces("19", day(TODAY), day(LAST))) == {"06", "19"}
    assert pieces.provinces("06", day(LAST), day(TODAY)) == ("19",)
    assert pieces.provinces("14", day(LAST), day(TODAY)) == ("14",)
    whole = ground(registry.territories, "19", TODAY, TODAY)
    old = [ground(registry.territories, code, LAST, TODAY) for code in ("06", "19")]
    assert (len(old[0]), len(old[1]), len(whole)) == (37, 55, 92)
    assert old[0] | old[1] == whole


DAY = "2020-02-01"


def made_up(changes: list[tuple[str, str, str]], *, ends: str = "") -> TerritoryIndex:
    """A district of three communes; some of them end on the day, without a word or with the changes given."""

    def unit(code: str, level: str, parent: str) -> Territory:
        until = day(DAY) if code in ends.split() else None
        return Territory(code, day("2004-08-31"), f"Xã {code}", level, parent, "06", until)

    units = [unit("06", "province", ""), unit("060", "district", "06"), unit("061", "district", "06")]
    units += [unit(code, "commune", "060") for code in ("a", "b", "c")] + [unit("d", "commune", "061")]
    rows = [TerritoryChange(day(DAY), old, new, part, "") for old, new, part in changes]
    return TerritoryIndex(units, rows)


def test_a_commune_that_ended_without_a_word_lies_anywhere_in_its_district() -> None:
    assert ground(made_up([], ends="a"), "a", BEFORE, AFTER) == {"Xã b", "Xã c"}


def test_where_the_district_ended_too_it_lies_anywhere_in_its_province() -> None:
    assert ground(made_up([], ends="a b c 060"), "a", BEFORE, AFTER) == {"Xã d"}


def test_a_commune_that_went_whole_lies_where_it_went() -> None:
    assert ground(made_up([("a", "d", "full")], ends="a"), "a", BEFORE, AFTER) == {"Xã d"}


def test_parts_that_go_to_two_communes_are_all_of_it() -> None:
    changes = [("a", "b", "part"), ("a", "d", "part")]
    assert ground(made_up(changes, ends="a"), "a", BEFORE, AFTER) == {"Xã b", "Xã d"}


def test_a_commune_that_gave_a_part_and_stays_lies_in_both() -> None:
    index = made_up([("a", "d", "part")])
    assert ground(index, "a", BEFORE, AFTER) == {"Xã a", "Xã d"}
    assert ground(index, "d", AFTER, BEFORE) == {"Xã a", "Xã d"}


def test_a_lost_rest_lies_in_its_district_even_where_that_is_gone(registry: Registry) -> None:
    """Of Phong Huân (Chợ Đồn) only Yên Phong is on record: its rest is in Chợ Đồn, not anywhere in Thái Nguyên."""
    found = ground(registry.territories, "02074", "2018-12-31", TODAY)
    assert {"Xã Yên Phong", "Xã Chợ Đồn"} <= found
    assert not {"Xã Phủ Thông", "Xã Na Rì", "Phường Bắc Kạn"} & found
