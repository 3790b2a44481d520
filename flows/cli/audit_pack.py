"""`tonghop audit pack` and `tonghop audit rerun`: a release with all it was made of, and making it again."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from flows.cli.audit_lines import capped, noted_head
from flows.cli.common import opened, print_json, say, shared_options
from flows.cli.texts import Texts
from transforms.errors import NotAsWritten, UsageError

if TYPE_CHECKING:
    from flows.audit.rerun import Rerun


def pack_command(texts: Texts) -> click.Command:
    """`pack` in the language of `texts`."""

    @click.command(help=texts("audit_pack_help"))
    @click.argument("plan_id")
    @click.argument("period")
    @click.option("--status", "figure_status", default="", help=texts("audit_pack_status"))
    @click.option(
        "--output", "-o", type=click.Path(path_type=Path, dir_okay=False), help=texts("audit_pack_output")
    )
    @shared_options(texts)
    def pack(
        plan_id: str, period: str, figure_status: str, output: Path | None, workspace: Path, as_json: bool
    ) -> None:
        from flows.audit.pack import pack_release
        from flows.audit.said import Asked

        path = output or Path(f"kiem-toan-{plan_id}-{period}.zip")
        if path.exists():
            raise UsageError(texts("audit_pack_there", path=path))
        read_me = Texts("vi")("audit_pack_read_me", plan=plan_id, period=period).encode()
        asked = Asked(plan_id, period, figure_status)
        manifest = pack_release(opened(workspace, texts), asked, path, read_me)
        _tell_pack(manifest, path, texts, as_json=as_json)

    return pack


def _tell_pack(manifest: dict[str, Any], path: Path, texts: Texts, *, as_json: bool) -> None:
    from flows.stores.files import file_digest

    digest, head = file_digest(path), manifest["ledger_head"]["line"]
    if as_json:
        print_json({**manifest, "path": str(path), "sha256": digest})
        return
    say(texts("audit_packed", files=len(manifest["files"]), path=path))
    if manifest["left_out"]:
        say(texts("audit_packed_left_out", count=len(manifest["left_out"])))
    say(texts("audit_packed_digest", digest=digest))
    say(texts("audit_packed_head", head=head))


def rerun_command(texts: Texts) -> click.Command:
    """`rerun` in the language of `texts`."""

    @click.command(help=texts("audit_rerun_help"))
    @click.argument("pack", type=click.Path(path_type=Path, dir_okay=False, exists=True))
    @click.option("--head", default="", metavar="HASH", help=texts("audit_head"))
    @click.option("--any-version", is_flag=True, help=texts("audit_rerun_any"))
    @click.option(
        "--output", "-o", type=click.Path(path_type=Path, file_okay=False), help=texts("audit_rerun_output")
    )
    @shared_options(texts)
    def rerun_pack(
        pack: Path, head: str, any_version: bool, output: Path | None, workspace: Path, as_json: bool
    ) -> None:
        from flows.audit.rerun import rerun, write_findings

        del workspace  # the pack brings its own
        noted = noted_head(head, texts)
        if not as_json:
            print(texts("audit_rerun_working"), flush=True)
        found = rerun(pack, head=noted, any_version=any_version)
        folder = output or pack.with_name(f"{pack.stem}-lap-lai")
        write_findings(found, folder)
        if as_json:
            print_json(_as_json(found, folder))
        else:
            for line in _shown(found, folder, texts):
                say(line)
        if found.differing:
            raise SystemExit(NotAsWritten.exit_code)

    return rerun_pack


def _as_json(found: "Rerun", folder: Path) -> dict[str, Any]:
    return {
        **found.said.as_json(),
        "files": len(found.files),
        "differing": [one.place for one in found.differing],
        "issues": len(found.issues),
        "judged_again": found.judged_again,
        "taken_as_judged": found.taken_as_judged,
        "is_same_program": found.is_same_program,
        "output": str(folder),
    }


def _shown(found: "Rerun", folder: Path, texts: Texts) -> Iterator[str]:
    yield texts("audit_rerun_ledger", head=found.said.ledger_head.line)
    if not found.is_same_program:
        yield texts("audit_rerun_other_program")
    yield texts("audit_rerun_judged", again=found.judged_again, taken=found.taken_as_judged)
    yield texts("audit_rerun_files", files=len(found.files), differing=len(found.differing))
    yield from capped([texts("audit_rerun_differs", place=one.place) for one in found.differing], texts)
    yield texts("audit_rerun_issues", issues=len(found.issues), path=folder / "issues.csv")
    yield texts("audit_rerun_not_same" if found.differing else "audit_rerun_same")
