"""What a release and its columns are called, and that every cause of a revision has its words."""

import re
from dataclasses import replace

import pytest

from tests.builders import shipped_messages
from tests.judged import words_of
from transforms import sql
from transforms.release import Release
from transforms.render.differences import phased
from transforms.render.words import column_heads_vi, heading_vi, title_vi
from transforms.terms.period import Period


@pytest.mark.parametrize(
    ("period", "heading"),
    [
        ("2018", "Kết quả thực hiện so với kế hoạch năm 2018"),
        ("2018-H1", "Kết quả thực hiện 6 tháng đầu năm 2018 so với kế hoạch năm 2018"),
        ("2018-Q1", "Kết quả thực hiện quý I năm 2018 so với kế hoạch năm 2018"),
        ("2018-M01", "Kết quả thực hiện tháng 01 năm 2018 so với kế hoạch năm 2018"),
    ],
)
def test_the_heading_names_the_period_and_the_year_of_the_plan(
    release: Release, period: str, heading: str
) -> None:
    told = replace(release, period=Period(period))
    assert heading_vi(told) == heading
    assert title_vi(told) == heading.replace("Kết", "So sánh kết").replace(" so với", " với").upper()


def test_without_targets_it_is_a_compilation(release: Release) -> None:
    bare = replace(release, plan=replace(release.plan, targets=()))
    assert heading_vi(bare) == "Tổng hợp số liệu báo cáo năm 2018"


def test_the_head_of_an_estimate_says_so(halfway: Release) -> None:
    estimate = replace(halfway, figure_status=replace(halfway.figure_status, figure_status="uoc"))
    assert column_heads_vi(estimate)[1] == "Ước thực hiện 6 tháng"


def test_what_is_due_is_named_only_where_the_aim_is_phased(halfway: Release) -> None:
    annual, _, step = halfway.comparison
    vi, en = words_of("vi"), words_of("en")
    assert phased(annual, halfway.plan, vi) == ""
    assert phased(step, halfway.plan, vi) == "mức phân kỳ 6 tháng: ≥ 2.500 người"
    assert phased(step, halfway.plan, en) == "the aim phased to 6 months: ≥ 2,500 persons"


def test_every_cause_of_a_revision_has_its_words() -> None:
    statement = dict(sql.statements("indicators"))["97_revisions.sql"]
    causes = set(re.findall(r"(?:THEN|ELSE) '(\w+)'", statement))
    prefix = "cause_"
    keys = (key for key in shipped_messages().catalogue if key.startswith(prefix))
    assert causes == {key.removeprefix(prefix) for key in keys}
