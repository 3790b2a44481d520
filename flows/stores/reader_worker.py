"""A reading worker: one lean process that reads files within limits and answers each before it takes the next.

It holds calamine and the pure sheet reader, never pandas, DuckDB, Prefect or GX. Whatever breaks a limit ends
the process, by a timer of the kernel or by its own hand: half-used memory never meets the next file.
"""

import gc
import os
import pickle
import resource
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from multiprocessing.connection import Connection

from flows.stores.packed_cells import PackedCells
from flows.stores.reader_jobs import Answer, Fault, ReadingLimits, Readings, ReadJob, refused
from flows.stores.workbooks import NotAWorkbook, read_workbook
from transforms.registry import Registry
from transforms.sheet.grid import OpenedWorkbook
from transforms.sheet.read import read_sheets

OUT_OF_MEMORY = 75  # the exit code by which a worker says that the limit on memory was reached
# A file leaves hardly anything in cycles: garbage is looked for after some hundred files, or one very large one.
_OBJECTS_PER_SEARCH = 100_000
READY = b"ready"
_CEILING = {
    -signal.SIGALRM: "đọc quá {wall_seconds} giây",
    -signal.SIGPROF: "đọc quá {cpu_seconds} giây tính toán",
    OUT_OF_MEMORY: "cần quá {memory_mb} MB bộ nhớ",
}


def serve(connection: Connection, limits: ReadingLimits) -> None:
    """Take the registry, say ready, then read tasks, lists of (job, why sparsely), until the pipe ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.disable()  # while the registry comes in nothing can be garbage; looking for it takes three times as long
    try:
        registry = pickle.loads(connection.recv_bytes())  # noqa: S301 -- from the process that started this one
        settle(limits)
        connection.send_bytes(READY)
        while True:
            for job, reason in pickle.loads(connection.recv_bytes()):  # noqa: S301
                answer = _within(limits, job, registry, reason)
                connection.send_bytes(pickle.dumps(_packed(answer), pickle.HIGHEST_PROTOCOL))
    except (EOFError, OSError):  # whoever asked is gone
        return
    except MemoryError:
        os._exit(OUT_OF_MEMORY)


def _packed(answer: Answer) -> Answer:
    """The answer as it travels."""
    if isinstance(answer, Fault):
        return answer
    return tuple(replace(one, cells=PackedCells.of(one.cells)) if one.cells else one for one in answer)


def reason_of(exit_code: int | None, limits: ReadingLimits) -> str:
    """In words for the submitter: why a worker ended."""
    text = _CEILING.get(exit_code or 0, "tệp làm dừng chương trình đọc")
    return text.format_map(vars(limits))


def settle(limits: ReadingLimits) -> None:
    """Set the limits of the whole life; what was loaded so far is left out of garbage collection."""
    # A parser that dies prints a trace of its own; the receipt says what there is to say.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.__stderr__.fileno() if sys.__stderr__ else 2)
    for timer in (signal.SIGALRM, signal.SIGPROF):
        signal.signal(timer, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory_mb << 20,) * 2)
    gc.freeze()
    gc.set_threshold(_OBJECTS_PER_SEARCH)
    gc.enable()


def _within(limits: ReadingLimits, job: ReadJob, registry: Registry, reason: str) -> Answer:
    with timed(limits):
        return _answer(job, registry, limits, reason)


@contextmanager
def timed(limits: ReadingLimits) -> Iterator[None]:
    """Work under two timers of the kernel that end the process, native code or not; out of memory ends it too."""
    signal.setitimer(signal.ITIMER_REAL, limits.wall_seconds)
    signal.setitimer(signal.ITIMER_PROF, limits.cpu_seconds)
    try:
        yield
    except MemoryError:
        os._exit(OUT_OF_MEMORY)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.setitimer(signal.ITIMER_PROF, 0)


def _answer(job: ReadJob, registry: Registry, limits: ReadingLimits, reason: str) -> Answer:
    """The readings; an error after the parser has done its work is ours and no refusal."""
    try:
        book = _opened(job, limits, reason)
    except NotAWorkbook as refusal:
        return (refused(job.delivery, refusal.rule_id, refusal.found, refusal.detail),)
    except OSError as error:
        return _refused_or_waiting(job, error)
    except MemoryError:
        raise
    except BaseException as error:  # noqa: BLE001 -- calamine's panics are no Exception; the worker must answer
        return (refused(job.delivery, "R02", detail=type(error).__name__),)
    return _read(book, job, registry)


def _opened(job: ReadJob, limits: ReadingLimits, reason: str) -> OpenedWorkbook:
    """The workbook; cell by cell where there is a reason for it."""
    if not reason:
        return read_workbook(job.path)
    from flows.stores.workbooks.fallback import read_sparsely  # noqa: PLC0415 -- openpyxl only where it is needed

    return read_sparsely(job.path, limits, reason)


def _refused_or_waiting(job: ReadJob, error: OSError) -> Answer:
    """A file that the archive cannot give waits; one that is there and makes its parser say so is damaged."""
    try:
        job.path.read_bytes()
    except OSError:
        return Fault(type(error).__name__)
    return (refused(job.delivery, "R02", detail=type(error).__name__),)


def _read(book: OpenedWorkbook, job: ReadJob, registry: Registry) -> Readings | Fault:
    try:
        return read_sheets(book, job.delivery, registry) or (refused(job.delivery, "R01"),)
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 -- whatever our reader raises is kept apart from bad files
        return Fault(type(error).__name__)
