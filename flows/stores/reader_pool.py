"""Read workbooks in lean worker processes with limits, so that a hostile file costs one receipt.

Workers import calamine and the pure sheet reader, never pandas, DuckDB, Prefect or GX.
"""

import os
import resource
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from pebble import ProcessExpired, ProcessFuture, ProcessPool

from transforms.registry import Registry
from transforms.sheet.read import Delivery, read_sheets
from transforms.sheet.reading import SheetReading
from transforms.terms.rule import Finding

_MEMORY = 4 << 30
_SECONDS_A_FILE = 60

_registry: Registry | None = None


@dataclass(frozen=True)
class ReadJob:
    """One archived file to read."""

    path: Path
    delivery: Delivery


@dataclass(frozen=True)
class Fault:
    """Our own code failed on a file: the submission waits for a mended program, nobody is blamed."""

    what: str


Readings = tuple[SheetReading, ...]


def read_all(jobs: Iterable[ReadJob], registry: Registry) -> Iterator[tuple[ReadJob, Readings | Fault]]:
    """The readings of every job in the given order; a file that kills its worker is refused alone."""
    waiting = list(jobs)
    if not waiting:
        return
    workers = min(len(waiting), os.cpu_count() or 1)
    with ProcessPool(
        workers, initializer=_start_worker, initargs=[registry], context=get_context("forkserver")
    ) as pool:
        futures = [pool.schedule(_read, args=[job], timeout=_SECONDS_A_FILE) for job in waiting]
        for job, future in zip(waiting, futures, strict=True):
            yield job, _result_of(future, job)


def _start_worker(registry: Registry) -> None:
    global _registry  # noqa: PLW0603 -- a worker's only state, set once at its start
    _registry = registry
    # A parser that dies prints a trace of its own; the receipt says what there is to say.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))


def _result_of(future: "ProcessFuture[Readings]", job: ReadJob) -> Readings | Fault:
    """The readings; a refusal where the file ended or blocked its worker; a fault of our own code as such."""
    try:
        return future.result()
    except TimeoutError:
        return (refused(job.delivery, "R18", detail=f"đọc quá {_SECONDS_A_FILE} giây"),)
    except ProcessExpired:
        return (refused(job.delivery, "R18", detail="tệp làm dừng chương trình đọc"),)
    except Exception as error:  # noqa: BLE001 -- whatever our reader raised is kept apart from bad files
        return Fault(type(error).__name__)


def _read(job: ReadJob) -> tuple[SheetReading, ...]:
    """Read one file; an error after the parser has done its work is ours and goes up as it is."""
    from flows.stores.workbooks import NotAWorkbook, read_workbook  # noqa: PLC0415 -- only workers load the parser

    assert _registry is not None
    try:
        book = read_workbook(job.path)
    except NotAWorkbook as refusal:
        return (refused(job.delivery, refusal.rule_id, refusal.found, refusal.detail),)
    except OSError:
        raise  # the archive cannot be read: a fault of ours, the file waits
    except BaseException as error:  # noqa: BLE001 -- calamine's panics are no Exception; the worker must answer
        return (refused(job.delivery, "R02", detail=type(error).__name__),)
    return read_sheets(book, job.delivery, _registry) or (refused(job.delivery, "R01"),)


def refused(delivery: Delivery, rule_id: str, found: str = "", detail: str = "") -> SheetReading:
    """A reading that says why there are no figures."""
    finding = Finding(rule_id, delivery.submission_id, found=found, detail=detail)
    return SheetReading("", findings=(finding,))
