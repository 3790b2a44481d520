"""What is said of an issue holds until the value changes; a refusal holds until something else is said."""

from tests.builders import small_registry
from transforms.spoken import Spoken, keyed
from transforms.terms.explanation import Decisions, GivenExplanation, explanation_key
from transforms.terms.rule import Finding
from transforms.verdicts import Judgement, Standing, judge_submission

CELL = Finding("C09", "s1", "Biểu", "E5", period="2020", territory_code="063", item_id="poor", found="17")


def judged(found: Finding, spoken: Spoken, submitter: str = "063") -> Judgement:
    return judge_submission(
        [found], submitter, small_registry(), standing=Standing(decisions=spoken.of(submitter))
    )


def key_of(found: Finding) -> str:
    return explanation_key(judge_submission([found], "063", small_registry()).issues[0])


def explained(text: str = "Số của ban chỉ đạo") -> Spoken:
    spoken = Spoken()
    spoken.explain("063", key_of(CELL), text)
    return spoken


def test_an_explanation_holds_in_a_later_submission_and_in_another_cell() -> None:
    later = Finding(
        "C09", "s2", "Biểu", "F9", period="2020", territory_code="063", item_id="poor", found="17"
    )
    assert judged(later, explained()).verdict == "accepted"


def test_it_ends_with_the_value() -> None:
    other = Finding(
        "C09", "s2", "Biểu", "E5", period="2020", territory_code="063", item_id="poor", found="18"
    )
    assert judged(other, explained()).verdict == "accepted_to_explain"


def test_it_is_its_submitters_own() -> None:
    assert judged(CELL, explained(), "064").verdict == "accepted_to_explain"


def test_a_refused_explanation_asks_again_and_shows_the_reason() -> None:
    spoken = explained()
    spoken.refuse("063", key_of(CELL), "thiếu văn bản")
    found = judged(CELL, spoken)
    assert found.verdict == "accepted_to_explain"
    assert [(i.state, i.explanation) for i in found.issues] == [
        ("refused", "Số của ban chỉ đạo – thiếu văn bản")
    ]


def test_the_same_text_again_is_still_refused_another_one_is_heard() -> None:
    spoken = explained()
    spoken.refuse("063", key_of(CELL), "thiếu văn bản")
    spoken.explain("063", key_of(CELL), "Số của ban chỉ đạo")
    assert judged(CELL, spoken).explained == 0
    spoken.explain("063", key_of(CELL), "Theo Công văn số 12")
    assert judged(CELL, spoken).explained == 1


def test_nobody_said_anything() -> None:
    assert Spoken().of("063") == Decisions()


def test_a_line_without_its_key_speaks_of_the_issue_of_its_rule_cell_and_value() -> None:
    issues = judge_submission([CELL], "063", small_registry()).issues
    lost = GivenExplanation("", "C09", "Biểu", "E5", "17", "vì sao")
    wrong = GivenExplanation("", "C09", "Biểu", "E5", "16", "vì sao")
    kept = GivenExplanation("abc", "C09", "Biểu", "E5", "17", "vì sao")
    assert [g.key for g in keyed([lost, wrong, kept], issues)] == [key_of(CELL), "", "abc"]
