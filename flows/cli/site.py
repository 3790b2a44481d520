"""`tonghop site`: the published pages on this machine, in a browser."""

import sys
from pathlib import Path

import click

from flows.cli.common import opened, print_json, shared_options
from flows.cli.texts import Texts
from transforms.errors import UsageError

_PORT = 8080


def command(texts: Texts) -> click.Command:
    """The command in the language of `texts`."""

    @click.command(help=texts("site_help"))
    @click.option("--port", default=_PORT, show_default=True, help=texts("site_port"))
    @shared_options(texts)
    def site(port: int, workspace: Path, as_json: bool) -> None:
        from flows.site_server import serve_pages

        room = opened(workspace, texts).published
        if not (room / "index.html").is_file():
            raise UsageError(texts("site_nothing", path=room))

        def ready(url: str) -> None:
            if as_json:
                print_json({"url": url})
            else:
                print(texts("site_ready", url=url))
            sys.stdout.flush()

        try:
            serve_pages(room, port, ready)
        except OSError as error:
            raise UsageError(texts("site_port_taken", port=port)) from error

    return site
