"""The counts of what the rules did: by round, added up over a run."""

from pathlib import Path

from flows.places import Workspace
from flows.stores.results import read_counts, summed, write_counts
from transforms.terms.rule import RuleCount


def count(rule: str, judged: int, failed: int, broken: int = 0) -> RuleCount:
    return RuleCount(rule, "F01", "2021", judged, failed, could_not_run=broken)


def test_the_rounds_of_a_run_add_up(tmp_path: Path) -> None:
    place = Workspace(tmp_path)
    write_counts(place, "run", 1, [count("C09", 5, 1), count("C04", 8, 0)])
    write_counts(place, "run", 9, [count("C09", 2, 2, broken=1)])
    assert read_counts(place, "run") == [count("C04", 8, 0), count("C09", 7, 3, broken=1)]


def test_a_round_that_is_done_again_counts_once(tmp_path: Path) -> None:
    place = Workspace(tmp_path)
    for _ in range(2):
        write_counts(place, "run", 1, [count("C09", 5, 1)])
    assert read_counts(place, "run") == [count("C09", 5, 1)]


def test_a_run_that_judged_nothing_has_no_counts(tmp_path: Path) -> None:
    assert read_counts(Workspace(tmp_path), "run") == []


def test_other_forms_and_periods_stay_apart() -> None:
    other = RuleCount("C09", "F02", "2021", 1, 0)
    assert summed([other, count("C09", 5, 1)]) == [count("C09", 5, 1), other]
