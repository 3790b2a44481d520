"""The shipped workbooks, read back without the project's reader, hold what their README promises."""

import csv
import io
import zipfile
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.samples.bad import COPY, EMPTY, NO_SUBMITTER, NOT_OWED, TEXT, TRUNCATED
from tests.samples.read_back import (
    BAC_KAN,
    CT01,
    F01,
    F02,
    F03,
    INBOX,
    NEAR_POOR,
    NEAR_POOR_PERSONS,
    POOR,
    POOR_PERSONS,
    REAL,
    RESIDENT,
    Row,
    Table,
    communes,
    good_files,
    is_commune,
    sheet_of,
    table_of,
    tables,
)
from tests.samples.targets import BAC_KAN_2017, BAC_KAN_2018, BACH_THONG_2019, BACH_THONG_2020, Stock
from tests.samples.write import SAMPLES, sample_files, shipped_registry
from transforms.terms.period import Period


def bach_thong(year: int) -> tuple[str, ...]:
    return tuple(t.code for t in shipped_registry().territories.children("063", date(year, 12, 31)))


def stock(rows: Mapping[Any, Row]) -> Stock:
    return Stock(*(sum(int(row[c]) for row in rows.values()) for c in (RESIDENT, POOR, NEAR_POOR)))


def rate(rows: Mapping[Any, Row]) -> float:
    return 100 * stock(rows).poor / stock(rows).resident


@pytest.mark.parametrize(
    ("year", "who", "count", "expected"),
    [
        ("2017", BAC_KAN, 122, BAC_KAN_2017),
        ("2018", BAC_KAN, 122, BAC_KAN_2018),
        ("2019", bach_thong(2019), 17, BACH_THONG_2019),
        ("2020", bach_thong(2020), 14, BACH_THONG_2020),
    ],
)
def test_communes_add_up_to_the_published_figure(
    year: str, who: tuple[str, ...], count: int, expected: Stock
) -> None:
    rows = communes(tables(who, year, F01))
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


def test_groups_drop_as_the_plans_need_them() -> None:
    poor_districts = ("060", "061", "062")
    before, after = (rate(communes(tables(poor_districts, year, F01))) for year in ("2017", "2018"))
    assert 4.1 < before - after < 4.2
    high = ("01978", "01981", "01984", "02002")
    before, after = (rate(communes(tables(high, year, F01))) for year in ("2019", "2020"))
    assert 3 < before - after < 4


@pytest.mark.parametrize(("year", "who"), [("2018", BAC_KAN), ("2020", bach_thong(2020))])
def test_every_commune_keeps_the_identities_of_its_forms(year: str, who: tuple[str, ...]) -> None:
    f01, f02, f03 = (communes(tables(who, year, title)) for title in (F01, F02, F03))
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


