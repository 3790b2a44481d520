"""Quảng Bình, first half of 2024: every target of the plan of the year judged by hand, before it is due.

Expected figures come from the plan, from `tests/samples/quang_binh_targets.py` and from the sample workbooks read by
`tests/samples/read_back.py`, never from the program. Six months are left.
"""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from tests.flow_helpers import release, table
from tests.golden.by_hand import comparison, figures_of, number, points, rounded, upwards
from tests.samples.quang_binh_targets import (
    COASTAL_SUPPORT,
    JOB_SUPPORT,
    LATRINE,
    NO_TELECOM_NEED,
    OFFICERS,
    QUANG_BINH_2023,
    QUANG_BINH_2024_H1,
    RIGHT_AGE_PUPILS,
    TELECOM,
    UNDER_5_PCT_2024_H1,
    WATER,
)
from tests.samples.read_back import (
    CT01,
    F01,
    F01_PRELIMINARY,
    HALF,
    NEAR_POOR,
    NEAR_POOR_PERSONS,
    POOR,
    POOR_PERSONS,
    QUANG_BINH,
    RESIDENT,
    Row,
    communes,
    is_commune,
    tables,
)
from tests.samples.write import shipped_registry
from transforms.terms.period import Period

pytestmark = pytest.mark.slow

PLAN = "44-2024-kh197"


def half_year() -> list[Row]:
    """F01 of the communes in the middle of 2024."""
    return list(communes(tables(QUANG_BINH, HALF, F01_PRELIMINARY)).values())


def year_before() -> list[Row]:
    return list(communes(tables(QUANG_BINH, "2023", F01)).values())


def total(rows: list[Row], *columns: str) -> int:
    return sum(row[column] for row in rows for column in columns)


def shares_by_hand() -> dict[int, tuple[int, int, str, str, str, str]]:
    """Of each rate: numerator, denominator, rate, distance to the plan, points a month, things and things a month."""
    return {
        # 122/151 = 80,7947: already the 80 per cent of the year
        7: (122, 151, "80.79", "0.79", "0", "đã đạt mức cả năm; sẽ đánh giá theo số liệu cả năm"),
        # 5/6 = 83,3333; 16,6667/6 = 2,7778; one commune
        8: (5, 6, "83.33", "-16.67", "2.78", "(khoảng 1 xã), 2,78 điểm %/tháng (khoảng 1 xã/tháng)"),
        # 441/453 = 97,3510; 2,6490/6 = 0,4415; 12 officers, 2 a month
        9: (
            441,
            453,
            "97.35",
            "-2.65",
            "0.45",
            "(khoảng 12 người), 0,45 điểm %/tháng (khoảng 2 người/tháng)",
        ),
        # 3.912/4.260 = 91,8310; 8,1690/6 = 1,3615; 348 workers, 58 a month
        10: (
            3_912,
            4_260,
            "91.83",
            "-8.17",
            "1.37",
            "(khoảng 348 người), 1,37 điểm %/tháng (khoảng 58 người",
        ),
        # 13.790/14.260 = 96,7041; 0,2959/6 = 0,0493; 0,2959 % of 14.260 = 42,2; /6 = 7,03
        13: (
            13_790,
            14_260,
            "96.7",
            "-0.3",
            "0.05",
            "(khoảng 43 trẻ), 0,05 điểm %/tháng (khoảng 8 trẻ/tháng)",
        ),
        # 17.620/20.069 = 87,7971; 2,2029/6 = 0,3671; 2,2029 % of 20.069 = 442,1; /6 = 73,7
        14: (
            17_620,
            20_069,
            "87.8",
            "-2.2",
            "0.37",
            "(khoảng 443 hộ), 0,37 điểm %/tháng (khoảng 74 hộ/tháng)",
        ),
        # 12.150/20.069 = 60,5411: the level of the year is reached, nothing is left to do
        15: (12_150, 20_069, "60.54", "0.54", "0", "đã đạt mức cả năm; sẽ đánh giá theo số liệu cả năm"),
    }


