"""`tonghop check FILE…`: the checks of a submission, without submitting."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from flows.cli.common import print_json, severity_label, shared_options
from flows.cli.texts import Texts
from flows.places import Workspace
from transforms.errors import UsageError
from transforms.text.normalise import lower_first

if TYPE_CHECKING:
    from flows.self_check import SelfCheck
    from transforms.registry import Registry

REJECTED = 3


def command(texts: Texts) -> click.Command:
    """The command in the language of `texts`."""

    @click.command(help=texts("check_help"))
    @click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
    @click.option("--submitter", default="", help=texts("check_submitter"))
    @click.option("--period", "period_status", default="", help=texts("check_period"))
    @shared_options(texts)
    def check(
        files: tuple[Path, ...], submitter: str, period_status: str, workspace: Path, as_json: bool
    ) -> None:
        from flows.self_check import self_check
        from flows.stores.reference import read_registry

        for file in files:
            if not file.is_file():
                raise UsageError(texts("no_such_file", path=file))
        registry = read_registry(Workspace(workspace.resolve()))
        answers = self_check(list(files), submitter, period_status, registry, texts.lang)
        if as_json:
            print_json(
                [
                    {
                        "file": str(a.path),
                        "verdict": a.judgement.verdict,
                        "marked": str(a.marked or ""),
                        "cells": dict(a.cells),
                        "cells_ignored": dict(a.ignored),
                        "issues": [asdict(issue) for issue in a.judgement.issues],
                    }
                    for a in answers
                ]
            )
        else:
            for answer in answers:
                _show(answer, registry, texts)
        severities = {issue.severity for answer in answers for issue in answer.judgement.issues}
        if severities & {"reject_file", "reject_cell"}:
            raise SystemExit(REJECTED)

    return check


def _show(answer: "SelfCheck", registry: "Registry", texts: Texts) -> None:
    judgement = answer.judgement
    if not judgement.issues:
        print(texts("check_clean", file=answer.path, form=answer.form_id, period=answer.period))
        _show_cells(answer, texts)
        return
    verdict = texts(f"verdict_{judgement.verdict}")
    print(texts("check_found", file=answer.path, verdict=verdict, count=len(judgement.issues)))
    for issue in judgement.issues:
        severity = lower_first(severity_label(issue.severity, registry, texts))
        print(texts("check_issue", severity=severity, message=issue.message, hint=issue.hint))
    _show_cells(answer, texts)
    if answer.marked:
        print(texts("check_marked", path=answer.marked))


def _show_cells(answer: "SelfCheck", texts: Texts) -> None:
    """What became of the cells of a file that could be opened."""
    if not answer.cells:
        return
    rules = ", ".join(f"{texts(f'ignored_{rule}')} {count}" for rule, count in sorted(answer.ignored.items()))
    print(
        texts(
            "check_cells",
            read=answer.cells["read"],
            ignored=answer.cells["ignored_by_rule"],
            rules=f" ({rules})" if rules else "",
            unrecognised=answer.cells["unrecognised"],
        )
    )
