"""The shipped figures of departments and offices (form CT01), read back without the project's reader."""

import pytest

from tests.samples.quang_binh_targets import (
    QUANG_BINH_2024_H1,
)
from tests.samples.read_back import (
    CT01,
    HALF,
    is_commune,
    is_unit,
    tables,
)
from tests.samples.son_la_targets import SON_LA_2020
from tests.samples.write import shipped_registry
from transforms.terms.period import Period


def services(who: str, year: str) -> list[tuple[float, ...]]:
    """The sums of the columns of one CT01, over its units."""
    table = tables((who,), year, CT01)[who]
    rows = [row for (name, _), row in table.items() if is_unit(name, table)]
    return [sum(row[column] or 0 for row in rows) for column in rows[0]]


@pytest.mark.parametrize(
    ("who", "year", "whole", "part", "expected"),
    [
        ("06-ldtbxh", "2018", 0, 1, 40.3),
        ("06-bhxh", "2018", 0, 1, 98.3),
        ("06-congthuong", "2018", 0, 1, 96.8),
        ("06-nnptnt", "2018", 0, 1, 98.1),
        ("063-bhxh", "2020", 0, 1, 100.0),
        ("063-nnptnt", "2020", 0, 1, 85.2),
        ("063-gddt", "2020", 0, 1, 100.0),
        ("063-gddt", "2020", 2, 3, 98.5),
        ("44-ldtbxh", HALF, 0, 1, 83.3),
        ("44-ldtbxh", HALF, 2, 3, 97.4),
        ("44-ldtbxh", HALF, 4, 5, 91.8),
        ("44-ldtbxh", HALF, 6, 7, 87.8),
        ("44-ldtbxh", HALF, 6, 8, 60.5),
        ("44-bhxh", HALF, 0, 1, 99.1),
        ("44-gddt", HALF, 0, 1, 96.7),
        ("116-ldtbxh", "2020", 0, 1, 50.8),
        ("116-ldtbxh", "2020", 2, 3, 100.0),
        ("116-bhxh", "2020", 0, 1, 100.0),
        ("116-nhcsxh", "2020", 0, 1, 99.0),
        ("116-gddt", "2020", 0, 1, 100.0),
        ("116-gddt", "2020", 2, 3, 100.0),
        ("116-gddt", "2020", 4, 5, 79.5),
        ("116-yte", "2020", 0, 1, 100.0),
        ("116-yte", "2020", 2, 3, 91.7),
        ("116-ttyt", "2020", 0, 1, 95.0),
        ("116-ttyt", "2020", 2, 3, 9.4),
        ("116-kinhte", "2020", 0, 1, 100.0),
    ],
)
def test_departments_report_the_rates_of_the_targets(
    who: str, year: str, whole: int, part: int, expected: float
) -> None:
    sums = services(who, year)
    assert round(100 * sums[part] / sums[whole], 1) == expected


def test_departments_report_the_counts_of_the_targets() -> None:
    assert services("06-ldtbxh", "2018")[2] == 5_236
    assert services("06-tttt", "2018") == [86]
    assert services("063-ldtbxh", "2020") == [562]
    poor, _ = services("063-nnptnt", "2020")
    assert poor == 1_302
    telecom, information = services("063-vhtt", "2020")
    assert round(100 * telecom / poor, 1) == 90.5
    assert round(100 * information / poor, 1) == 79.5

    assert services("116-kinhte", "2020")[0] == SON_LA_2020.poor
    assert services("116-vhtt", "2020")[2] == 91
    # A denominator of zero, from the office that has nothing to report.
    assert services("116-nhcsxh", "2020")[2:] == [0, 0]
    assert services("44-ldtbxh", HALF)[:2] == [6, 5]
    assert services("44-ldtbxh", HALF)[6] == QUANG_BINH_2024_H1.poor + QUANG_BINH_2024_H1.near_poor


def test_vaccination_in_son_la_is_exactly_at_the_aim_and_not_above_it() -> None:
    infants, vaccinated, *_ = services("116-ttyt", "2020")
    assert 100 * vaccinated == 95 * infants


@pytest.mark.parametrize(
    ("who", "period", "group_id", "columns", "expected"),
    [
        ("44-tttt", HALF, "quang_binh_poor_areas", ("3", "4"), 95.7),
        ("116-vhtt", "2020", "son_la_city_poor_areas", ("1", "2"), 97.6),
    ],
)
def test_the_communes_of_a_group_have_a_share_of_their_own(
    who: str, period: str, group_id: str, columns: tuple[str, str], expected: float
) -> None:
    registry = shipped_registry()
    codes = [member.territory_code for member in registry.groups if member.group_id == group_id]
    found = (registry.territories.at(code, Period(period).end_date) for code in codes)
    names = {territory.name for territory in found if territory}
    rows = [row for (name, _), row in tables((who,), period, CT01)[who].items() if name in names]
    assert len(rows) == len(codes)
    whole, part = (sum(row[column] for row in rows) for column in columns)
    assert round(100 * part / whole, 1) == expected


def test_one_commune_leaves_the_denominator_of_a_coverage_out() -> None:
    table = tables(("44-tttt",), HALF, CT01)["44-tttt"]
    blank = [name for (name, _), row in table.items() if is_commune(name) and row["1"] is None]
    assert blank == ["Xã Trung Hóa"]
    assert table["Xã Trung Hóa", ""]["2"] > 0
    assert all(cell is not None for row in table.values() for column, cell in row.items() if column != "1")
