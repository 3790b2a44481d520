"""A release is packed and made again, byte for byte, from nothing but the pack and the program."""

import csv
import json
import shutil
import zipfile
from collections.abc import Callable, Mapping
from hashlib import sha256
from pathlib import Path

import pytest

from flows.places import SHIPPED_REFERENCE, Workspace
from flows.run_context import SystemClock
from flows.stores.ledger import append
from flows.stores.packs import MANIFEST
from flows.stores.reference import code_digest
from tests.flow_helpers import copied, deliver, issues, ledger, receipts, run, sample, tonghop, workbook
from tests.flows.conftest import Night
from tests.flows.deliveries import GOOD_F01, PLANTED

pytestmark = pytest.mark.slow

# Laid over the shipped ones, they make another reference that judges alike.
OTHER_TEXTS = (SHIPPED_REFERENCE / "messages" / "cli.yaml").read_bytes() + b"\n#\n"
PLAN, PERIOD = "063-2020-kh", "2020"
WRONG_USAGE, NOT_AS_WRITTEN = 2, 7


def packed(workspace: Path, target: Path) -> Path:
    done = tonghop("audit", "pack", PLAN, PERIOD, "--workspace", workspace, "-o", target, "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["sha256"] == sha256(target.read_bytes()).hexdigest()
    return target


@pytest.fixture(scope="session")
def pack(second_night: Night, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pack of two nights; never written to."""
    return packed(second_night.workspace, tmp_path_factory.mktemp("pack") / "a.zip")


def members(pack: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(pack) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def forged(pack: Path, target: Path, changes: Mapping[str, bytes | None], **said: object) -> Path:
    """The pack with members changed or left out, and a manifest that fits them."""
    found = {**members(pack), **changes}
    kept = {name: content for name, content in found.items() if content is not None and name != MANIFEST}
    manifest = {**json.loads(members(pack)[MANIFEST]), **said}
    manifest["files"] = {n: {"bytes": len(c), "sha256": sha256(c).hexdigest()} for n, c in kept.items()}
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr(MANIFEST, json.dumps(manifest))
        for name, content in kept.items():
            archive.writestr(name, content)
    return target


def test_two_nights_are_made_again_byte_for_byte(second_night: Night, pack: Path, tmp_path: Path) -> None:
    head = second_night.summary["ledger_head"]
    done = tonghop("audit", "rerun", pack, "--head", head, "-o", tmp_path / "out", "--json", cwd=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    said = json.loads(done.stdout)
    assert (said["differing"], said["is_same_program"]) == ([], True)
    assert said["taken_as_judged"] == len(json.loads(members(pack)[MANIFEST])["left_out"]) > 0
    (release,) = said["releases"].values()
    with (tmp_path / "out" / "hashes.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    compared = {row["place"] for row in rows}
    published = second_night.workspace / "published" / PLAN / f"{PERIOD}-chinh_thuc" / release
    files = (path for path in published.rglob("*") if path.is_file())
    assert {path.relative_to(second_night.workspace).as_posix() for path in files} <= compared
    for row in rows:
        recorded = sha256((second_night.workspace / row["place"]).read_bytes()).hexdigest()
        assert row["recorded"] == row["made_again"] == recorded
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_every_issue_of_every_submission_can_be_read(second_night: Night, pack: Path, tmp_path: Path) -> None:
    done = tonghop("audit", "rerun", pack, "-o", tmp_path)
    assert done.returncode == 0, done.stderr
    assert "giống từng byte" in done.stdout
    with (tmp_path / "issues.csv").open(encoding="utf-8-sig", newline="") as file:
        told = {row["issue_id"] for row in csv.DictReader(file)}
    workspace = second_night.workspace
    assert told == {issue["issue_id"] for s in receipts(workspace) for issue in issues(workspace, s)}
    assert told


def test_a_pack_holds_what_an_auditor_needs_and_no_list_of_persons(second_night: Night, pack: Path) -> None:
    found = members(pack)
    manifest = json.loads(found[MANIFEST])
    originals = {sha256(content).hexdigest() for name, content in found.items() if "/original" in name}
    assert originals == receipts(second_night.workspace).keys() - set(manifest["left_out"])
    assert not any("quarantine" in name for name in found)
    for planted in PLANTED:
        assert not any(planted.encode() in content for content in found.values())
    assert {"README.txt", "requirements.lock", "workspace/ledger/ledger.jsonl"} <= found.keys()
    assert any(name.startswith("judged_by/rules/") for name in found)
    assert any(name.startswith("workspace/ledger/validations/") for name in found)
    assert manifest["program"]["code_sha256"] == code_digest()
    assert manifest["ledger_head"]["line"] == second_night.summary["ledger_head"]


def test_the_same_workspace_is_packed_in_the_same_bytes(
    second_night: Night, pack: Path, tmp_path: Path
) -> None:
    assert packed(second_night.workspace, tmp_path / "b.zip").read_bytes() == pack.read_bytes()


def test_a_file_that_is_there_is_not_replaced(second_night: Night, tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"mine")
    done = tonghop(
        "audit", "pack", PLAN, PERIOD, "--workspace", second_night.workspace, "-o", tmp_path / "a.zip"
    )
    assert done.returncode == WRONG_USAGE
    assert (tmp_path / "a.zip").read_bytes() == b"mine"


@pytest.mark.parametrize("asked", [("063-2020-kh", "2019"), ("khong-co", "2020")])
def test_a_release_that_is_not_there_says_what_is(
    second_night: Night, tmp_path: Path, asked: tuple[str, str]
) -> None:
    done = tonghop("audit", "pack", *asked, "--workspace", second_night.workspace, cwd=tmp_path)
    assert done.returncode == WRONG_USAGE
    assert "063-2020-kh 2020 (chinh_thuc)" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_changed_workspace_is_not_packed(first_night: Night, tmp_path: Path) -> None:
    workspace = copied(first_night.workspace, tmp_path / "w")
    next(workspace.glob("extracts/*/issues.json")).write_bytes(b"[]")
    done = tonghop("audit", "pack", PLAN, PERIOD, "--workspace", workspace, "-o", tmp_path / "a.zip")
    assert done.returncode == NOT_AS_WRITTEN
    assert "audit verify" in done.stderr
    assert not (tmp_path / "a.zip").exists()


def test_a_reference_that_no_run_has_seen_is_not_packed(first_night: Night, tmp_path: Path) -> None:
    workspace = copied(first_night.workspace, tmp_path / "w")
    (workspace / "reference" / "messages").mkdir(parents=True)
    (workspace / "reference" / "messages" / "cli.yaml").write_bytes(OTHER_TEXTS)
    done = tonghop("audit", "pack", PLAN, PERIOD, "--workspace", workspace, "-o", tmp_path / "a.zip")
    assert done.returncode == WRONG_USAGE
    assert "tonghop run" in done.stderr


def test_what_another_version_judged_is_taken_as_it_was(tmp_path: Path) -> None:
    """A first night under another reference, a second under that of today: both are in the release."""
    workspace = tmp_path / "w"
    deliver(workspace, {GOOD_F01: sample(GOOD_F01)})
    extra = workspace / "reference" / "messages"
    extra.mkdir(parents=True)
    (extra / "cli.yaml").write_bytes(OTHER_TEXTS)
    run(workspace)
    shutil.rmtree(extra)
    second = {
        "01993/F01.xlsx": workbook("F01", "01993", "2020"),
        "02005/F01.xlsx": workbook("F01", "02005", "2020"),
    }
    deliver(workspace, second, day="2020-12-09")
    run(workspace)
    done = tonghop("audit", "rerun", packed(workspace, tmp_path / "a.zip"), "--json")
    said = json.loads(done.stdout)
    assert (said["judged_again"], said["taken_as_judged"], said["differing"]) == (2, 1, [])


def _original(pack: Path) -> dict[str, bytes | None]:
    name = next(name for name in members(pack) if "/original" in name)
    return {name: b"other bytes"}


def _line(pack: Path) -> dict[str, bytes | None]:
    content = members(pack)["workspace/ledger/ledger.jsonl"]
    return {"workspace/ledger/ledger.jsonl": content.replace(b'"accepted"', b'"returned"', 1)}


def _cut(pack: Path) -> dict[str, bytes | None]:
    lines = members(pack)["workspace/ledger/ledger.jsonl"].splitlines(keepends=True)
    return {"workspace/ledger/ledger.jsonl": b"".join(lines[:-1])}


def _published(pack: Path) -> dict[str, bytes | None]:
    name = next(name for name in members(pack) if name.endswith("/comparison.csv"))
    return {name: members(pack)[name].replace(b"2020", b"2021", 1)}


def _missing(pack: Path) -> dict[str, bytes | None]:
    return {next(name for name in members(pack) if name.endswith("/issues.json")): None}


def _no_ledger(pack: Path) -> dict[str, bytes | None]:
    del pack
    return {"workspace/ledger/ledger.jsonl": None}


@pytest.mark.parametrize("change", [_original, _line, _cut, _published, _missing, _no_ledger])
def test_a_pack_whose_content_is_not_what_its_ledger_says(
    pack: Path, tmp_path: Path, change: Callable[[Path], dict[str, bytes | None]]
) -> None:
    """The manifest fits, as one who knows the format would make it fit."""
    done = tonghop("audit", "rerun", forged(pack, tmp_path / "b.zip", change(pack)))
    assert done.returncode == NOT_AS_WRITTEN
    assert "Traceback" not in done.stderr
    assert "differences" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["b.zip"]


@pytest.mark.parametrize(
    "said",
    [{"plan_id": "../../x"}, {"plan_id": 1}, {"period": None}, {"releases": {"a": "/etc"}}, {"releases": []},
     {"left_out": ["../x"]}, {"program": {}}, {"ledger_head": {"entry": 1, "line": "x"}}],
)  # fmt: skip
def test_a_manifest_that_says_what_this_program_never_writes(
    pack: Path, tmp_path: Path, said: dict[str, object]
) -> None:
    done = tonghop("audit", "rerun", forged(pack, tmp_path / "b.zip", {}, **said))
    assert done.returncode == NOT_AS_WRITTEN
    assert "pack.json" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_accepted_submission_cannot_be_left_out(second_night: Night, pack: Path, tmp_path: Path) -> None:
    accepted = next(s for s, r in receipts(second_night.workspace).items() if r["verdict"] == "accepted")
    done = tonghop("audit", "rerun", forged(pack, tmp_path / "b.zip", {}, left_out=[accepted]))
    assert done.returncode == NOT_AS_WRITTEN
    assert accepted in done.stderr


def test_another_head_than_the_one_noted_elsewhere(pack: Path) -> None:
    done = tonghop("audit", "rerun", pack, "--head", "0" * 64)
    assert done.returncode == NOT_AS_WRITTEN
    assert "0" * 64 in done.stderr


def test_a_damaged_pack_has_a_clear_message(pack: Path, tmp_path: Path) -> None:
    (tmp_path / "b.zip").write_bytes(pack.read_bytes()[:-200])
    done = tonghop("audit", "rerun", tmp_path / "b.zip")
    assert done.returncode == NOT_AS_WRITTEN
    assert "b.zip" in done.stderr
    assert "damaged" in done.stderr


def test_another_version_of_the_program_is_refused_unless_told(pack: Path, tmp_path: Path) -> None:
    """The overlay of the pack makes another reference with this program's own: as if that were another version's."""
    changes = {"workspace/reference/messages/cli.yaml": OTHER_TEXTS}
    other = forged(pack, tmp_path / "b.zip", changes)
    refused = tonghop("audit", "rerun", other)
    assert refused.returncode == WRONG_USAGE
    assert "--any-version" in refused.stderr
    told = tonghop("audit", "rerun", other, "--any-version", "-o", tmp_path / "out")
    assert told.returncode == NOT_AS_WRITTEN
    assert "KHÁC phiên bản" in told.stdout
    with (tmp_path / "out" / "hashes.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["place"].endswith("/manifest.json")]
    assert [row["recorded"] == row["made_again"] for row in rows] == [False]


def test_the_ledger_of_the_replay_is_its_own(second_night: Night, pack: Path) -> None:
    """The workspace that was packed is only read."""
    before = ledger(second_night.workspace)
    assert tonghop("audit", "rerun", pack, "-o", pack.parent / "out").returncode == 0
    assert ledger(second_night.workspace) == before


def test_a_decision_of_people_is_packed_once_a_run_knows_it_and_is_found_again(
    first_night: Night, tmp_path: Path
) -> None:
    workspace = copied(first_night.workspace, tmp_path / "w")
    refused = {"submitter_id": "01969", "key": "0" * 16, "rule_id": "C01", "text": "số đúng"}
    append(Workspace(workspace), SystemClock(), "refusal", **refused, reason="chưa có văn bản", by="phòng")
    early = tonghop("audit", "pack", PLAN, PERIOD, "--workspace", workspace, "-o", tmp_path / "early.zip")
    assert (early.returncode, (tmp_path / "early.zip").exists()) == (WRONG_USAGE, False)
    assert run(workspace)["is_anything_new"]
    assert not run(workspace)["is_anything_new"]
    done = tonghop("audit", "rerun", packed(workspace, tmp_path / "a.zip"), "--json")
    assert json.loads(done.stdout)["differing"] == []
