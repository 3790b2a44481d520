"""The figures that a plan's text states beside its targets: do they agree among themselves?"""

from collections.abc import Iterator
from decimal import Decimal

from transforms.plan_check.figures import Book, printed_of
from transforms.plan_check.findings import PlanFinding, finding
from transforms.plan_check.lines import common_span
from transforms.plan_check.numbers import Both, Span, about, both, rounded
from transforms.terms.period import Period
from transforms.terms.plan import StatedFigure

_Pair = tuple[StatedFigure, StatedFigure]


def stated_findings(book: Book) -> Iterator[PlanFinding]:
    """Counts with their rates, parts, shares, sums, and what a stated drop implies for the year before."""
    for pairs in _pairs_by_whole(book).values():
        yield _rates(book, pairs)
    for figure in book.plan.stated:
        yield from _part(book, figure)
        yield from _share(book, figure)
        yield from _drop(book, figure)
    for total_id in dict.fromkeys(f.sums_to for f in book.plan.stated if f.sums_to):
        yield _sum(book, total_id)


def _pairs_by_whole(book: Book) -> dict[tuple[str, tuple[str, ...]], list[_Pair]]:
    """Every count beside the rate over the same items, by period and denominator of the rate."""
    found: dict[tuple[str, tuple[str, ...]], list[_Pair]] = {}
    for rate in book.plan.stated:
        over = book.indicator(rate.indicator_id)
        if over is None or over.kind != "rate" or not rate.value:
            continue
        for count in book.plan.stated:
            own = book.indicator(count.indicator_id)
            is_count = own is not None and (own.kind, own.numerator) == ("count", over.numerator)
            if is_count and count.period == rate.period:
                found.setdefault((rate.period, over.denominator), []).append((count, rate))
    return found


def _rates(book: Book, pairs: list[_Pair]) -> PlanFinding:
    over = book.indicator(pairs[0][1].indicator_id)
    assert over is not None
    label = book.label(over.denominator)
    said = [_implied(count, rate, label) for count, rate in pairs]
    spans = [_whole_span(count, rate) for count, rate in pairs]
    known = book.known("count", over.denominator, pairs[0][1].period)
    if known is not None:
        number = both(known.printed.value)
        said.append(
            (f"{label[0]} {known.source[0]} là {number[0]}", f"{number[1]} {label[1]} {known.source[1]}")
        )
        spans.append(known.span)
    kind = "note" if len(spans) == 1 else "agrees" if common_span(spans) else "slip"
    values = ("; ".join(one[0] for one in said), "; ".join(one[1] for one in said))
    ids = [figure.stated_id for pair in pairs for figure in pair]
    return finding(book.plan, ids, "stated_rates", kind, values=values)


def _implied(count: StatedFigure, rate: StatedFigure, label: Both) -> Both:
    number, share = both(count.value), both(rate.value)
    whole = about(100 * count.value / rate.value)
    return (
        f"{number[0]} / {share[0]}% cho {label[0]} khoảng {whole[0]}",
        f"{number[1]} / {share[1]} % gives about {whole[1]} {label[1]}",
    )


def _whole_span(count: StatedFigure, rate: StatedFigure) -> Span:
    span = printed_of(rate).span
    return Span(100 * count.value / span.high, 100 * count.value / span.low)


def _part(book: Book, figure: StatedFigure) -> Iterator[PlanFinding]:
    whole = _stated(book, figure.part_of)
    if whole is not None and figure.value > whole.value:
        ids = [figure.stated_id, whole.stated_id]
        yield finding(
            book.plan,
            ids,
            "stated_part",
            "slip",
            name=figure.name_vi,
            part=figure.value,
            whole=whole.value,
        )


def _share(book: Book, figure: StatedFigure) -> Iterator[PlanFinding]:
    part = _stated(book, figure.share_of)
    whole = _stated(book, part.part_of) if part else None
    if part is None or whole is None or not whole.value:
        return
    printed = printed_of(figure)
    exact = rounded(100 * part.value / whole.value, printed.decimals)
    yield finding(
        book.plan,
        [part.stated_id, whole.stated_id, figure.stated_id],
        "stated_share",
        "agrees" if exact == printed.value else "slip",
        part=part.value,
        whole=whole.value,
        exact=exact,
        printed=printed.value,
    )


def _sum(book: Book, total_id: str) -> PlanFinding:
    whole = _stated(book, total_id)
    assert whole is not None
    parts = [figure for figure in book.plan.stated if figure.sums_to == total_id]
    terms = [both(part.value) for part in parts]
    total = sum((part.value for part in parts), Decimal(0))
    return finding(
        book.plan,
        [*(part.stated_id for part in parts), whole.stated_id],
        "stated_sum",
        "agrees" if total == whole.value else "slip",
        terms=(" + ".join(t[0] for t in terms), " + ".join(t[1] for t in terms)),
        total=total,
        whole=whole.value,
        name=whole.name_vi,
    )


def _drop(book: Book, figure: StatedFigure) -> Iterator[PlanFinding]:
    """The rate of the year before that a stated drop implies."""
    own = book.indicator(figure.indicator_id)
    if own is None or own.kind != "rate_drop":
        return
    rate = book.known("rate", own.numerator, figure.period)
    now = book.measuring("rate", own.numerator)
    if rate is not None and now is not None:
        yield finding(
            book.plan,
            [figure.stated_id],
            "stated_drop",
            "note",
            name=(now.name_vi, now.name_en),
            now=rate.printed.value,
            period=figure.period,
            drop=figure.value,
            before=rate.printed.value + figure.value,
            previous=Period(figure.period).previous_year.text,
        )


def _stated(book: Book, stated_id: str) -> StatedFigure | None:
    return next((figure for figure in book.plan.stated if stated_id and figure.stated_id == stated_id), None)
