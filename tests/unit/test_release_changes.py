"""What changed since the release before, and why: two releases by hand, one difference at a time."""

from decimal import Decimal

import pytest

from tests.unit.changed import (
    COUNT,
    DEFINITIONS,
    DROP,
    RATE,
    SHARE,
    basis,
    changes,
    correction,
    figure,
    named,
    of,
    sent,
    target,
    told,
)
from transforms.change_reasons import Ground
from transforms.release_changes import changes_of
from transforms.terms.change import Cause, CauseCount

A, B, B2 = sent("a"), sent("b", "01978"), sent("b2", "01978")
POOR = "poor_households"


def counts(first: int, second: int) -> list[dict[str, object]]:
    """The numbers of poor households of the two communes and their sum in the district."""
    return [
        figure(COUNT, "063", first + second),
        figure(COUNT, "01969", first),
        figure(COUNT, "01978", second),
    ]


def test_a_late_report_makes_the_whole_change_of_its_commune_and_of_the_district() -> None:
    before = told([A], [figure(COUNT, "063", 10), figure(COUNT, "01969", 10)])
    found = changes(before, told([A, B], counts(10, 7)), {"01969": ("a",), "01978": ("b",)})
    assert [(c.territory_code, c.kind) for c in found.figures] == [("01978", "new"), ("063", "changed")]
    late = (Cause("late_report", ("b",), Decimal(7)),)
    assert of(found, "01978").causes == late
    assert of(found, "063").causes == late


def test_a_newer_version_replaces_the_one_before() -> None:
    found = changes(
        told([A, B], counts(10, 7)),
        told([A, B2], counts(10, 9)),
        {"01969": ("a",), "01978": ("b2",)},
        {"b": frozenset({("01978", POOR, "2020")})},
    )
    assert of(found, "063").causes == (Cause("replaced_report", ("b2",), Decimal(2)),)


def test_a_workbook_of_several_forms_and_periods_is_a_version_of_each() -> None:
    joined = {**B, "form_id": "F01+F02", "period": "2019+2020"}
    found = changes(
        told([A, joined], counts(10, 7)),
        told([A, B2], counts(10, 9)),
        {"01969": ("a",), "01978": ("b2",)},
        {"b": frozenset({("01978", POOR, "2020"), ("01978", POOR, "2019")})},
    )
    assert of(found, "063").causes == (Cause("replaced_report", ("b2",), Decimal(2)),)


def test_a_newer_version_that_leaves_a_unit_out_is_why_it_is_gone() -> None:
    found = changes(
        told([A, B], counts(10, 7)),
        told([A, B2], [figure(COUNT, "063", 10), figure(COUNT, "01969", 10)]),
        {"01969": ("a",)},
        {"b": frozenset({("01978", POOR, "2020")})},
    )
    assert of(found, "01978").causes == (Cause("replaced_report", ("b2",), Decimal(-7)),)


def test_a_newer_version_of_a_report_that_changed_nothing_is_no_cause() -> None:
    """The district's figures rest on it, and the commune that it is about has the figures that it had."""
    before = told([B], [figure(COUNT, "063", 7), figure(COUNT, "01978", 7)])
    found = changes(before, told([A, B2], counts(10, 7)), {"01969": ("a",), "01978": ("b2",)})
    assert of(found, "063").causes == (Cause("late_report", ("a",), Decimal(10)),)


def test_several_causes_have_parts_that_add_up() -> None:
    before = told([B], [figure(COUNT, "063", 7), figure(COUNT, "01978", 7)])
    found = changes(before, told([A, B2], counts(10, 4)), {"01969": ("a",), "01978": ("b2",)})
    assert of(found, "063").causes == (
        Cause("late_report", ("a",), Decimal(10)),
        Cause("replaced_report", ("b2",), Decimal(-3)),
    )


