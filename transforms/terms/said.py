"""Sentences before they have a language: which text of the catalogue, filled with which values.

What is judged once is worded twice: a sentence is built as one of these values, and the words of a language
(transforms/render/language.py) make it readable.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from transforms.terms.period import Period


@dataclass(frozen=True)
class Amount:
    """A number in a measure unit (Vietnamese, as in the reference), with as many decimals as it needs."""

    value: Decimal
    measure_unit: str


@dataclass(frozen=True)
class Rounded:
    """A number with this many decimals."""

    value: Decimal
    decimals: int


@dataclass(frozen=True)
class Named:
    """A text of the reference in both languages; Vietnamese alone where nobody translated it."""

    vi: str
    en: str = ""


@dataclass(frozen=True)
class Inside:
    """A value as it goes on inside a sentence: a name without its capital, a day and a period as they are spoken."""

    what: "Said | Named | date | Period"


@dataclass(frozen=True)
class Said:
    """A text of the catalogue, its placeholders filled with the values of the same names."""

    key: str
    values: "Mapping[str, Value]"


Value: TypeAlias = Said | Amount | Rounded | Named | Inside | Decimal | Period | date | str | int


def said(key: str, **values: Value) -> Said:
    """The text `key` with these values."""
    return Said(key, values)
