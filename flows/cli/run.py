"""`tonghop run`: the main job, once."""

from pathlib import Path

import click

from flows.cli.common import opened, print_json, shared_options
from flows.cli.progress import shown_progress, shown_summary
from flows.cli.texts import Texts
from flows.places import Workspace
from flows.receipts import RunSummary
from flows.run_context import RunContext
from transforms.errors import PipelineError


def command(texts: Texts) -> click.Command:
    """The command in the language of `texts`."""

    @click.command(help=texts("run_help"))
    @shared_options(texts)
    def run(workspace: Path, as_json: bool) -> None:
        summary = run_once(opened(workspace, texts), texts, quiet=as_json)
        if as_json:
            print_json(summary.as_json())

    return run


def run_once(workspace: Workspace, texts: Texts, *, quiet: bool) -> RunSummary:
    """Run the five steps where there is anything new, through Prefect where a server answers."""
    from flows.cycle import in_process, is_anything_new, locked, run_steps
    from flows.prefect_server import reachable_url

    context = RunContext(workspace, progress=(lambda *_: None) if quiet else shown_progress(texts))
    say = (lambda _text: None) if quiet else print
    with locked(context):
        if not is_anything_new(context):
            say(texts("nothing_new"))
            return RunSummary(context.run_id, through_prefect=False, is_anything_new=False)
        url = reachable_url(workspace)
        if url is None:
            say(texts("in_process"))
            summary = run_steps(context, in_process)
    if url is not None:
        from flows.prefect_run import run_through

        say(texts("through_prefect", url=url))
        summary = run_through(context, url)
    for line in shown_summary(summary, workspace, texts):
        say(line)
    _stop_at_own_faults(summary, texts)
    return summary


def _stop_at_own_faults(summary: RunSummary, texts: Texts) -> None:
    """Say what broke down in the program itself; the exit code tells the data team."""
    checked = summary.checked
    if checked and checked.faults:
        raise PipelineError(texts("faults", faults=checked.faults))
    if checked and checked.could_not_run:
        raise PipelineError(texts("could_not_run", rules=checked.could_not_run))
