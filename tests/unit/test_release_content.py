"""What belongs to a release: territories, duties and what came of them, notes."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.builders import registry_of_the_change
from transforms.registry import Registry
from transforms.release import DutyState, Frame, Release
from transforms.release_content import Content, followed_tasks, release_of, statuses_of, territories_of
from transforms.release_duties import SubmissionState, duty_states
from transforms.terms.period import Period
from transforms.terms.plan import Amendment, TaskUpdate
from transforms.terms.rule import Issue
from transforms.terms.standard import FigureStatus, GroupMember

OFFICIAL = FigureStatus("chinh_thuc", "Chính thức", 3, ())
PLAN = "063-2020-kh"
YEAR = Period("2020")


def sent(submission: str, verdict: str = "accepted", **more: Any) -> SubmissionState:
    base = SubmissionState(
        submission,
        "063",
        f"{submission}.xlsx",
        date(2020, 12, 9),
        "F01",
        "2020",
        "chinh_thuc",
        verdict,
        is_simulated=False,
    )
    return replace(base, **more)


def states(registry: Registry, *submissions: SubmissionState) -> dict[str, DutyState]:
    found = duty_states(Frame(registry.plans[PLAN], YEAR, OFFICIAL), submissions, registry)
    return {state.form_id: state for state in found}


def value(indicator: str, code: str, actual: str | None, **more: Any) -> dict[str, Any]:
    names = ("indicator_id", "territory_code", "actual")
    return {
        **dict(zip(names, (indicator, code, None if actual is None else Decimal(actual)), strict=True)),
        "territory_valid_from": date(2004, 8, 31),
        "territory_name": "tên",
        "level": "commune",
        "map_date": date(2020, 12, 31),
        "period": "2020",
        "figure_status": "chinh_thuc",
        "standard_id": "QD59_2015",
        "numerator": Decimal(1),
        "denominator": Decimal(2),
        "measure_unit": "%",
        "actual_low": None,
        "actual_high": None,
        "baseline": None,
        "base_numerator": None,
        "base_denominator": None,
        "is_complete": True,
        "is_own_line": False,
        "coverage_territories_pct": Decimal("66.67"),
        "coverage_households_pct": Decimal(70),
        "known_at": date(2020, 12, 9),
        "submission_ids": ["s1"],
    } | more


def release(
    registry: Registry, rows: list[dict[str, Any]], *submissions: SubmissionState, plan: Any = None
) -> Release:
    issue = Issue("i1", "C09", "explain", "s1", "063", "F01", "2020", "S", "E7", "063", "", "", "", "", "")
    frame = Frame(plan or registry.plans[PLAN], YEAR, OFFICIAL)
    return release_of(frame, Content(rows, [], submissions, {"s1": [issue], "s2": [issue]}), registry, "r1")


def test_the_territories_of_a_plan_are_those_of_the_end_of_its_period(small: Registry) -> None:
    assert [t.name for t in territories_of(small.plans[PLAN], YEAR, small)] == [
        "Huyện Bạch Thông",
        "Thị trấn Phủ Thông",
        "Xã Sĩ Bình",
        "Xã Tân Tú",
    ]


def test_a_province_lists_each_district_before_its_communes(small: Registry) -> None:
    province = replace(small.plans[PLAN], territory_code="06")
    assert [t.code for t in territories_of(province, YEAR, small)] == [
        "06", "063", "01969", "01978", "01993", "064", "02074", "02083", "02089",
    ]  # fmt: skip


def test_a_plan_is_published_in_the_statuses_in_which_something_is_known(small: Registry) -> None:
    rows = [
        {"figure_status": "chinh_thuc", "period": "2020", "territory_code": "063"},
        {"figure_status": "so_bo", "period": "2020", "territory_code": "01978"},
        {"figure_status": "uoc", "period": "2019", "territory_code": "063"},
        {"figure_status": "phe_duyet", "period": "2020", "territory_code": "064"},
    ]
    assert [s.figure_status for s in statuses_of(small.plans[PLAN], YEAR, rows, small)] == [
        "so_bo",
        "chinh_thuc",
    ]


def test_only_duties_inside_the_area_of_the_plan_count(small: Registry) -> None:
    assert sorted(states(small)) == ["F01", "F02", "F03"]


def test_a_duty_that_nobody_answered_is_missing(small: Registry) -> None:
    state = states(small)["F01"]
    assert (state.state, state.submission_id, state.received_date) == ("missing", "", None)
    assert (state.submitter_name_vi, state.due_date) == ("UBND huyện Bạch Thông", date(2020, 12, 14))


@pytest.mark.parametrize(
    ("verdicts", "state", "submission"),
    [
        (["accepted"], "accepted", "s1"),
        (["returned"], "returned", "s1"),
        (["accepted", "accepted_to_explain"], "accepted_to_explain", "s2"),
        (["accepted", "returned"], "accepted", "s1"),
        (["returned", "returned"], "returned", "s2"),
        (["returned", "accepted", "duplicate"], "accepted", "s2"),
    ],
)
def test_the_newest_accepted_answer_counts_else_the_newest_returned_one(
    small: Registry, verdicts: list[str], state: str, submission: str
) -> None:
    answers = [sent(f"s{n}", verdict) for n, verdict in enumerate(verdicts, start=1)]
    found = states(small, *answers)["F01"]
    assert (found.state, found.submission_id) == (state, submission)


@pytest.mark.parametrize(
    "other", [{"period": "2019"}, {"figure_status": "so_bo"}, {"form_id": "F02"}, {"submitter_id": "064"}]
)
def test_an_answer_to_something_else_is_no_answer(small: Registry, other: dict[str, str]) -> None:
    assert states(small, sent("s1", **other))["F01"].state == "missing"


OF_2021 = {"period": "2021"}


@pytest.mark.parametrize(
    ("standards", "in_force", "next_one"),
    [
        ([""], "s1", ""),
        (["QD59_2015"], "s1", ""),
        (["ND07_2021"], "", "s1"),
        (["QD59_2015", "ND07_2021"], "s1", "s2"),
        (["ND07_2021", "QD59_2015", "ND07_2021"], "s2", "s3"),
        (["QD59_2015+ND07_2021"], "s1", "s1"),
    ],
)
def test_a_duty_is_answered_only_by_a_report_under_its_own_standard(
    standards: list[str], in_force: str, next_one: str
) -> None:
    registry = registry_of_the_change()
    plan = replace(registry.plans[PLAN], **OF_2021)
    answers = [sent(f"s{n}", standard_id=s, **OF_2021) for n, s in enumerate(standards, start=1)]
    found = {
        state.form_label: state.submission_id
        for state in duty_states(Frame(plan, Period("2021"), OFFICIAL), answers, registry)
        if state.form_id == "F01"
    }
    assert found == {"F01": in_force, "F01, chuẩn nghèo đa chiều giai đoạn 2022-2025": next_one}


def test_one_workbook_may_answer_several_forms(small: Registry) -> None:
    found = states(small, sent("s1", form_id="F01+F02"))
    assert {form: state.state for form, state in found.items()} == {
        "F01": "accepted",
        "F02": "accepted",
        "F03": "missing",
    }


def test_a_release_shows_the_core_figures_of_every_territory(small: Registry) -> None:
    rows = [value("poor_household_rate", "01978", "12.5"), value("poor_household_count", "01978", "25")]
    found = release(small, rows, sent("s1"))
    lines = {line.territory_code: line for line in found.territories}
    assert (lines["01978"].poor_household_rate, lines["01978"].poor_households) == (
        Decimal("12.5"),
        Decimal(25),
    )
    assert (lines["01969"].poor_household_rate, lines["01969"].poor_households) == (None, None)
    assert [(line.territory_code, line.depth) for line in found.territories][:2] == [("063", 0), ("01969", 1)]


def test_a_rate_over_partial_counts_is_left_empty_and_the_count_is_marked(small: Registry) -> None:
    rows = [
        value("poor_household_rate", "063", "12.5", is_complete=False),
        value("poor_household_count", "063", "25", is_complete=False),
    ]
    line = release(small, rows, sent("s1")).territories[0]
    assert (line.poor_household_rate, line.poor_households, line.partial) == (
        None,
        Decimal(25),
        {"poor_households"},
    )


def test_only_figures_of_the_area_and_its_two_years_are_published(small: Registry) -> None:
    rows = [
        value("poor_household_rate", "01978", "1"),
        value("poor_household_rate", "01978", "2", period="2019"),
        value("poor_household_rate", "01978", "3", period="2018"),
        value("poor_household_rate", "02074", "4"),
    ]
    assert [row["actual"] for row in release(small, rows, sent("s1")).indicators] == [1, 2]


def test_the_year_before_stands_on_its_own_map(small: Registry) -> None:
    """Tú Trĩ and Tân Tiến of 2019 became Tân Tú in 2020, which has the code of Tân Tiến."""
    merged = date(2020, 2, 1)
    rows = [
        value("poor_household_rate", "01987", "1", period="2019"),
        value("poor_household_rate", "01993", "2", period="2019"),
        value("poor_household_rate", "01993", "3", territory_valid_from=merged),
        # Another unit that once had the code of a commune of the plan.
        value("poor_household_rate", "01978", "4", territory_valid_from=date(1999, 1, 1)),
    ]
    assert [row["actual"] for row in release(small, rows, sent("s1")).indicators] == [1, 2, 3]


def test_only_issues_of_the_submissions_that_count_are_published(small: Registry) -> None:
    assert len(release(small, [], sent("s1"), sent("s2")).issues) == 1
    assert release(small, []).issues == ()


def test_one_simulated_input_marks_the_release(small: Registry) -> None:
    assert release(small, [], sent("s1", is_simulated=True)).is_simulated
    assert not release(small, [], sent("s1"), sent("s9", period="2018", is_simulated=True)).is_simulated


def test_the_notes_say_status_standard_map_method_and_coverage(small: Registry) -> None:
    notes = release(small, [value("poor_household_count", "063", "25")], sent("s1")).notes_vi
    assert notes[0] == "Trạng thái số liệu: chính thức."
    assert notes[1].startswith("Chuẩn nghèo áp dụng: ")
    assert notes[2] == "Địa giới hành chính tại ngày 31/12/2020."
    assert notes[4] == (
        "Đã nhận 1/3 báo cáo phải nộp; số đơn vị đã báo cáo số hộ nghèo đạt 66,67%, chiếm 70,00% số hộ."
        " Ô trống không được coi là số 0."
    )


def test_a_returned_report_is_not_counted_as_received(small: Registry) -> None:
    notes = release(small, [], sent("s1", "returned")).notes_vi
    assert any(note.startswith("Đã nhận 0/3 báo cáo") for note in notes)


def test_the_notes_of_a_target_are_printed(small: Registry) -> None:
    plan = small.plans[PLAN]
    noted = replace(plan, targets=(replace(plan.targets[0], note_vi="điểm phần trăm"),))
    assert "Giảm tỷ lệ hộ nghèo: điểm phần trăm" in release(small, [], plan=noted).notes_vi


def test_under_every_table_stand_the_notes_that_hold_for_all(small: Registry) -> None:
    plan = small.plans[PLAN]
    noted = replace(plan, targets=(replace(plan.targets[0], note_vi="điểm phần trăm"),))
    found = release(small, [], plan=noted)
    told = [found.notes_vi[place] for place in found.table_notes]
    assert told == [note for note in found.notes_vi if not note.startswith("Giảm tỷ lệ hộ nghèo:")]
    assert len(told) == len(found.notes_vi) - 1


def grouped(registry: Registry, *members: GroupMember) -> tuple[str, ...]:
    plan = registry.plans[PLAN]
    with_group = replace(plan, targets=(replace(plan.targets[0], group_id="g"),))
    return release(replace(registry, groups=members), [], plan=with_group).notes_vi


def member(code: str, *, is_verified: bool, valid_to: date | None = None) -> GroupMember:
    return GroupMember("g", "Các xã nghèo", code, date(2018, 1, 1), valid_to, is_verified, "nguồn")


def test_a_group_that_nobody_confirmed_is_named_with_its_members(small: Registry) -> None:
    notes = grouped(small, member("01978", is_verified=False), member("01993", is_verified=True))
    assert "Nhóm “Các xã nghèo” gồm Xã Sĩ Bình, Xã Tân Tú: danh sách chưa được xác minh." in notes


def test_a_confirmed_group_needs_no_note(small: Registry) -> None:
    assert not any("Nhóm" in note for note in grouped(small, member("01978", is_verified=True)))


def test_a_member_that_has_left_the_group_is_not_named(small: Registry) -> None:
    notes = grouped(
        small,
        member("01978", is_verified=False),
        member("01969", is_verified=False, valid_to=date(2020, 1, 1)),
    )
    assert "Nhóm “Các xã nghèo” gồm Xã Sĩ Bình: danh sách chưa được xác minh." in notes


def half_year(registry: Registry, **changes: Any) -> Frame:
    """A release of the first half of the plan's year."""
    return Frame(replace(registry.plans[PLAN], **changes), Period("2020-H1"), OFFICIAL)