def test_the_literals_are_those_of_the_samples() -> None:
    households = QUANG_BINH_2024_H1.poor + QUANG_BINH_2024_H1.near_poor
    assert households == 20_069
    assert (QUANG_BINH_2023.poor, QUANG_BINH_2023.near_poor) == (10_473, 10_379)
    assert (UNDER_5_PCT_2024_H1.numerator, UNDER_5_PCT_2024_H1.whole) == (122, 151)
    parts = {8: COASTAL_SUPPORT, 9: OFFICERS, 10: JOB_SUPPORT, 13: RIGHT_AGE_PUPILS, 14: WATER, 15: LATRINE}
    by_hand = shares_by_hand()
    assert {n: (part.numerator, part.whole) for n, part in parts.items()} == {
        n: by_hand[n][:2] for n in parts
    }


def test_every_target_is_listed_and_none_is_due(workspace: Path) -> None:
    rows = comparison(workspace, PLAN)
    assert sorted(rows) == list(range(1, 18))
    assert {row["verdict"] for row in rows.values()} == {"not_due"}
    assert {(row["period"], row["figure_status"]) for row in rows.values()} == {(HALF, "so_bo")}
    # Half of the year is over; none of the aims is set for it.
    assert {row["months_left"] for row in rows.values()} == {"6"}
    assert {row["phased_low"] for row in rows.values()} == {""}


@pytest.mark.parametrize(
    ("number_", "column", "aim", "base", "left", "pace", "households"),
    [
        # 10.473/258.400 - 10.000/259.100 = 4,0530 - 3,8595 = 0,1935; 0,8 - 0,1935 = 0,6065; /6 = 0,1011
        # 0,6065 % of 259.100 = 1.571,4 households; /6 = 261,9
        (1, POOR, "0.8", "4.05", "-0.61", "0.11", ("1.572", "262")),
        # 10.379/258.400 - 10.069/259.100 = 4,0166 - 3,8861 = 0,1305; 0,5 - 0,1305 = 0,3695; /6 = 0,0616
        # 0,3695 % of 259.100 = 957,4 households; /6 = 159,6
        (4, NEAR_POOR, "0.5", "4.02", "-0.37", "0.07", ("958", "160")),
    ],
)
def test_drops_in_points(
    workspace: Path,
    number_: int,
    column: str,
    aim: str,
    base: str,
    left: str,
    pace: str,
    households: tuple[str, str],
) -> None:
    row = comparison(workspace, PLAN)[number_]
    before = points(total(year_before(), column), total(year_before(), RESIDENT))
    now = points(total(half_year(), column), total(half_year(), RESIDENT))
    rest = Fraction(aim) - (before - now)
    assert Decimal(row["baseline"]) == Decimal(base) == rounded(before)
    assert Decimal(row["actual"]) == rounded(before - now) == Decimal(aim) + Decimal(left)
    assert Decimal(row["difference"]) == Decimal(left)
    assert Decimal(row["required_pace"]) == Decimal(pace) == upwards(rest / 6, 2)
    assert row["progress_pct"] == ""
    of_households = rest * total(half_year(), RESIDENT) / 100
    assert households == tuple(
        f"{upwards(n):,}".replace(",", ".") for n in (of_households, of_households / 6)
    )
    assert f"(khoảng {households[0]} hộ)" in row["verdict_reason"]
    assert f"(khoảng {households[1]} hộ/tháng) trong 6 tháng còn lại" in row["verdict_reason"]


@pytest.mark.parametrize(
    ("of_drop", "of_level", "before", "now", "aim", "progress", "pace"),
    [
        # 10.473 - 10.000 = 473 of 2.063: 22,93 %; 1.590 are left, 265 a month; 10.473 - 2.063 = 8.410
        (2, 3, 10_473, 10_000, 2_063, "22.93", 265),
        # 10.379 - 10.069 = 310 of 1.295: 23,94 %; 985 are left, 164,2 a month: 165; 10.379 - 1.295 = 9.084
        (5, 6, 10_379, 10_069, 1_295, "23.94", 165),
    ],
)
def test_households_that_are_left(
    workspace: Path, of_drop: int, of_level: int, before: int, now: int, aim: int, progress: str, pace: int
) -> None:
    rows = comparison(workspace, PLAN)
    drop, level = rows[of_drop], rows[of_level]
    left = aim - (before - now)
    assert [Decimal(drop[name]) for name in ("baseline", "actual", "difference")] == [
        before,
        before - now,
        -left,
    ]
    assert Decimal(drop["progress_pct"]) == Decimal(progress) == rounded(points(before - now, aim))
    assert [Decimal(level[name]) for name in ("baseline", "actual", "difference")] == [before, now, left]
    assert Decimal(level["target_low"]) == before - aim
    assert {Decimal(row["required_pace"]) for row in (drop, level)} == {
        Decimal(pace),
        upwards(Fraction(left, 6)),
    }
    shown = f"{left:,}".replace(",", ".")
    assert f"còn {shown} hộ, {pace} hộ/tháng" in drop["verdict_reason"]
    assert f"còn phải giảm {shown} hộ, {pace} hộ/tháng" in level["verdict_reason"]


