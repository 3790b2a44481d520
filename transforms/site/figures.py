"""The figures of a release as its pages show them: value, arithmetic, coverage, and where they are traced."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from transforms.site.dossier import Dossier
from transforms.site.traces import ReportedLine, SourceCell
from transforms.terms.indicator import Indicator
from transforms.terms.period import Period


@dataclass(frozen=True)
class Figure:
    """One indicator of one area in the release's period and status: a row of `as_reported` with its definition."""

    row: Mapping[str, Any]
    indicator: Indicator
    lines: tuple[ReportedLine, ...]

    @property
    def code(self) -> str:
        """The area: a territory or a group."""
        return str(self.row["territory_code"])

    @property
    def actual(self) -> Decimal | None:
        """The value, in the measure unit of the indicator."""
        found: Decimal | None = self.row["actual"]
        return found

    @property
    def is_complete(self) -> bool:
        """Whether every unit that owes the figure gave it."""
        return bool(self.row["is_complete"])

    @property
    def is_group(self) -> bool:
        """Whether the area is a group of territories."""
        return bool(self.row["level"] == "group")

    @property
    def own_lines(self) -> tuple[ReportedLine, ...]:
        """The lines of the area itself."""
        return tuple(line for line in self.lines if line.territory_code == self.code)

    @property
    def is_summed(self) -> bool:
        """Whether lines of other territories stand behind the figure: then it has a page of its own."""
        return any(line.territory_code != self.code for line in self.lines)

    @property
    def items(self) -> tuple[str, ...]:
        """The items of which the value is made: of a count, its numerator only."""
        return self.indicator.needed_items


@dataclass(frozen=True)
class SourcePage:
    """The page on which figures of one area are traced: they share items, and the same territories reported them."""

    path: str
    figures: tuple[Figure, ...]

    @property
    def items(self) -> tuple[str, ...]:
        """Every item that any of the figures is made of."""
        return tuple(dict.fromkeys(item for figure in self.figures for item in figure.items))

    @property
    def lines(self) -> tuple[ReportedLine, ...]:
        """Every line behind any of the figures, the newest period first."""
        found = {line for figure in self.figures for line in figure.lines}
        by_territory = sorted(found, key=lambda line: line.territory_code)
        return tuple(sorted(by_territory, key=lambda line: line.period, reverse=True))


class Figures:
    """Every figure of the release, by indicator and area; of two standards that in force counts."""

    def __init__(self, dossier: Dossier) -> None:
        self._dossier = dossier

    @cached_property
    def _all(self) -> dict[tuple[str, str], Figure]:
        release, registry = self._dossier.release, self._dossier.registry
        standard = registry.standard_in_force(release.period)
        wanted = (release.period.text, release.figure_status.figure_status, standard)
        return {
            (row["indicator_id"], row["territory_code"]): self._figure(row)
            for row in self._dossier.history
            if (row["period"], row["figure_status"], row["standard_id"]) == wanted
            and row["indicator_id"] in registry.indicators
        }

    def _figure(self, row: Mapping[str, Any]) -> Figure:
        indicator = self._dossier.registry.indicators[row["indicator_id"]]
        key = (row["indicator_id"], row["territory_code"], row["standard_id"])
        return Figure(row, indicator, self._dossier.traces.lines_of(*key))

    @cached_property
    def source_pages(self) -> tuple[SourcePage, ...]:
        """The pages of the figures behind which lines of other territories stand."""
        places = {name: place for place, name in enumerate(self._dossier.registry.indicators)}
        groups: dict[tuple[str, str, frozenset[str]], list[Figure]] = {}
        for figure in sorted(
            (one for one in self._all.values() if one.is_summed),
            key=lambda one: (one.code, places[one.indicator.indicator_id]),
        ):
            reporting = frozenset(line.territory_code for line in figure.lines)
            family = self._families[figure.items[0]]
            groups.setdefault((figure.code, family, reporting), []).append(figure)
        return tuple(
            SourcePage(f"figures/{some[0].code}-{some[0].indicator.indicator_id}.html", tuple(some))
            for some in groups.values()
        )

    @cached_property
    def _families(self) -> dict[str, str]:
        """Every item with the item that stands for all those that indicators of the release tie together."""
        found: dict[str, str] = {}
        for indicator in self.indicators:
            items = indicator.needed_items
            if not items:
                continue
            tied = {found[item] for item in items if item in found}
            head = min(tied | {items[0]})
            found |= {item: head for item, old in found.items() if old in tied}
            found |= dict.fromkeys(items, head)
        return found

    @cached_property
    def _source_paths(self) -> dict[tuple[str, str], str]:
        return {
            (figure.indicator.indicator_id, figure.code): page.path
            for page in self.source_pages
            for figure in page.figures
        }

    def trace_path(self, figure: Figure) -> str:
        """Where a figure is traced: a page of sources, or its line on the page of its territory.

        Nowhere where a group's share of territories is judged by the figures of these territories.
        """
        own = figure.indicator.indicator_id
        page = "" if figure.is_group else f"territories/{figure.code}.html"
        page = self._source_paths.get((own, figure.code), page)
        return f"{page}#{own}" if page else ""

    def get(self, indicator_id: str, code: str) -> Figure | None:
        """The figure of an indicator in an area."""
        return self._all.get((indicator_id, code))

    def of_area(self, code: str) -> list[Figure]:
        """The figures of an area in the order of the definitions."""
        return [found for name in self._dossier.registry.indicators if (found := self._all.get((name, code)))]

    def of_indicator(self, indicator_id: str) -> list[Figure]:
        """The figures of an indicator in all areas."""
        return [figure for (name, _), figure in self._all.items() if name == indicator_id]

    @cached_property
    def indicators(self) -> list[Indicator]:
        """The indicators of which the release has any figure, in the order of the definitions."""
        known = {name for name, _ in self._all}
        return [one for name, one in self._dossier.registry.indicators.items() if name in known]

    def cells(self, line: ReportedLine, figure: Figure) -> tuple[SourceCell, ...]:
        """The cells of a line that the figure is made of."""
        return self._dossier.traces.cells_of(line, figure.items)


def trend(
    rows: Iterable[Mapping[str, Any]], period: Period, ranks: Mapping[str, int]
) -> list[Mapping[str, Any]]:
    """The rows of whole years and of the period itself, each in the status closest to final; oldest first.

    A year reported under two standards has two rows, that of the older standard first.
    """
    best: dict[tuple[str, str], Mapping[str, Any]] = {}
    for row in rows:
        if not (Period(row["period"]).is_annual or row["period"] == period.text):
            continue
        key = (row["period"], row["standard_id"])
        if key not in best or ranks[row["figure_status"]] > ranks[best[key]["figure_status"]]:
            best[key] = row
    return sorted(best.values(), key=lambda row: (Period(row["period"]).end_date, row["standard_id"]))