def test_a_release_of_a_half_year_has_the_duties_of_that_half_only(small: Registry) -> None:
    half = replace(small.obligations[0], first_period="2020-H1", last_period="2020-H2")
    both = replace(small, obligations=(*small.obligations, half))
    answers = [sent("s1"), sent("s2", period="2020-H1")]
    found = duty_states(half_year(both), answers, both)
    assert [(d.form_id, d.period, d.submission_id) for d in found] == [("F01", "2020-H1", "s2")]


def test_a_release_of_a_half_year_is_of_its_own_map_and_says_so(small: Registry) -> None:
    content = Content([value("poor_household_rate", "01978", "3", period="2020-H1")], [], [], {})
    found = release_of(half_year(small), content, small, "r1")
    assert "Địa giới hành chính tại ngày 30/06/2020." in found.notes_vi
    assert [row["period"] for row in found.indicators] == ["2020-H1"]
    lines = {line.territory_code: line.poor_household_rate for line in found.territories}
    assert lines["01978"] == Decimal(3)


def in_two_statuses(registry: Registry, *, has_preliminary: bool = True) -> Registry:
    """F01 is owed once more as a preliminary figure."""
    first = registry.obligations[0]
    early = (replace(first, figure_status="so_bo", due_month=11, due_day=30),) if has_preliminary else ()
    return replace(registry, obligations=(first, *early))


