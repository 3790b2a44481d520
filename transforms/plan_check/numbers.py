"""Numbers as a text prints them, and the span of exact values that each may stand for."""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from transforms.text.normalise import clean
from transforms.text.shown import show

_NUMBER = re.compile(r"\d+(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?")
_SHOWN_IN_THOUSANDS = 100_000

Both = tuple[str, str]


@dataclass(frozen=True)
class Span:
    """Every value from `low` to `high`."""

    low: Decimal
    high: Decimal

    def common(self, other: "Span") -> "Span | None":
        """The values that both spans hold; nothing where they lie apart."""
        low, high = max(self.low, other.low), min(self.high, other.high)
        return Span(low, high) if low <= high else None


@dataclass(frozen=True)
class Printed:
    """A number in the decimals that its text prints."""

    value: Decimal
    decimals: int

    @property
    def span(self) -> Span:
        """What may have been rounded to it: 0,8 stands for 0,75 to 0,85."""
        half = Decimal(5).scaleb(-self.decimals - 1)
        return Span(self.value - half, self.value + half)


def numbers_in(text: str) -> tuple[Printed, ...]:
    """The numbers of a Vietnamese text: 1.486 and 17,33; leading zeros (04%) say nothing."""
    return tuple(_printed(found) for found in _NUMBER.findall(clean(text)))


def _printed(found: str) -> Printed:
    plain = found.replace(".", "").replace(",", ".")
    return Printed(Decimal(plain), len(plain.partition(".")[2]))


def as_printed(value: Decimal, text: str) -> Printed:
    """A typed number in the decimals of its text; in its own where the text does not hold it."""
    own = Printed(value, max(0, -int(value.as_tuple().exponent)))
    return next((number for number in numbers_in(text) if number.value == value), own)


def rounded(value: Decimal, decimals: int) -> Decimal:
    """Half up, as official tables round."""
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def both(number: Decimal) -> Both:
    """A number as Vietnamese and as English texts write it."""
    vietnamese = show(number)
    return vietnamese, vietnamese.translate(str.maketrans(",.", ".,"))


def about(number: Decimal) -> Both:
    """A count that was worked out from rounded numbers: 8.575, or 257,9 nghìn."""
    if number < _SHOWN_IN_THOUSANDS:
        return both(rounded(number, 0))
    exact = f"{rounded(number / 1000, 1):f}"
    return f"{exact.replace('.', ',')} nghìn", f"{exact} thousand"
