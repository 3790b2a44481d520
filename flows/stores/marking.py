"""Mark workbooks in a process of their own: openpyxl builds every cell of a merged range, of a crafted one billions.

A workbook that breaks a limit there stays unmarked, and the list of its issues must do; the run goes on.
"""

import pickle
import signal
from collections.abc import Sequence
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from types import TracebackType
from typing import Self

from flows.stores.reader_jobs import ReadingLimits
from flows.stores.reader_pool import CONTEXT, lean_start
from flows.stores.reader_worker import settle, timed
from transforms.registry import Registry
from transforms.terms.rule import Issue

_GRACE_SECONDS = 20


class Marker:
    """Marks workbook after workbook in one process, started with the first; after one that ends it, in a fresh one."""

    def __init__(self, registry: Registry) -> None:
        self._limits = ReadingLimits.of(registry)
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

    def marked(self, original: bytes, issues: Sequence[Issue]) -> bytes:
        """The marked copy of a workbook; empty where none can be made of it."""
        with suppress(EOFError, OSError):
            connection = self._started()
            connection.send_bytes(pickle.dumps((original, tuple(issues))))
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
    """Mark what comes until the pipe ends; an empty answer where openpyxl cannot copy a workbook."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    settle(limits)
    try:
        while True:
            original, issues = pickle.loads(connection.recv_bytes())  # noqa: S301 -- from our own run
            with timed(limits):
                answer = _copy(original, issues)
            connection.send_bytes(answer)
    except (EOFError, OSError):  # the run is gone
        return


def _copy(original: bytes, issues: Sequence[Issue]) -> bytes:
    from transforms.render.marked_xlsx import marked_workbook  # noqa: PLC0415 -- openpyxl only where it is needed

    try:
        return marked_workbook(original, issues)
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 -- whatever openpyxl raises on a workbook: it cannot be copied
        return b""
