"""Answers for tests: issues at places, and what is answered to them."""

from typing import Any

from tests.builders import small_registry
from transforms.render.answer import Answer, answer_of
from transforms.terms.rule import Issue

RECEIPT: dict[str, Any] = {
    "submission_id": "5f" * 32,
    "submitter_id": "063",
    "original_name": "F01.xlsx",
    "received_at": "2021-12-01T08:00:00+07:00",
    "form_id": "F01",
    "period": "2021",
    "figure_status": "chinh_thuc",
    "verdict": "accepted_to_explain",
    "reason": "",
    "issues": {"explain": 1},
    "cells_read": 10,
    "cells_ignored_by_rule": 2,
    "cells_unrecognised": 0,
}
ISSUE = Issue(
    issue_id="1",
    rule_id="C08",
    severity="explain",
    submission_id=RECEIPT["submission_id"],
    submitter_id="063",
    form_id="F01",
    period="2021",
    sheet="Biểu",
    cell="A1",
    territory_code="01969",
    item_id="poor_households",
    found="20",
    expected="7",
    message="Ô A1 tăng nhiều.",
    hint="Xem lại.",
)


def issue(**said: str) -> Issue:
    """An issue that differs from the usual one in these fields."""
    return Issue(**{**vars(ISSUE), **said})


def answer(*issues: Issue, **receipt: object) -> Answer:
    """The answer to these issues."""
    return answer_of({**RECEIPT, **receipt}, issues, small_registry())
