"""Numbers, days, measure units, labels and sentences in the words of one language."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from transforms.judging.wording import range_said
from transforms.render import en_format, vi_format
from transforms.terms.period import Period
from transforms.terms.said import Amount, Inside, Named, Rounded, Said, Value
from transforms.terms.texts import Texts
from transforms.text.normalise import lower_first

_MANY, _ONE = "units_", "unit_"


@dataclass(frozen=True)
class _Formats:
    """How a language writes numbers, days and periods; the last two as they stand inside a sentence."""

    number: Callable[[Decimal | None, int | None], str]
    date: Callable[[dt.date | None], str]
    period: Callable[[Period], str]
    spoken_date: Callable[[dt.date], str]
    spoken_period: Callable[[Period], str]


_FORMATS = {
    "vi": _Formats(
        vi_format.format_number,
        vi_format.format_date,
        vi_format.format_period,
        vi_format.spoken_date,
        vi_format.format_period,
    ),
    "en": _Formats(
        en_format.format_number,
        en_format.format_date,
        en_format.format_period,
        en_format.format_date,
        en_format.spoken_period,
    ),
}


class Language:
    """One language: its formats, and the texts of the catalogue through `say`."""

    def __init__(self, texts: Texts, language: str) -> None:
        self.language = language
        self.say = texts.speaker(language)
        self._formats = _FORMATS[language]
        many = {text["vi"]: key for key, text in texts.catalogue.items() if key.startswith(_MANY)}
        self._units = {unit: key.removeprefix(_MANY) for unit, key in many.items()}

    def number(self, value: Decimal | None, decimals: int | None = None) -> str:
        """`17,33` or `17.33`; without `decimals` as many as the value needs; None is empty."""
        return self._formats.number(value, decimals)

    def signed(self, value: Decimal | None, decimals: int | None = None) -> str:
        """A difference: as `number`, with a plus sign above zero."""
        text = self.number(value, decimals)
        is_above_zero = text.strip("0,.") != "" and not text.startswith("-")
        return f"+{text}" if is_above_zero else text

    def unit(self, measure_unit: str, *, is_one: bool = False) -> str:
        """The word for a measure unit, as it follows many or one; as it stands where the catalogue lacks it."""
        key = self._units.get(measure_unit)
        return self.say(f"{_ONE if is_one else _MANY}{key}") if key else measure_unit

    def with_unit(self, number: str, measure_unit: str) -> str:
        """A number that is written already, with its measure unit; the per cent sign stands without a blank."""
        return vi_format.with_unit(number, self.unit(measure_unit, is_one=number.lstrip("+-") == "1"))

    def measured(self, value: Decimal | None, decimals: int | None, measure_unit: str) -> str:
        """`2.063 hộ` or `2,063 households`; empty where there is no number."""
        return self.with_unit(self.number(value, decimals), measure_unit)

    def date(self, day: dt.date | None) -> str:
        """`31/12/2018` or `31 December 2018`; None is empty."""
        return self._formats.date(day)

    def period(self, period: Period) -> str:
        """`6 tháng đầu năm 2024` or `first half of 2024`."""
        return self._formats.period(period)

    def aim(self, comparator: str, low: Decimal | None, high: Decimal | None, measure_unit: str = "") -> str:
        """The aim as a table shows it: `≥ 2,7`, `> 4`, `từ 15 đến 20%`, `từ 3 đến 4 trở lên`.

        Empty where there is no number; the bounds of a range stand in the order of the number line.
        """
        if low is None:
            return ""
        if high is None:
            number = self.measured(low, None, measure_unit)
            return f"{vi_format.aim_sign(comparator)}{number}"
        return self.told(range_said(comparator, low, high, measure_unit))

    def verdict(self, verdict: str) -> str:
        """The word for a verdict on a target."""
        return self.say(f"judged_{verdict}")

    def duty(self, state: str) -> str:
        """The word for what became of a duty."""
        return self.say("duty_missing" if state == "missing" else f"verdict_{state}")

    def severity(self, severity: str) -> str:
        """The word for the severity of an issue."""
        return self.say(f"severity_{severity}")

    def task(self, state: str) -> str:
        """The word for the state of a task; empty is no update yet."""
        return self.say(f"task_{state or 'none'}")

    def cause(self, cause: str) -> str:
        """Why a figure changed between two statuses."""
        return self.say(f"cause_{cause}")

    def told(self, value: Value) -> str:
        """A value or a whole sentence in this language."""
        match value:
            case Said(key, values):
                text = self.say(key, **{name: self.told(part) for name, part in values.items()})
            case Amount(amount, measure_unit):
                text = self.measured(amount, None, measure_unit)
            case Rounded(number, decimals):
                text = self.number(number, decimals)
            case Named(vi, en):
                text = (en if self.language == "en" else vi) or vi
            case Inside(what):
                text = self._inside(what)
            case Decimal():
                text = self.number(value)
            case dt.date():
                text = self.date(value)
            case Period():
                text = self.period(value)
            case str() | int():
                text = str(value)
        return text

    def _inside(self, what: Value) -> str:
        if isinstance(what, dt.date):
            return self._formats.spoken_date(what)
        if isinstance(what, Period):
            return self._formats.spoken_period(what)
        return lower_first(self.told(what))

    def sentence(self, value: Value) -> str:
        """The same as a sentence of its own: with a capital."""
        text = self.told(value)
        return f"{text[:1].upper()}{text[1:]}"
