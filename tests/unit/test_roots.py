"""One mistake, many issues: the cause stands first, what follows from it under it, and nothing is lost."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from tests.builders import f01, f02, read, small_registry, submitted
from transforms.checks.batches import form_batches
from transforms.registry import Registry
from transforms.sheet.grid import SheetGrid
from transforms.terms.rule import Finding, Issue
from transforms.verdicts import judge_submission

BLANK = Finding("C00", "s1", "Biểu", "E5", territory_code="01978")
TOTAL = Finding("C09", "s1", "Biểu", "E9", rests_on=(("Biểu", "E9"), ("Biểu", "E5")), gap=Decimal(7))
BALANCE = Finding("C05", "s1", "Biểu", "K5", rests_on=(("Biểu", "K5"), ("Biểu", "E5")), gap=Decimal(7))


def judged(registry: Registry, *findings: Finding) -> list[tuple[str, str]]:
    """Rule of every issue in its order, and the rule of the issue that explains it."""
    issues = judge_submission(findings, "063", registry).issues
    rules = {issue.issue_id: issue.rule_id for issue in issues}
    return [(issue.rule_id, rules.get(issue.root_issue_id, "")) for issue in issues]


def issues_of(sheet: SheetGrid, registry: Registry) -> tuple[Issue, ...]:
    """What a plain reading of the checks finds in a sheet. (Great Expectations judges the same frame.)"""
    reading = read(sheet, registry)
    (batch,) = form_batches([submitted(reading)], registry)
    failing = [
        batch.findings[row, check.column]
        for check in batch.checks
        for row, value in enumerate(batch.frame[check.column])
        if (check.at_least is not None and value < check.at_least)
        or (check.at_most is not None and value > check.at_most)
    ]
    return judge_submission([*reading.findings, *failing], "063", registry).issues


def test_what_rests_on_a_blank_cell_stands_under_it(small: Registry) -> None:
    assert judged(small, TOTAL, BALANCE, BLANK) == [("C00", ""), ("C05", "C00"), ("C09", "C00")]


def test_a_cell_elsewhere_explains_nothing(small: Registry) -> None:
    elsewhere = replace(BLANK, cell="E6")
    assert [root for _, root in judged(small, TOTAL, BALANCE, elsewhere)] == ["", "", ""]
    other_sheet = replace(BLANK, sheet="Khác")
    assert [root for _, root in judged(small, TOTAL, other_sheet)] == ["", ""]


def test_a_row_that_is_off_explains_a_total_that_is_off_by_as_much(small: Registry) -> None:
    over = replace(TOTAL, rests_on=(("Biểu", "K9"), ("Biểu", "K5")))
    assert judged(small, over, BALANCE) == [("C05", ""), ("C09", "C05")]
    assert ("C09", "") in judged(small, replace(over, gap=Decimal(8)), BALANCE)


def test_a_chain_leads_to_its_beginning(small: Registry) -> None:
    over = replace(TOTAL, rests_on=(("Biểu", "K9"), ("Biểu", "K5")))
    assert judged(small, over, BALANCE, BLANK) == [("C00", ""), ("C05", "C00"), ("C09", "C00")]


def test_a_row_without_a_territory_explains_the_missing_unit_and_the_total(small: Registry) -> None:
    row = Finding("R12", "s1", "Biểu", "B5")
    missing = Finding("C02", "s1", "Biểu", "C4")
    assert judged(small, missing, TOTAL, row) == [("R12", ""), ("C02", "R12"), ("C09", "R12")]


def test_figures_that_slid_aside_explain_every_other_issue_of_the_sheet(small: Registry) -> None:
    shift = Finding("C28a", "s1", "Biểu", "C4", found="C")
    note = Finding("R35", "s1", "Biểu", "C4")
    found = judged(small, TOTAL, BALANCE, BLANK, note, shift, Finding("C00", "s1", "Khác", "E5"))
    assert found[0] == ("C28a", "")
    assert sorted(found[1:5]) == [("C00", "C28a"), ("C05", "C28a"), ("C09", "C28a"), ("R35", "C28a")]
    assert found[5] == ("C00", "")


def test_a_blank_in_a_sheet_takes_the_sums_that_it_breaks_under_it(small: Registry) -> None:
    issues = issues_of(
        f01("""
        1 | Thị trấn Phủ Thông | 100 | 400 |  | 5 | 40 | 20
        2 | Xã Sĩ Bình | 200 | 800 | 20 | 6 | 80 | 24
        3 | Xã Tân Tú | 300 | 900 | 30 | 7 | 90 | 28
         | Tổng cộng | 600 | 2100 | 60 | 18 | 210 | 72
        """),
        small,
    )
    blank, total = (next(i for i in issues if i.rule_id == rule) for rule in ("C00", "C09"))
    assert (blank.cell, total.cell) == ("E4", "E7")
    assert total.root_issue_id == blank.issue_id


def test_a_block_pushed_aside_is_one_issue_to_mend(small: Registry) -> None:
    issues = issues_of(
        f02("""
        1 | Thị trấn Phủ Thông | Hộ | 10 | 1 | 2 | 4 | 5 | 6 | 7 | 29 |
        2 | Xã Sĩ Bình | Hộ | 294 | 64 | 45 | 5 | 2 | 14 | 1 | 207 |
        3 | Xã Tân Tú | Hộ | 50 | 8 | 4 | 1 | 3 | 6 | 9 | 57 |
        """),
        small,
    )
    assert issues[0].rule_id == "C28b"
    assert {i.root_issue_id for i in issues if i.sheet and i is not issues[0]} == {issues[0].issue_id}


RULES = ("C28a", "R13", "R12", "C00", "C06", "C05", "C02", "C09", "R35")
CELLS = st.sampled_from([("A", "E5"), ("A", "E6"), ("B", "E5")])
FINDINGS = st.lists(
    st.builds(
        lambda rule, place, rests, gap: Finding(
            rule, "s1", *place, rests_on=tuple(rests), gap=Decimal(gap) if gap else None
        ),
        st.sampled_from(RULES),
        CELLS,
        st.lists(CELLS, max_size=3),
        st.integers(0, 2),
    ),
    max_size=12,
)


@given(FINDINGS)
def test_every_issue_stays_and_roots_are_never_explained_themselves(findings: list[Finding]) -> None:
    issues = judge_submission(findings, "063", small_registry()).issues
    by_id = {issue.issue_id: issue for issue in issues}
    assert len(issues) == len({(f.rule_id, f.sheet, f.cell) for f in findings})
    current = ""
    for issue in issues:
        if issue.root_issue_id:
            assert by_id[issue.root_issue_id].root_issue_id == ""
            assert issue.root_issue_id == current, "an effect stands away from its cause"
        else:
            current = issue.issue_id
