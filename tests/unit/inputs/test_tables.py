"""The input tables of the SQL steps: which periods, views, sizes and members there are."""

from dataclasses import replace
from datetime import date
from typing import Any

from tests.builders import day
from transforms.inputs import SCHEMAS, input_tables
from transforms.registry import Registry
from transforms.terms.obligation import Obligation
from transforms.terms.standard import GroupMember

SINCE = date(2004, 8, 31)
MAP = day("2025-07-01")


def rows(registry: Registry, name: str, *periods: str, maps: tuple[date, ...] = ()) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = input_tables(periods, registry, maps)[name].to_pylist()
    return found


def test_every_table_has_its_columns_even_where_nothing_is_known(small: Registry) -> None:
    tables = input_tables([], small, [MAP])
    assert {name: table.schema for name, table in tables.items()} == SCHEMAS
    assert tables["views"].num_rows == tables["areas"].num_rows == 0


def test_a_part_year_brings_the_longer_periods_around_it_and_the_year_before(small: Registry) -> None:
    views = rows(small, "views", "2020-Q1")
    assert [(v["as_of"], v["base_period"]) for v in views] == [
        ("2019", "2018"),
        ("2020-Q1", "2019"),
        ("2020-H1", "2019"),
        ("2020", "2019"),
    ]


def test_a_map_looks_at_every_period_once_more(small: Registry) -> None:
    views = rows(small, "views", "2020", maps=(MAP, MAP))
    assert [(v["as_of"], v["period"]) for v in views] == [
        ("2019", "2019"),
        ("2020", "2020"),
        ("map 2025-07-01", "2019"),
        ("map 2025-07-01", "2020"),
    ]


def test_the_parts_of_a_half_are_two_quarters_then_six_months(small: Registry) -> None:
    parts = [p for p in rows(small, "period_parts", "2020-H1") if p["period"] == "2020-H1"]
    assert [(p["step"], p["part_period"], p["is_last"], p["parts"]) for p in parts] == [
        (1, "2020-Q1", False, 2),
        (1, "2020-Q2", True, 2),
        *((2, f"2020-M0{n}", n == 6, 6) for n in range(1, 7)),
    ]


def test_the_standard_in_force_is_known_of_every_period() -> None:
    from tests.builders import registry_of_the_change

    found = rows(registry_of_the_change(), "standards_by_period", "2021", "2022")
    assert {(r["period"], r["standard_id"]) for r in found} == {
        ("2020", "QD59_2015"),
        ("2021", "QD59_2015"),
        ("2022", "ND07_2021"),
    }


def sizes(
    registry: Registry, as_of: str, code: str, *periods: str, maps: tuple[date, ...] = ()
) -> dict[str, int]:
    """Units by period and level."""
    found = rows(registry, "area_sizes", *periods, maps=maps)
    return {
        f"{r['period']} {r['level']}": r["units"]
        for r in found
        if (r["as_of"], r["area_code"]) == (as_of, code)
    }


def test_an_area_is_as_large_as_its_units_then(small: Registry) -> None:
    """Bạch Thông had four communes before Tú Trĩ and Tân Tiến became one."""
    assert sizes(small, "2020", "063", "2020") == {
        "2019 commune": 4,
        "2019 district": 1,
        "2020 commune": 3,
        "2020 district": 1,
    }


def test_an_area_that_holds_a_part_of_a_unit_has_no_size_on_that_level(small: Registry) -> None:
    """Yên Phong took a part of Phong Huân, both in Chợ Đồn."""
    assert sizes(small, "2020", "02083", "2020") == {"2020 commune": 1}
    assert sizes(small, "2020", "064", "2020")["2019 commune"] == 3


def owing(registry: Registry, code: str, period: str, level: str = "commune") -> Registry:
    duty = Obligation(code, "Tỉnh", "one", "F01", code, level, (), period, period, "chinh_thuc", 12, 14)
    return replace(registry, obligations=(duty,), groups=())


def test_new_thai_nguyen_is_as_large_as_both_old_provinces(registry: Registry) -> None:
    """Only Bắc Kạn owes its 108 communes; the sum for the new province needs the 178 of Thái Nguyên as well."""
    bac_kan = owing(registry, "06", "2024")
    new = sizes(bac_kan, "map 2025-07-01", "19", "2024", maps=(MAP,))
    index = registry.territories
    communes = [len(index.descendants(code, day("2024-12-31"), "commune")) for code in ("06", "19")]
    assert new["2024 commune"] == sum(communes)
    assert new["2024 province"] == 2
    placed = [
        a
        for a in rows(bac_kan, "areas", "2024", maps=(MAP,))
        if (a["as_of"], a["area_code"], a["period"]) == ("map 2025-07-01", "19", "2024")
    ]
    assert len(placed) == communes[0]


def test_a_province_that_lies_only_partly_in_another_is_no_part_of_it(registry: Registry) -> None:
    """What became of one commune of An Giang is unknown: its figures are not those of new An Giang."""
    owed = owing(registry, "89", "2024", "province")
    found = sizes(owed, "map 2025-07-01", "91", "2024", maps=(MAP,))
    assert "2024 province" not in found
    divided = rows(owed, "straddling", "2024", maps=(MAP,))
    assert ("91", "89", "province") in {(r["area_code"], r["unit_code"], r["level"]) for r in divided}


def test_the_members_of_a_district_are_its_communes_and_of_a_province_its_districts_too(
    small: Registry,
) -> None:
    found = [m for m in rows(small, "members", "2020") if m["as_of"] == "2020"]

    def members(code: str) -> set[tuple[str, str]]:
        return {(m["level"], m["member_code"]) for m in found if m["area_code"] == code}

    assert members("064") == {("commune", "02074"), ("commune", "02083"), ("commune", "02089")}
    assert {m for m in members("06") if m[0] == "district"} == {("district", "063"), ("district", "064")}
    assert members("01978") == set()


def test_a_group_has_the_districts_that_lie_wholly_inside_it(small: Registry) -> None:
    """A district with one poor commune is no district of the group of poor communes."""
    codes = ("01978", "02074", "02083", "02089")
    group = tuple(GroupMember("g", "Nhóm", code, SINCE, None, True, "") for code in codes)
    found = rows(replace(small, groups=group), "members", "2020")
    districts = {
        m["member_code"]
        for m in found
        if (m["as_of"], m["area_code"], m["level"]) == ("2020", "g", "district")
    }
    assert districts == {"064"}
