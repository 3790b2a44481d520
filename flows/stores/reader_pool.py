"""Read workbooks in worker processes with limits, so that a hostile file costs one receipt.

Every worker has a pipe of its own and answers file by file: when one ends, the first file without an answer is
the suspect, and no lock, queue or thread is shared that a dying process could leave broken.
"""

import os
import pickle
import sys
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from multiprocessing import forkserver, get_context
from multiprocessing.connection import wait
from signal import SIGALRM
from time import monotonic
from types import ModuleType

from flows.stores.packed_cells import building
from flows.stores.reader_jobs import Answer, Fault, ReadingLimits, Readings, ReadJob, refused
from flows.stores.reader_worker import READY, reason_of, serve
from transforms.registry import Registry

__all__ = ["CONTEXT", "Fault", "ReadJob", "Readings", "lean_start", "read_all"]

CONTEXT = get_context("forkserver")
_GRACE_SECONDS = 20
_STARTS = 3
_SMALL_BYTES = 1_000_000


@dataclass(frozen=True)
class _Task:
    """One file on its way; `reason` says why the usual reader failed on it alone."""

    number: int
    job: ReadJob
    reason: str = ""

    @property
    def is_sparse(self) -> bool:
        """Whether it is left to the sparse reader."""
        return bool(self.reason)

    @property
    def is_small(self) -> bool:
        """Whether it may share a task with others."""
        try:
            return self.job.path.stat().st_size < _SMALL_BYTES
        except OSError:
            return True


def read_all(jobs: Iterable[ReadJob], registry: Registry) -> Iterator[tuple[ReadJob, Answer]]:
    """The readings of every job in the given order; a file that kills its worker is refused alone."""
    waiting = list(jobs)
    if not waiting:
        return
    _start_nursery()
    pool = _Pool(waiting, ReadingLimits.of(registry), pickle.dumps(registry, pickle.HIGHEST_PROTOCOL))
    try:
        for number, job in enumerate(waiting):
            while number not in pool.answers:
                pool.turn()
            yield job, pool.answers.pop(number)
    finally:
        pool.stop()


def _start_nursery() -> None:
    """The process from which workers are forked, with what they need already loaded; it gets ready on its own."""
    CONTEXT.set_forkserver_preload([serve.__module__])
    forkserver.ensure_running()


@contextmanager
def lean_start() -> Iterator[None]:
    """Start a process that does not import the program of its caller, be that Prefect, pandas or a test runner.

    A forked server hands the name of the main module on, and every worker would load it before its first file.
    """
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main


class _Worker:
    """One process, the files it was given and has not answered, and until when it must speak."""

    def __init__(self, limits: ReadingLimits, registry: bytes) -> None:
        self.connection, theirs = CONTEXT.Pipe()
        self.process = CONTEXT.Process(target=serve, args=(theirs, limits), daemon=True)
        with lean_start():
            self.process.start()
        theirs.close()
        self.patience = limits.wall_seconds + _GRACE_SECONDS
        self.deadline = monotonic() + self.patience
        self.tasks: deque[_Task] = deque()
        self.is_ready = False
        self.answered = 0
        self._send(registry)

    @property
    def is_idle(self) -> bool:
        """Whether it waits for files."""
        return self.is_ready and not self.tasks

    def give(self, tasks: Sequence[_Task]) -> None:
        """Hand over files to read."""
        self.tasks.extend(tasks)
        self.deadline = monotonic() + self.patience
        self._send(pickle.dumps([(task.job, task.reason) for task in tasks]))

    def _send(self, content: bytes) -> None:
        """Send; a worker that has ended meanwhile is found by its closed pipe."""
        with suppress(OSError):
            self.connection.send_bytes(content)

    def message(self) -> bytes:
        """What the worker says.

        Raises:
            EOFError: it has ended.
        """
        try:
            said = self.connection.recv_bytes()
        except OSError as error:
            raise EOFError from error
        self.deadline = monotonic() + self.patience
        return said

    def end(self) -> int | None:
        """End the process, if it has not ended yet, and leave nothing of it; its exit code."""
        self.connection.close()
        self.process.join(0.2)
        if self.process.is_alive():
            self.process.kill()
        self.process.join()
        code = self.process.exitcode
        self.process.close()
        return code


