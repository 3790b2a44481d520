"""A closed period takes nothing more, but by a leave that is valid on the day of arrival."""

from dataclasses import replace

import pytest

from tests.builders import day, f01, read
from transforms.register.closed import Gate, gate_of
from transforms.registry import Registry
from transforms.terms.closing import Closing, Reopening

ROW = "1 | Xã Sĩ Bình | 200 | 800 | 20 | 6 | 80 | 24"
CLOSING = Closing("06", "all", "2019", "chinh_thuc", day("2020-01-20"), "UBND tỉnh", "Quyết định 100/QĐ-UBND")
LEAVE = Reopening(
    "ml-1", "063", "", "F01", "2019", "chinh_thuc", "sai cột", "Nông Văn A", "Hoàng Thị B",
    day("2020-03-02"), day("2020-03-06"),
)  # fmt: skip


def gate(small: Registry, arrived: str, *closings: Closing, leaves: tuple[Reopening, ...] = ()) -> Gate:
    registry = replace(small, closings=closings, reopenings=leaves)
    return gate_of("s1", "063", day(arrived), [read(f01(ROW, "2019"), small)], registry)


def test_what_comes_after_the_day_of_closing_is_refused_with_who_closed_it(small: Registry) -> None:
    [finding] = gate(small, "2020-01-21", CLOSING).findings
    assert (finding.rule_id, finding.form_id, finding.period) == ("V01", "F01", "2019")
    assert (finding.found, finding.expected, finding.detail) == ("21/01/2020", "20/01/2020", "UBND tỉnh")


def test_what_came_on_that_day_is_taken(small: Registry) -> None:
    assert gate(small, "2020-01-20", CLOSING) == Gate()


@pytest.mark.parametrize(
    "other",
    [
        {"area_code": "064"},
        {"form_id": "F02"},
        {"period": "2020"},
        {"figure_status": "so_bo"},
    ],
)
def test_another_area_form_period_or_status_is_not_closed(small: Registry, other: dict[str, str]) -> None:
    assert gate(small, "2020-02-01", replace(CLOSING, **other)) == Gate()  # type: ignore[arg-type]


@pytest.mark.parametrize(("area", "form"), [("063", "F01"), ("06", "F01"), ("063", "all")])
def test_an_area_is_closed_by_itself_or_with_what_is_around_it(small: Registry, area: str, form: str) -> None:
    assert gate(small, "2020-02-01", replace(CLOSING, area_code=area, form_id=form)).findings != ()


@pytest.mark.parametrize(
    ("arrived", "is_open"),
    [("2020-03-01", False), ("2020-03-02", True), ("2020-03-06", True), ("2020-03-07", False)],
)
def test_a_leave_opens_on_its_days_only(small: Registry, arrived: str, is_open: bool) -> None:
    found = gate(small, arrived, CLOSING, leaves=(LEAVE,))
    assert (found == Gate((), ("ml-1",))) == is_open
    assert bool(found.findings) != is_open


def test_a_leave_may_be_for_an_area(small: Registry) -> None:
    leave = replace(LEAVE, submitter_id="", area_code="06", form_id="all")
    assert gate(small, "2020-03-03", CLOSING, leaves=(leave,)).reopenings == ("ml-1",)


@pytest.mark.parametrize(
    "other", [{"submitter_id": "064"}, {"form_id": "F02"}, {"period": "2020"}, {"figure_status": "so_bo"}]
)
def test_the_leave_of_another_opens_nothing(small: Registry, other: dict[str, str]) -> None:
    leave = replace(LEAVE, **other)  # type: ignore[arg-type]
    assert gate(small, "2020-03-03", CLOSING, leaves=(leave,)).findings != ()


def test_a_leave_is_not_used_where_nothing_is_closed(small: Registry) -> None:
    assert gate(small, "2020-03-03", leaves=(LEAVE,)) == Gate()
