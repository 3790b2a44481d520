"""A release says what changed since the one before it, and every rule what it judged in each submission."""

import csv
import json
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from flows.places import Workspace
from flows.run_context import SystemClock
from flows.stores.ledger import append
from tests.flow_helpers import copied, deliver, ledger, run, tonghop, workbook
from tests.flows.conftest import Night

pytestmark = pytest.mark.slow

NUMBERS = ("judged", "failed", "skipped")
FOLDER = Path("published/063-2020-kh/2020-chinh_thuc")


def manifest(release: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((release / "manifest.json").read_bytes())
    return found


def latest(night: Path) -> Path:
    return (night / FOLDER / "latest").resolve()


def notes(night: Path) -> str:
    package = json.loads((latest(night) / "datapackage.json").read_bytes())
    return str(package["description"])


def test_the_first_release_says_that_it_is_the_first(first_night: Night) -> None:
    assert manifest(latest(first_night.workspace))["previous_release_id"] == ""
    assert notes(first_night.workspace).endswith(
        "Đây là bản công bố đầu tiên của kế hoạch, kỳ và trạng thái số liệu này."
    )


def test_the_second_names_the_first_and_why_figures_changed(first_night: Night, second_night: Night) -> None:
    """A new version of the F01 of 01969 with a household less, and the F01 of 02002 that came to the right door."""
    before = latest(first_night.workspace).name
    assert manifest(latest(second_night.workspace))["previous_release_id"] == before
    note = notes(second_night.workspace).splitlines()[-1]
    assert note.startswith(f"So với bản công bố trước ({before}): ")
    assert "báo cáo nộp thêm (" in note
    assert "báo cáo gửi lại thay bản trước (" in note
    assert "chưa xác định" not in note
    assert "chương trình" not in note


def test_where_nothing_changed_nothing_is_published(second_night: Night, tmp_path: Path) -> None:
    """A decision of people makes a run look again; it finds the very identity of the newest release."""
    workspace = copied(second_night.workspace, tmp_path / "w")
    refused = {"submitter_id": "01969", "key": "0" * 16, "rule_id": "C01", "text": "số đúng"}
    append(Workspace(workspace), SystemClock(), "refusal", **refused, reason="chưa có văn bản", by="phòng")
    before = latest(workspace)
    summary = run(workspace)
    assert summary["is_anything_new"]
    assert [release["is_new"] for release in summary["published"]["releases"]] == [False]
    assert latest(workspace) == before


@pytest.mark.parametrize("name", ["comparison.parquet", "manifest.json", ""])
def test_a_release_before_that_is_damaged_or_gone_stops_nothing(
    first_night: Night, tmp_path: Path, name: str
) -> None:
    workspace = copied(first_night.workspace, tmp_path / "w")
    before = latest(workspace)
    if name:
        (before / name).write_bytes(b"{}")
    else:
        before.rename(tmp_path / "gone")
    deliver(workspace, {"01993/F01.xlsx": workbook("F01", "01993", "2020")}, day="2020-12-09")
    run(workspace)
    assert manifest(latest(workspace))["previous_release_id"] == before.name
    assert f"Không so sánh được với bản công bố trước ({before.name})" in notes(workspace)


def test_a_pack_holds_the_release_before(second_night: Night, first_night: Night, tmp_path: Path) -> None:
    workspace = second_night.workspace
    pack = tmp_path / "a.zip"
    done = tonghop("audit", "pack", "063-2020-kh", "2020", "--workspace", workspace, "-o", pack)
    assert done.returncode == 0, done.stderr
    listed = tonghop("audit", "verify", "--workspace", workspace)
    assert listed.returncode == 0
    unpacked = json.loads(_member(pack, "pack.json"))["files"]
    for release in (latest(first_night.workspace).name, latest(workspace).name):
        assert f"workspace/{FOLDER.as_posix()}/{release}/manifest.json" in unpacked


def _member(pack: Path, name: str) -> bytes:
    with zipfile.ZipFile(pack) as archive:
        return archive.read(name)


@pytest.mark.parametrize("night", ["first_night", "second_night"])
def test_what_rules_judged_by_submission_adds_up_to_what_they_judged_in_the_runs(
    night: str, request: pytest.FixtureRequest
) -> None:
    """Those of the night: bytes that came again to the right door were judged twice."""
    told: Night = request.getfixturevalue(night)
    run_id, workspace = told.summary["run_id"], told.workspace
    verdicts = (event for event in ledger(workspace) if event["kind"] == "verdict")
    judged = {event["submission_id"] for event in verdicts if event["run_id"] == run_id}
    by_run: Counter[tuple[str, str]] = Counter()
    for path in (workspace / "ledger" / "validations" / run_id).glob("rules-*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                by_run.update({(row["rule_id"], name): int(row[name]) for name in NUMBERS})
    by_submission: Counter[tuple[str, str]] = Counter()
    for submission in judged:
        tallies = json.loads((workspace / "extracts" / submission / "rules.json").read_bytes())
        for rule, tally in tallies.items():
            if tally["judged"] is not None:
                by_submission.update({(rule, name): tally[name] for name in NUMBERS})
    assert +by_submission == +by_run
    assert by_run["C00", "judged"] > 0
