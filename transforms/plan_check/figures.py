"""Base figures: what a plan's own text states, then what was compiled from submissions."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from transforms.plan_check.numbers import Both, Printed, Span, as_printed
from transforms.registry import Registry
from transforms.terms.indicator import Indicator
from transforms.terms.period import Period
from transforms.terms.plan import Plan, StatedFigure
from transforms.terms.standard import FigureStatus, standard_at

_FROM_TEXT: Both = ("theo văn bản kế hoạch", "by the plan's text")
_FROM_FACTS: Both = ("theo số liệu đã tổng hợp", "by the figures compiled")


@dataclass(frozen=True)
class Figures:
    """Compiled figures by indicator, territory code, period and poverty standard."""

    values: Mapping[tuple[str, str, str, str], Decimal] = field(default_factory=dict)

    @classmethod
    def of(cls, rows: Iterable[Mapping[str, Any]], statuses: Iterable[FigureStatus]) -> "Figures":
        """The complete figures among rows of `indicator_values`, in the status closest to final."""
        ranks = {status.figure_status: status.rank for status in statuses}
        complete = [row for row in rows if row["is_complete"] and row["actual"] is not None]
        names = ("indicator_id", "territory_code", "period", "standard_id")
        return cls(
            {
                tuple(row[name] for name in names): row["actual"]
                for row in sorted(complete, key=lambda row: ranks[row["figure_status"]])
            }
        )


@dataclass(frozen=True)
class Known:
    """A figure that a check may lean on, with where it comes from."""

    printed: Printed
    source: Both
    is_exact: bool

    @property
    def span(self) -> Span:
        """The exact values that it may stand for."""
        return Span(self.printed.value, self.printed.value) if self.is_exact else self.printed.span


@dataclass(frozen=True)
class Book:
    """A plan with everything that its checks look things up in."""

    plan: Plan
    registry: Registry
    figures: Figures

    def indicator(self, indicator_id: str) -> Indicator | None:
        """The indicator of a target or stated figure; none for a qualitative or unlisted one."""
        return self.registry.indicators.get(indicator_id)

    @property
    def base_period(self) -> str:
        """The year before the plan's: the base of its drops."""
        return Period(self.plan.period).previous_year.text

    def known(self, kind: str, numerator: tuple[str, ...], period: str, group_id: str = "") -> Known | None:
        """The figure of a kind of indicator over these items: stated in the text, else compiled.

        What a text states is about the whole area of its plan, never about a group in it.
        """
        indicator = self.measuring(kind, numerator)
        if indicator is None:
            return None
        for figure in () if group_id else self.plan.stated:
            if (figure.indicator_id, figure.period) == (indicator.indicator_id, period):
                return Known(printed_of(figure), _FROM_TEXT, is_exact=kind == "count")
        area = group_id or self.plan.territory_code
        value = self.figures.values.get((indicator.indicator_id, area, period, self._standard_id))
        if value is None:
            return None
        return Known(Printed(value, indicator.decimals), _FROM_FACTS, is_exact=kind == "count")

    def measuring(self, kind: str, numerator: tuple[str, ...]) -> Indicator | None:
        """The indicator of a kind over these items."""
        every = self.registry.indicators.values()
        return next((one for one in every if (one.kind, one.numerator) == (kind, numerator)), None)

    @property
    def _standard_id(self) -> str:
        """The poverty standard of the plan: figures under another one are no base for it."""
        standard = standard_at(self.registry.standards, Period(self.plan.period).end_date)
        return standard.standard_id if standard else ""

    def label(self, items: tuple[str, ...]) -> Both:
        """The names of items inside a sentence, in both languages."""
        known = [self.registry.items[item] for item in items]
        return " + ".join(_lower(k.label_vi) for k in known), " + ".join(_lower(k.label_en) for k in known)


def printed_of(figure: StatedFigure) -> Printed:
    """A stated figure in the decimals of its quotation."""
    return as_printed(figure.value, figure.text_vi)


def _lower(label: str) -> str:
    return label[:1].lower() + label[1:]
