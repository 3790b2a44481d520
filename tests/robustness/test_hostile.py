"""Every hostile file has exactly one answer, the expected one, and the good files between them are read."""

import resource
from pathlib import Path

import pytest

from tests.builders import small_registry
from tests.robustness.build import with_cell
from tests.robustness.hostile import NOTICED, READ, SPARSE, Hostile, all_hostile, damaged, hanging, lies
from tests.robustness.receipts import answers, figures, good_workbook, limited, rules

GOOD = good_workbook()


def check(cases: list[Hostile], folder: Path, **limits: int) -> None:
    """Each case between two good files, all in one run."""
    contents = [content for case in cases for content in (GOOD, case.content)]
    found = answers(folder, [*contents, GOOD], limited(**limits))
    read = figures(found[0])
    assert read
    assert [n for n, good in enumerate(found[::2]) if figures(good) != read] == []
    wrong = {}
    for case, answer in zip(cases, found[1::2], strict=True):
        said = rules(answer) - {"R17"} or {READ}
        expected = read if said <= {READ, SPARSE, NOTICED} else {}
        if not said <= case.rules or figures(answer) != expected:
            wrong[case.name] = said
    assert wrong == {}


def test_cut_and_mixed_up_files_have_their_receipt(tmp_path: Path) -> None:
    check([*damaged(GOOD), *lies(GOOD)], tmp_path)


@pytest.mark.slow
def test_every_hostile_file_has_its_receipt(tmp_path: Path) -> None:
    check(all_hostile(GOOD), tmp_path, memory_mb=600, cpu_seconds=10, wall_seconds=15)


@pytest.mark.slow
def test_a_file_that_never_ends_is_refused_in_time(tmp_path: Path) -> None:
    endless = Hostile("endless", hanging(GOOD), frozenset({"R18"}))
    check([endless], tmp_path, cpu_seconds=2, wall_seconds=30)


@pytest.mark.slow
def test_the_wall_clock_ends_what_the_processor_does_not(tmp_path: Path) -> None:
    [answer] = answers(tmp_path, [hanging(GOOD)], limited(cpu_seconds=600, wall_seconds=2))
    assert not isinstance(answer, str)
    assert rules(answer) == {"R18"}
    assert "2 giây" in answer[0].findings[0].detail  # type: ignore[union-attr]


@pytest.mark.slow
def test_the_parent_stays_small_whatever_the_workers_meet(tmp_path: Path) -> None:
    answers(tmp_path, [GOOD], small_registry())
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    answers(
        tmp_path,
        [with_cell(GOOD, "A1048576", b"<v>7</v>"), hanging(GOOD, 2)],
        limited(memory_mb=600, cpu_seconds=3),
    )
    grown_mb = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    assert grown_mb < 100
