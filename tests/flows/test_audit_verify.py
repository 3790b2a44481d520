"""`tonghop audit verify` on a workspace of a real night: every kind of change is found and named."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from flows.audit.verify import verify
from flows.lock import run_lock
from flows.places import Workspace
from tests.flow_helpers import copied, deliver, ledger, run, tonghop, workbook
from tests.flows.conftest import Night
from transforms.errors import RunLocked

pytestmark = pytest.mark.slow

NOT_AS_WRITTEN, WRONG_USAGE = 7, 2


@pytest.fixture
def place(first_night: Night, tmp_path: Path) -> Workspace:
    return Workspace(copied(first_night.workspace, tmp_path / "w"))


def lines(place: Workspace) -> list[bytes]:
    return place.ledger.read_bytes().splitlines()


def rewrite(place: Workspace, changed: list[bytes]) -> None:
    place.ledger.write_bytes(b"".join(line + b"\n" for line in changed))


def kinds(place: Workspace, head: str = "") -> list[str]:
    found = verify(place, head)
    return [*(flaw.kind for flaw in found.flaws), *(trouble.kind for trouble in found.troubles)]


@pytest.mark.parametrize("night", ["first_night", "second_night"])
def test_what_a_night_leaves_is_sound(night: str, request: pytest.FixtureRequest) -> None:
    found = request.getfixturevalue(night)
    verified = verify(Workspace(found.workspace), found.summary["ledger_head"])
    assert verified.is_sound
    assert (verified.flaws, verified.troubles, verified.unsettled) == ((), (), 0)
    assert verified.head.line == found.summary["ledger_head"]
    assert verified.entries == len(ledger(found.workspace))


def test_every_delivery_verdict_release_and_run_is_an_entry(first_night: Night) -> None:
    entries = ledger(first_night.workspace)
    assert [entry["entry"] for entry in entries] == list(range(1, len(entries) + 1))
    releases = {entry["release_id"] for entry in entries if entry["kind"] == "release"}
    assert releases == {
        path.name for path in first_night.workspace.glob("published/*/*/*") if not path.is_symlink()
    }
    assert {e["kind"] for e in entries} >= {"delivery", "duplicate", "verdict", "files", "release", "run"}


def test_a_receipt_names_the_line_of_its_delivery(first_night: Night) -> None:
    deliveries = {
        e["hash"]: e for e in ledger(first_night.workspace) if e["kind"] in {"delivery", "duplicate"}
    }
    answers = list(first_night.workspace.glob("returned/*/*/*.json"))
    receipts = [json.loads(path.read_bytes()) for path in answers if path.name != "issues.json"]
    assert {e["kind"] for e in deliveries.values()} == {"delivery", "duplicate"}
    for receipt in receipts:
        entry = deliveries[receipt["ledger_entry"]]
        assert (entry["submission_id"], entry["sequence"]) == (receipt["submission_id"], receipt["sequence"])


def test_the_run_names_the_native_results_of_its_rules(first_night: Night) -> None:
    (entry,) = (e for e in ledger(first_night.workspace) if e["kind"] == "run")
    lying = [path for path in (first_night.workspace / "ledger" / "validations").rglob("*") if path.is_file()]
    assert lying
    assert set(entry["validations"]) == {p.relative_to(first_night.workspace).as_posix() for p in lying}
    assert all(entry["run_id"] in place for place in entry["validations"])


def _text(place: Workspace) -> None:
    changed = lines(place)
    changed[4] = changed[4].replace(b"2020-12", b"2020-11")
    rewrite(place, changed)


@pytest.mark.parametrize(
    ("change", "wanted"),
    [
        (_text, {"changed"}),
        (lambda place: rewrite(place, [*lines(place)[:3], *lines(place)[5:]]), {"removed"}),
        (
            lambda place: rewrite(place, [*lines(place)[:3], b'{"kind": "run"}', *lines(place)[3:]]),
            {"inserted"},
        ),
        (lambda place: rewrite(place, [lines(place)[1], lines(place)[0], *lines(place)[2:]]), {"moved"}),
        (lambda place: rewrite(place, lines(place)[:-1]), {"cut_tail"}),
        (lambda place: place.ledger_head.unlink(), {"no_seal"}),
    ],
)
def test_a_change_of_the_ledger(
    place: Workspace, change: Callable[[Workspace], None], wanted: set[str]
) -> None:
    change(place)
    assert set(kinds(place)) == wanted


def test_a_ledger_that_is_gone(place: Workspace) -> None:
    place.ledger.unlink()
    assert {"cut_tail", "unrecorded"} <= set(kinds(place))


def test_an_end_cut_off_with_its_seal_is_found_by_the_head_that_was_noted(
    first_night: Night, place: Workspace
) -> None:
    rewrite(place, lines(place)[:-1])
    last = ledger(place.root)[-1]
    place.ledger_head.write_text(json.dumps({"entry": last["entry"], "line": last["hash"]}))
    assert kinds(place) == []
    assert kinds(place, first_night.summary["ledger_head"]) == ["unknown_head"]


def test_a_cut_before_the_next_run_is_entered_by_that_run(place: Workspace) -> None:
    rewrite(place, lines(place)[:-1])
    run(place.root)
    assert kinds(place) == ["seal_broken"]


ROOMS = ["archive/*/original*", "archive/*/delivery.json", "extracts/*/issues.json", "extracts/*/cells.parquet",
         "returned/*/*/receipt.json", "returned/*/*/*.xlsx", "facts/*/*/*.parquet", "published/*/*/*/comparison.csv",
         "published/*/*/*/manifest.json", "ledger/validations/*/*.json"]  # fmt: skip


@pytest.mark.parametrize("pattern", ROOMS)
def test_a_file_of_any_room_that_is_changed_or_gone(place: Workspace, pattern: str) -> None:
    path = next(p for p in sorted(place.root.glob(pattern)) if p.is_file())
    content, name = path.read_bytes(), path.relative_to(place.root).as_posix()
    path.write_bytes(content + b" ")
    assert [(one.kind, one.place) for one in verify(place).troubles] == [("changed", name)]
    path.unlink()
    assert [(one.kind, one.place) for one in verify(place).troubles] == [("missing", name)]
    path.write_bytes(content)
    assert verify(place).is_sound


@pytest.mark.parametrize("name", ["facts/form=F01/period=2020/x.parquet", "facts/form=F01/period=2020/.x.parquet",
                                  "archive/.x/y", "published/them.csv", "ledger/validations/x.json"])  # fmt: skip
def test_a_file_that_no_step_wrote(place: Workspace, name: str) -> None:
    (place.root / name).parent.mkdir(parents=True, exist_ok=True)
    (place.root / name).write_bytes(b"x")
    assert [(one.kind, one.place) for one in verify(place).troubles] == [("unrecorded", name)]


def test_a_file_behind_a_link_is_not_the_one_that_was_written(place: Workspace, tmp_path: Path) -> None:
    path = next(place.root.glob("archive/*/delivery.json"))
    shutil.move(path, tmp_path / "elsewhere")
    path.symlink_to(tmp_path / "elsewhere")
    assert [one.kind for one in verify(place).troubles] == ["changed"]


def test_a_pointer_that_leads_to_another_release(place: Workspace) -> None:
    pointer = next(place.root.glob("published/*/*/latest"))
    pointer.unlink()
    pointer.symlink_to("000000000000")
    assert kinds(place) == ["pointer"]


def test_a_resubmission_and_a_night_after_keep_it_sound(place: Workspace) -> None:
    deliver(
        place.root, {"02002/lai.xlsx": workbook("F01", "02002", "2020", note_vi="gửi lại")}, day="2020-12-10"
    )
    run(place.root)
    assert kinds(place) == []


def test_while_a_run_is_at_work_nothing_is_judged(place: Workspace) -> None:
    with run_lock(place), pytest.raises(RunLocked):
        verify(place)


def test_the_command_says_it_plainly_and_leaves_with_7(place: Workspace) -> None:
    sound = tonghop("audit", "verify", "--workspace", place.root)
    assert (sound.returncode, sound.stderr) == (0, "")
    assert "Nguyên vẹn." in sound.stdout
    for path in sorted(place.root.glob("extracts/*/issues.json")):
        path.unlink()
    (place.archive / "la.xlsx").write_bytes(b"")
    changed = tonghop("audit", "verify", "--workspace", place.root)
    assert changed.returncode == NOT_AS_WRITTEN
    assert "KHÔNG nguyên vẹn" in changed.stdout
    assert changed.stdout.count("Thiếu tệp: extracts/") == 20
    assert "Tệp không có trong sổ: archive/la.xlsx" in changed.stdout
    many = json.loads(tonghop("audit", "verify", "--json", "--workspace", place.root).stdout)
    assert f"{len(many['troubles'])} chỗ sai khác" in changed.stdout
    assert f"… và {len(many['troubles']) - 21} chỗ nữa" in changed.stdout


@pytest.mark.parametrize("head", ["xyz", "12", "0" * 63, "g" * 64])
def test_a_head_that_is_none_is_wrong_usage(place: Workspace, head: str) -> None:
    done = tonghop("audit", "verify", "--head", head, "--workspace", place.root)
    assert done.returncode == WRONG_USAGE
    assert head in done.stderr