@pytest.mark.parametrize(
    ("status", "due"), [("so_bo", date(2020, 11, 30)), ("chinh_thuc", date(2020, 12, 14))]
)
def test_a_release_has_the_duties_of_its_status(small: Registry, status: str, due: date) -> None:
    both = in_two_statuses(small)
    frame = Frame(both.plans[PLAN], YEAR, FigureStatus(status, "", 1, ()))
    found = duty_states(frame, [sent("s1"), sent("s2", figure_status="so_bo")], both)
    answer = {"so_bo": "s2", "chinh_thuc": "s1"}[status]
    assert [(d.due_date, d.submission_id) for d in found] == [(due, answer)]


def test_where_nobody_owes_the_status_the_other_duties_are_what_is_missing(small: Registry) -> None:
    one = in_two_statuses(small, has_preliminary=False)
    frame = Frame(one.plans[PLAN], YEAR, FigureStatus("so_bo", "", 2, ()))
    assert [d.state for d in duty_states(frame, [sent("s1")], one)] == ["missing"]


def test_an_amendment_of_the_plan_is_noted_with_its_document_and_reason(small: Registry) -> None:
    amendment = Amendment("Quyết định 12/QĐ-UBND", date(2020, 7, 1), date(2020, 7, 15), "dịch bệnh", (), ())
    amended = replace(small.plans[PLAN], amendments=(amendment,))
    assert (
        "Kế hoạch được điều chỉnh theo Quyết định 12/QĐ-UBND ngày 01/07/2020: dịch bệnh."
        in release(small, [], plan=amended).notes_vi
    )
    assert not any("điều chỉnh" in note for note in release(small, []).notes_vi)


