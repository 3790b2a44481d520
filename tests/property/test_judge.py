"""A better result never gets a worse verdict, missing territories never a bolder one, and a pace always suffices."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import assume, given
from hypothesis import strategies as st

from transforms.judging import Actual, judge
from transforms.terms.period import Period
from transforms.terms.plan import Target

ORDER = ["worse", "not_met", "near", "met", "exceeded"]
YEAR = Period("2024")
AMOUNTS = st.decimals(-20, 120, allow_nan=False, allow_infinity=False, places=2)
AIMS = st.decimals(0, 100, allow_nan=False, allow_infinity=False, places=1)
WHOLE_AIMS = st.integers(0, 5000).map(Decimal)
WHOLE = st.integers(-500, 6000).map(Decimal)
MARGINS = st.none() | st.decimals(0, 5, allow_nan=False, allow_infinity=False, places=1)
UP = st.sampled_from([">=", ">", "range"])
DOWN = st.sampled_from(["<=", "<"])
KINDS = st.sampled_from(
    ["level", "count", "coverage", "drop_pp", "drop_count", "drop_relative", "share_of_territories"]
)
LEVELS = st.sampled_from(["level", "level_count", "coverage", "share_of_territories"])
PARTS = st.sampled_from([p.text for p in YEAR.all_within if p != YEAR]).map(Period)


def aim(
    comparator: str, low: Decimal, span: Decimal | None, kind: str, near: Decimal | None = None
) -> Target:
    high = None if span is None or comparator in {">", "<", "<="} else low + span
    return Target("t", "nguyên văn", "tên", "i", kind, comparator, low, high, "%", "", "", near=near)


def figure(value: Decimal, baseline: Decimal | None = None, *, is_higher_better: bool = True) -> Actual:
    """A complete figure; the denominator is there because a coverage is nothing without it."""
    return Actual(value, value, value, baseline, is_higher_better=is_higher_better, denominator=Decimal(100))


def rank(target: Target, value: Decimal, baseline: Decimal | None, *, is_higher_better: bool) -> int:
    return ORDER.index(judge(target, figure(value, baseline, is_higher_better=is_higher_better)).verdict)


@given(UP, KINDS, AIMS, st.none() | AIMS, MARGINS, st.none() | AMOUNTS, AMOUNTS, AMOUNTS)
def test_more_is_never_worse_where_more_is_better(
    comparator: str,
    kind: str,
    low: Decimal,
    span: Decimal | None,
    near: Decimal | None,
    baseline: Decimal | None,
    one: Decimal,
    other: Decimal,
) -> None:
    target = aim(comparator, low, span, kind, near)
    less, more = sorted((one, other))
    ranks = [rank(target, value, baseline, is_higher_better=True) for value in (less, more)]
    assert ranks[0] <= ranks[1]


@given(DOWN | st.just("range"), LEVELS, AIMS, AIMS, MARGINS, st.none() | AMOUNTS, AMOUNTS, AMOUNTS)
def test_less_is_never_worse_where_less_is_better(
    comparator: str,
    kind: str,
    low: Decimal,
    span: Decimal,
    near: Decimal | None,
    baseline: Decimal | None,
    one: Decimal,
    other: Decimal,
) -> None:
    target = aim(comparator, low, span, kind, near)
    less, more = sorted((one, other))
    ranks = [rank(target, value, baseline, is_higher_better=False) for value in (less, more)]
    assert ranks[0] >= ranks[1]


@given(UP | DOWN, KINDS, AIMS, MARGINS, AMOUNTS, AMOUNTS, st.decimals(0, 1, places=2), st.none() | AMOUNTS)
def test_a_verdict_between_bounds_is_the_verdict_of_every_value_between_them(
    comparator: str,
    kind: str,
    low: Decimal,
    near: Decimal | None,
    one: Decimal,
    other: Decimal,
    share: Decimal,
    baseline: Decimal | None,
) -> None:
    target = aim(comparator, low, None, kind, near)
    is_up = comparator not in {"<=", "<"}
    least, most = sorted((one, other))
    middle = least + (most - least) * share
    partial = replace(
        figure(middle, baseline, is_higher_better=is_up), low=least, high=most, is_complete=False
    )
    verdict = judge(target, partial).verdict
    ends = {ORDER[rank(target, v, baseline, is_higher_better=is_up)] for v in (least, most)}
    assert verdict == (ends.pop() if len(ends) == 1 else "insufficient_data")
    if verdict != "insufficient_data":
        assert verdict == ORDER[rank(target, middle, baseline, is_higher_better=is_up)]


@given(UP | DOWN, st.sampled_from(["count", "level_count"]), WHOLE_AIMS, WHOLE, st.integers(0, 9000))
def test_what_missing_territories_add_to_a_count_never_contradicts_the_verdict(
    comparator: str, kind: str, low: Decimal, known: Decimal, added: int
) -> None:
    target = aim(comparator, low, None, kind)
    is_up = comparator not in {"<=", "<"}
    partial = Actual(known, known, None, is_complete=False, is_higher_better=is_up)
    verdict = judge(target, partial).verdict
    if verdict != "insufficient_data":
        assert verdict == ORDER[rank(target, known + added, None, is_higher_better=is_up)]


@given(UP | DOWN, KINDS, AIMS, AMOUNTS)
def test_the_difference_and_the_verdict_agree(
    comparator: str, kind: str, low: Decimal, value: Decimal
) -> None:
    found = judge(aim(comparator, low, None, kind), figure(value))
    assert found.difference == value - low
    is_reached = value <= low if comparator in {"<=", "<"} else value >= low
    if found.verdict in {"met", "exceeded"}:
        assert is_reached


@given(UP | DOWN, st.sampled_from(["count", "drop_count", "level_count"]), WHOLE_AIMS, WHOLE, PARTS)
def test_the_pace_reaches_the_aim_in_the_months_left_and_asks_for_no_more(
    comparator: str, kind: str, low: Decimal, value: Decimal, period: Period
) -> None:
    target = aim(comparator, low, None, kind)
    is_down = comparator in {"<=", "<"}
    found = judge(target, figure(value, is_higher_better=not is_down), period, YEAR)
    assert found.verdict == "not_due"
    assert found.months_left == 12 - period.end_date.month
    if found.required_pace is None:
        return
    months, pace = found.months_left, found.required_pace
    reached = value + pace * months * (-1 if is_down else 1)
    assert judge(target, figure(reached, is_higher_better=not is_down)).verdict in {"met", "exceeded"}
    remaining = abs(low - value) + (comparator in {">", "<"})
    assert pace * months >= remaining > pace * months - months
    assert pace == pace.to_integral_value()


@given(st.sampled_from([">=", ">"]), AIMS, AMOUNTS, PARTS)
def test_the_pace_of_a_rate_reaches_the_aim_within_a_hundredth_a_month(
    comparator: str, low: Decimal, value: Decimal, period: Period
) -> None:
    target = aim(comparator, low, None, "drop_pp")
    found = judge(target, figure(value), period, YEAR)
    assume(found.required_pace is not None)
    assert found.required_pace is not None
    assert found.months_left is not None
    most = value + found.required_pace * found.months_left
    assert judge(target, figure(most)).verdict in {"met", "exceeded"}
    assert most - found.months_left * Decimal("0.01") < low + Decimal("0.01")


@given(
    st.sampled_from(["count", "drop_count", "drop_pp", "drop_relative"]),
    AIMS,
    st.none() | AIMS,
    AMOUNTS,
    PARTS,
)
def test_a_phased_aim_lies_never_above_that_of_the_year_and_grows_with_it(
    kind: str, low: Decimal, span: Decimal | None, value: Decimal, period: Period
) -> None:
    target = replace(aim(">=", low, span, kind), phasing="linear")
    found = judge(target, figure(value), period, YEAR)
    assert found.phased_low is not None
    assert low * period.end_date.month / 12 <= found.phased_low <= low
    whole = ORDER.index(judge(target, figure(value)).verdict)
    assert ORDER.index(found.verdict) >= whole
    assert (found.verdict == "exceeded") is (ORDER[whole] == "exceeded")
