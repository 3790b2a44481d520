"""Aims that say nothing without a base: relative drops, and the level that a drop in points leads to."""

from collections.abc import Iterator
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from transforms.plan_check.figures import Book, Known
from transforms.plan_check.findings import PlanFinding, finding
from transforms.plan_check.numbers import Both, Span, as_printed, both
from transforms.terms.indicator import Indicator
from transforms.terms.plan import Target

_BOUNDS: dict[str, Both] = {">": ("dưới", "below"), ">=": ("không quá", "no more than")}


def base_findings(book: Book) -> Iterator[PlanFinding]:
    """What each relative drop needs or means, and the level after each drop in points."""
    for target in book.plan.targets:
        indicator = book.indicator(target.indicator_id)
        if indicator is None or target.low is None:
            continue
        if target.kind == "drop_relative":
            yield from _relative(book, target, indicator, target.low)
        if target.kind == "drop_pp":
            yield from _level_after(book, target, indicator, target.low)


def _relative(book: Book, target: Target, indicator: Indicator, low: Decimal) -> Iterator[PlanFinding]:
    level = _level_beside(book, target, indicator)
    ids = [t.target_id for t in (level, target) if t]
    known = book.known("count", indicator.numerator, book.base_period, target.group_id)
    label = book.label(indicator.numerator)
    if known is None:
        quoted = [f"“{t.text_vi}”" for t in (level, target) if t]
        aims = (" và ".join(quoted), " and ".join(quoted))
        yield finding(book.plan, ids, "base", "needs", aims=aims, name=label, period=book.base_period)
        return
    base, high = known.printed.value, target.high if target.high is not None else low
    drops = [(base * share / 100).to_integral_value(ROUND_CEILING) for share in (low, high)]
    yield finding(
        book.plan,
        [target.target_id],
        "base",
        "note",
        base=base,
        unit=_unit(book, indicator),
        period=book.base_period,
        source=known.source,
        share=_share(target, low),
        drops=_range(drops[0], drops[1]),
        left=_range(base - drops[1], base - drops[0]),
    )
    if level is not None:
        least = base - drops[1] if target.comparator == "range" else Decimal(0)
        yield _with_level(book, target, level, Span(least, base - drops[0]))


def _with_level(book: Book, target: Target, level: Target, left: Span) -> PlanFinding:
    indicator = book.indicator(level.indicator_id)
    assert indicator is not None
    assert level.low is not None
    assert target.low is not None
    known = book.known("count", indicator.denominator, book.base_period, target.group_id)
    said: dict[str, Decimal | str | Both] = {"level": level.low, "share": _share(target, target.low)}
    ids = [level.target_id, target.target_id]
    if known is None:
        name, period = book.label(indicator.denominator), book.base_period
        return finding(book.plan, ids, "level_and_share", "needs", name=name, period=period, **said)
    own = _counts_at(as_printed(level.low, level.text_vi).span, known)
    return finding(
        book.plan,
        ids,
        "level_and_share",
        "agrees" if own.common(left) else "slip",
        whole=_whole(book, indicator),
        known=known.printed.value,
        source=known.source,
        level_left=_range(own.low, own.high),
        left=_range(left.low, left.high),
        unit=_unit(book, indicator),
        **said,
    )


def _level_after(book: Book, target: Target, indicator: Indicator, low: Decimal) -> Iterator[PlanFinding]:
    known = book.known("rate", indicator.numerator, book.base_period, target.group_id)
    if known is not None and target.comparator in _BOUNDS:
        yield finding(
            book.plan,
            [target.target_id],
            "level_after_drop",
            "note",
            name=target.name_vi,
            base=known.printed.value,
            period=book.base_period,
            source=known.source,
            drop=low,
            bound=_BOUNDS[target.comparator],
            year=book.plan.period,
            level=known.printed.value - low,
        )


def _level_beside(book: Book, target: Target, indicator: Indicator) -> Target | None:
    """The level that the same sentence gives for the same items."""
    return next(
        (
            other
            for other in book.plan.targets
            if (other.kind, other.group_id) == ("level", target.group_id)
            and target.sentence_id
            and other.sentence_id == target.sentence_id
            and (own := book.indicator(other.indicator_id)) is not None
            and own.numerator == indicator.numerator
        ),
        None,
    )


def _counts_at(level: Span, whole: Known) -> Span:
    """Whole counts that are the level of the whole, as far as its rounding goes."""
    low, high = (share * whole.printed.value / 100 for share in (level.low, level.high))
    return Span(low.to_integral_value(ROUND_FLOOR), high.to_integral_value(ROUND_CEILING))


def _whole(book: Book, indicator: Indicator) -> Both:
    label, year = book.label(indicator.denominator), book.base_period
    return f"{label[0]} năm {year}", f"{label[1]} of {year}"


def _share(target: Target, low: Decimal) -> Both:
    if target.high is None:
        return f"{both(low)[0]}%", f"{both(low)[1]} %"
    (low_vi, low_en), (high_vi, high_en) = both(low), both(target.high)
    return f"{low_vi} đến {high_vi}%", f"{low_en} to {high_en} %"


def _range(low: Decimal, high: Decimal) -> Both:
    if low == high:
        return both(low)
    return f"{both(low)[0]} đến {both(high)[0]}", f"{both(low)[1]} to {both(high)[1]}"


def _unit(book: Book, indicator: Indicator) -> str:
    return book.registry.items[indicator.numerator[0]].measure_unit
