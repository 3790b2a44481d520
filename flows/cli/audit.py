"""`tonghop audit`: whether a workspace is as it was written; `pack` and `rerun` have their own modules."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from flows.cli import audit_pack
from flows.cli.audit_lines import capped, noted_head
from flows.cli.common import group_options, opened, print_json, say, shared_options
from flows.cli.texts import Texts
from transforms.errors import NotAsWritten

if TYPE_CHECKING:
    from flows.audit.verify import FileTrouble, Verified
    from transforms.audit.flaws import Flaw

Kind = TypeVar("Kind", "Flaw", "FileTrouble")


def command(texts: Texts) -> click.Command:
    """The group of commands of an auditor in the language of `texts`."""
    group = click.Group("audit", help=texts("audit_help"), add_help_option=False, params=group_options(texts))
    group.add_command(_verify(texts), "verify")
    group.add_command(audit_pack.pack_command(texts), "pack")
    group.add_command(audit_pack.rerun_command(texts), "rerun")
    return group


def _verify(texts: Texts) -> click.Command:
    @click.command(help=texts("audit_verify_help"))
    @click.option("--head", default="", metavar="HASH", help=texts("audit_head"))
    @shared_options(texts)
    def verify_all(head: str, workspace: Path, as_json: bool) -> None:
        from flows.audit.verify import verify

        found = verify(opened(workspace, texts), noted_head(head, texts))
        if as_json:
            print_json({**asdict(found), "is_sound": found.is_sound})
        else:
            for line in shown(found, texts):
                say(line)
        if not found.is_sound:
            raise SystemExit(NotAsWritten.exit_code)

    return verify_all


def shown(found: "Verified", texts: Texts) -> Iterator[str]:
    """What a look at a workspace found, ledger first, the verdict last."""
    breaches = sum(flaw.is_breach for flaw in found.flaws)
    yield texts("audit_entries", entries=found.entries, flaws=breaches)
    yield from _by_kind(found.flaws, lambda flaw: _flaw_line(flaw, texts), texts)
    yield texts("audit_files", files=found.files, troubles=len(found.troubles))
    yield from _by_kind(found.troubles, lambda one: texts(f"audit_file_{one.kind}", place=one.place), texts)
    if found.unsettled:
        yield texts("audit_unsettled", count=found.unsettled)
    yield texts("audit_verified_head", entry=found.head.entry, line=found.head.line)
    yield texts("audit_sound" if found.is_sound else "audit_not_sound")


def _by_kind(found: Iterable[Kind], line: Callable[[Kind], str], texts: Texts) -> Iterator[str]:
    """A line each, the first ones of every kind: many of one kind do not hide another."""
    lines: dict[str, list[str]] = {}
    for one in found:
        lines.setdefault(one.kind, []).append(line(one))
    for of_a_kind in lines.values():
        yield from capped(of_a_kind, texts)


def _flaw_line(flaw: "Flaw", texts: Texts) -> str:
    where = texts("audit_one" if flaw.first == flaw.last else "audit_range", first=flaw.first, last=flaw.last)
    place = texts("audit_line", place=flaw.place) if flaw.place else ""
    return texts(f"audit_flaw_{flaw.kind}", where=where + place)
