"""How long our reader takes for workbooks, against bare calamine and against pandas with openpyxl on the same files.

uv run python -m benchmarks.reading --files 1000
"""

import argparse
import os
import statistics
import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter

import pandas as pd
from python_calamine import CalamineWorkbook

from benchmarks.workbooks import with_provinces, write_workbooks
from flows.places import Workspace
from flows.stores.reader_jobs import Answer
from flows.stores.reader_pool import Fault, ReadJob, read_all
from flows.stores.reference import reference_texts
from transforms.registry import Registry, build_registry

BARE, PARALLEL, PANDAS, OURS, START = (
    "bare calamine, one process",
    "bare calamine, as many processes as we use",
    "pandas with openpyxl, one process",
    "read_all, start of its workers included",
    "read_all of one file: the start alone",
)


def main() -> None:
    """Write the workbooks, measure every way in turn, print medians and ratios."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--files", type=int, default=1_000)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--pandas-files", type=int, default=100, help="pandas reads so many, scaled up")
    given = options.parse_args()
    registry = build_registry(with_provinces(reference_texts(Workspace(Path("no-workspace")))), "benchmark")
    with tempfile.TemporaryDirectory() as folder:
        jobs = write_workbooks(Path(folder), given.files, registry)
        print(
            f"{len(jobs)} files, {sum(job.path.stat().st_size for job in jobs) / 1e6:.1f} MB, {_cores()} cores"
        )
        _print_table(_measured(jobs, registry, given.rounds, given.pandas_files), len(jobs))


def _measured(
    jobs: Sequence[ReadJob], registry: Registry, rounds: int, pandas_files: int
) -> dict[str, list[float]]:
    """Seconds of each round by way; the ways take turns, so that a busy machine is busy for all of them."""
    paths = [str(job.path) for job in jobs]
    few = paths[:: max(1, len(paths) // pandas_files)]
    scale = len(paths) / len(few)
    ways: dict[str, Callable[[], float]] = {
        BARE: lambda: _timed(lambda: _bare(paths)),
        OURS: lambda: _timed(lambda: _ours(jobs, registry)),
        PARALLEL: lambda: _parallel(paths),
        START: lambda: _timed(lambda: _ours(jobs[:1], registry)),
        PANDAS: lambda: scale * _timed(lambda: _pandas(few)),
    }
    found: dict[str, list[float]] = {name: [] for name in ways}
    _ours(jobs[:1], registry)
    for _ in range(rounds):
        for name, way in ways.items():
            found[name].append(way())
    return found


def _print_table(found: dict[str, list[float]], files: int) -> None:
    seconds = {name: statistics.median(times) for name, times in found.items()}
    print(f"load of the machine, ours and that of others: {os.getloadavg()[0]:.1f}")
    for name, times in found.items():
        each = 1_000 * seconds[name] / files
        print(
            f"{seconds[name]:8.2f} s  {each:7.2f} ms a file  {name}  (from {min(times):.2f} to {max(times):.2f})"
        )
    print(f"ours / bare calamine in one process: {seconds[OURS] / seconds[BARE]:.2f}")
    print(f"ours / bare calamine in as many processes: {seconds[OURS] / seconds[PARALLEL]:.2f}")
    print(f"pandas with openpyxl / ours: {seconds[PANDAS] / seconds[OURS]:.1f}")


def _timed(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start


def _cores() -> int:
    return len(os.sched_getaffinity(0))


def _bare(paths: Sequence[str]) -> None:
    for path in paths:
        book = CalamineWorkbook.from_path(path)
        for name in book.sheet_names:
            book.get_sheet_by_name(name).to_python()


def _parallel(paths: Sequence[str]) -> float:
    """Bare calamine in several processes that are already running."""
    with ProcessPoolExecutor(_cores(), mp_context=get_context("forkserver")) as pool:
        list(pool.map(_bare, [paths[:1]] * _cores()))
        shares = [paths[n : n + 16] for n in range(0, len(paths), 16)]
        return _timed(lambda: list(pool.map(_bare, shares)))


def _pandas(paths: Sequence[str]) -> None:
    for path in paths:
        pd.read_excel(path, sheet_name=None, engine="openpyxl", header=None)


def _ours(jobs: Sequence[ReadJob], registry: Registry) -> None:
    """Read all, and look at every cell: what comes packed from the workers is unpacked in the measured time."""
    answers = [answer for _, answer in read_all(jobs, registry)]
    if not all(_is_read(answer) for answer in answers):
        raise RuntimeError("not every workbook was read: the measurement would be of something else")


def _is_read(answer: Answer) -> bool:
    """Whether the figures of a file were read: all rows known, a number in every cell but for rates without a whole."""
    if isinstance(answer, Fault) or any(
        finding.rule_id == "R12" for one in answer for finding in one.findings
    ):
        return False
    cells = [cell for reading in answer for cell in reading.cells if cell.item_id]
    return bool(cells) and all(cell.value is not None for cell in cells)


if __name__ == "__main__":
    main()
