"""What came of every duty, the league over them, and whom to remind."""

from dataclasses import dataclass, field, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import day
from transforms.register.completeness import Fill
from transforms.register.league import league
from transforms.register.owed import Owed, owed_in
from transforms.register.reminders import reminders
from transforms.registry import Registry
from transforms.terms.period import Period


@dataclass(frozen=True)
class Sent:
    """A submission of the F01 of 2019 of Bạch Thông, due on Saturday 14/12/2019: until Monday 16/12."""

    submission_id: str
    received_at: str
    verdict: str = "accepted"
    submitter_id: str = "063"
    form_id: str = "F01"
    period: str = "2019"
    figure_status: str = "chinh_thuc"
    standard_id: str = ""
    original_name: str = "F01.xlsx"
    issues: dict[str, int] = field(default_factory=dict)
    explained: int = 0

    @property
    def is_accepted(self) -> bool:
        return self.verdict.startswith("accepted")


def f01_of_063(small: Registry, *sent: Sent, fills: dict[str, list[Fill]] | None = None) -> Owed:
    found = owed_in(small, sent, fills or {}, [Period("2019")])
    return next(one for one in found if (one.submitter_id, one.form_id) == ("063", "F01"))


def test_a_weekend_moves_the_deadline_and_the_first_acceptable_version_decides(small: Registry) -> None:
    owed = f01_of_063(
        small,
        Sent("s1", "2019-12-12", "returned"),
        Sent("s2", "2019-12-16"),
        Sent("s3", "2019-12-20", original_name="sua.xlsx"),
    )
    assert (owed.due_date, owed.deadline, owed.first_accepted_date) == (
        "2019-12-14",
        "2019-12-16",
        "2019-12-16",
    )
    assert (owed.is_on_time, owed.days_late, owed.days_to_accepted) == (True, 0, 2)
    assert (owed.versions, owed.returned, owed.original_name) == (3, 1, "sua.xlsx")


def test_a_returned_version_alone_is_not_in_time(small: Registry) -> None:
    owed = f01_of_063(small, Sent("s1", "2019-12-02", "returned"))
    assert (owed.state, owed.is_on_time, owed.cells_given) == ("returned", False, 0)


def test_a_late_version_counts_its_working_days(small: Registry) -> None:
    owed = f01_of_063(small, Sent("s1", "2019-12-23"))
    assert (owed.is_on_time, owed.days_late) == (False, 5)


def test_a_missing_report_owes_the_cells_of_all_its_territories(small: Registry) -> None:
    owed = f01_of_063(small)
    assert (owed.state, owed.cells_given, owed.versions) == ("missing", 0, 0)
    assert owed.cells_required > 0


def test_only_the_cells_of_the_own_duty_count(small: Registry) -> None:
    fills = {
        "s1": [
            Fill("F01", "2019", "chinh_thuc", "", "01978", "Xã Sĩ Bình", 6, 5),
            Fill("F02", "2019", "chinh_thuc", "", "01978", "Xã Sĩ Bình", 9, 9),
        ]
    }
    assert f01_of_063(small, Sent("s1", "2019-12-02"), fills=fills).cells_given == 5


def test_explained_and_open_issues_are_told_apart(small: Registry) -> None:
    sent = Sent("s1", "2019-12-02", "accepted_to_explain", issues={"explain": 3, "note": 4}, explained=1)
    owed = f01_of_063(small, sent)
    assert (owed.explained, owed.unexplained) == (1, 2)


BASE = Owed(
    "063",
    "UBND huyện Bạch Thông",
    "F01",
    "2019",
    "chinh_thuc",
    "Chính thức",
    "2019-12-14",
    "2019-12-16",
    "missing",
)
DONE = replace(BASE, state="accepted", first_accepted_date="2019-12-10", cells_required=10, cells_given=10)


def test_the_league_puts_who_owes_nothing_before_who_is_late_or_missing() -> None:
    late = replace(DONE, submitter_id="064", first_accepted_date="2019-12-20")
    missing = replace(BASE, submitter_id="065", cells_required=10)
    again = replace(DONE, submitter_id="066", returned=1, versions=2)
    found = league([missing, late, again, DONE])
    assert [one.submitter_id for one in found] == ["063", "066", "064", "065"]
    assert [one.completeness_pct for one in found] == [100, 100, 100, 0]


def test_a_missing_report_lowers_the_completeness_of_its_submitter() -> None:
    (one,) = league([DONE, replace(BASE, form_id="F02", cells_required=30)])
    assert (one.owed, one.accepted, one.missing, one.completeness_pct) == (2, 1, 1, 25)


def test_who_owes_no_cells_has_no_completeness() -> None:
    (one,) = league([BASE])
    assert one.completeness_pct is None


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 99)), min_size=1, max_size=6))
def test_completeness_is_never_above_100(cells: list[tuple[int, int]]) -> None:
    duties = [
        replace(DONE, form_id=f"F{n}", cells_required=r, cells_given=g) for n, (r, g) in enumerate(cells)
    ]
    (one,) = league(duties)
    assert one.completeness_pct is None or 0 <= one.completeness_pct <= 100


@pytest.mark.parametrize(
    ("state", "today", "expected"),
    [
        ("missing", "2019-12-10", None),
        ("missing", "2019-12-11", ("due", 5)),
        ("missing", "2019-12-16", ("due", 0)),
        ("missing", "2019-12-17", ("overdue", 1)),
        ("returned", "2019-12-01", ("returned", 15)),
        ("accepted_to_explain", "2020-03-01", ("to_explain", 76)),
        ("accepted", "2020-03-01", None),
    ],
)
def test_who_is_reminded(state: str, today: str, expected: tuple[str, int] | None) -> None:
    found = [(one.kind, one.days) for one in reminders([replace(BASE, state=state)], day(today), ahead=5)]
    assert found == ([expected] if expected else [])
