"""`tonghop demo`: a workspace with the shipped samples, then the main job."""

from pathlib import Path

import click

from flows.cli.common import print_json, shared_options
from flows.cli.run import run_once
from flows.cli.texts import Texts
from flows.places import DEMO_WORKSPACE, Workspace


def command(texts: Texts) -> click.Command:
    """The command in the language of `texts`."""

    @click.command(help=texts("demo_help"))
    @shared_options(texts, DEMO_WORKSPACE)
    def demo(workspace: Path, as_json: bool) -> None:
        from flows.stores.samples import deliver_samples

        place = Workspace(workspace.resolve())
        deliver_samples(place)
        summary = run_once(place, texts, quiet=as_json)
        if as_json:
            print_json(summary.as_json())

    return demo
