"""The page of maps: each indicator that is drawn, with its legend and a table beside it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from transforms.site.book import Book
from transforms.site.maps import MapFigures
from transforms.site.outlines import outlines_svg

_CLASSES = 5


@dataclass(frozen=True)
class MapRow:
    """One commune of the table beside the map."""

    name: str
    order: int
    value: str
    sort: Decimal | str
    remark: str


@dataclass(frozen=True)
class Drawn:
    """One map as the page shows it; the legend holds the class of style and what it stands for."""

    name: str
    about: str
    svg: str
    legend: tuple[tuple[str, str], ...]
    rows: tuple[MapRow, ...]


def map_pages(book: Book) -> Iterator[tuple[str, bytes]]:
    """The page, where any map is supplied."""
    if book.dossier.maps:
        drawn = [_drawn(one, book) for one in book.dossier.maps]
        yield book.page("map.html", "map.html.j2", maps=drawn)


def _drawn(figures: MapFigures, book: Book) -> Drawn:
    indicator = book.indicator(figures.indicator_id)
    bounds = _bounds([row["actual"] for row in figures.rows.values() if row["actual"] is not None])
    name = book.say.of(indicator, "name")
    about = book.say(
        "map_carried" if figures.is_carried else "map_own",
        day=book.words.date(figures.map.valid_from),
        period=book.words.period(book.dossier.release.period),
    )
    looks = {
        code: _look(figures.rows.get(code), bounds, inside=code in figures.inside)
        for code in figures.map.shapes
    }
    rows = tuple(
        _row(code, figures, book)
        for code in sorted(figures.inside, key=lambda code: book.order(figures.inside[code].name))
    )
    titles = {one: f"{figures.inside[one].name}: {_said(one, figures, book)}" for one in figures.inside}
    svg = outlines_svg(figures.map.shapes, looks, titles, f"{name}. {about}")
    return Drawn(name, about, svg, _legend(bounds, set(looks.values()), indicator.decimals, book), rows)


def _bounds(values: Sequence[Decimal]) -> list[tuple[Decimal, Decimal]]:
    """Classes of about equally many communes, as their lowest and highest value; equal values share a class."""
    ordered = sorted(values)
    found: list[tuple[Decimal, Decimal]] = []
    for place in range(_CLASSES):
        part = ordered[len(ordered) * place // _CLASSES : len(ordered) * (place + 1) // _CLASSES]
        part = [value for value in part if not found or value > found[-1][1]]
        if part:
            top = max(part)
            found.append((min(part), top))
    return found


def _look(row: Mapping[str, Any] | None, bounds: Sequence[tuple[Decimal, Decimal]], *, inside: bool) -> str:
    if not inside:
        return "m-out"
    if row is None or row["actual"] is None:
        return "m-cut" if row is not None and row["carry_state"] == "not_divisible" else "m-none"
    place = next(n for n, (_, high) in enumerate(bounds) if row["actual"] <= high)
    return f"m-{place + 1}"


def _said(code: str, figures: MapFigures, book: Book) -> str:
    row = figures.rows.get(code)
    indicator = book.indicator(figures.indicator_id)
    if row is None:
        return book.say("map_none")
    if row["actual"] is None:
        return _remark(row, book)
    return book.words.measured(row["actual"], indicator.decimals, indicator.measure_unit)


def _remark(row: Mapping[str, Any] | None, book: Book) -> str:
    """Why a commune has no figure, or on how many of its units it rests."""
    if row is None:
        return book.say("map_none")
    if row["carry_state"] == "not_divisible":
        period = book.dossier.release.period
        names = ", ".join(book.name_at(code, period.text) for code in row["divided_codes"])
        return book.say("map_not_divisible", units=names)
    if row["carry_state"] == "partly_owed":
        return book.say("map_partly_owed", given=row["units_given"], owed=row["units_owed"])
    return "" if row["actual"] is not None else book.say("map_none")


def _row(code: str, figures: MapFigures, book: Book) -> MapRow:
    row = figures.rows.get(code)
    name = figures.inside[code].name
    actual = row["actual"] if row is not None else None
    value = (
        "…" if actual is None else book.words.number(actual, book.indicator(figures.indicator_id).decimals)
    )
    return MapRow(name, book.order(name), value, "" if actual is None else actual, _remark(row, book))


def _legend(
    bounds: Sequence[tuple[Decimal, Decimal]], used: set[str], decimals: int, book: Book
) -> tuple[tuple[str, str], ...]:
    number = book.words.number
    classes = [
        (
            f"m-{n}",
            f"{number(low, decimals)} – {number(high, decimals)}" if low != high else number(low, decimals),
        )
        for n, (low, high) in enumerate(bounds, start=1)
    ]
    others = [("m-cut", "map_cut"), ("m-none", "map_none"), ("m-out", "map_out")]
    return (*classes, *((css, book.say(key)) for css, key in others if css in used))