def test_a_correction_is_told_apart_from_the_new_version_of_the_same_report() -> None:
    """The new version says 9, the correction makes 12 of it: 7 → 12 is +2 of the report and +3 of the correction."""
    now = told([A, B2], counts(10, 12), basis=basis(corrections={"k1": correction("9", "12", "01978")}))
    found = changes(told([A, B], counts(10, 7)), now, {"01969": ("a",), "01978": ("b2",)})
    parts = (Cause("replaced_report", ("b2",), Decimal(2)), Cause("correction", ("k1",), Decimal(3)))
    assert of(found, "01978").causes == parts
    assert of(found, "063").causes == parts


def test_a_correction_that_no_longer_holds_takes_back_what_it_added() -> None:
    before = told([A, B], counts(10, 12), basis=basis(corrections={"k1": correction("9", "12", "01978")}))
    found = changes(before, told([A, B2], counts(10, 8)), {"01969": ("a",), "01978": ("b2",)})
    assert of(found, "01978").causes == (
        Cause("replaced_report", ("b2",), Decimal(-1)),
        Cause("correction", ("k1",), Decimal(-3)),
    )


def test_a_correction_that_says_another_number_adds_the_difference_of_both() -> None:
    before, now = (
        told([A, B], counts(10, n), basis=basis(corrections={"k1": correction("dash", str(n), "01978")}))
        for n in (12, 15)
    )
    assert of(changes(before, now), "063").causes == (Cause("correction", ("k1",), Decimal(3)),)


def test_a_report_that_no_longer_counts_takes_its_figures_with_it() -> None:
    now = told([A, sent("b", "01978", "returned")], [figure(COUNT, "063", 10), figure(COUNT, "01969", 10)])
    found = changes(
        told([A, B], counts(10, 7)), now, {"01969": ("a",)}, {"b": frozenset({("01978", POOR, "2020")})}
    )
    gone = of(found, "01978")
    assert (gone.kind, gone.now) == ("gone", None)
    assert gone.causes == of(found, "063").causes == (Cause("withdrawn_report", ("b",), Decimal(-7)),)


def test_a_report_of_other_items_is_no_cause() -> None:
    before, now = told([A, B], counts(10, 7)), told([A], counts(10, 9), code_sha256="d")
    found = changes(before, now, {"01969": ("a",)}, {"b": frozenset({("01978", "new_jobs", "2020")})})
    assert named(of(found, "01978").causes) == ["program"]


def test_numerator_and_denominator_of_a_rate_are_both_divided() -> None:
    before = told([B], [figure(RATE, "063", 7, 100), figure(RATE, "01978", 7, 100)])
    now = [figure(RATE, "063", 17, 150), figure(RATE, "01969", 10, 50), figure(RATE, "01978", 7, 100)]
    found = changes(before, told([A, B], now), {"01969": ("a",), "01978": ("b",)})
    assert of(found, "063", RATE).causes == (Cause("late_report", ("a",), Decimal(10), Decimal(50)),)


def test_parts_are_not_given_where_the_units_do_not_add_up_to_the_area() -> None:
    """The district's own line stood for its communes."""
    before = told([B], [figure(COUNT, "063", 30), figure(COUNT, "01978", 7)])
    found = changes(before, told([A, B], counts(10, 7)), {"01969": ("a",), "01978": ("b",)})
    assert of(found, "063").causes == (Cause("late_report", ("a",)),)


def test_two_causes_in_one_unit_that_cannot_be_divided_are_only_named() -> None:
    now = told([A, B2], counts(10, 9), basis=basis(indicators={**basis()["indicators"], COUNT: "b"}))
    found = changes(told([A, B], counts(10, 7)), now, {"01969": ("a",), "01978": ("b2",)})
    assert of(found, "063").causes == (Cause("replaced_report", ("b2",)), Cause("definition"))


def test_a_drop_changes_with_the_year_before_alone() -> None:
    """The numerator is this year's and stays; the report of the year before came late."""
    late = sent("y", period="2019")
    before = told([A], [figure(DROP, "01969", 10, 100, actual=None)])
    now = told(
        [A, late],
        [figure(DROP, "01969", 10, 100, actual=Decimal(2)), figure(DROP, "01969", 12, 100, period="2019")],
    )
    found = changes(before, now, {"01969": ("a", "y")})
    assert named(of(found, "01969", DROP).causes) == ["late_report"]


