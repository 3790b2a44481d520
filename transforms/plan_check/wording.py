"""Does the data say what the quoted text says: the same number, the same population?"""

import re
from collections.abc import Iterator
from decimal import Decimal

from transforms.plan_check.figures import Book
from transforms.plan_check.findings import PlanFinding, finding
from transforms.plan_check.numbers import Both, both, numbers_in
from transforms.terms.plan import Target
from transforms.text.normalise import text_key

_ADDED = re.compile(r"\[[^\]]*\]")


def wording_findings(book: Book) -> Iterator[PlanFinding]:
    """Numbers that the quotation does not hold, and quotations that name another population."""
    for target in book.plan.targets:
        yield from _numbers(book, target.target_id, target.text_vi, target.note_vi, (target.low, target.high))
        yield from _population(book, target)
    for figure in book.plan.stated:
        yield from _numbers(book, figure.stated_id, figure.text_vi, "", (figure.value,))


def _numbers(
    book: Book, own_id: str, text: str, note: str, typed: tuple[Decimal | None, ...]
) -> Iterator[PlanFinding]:
    quoted = {number.value for number in numbers_in(_ADDED.sub("", text))}
    explained = {number.value for number in numbers_in(f"{text} {note}")}
    for number in typed:
        if number is not None and number not in quoted:
            kind = "note" if number in explained else "slip"
            yield finding(book.plan, [own_id], "number", kind, number=number, text=text)


def _population(book: Book, target: Target) -> Iterator[PlanFinding]:
    """A slip where the longest names in the text all belong to other indicators."""
    indicator = book.indicator(target.indicator_id)
    if indicator is None or not indicator.phrases:
        return
    named = _names_in(text_key(_ADDED.sub("", target.text_vi)), book)
    if named and not set(named) & set(indicator.phrases):
        why = _arithmetic(book, target, named[0])
        yield finding(
            book.plan,
            [target.target_id],
            "population",
            "slip",
            text=target.text_vi,
            found=named[0],
            indicator=(indicator.name_vi, indicator.name_en),
            why=why,
        )


def _names_in(text: str, book: Book) -> list[str]:
    """The phrases of all indicators that stand in the text, without those inside a longer one."""
    phrases = {phrase for indicator in book.registry.indicators.values() for phrase in indicator.phrases}
    spans = [
        (match.start(), match.end(), phrase)
        for phrase in phrases
        for match in re.finditer(rf"(?<!\w){re.escape(phrase)}(?!\w)", text)
    ]
    return [
        phrase
        for start, end, phrase in sorted(spans)
        if not any(s <= start and end <= e and (s, e) != (start, end) for s, e, _ in spans)
    ]


def _arithmetic(book: Book, target: Target, found: str) -> Both:
    """Why the number belongs to the target's own population: its sentence adds up, the other has its own number."""
    own = book.indicator(target.indicator_id)
    drop = next((t for t in _beside(book, target) if t.kind == "drop_count"), None)
    if own is None or drop is None or drop.low is None or target.low is None or target.kind != "level_count":
        return ("", "")
    label = book.label(own.numerator)
    terms = [both(number) for number in (target.low, drop.low, target.low + drop.low)]
    said = [
        f"; {terms[0][0]} + {terms[1][0]} = {terms[2][0]} là {label[0]} đầu kỳ",
        f"; {terms[0][1]} + {terms[1][1]} = {terms[2][1]} are {label[1]} at the start",
    ]
    other = _same_measure_of(book, target, found)
    if other is not None and other.low is not None:
        numbers = both(other.low)
        said[0] += f", còn “{found}” còn lại đã được nêu là {numbers[0]}"
        said[1] += f", while {numbers[1]} are already given as left for “{found}”"
    return said[0], said[1]


def _beside(book: Book, target: Target) -> list[Target]:
    """The other targets of the same sentence over the same items."""
    own = book.indicator(target.indicator_id)
    return [
        other
        for other in book.plan.targets
        if own is not None
        and target.sentence_id
        and other.sentence_id == target.sentence_id
        and other.target_id != target.target_id
        and (indicator := book.indicator(other.indicator_id)) is not None
        and indicator.numerator == own.numerator
    ]


def _same_measure_of(book: Book, target: Target, phrase: str) -> Target | None:
    return next(
        (
            other
            for other in book.plan.targets
            if (other.kind, other.group_id) == (target.kind, target.group_id)
            and (indicator := book.indicator(other.indicator_id)) is not None
            and phrase in indicator.phrases
        ),
        None,
    )