def test_the_sentence_of_the_plan_in_households(workspace: Path) -> None:
    said = comparison(workspace, PLAN)[2]["verdict_reason"]
    assert said == "Đã giảm 473 hộ trên 2.063 hộ; còn 1.590 hộ, 265 hộ/tháng trong 6 tháng còn lại."


@pytest.mark.parametrize("number_", sorted(shares_by_hand()))
def test_shares_and_what_is_left_of_them(workspace: Path, number_: int) -> None:
    row = comparison(workspace, PLAN)[number_]
    numerator, denominator, rate, distance, pace, said = shares_by_hand()[number_]
    exact = points(numerator, denominator)
    left = max(Fraction(row["target_low"]) - exact, Fraction(0))
    assert [number(row[name]) for name in ("numerator", "denominator")] == [numerator, denominator]
    assert Decimal(row["actual"]) == Decimal(rate) == rounded(exact)
    assert Decimal(row["difference"]) == Decimal(distance)
    assert (number(row["required_pace"]) or 0) == Decimal(pace) == upwards(left / 6, 2)
    assert said in row["verdict_reason"]
    assert [row[f"coverage_{of}_pct"] for of in ("territories", "households")] == ["100", "100"]


def test_the_share_of_communes_is_counted_from_the_communes(workspace: Path) -> None:
    """Exactly below 5 per cent, not on the rounded rate: 122 of 151 communes."""
    below = [row for row in half_year() if 100 * row[POOR] < 5 * row[RESIDENT]]
    assert (len(below), len(half_year())) == (122, 151)
    assert "Hiện đạt 80,79% (122/151 xã)" in comparison(workspace, PLAN)[7]["verdict_reason"]


def test_insured_persons_of_poor_and_near_poor_households(workspace: Path) -> None:
    """The persons are those of F01; 99,1 per cent have a card."""
    row = comparison(workspace, PLAN)[11]
    persons = total(half_year(), POOR_PERSONS, NEAR_POOR_PERSONS)
    insured = total(list(communes(tables(("44-bhxh",), HALF, CT01)).values()), "2")
    assert [Decimal(row[name]) for name in ("numerator", "denominator")] == [insured, persons]
    assert Decimal(row["actual"]) == rounded(points(insured, persons)) == Decimal("99.1")
    assert Decimal(row["difference"]) == Decimal("-0.9")


def test_what_nobody_reported_is_not_due_either_and_has_no_figure(workspace: Path) -> None:
    """The department of health sent nothing of the stunting of children under 16."""
    row = comparison(workspace, PLAN)[12]
    assert row["verdict_reason"] == "Chưa có số liệu; chưa đến hạn đánh giá kế hoạch còn không quá 12%."
    empty = ("actual", "actual_low", "actual_high", "numerator", "denominator", "difference", "required_pace")
    assert {row[name] for name in empty} == {""}


def test_the_share_of_a_group_is_that_of_its_communes(workspace: Path) -> None:
    """9.004/9.409 = 95,6956 in the communes of the group: the level of the year is reached."""
    registry = shipped_registry()
    codes = {m.territory_code for m in registry.groups if m.group_id == "quang_binh_poor_areas"}
    units = (registry.territories.at(code, Period(HALF).end_date) for code in codes)
    names = {unit.name for unit in units if unit}
    rows = [row for (_, name, _), row in communes(tables(("44-tttt",), HALF, CT01)).items() if name in names]
    numerator, denominator = total(rows, "4"), total(rows, "3")
    row = comparison(workspace, PLAN)[17]
    assert [Decimal(row[name]) for name in ("numerator", "denominator")] == [numerator, denominator]
    assert Decimal(row["actual"]) == rounded(points(numerator, denominator)) == Decimal("95.7")
    assert Decimal(row["difference"]) == Decimal("0.7")
    assert "đã đạt mức cả năm" in row["verdict_reason"]