def test_a_share_of_territories_rests_on_what_its_predicate_judges() -> None:
    before, now = told([A, B], [figure(SHARE, "063", 1, 2)]), told([A], [figure(SHARE, "063", 1, 1)])
    found = changes(before, now, {"063": ("a",)}, {"b": frozenset({("01978", POOR, "2020")})})
    assert named(of(found, "063", SHARE).causes) == ["withdrawn_report"]


@pytest.mark.parametrize(
    ("manifest", "cause"),
    [
        ({"basis": basis(boundaries="b")}, ["boundaries"]),
        ({"basis": basis(rules="b"), "code_sha256": "d"}, ["rules"]),
        ({"basis": basis(standards={"S": "b"}), "code_sha256": "d"}, ["standard"]),
        ({"code_sha256": "d"}, ["program"]),
        ({"code_sha256": "d", "reference_sha256": "s"}, ["reference", "program"]),
        ({}, ["unknown"]),
    ],
)
def test_what_holds_for_all_figures_is_named_where_nothing_of_the_figure_itself_changed(
    manifest: dict[str, object], cause: list[str]
) -> None:
    found = changes(told([A, B], counts(10, 7)), told([A, B], counts(10, 9), **manifest))
    assert named(of(found, "063").causes) == cause


def test_another_program_is_not_named_where_a_report_explains_the_figure() -> None:
    before = told([A], [figure(COUNT, "063", 10), figure(COUNT, "01969", 10)])
    now = told([A, B], counts(10, 7), code_sha256="d", reference_sha256="s")
    found = changes(before, now, {"01969": ("a",), "01978": ("b",)})
    assert {tuple(named(one.causes)) for one in found.figures} == {("late_report",)}


def test_a_release_from_before_the_pieces_were_told_blames_none_of_them() -> None:
    before = told([A, B], counts(10, 7), basis={}, code_sha256="b")
    assert named(of(changes(before, told([A, B], counts(10, 9))), "063").causes) == ["program"]


def test_a_target_has_the_causes_of_its_figure() -> None:
    before = told([A], [figure(COUNT, "063", 5), figure(COUNT, "01969", 5)], target(5))
    found = changes(before, told([A, B], counts(5, 7), target(12)), {"01969": ("a",), "01978": ("b",)})
    (one,) = found.targets
    assert one.before is not None
    assert one.now is not None
    assert (one.kind, one.before.verdict, one.now.verdict) == ("changed", "met", "not_met")
    assert one.causes == (Cause("late_report", ("b",), Decimal(7)),)
    assert found.counts == (CauseCount("late_report", 1, 2),)


def test_an_amended_target_is_told_beside_what_changed_its_figure() -> None:
    now = told([A, B2], counts(10, 9), target(19, 20), basis=basis(targets={"t1": "b"}))
    found = changes(told([A, B], counts(10, 7), target(17)), now, {"01978": ("b2",)})
    assert named(found.targets[0].causes) == ["replaced_report", "plan"]


@pytest.mark.parametrize("is_new", [True, False])
def test_a_target_that_came_or_went_is_a_matter_of_the_plan(is_new: bool) -> None:
    with_it, without = told([A], counts(1, 2), target(3)), told([A], counts(1, 2))
    found = changes(without, with_it) if is_new else changes(with_it, without)
    assert [(one.kind, named(one.causes)) for one in found.targets] == [
        ("new" if is_new else "gone", ["plan"])
    ]


def test_two_equal_releases_differ_in_nothing() -> None:
    same = told([A, B], counts(10, 7), target(17))
    found = changes(same, told([A, B], counts(10, 7), target(17), code_sha256="d"))
    assert (found.state, found.figures, found.targets, found.counts) == ("same", (), (), ())


def test_the_first_release_and_one_whose_predecessor_is_damaged() -> None:
    now = told([A], counts(10, 7))
    ground = Ground(DEFINITIONS)
    assert changes_of("", None, now, ground).state == "first"
    assert changes_of("p", None, now, ground).state == "unknown"
