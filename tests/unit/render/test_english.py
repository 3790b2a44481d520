"""What the English pages are drawn from: the same lines, drawn by the same code."""

import re
from dataclasses import replace
from decimal import Decimal

import pytest

from tests.judged import words_of
from transforms.registry import Registry
from transforms.release import Release
from transforms.render.lines import issue_groups, target_lines, task_lines
from transforms.render.revisions import revision_lines
from transforms.terms.period import Period

EN = words_of("en")
VIETNAMESE = re.compile(r"[À-ỹĐđ]")


@pytest.fixture
def translated(release: Release) -> Release:
    """The release with English beside every name and sentence of its plan."""
    targets = tuple(
        replace(t, name_en=f"Aim {t.target_id}", text_en=f"wording {t.target_id}")
        for t in release.plan.targets
    )
    plan = replace(release.plan, targets=targets, document_en="Decision No. 560", issued_by_en="the province")
    return replace(release, plan=plan)


def test_a_line_is_english_in_all_its_parts(translated: Release) -> None:
    line = target_lines(translated, "en")[-1]
    assert (line.name, line.quote) == ("Aim 06-2018-10", "wording 06-2018-10")
    assert (line.aim_with_unit, line.actual_with_unit) == ("≥ 5,000 persons", "5,482 persons")
    assert line.difference == "+482 persons\n109.6% of the plan"
    assert (line.verdict_label, line.reason) == ("Exceeded", "Reason 06-2018-10.")


def test_lines_have_the_same_figures_in_both_languages(translated: Release) -> None:
    pairs = zip(target_lines(translated), target_lines(translated, "en"), strict=True)
    assert all((vi.tt, vi.actual, vi.verdict) == (en.tt, en.actual, en.verdict) for vi, en in pairs)


def test_shares_are_said_in_english(translated: Release) -> None:
    first, second, _ = target_lines(translated, "en")
    assert first.shares == ("100% of territories", "99.7% of households")
    assert second.shares == ("below 100% of territories",)


def test_a_part_year_says_what_is_left_in_english(halfway: Release) -> None:
    drop, left, jobs = target_lines(halfway, "en")
    assert drop.difference == "1,590 households to go\n265 households a month\n22.9% of the plan of the year"
    assert left.difference.startswith("1,590 households still to be reduced\n")
    assert jobs.difference == "already beyond the aim of the year\n109.6% of the plan of the year"
    assert jobs.phased == "the aim phased to 6 months: ≥ 2,500 persons"


def test_what_is_not_translated_falls_back_to_vietnamese(release: Release) -> None:
    assert target_lines(release, "en")[0].name == "Giảm tỷ lệ hộ nghèo"


def test_tasks_keep_the_words_of_officials(followed: Release) -> None:
    first, second = task_lines(followed, "en")
    assert (first.state_label, first.updated, first.note) == ("In progress", "5 July 2018", "Đã mở 5 lớp.")
    assert second.state_label == "No update yet"


def test_revisions_are_told_in_english(revised: Release) -> None:
    rate, count, commune = revision_lines(revised, "en")
    assert (rate.statuses, rate.cause) == (
        "Preliminary → Official",
        "Reports came later and units corrected figures",
    )
    assert rate.units == "1 unit reported later; 3 units corrected"
    assert (count.units, commune.units) == ("2 units", "1 unit")


@pytest.mark.parametrize(
    ("period", "heading"),
    [
        ("2018", "Results against the plan of 2018"),
        ("2018-H1", "Results of the first half of 2018 against the plan of 2018"),
        ("2018-M01", "Results of January 2018 against the plan of 2018"),
    ],
)
def test_the_heading_in_english(release: Release, period: str, heading: str) -> None:
    assert EN.heading(replace(release, period=Period(period))) == heading


def test_the_sentences_of_a_release_in_english(translated: Release) -> None:
    assert EN.column_heads(translated) == ("Plan", "Result", "Difference")
    assert EN.document(translated.plan) == "Decision No. 560 of 11 April 2018, the province"
    assert EN.status(translated) == "Status of the figures: official. Poverty standard 2016-2020."
    assert "fewer than 100 households" in EN.rank(translated)
    assert EN.notes(translated) == ("A note.",)
    assert not VIETNAMESE.search(EN.simulated + EN.no_drop)


def test_a_duty_names_its_submitter_and_standard(release: Release) -> None:
    duty = replace(
        release.duties[0],
        submitter_name_en="People's Committee of Huyện Pác Nặm",
        standard_name_vi="chuẩn nghèo mới",
        standard_name_en="new standard",
    )
    assert (EN.submitter(duty), EN.form(duty)) == ("People's Committee of Huyện Pác Nặm", "F01, new standard")
    assert (EN.duty(duty.state), EN.duty("missing")) == ("Accepted", "Missing")
    groups = issue_groups(replace(release, duties=(duty,)), "en")
    assert [group.submitter_name for group in groups] == ["People's Committee of Huyện Pác Nặm"]


def test_an_old_issue_is_named_by_its_rule(release: Release, registry: Registry) -> None:
    first, second = release.issues
    rule = registry.rules[first.rule_id]
    assert EN.issue(first, rule) == "Printed rate differs from the recomputed one: “2040”, expected “20,40”."
    assert EN.issue(replace(second, expected="", found=""), rule).endswith("recomputed one.")
    assert EN.issue(replace(first, message_en="Told."), rule) == "Told."
    assert (EN.hint(first), words_of("vi").hint(first)) == ("", "Sửa tỷ lệ.")


def test_an_amount_of_one_is_singular() -> None:
    assert EN.measured(Decimal(1), 0, "hộ") == "1 household"
