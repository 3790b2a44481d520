"""The pages of one release in one language, with what their views look up."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from transforms.charts.series import SeriesPoint
from transforms.site.dossier import Dossier
from transforms.site.figures import Figure, Figures, trend
from transforms.site.paper import Paper
from transforms.site.trends import trend_chart, trend_points
from transforms.site.words import PageWords
from transforms.terms.indicator import Indicator
from transforms.terms.period import Period
from transforms.terms.territory import Territory
from transforms.terms.texts import Speaker


@dataclass(frozen=True)
class Book:
    """A dossier on paper in one language; the figures are shared by both languages."""

    dossier: Dossier
    figures: Figures
    paper: Paper

    @classmethod
    def of(cls, dossier: Dossier, figures: Figures, language: str) -> "Book":
        """The book in a language: `vi` or `en`."""
        return cls(dossier, figures, Paper.of(dossier, language))

    @property
    def language(self) -> str:
        """The language of the pages."""
        return self.paper.language

    @property
    def say(self) -> Speaker:
        """The texts of the language."""
        return self.paper.say

    @property
    def words(self) -> PageWords:
        """Numbers, dates and sentences of the language."""
        return self.paper.words

    def page(self, path: str, template: str, **values: object) -> tuple[str, bytes]:
        """A page of this language: its place in the release and its bytes."""
        return self.paper.page(path, template, **values)

    @cached_property
    def codes(self) -> frozenset[str]:
        """The territories that have a page."""
        return frozenset(line.territory_code for line in self.dossier.release.territories)

    @cached_property
    def ranks(self) -> Mapping[str, int]:
        """How close to final each figure status is."""
        return {one.figure_status: one.rank for one in self.dossier.registry.figure_statuses}

    def order(self, name: str) -> int:
        """The place of a name in Vietnamese order; unknown names last."""
        return self.dossier.name_order.get(name, len(self.dossier.name_order))

    def indicator(self, indicator_id: str) -> Indicator:
        """The definition of an indicator."""
        return self.dossier.registry.indicators[indicator_id]

    def territory(self, code: str) -> Territory:
        """The territory of a code on the map of the release's last day."""
        found = self.dossier.registry.territories.at(code, self.dossier.release.period.end_date)
        assert found is not None
        return found

    def name_at(self, code: str, period: str) -> str:
        """The name of a territory at the end of a period; the code where it had none."""
        found = self.dossier.registry.territories.at(code, Period(period).end_date)
        return found.name if found else code

    def area_name(self, figure: Figure) -> str:
        """The name of the area of a figure: of a group in the language of the page."""
        if not figure.is_group:
            return str(figure.row["territory_name"])
        groups = (one for one in self.dossier.registry.groups if one.group_id == figure.code)
        return self.say.of(next(groups), "group_name")

    @cached_property
    def _rows(self) -> Mapping[tuple[str, str], list[Mapping[str, Any]]]:
        found: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
        for row in self.dossier.history:
            found.setdefault((row["indicator_id"], row["territory_code"]), []).append(row)
        return found

    def rows_of(self, indicator_id: str, code: str) -> list[Mapping[str, Any]]:
        """Every known row of an indicator in an area, of any period and status."""
        return self._rows.get((indicator_id, code), [])

    def points(self, indicator_id: str, code: str) -> tuple[SeriesPoint, ...]:
        """The series of an indicator in an area."""
        rows = trend(self.rows_of(indicator_id, code), self.dossier.release.period, self.ranks)
        return trend_points(rows, self.indicator(indicator_id), self.words)

    def chart(self, indicator_id: str, code: str) -> str:
        """The series of an indicator in an area as SVG; nothing of a single point."""
        return trend_chart(self.points(indicator_id, code), self.say.of(self.indicator(indicator_id), "name"))

    def main_indicators(self, code: str) -> tuple[str, ...]:
        """The indicators that are drawn on the page of an area: those that maps show; none of a single unit."""
        day = self.dossier.release.period.end_date
        if not self.dossier.registry.territories.children(code, day):
            return ()
        return tuple(name for name in self.dossier.registry.map_indicators if self.figures.get(name, code))
