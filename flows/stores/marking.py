"""Mark workbooks in a process of their own: openpyxl builds every cell of a merged range, of a crafted one billions.

A workbook that breaks a limit there is answered without a copy of its sheets; the run goes on.
"""

import pickle
import signal
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from types import TracebackType
from typing import Self

from flows.stores.reader_jobs import ReadingLimits
from flows.stores.reader_pool import CONTEXT, lean_start
from flows.stores.reader_worker import settle, timed
from flows.stores.workbooks import read_workbook
from transforms.registry import Registry
from transforms.render.answer import Answer

_GRACE_SECONDS = 20


class Marker:
    """Marks workbook after workbook in one process, started with the first; after one that ends it, in a fresh one."""

    def __init__(self, registry: Registry) -> None:
        self._limits = ReadingLimits.of(registry)
        self.copy_megabytes = registry.limits["answer_copy_mb"]
        self._connection: Connection | None = None
        self._process: ForkServerProcess | None = None

    def __enter__(self) -> Self:
        """Nothing is started before there is something to mark."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Leave no process behind."""
        self._end()

    def marked(self, original: Path | None, answer: Answer) -> bytes:
        """The answer with a marked copy of a file (without one where there is none); empty where that fails."""
        with suppress(EOFError, OSError):
            connection = self._started()
            connection.send_bytes(pickle.dumps((original, answer)))
            if connection.poll(self._limits.wall_seconds + _GRACE_SECONDS):
                return connection.recv_bytes()
        self._end()
        return b""

    def _started(self) -> Connection:
        if self._connection is None:
            self._connection, theirs = CONTEXT.Pipe()
            self._process = CONTEXT.Process(target=serve_marking, args=(theirs, self._limits), daemon=True)
            with lean_start():
                self._process.start()
            theirs.close()
        return self._connection

    def _end(self) -> None:
        if self._connection:
            self._connection.close()
        if self._process and self._process.pid:
            self._process.kill()
            self._process.join()
        self._connection = self._process = None


def serve_marking(connection: Connection, limits: ReadingLimits) -> None:
    """Answer what comes until the pipe ends; an empty answer where a file cannot be copied."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    settle(limits)
    try:
        while True:
            original, answer = pickle.loads(connection.recv_bytes())  # noqa: S301 -- from our own run
            with timed(limits):
                content = _copy(original, answer)
            connection.send_bytes(content)
    except (EOFError, OSError):  # the run is gone
        return


def _copy(original: Path | None, answer: Answer) -> bytes:
    from transforms.render import marked_xlsx as drawn  # noqa: PLC0415 -- openpyxl only where it is needed

    if original is None:
        return drawn.answer_workbook(answer)
    content = original.read_bytes()
    # What is no zip is no .xlsx; an .xlsb, an .ods and what openpyxl cannot hold are drawn from what was read.
    makers = [lambda: drawn.copied_workbook(read_workbook(original).grids, answer)]
    if content.startswith(b"PK"):
        makers.insert(0, lambda: drawn.marked_workbook(content, answer))
    return next(filter(None, map(_tried, makers)), b"")


def _tried(make: Callable[[], bytes]) -> bytes:
    try:
        return make()
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 -- whatever openpyxl raises on a workbook: it cannot be copied
        return b""
