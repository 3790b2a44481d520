"""Pack a release with all that it was made of, for an auditor who has the program and nothing else."""

import json
import platform
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from flows.audit.said import Asked, Program, Said, is_name
from flows.audit.verify import verify
from flows.cycle import State
from flows.identity import PREVIOUS
from flows.places import REQUIREMENTS, Workspace
from flows.run_context import RunContext
from flows.stores import archive, ledger
from flows.stores.bundle import MANIFEST
from flows.stores.packs import write_pack
from flows.stores.records import recorded
from flows.stores.reference import reference_texts
from transforms.errors import NotAsWritten, UsageError

# Folders of a pack.
ROOMS = "workspace"
JUDGED_BY = "judged_by"
READ_ME = "README.txt"
# What a person reads to know by what was judged; the rest of the reference is the program's own or the overlay.
_RULES = ("rules/", "severities", "states", "waivers")


def pack_release(workspace: Workspace, asked: Asked, output: Path, read_me: bytes) -> dict[str, Any]:
    """Write the pack; its manifest.

    Lists of persons that were refused stay in quarantine: only the answers that they got are packed.

    Raises:
        UsageError: there is no such release, or deliveries or another reference wait for a run.
        NotAsWritten: the workspace is not what the program wrote: a pack would prove nothing.
        RunLocked: a run is at work.
        StorageFailed: a room cannot be read, or the pack not written.
    """
    if not verify(workspace).is_sound:
        raise NotAsWritten(
            f"{workspace.root}: not as written. Valid: what `tonghop audit verify` finds sound"
        )
    run = _finished_run(workspace)
    releases = _releases(workspace, asked)
    said = Said(
        plan_id=asked.plan_id,
        period=asked.period,
        releases=releases,
        program=Program(program_version(), run["state"]["code"], platform.python_version()),
        reference_sha256=run["state"]["reference"],
        ledger_head=ledger.head(workspace),
        left_out=tuple(_left_out(workspace)),
    )
    members = dict(_members(workspace, asked, releases))
    return write_pack(output, {**members, READ_ME: read_me}, said.as_json())


def program_version() -> str:
    """The version of the program as it is installed."""
    try:
        return version("tonghop")
    except PackageNotFoundError:
        return ""


def _finished_run(workspace: Workspace) -> dict[str, Any]:
    """The last run, if the workspace is still as that left it.

    Raises:
        UsageError: there was none, or the next one has something to do.
    """
    done = ledger.last(workspace, "run")
    now = State.of(RunContext(workspace))
    waits = not done or done.get("entry") != ledger.head(workspace).entry
    waits = waits or workspace.journal.exists() or workspace.verdicts.exists()
    if waits or (done["state"]["reference"], done["state"]["submissions"]) != (
        now.reference,
        now.submissions,
    ):
        raise UsageError(
            f"{workspace.root}: the reference or the submissions changed since the last run, or there was none. "
            "Valid: a workspace in which `tonghop run` has just been run"
        )
    return done


def _releases(workspace: Workspace, asked: Asked) -> dict[str, str]:
    """The newest release of every figure status asked for."""
    known = {
        (entry["plan_id"], entry["period"], entry["figure_status"]): entry["release_id"]
        for entry in ledger.entries(workspace)
        if entry["kind"] == "release"
    }
    found = {
        status: release
        for (plan, period, status), release in sorted(known.items())
        if (plan, period) == (asked.plan_id, asked.period) and asked.figure_status in {"", status}
    }
    if not found:
        there = ", ".join(sorted({f"{plan} {period} ({status})" for plan, period, status in known}))
        raise UsageError(f"{asked.plan_id} {asked.period}: no release. Valid: {there or 'none yet'}")
    return found


def _left_out(workspace: Workspace) -> list[str]:
    """The submissions whose bytes are shut away."""
    return [s for s in archive.submission_ids(workspace) if workspace.quarantine(s).exists()]


def _members(
    workspace: Workspace, asked: Asked, releases: dict[str, str]
) -> Iterator[tuple[str, Path | bytes]]:
    yield from _of_the_workspace(workspace, _files(workspace, asked, releases))
    for name, text in reference_texts(workspace).items():
        if name.startswith(_RULES):
            yield f"{JUDGED_BY}/{name}", text.encode()
    if REQUIREMENTS.exists():
        yield REQUIREMENTS.name, REQUIREMENTS


def _of_the_workspace(workspace: Workspace, files: Iterator[Path]) -> Iterator[tuple[str, Path]]:
    return ((f"{ROOMS}/{path.relative_to(workspace.root).as_posix()}", path) for path in files)


def _files(workspace: Workspace, asked: Asked, releases: dict[str, str]) -> Iterator[Path]:
    yield from (workspace.ledger, workspace.ledger_head)
    yield from sorted(path for path in workspace.reference.rglob("*") if path.is_file())
    yield from (workspace.root / place for place in packed_places(workspace, asked, releases))


def previous_release(workspace: Workspace, asked: Asked, figure_status: str, release_id: str) -> str:
    """The id of the release before one, as its manifest says; empty where it names none that may stand in a path."""
    folder = workspace.releases(asked.plan_id, asked.period, figure_status)
    try:
        said = json.loads((folder / release_id / MANIFEST).read_bytes()).get(PREVIOUS, "")
    except (OSError, ValueError, AttributeError):
        # A pack comes from outside: that the manifest is not as recorded is found with all other files.
        return ""
    return said if is_name(said) else ""


def packed_places(workspace: Workspace, asked: Asked, releases: dict[str, str]) -> list[str]:
    """The recorded files that belong into the pack: all of the rooms before publication, and the releases asked for.

    With each release goes the one before it, which it is compared with. Answers repeat the extracts; what lies in
    quarantine stays there.
    """
    folders = [
        workspace.releases(asked.plan_id, asked.period, status) / release
        for status, newest in releases.items()
        for release in (newest, previous_release(workspace, asked, status, newest))
        if release
    ]
    rooms = [workspace.archive, workspace.extracts, workspace.facts, workspace.all_validations, *folders]
    starts = tuple(f"{room.relative_to(workspace.root).as_posix()}/" for room in rooms)
    return sorted(p for p in recorded(workspace) if p.startswith(starts) and not workspace.is_shut_away(p))
