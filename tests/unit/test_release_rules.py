"""What every rule of the catalogue judged in the submissions of a release."""

from transforms.checks.tallies import Tally
from transforms.release import RuleResult
from transforms.release_rules import rule_results
from transforms.terms.rule import Issue

RULES = ("R24", "C09", "O01", "C04")
KEPT = {
    "s1": {"C09": Tally(5, 1), "R24": Tally(None, 2, None), "O01": Tally(0, 0, 4)},
    "s2": {"C09": Tally(3, 0)},
    "other": {"C09": Tally(100, 100), "C04": Tally(100, 0)},
}


def issue(rule_id: str, submission: str) -> Issue:
    return Issue("i", rule_id, "note", submission, "063", "F01", "2020", "", "", "", "", "", "", "", "")


def test_every_rule_has_one_result_over_the_submissions_of_the_release_alone() -> None:
    assert rule_results(RULES, ["s1", "s2"], KEPT, {}) == (
        RuleResult("C04", None, 0, None, 0),
        RuleResult("C09", 8, 1, 0, 2),
        RuleResult("O01", 0, 0, 4, 0),
        RuleResult("R24", None, 2, None, 0),
    )


def test_a_submission_from_before_the_numbers_were_kept_makes_them_unknown_and_keeps_its_issues() -> None:
    found = {
        one.rule_id: one for one in rule_results(RULES, ["old", "s2"], KEPT, {"old": [issue("C09", "old")]})
    }
    assert found["C09"] == RuleResult("C09", None, 1, None, 1)
    assert found["R24"] == RuleResult("R24", None, 0, None, 0)
