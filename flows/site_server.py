"""The published room over HTTP on this machine alone, until the process is asked to stop."""

import signal
from collections.abc import Callable
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from os import PathLike
from pathlib import Path
from threading import Thread

HOST = "127.0.0.1"
_NAMES = frozenset({HOST, "localhost"})


class _Pages(SimpleHTTPRequestHandler):
    """Files of one folder; no listing of folders, no line a request on the terminal."""

    def send_head(self) -> BytesIO | None:
        """The file that is asked for; a page of another site that calls this server by a name of its own gets none."""
        if self.headers.get("Host", "").rpartition(":")[0] not in _NAMES:
            self.send_error(HTTPStatus.FORBIDDEN)
            return None
        return super().send_head()  # type: ignore[return-value]

    def list_directory(self, path: str | PathLike[str]) -> BytesIO | None:
        """No folder is listed: what is published is reached from its first page."""
        del path
        self.send_error(HTTPStatus.NOT_FOUND)
        return None

    def end_headers(self) -> None:
        """A newer release is seen at once."""
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- the name of the base class
        """Say nothing of single requests."""


def serve_pages(folder: Path, port: int, ready: Callable[[str], None]) -> None:
    """Serve a folder until SIGINT or SIGTERM; `ready` gets the address once it answers. Port 0 takes any free one.

    Raises:
        OSError: the port is taken.
    """
    with ThreadingHTTPServer((HOST, port), partial(_Pages, directory=str(folder))) as server:
        # Shut down from another thread: in this one the server would wait for itself.
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: Thread(target=server.shutdown).start())
        ready(f"http://{HOST}:{server.server_port}/")
        server.serve_forever()
