"""From findings to issues: severity, wording, consequence, order."""

from collections.abc import Iterable
from dataclasses import fields, replace

import pytest

from transforms.registry import Registry
from transforms.terms.rule import ISSUE_COLUMNS, Finding, Issue, raise_issue
from transforms.verdicts import Judgement, judge_submission

CELL = Finding(
    "C03a",
    "s1",
    sheet="Biểu",
    cell="E5",
    territory_name="Xã Sĩ Bình",
    item_id="poor_households",
    label="Số hộ nghèo",
)


def judged(registry: Registry, *findings: Finding) -> Judgement:
    return judge_submission(findings, "063", registry)


def finding(rule: str, cell: str = "", sheet: str = "Biểu") -> Finding:
    return Finding(rule, "s1", sheet=sheet, cell=cell)


@pytest.mark.parametrize(
    ("severities", "verdict"),
    [
        (set(), "accepted"),
        ({"note"}, "accepted"),
        ({"explain"}, "accepted_to_explain"),
        ({"reject_cell", "note"}, "accepted_to_explain"),
        ({"reject_file", "explain", "reject_cell"}, "returned"),
    ],
)
def test_the_gravest_issue_decides(registry: Registry, severities: set[str], verdict: str) -> None:
    rules = {"note": "R17", "explain": "C09", "reject_cell": "C03a", "reject_file": "R01"}
    found = judged(registry, *(finding(rules[severity], "B2") for severity in sorted(severities)))
    assert found.verdict == verdict
    assert found.state_label == registry.states[verdict].label_vi


def test_a_submission_without_findings_is_accepted(registry: Registry) -> None:
    found = judged(registry)
    assert (found.verdict, found.reason, found.issues, found.rejected) == ("accepted", "", (), frozenset())


def test_a_returned_file_says_why_in_its_first_sentence(registry: Registry) -> None:
    found = judged(registry, finding("C09", "E7"), finding("R01"))
    assert found.verdict == "returned"
    assert found.reason == registry.rules["R01"].message_vi
    assert "gửi lại" in found.next_action


def test_an_issue_speaks_in_the_words_of_the_catalogue(registry: Registry) -> None:
    rule = registry.rules["C03a"]
    issue = raise_issue(replace(CELL, found="-5"), rule, "063")
    assert issue.message == "Ô E5 (Xã Sĩ Bình, Số hộ nghèo): -5 không phải là số nguyên từ 0 trở lên."
    assert (issue.rule_id, issue.severity, issue.submitter_id, issue.state) == (
        "C03a",
        "reject_cell",
        "063",
        "open",
    )


def test_an_issue_speaks_english_where_asked(registry: Registry) -> None:
    issue = raise_issue(replace(CELL, found="-5"), registry.rules["C03a"], "063", lang="en")
    assert issue.message == "Cell E5 (Xã Sĩ Bình, Số hộ nghèo): -5 is not a whole number from 0 upwards."


def test_the_english_of_an_issue_is_kept_beside_the_vietnamese(registry: Registry) -> None:
    (issue,) = judged(
        registry, replace(CELL, found="-5", label="Số hộ nghèo", item_id="poor_households")
    ).issues
    assert issue.message == "Ô E5 (Xã Sĩ Bình, Số hộ nghèo): -5 không phải là số nguyên từ 0 trở lên."
    assert (
        issue.message_en == "Cell E5 (Xã Sĩ Bình, Poor households): -5 is not a whole number from 0 upwards."
    )
    assert issue.hint_en


def test_what_a_message_quotes_stays_as_the_file_has_it(registry: Registry) -> None:
    fault = replace(CELL, rule_id="R25", found="1.486", expected="1486", detail="E5")
    (issue,) = judged(registry, fault).issues
    assert "“1.486” is read as 1486" in issue.message_en


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_list_that_is_cut_ends_its_sentence(registry: Registry, lang: str) -> None:
    lacking = replace(CELL, found="17 đơn vị", detail="Xã Sĩ Bình, Xã Vi Hương …")
    assert raise_issue(lacking, registry.rules["C02"], "063", lang).message.endswith("Xã Vi Hương …")
    whole = replace(lacking, detail="Xã Sĩ Bình")
    assert raise_issue(whole, registry.rules["C02"], "063", lang).message.endswith("Xã Sĩ Bình.")


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("vi", "dòng tổng ghi 17, cộng 17 đơn vị được 20."),
        ("en", "the total row says 17, its 17 units add up to 20."),
    ],
)
def test_what_was_added_up_is_told_from_the_number_of_units(registry: Registry, lang: str, said: str) -> None:
    total = replace(CELL, found="17", expected="20", detail="17")
    issue = raise_issue(total, registry.rules["C09"], "063", lang)
    assert issue.message.endswith(said)


def test_what_a_number_typed_as_text_does_to_sums_is_told_where_it_is_noted(registry: Registry) -> None:
    assert (
        "công thức của Excel bỏ qua số nhập dưới dạng chữ"
        in raise_issue(CELL, registry.rules["R35"], "063").hint
    )


def test_braces_in_a_cell_stay_what_they_are(registry: Registry) -> None:
    issue = raise_issue(replace(CELL, found="{cell} {nothing}"), registry.rules["C03a"], "063")
    assert "{cell} {nothing}" in issue.message


def test_the_id_of_an_issue_depends_on_its_place_and_not_on_what_was_found(registry: Registry) -> None:
    rule = registry.rules["C03a"]
    one = raise_issue(replace(CELL, found="-5"), rule, "063").issue_id
    again = raise_issue(replace(CELL, found="-6"), rule, "063").issue_id
    elsewhere = raise_issue(replace(CELL, cell="E6"), rule, "063").issue_id
    assert one == again
    assert one != elsewhere


def test_the_same_finding_twice_is_one_issue(registry: Registry) -> None:
    found = judged(registry, CELL, CELL)
    assert len(found.issues) == 1
    assert found.counts == {"reject_cell": 1}


def test_issues_stand_gravest_first_and_then_in_the_order_of_the_sheet(registry: Registry) -> None:
    places = [("R17", "A1"), ("C09", "AA3"), ("C09", "B3"), ("C09", "C10"), ("C03a", "Z9"), ("C09", "D2")]
    found = judged(registry, *(finding(rule, cell) for rule, cell in places))
    assert [i.cell for i in found.issues] == ["Z9", "D2", "B3", "AA3", "C10", "A1"]


def test_only_rejected_cells_are_taken_out_with_all_that_the_fault_touches(registry: Registry) -> None:
    fault = replace(CELL, rejects=(("Biểu", "F5"),))
    found = judged(registry, fault, finding("C09", "E7"), finding("R17", "J1"))
    assert found.rejected == {("Biểu", "E5"), ("Biểu", "F5")}


def test_every_column_of_the_issues_table_is_a_field() -> None:
    beside = {"message_en", "hint_en"}
    assert tuple(f.name for f in fields(Issue) if f.name not in beside) == ISSUE_COLUMNS


def placeholders(issues: Iterable[Issue]) -> list[str]:
    return [i.rule_id for i in issues if "{" in i.message + i.hint + i.message_en + i.hint_en]


def test_every_rule_can_speak_in_both_languages(registry: Registry) -> None:
    for rule in registry.rules.values():
        spoken = [raise_issue(finding(rule.rule_id, "A1"), rule, "063", lang) for lang in ("vi", "en")]
        assert placeholders(spoken) == [], rule.rule_id
