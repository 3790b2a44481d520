"""How long it takes to validate many submissions in one run, against one run of Great Expectations for each workbook.

uv run python -m benchmarks.validating --files 1000
"""

import argparse
import statistics
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from time import perf_counter

from benchmarks.workbooks import ALL_WRONG, MOSTLY_RIGHT, Mistakes, write_workbooks
from expectations.runner import validate
from flows.places import Workspace
from flows.stores.reader_pool import Fault, read_all
from flows.stores.reference import read_registry
from transforms.checks.batches import form_batches
from transforms.checks.records import Submitted
from transforms.registry import Registry

# One night: everybody reports the same year.
PERIOD = "2018"
TOGETHER, APART = "one run for all", "one run for each workbook"


def main() -> None:
    """Write and read the workbooks, validate them both ways in turn, print medians and the ratio."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--files", type=int, default=1_000)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--apart-files", type=int, default=20, help="so many one by one, scaled up")
    given = options.parse_args()
    registry = read_registry(Workspace(Path("no-workspace")))
    for mistakes in (MOSTLY_RIGHT, ALL_WRONG):
        sheets = _sheets(given.files, registry, mistakes)
        print(f"{given.files} workbooks, {len(sheets)} sheets, {mistakes.name}")
        _print(_measured(sheets, registry, given.rounds, given.apart_files), sheets, registry)


def _sheets(files: int, registry: Registry, mistakes: Mistakes) -> list[Submitted]:
    with tempfile.TemporaryDirectory() as folder:
        jobs = write_workbooks(Path(folder), files, registry, mistakes=mistakes, period=PERIOD)
        read = list(read_all(jobs, registry))
    return [
        Submitted(job.delivery.submission_id, job.delivery.submitter_id, reading)
        for job, result in read
        if not isinstance(result, Fault)
        for reading in result
        if reading.cells
    ]


def _measured(
    sheets: Sequence[Submitted], registry: Registry, rounds: int, apart_files: int
) -> dict[str, list[float]]:
    """Seconds of each round by way, those of the second scaled from some workbooks to all."""
    some = sheets[:: max(1, len(sheets) // apart_files)]
    seconds: dict[str, list[float]] = {TOGETHER: [], APART: []}
    for _ in range(rounds):
        seconds[TOGETHER].append(_timed(lambda: _validated(sheets, registry)))
        apart = _timed(lambda: [_validated([sheet], registry) for sheet in some])
        seconds[APART].append(apart * len(sheets) / len(some))
    return seconds


def _validated(sheets: Sequence[Submitted], registry: Registry) -> int:
    """Validate the sheets together; the number of findings."""
    return sum(len(validate(batch, registry).findings) for batch in form_batches(sheets, registry))


def _timed(work: Callable[[], object]) -> float:
    started = perf_counter()
    work()
    return perf_counter() - started


def _print(seconds: dict[str, list[float]], sheets: Sequence[Submitted], registry: Registry) -> None:
    medians = {way: statistics.median(found) for way, found in seconds.items()}
    for way, median in medians.items():
        print(f"  {way}: {median:.2f} s")
    print(f"  ratio: {medians[APART] / medians[TOGETHER]:.0f}")
    print(f"  findings: {_validated(sheets, registry)}")


if __name__ == "__main__":
    main()
