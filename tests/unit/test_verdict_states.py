"""What decisions do to issues: validity and mode of a rule, waivers, explanations and their refusal."""

from dataclasses import replace
from datetime import date

import pytest

from tests.builders import small_texts
from transforms.errors import BadReference
from transforms.registry import Registry, build_registry
from transforms.terms.explanation import Decisions, explanation_key
from transforms.terms.rule import Finding
from transforms.verdicts import Judgement, Standing, judge_submission

CELL = Finding("C09", "s1", "Biểu", "E5", period="2020", territory_code="063", found="17")
HEADER = (
    "waiver_id,rule_id,submitter_id,territory_code,item_id,period,"
    "requested_by,approved_by,reason_vi,valid_from,valid_to\n"
)
WAIVER = "w1,C09,063,,,2020,Phòng A,Sở B,Chưa có số phân tổ,2020-12-01,2020-12-31\n"


def ruled(registry: Registry, **changed: object) -> Registry:
    """The registry with another version of C09."""
    rule = replace(registry.rules["C09"], **changed)  # type: ignore[arg-type]
    return replace(registry, rule_versions={**registry.rule_versions, "C09": (rule,)})


def waived(texts: dict[str, str], rows: str = WAIVER) -> Registry:
    return build_registry(small_texts(texts) | {"waivers.csv": HEADER + rows}, "d")


def judged(registry: Registry, *findings: Finding, **known: object) -> Judgement:
    return judge_submission(findings, "063", registry, standing=Standing(**known))  # type: ignore[arg-type]


def test_a_rule_is_judged_by_its_validity_at_the_end_of_the_period(registry: Registry) -> None:
    later = ruled(registry, valid_from=date(2021, 1, 1))
    assert judged(later, CELL).issues == ()
    assert len(judged(later, replace(CELL, period="2021")).issues) == 1
    over = ruled(registry, valid_to=date(2020, 12, 30))
    assert judged(over, CELL).verdict == "accepted"


def test_of_two_versions_the_newest_that_is_valid_speaks(registry: Registry) -> None:
    old = registry.rules["C09"]
    new = replace(old, version=2, severity="reject_cell", valid_from=date(2021, 1, 1))
    both = replace(registry, rule_versions={**registry.rule_versions, "C09": (old, new)})
    assert [judged(both, replace(CELL, period=p)).issues[0].severity for p in ("2020", "2021")] == [
        "explain",
        "reject_cell",
    ]


def test_a_finding_without_a_period_is_judged_by_the_newest_version(registry: Registry) -> None:
    assert judged(ruled(registry, valid_from=date(2090, 1, 1)), replace(CELL, period="")).issues


def test_a_shadow_rule_only_counts(registry: Registry) -> None:
    found = judged(ruled(registry, mode="shadow", severity="reject_file"), CELL, replace(CELL, cell="E6"))
    assert (found.verdict, found.issues, found.shadow) == ("accepted", (), {"C09": 2})


def test_a_waived_issue_stays_in_the_list_and_decides_nothing(texts: dict[str, str]) -> None:
    found = judged(waived(texts), CELL, day=date(2020, 12, 7))
    assert (found.verdict, found.counts, found.waived) == ("accepted", {}, 1)
    assert [(i.state, i.explanation) for i in found.issues] == [("waived", "Chưa có số phân tổ (Sở B)")]


@pytest.mark.parametrize("day", [date(2020, 11, 30), date(2021, 1, 1)])
def test_a_waiver_holds_from_its_first_to_its_last_day(texts: dict[str, str], day: date) -> None:
    assert judged(waived(texts), CELL, day=day).verdict == "accepted_to_explain"


@pytest.mark.parametrize("other", [{"period": "2019"}, {"rule_id": "C08"}])
def test_a_waiver_covers_what_it_names_only(texts: dict[str, str], other: dict[str, str]) -> None:
    found = judged(waived(texts), replace(CELL, **other), day=date(2020, 12, 7))
    assert found.waived == 0


def test_nobody_approves_his_own_waiver(texts: dict[str, str]) -> None:
    with pytest.raises(BadReference, match="approved by the one who asked"):
        waived(texts, WAIVER.replace("Phòng A", "Sở B"))
    with pytest.raises(BadReference, match="before"):
        waived(texts, WAIVER.replace("2020-12-31", "2020-11-30"))


def test_a_waived_cell_is_used(texts: dict[str, str]) -> None:
    registry = waived(texts, WAIVER.replace("C09", "C03a"))
    cell = replace(CELL, rule_id="C03a", found="-5")
    assert judged(registry, cell, day=date(2020, 12, 7)).rejected == frozenset()
    assert judged(registry, cell, day=date(2022, 12, 7)).rejected == {("Biểu", "E5")}


def test_an_explained_issue_no_longer_asks(registry: Registry) -> None:
    [issue] = judged(registry, CELL).issues
    known = Decisions({explanation_key(issue): "Hai hộ chuyển đi"})
    found = judged(registry, CELL, decisions=known)
    assert (found.verdict, found.explained, found.issues[0].state) == ("accepted", 1, "explained")
    assert found.issues[0].explanation == "Hai hộ chuyển đi"


def test_an_explanation_holds_until_the_value_changes(registry: Registry) -> None:
    [issue] = judged(registry, CELL).issues
    known = Decisions({explanation_key(issue): "Hai hộ chuyển đi"})
    elsewhere = replace(CELL, submission_id="s2", sheet="Trang 2", cell="F9")
    assert judged(registry, elsewhere, decisions=known).explained == 1
    assert judged(registry, replace(CELL, found="18"), decisions=known).explained == 0


def test_a_refused_explanation_asks_again_with_the_reason(registry: Registry) -> None:
    [issue] = judged(registry, CELL).issues
    key = explanation_key(issue)
    found = judged(registry, CELL, decisions=Decisions({key: "Đúng rồi"}, {key: "Chưa nêu căn cứ"}))
    assert (found.verdict, found.issues[0].state) == ("accepted_to_explain", "refused")
    assert "Chưa nêu căn cứ" in found.issues[0].explanation


def test_an_explanation_brings_no_rejected_cell_back(registry: Registry) -> None:
    cell = replace(CELL, rule_id="C03a", found="-5")
    [issue] = judged(registry, cell).issues
    found = judged(registry, cell, decisions=Decisions({explanation_key(issue): "Đúng"}))
    assert found.rejected == {("Biểu", "E5")}
    assert found.verdict == "accepted_to_explain"
