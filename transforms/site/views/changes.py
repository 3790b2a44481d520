"""What changed since the release before and why, and from one figure status to the next."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from transforms.change_notes import change_notes
from transforms.render.differences import difference_unit
from transforms.render.revisions import revision_lines
from transforms.site.book import Book
from transforms.site.views.submissions import path_of
from transforms.terms.change import Cause, Changes, FigureChange, TargetChange, TargetState
from transforms.terms.texts import LANGUAGES

_LEVELS = ("province", "district", "group", "commune")
# A page of more lines than this is not read; the open tables of both releases hold them all.
_SHOWN = 500


@dataclass(frozen=True)
class CauseLine:
    """One cause in words, with the submissions behind it that have a page, and its part of a figure."""

    text: str
    part: str
    links: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class ChangeLine:
    """One changed target or figure: names, what it was, what it is, by how much, why."""

    name: str
    about: str
    before: str
    now: str
    difference: str
    causes: tuple[CauseLine, ...]


def change_pages(book: Book) -> Iterator[tuple[str, bytes]]:
    """The page of all changes."""
    release = book.dossier.release
    changes = release.changes or Changes("")
    ordered = sorted(changes.figures, key=_order)
    revisions = revision_lines(release, book.language)
    yield book.page(
        "changes.html",
        "changes.html.j2",
        changes=changes,
        sentences=change_notes(release)[LANGUAGES.index(book.language)],
        counts=[(book.say(f"change_cause_{one.cause}"), one) for one in changes.counts],
        targets=[_target(one, book) for one in changes.targets],
        figures=[_figure(one, book) for one in ordered[:_SHOWN]],
        revisions=[line for line in revisions if not line.is_commune],
        commune_revisions=[line for line in revisions if line.is_commune],
    )


def _order(change: FigureChange) -> tuple[int, str, str, str]:
    return _LEVELS.index(change.level), change.territory_code, change.indicator_id, change.period


def _target(change: TargetChange, book: Book) -> ChangeLine:
    targets = {one.target_id: one for one in book.dossier.release.plan.targets}
    target = targets.get(change.target_id)
    indicator = book.indicator(change.indicator_id) if change.indicator_id else None
    decimals = indicator.decimals if indicator else None
    before, now = (_state(one, change, decimals, book) for one in (change.before, change.now))
    values = [one.actual if one else None for one in (change.before, change.now)]
    return ChangeLine(
        name=book.say.of(target, "name") if target else change.target_id,
        about="",
        before=before,
        now=now,
        difference=_difference(values, change.measure_unit, decimals, book),
        causes=_causes(change.causes, book),
    )


def _state(state: TargetState | None, change: TargetChange, decimals: int | None, book: Book) -> str:
    """What was reached, the aim, and the verdict."""
    if state is None:
        return book.say("changed_none")
    aim = book.words.aim(state.comparator, state.low, state.high, change.measure_unit)
    value = "…" if state.actual is None else book.words.measured(state.actual, decimals, change.measure_unit)
    return "; ".join(filter(None, (value, aim, book.words.verdict(state.verdict))))


def _figure(change: FigureChange, book: Book) -> ChangeLine:
    indicator = book.indicator(change.indicator_id)
    before, now = (one.actual if one else None for one in (change.before, change.now))
    unit, decimals = change.measure_unit, indicator.decimals
    texts = ("…" if one is None else book.words.measured(one, decimals, unit) for one in (before, now))
    return ChangeLine(
        change.territory_name,
        f"{book.say.of(indicator, 'name')}, {book.words.period_text(change.period)}",
        next(texts),
        next(texts),
        _difference([before, now], unit, decimals, book),
        _causes(change.causes, book),
    )


def _difference(values: Sequence[Decimal | None], unit: str, decimals: int | None, book: Book) -> str:
    before, now = values
    if before is None or now is None:
        return ""
    return book.words.signed(now - before, decimals, difference_unit(unit))


def _causes(causes: Sequence[Cause], book: Book) -> tuple[CauseLine, ...]:
    return tuple(_cause(one, book) for one in causes)


def _cause(cause: Cause, book: Book) -> CauseLine:
    known = book.dossier.receipts
    links = tuple((path_of(one), one[:12]) for one in cause.ids if one in known)
    others = ", ".join(one[:12] for one in cause.ids if one not in known)
    text = book.say(f"change_cause_{cause.cause}")
    return CauseLine(f"{text} ({others})" if others else text, _part(cause, book), links)


def _part(cause: Cause, book: Book) -> str:
    """Its part of the change of a figure: of the numerator, and of the denominator where it has one."""
    parts = [one for one in (cause.numerator, cause.denominator) if one is not None]
    return " / ".join(book.words.signed(one) for one in parts)
