"""`tonghop serve`: a local Prefect server, the nightly schedule and the arrivals schedule."""

import sys
from pathlib import Path

import click

from flows.cli.common import opened, shared_options
from flows.cli.texts import Texts
from transforms.errors import PipelineError

_PORT = 4200
_EVERY_MINUTES = 15


def command(texts: Texts) -> click.Command:
    """The command in the language of `texts`."""

    @click.command(help=texts("serve_help"))
    @click.option("--port", default=_PORT, show_default=True, help=texts("serve_port"))
    @click.option("--nightly", default="01:00", show_default=True, help=texts("serve_nightly"))
    @click.option("--every", default=_EVERY_MINUTES, show_default=True, help=texts("serve_every"))
    @shared_options(texts)
    def serve(port: int, nightly: str, every: int, workspace: Path, as_json: bool) -> None:
        del as_json
        from flows.prefect_server import kept_server
        from flows.prefect_settings import apply
        from flows.processes import none_left_below, run_below

        place = opened(workspace, texts)
        with none_left_below(), kept_server(place, port) as url:
            apply(place.prefect_home, url)
            print(texts("serve_ready", url=url, nightly=nightly, every=every), flush=True)
            # In a process of its own: a stop may come before Prefect listens to one, or in the midst of its start.
            kept = [sys.executable, "-m", "flows.schedules", str(place.root), nightly, str(every)]
            if code := run_below(kept):
                raise PipelineError(texts("serve_ended", code=code))

    return serve
