"""Pages of sources: figures that are made of several territories' lines, their arithmetic down to every cell."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from transforms.site.book import Book
from transforms.site.figures import Figure, SourcePage
from transforms.site.traces import ReportedLine, SourceCell


@dataclass(frozen=True)
class Told:
    """A figure with its arithmetic as a sentence, and on how much it rests."""

    figure: Figure
    sentence: str
    coverage: str


@dataclass(frozen=True)
class SourceRow:
    """The cells of one reporting territory, a tuple an item."""

    code: str
    name: str
    order: int
    has_page: bool
    cells: tuple[tuple[SourceCell, ...], ...]


@dataclass(frozen=True)
class Year:
    """What was reported for one period: items, their totals with the number of cells, the rows."""

    items: tuple[str, ...]
    totals: tuple[tuple[str, Decimal, int], ...]
    rows: tuple[SourceRow, ...]


def figure_pages(book: Book) -> Iterator[tuple[str, bytes]]:
    """A page for the figures of an area that share items and reporting territories."""
    for page in book.figures.source_pages:
        yield book.page(
            page.path,
            "figure.html.j2",
            area=book.area_name(page.figures[0]),
            figures=[_told(figure, book) for figure in page.figures],
            years=_years(page, book),
        )


def _told(figure: Figure, book: Book) -> Told:
    return Told(
        figure,
        book.words.arithmetic(figure.row, figure.indicator),
        book.words.coverage(figure.row),
    )


def _years(page: SourcePage, book: Book) -> list[tuple[str, Year]]:
    periods = dict.fromkeys(line.period for line in page.lines)
    return [
        (period, _year([line for line in page.lines if line.period == period], page.items, book))
        for period in periods
    ]


def _year(lines: list[ReportedLine], items: tuple[str, ...], book: Book) -> Year:
    rows = sorted((_row(line, items, book) for line in lines), key=lambda row: row.order)
    totals = []
    for place, item in enumerate(items):
        cells = [cell for row in rows for cell in row.cells[place]]
        counted = [cell.counted for cell in cells if cell.counted is not None]
        totals.append((item, sum(counted, Decimal(0)), len(cells)))
    return Year(items, tuple(totals), tuple(rows))


def _row(line: ReportedLine, items: tuple[str, ...], book: Book) -> SourceRow:
    traces = book.dossier.traces
    name = book.name_at(line.territory_code, line.period)
    return SourceRow(
        line.territory_code,
        name,
        book.order(name),
        line.territory_code in book.codes,
        tuple(traces.cells_of(line, (item,)) for item in items),
    )
