"""Figures on the map of another day: Bắc Kạn, Bạch Thông and TP Sơn La on the map of 1 July 2025.

Expected sums are added by hand from the workbooks and the plain CSV of successions, never by the program.
"""

import json
from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.flow_helpers import issues, receipts, tonghop
from tests.golden.by_hand import points, rounded
from tests.golden.succession import communes_of, heirs, is_half_told, name_at, parent_of
from tests.samples.read_back import BAC_KAN, F01, POOR, RESIDENT, SON_LA, communes, tables
from tests.samples.write import shipped_registry
from transforms.terms.period import Period

pytestmark = pytest.mark.slow

TODAY, END_OF_2018 = "2025-07-01", "2018-12-31"
Points = Mapping[tuple[str, str], dict[str, Any]]
_asked: dict[tuple[str, ...], list[dict[str, Any]]] = {}


def series(workspace: Path, territory: str, *options: str) -> list[dict[str, Any]]:
    """`tonghop series` of the rate of the poor, once a question."""
    asked = (str(workspace), territory, *options)
    if asked not in _asked:
        done = tonghop(
            "series", "poor_household_rate", territory, *options, "--json", "--workspace", workspace
        )
        assert done.returncode == 0, done.stderr
        _asked[asked] = json.loads(done.stdout)
    return _asked[asked]


def points_of(found: list[dict[str, Any]], status: str = "chinh_thuc") -> Points:
    """The points of one figure status by territory and period."""
    return {
        (one["territory_code"], point["period"]): point
        for one in found
        for point in one["points"]
        if point["figure_status"] == status
    }


def today(workspace: Path, territory: str) -> Points:
    return points_of(series(workspace, territory, "--map", TODAY, "--parts"))


@cache
def reported(submitters: tuple[str, ...], year: str) -> Mapping[str, tuple[int, int]]:
    """Poor and all households of the communes of some districts, by the code that the commune had then."""
    territories, day = shipped_registry().territories, Period(year).end_date
    codes = {
        (district, unit.name): unit.code
        for district in submitters
        for unit in territories.children(district, day)
    }
    rows = communes(tables(submitters, year, F01))
    return {codes[who, name]: (row[POOR], row[RESIDENT]) for (who, name, _), row in rows.items()}


def on_today(
    submitters: tuple[str, ...], year: str
) -> tuple[dict[str, tuple[int, int]], dict[str, set[str]]]:
    """Sums of the whole communes that went into each commune of today; and the divided ones that it took a part of."""
    sums: dict[str, tuple[int, int]] = defaultdict(lambda: (0, 0))
    divided: dict[str, set[str]] = defaultdict(set)
    day = f"{year}-12-31"
    for code, (poor, resident) in reported(submitters, year).items():
        found = heirs(code, day, TODAY)
        if is_half_told(code, day, TODAY):
            # Its rest may lie anywhere in its district.
            found |= {
                heir for near in communes_of(parent_of(code, day), day) for heir in heirs(near, day, TODAY)
            }
        for heir in found:
            if len(found) == 1:
                sums[heir] = (sums[heir][0] + poor, sums[heir][1] + resident)
            else:
                divided[heir].add(code)
    return sums, divided


# Bắc Kạn 2018 on today's map of Thái Nguyên


def test_122_communes_of_2018_are_all_found_on_the_map_of_today() -> None:
    """Lương Hạ was divided in 2020 between Cường Lợi and Yên Lạc, which are two communes to this day.

    Of Phong Huân and Yên Nhuận in Chợ Đồn and of Nông Thịnh and Thanh Bình in Chợ Mới the source does not say
    whether all of them went into the communes that followed.
    """
    sums, divided = on_today(BAC_KAN, "2018")
    assert len(reported(BAC_KAN, "2018")) == 122
    assert divided.keys() >= {"02152", "02155"}
    assert divided["02152"] == divided["02155"] == {"02155"}
    assert name_at("02155", END_OF_2018) == "Xã Lương Hạ"
    in_doubt = {code for codes in divided.values() for code in codes} - {"02155"}
    assert in_doubt == {"02074", "02083", "02113", "02119"}
    assert {parent_of(code, END_OF_2018) for code in in_doubt} == {"064", "065"}
    assert sums.keys() | divided.keys() <= communes_of("19", TODAY)


@pytest.mark.parametrize("year", ["2017", "2018"])
def test_communes_of_today_made_of_whole_communes_have_their_sum(workspace: Path, year: str) -> None:
    sums, divided = on_today(BAC_KAN, year)
    found = {
        code: (point["numerator"], point["denominator"], point["actual"])
        for (code, period), point in today(workspace, "19").items()
        if period == year and point["carry_state"] == "whole"
    }
    wanted = {
        code: (Decimal(poor), Decimal(resident), rounded(points(poor, resident)))
        for code, (poor, resident) in sums.items()
        if code not in divided
    }
    assert len(wanted) == len(sums.keys() - divided.keys())
    assert len(wanted) > 20
    assert {code: tuple(map(Decimal, values)) for code, values in found.items()} == wanted


def test_communes_that_took_a_part_of_a_divided_one_say_so(workspace: Path) -> None:
    """Never a guess: no figure, and the name of the commune that nobody divided."""
    _, divided = on_today(BAC_KAN, "2018")
    found = {
        code: point
        for (code, period), point in today(workspace, "19").items()
        if period == "2018" and point["not_divisible"]
    }
    assert {code: point["not_divisible"] for code, point in found.items()} == {
        code: [f"{name_at(old, END_OF_2018)} ({old})" for old in sorted(parts)]
        for code, parts in divided.items()
    }
    assert {point["actual"] for point in found.values()} == {None}
    assert {point["carry_state"] for point in found.values()} == {"not_divisible"}


