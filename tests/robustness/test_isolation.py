"""A file that ends its worker costs one receipt: whatever stands around it is read, and nothing is left behind."""

import os
import signal
import subprocess
import sys
import time
from itertools import pairwise
from multiprocessing import active_children
from pathlib import Path

import pytest

from flows.stores.reader_pool import Fault, ReadJob, read_all
from tests.builders import small_registry
from tests.robustness.build import with_cell
from tests.robustness.receipts import SUBMITTER, answers, figures, good_workbook, limited, rules
from transforms.sheet.delivery import Delivery

GOOD = good_workbook()
# Ends the usual reader at once, and no sheet has such a row: nothing but a refusal can come of it.
KILLER = with_cell(GOOD, "A4294967295", b"<v>7</v>")
FAR = with_cell(GOOD, "XFD1048576", b"<v>7</v>")
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], object]:
    [answer] = answers(tmp_path_factory.mktemp("good"), [GOOD], small_registry())
    assert rules(answer) <= {"R17"}
    return figures(answer)


@pytest.mark.parametrize(
    "order",
    ["kggggggggg", "gggggggggk", "ggkkgggg", "kkk", "kgkg", "g" * 40 + "k" + "g" * 40],
    ids=["first", "last", "in a row", "all", "every other", "among many"],
)
def test_killers_are_refused_and_everything_around_them_is_read(
    order: str, read: dict[tuple[str, str], object], tmp_path: Path
) -> None:
    found = answers(tmp_path, [{"g": GOOD, "k": KILLER}[one] for one in order], small_registry())
    for one, answer in zip(order, found, strict=True):
        if one == "g":
            assert figures(answer) == read
        else:
            assert (rules(answer), figures(answer)) == ({"R18"}, {})


def test_the_table_of_a_file_with_a_far_cell_is_read_and_the_receipt_says_how(
    read: dict[tuple[str, str], object], tmp_path: Path
) -> None:
    before, far, after = answers(tmp_path, [GOOD, FAR, GOOD], small_registry())
    assert figures(before) == figures(far) == figures(after) == read
    assert rules(far) - rules(before) == {"R17", "R29"}
    assert not isinstance(far, Fault)
    assert not isinstance(before, Fault)
    assert sum(far[0].counts.values()) == sum(before[0].counts.values()) + 1


@pytest.mark.slow
def test_a_limit_on_memory_is_said_and_does_not_touch_the_next_file(
    read: dict[tuple[str, str], object], tmp_path: Path
) -> None:
    row = with_cell(GOOD, "A1048576", b"<v>7</v>")
    *others, last = answers(tmp_path, [row, GOOD, row, GOOD], limited(memory_mb=400))
    assert [rules(answer) & {"R29"} for answer in others] == [{"R29"}, set(), {"R29"}]
    assert figures(last) == read


def test_more_cells_than_the_sparse_reader_takes_are_refused(tmp_path: Path) -> None:
    [answer] = answers(tmp_path, [FAR], limited(fallback_cells=20))
    assert rules(answer) == {"R18"}


def test_a_file_that_the_archive_cannot_give_waits(tmp_path: Path) -> None:
    path = tmp_path / "gone"
    [(_, answer)] = read_all([ReadJob(path, Delivery("gone", SUBMITTER))], small_registry())
    assert answer == Fault("FileNotFoundError")


def test_a_pool_whose_workers_cannot_start_lets_the_files_wait(tmp_path: Path) -> None:
    found = answers(tmp_path, [GOOD, GOOD], limited(memory_mb=1 << 50))  # no system takes it
    assert all(isinstance(answer, Fault) for answer in found)


def test_no_worker_is_left_after_a_run(tmp_path: Path) -> None:
    answers(tmp_path, [GOOD, KILLER, GOOD], small_registry())
    assert workers() == []


def test_no_worker_is_left_where_the_caller_stops_half_way(tmp_path: Path) -> None:
    path = tmp_path / "good"
    path.write_bytes(GOOD)
    answered = read_all([ReadJob(path, Delivery(str(n), SUBMITTER)) for n in range(100)], small_registry())
    next(answered)
    assert workers() != []
    answered.close()
    assert workers() == []


def workers() -> list[int | None]:
    return [process.pid for process in active_children()]


_READS_FOR_EVER = """
import sys
from pathlib import Path
from tests.builders import small_registry
from flows.stores.reader_pool import ReadJob, read_all
from transforms.sheet.delivery import Delivery

if __name__ == "__main__":
    job = ReadJob(Path(sys.argv[1]), Delivery("1", "063"))
    for number, _ in enumerate(read_all([job] * 100_000, small_registry())):
        if number == 20:
            print("reading", flush=True)
"""


@pytest.mark.slow
def test_no_process_is_left_where_the_run_is_killed(tmp_path: Path) -> None:
    (tmp_path / "good").write_bytes(GOOD)
    script = tmp_path / "reads.py"
    script.write_text(_READS_FOR_EVER, encoding="utf-8")
    run = subprocess.Popen(
        [sys.executable, script, tmp_path / "good"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        start_new_session=True,
    )
    assert run.stdout is not None
    assert run.stdout.readline() == b"reading\n"
    assert len(of_session(run.pid)) > 2
    run.send_signal(signal.SIGKILL)
    run.wait()
    run.stdout.close()
    for _, _ in pairwise(range(100)):
        if not of_session(run.pid):
            break
        time.sleep(0.1)
    assert of_session(run.pid) == []


def of_session(session: int) -> list[int]:
    """The living processes of a session, found in the process table."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text(encoding="utf-8").rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[3]) == session and fields[0] != "Z":
            found.append(int(stat.parent.name))
    return found
