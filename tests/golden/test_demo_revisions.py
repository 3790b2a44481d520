"""The preliminary and the official figures of Bạch Thông for 2019, and what was known between them.

17,46 % = 1.497/8.575 came on 13 November 2019, 17,33 % = 1.486/8.575 with the communes' reports of December.
"""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.flow_helpers import Row, release, table, tonghop
from tests.golden.by_hand import points, rounded
from tests.samples.read_back import F01, F01_PRELIMINARY, POOR, communes, is_commune, tables
from tests.samples.targets import BACH_THONG_2019, BACH_THONG_2019_PRELIMINARY
from tests.samples.write import shipped_registry
from transforms.terms.period import Period

pytestmark = pytest.mark.slow

PLAN, BACH_THONG = "063-2020-kh", "063"
BETWEEN = "2019-11-30"


def asked(workspace: Path, *words: str) -> dict[str, Any]:
    """A trace of the rate of the poor in 2019."""
    done = tonghop(
        "trace", "poor_household_rate", BACH_THONG, "2019", *words, "--json", "--workspace", workspace
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def traced(workspace: Path, *words: str) -> tuple[int, int]:
    """The sums of the cells of numerator and denominator."""
    cells = asked(workspace, *words)["cells"]
    poor, resident = (
        sum(Decimal(cell["value"]) for cell in cells if cell["part"] == part)
        for part in ("numerator", "denominator")
    )
    return int(poor), int(resident)


def by_commune() -> tuple[dict[str, int], dict[str, int]]:
    """Poor households of the seventeen communes of 2019, preliminary and official, by code."""
    day = Period("2019").end_date
    codes = {unit.name: unit.code for unit in shipped_registry().territories.children(BACH_THONG, day)}
    first = tables(("063-ldtbxh",), "2019", F01_PRELIMINARY)["063-ldtbxh"]
    last = communes(tables(tuple(codes.values()), "2019", F01))
    return (
        {codes[name]: row[POOR] for (name, _), row in first.items() if is_commune(name)},
        {codes[name]: row[POOR] for (_, name, _), row in last.items()},
    )


def revised(workspace: Path, indicator: str) -> dict[str, Row]:
    rows = table(release(workspace, PLAN), "revisions")
    return {row["territory_code"]: row for row in rows if row["indicator_id"] == indicator}


def test_the_district_lost_eleven_households_to_a_correction(workspace: Path) -> None:
    """1.497 - 1.486 = 11; 17,4577 - 17,3294 = 0,1283 -> 0,13 of the rounded figures."""
    first, last = BACH_THONG_2019_PRELIMINARY, BACH_THONG_2019
    count = revised(workspace, "poor_household_count")[BACH_THONG]
    assert (count["from_status"], count["to_status"], count["period"]) == ("so_bo", "chinh_thuc", "2019")
    assert (count["actual_from"], count["actual_to"], count["difference"]) == ("1497", "1486", "-11")
    assert (first.poor, last.poor) == (1_497, 1_486)
    rate = revised(workspace, "poor_household_rate")[BACH_THONG]
    assert (rate["actual_from"], rate["actual_to"], rate["difference"]) == ("17.46", "17.33", "-0.13")
    assert rounded(points(first.poor, first.resident)) == Decimal("17.46")
    assert rounded(points(last.poor, last.resident)) == Decimal("17.33")
    for row in (count, rate):
        assert row["cause"] == "corrected"
        # Nobody was late and nobody took anything back: all of it was corrected.
        assert (row["units_added"], row["units_dropped"], row["numerator_corrected"]) == ("0", "0", "-11")


def test_every_commune_that_was_corrected_is_listed_and_no_other(workspace: Path) -> None:
    """Phương Linh too, which is no commune any more in the year of the release."""
    first, last = by_commune()
    assert len(first) == len(last) == 17
    changed = {code: last[code] - first[code] for code in first if last[code] != first[code]}
    found = revised(workspace, "poor_household_count")
    assert {code: int(row["difference"]) for code, row in found.items() if code != BACH_THONG} == changed
    assert "01972" in changed
    assert sum(changed.values()) == -11
    assert int(found[BACH_THONG]["units_corrected"]) == len(changed)


def test_a_preliminary_figure_is_traced_to_its_own_workbook(workspace: Path) -> None:
    found = asked(workspace, "--status", "so_bo")
    assert traced(workspace, "--status", "so_bo") == (1_497, 8_575)
    assert {cell["submitter_id"] for cell in found["cells"]} == {"063-ldtbxh"}


def test_without_a_status_the_strongest_figure_is_traced(workspace: Path) -> None:
    assert traced(workspace) == (1_486, 8_575)


def test_on_a_day_between_only_the_preliminary_figure_is_known(workspace: Path) -> None:
    assert traced(workspace, "--as-of", BETWEEN) == (1_497, 8_575)
    done = tonghop(
        "trace", "poor_household_rate", BACH_THONG, "2019", "--status", "chinh_thuc", "--as-of", BETWEEN,
        "--workspace", workspace,
    )  # fmt: skip
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("day", "known"),
    [
        ("2019-11-12", []),
        ("2019-11-30", ["so_bo"]),
    ],
)
def test_a_series_holds_what_had_arrived_by_the_end_of_the_day(
    workspace: Path, day: str, known: list[str]
) -> None:
    done = tonghop(
        "series", "poor_household_rate", BACH_THONG, "--as-of", day, "--json", "--workspace", workspace
    )
    (found,) = json.loads(done.stdout)
    assert {point["period"] for point in found["points"]} <= {"2017", "2018", "2019"}
    assert [point["figure_status"] for point in found["points"] if point["period"] == "2019"] == known


def test_half_of_the_communes_are_a_partial_figure_and_say_so(workspace: Path) -> None:
    """By 3 December six of seventeen had reported officially."""
    done = tonghop(
        "series", "poor_household_rate", BACH_THONG, "--as-of", "2019-12-03", "--status", "chinh_thuc",
        "--json", "--workspace", workspace,
    )  # fmt: skip
    (found,) = json.loads(done.stdout)
    (point,) = (p for p in found["points"] if p["period"] == "2019")
    assert (point["is_complete"], point["units_given"], point["units_owed"]) == (False, 6, 17)
