"""What an answer says: one state, one next action, causes first, a cut that is told, faults of ours called ours."""

from collections.abc import Sequence
from dataclasses import replace
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import small_registry
from tests.builders_answer import ISSUE, RECEIPT, answer, issue
from transforms.render.answer import answer_of, fault_answer
from transforms.render.receipt_page import receipt_page
from transforms.terms.rule import SEVERITIES, Finding
from transforms.verdicts import judge_submission

STATES = ("received", "accepted", "accepted_to_explain", "returned")


@pytest.mark.parametrize("verdict", STATES)
def test_each_state_has_one_next_action(verdict: str) -> None:
    told = answer(issue(), verdict=verdict)
    state = small_registry().states[verdict]
    assert (told.state, told.next_action) == (state.label_vi, state.next_action_vi)
    page = unescape(receipt_page(told).decode())
    assert state.label_vi in page
    assert state.next_action_vi in page


def test_nothing_is_returned_without_a_reason() -> None:
    with pytest.raises(ValueError, match="without any issue"):
        answer(verdict="returned")


@given(st.lists(st.sampled_from(sorted(small_registry().rules)), max_size=6))
def test_whatever_was_found_a_returned_submission_has_an_issue_that_returns_it(rules: Sequence[str]) -> None:
    registry = small_registry()
    found = [Finding(rule_id, "s", cell=f"A{n}", period="2021") for n, rule_id in enumerate(rules, start=1)]
    judgement = judge_submission(found, "063", registry)
    receipt = {
        **RECEIPT,
        "verdict": judgement.verdict,
        "reason": judgement.reason,
        "issues": judgement.counts,
    }
    told = answer_of(receipt, judgement.issues, registry)
    assert len(told.lines) == len(judgement.issues)
    assert (told.verdict == "returned") == any(line.severity == SEVERITIES[0] for line in told.lines)


def test_a_cause_stands_before_what_follows_from_it() -> None:
    told = answer(
        issue(issue_id="a", root_issue_id="c"), issue(issue_id="b"), issue(issue_id="c", message="Gốc.")
    )
    assert [line.is_follower for line in told.lines] == [False, False, True]
    assert told.lines[1].message == "Gốc. (Kéo theo 1 lỗi, thường hết khi sửa lỗi này.)"


def test_a_list_that_is_cut_says_how_many_there_are() -> None:
    registry = small_registry()
    registry = replace(registry, limits={**registry.limits, "answer_issues": 3})
    told = answer_of(RECEIPT, [issue(issue_id=str(n)) for n in range(5)], registry)
    assert len(told.lines) == 3
    assert "3 trong tổng số 5" in told.lines_note


def test_a_fault_of_ours_is_called_ours() -> None:
    told = fault_answer({**RECEIPT, "issues": {}}, small_registry())
    assert told.state == small_registry().states["received"].label_vi
    assert "không phải của đơn vị gửi" in told.reason
    assert "không cần gửi lại" in told.next_action
    assert told.lines == ()


def test_a_receipt_proves_what_came_and_when() -> None:
    late = {"due_date": "2021-11-29", "deadline": "late", "days_late": 2}
    page = unescape(receipt_page(answer(ISSUE, **late)).decode())
    for said in (RECEIPT["submission_id"], "08:00:00 ngày", "Nộp chậm 2 ngày làm việc"):
        assert said in page


def test_a_name_is_never_markup() -> None:
    page = receipt_page(answer(ISSUE, original_name="<script>alert(1)</script>.xlsx")).decode()
    assert "<script" not in page