class _Pool:
    """As many workers as cores; a dead one is followed by a fresh one, which takes the suspect first."""

    def __init__(self, jobs: Sequence[ReadJob], limits: ReadingLimits, registry: bytes) -> None:
        self.answers: dict[int, Answer] = {}
        self._limits = limits
        self._registry = registry
        self._queue = deque(_Task(number, job) for number, job in enumerate(jobs))
        self._suspects: deque[_Task] = deque()
        self._workers: list[_Worker] = []
        self._size = min(len(jobs), len(os.sched_getaffinity(0)))
        self._failed_starts = 0

    def turn(self) -> None:
        """Hand out what can be handed out, then wait until a worker speaks, ends or is overdue."""
        self._start_workers()
        self._hand_out()
        busy = [worker for worker in self._workers if not worker.is_idle]
        if not busy:
            return
        patience = max(0.0, min(worker.deadline for worker in busy) - monotonic())
        speaking = set(wait([worker.connection for worker in busy], patience))
        for worker in busy:
            if worker.connection in speaking:
                self._hear(worker)
            elif monotonic() > worker.deadline:
                self._bury(worker, is_overdue=True)

    def stop(self) -> None:
        """End every worker, whatever it is doing."""
        for worker in self._workers:
            worker.connection.close()
        for worker in self._workers:
            worker.end()
        self._workers.clear()

    def _start_workers(self) -> None:
        while (self._queue or self._suspects) and len(self._workers) < self._size:
            try:
                self._workers.append(_Worker(self._limits, self._registry))
            except (OSError, EOFError) as error:
                self._start_failed(type(error).__name__)
                return

    def _start_failed(self, what: str) -> None:
        """After some workers in a row that never got ready the files wait: that is not their doing."""
        self._failed_starts += 1
        if self._failed_starts >= _STARTS:
            self.answers.update({task.number: Fault(what) for task in (*self._suspects, *self._queue)})
            self._suspects.clear()
            self._queue.clear()

    def _hand_out(self) -> None:
        for worker in self._workers:
            if worker.is_idle and self._suspects and not worker.answered:
                worker.give([self._suspects.popleft()])
            elif worker.is_idle and self._queue:
                worker.give(self._next_group())

    def _next_group(self) -> list[_Task]:
        """The next files: some small ones together, a large one for itself; few at a time towards the end."""
        fair_share = len(self._queue) // (2 * self._size)
        group = [self._queue.popleft()]
        while (
            self._queue
            and len(group) < min(self._limits.files_a_task, fair_share)
            and group[-1].is_small
            and self._queue[0].is_small
        ):
            group.append(self._queue.popleft())
        return group

    def _hear(self, worker: _Worker) -> None:
        try:
            said = worker.message()
        except EOFError:
            self._bury(worker)
            return
        if said == READY:
            worker.is_ready = True
            self._failed_starts = 0
            return
        self.answers[worker.tasks.popleft().number] = _unpacked(said)
        worker.answered += 1

    def _bury(self, worker: _Worker, *, is_overdue: bool = False) -> None:
        """Take a worker out; its first file without an answer is the suspect, the others wait again."""
        self._workers.remove(worker)
        code = worker.end()
        if not worker.is_ready:
            self._start_failed(f"a reading worker ended at its start with {code}")
            return
        suspect, *others = worker.tasks
        self._queue.extendleft(reversed(others))
        reason = reason_of(-SIGALRM if is_overdue else code, self._limits)
        if suspect.is_sparse:
            self.answers[suspect.number] = (refused(suspect.job.delivery, "R18", detail=suspect.reason),)
        else:
            # Only what ends a fresh worker is surely the culprit; any other suspect gets one more try alone.
            self._suspects.append(replace(suspect, reason="" if worker.answered else reason))


def _unpacked(said: bytes) -> Answer:
    """What a worker of ours answered."""
    with building():
        answer: Answer = pickle.loads(said)  # noqa: S301 -- from our own worker
    return answer
