"""Who sends which sample and when, what it says of itself, and which ones are bad on purpose."""

import csv
import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from tests.samples.bad import COPY, EMPTY, NO_SUBMITTER, NOT_OWED, TEXT, TRUNCATED
from tests.samples.read_back import (
    CT01,
    F01,
    F01_PRELIMINARY,
    F02,
    F03,
    HALF,
    INBOX,
    QUANG_BINH,
    REAL,
    form_sheets,
    good_files,
    sheet_of,
    simulated_files,
    table_of,
    tables,
    title_texts,
)
from tests.samples.write import SAMPLES, sample_files, shipped_registry


def test_every_duty_is_answered_once_but_those_left_out_on_purpose() -> None:
    """Đắk Nông is left aside: its real reports are those of three districts."""
    registry = shipped_registry()
    periods = {period for obligation in registry.obligations for period in obligation.periods}
    owed = {
        (d.submitter_id, d.form_id, d.period.text, d.figure_status)
        for period in periods
        for d in registry.duties(period)
        if d.territories[0].province_code != "67"
    }
    titles = {"F02": F02, "F03": F03, "CT01": CT01}
    reviews = {"chinh_thuc": F01, "so_bo": F01_PRELIMINARY}
    silent = {
        (who, form, period)
        for who, form, period, status in owed
        if who not in tables((who,), period, titles.get(form, reviews[status]))
    }
    assert silent == {("063-yte", "CT01", "2020"), ("44-yte", "CT01", HALF)}


def test_every_sheet_names_the_status_that_is_owed() -> None:
    for path in simulated_files():
        who = path.relative_to(INBOX).parts[0]
        for rows in form_sheets(path):
            texts = title_texts(rows)
            is_preliminary = any(text.endswith("- Số liệu sơ bộ") for text in texts)
            is_half = any(text.startswith("6 tháng đầu năm 2024 - ") for text in texts)
            assert is_preliminary == (is_half or (who, path.name) == ("063-ldtbxh", "Bieu 01 nam 2019.xlsx"))
            assert is_preliminary or any(text.endswith("- Số liệu chính thức") for text in texts)


@pytest.mark.parametrize("who", QUANG_BINH)
def test_a_district_of_quang_binh_sends_its_half_year_in_one_workbook(who: str) -> None:
    forms = [
        len(form_sheets(path))
        for path in good_files()
        if path.relative_to(INBOX).parts[0] == who and HALF in path.name
    ]
    assert forms == [3]


def test_every_simulated_sheet_says_so_and_no_real_one_does() -> None:
    for path in good_files():
        is_real = path.relative_to(INBOX).parts[0] in REAL
        for rows in form_sheets(path) or [sheet_of(path)]:
            is_marked = any(text.startswith("Số liệu mô phỏng") for text in title_texts(rows))
            assert is_marked == (not is_real), path


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
    first = table_of(sheet_of(INBOX / "662/2024-chinh_thuc/F01.xlsx"))
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


def deliveries() -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO((SAMPLES / "deliveries.csv").read_text(encoding="utf-8"))))


def test_arrivals_rise_and_name_every_file_once() -> None:
    rows = deliveries()
    times = [datetime.fromisoformat(row["delivered_at"]) for row in rows]
    assert times == sorted(set(times))
    assert {when.utcoffset() for when in times} == {timedelta(hours=7)}
    on_disk = {p.relative_to(INBOX).as_posix() for p in INBOX.rglob("*") if p.is_file()}
    assert {row["path"] for row in rows} == on_disk
    assert len(rows) == len(on_disk)


def test_one_district_of_quang_binh_is_late_with_its_half_year() -> None:
    late = [row["path"] for row in deliveries() if HALF in row["path"] and row["delivered_at"] > "2024-07-11"]
    assert [path.split("/")[0] for path in late] == ["453"]


def test_a_copy_arrives_after_its_original() -> None:
    paths = [row["path"] for row in deliveries()]
    original = next(p for p in good_files() if p.read_bytes() == (INBOX / COPY).read_bytes())
    assert paths.index(original.relative_to(INBOX).as_posix()) < paths.index(COPY)


@pytest.mark.slow
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


def test_the_register_of_tasks_follows_tasks_of_the_qualitative_plan_and_says_that_it_is_simulated() -> None:
    path = SAMPLES / "reference" / "task_updates.add.csv"
    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))
    plan = shipped_registry().plans["19-2024-kh85"]
    tasks = {target.target_id for target in plan.targets if target.kind == "qualitative"}
    assert {row["target_id"] for row in rows} <= tasks
    assert {row["state"] for row in rows} == {"not_started", "in_progress", "done", "late"}
    assert all(plan.issued_on <= date.fromisoformat(row["updated_on"]) for row in rows if plan.issued_on)
    assert all(row["source"].startswith("Số liệu mô phỏng") for row in rows)