def test_the_newest_update_of_a_task_counts_and_a_half_year_knows_none_of_the_second_half(
    small: Registry,
) -> None:
    updates = (
        TaskUpdate(PLAN, "t1", date(2020, 9, 1), "done", "xong", ""),
        TaskUpdate(PLAN, "t1", date(2020, 5, 1), "in_progress", "đang làm", ""),
        TaskUpdate("khác", "t1", date(2020, 5, 2), "late", "", ""),
    )
    plan = small.plans[PLAN]
    whole = followed_tasks(plan, YEAR, updates)
    assert {target: task.state for target, task in whole.items()} == {"t1": "done"}
    half = followed_tasks(plan, Period("2020-H1"), updates)
    assert {target: task.state for target, task in half.items()} == {"t1": "in_progress"}


def test_every_rule_of_the_catalogue_has_a_result(small: Registry) -> None:
    found = release(small, [], sent("s1"))
    assert [one.rule_id for one in found.rule_results] == sorted(small.rules)
    assert {one.rule_id: (one.judged, one.failed) for one in found.rule_results}["C09"] == (None, 1)


def test_notes_and_reasons_are_told_in_english_too(small: Registry) -> None:
    amendment = Amendment(
        "Quyết định 12/QĐ-UBND",
        date(2020, 7, 1),
        date(2020, 7, 15),
        "dịch bệnh",
        (),
        (),
        "Decision 12",
        "illness",
    )
    plan = replace(small.plans[PLAN], amendments=(amendment,))
    found = release(small, [], plan=plan)
    assert len(found.notes_en) == len(found.notes_vi)
    assert "Administrative map of 31 December 2020." in found.notes_en
    assert "The plan was amended by Decision 12 of 1 July 2020: illness." in found.notes_en
    assert set(found.reasons_en) == {row["target_id"] for row in found.comparison}
    assert all(reason.startswith("No figures yet to compare with") for reason in found.reasons_en.values())
