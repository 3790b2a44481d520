"""Read the tables of verdicts.md: each row a target, its figure, and what should be said of it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from pathlib import Path

from tests.builders import ascii_table, number, target
from tests.judged import Told, judge
from transforms.judging import Actual, Followed
from transforms.terms.period import Period
from transforms.terms.plan import Phase, Target

PAGE = Path(__file__).with_name("verdicts.md")
_HEADING = re.compile(r"(?P<kind>\w+) \((?P<unit>[^)]+)\): (?P<title>.+)")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_COUNT_UNITS = {
    "drop_pp": "hộ",
    "drop_relative": "hộ",
    "share_of_territories": "xã",
    "level": "người",
    "coverage": "người",
}


@dataclass(frozen=True)
class Row:
    """One line of a table: the kind and the measure unit of its section, and its cells by column."""

    kind: str
    unit: str
    cells: dict[str, str]

    def __str__(self) -> str:
        shown = [text for name, text in self.cells.items() if name not in {"verdict", "sentence"}]
        return f"{self.kind} {' '.join(shown)}"

    def get(self, column: str) -> str:
        """A cell; nothing where the table has no such column, or the cell is a dash."""
        text = self.cells.get(column, "-")
        return "" if text == "-" else text


def rows() -> Iterator[Row]:
    """Every line of every table of the page."""
    for section in PAGE.read_text(encoding="utf-8").split("\n## ")[1:]:
        heading, _, body = section.partition("\n")
        found = _HEADING.fullmatch(heading)
        assert found, heading
        for cells in ascii_table(body):
            yield Row(found["kind"], found["unit"], cells)


def judged(row: Row) -> Told:
    """The verdict on one row, all of it read from the cells."""
    if row.kind == "qualitative":
        return judge(target(">= 1", row.kind), None, followed=_followed(row.get("update")))
    period = Period(row.get("period") or "2024")
    return judge(_target(row), _figure(row), period, period.annual)


def numbers_vi(sentence: str) -> list[Decimal]:
    """Every number of a Vietnamese sentence; a half of a year is named by its months, which is no figure."""
    plain = sentence.replace("6 tháng đầu năm", "")
    return sorted(Decimal(n.replace(".", "").replace(",", ".")) for n in _NUMBER.findall(plain))


def numbers_en(sentence: str) -> list[Decimal]:
    """Every number of an English sentence."""
    return sorted(Decimal(n.replace(",", "")) for n in _NUMBER.findall(sentence))


def _followed(text: str) -> Followed | None:
    if text == "none":
        return None
    updated_on, state, note = text.split(" ", 2) if text.count(" ") > 1 else (*text.split(" "), "")
    return Followed(date.fromisoformat(updated_on), state, note)


def _target(row: Row) -> Target:
    aim = target(row.cells["aim"], row.kind, row.unit)
    step, _, low = row.get("phasing").partition(": ")
    phases = (Phase(step, _known(low)),) if low else ()
    phasing = "custom" if phases else step or "annual"
    return replace(aim, near=number(row.get("near")), phasing=phasing, phases=phases)


def _known(text: str) -> Decimal:
    value = number(text)
    assert value is not None
    return value


def _figure(row: Row) -> Actual | None:
    before, _, now = row.get("standards").partition(" -> ")
    given, _, owed = row.get("units").partition("/")
    figure = _counted(row)
    if figure is None and not before:
        return None
    return replace(
        figure or Actual(None),
        is_higher_better=not row.cells["aim"].startswith(("<", "9 .. 10")),
        count_unit=_COUNT_UNITS.get(row.kind, ""),
        group_vi=row.get("group"),
        is_estimate=row.get("status") == "uoc",
        base_standard_vi=before,
        standard_vi=now,
        units_given=int(given) if given else None,
        units_owed=int(owed) if owed else None,
        is_complete=not given,
    )


def _counted(row: Row) -> Actual | None:
    """The figure: bounds, the year before and now, or one year; parts are put together exactly."""
    text = row.cells["figure"]
    if text == "-":
        return None
    if ".." in text:
        low, high = (number(part.strip()) for part in text.split(".."))
        return Actual(low if row.kind == "count" else None, low, high)
    if "->" in text:
        before, _, now = text.partition("->")
        return (
            Actual(None, numerator=_known(now.strip()))
            if before.strip() == "-"
            else _drop(row.kind, before, now)
        )
    value, whole = _parts(text)
    figure = Actual(value, baseline=number(row.get("before")))
    return figure if whole is None else _rate(figure, value, whole)


def _parts(text: str) -> tuple[Decimal, Decimal | None]:
    part, _, whole = text.partition("/")
    return _known(part.strip()), number(whole.strip())


def _rate(figure: Actual, part: Decimal, whole: Decimal) -> Actual:
    value = _rounded(100 * Fraction(part) / Fraction(whole)) if whole else None
    return replace(figure, value=value, numerator=part, denominator=whole)


def _drop(kind: str, before: str, now: str) -> Actual:
    (n0, d0), (n1, d1) = _parts(before), _parts(now)
    if kind == "drop_count":
        return Actual(n0 - n1, baseline=n0, numerator=n1, base_numerator=n0)
    if kind == "drop_relative":
        value = _rounded(100 * Fraction(n0 - n1) / Fraction(n0))
        return Actual(value, numerator=n1, base_numerator=n0)
    assert d0
    assert d1
    value = _rounded(100 * (Fraction(n0) / Fraction(d0) - Fraction(n1) / Fraction(d1)))
    return Actual(value, numerator=n1, denominator=d1, base_numerator=n0, base_denominator=d0)


def _rounded(exact: Fraction) -> Decimal:
    quotient = Decimal(exact.numerator) / Decimal(exact.denominator)
    return quotient.quantize(Decimal("0.01"), ROUND_HALF_UP)