def test_bac_kan_opens_2018_with_the_closing_of_2017() -> None:
    closed = communes(tables(BAC_KAN, "2017", F01))
    for title, households_at, persons_at in ((F02, POOR, POOR_PERSONS), (F03, NEAR_POOR, NEAR_POOR_PERSONS)):
        opened = opening(communes(tables(BAC_KAN, "2018", title)))
        assert opened == {
            (who, name, line): row[at]
            for (who, name, _), row in closed.items()
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


def simulated_files() -> list[Path]:
    return [p for p in good_files() if p.relative_to(INBOX).parts[0] not in REAL]


@pytest.mark.parametrize("path", simulated_files(), ids=lambda p: p.relative_to(INBOX).as_posix())
def test_sums_and_rates_in_cached_values_are_right(path: Path) -> None:
    """Totals equal the sum of their units; printed rates equal the counts of their own row."""
    table = table_of(path)
    units = {key: row for key, row in table.items() if is_unit(key[0], table)}
    for (name, line), row in table.items():
        if name == "Tổng cộng":
            for column in row.keys() - rate_columns(path):
                assert row[column] == sum(r[column] for (_, where), r in units.items() if where == line)
        for column, (part, whole) in rate_columns(path).items():
            assert row[column] == pytest.approx(100 * row[part] / row[whole], abs=0.005001)


def is_unit(name: str, table: Table) -> bool:
    if any(is_commune(other) for other, _ in table):
        return is_commune(name)
    return name != "Tổng cộng"


def rate_columns(path: Path) -> dict[str, tuple[str, str]]:
    """Printed column numbers such as 4=3/1*100, as {4: (3, 1)}."""
    texts = [
        str(cell) for row in sheet_of(path) for cell in row if "/1*100" in str(cell) or "/2*100" in str(cell)
    ]
    parts = [text.partition("=") for text in texts]
    return {number: tuple(rest.removesuffix("*100").split("/")) for number, _, rest in parts}  # type: ignore[misc]


def services(who: str, year: str) -> list[tuple[float, ...]]:
    """The sums of the columns of one CT01, over its units."""
    table = tables((who,), year, CT01)[who]
    rows = [row for (name, _), row in table.items() if is_unit(name, table)]
    return [sum(row[column] for row in rows) for column in rows[0]]


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


def test_every_duty_is_answered_once_but_those_left_out_on_purpose() -> None:
    registry = shipped_registry()
    owed = {
        (d.submitter_id, d.form_id, d.period.text)
        for year in ("2017", "2018", "2019", "2020")
        for d in registry.duties(Period(year))
    }
    titles = {"F01": F01, "F02": F02, "F03": F03, "CT01": CT01}
    silent = {(who, form, year) for who, form, year in owed if who not in tables((who,), year, titles[form])}
    assert silent == {("063-yte", "CT01", "2020")}


def test_every_simulated_sheet_says_so_and_no_real_one_does() -> None:
    for path in good_files():
        is_marked = any(
            str(cell).startswith("Số liệu mô phỏng") for row in sheet_of(path)[:8] for cell in row
        )
        assert is_marked == (path.relative_to(INBOX).parts[0] not in REAL), path


def test_bad_deliveries_are_what_they_claim() -> None:
    assert (INBOX / EMPTY).read_bytes() == b""
    assert not zipfile.is_zipfile(INBOX / TRUNCATED)
    assert (INBOX / TRUNCATED).read_bytes().startswith(b"PK")
    assert not (INBOX / TEXT).read_bytes().startswith(b"PK")
    contents = [p.read_bytes() for p in good_files()]
    assert (INBOX / COPY).read_bytes() in contents
    assert (INBOX / NOT_OWED).read_bytes() not in contents
    assert (INBOX / NO_SUBMITTER).read_bytes() not in contents
    assert len(set(contents)) == len(contents)


def test_daknong_is_the_transcription() -> None:
    first = table_of(INBOX / "662/2024-chinh_thuc/F01.xlsx")
    assert first["Huyện Cư Jút", ""]["4"] == 2040
    assert first["Xã Tâm Thắng", ""] == dict.fromkeys(map(str, range(1, 15)), 0) | {
        "3": 58, "5": 141, "9": 267, "11": 670,
    }  # fmt: skip
    for code in REAL:
        folder = INBOX / code / "2024-chinh_thuc"
        assert sorted(p.name for p in folder.iterdir()) == ["F01.xlsx", "F02.xlsx", "F03.xlsx"]
    transcribed = Path(__file__).parents[1] / "samples" / "daknong_2024"
    for form in ("F01", "F02", "F03"):
        lines = [
            line
            for line in (transcribed / f"{form}.csv").read_text(encoding="utf-8").splitlines()
            if line and not line.startswith("#")
        ]
        figures = sum(
            len([c for c in row[2 if form == "F01" else 3 :] if c]) for row in csv.reader(lines[1:])
        )
        assert figures == sum(daknong_figures(form))


def daknong_figures(form: str) -> Iterator[int]:
    """How many figures stand below the line of column numbers in each district's workbook."""
    for code in REAL:
        rows = sheet_of(INBOX / code / "2024-chinh_thuc" / f"{form}.xlsx")
        at = next(
            i for i, row in enumerate(rows) if "2" in {str(c) for c in row} and "7" in {str(c) for c in row}
        )
        yield sum(isinstance(cell, int | float) for row in rows[at + 1 :] for cell in row)


def test_arrivals_rise_and_name_every_file_once() -> None:
    rows = list(csv.DictReader(io.StringIO((SAMPLES / "deliveries.csv").read_text(encoding="utf-8"))))
    times = [datetime.fromisoformat(row["delivered_at"]) for row in rows]
    assert times == sorted(set(times))
    assert {when.utcoffset() for when in times} == {timedelta(hours=7)}
    on_disk = {p.relative_to(INBOX).as_posix() for p in INBOX.rglob("*") if p.is_file()}
    assert {row["path"] for row in rows} == on_disk
    assert len(rows) == len(on_disk)


def test_a_copy_arrives_after_its_original() -> None:
    rows = list(csv.DictReader(io.StringIO((SAMPLES / "deliveries.csv").read_text(encoding="utf-8"))))
    paths = [row["path"] for row in rows]
    original = next(p for p in good_files() if p.read_bytes() == (INBOX / COPY).read_bytes())
    assert paths.index(original.relative_to(INBOX).as_posix()) < paths.index(COPY)


def test_generating_again_gives_the_shipped_files() -> None:
    """Members of the zip are compared: how hard zlib squeezes them differs between machines."""
    files = sample_files()
    assert files == sample_files()
    on_disk = {p.relative_to(SAMPLES).as_posix() for p in SAMPLES.rglob("*") if p.is_file()}
    assert on_disk == set(files)
    for path, content in files.items():
        if path.removeprefix("inbox/") != TRUNCATED:
            assert members(content) == members((SAMPLES / path).read_bytes()), path


def members(content: bytes) -> dict[str, bytes]:
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return {"": content}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
