"""The list of all territories, and one page a territory: its figures, its rank, its submissions."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from transforms.release import DutyState, TerritoryLine
from transforms.site.book import Book
from transforms.site.figures import Figure, trend
from transforms.site.traces import ReportedLine, SourceCell
from transforms.terms.territory import LEVELS, Territory

_COLUMNS = (
    ("resident_households", "resident_household_count"),
    ("poor_households", "poor_household_count"),
    ("poor_household_rate", "poor_household_rate"),
    ("near_poor_households", "near_poor_household_count"),
    ("near_poor_household_rate", "near_poor_household_rate"),
    ("poor_household_rate_drop", "poor_household_rate_drop"),
)


@dataclass(frozen=True)
class Shown:
    """One cell of the list: its text, the number by which it is sorted, whether it lacks units."""

    text: str
    sort: Decimal | str
    is_partial: bool


@dataclass(frozen=True)
class AreaRow:
    """One territory of the list; `order` is the place of its name in Vietnamese order."""

    line: TerritoryLine
    level: str
    level_order: int
    order: int
    cells: tuple[Shown, ...]


@dataclass(frozen=True)
class FigureRow:
    """One figure on the page of a territory.

    `sources` are the cells of its own lines by period: those of the numerator, then those of the denominator; `earlier`
    the values of the years before; `judged` how many units a share is judged over.
    """

    figure: Figure
    name: str
    bounds: str
    coverage: str
    sources: tuple[tuple[str, tuple[tuple[SourceCell, ...], ...]], ...]
    earlier: str
    judged: int
    trace: str


def territory_pages(book: Book) -> Iterator[tuple[str, bytes]]:
    """The list, then a page each."""
    release = book.dossier.release
    yield book.page(
        "territories.html",
        "territories.html.j2",
        areas=[_area(line, book) for line in release.territories],
        heads=[book.words.head(book.indicator(name)) for _, name in _COLUMNS],
        maps=book.dossier.maps,
    )
    for line in release.territories:
        yield _territory_page(line, book)


def _area(line: TerritoryLine, book: Book) -> AreaRow:
    return AreaRow(
        line,
        book.words.level(line.level),
        LEVELS.index(line.level),
        book.order(line.territory_name),
        tuple(_shown(getattr(line, name), name, indicator, line, book) for name, indicator in _COLUMNS),
    )


def _shown(value: Decimal | None, name: str, indicator: str, line: TerritoryLine, book: Book) -> Shown:
    if value is None:
        return Shown("", "", is_partial=False)
    decimals = book.indicator(indicator).decimals
    return Shown(book.words.number(value, decimals), value, name in line.partial)


def _territory_page(line: TerritoryLine, book: Book) -> tuple[str, bytes]:
    code = line.territory_code
    territory = book.territory(code)
    day = book.dossier.release.period.end_date
    figures = [_figure_row(figure, book) for figure in book.figures.of_area(code)]
    return book.page(
        f"territories/{code}.html",
        "territory.html.j2",
        territory=territory,
        above=_above(territory, book),
        level=book.words.level(line.level),
        rank=book.words.rank_of(line, book.dossier.release),
        figures=figures,
        has_earlier=any(one.earlier for one in figures),
        breaks=_breaks(code, book),
        charts=[chart for chart in (book.chart(name, code) for name in book.main_indicators(code)) if chart],
        duties=_duties_about(code, book),
        units=sorted(
            book.dossier.registry.territories.children(code, day), key=lambda unit: book.order(unit.name)
        ),
    )


def _above(territory: Territory, book: Book) -> list[Territory]:
    """The areas above a territory that the release has pages of, the highest first."""
    found: list[Territory] = []
    parent = territory.parent_code
    while parent in book.codes:
        found.insert(0, book.territory(parent))
        parent = found[0].parent_code
    return found


def _figure_row(figure: Figure, book: Book) -> FigureRow:
    lines = () if figure.is_summed else figure.own_lines
    return FigureRow(
        figure,
        book.say.of(figure.indicator, "name"),
        book.words.bounds(figure.row, figure.indicator),
        book.words.coverage(figure.row),
        tuple((line.period, _parts(line, figure, book)) for line in lines),
        book.words.earlier(_before(figure, book), figure.row, figure.indicator),
        int(figure.row["units_owed"]) if figure.indicator.predicate else 0,
        book.figures.trace_path(figure),
    )


def _parts(line: ReportedLine, figure: Figure, book: Book) -> tuple[tuple[SourceCell, ...], ...]:
    """The cells of the numerator, and of the denominator where the value is made of one."""
    traces, indicator = book.dossier.traces, figure.indicator
    sides = (indicator.numerator, indicator.denominator if indicator.is_rate else ())
    return tuple(traces.cells_of(line, side) for side in sides if side)


def _before(figure: Figure, book: Book) -> list[Mapping[str, Any]]:
    """The rows of the periods before the release's, oldest first."""
    release = book.dossier.release
    rows = trend(book.rows_of(figure.indicator.indicator_id, figure.code), release.period, book.ranks)
    return [row for row in rows if row["period"] != release.period.text]


def _breaks(code: str, book: Book) -> str:
    """That the values of the territory were counted by several standards; nothing where they were not."""
    rows = (row for one in book.figures.indicators for row in book.rows_of(one.indicator_id, code))
    return book.words.standard_breaks(sorted({row["standard_id"] for row in rows}))


def _duties_about(code: str, book: Book) -> list[DutyState]:
    """What the territory itself owed."""
    return [duty for duty in book.dossier.release.duties if duty.submitter_id == code]
