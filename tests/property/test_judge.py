"""A better result never gets a worse verdict, and missing territories never a bolder one."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from transforms.judge import Actual, judge
from transforms.terms.plan import Target

ORDER = ["worse", "not_met", "met", "exceeded"]
AMOUNTS = st.decimals(-20, 120, allow_nan=False, allow_infinity=False, places=2)
AIMS = st.decimals(0, 100, allow_nan=False, allow_infinity=False, places=1)
UP = st.sampled_from([">=", ">", "range"])
DOWN = st.sampled_from(["<=", "<"])
KINDS = st.sampled_from(["level", "count", "coverage", "drop_pp", "drop_count", "drop_relative"])


def aim(comparator: str, low: Decimal, span: Decimal | None, kind: str) -> Target:
    high = None if span is None or comparator in {">", "<", "<="} else low + span
    return Target("t", "nguyên văn", "tên", "i", kind, comparator, low, high, "%", "", "")


def rank(target: Target, value: Decimal, baseline: Decimal | None, *, is_higher_better: bool) -> int:
    figure = Actual(value, value, value, baseline, is_higher_better=is_higher_better)
    return ORDER.index(judge(target, figure).verdict)


@given(UP, KINDS, AIMS, st.none() | AIMS, st.none() | AMOUNTS, AMOUNTS, AMOUNTS)
def test_more_is_never_worse_where_more_is_better(
    comparator: str,
    kind: str,
    low: Decimal,
    span: Decimal | None,
    baseline: Decimal | None,
    one: Decimal,
    other: Decimal,
) -> None:
    target = aim(comparator, low, span, kind)
    less, more = sorted((one, other))
    ranks = [rank(target, value, baseline, is_higher_better=True) for value in (less, more)]
    assert ranks[0] <= ranks[1]


@given(DOWN, AIMS, st.none() | AMOUNTS, AMOUNTS, AMOUNTS)
def test_less_is_never_worse_where_less_is_better(
    comparator: str, low: Decimal, baseline: Decimal | None, one: Decimal, other: Decimal
) -> None:
    target = aim(comparator, low, None, "level")
    less, more = sorted((one, other))
    ranks = [rank(target, value, baseline, is_higher_better=False) for value in (less, more)]
    assert ranks[0] >= ranks[1]


@given(UP | DOWN, AIMS, AMOUNTS, AMOUNTS, st.none() | AMOUNTS)
def test_a_verdict_over_missing_units_is_the_verdict_of_every_value_between_the_bounds(
    comparator: str, low: Decimal, one: Decimal, other: Decimal, baseline: Decimal | None
) -> None:
    target = aim(comparator, low, None, "level")
    is_up = comparator not in {"<=", "<"}
    least, most = sorted((one, other))
    middle = (least + most) / 2
    partial = Actual(middle, least, most, baseline, is_complete=False, is_higher_better=is_up)
    verdict = judge(target, partial).verdict
    whole = {ORDER[rank(target, v, baseline, is_higher_better=is_up)] for v in (least, middle, most)}
    assert verdict == (whole.pop() if len(whole) == 1 else "insufficient_data")


@given(UP | DOWN, KINDS, AIMS, AMOUNTS)
def test_the_difference_and_the_verdict_agree(
    comparator: str, kind: str, low: Decimal, value: Decimal
) -> None:
    found = judge(aim(comparator, low, None, kind), Actual(value, value, value))
    assert found.difference == value - low
    is_reached = value <= low if comparator in {"<=", "<"} else value >= low
    if found.verdict in {"met", "exceeded"}:
        assert is_reached
