"""One aim stated in several measures: points, a count, what is left. They must imply the same whole."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from transforms.plan_check.figures import Book
from transforms.plan_check.findings import PlanFinding, finding
from transforms.plan_check.numbers import Both, Printed, Span, about, as_printed, both, rounded
from transforms.terms.plan import Target

_ItemKey = tuple[str, ...]


@dataclass(frozen=True)
class Line:
    """The targets of one sentence over the same items; `whole_items` are the denominator of its rate."""

    targets: tuple[Target, ...]
    group_id: str
    numerator: _ItemKey
    whole_items: _ItemKey
    drop: Decimal
    left: Decimal | None
    points: Printed | None

    @property
    def ids(self) -> tuple[str, ...]:
        """The targets that the line is made of."""
        return tuple(target.target_id for target in self.targets)

    @property
    def base(self) -> Decimal | None:
        """The count at the start: what is to go and what is to be left."""
        return None if self.left is None else self.drop + self.left

    @property
    def whole(self) -> Decimal | None:
        """The whole of which the drop is the printed points."""
        return None if self.points is None else 100 * self.drop / self.points.value

    @property
    def whole_span(self) -> Span | None:
        """Every whole that the rounding of the points allows."""
        if self.points is None or self.points.span.low <= 0:
            return None
        return Span(100 * self.drop / self.points.span.high, 100 * self.drop / self.points.span.low)


def line_findings(book: Book) -> Iterator[PlanFinding]:
    """The arithmetic of every sentence, then that of all sentences with the same whole."""
    lines = list(_lines(book))
    for line in lines:
        yield _within(book, line)
        yield from _against_base(book, line)
        yield from _against_whole(book, line)
    for same in _by_whole(lines):
        yield _between(book, same)


def _lines(book: Book) -> Iterator[Line]:
    groups: dict[tuple[str, str, _ItemKey], list[Target]] = {}
    for target in book.plan.targets:
        indicator = book.indicator(target.indicator_id)
        if indicator is not None and target.sentence_id and target.low is not None:
            key = (target.sentence_id, target.group_id, indicator.numerator)
            groups.setdefault(key, []).append(target)
    for (_, group_id, numerator), targets in groups.items():
        by_kind = {target.kind: target for target in targets}
        drop, left, points = (by_kind.get(kind) for kind in ("drop_count", "level_count", "drop_pp"))
        if drop is None or drop.low is None or not (left or points):
            continue
        indicator = book.indicator(points.indicator_id) if points else None
        yield Line(
            tuple(t for t in (points, drop, left) if t),
            group_id,
            numerator,
            indicator.denominator if indicator else (),
            drop.low,
            left.low if left else None,
            as_printed(points.low, points.text_vi) if points and points.low else None,
        )


def _within(book: Book, line: Line) -> PlanFinding:
    span = line.whole_span
    is_possible = line.base is None or span is None or line.base <= span.high
    name = line.targets[0].name_vi
    return finding(
        book.plan,
        line.ids,
        "sentence",
        "agrees" if is_possible else "slip",
        name=name,
        arithmetic=_arithmetic(book, line),
    )


def _arithmetic(book: Book, line: Line) -> Both:
    said = list(filter(None, (_start(line), _whole(book, line), _rates(line))))
    return "; ".join(one[0] for one in said), "; ".join(one[1] for one in said)


def _start(line: Line) -> Both | None:
    if line.left is None or line.base is None:
        return None
    unit = line.targets[-1].measure_unit
    drop, left, base = both(line.drop), both(line.left), both(line.base)
    return (
        f"{drop[0]} + {left[0]} = {base[0]} {unit} đầu kỳ",
        f"{drop[1]} + {left[1]} = {base[1]} at the start",
    )


def _whole(book: Book, line: Line) -> Both | None:
    if line.points is None or line.whole is None or line.whole_span is None:
        return None
    drop, points, whole = both(line.drop), both(line.points.value), about(line.whole)
    low, high = about(line.whole_span.low), about(line.whole_span.high)
    label = book.label(line.whole_items)
    vietnamese = (
        f"{drop[0]} là {points[0]} điểm % nên {label[0]} khoảng {whole[0]}"
        f" (từ {low[0]} đến {high[0]} vì {points[0]} đã làm tròn)"
    )
    english = (
        f"{drop[1]} are {points[1]} points, so {label[1]} are about {whole[1]}"
        f" ({low[1]} to {high[1]}, since {points[1]} is rounded)"
    )
    return vietnamese, english


def _rates(line: Line) -> Both | None:
    if line.left is None or line.base is None or not line.whole:
        return None
    before, after = (both(rounded(100 * count / line.whole, 2)) for count in (line.base, line.left))
    return (
        f"tỷ lệ từ khoảng {before[0]}% xuống {after[0]}%",
        f"the rate goes from about {before[1]} % to {after[1]} %",
    )


def _against_base(book: Book, line: Line) -> Iterator[PlanFinding]:
    known = book.known("count", line.numerator, book.base_period, line.group_id)
    if known is not None and line.base is not None:
        yield finding(
            book.plan,
            line.ids,
            "opening",
            "agrees" if known.printed.value == line.base else "slip",
            base=line.base,
            name=book.label(line.numerator),
            period=book.base_period,
            known=known.printed.value,
            source=known.source,
        )


def _against_whole(book: Book, line: Line) -> Iterator[PlanFinding]:
    known = book.known("count", line.whole_items, book.base_period, line.group_id)
    span = line.whole_span
    if known is not None and span is not None:
        yield finding(
            book.plan,
            line.ids,
            "whole",
            "agrees" if span.common(known.span) else "slip",
            low=about(span.low),
            high=about(span.high),
            name=book.label(line.whole_items),
            period=book.base_period,
            known=known.printed.value,
            source=known.source,
        )


def _by_whole(lines: Iterable[Line]) -> list[list[Line]]:
    """Lines whose rates have the same denominator in the same area, where there are several."""
    same: dict[tuple[str, _ItemKey], list[Line]] = {}
    for line in lines:
        if line.whole_span is not None:
            same.setdefault((line.group_id, line.whole_items), []).append(line)
    return [group for group in same.values() if len(group) > 1]


def _between(book: Book, lines: list[Line]) -> PlanFinding:
    ids = [target_id for line in lines for target_id in line.ids]
    wholes = [about(line.whole) for line in lines if line.whole is not None]
    values = (" và ".join(w[0] for w in wholes), " and ".join(w[1] for w in wholes))
    label = book.label(lines[0].whole_items)
    common = common_span(line.whole_span for line in lines)
    if common is None:
        return finding(book.plan, ids, "lines", "slip", whole=label, values=values)
    low, high = about(common.low), about(common.high)
    return finding(book.plan, ids, "lines", "agrees", whole=label, values=values, low=low, high=high)


def common_span(spans: Iterable[Span | None]) -> Span | None:
    """What all spans hold; nothing where two of them lie apart."""
    known = [span for span in spans if span is not None]
    found: Span | None = known[0]
    for span in known[1:]:
        found = found.common(span) if found else None
    return found