def test_a_commune_of_two_districts_is_the_sum_over_both(workspace: Path) -> None:
    """Phong Quang is Đôn Phong of Bạch Thông and Dương Quang of the city of Bắc Kạn."""
    parts = [code for code in reported(BAC_KAN, "2018") if heirs(code, END_OF_2018, TODAY) == {"01849"}]
    assert {name_at(code, END_OF_2018) for code in parts} == {"Xã Đôn Phong", "Xã Dương Quang"}
    poor, resident = (sum(reported(BAC_KAN, "2018")[code][n] for code in parts) for n in (0, 1))
    point = today(workspace, "19")["01849", "2018"]
    assert (Decimal(point["numerator"]), Decimal(point["denominator"])) == (poor, resident)


def test_the_province_of_today_has_no_figure_of_a_year_in_which_half_of_it_reported(workspace: Path) -> None:
    """In 2018 only Bắc Kạn reported, in 2024 only the old Thái Nguyên: neither is a figure of today's province."""
    province = {period: point for (code, period), point in today(workspace, "19").items() if code == "19"}
    assert {point["actual"] for point in province.values()} == {None}
    assert {point["carry_state"] for point in province.values()} == {"partly_owed"}
    assert (province["2018"]["units_given"], province["2018"]["units_owed"]) == (122, 122 + 180)
    assert (province["2024"]["units_given"], province["2024"]["units_owed"]) == (173, 173 + 108)
    # On its own maps it has those that the old province of that code reported.
    own = points_of(series(workspace, "19"))
    assert {key: Decimal(point["numerator"]) for key, point in own.items()} == {
        ("19", "2023"): 12_200,
        ("19", "2024"): 9_250,
    }


# Bạch Thông: seventeen communes, since 1 February 2020 fourteen


def test_the_mergers_raise_no_issue_at_all(workspace: Path) -> None:
    """3 x 14 reports of the communes and 5 of the offices for 2020, 17 of 2019: opening stocks agree."""
    mine = [
        receipt
        for receipt in receipts(workspace).values()
        if receipt["submitter_id"][:3] in {"019", "020", "063"} and receipt["period"] in {"2019", "2020"}
    ]
    assert len(mine) == 17 + 1 + 3 * 14 + 5
    assert {receipt["verdict"] for receipt in mine} == {"accepted"}
    assert [i["rule_id"] for receipt in mine for i in issues(workspace, receipt["submission_id"])] == []


def test_a_code_used_again_is_two_territories(workspace: Path) -> None:
    """01993 was Tân Tiến until 31 January 2020 and is Tân Tú (Tân Tiến and Tú Trĩ) since."""
    old, new = series(workspace, "01993")
    assert [one["territory_name"] for one in (old, new)] == ["Xã Tân Tiến", "Xã Tân Tú"]
    assert [one["points"][0]["territory_valid_from"] for one in (old, new)] == ["2004-08-31", "2020-02-01"]
    assert [point["period"] for point in old["points"]] == ["2017", "2018", "2019", "2019"]
    assert [point["period"] for point in new["points"]] == ["2020"]
    # The drop of 2020 is taken on both of its predecessors, not on the namesake of its code.
    (before,) = (point for point in old["points"] if point["period"] == "2018")
    merged = points_of(series(workspace, "01993", "--map", "2020-12-31"))["01993", "2018"]
    both = [reported(BAC_KAN, "2018")[code] for code in ("01987", "01993")]
    assert Decimal(before["numerator"]) == both[1][0]
    assert Decimal(merged["numerator"]) == both[0][0] + both[1][0]


def test_the_series_of_merged_communes_goes_on(workspace: Path) -> None:
    """Phủ Thông, Cẩm Giàng and Vĩnh Thông lie wholly in Bạch Thông: figures from 2017 to 2020 on today's map."""
    found = today(workspace, "19")
    for code in ("01969", "02008", "01981"):
        assert [year for year in ("2017", "2018", "2019", "2020") if (code, year) in found] == [
            "2017",
            "2018",
            "2019",
            "2020",
        ]
        assert {found[code, year]["is_complete"] for year in ("2017", "2018", "2019", "2020")} == {True}


# TP Sơn La: twelve communes, four wards since 1 July 2025


def test_the_four_wards_of_son_la_are_the_sums_of_the_communes_they_are_made_of(workspace: Path) -> None:
    made_of = {
        "Phường Tô Hiệu": {"Phường Quyết Thắng", "Phường Quyết Tâm", "Phường Chiềng Lề", "Phường Tô Hiệu"},
        "Phường Chiềng An": {"Phường Chiềng An", "Xã Chiềng Xôm", "Xã Chiềng Đen"},
        "Phường Chiềng Cơi": {"Phường Chiềng Cơi", "Xã Hua La", "Xã Chiềng Cọ"},
        "Phường Chiềng Sinh": {"Phường Chiềng Sinh", "Xã Chiềng Ngần"},
    }
    found = {
        (one["territory_name"], point["period"]): tuple(
            Decimal(point[name]) for name in ("numerator", "denominator", "actual")
        )
        for one in series(workspace, "14", "--map", TODAY, "--parts")
        for point in one["points"]
        if point["carry_state"] == "whole"
    }
    wanted = {}
    for year in ("2018", "2019", "2020"):
        rows = {name: row for (_, name, _), row in communes(tables(SON_LA, year, F01)).items()}
        for ward, parts in made_of.items():
            poor, resident = (sum(rows[part][column] for part in parts) for column in (POOR, RESIDENT))
            wanted[ward, year] = (poor, resident, rounded(points(poor, resident)))
    assert found == wanted
