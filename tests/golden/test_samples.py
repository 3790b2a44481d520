"""The shipped reviews, read back without the project's reader, hold what their README promises."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from tests.samples.quang_binh_targets import (
    QUANG_BINH_2023,
    QUANG_BINH_2024_H1,
    UNDER_5_PCT_2023,
    UNDER_5_PCT_2024_H1,
)
from tests.samples.read_back import (
    BAC_KAN,
    F01,
    F01_PRELIMINARY,
    F02,
    F03,
    HALF,
    INBOX,
    NEAR_POOR,
    NEAR_POOR_PERSONS,
    POOR,
    POOR_PERSONS,
    QUANG_BINH,
    RESIDENT,
    SON_LA,
    THAI_NGUYEN,
    Row,
    communes,
    form_sheets,
    is_unit,
    simulated_files,
    table_of,
    tables,
)
from tests.samples.son_la_targets import SON_LA_2018, SON_LA_2019, SON_LA_2020
from tests.samples.targets import (
    BAC_KAN_2017,
    BAC_KAN_2018,
    BACH_THONG_2019,
    BACH_THONG_2019_PRELIMINARY,
    BACH_THONG_2020,
    Part,
    Stock,
)
from tests.samples.thai_nguyen import THAI_NGUYEN_2023, THAI_NGUYEN_2024
from tests.samples.write import shipped_registry


def bach_thong(year: int) -> tuple[str, ...]:
    return tuple(t.code for t in shipped_registry().territories.children("063", date(year, 12, 31)))


def stock(rows: Mapping[Any, Row]) -> Stock:
    return Stock(*(sum(int(row[c]) for row in rows.values()) for c in (RESIDENT, POOR, NEAR_POOR)))


def rate(rows: Mapping[Any, Row]) -> float:
    return 100 * stock(rows).poor / stock(rows).resident


@pytest.mark.parametrize(
    ("period", "title", "who", "count", "expected"),
    [
        ("2017", F01, BAC_KAN, 122, BAC_KAN_2017),
        ("2018", F01, BAC_KAN, 122, BAC_KAN_2018),
        ("2019", F01_PRELIMINARY, ("063-ldtbxh",), 17, BACH_THONG_2019_PRELIMINARY),
        ("2019", F01, bach_thong(2019), 17, BACH_THONG_2019),
        ("2020", F01, bach_thong(2020), 14, BACH_THONG_2020),
        ("2018", F01, SON_LA, 12, SON_LA_2018),
        ("2019", F01, SON_LA, 12, SON_LA_2019),
        ("2020", F01, SON_LA, 12, SON_LA_2020),
        ("2023", F01, QUANG_BINH, 151, QUANG_BINH_2023),
        (HALF, F01_PRELIMINARY, QUANG_BINH, 151, QUANG_BINH_2024_H1),
        ("2023", F01, THAI_NGUYEN, 177, THAI_NGUYEN_2023),
        ("2024", F01, THAI_NGUYEN, 173, THAI_NGUYEN_2024),
    ],
)
def test_communes_add_up_to_the_figure_of_their_area(
    period: str, title: str, who: tuple[str, ...], count: int, expected: Stock
) -> None:
    rows = communes(tables(who, period, title))
    assert len(rows) == count
    assert stock(rows) == expected


def test_the_published_figures_themselves() -> None:
    """The literals, once more, so that a change of the targets is seen here."""
    assert Stock(79_677, 17_435, 9_415) == BAC_KAN_2018
    assert Stock(8_575, 1_486, 866) == BACH_THONG_2019
    assert round(100 * 17_435 / 79_677, 2) == 21.88
    assert round(100 * 9_415 / 79_677, 2) == 11.82
    assert round(100 * BAC_KAN_2017.poor / BAC_KAN_2017.resident - 100 * 17_435 / 79_677, 2) == 2.65
    assert round(100 * BACH_THONG_2020.poor / BACH_THONG_2020.resident, 2) == 15.14
    assert round(100 * BACH_THONG_2020.near_poor / BACH_THONG_2020.resident, 1) == 9.2
    assert BACH_THONG_2019_PRELIMINARY.poor == 1_497
    assert round(100 * 1_497 / 8_575, 2) == 17.46
    assert (QUANG_BINH_2023.poor, QUANG_BINH_2023.near_poor) == (10_473, 10_379)
    assert QUANG_BINH_2023.poor - QUANG_BINH_2024_H1.poor == 473
    assert (SON_LA_2018.poor, SON_LA_2018.near_poor) == (289, 167)


def test_the_households_of_quang_binh_fit_both_sentences_of_the_plan() -> None:
    """2.063 households are 0,8 points of them and 1.295 are 0,5 points."""
    assert round(100 * 2_063 / QUANG_BINH_2023.resident, 2) == 0.80
    assert round(100 * 1_295 / QUANG_BINH_2023.resident, 2) == 0.50
    assert 2_063 / 0.008 < QUANG_BINH_2023.resident < 1_295 / 0.005


def test_son_la_ends_at_the_planned_rate_with_a_drop_inside_the_planned_range() -> None:
    assert round(100 * SON_LA_2020.poor / SON_LA_2020.resident, 2) == 0.77
    assert 15 < 100 * (SON_LA_2019.poor - SON_LA_2020.poor) / SON_LA_2019.poor < 20


@pytest.mark.parametrize(
    ("period", "title", "expected"),
    [("2023", F01, UNDER_5_PCT_2023), (HALF, F01_PRELIMINARY, UNDER_5_PCT_2024_H1)],
)
def test_communes_of_quang_binh_under_five_per_cent(period: str, title: str, expected: Part) -> None:
    rates = [
        Fraction(row[POOR], row[RESIDENT]) for row in communes(tables(QUANG_BINH, period, title)).values()
    ]
    assert Part(sum(share < Fraction(5, 100) for share in rates), len(rates)) == expected


def test_a_commune_of_quang_binh_at_exactly_five_per_cent_is_not_under_it() -> None:
    rows = communes(tables(QUANG_BINH, "2023", F01)).values()
    assert [(row[POOR], row[RESIDENT]) for row in rows if 100 * row[POOR] == 5 * row[RESIDENT]] == [
        (72, 1_440)
    ]


def test_the_preliminary_review_of_bach_thong_differs_in_four_communes_only() -> None:
    first = {
        name: row for (_, name, _), row in communes(tables(("063-ldtbxh",), "2019", F01_PRELIMINARY)).items()
    }
    final = {name: row for (_, name, _), row in communes(tables(bach_thong(2019), "2019", F01)).items()}
    assert first.keys() == final.keys()
    changes = [first[name][POOR] - final[name][POOR] for name in final]
    assert sorted(change for change in changes if change) == [-2, 3, 4, 6]
    assert all(first[name][c] == final[name][c] for name in final for c in (RESIDENT, NEAR_POOR))


def test_groups_drop_as_the_plans_need_them() -> None:
    poor_districts = ("060", "061", "062")
    before, after = (rate(communes(tables(poor_districts, year, F01))) for year in ("2017", "2018"))
    assert 4.1 < before - after < 4.2
    high = ("01978", "01981", "01984", "02002")
    before, after = (rate(communes(tables(high, year, F01))) for year in ("2019", "2020"))
    assert 3 < before - after < 4


@pytest.mark.parametrize(
    ("period", "who", "first"),
    [
        ("2018", BAC_KAN, F01),
        ("2020", bach_thong(2020), F01),
        ("2020", SON_LA, F01),
        (HALF, QUANG_BINH, F01_PRELIMINARY),
    ],
)
def test_every_commune_keeps_the_identities_of_its_forms(
    period: str, who: tuple[str, ...], first: str
) -> None:
    f01, f02, f03 = (communes(tables(who, period, title)) for title in (first, F02, F03))
    assert len(f02) == len(f03) == 2 * len(f01)
    for (sender, name, _), counts in f01.items():
        for line, poor, near in (("Hộ", POOR, NEAR_POOR), ("Nhân khẩu", POOR_PERSONS, NEAR_POOR_PERSONS)):
            one, other = f02[sender, name, line], f03[sender, name, line]
            for flows in (one, other):
                leaving, coming = (sum(flows[str(n)] for n in span) for span in (range(2, 5), range(5, 9)))
                assert flows["9"] == flows["1"] - leaving + coming
                assert min(flows.values()) >= 0
            assert (one["9"], other["9"]) == (counts[poor], counts[near])
            assert (one["2"], other["2"]) == (other["5"], one["5"])
        for form in (f02, f03):
            households, people = form[sender, name, "Hộ"], form[sender, name, "Nhân khẩu"]
            assert all(people[n] >= households[n] for n in households)
            assert all((people[n] == 0) == (households[n] == 0) for n in households)
        for households_at, persons_at in (("1", "2"), ("3", "9"), ("5", "11"), ("7", "13")):
            assert counts[persons_at] >= counts[households_at] > 0
        assert counts[POOR] + counts[NEAR_POOR] + counts["7"] <= counts[RESIDENT]
        assert counts[POOR_PERSONS] + counts[NEAR_POOR_PERSONS] <= counts["2"]


def opening(rows: Mapping[tuple[str, str, str], Row]) -> dict[tuple[str, str, str], int]:
    return {key: row["1"] for key, row in rows.items()}


@pytest.mark.parametrize(
    ("who", "before", "period"),
    [(BAC_KAN, "2017", "2018"), (SON_LA, "2019", "2020"), (QUANG_BINH, "2023", HALF)],
)
def test_a_period_opens_with_the_closing_of_the_year_before(
    who: tuple[str, ...], before: str, period: str
) -> None:
    closed = communes(tables(who, before, F01))
    for title, households_at, persons_at in ((F02, POOR, POOR_PERSONS), (F03, NEAR_POOR, NEAR_POOR_PERSONS)):
        opened = opening(communes(tables(who, period, title)))
        assert opened == {
            (sender, name, line): row[at]
            for (sender, name, _), row in closed.items()
            for line, at in (("Hộ", households_at), ("Nhân khẩu", persons_at))
        }


def test_merged_communes_open_2020_with_the_sum_of_their_predecessors() -> None:
    territories = shipped_registry().territories
    since, until = date(2019, 12, 31), date(2020, 12, 31)
    closed = {who: next(iter(table.values())) for who, table in tables(bach_thong(2019), "2019", F01).items()}
    opened = communes(tables(bach_thong(2020), "2020", F02))
    merged = 0
    for unit in territories.children("063", until):
        origins = [code for code, _ in territories.predecessors(unit, since, until) or ()]
        merged += len(origins) > 1
        assert opened[unit.code, unit.name, "Hộ"]["1"] == sum(closed[code][POOR] for code in origins)
        assert opened[unit.code, unit.name, "Nhân khẩu"]["1"] == sum(
            closed[code][POOR_PERSONS] for code in origins
        )
    assert merged == 3


@pytest.mark.parametrize("path", simulated_files(), ids=lambda p: p.relative_to(INBOX).as_posix())
def test_sums_and_rates_in_cached_values_are_right(path: Path) -> None:
    """Totals equal the sum of their units; printed rates equal the counts of their own row."""
    for rows in form_sheets(path):
        table, rates = table_of(rows), rate_columns(rows)
        units = {key: row for key, row in table.items() if is_unit(key[0], table)}
        for (name, line), row in table.items():
            if name == "Tổng cộng":
                for column in row.keys() - rates:
                    assert row[column] == sum(
                        r[column] or 0 for (_, where), r in units.items() if where == line
                    )
            for column, (part, whole) in rates.items():
                assert row[column] == pytest.approx(100 * row[part] / row[whole], abs=0.005001)


def rate_columns(rows: list[tuple[Any, ...]]) -> dict[str, tuple[str, str]]:
    """Printed column numbers such as 4=3/1*100, as {4: (3, 1)}."""
    texts = [str(cell) for row in rows for cell in row if "/1*100" in str(cell) or "/2*100" in str(cell)]
    parts = [text.partition("=") for text in texts]
    return {number: tuple(rest.removesuffix("*100").split("/")) for number, _, rest in parts}  # type: ignore[misc]