def test_a_commune_without_a_denominator_is_a_gap_in_the_coverage(workspace: Path) -> None:
    """150 of 151 communes: 99,34 per cent."""
    row = comparison(workspace, PLAN)[16]
    assert Decimal(row["coverage_territories_pct"]) == Decimal("99.34") == rounded(points(150, 151))
    assert NO_TELECOM_NEED == "18943"
    (gap,) = (r for r in table(release(workspace, PLAN), "issues") if r["submitter_id"] == "44-tttt")
    assert (gap["rule_id"], gap["territory_code"]) == ("C00", NO_TELECOM_NEED)


def test_a_commune_without_a_denominator_gives_no_numerator_either(workspace: Path) -> None:
    """Xã Trung Hóa left its denominator blank: neither side of it belongs to the share."""
    rows = communes(tables(("44-tttt",), HALF, CT01))
    given = [row for row in rows.values() if row["1"] is not None]
    numerator, denominator = total(given, "2"), total(given, "1")
    assert len(given) == 150
    assert numerator < TELECOM.numerator
    row = comparison(workspace, PLAN)[16]
    assert [Decimal(row[name]) for name in ("numerator", "denominator")] == [numerator, denominator]


# The published table of indicators against the workbooks


def published(workspace: Path, period: str, level: str) -> Mapping[str, Mapping[str, Decimal | None]]:
    """Numerator, denominator and rate of the poor by territory."""
    rows = figures_of(table(release(workspace, PLAN), "indicators"), "poor_household_rate", period, level)
    names = ("numerator", "denominator", "actual")
    return {code: {name: number(row[name]) for name in names} for code, row in rows.items()}


@pytest.mark.parametrize(("period", "title"), [("2023", F01), (HALF, F01_PRELIMINARY)])
def test_districts_and_province_are_the_sums_of_the_workbooks(
    workspace: Path, period: str, title: str
) -> None:
    books = tables(QUANG_BINH, period, title)
    sums = {
        who: [sum(row[c] for (name, _), row in book.items() if is_commune(name)) for c in (POOR, RESIDENT)]
        for who, book in books.items()
    }
    sums["44"] = [sum(parts) for parts in zip(*sums.values(), strict=True)]
    found = {**published(workspace, period, "district"), **published(workspace, period, "province")}
    assert found == {
        code: {"numerator": poor, "denominator": resident, "actual": rounded(points(poor, resident))}
        for code, (poor, resident) in sums.items()
    }


@pytest.mark.parametrize(("period", "title"), [("2023", F01), (HALF, F01_PRELIMINARY)])
def test_every_commune_has_the_rate_of_its_own_row(workspace: Path, period: str, title: str) -> None:
    rows = communes(tables(QUANG_BINH, period, title)).values()
    wanted = sorted((row[POOR], row[RESIDENT], rounded(points(row[POOR], row[RESIDENT]))) for row in rows)
    found = published(workspace, period, "commune").values()
    assert sorted(tuple(row.values()) for row in found) == wanted  # type: ignore[type-var]


def test_shares_of_communes_below_5_per_cent_by_district(workspace: Path) -> None:
    rows = figures_of(
        table(release(workspace, PLAN), "indicators"), "commune_poor_rate_below_5_share", HALF, "district"
    )
    books = tables(QUANG_BINH, HALF, F01_PRELIMINARY)
    wanted = {}
    for who, book in books.items():
        parts = [row for (name, _), row in book.items() if is_commune(name)]
        below = sum(100 * row[POOR] < 5 * row[RESIDENT] for row in parts)
        wanted[who] = (below, len(parts), rounded(points(below, len(parts))))
    assert {
        code: tuple(number(row[name]) for name in ("numerator", "denominator", "actual"))
        for code, row in rows.items()
    } == wanted
