"""Timeliness: from the first acceptable version, against the working day, of what the sheet really answers."""

from dataclasses import dataclass, replace

import pytest

from tests.builders import day, f01, read
from transforms.register.arrival import Arrival, arrival_of
from transforms.registry import Registry
from transforms.sheet.reading import SheetReading

ROW = "1 | Xã Sĩ Bình | 200 | 800 | 20 | 6 | 80 | 24"


@dataclass(frozen=True)
class Sent:
    """An earlier submission."""

    received_at: str
    is_accepted: bool = True
    submitter_id: str = "063"
    form_id: str = "F01"
    period: str = "2019"
    figure_status: str = "chinh_thuc"
    standard_id: str = ""


def f01_of_2019(small: Registry) -> SheetReading:
    return read(f01(ROW, "2019"), small)


def arrival(
    small: Registry, arrived: str, *earlier: Sent, readings: list[SheetReading] | None = None
) -> Arrival:
    found = [f01_of_2019(small)] if readings is None else readings
    return arrival_of("s1", "063", day(arrived), found, earlier, small)


def brief(one: Arrival) -> tuple[str, str, int, list[str]]:
    return one.due_date, one.deadline, one.days_late, [f.rule_id for f in one.findings]


# 14/12/2019 is a Saturday.
@pytest.mark.parametrize(
    ("arrived", "deadline", "late", "rules"),
    [
        ("2019-12-14", "on_time", 0, []),
        ("2019-12-16", "on_time", 0, []),
        ("2019-12-17", "late", 1, ["C18"]),
        ("2019-12-21", "late", 5, ["C18"]),
    ],
)
def test_the_day_of_arrival_decides(
    small: Registry, arrived: str, deadline: str, late: int, rules: list[str]
) -> None:
    assert brief(arrival(small, arrived)) == ("2019-12-14", deadline, late, rules)


def test_the_finding_names_the_days(small: Registry) -> None:
    [finding] = arrival(small, "2019-12-18").findings
    assert (finding.form_id, finding.period) == ("F01", "2019")
    assert (finding.found, finding.expected, finding.detail) == ("18/12/2019", "16/12/2019", "2")


def test_who_had_an_acceptable_version_in_time_may_mend_it_later(small: Registry) -> None:
    in_time = Sent("2019-12-10T09:00:00+07:00")
    assert brief(arrival(small, "2020-02-01", in_time)) == ("2019-12-14", "on_time", 0, [])


@pytest.mark.parametrize(
    "other",
    [
        {"is_accepted": False},
        {"submitter_id": "064"},
        {"form_id": "F02"},
        {"period": "2020"},
        {"figure_status": "so_bo"},
    ],
)
def test_a_returned_or_foreign_version_makes_nothing_timely(
    small: Registry, other: dict[str, object]
) -> None:
    before = replace(Sent("2019-12-10T09:00:00+07:00"), **other)  # type: ignore[arg-type]
    assert arrival(small, "2019-12-17", before).deadline == "late"


def test_a_late_first_version_stays_as_late_as_it_was(small: Registry) -> None:
    first = Sent("2019-12-17T09:00:00+07:00")
    assert arrival(small, "2020-02-03", first).days_late == 1


def test_what_nobody_owes_has_no_deadline(small: Registry) -> None:
    preliminary = replace(f01_of_2019(small), figure_status="so_bo")
    for reading in (preliminary, SheetReading("Sheet1")):
        assert arrival(small, "2019-12-17", readings=[reading]) == Arrival(), reading
    assert arrival(small, "2019-12-17", readings=[]) == Arrival()


def test_of_several_sheets_the_latest_one_counts(small: Registry) -> None:
    older = read(f01(ROW, "2018"), small)
    found = arrival(small, "2019-12-10", readings=[f01_of_2019(small), older])
    assert (found.due_date, found.deadline) == ("2018-12-14", "late")
