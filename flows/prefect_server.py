"""The local Prefect server: is one reachable, start one, stop the one that was started."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from flows.places import Workspace
from flows.prefect_settings import settings
from flows.stores.files import write_json
from transforms.errors import PipelineError, UsageError

_ANSWER_SECONDS = 2.0
_START_SECONDS = 180


class ServerFailed(PipelineError):  # noqa: N818 -- named by the state it reports
    """The Prefect server did not come up; the message names its log."""


def reachable_url(workspace: Workspace) -> str | None:
    """The address of a Prefect server that answers: `PREFECT_API_URL`, else the one `tonghop serve` keeps."""
    for url in (os.environ.get("PREFECT_API_URL"), _kept_url(workspace)):
        if url and answers(url):
            return url
    return None


def _kept_url(workspace: Workspace) -> str | None:
    try:
        url: str = json.loads(workspace.server_address.read_bytes())["api_url"]
    except (OSError, ValueError, KeyError):
        return None
    return url


def answers(url: str) -> bool:
    """Whether a Prefect server answers at this address."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(f"{url.rstrip('/')}/health", timeout=_ANSWER_SECONDS) as answer:
            return bool(answer.status == 200)  # noqa: PLR2004 -- HTTP OK
    except (OSError, ValueError):
        return False


@contextmanager
def kept_server(workspace: Workspace, port: int) -> Iterator[str]:
    """A server on 127.0.0.1 for as long as the block runs; its address is noted in the workspace.

    Raises:
        UsageError: the port is taken.
        ServerFailed: it did not answer in time.
    """
    _refuse_taken(port)
    url = f"http://127.0.0.1:{port}/api"
    home = workspace.prefect_home
    home.mkdir(parents=True, exist_ok=True)
    log = home / "server.log"
    command = [sys.executable, "-m", "prefect", "server", "start", "--host", "127.0.0.1", "--port", str(port)]
    with log.open("ab") as output:
        server = subprocess.Popen(  # noqa: S603 -- our own command
            command, stdout=output, stderr=subprocess.STDOUT, env={**os.environ, **settings(home, url)}
        )
    try:
        _wait(server, url, log.as_posix())
        write_json(workspace.server_address, {"api_url": url, "process": server.pid})
        yield url
    finally:
        workspace.server_address.unlink(missing_ok=True)
        _stop(server)


def _refuse_taken(port: int) -> None:
    """Another server on this port would answer in place of ours and get our schedules."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise UsageError(f"port {port} of 127.0.0.1 is taken. Valid: a free one, by --port") from error


def _wait(server: "subprocess.Popen[bytes]", url: str, log: str) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while not answers(url):
        if server.poll() is not None or time.monotonic() > deadline:
            raise ServerFailed(f"the Prefect server at {url} did not start; its log is {log}")
        time.sleep(0.5)


def _stop(server: "subprocess.Popen[bytes]") -> None:
    server.terminate()
    with suppress(subprocess.TimeoutExpired):
        server.wait(20)
        return
    server.kill()
    server.wait()
