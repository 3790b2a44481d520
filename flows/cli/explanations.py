"""`tonghop explanations`: what submitters explained, and refusing it with a reason."""

from dataclasses import asdict
from pathlib import Path

import click

from flows.cli.common import group_options, opened, print_json, say, shared_options
from flows.cli.texts import Texts
from flows.places import Workspace
from transforms.errors import UsageError


def command(texts: Texts) -> click.Command:
    """The group of commands about explanations in the language of `texts`."""
    group = click.Group(
        "explanations", help=texts("explanations_help"), add_help_option=False, params=group_options(texts)
    )
    group.add_command(_list(texts), "list")
    group.add_command(_refuse(texts), "refuse")
    return group


def _list(texts: Texts) -> click.Command:
    @click.command(help=texts("explanations_list_help"))
    @click.option("--submitter", default="", help=texts("explanations_submitter"))
    @shared_options(texts)
    def list_all(submitter: str, workspace: Path, as_json: bool) -> None:
        from flows.explanations import explained_issues

        found = explained_issues(opened(workspace, texts), submitter)
        if as_json:
            print_json([{"key": one.key, **asdict(one.issue)} for one in found])
            return
        if not found:
            print(texts("explanations_none"))
        for one in found:
            issue = one.issue
            state = texts(f"explanations_state_{issue.state}")
            said = {"submitter": issue.submitter_id, "period": issue.period, "form": issue.form_id}
            say(texts("explanations_line", issue=one.key, state=state, message=issue.message, **said))
            say(texts("explanations_text", text=issue.explanation), "    ")

    return list_all


def _refuse(texts: Texts) -> click.Command:
    @click.command(help=texts("explanations_refuse_help"))
    @click.argument("submitter")
    @click.argument("key")
    @click.option("--reason", required=True, help=texts("explanations_reason"))
    @click.option("--by", required=True, help=texts("explanations_by"))
    @shared_options(texts)
    def refuse_one(submitter: str, key: str, reason: str, by: str, workspace: Path, as_json: bool) -> None:
        if not reason.strip() or not by.strip():
            raise UsageError(texts("explanations_blank"))
        answered = _refused(opened(workspace, texts), submitter, key, reason.strip(), by.strip(), texts)
        if as_json:
            print_json({"submissions": answered})
        else:
            print(texts("explanations_refused", answers=len(answered)))

    return refuse_one


def _refused(workspace: Workspace, submitter: str, key: str, reason: str, by: str, texts: Texts) -> list[str]:
    """The submissions that were answered again.

    Raises:
        UsageError: the submitter explained nothing under the key.
        RunLocked: a run is at work.
    """
    from flows.explanations import explained_issues, last_said, refuse
    from flows.lock import run_lock
    from flows.run_context import RunContext
    from flows.stores.reference import read_registry

    said = last_said(workspace, submitter, key)
    if said is None:
        known = ", ".join(sorted({one.key for one in explained_issues(workspace, submitter)})) or "–"
        raise UsageError(texts("explanations_unknown", submitter=submitter, issue=key, known=known))
    registry = read_registry(workspace)
    with run_lock(workspace):
        again = refuse(RunContext(workspace), registry, said, reason, by)
    return [receipt.submission_id for receipt in again]
