"""Numbers as Vietnamese papers print them."""

from decimal import Decimal


def show(number: Decimal) -> str:
    """A number with its marks: 1.486 and 17,33."""
    return _shown(number, ",")


def show_count(number: int) -> str:
    """How many there are of something: 1.486."""
    return show(Decimal(number))


def show_unmarked(number: Decimal) -> str:
    """A number without a mark for thousands, where only its size is the question: 1486 and 17,33."""
    return _shown(number, "")


def _shown(number: Decimal, thousands: str) -> str:
    plain = number.normalize()
    decimals = max(0, -int(plain.as_tuple().exponent))
    return f"{plain:{thousands}.{decimals}f}".replace(",", "\0").replace(".", ",").replace("\0", ".")
