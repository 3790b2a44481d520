"""What the golden tests of the plans share: the rows of a comparison and the arithmetic of official tables."""

from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal
from fractions import Fraction
from pathlib import Path

from tests.flow_helpers import Row, release, table


def comparison(workspace: Path, plan: str) -> dict[int, Row]:
    """The rows of a plan by the number of the target."""
    rows = table(release(workspace, plan), "comparison")
    return {int(row["target_id"].removeprefix(f"{plan}-")): row for row in rows}


def points(part: int, whole: int) -> Fraction:
    """A rate in per cent, exact."""
    return Fraction(100 * part, whole)


def rounded(value: Fraction, decimals: int = 2) -> Decimal:
    """Half up, as official tables round."""
    return _decimal(value).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def upwards(value: Fraction, decimals: int = 0) -> Decimal:
    """To the next step up: less a month would not reach the aim."""
    return _decimal(value).quantize(Decimal(1).scaleb(-decimals), ROUND_CEILING)


def _decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)


def number(text: str) -> Decimal | None:
    """A figure of a published table; nothing for an empty cell."""
    return Decimal(text) if text else None


def figures_of(rows: list[Row], indicator: str, period: str, level: str) -> dict[str, Row]:
    """The published rows of an indicator, by territory."""
    return {
        row["territory_code"]: row
        for row in rows
        if (row["indicator_id"], row["period"], row["level"]) == (indicator, period, level)
    }
