"""The cells that fail most: what would be mended by one word to the right office."""

from dataclasses import dataclass

from transforms.register.digest import Failing, digest
from transforms.registry import Registry
from transforms.terms.rule import Issue


@dataclass(frozen=True)
class Version:
    submission_id: str
    submitter_id: str


VERSIONS = (Version("s1", "063"), Version("s2", "064"))


def issue(number: int, rule: str = "C05", submission: str = "s1", **changed: str) -> Issue:
    said = {
        "severity": "explain", "submission_id": submission, "submitter_id": "063" if submission == "s1" else "064",
        "form_id": "F02", "period": "2019", "sheet": "B", "cell": f"E{number}", "territory_code": "", "found": "",
        "item_id": "poor_closing_households", "expected": "", "message": f"số {number}", "hint": "",
    }  # fmt: skip
    return Issue(issue_id=f"{submission}{rule}{number}", rule_id=rule, **{**said, **changed})


def digested(small: Registry, *issues: Issue, shown: int = 10) -> tuple[list[Failing], list[Failing]]:
    by_submission = {
        v.submission_id: [i for i in issues if i.submission_id == v.submission_id] for v in VERSIONS
    }
    return digest(VERSIONS, by_submission, small, "2019", shown)


def test_a_cell_is_a_rule_on_an_item_wherever_it_stands(small: Registry) -> None:
    by_form, by_submitter = digested(small, issue(1), issue(2), issue(1, submission="s2"), issue(1, "C09"))
    assert [(f.whose, f.rule_id, f.places, f.submissions) for f in by_form] == [
        ("F02", "C05", 3, 2),
        ("F02", "C09", 1, 1),
    ]
    assert [(f.whose, f.rule_id, f.places) for f in by_submitter] == [
        ("063", "C05", 2),
        ("063", "C09", 1),
        ("064", "C05", 1),
    ]
    assert by_form[0].label_vi == small.label("poor_closing_households")


def test_notes_waived_and_explained_by_another_are_left_out(small: Registry) -> None:
    found = digested(
        small,
        issue(1, severity="note"),
        issue(2, state="waived"),
        issue(3, root_issue_id="r"),
        issue(4, period="2018"),
    )
    assert found == ([], [])


def test_so_many_are_shown_of_each(small: Registry) -> None:
    by_form, _ = digested(small, issue(1), issue(2), issue(3, "C09"), issue(4, "C04", form_id="F01"), shown=1)
    assert [(f.whose, f.rule_id) for f in by_form] == [("F01", "C04"), ("F02", "C05")]
