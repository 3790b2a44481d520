"""Numbers, dates and periods as English papers write them."""

from datetime import date
from decimal import Decimal

from transforms.render import vi_format
from transforms.terms.period import Period

_SWAP = str.maketrans({",": ".", ".": ","})
_PARTS = {
    "H": ("first half of", "second half of"),
    "Q": ("first quarter of", "second quarter of", "third quarter of", "fourth quarter of"),
}
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def format_number(value: Decimal | None, decimals: int | None = None) -> str:
    """`79,677`, `21.88`: as the Vietnamese one, with the marks the other way round."""
    return vi_format.format_number(value, decimals).translate(_SWAP)


def format_date(day: date | None) -> str:
    """`31 December 2018`; None is empty."""
    return "" if day is None else f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def format_period(period: Period) -> str:
    """`2018`, `first half of 2024`, `third quarter of 2024`, `February 2024`."""
    if period.is_annual:
        return str(period.year)
    kind, number = period.text[5], int(period.text[6:])
    named = _MONTHS[number - 1] if kind == "M" else _PARTS[kind][number - 1]
    return f"{named} {period.year}"


def spoken_period(period: Period) -> str:
    """A period inside a sentence: `the first half of 2024`."""
    text = format_period(period)
    return f"the {text}" if text[0].islower() else text
