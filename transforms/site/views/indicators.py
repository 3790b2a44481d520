"""The list of indicators, and one page an indicator: definition, source, series with breaks, every territory."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from transforms.site.book import Book
from transforms.site.figures import Figure, trend
from transforms.terms.indicator import Indicator
from transforms.terms.period import Period


@dataclass(frozen=True)
class Listed:
    """An indicator with its figure in the plan's area and the number of areas that have one."""

    indicator: Indicator
    figure: Figure | None
    trace: str
    areas: int


@dataclass(frozen=True)
class PointRow:
    """One value of the series; `broken` says why it may not be compared with the one before."""

    row: Mapping[str, Any]
    period: Period
    status: str
    value: str
    broken: str


@dataclass(frozen=True)
class AreaFigure:
    """The figure of one territory or group in the table of an indicator."""

    figure: Figure
    name: str
    order: int
    depth: int
    trace: str


def indicator_pages(book: Book) -> Iterator[tuple[str, bytes]]:
    """The list, then a page each."""
    indicators = book.figures.indicators
    yield book.page(
        "indicators.html", "indicators.html.j2", indicators=[_listed(i, book) for i in indicators]
    )
    for indicator in indicators:
        yield _indicator_page(indicator, book)


def _listed(indicator: Indicator, book: Book) -> Listed:
    own = book.dossier.release.plan.territory_code
    figures = book.figures.of_indicator(indicator.indicator_id)
    figure = book.figures.get(indicator.indicator_id, own)
    trace = book.figures.trace_path(figure) if figure else ""
    return Listed(indicator, figure, trace, len(figures))


def _indicator_page(indicator: Indicator, book: Book) -> tuple[str, bytes]:
    own = book.dossier.release.plan.territory_code
    points = _points(indicator, own, book)
    return book.page(
        f"indicators/{indicator.indicator_id}.html",
        "indicator.html.j2",
        indicator=indicator,
        formula=book.words.formula(indicator),
        points=points,
        chart=book.chart(indicator.indicator_id, own),
        areas=_areas(indicator, book),
    )


def _points(indicator: Indicator, code: str, book: Book) -> list[PointRow]:
    rows = trend(book.rows_of(indicator.indicator_id, code), book.dossier.release.period, book.ranks)
    found = []
    for place, row in enumerate(rows):
        before = rows[place - 1] if place else None
        found.append(
            PointRow(
                row,
                Period(row["period"]),
                book.words.status_name(row["figure_status"]),
                book.words.history_value(row, indicator) or "…",
                book.words.broken(before, row),
            )
        )
    return found


def _areas(indicator: Indicator, book: Book) -> list[AreaFigure]:
    """Territories in the order of the list, then groups."""
    depths = {line.territory_code: line.depth for line in book.dossier.release.territories}
    figures = {figure.code: figure for figure in book.figures.of_indicator(indicator.indicator_id)}
    codes = [*(code for code in depths if code in figures), *sorted(figures.keys() - depths.keys())]
    return [
        AreaFigure(
            figures[code],
            name := book.area_name(figures[code]),
            book.order(name),
            depths.get(code, 0),
            book.figures.trace_path(figures[code]),
        )
        for code in codes
    ]
