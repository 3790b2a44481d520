"""The tables of the data workbook: one row a thing, heads in both languages, shorthand for what is missing."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from transforms.release import DutyState, Release
from transforms.render.lines import ordered_duties
from transforms.render.tables import Row, ordered
from transforms.render.wording import Wording
from transforms.schemas import COMPARISON, INDICATORS, REVISIONS
from transforms.terms.texts import LANGUAGES

MISSING, NOT_APPLICABLE, PARTIAL = "[x]", "[z]", "[p]"
_WHOLE = Decimal(100)
_SPOKEN = re.compile(r"[a-zA-Z0-9]")
# In words: a reader of the screen does not say a cell that holds a sign only.
_COMPARATORS = {
    ">=": "data_at_least",
    ">": "data_more_than",
    "<=": "data_at_most",
    "<": "data_less_than",
    "range": "data_within",
}
Cell = str | int | float


@dataclass(frozen=True)
class DataTable:
    """One sheet: its key in the texts, heads and rows, the shorthand that it uses."""

    key: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    shorthand: tuple[str, ...]


class Both:
    """Texts of a release in both languages, the Vietnamese first."""

    def __init__(self, release: Release) -> None:
        self.words = {language: Wording.of(release.texts, language) for language in LANGUAGES}
        self._release = release

    def __call__(self, key: str, **values: str) -> str:
        """A text of the catalogue in both languages, once where they are the same."""
        return self.of(lambda words: words.say(key, **values))

    def of(self, told: Callable[[Wording], str]) -> str:
        """What is told of a value in each language."""
        vi, en = (told(self.words[language]) for language in LANGUAGES)
        return vi if vi == en or not en else self.words["vi"].say("data_both", vi=vi, en=en)

    def status(self, figure_status: str) -> str:
        """A figure status."""
        return self.of(lambda words: words.status_name(self._release, figure_status))

    def about(self) -> str:
        """What the release is about: place, period, status."""
        return self.of(self._about)

    def _about(self, words: Wording) -> str:
        release = self._release
        status = words.status_name(release, release.figure_status.figure_status).lower()
        period = words.period(release.period)
        return words.say("data_about", place=release.territory_name, period=period, status=status)

    def unit(self, measure_unit: str) -> str:
        """A measure unit."""
        return self.of(lambda words: words.unit(measure_unit))

    def comparator(self, comparator: str) -> str:
        """How an aim is meant, in words."""
        return self(_COMPARATORS[comparator]) if comparator else NOT_APPLICABLE

    def verdict(self, verdict: str) -> str:
        """A verdict."""
        return self.of(lambda words: words.verdict(verdict))

    def cause(self, cause: str) -> str:
        """The cause of a revision."""
        return self.of(lambda words: words.cause(cause))

    def duty(self, state: str) -> str:
        """The state of a report that is owed."""
        return self.of(lambda words: words.duty(state))

    def submitter(self, duty: DutyState) -> str:
        """Who owes a report."""
        return self.of(lambda words: words.submitter(duty))

    def level(self, level: str) -> str:
        """A level of territories."""
        return self(f"level_{level}")


def data_tables(release: Release) -> list[DataTable]:
    """The tables that have rows; comparison first."""
    say = Both(release)
    tables = (
        _comparison(release, say),
        _indicators(release, say),
        _revisions(release, say),
        _duties(release, say),
    )
    return [table for table in tables if table.rows]


def _table(
    key: str, columns: Mapping[str, Iterable[Cell | None]], say: Both, shorthand: Iterable[str]
) -> DataTable:
    rows = tuple(tuple(_told(cell, say) for cell in row) for row in zip(*columns.values(), strict=True))
    used = {cell for row in rows for cell in row}
    return DataTable(
        key, tuple(say(f"data_{name}") for name in columns), rows, tuple(s for s in shorthand if s in used)
    )


def _told(value: Cell | None, say: Both) -> Cell:
    """A cell that is never empty and never a sign alone: neither is read aloud."""
    if value is None or value == "":
        return MISSING
    return say("data_sign", sign=value) if isinstance(value, str) and not _SPOKEN.search(value) else value


def _number(value: Any) -> Cell | None:  # noqa: ANN401 -- a value of a row
    """A number as a spreadsheet keeps it: whole where it is whole."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _mark(row: Mapping[str, Any]) -> str:
    share = row["coverage_territories_pct"]
    return PARTIAL if share is not None and share < _WHOLE and row["actual"] is not None else ""


def _comparison(release: Release, say: Both) -> DataTable:
    rows = ordered(COMPARISON, release.comparison)
    targets = {target.target_id: target for target in release.plan.targets}
    own = [targets[row["target_id"]] for row in rows]

    def numbers(name: str) -> list[Cell | None]:
        is_judged = [row["verdict"] != "qualitative" for row in rows]
        return [
            _number(row[name]) if judged else NOT_APPLICABLE
            for row, judged in zip(rows, is_judged, strict=True)
        ]

    columns: dict[str, Iterable[Cell | None]] = {
        "target": [one.name_vi for one in own],
        "target_en": [say.words["en"].say.of(one, "name") for one in own],
        "unit": [say.unit(one.measure_unit) or NOT_APPLICABLE for one in own],
        "comparator": [say.comparator(one.comparator) for one in own],
        "aim": numbers("target_low"),
        "aim_high": [
            NOT_APPLICABLE if row["target_high"] is None else _number(row["target_high"]) for row in rows
        ],
        "actual": numbers("actual"),
        "mark": [_mark(row) or NOT_APPLICABLE for row in rows],
        "difference": numbers("difference"),
        "progress": [
            NOT_APPLICABLE if row["progress_pct"] is None else _number(row["progress_pct"]) for row in rows
        ],
        "verdict": [say.verdict(row["verdict"]) for row in rows],
        "numerator": numbers("numerator"),
        "denominator": [
            NOT_APPLICABLE if row["denominator"] is None else _number(row["denominator"]) for row in rows
        ],
        "coverage": numbers("coverage_territories_pct"),
    }
    return _table("comparison", columns, say, (MISSING, NOT_APPLICABLE, PARTIAL))


def _defined(rows: Iterable[Row], release: Release) -> list[Row]:
    """The rows of indicators that the release still defines."""
    return [row for row in rows if row["indicator_id"] in release.definitions]


def _about(rows: Sequence[Row], release: Release, say: Both) -> dict[str, Iterable[Cell | None]]:
    """The columns that say what a row is about: the indicator and the territory."""
    own = [release.definitions[row["indicator_id"]] for row in rows]
    return {
        "indicator": [one.name_vi for one in own],
        "indicator_en": [say.words["en"].say.of(one, "name") for one in own],
        "code": [row["territory_code"] for row in rows],
        "territory": [row["territory_name"] for row in rows],
    }


def _indicators(release: Release, say: Both) -> DataTable:
    rows = _defined(ordered(INDICATORS, release.indicators), release)
    columns: dict[str, Iterable[Cell | None]] = {
        **_about(rows, release, say),
        "level": [say.level(row["level"]) for row in rows],
        "period": [row["period"] for row in rows],
        "status": [say.status(row["figure_status"]) for row in rows],
        "standard": [row["standard_id"] for row in rows],
        "numerator": [_number(row["numerator"]) for row in rows],
        "denominator": [
            _number(row["denominator"]) if row["denominator"] is not None else NOT_APPLICABLE for row in rows
        ],
        "actual": [_number(row["actual"]) for row in rows],
        "unit": [say.unit(row["measure_unit"]) for row in rows],
        "coverage": [_number(row["coverage_territories_pct"]) for row in rows],
        "mark": [_mark(row) or NOT_APPLICABLE for row in rows],
    }
    return _table("indicators", columns, say, (MISSING, NOT_APPLICABLE, PARTIAL))


def _revisions(release: Release, say: Both) -> DataTable:
    rows = _defined(ordered(REVISIONS, release.revisions), release)
    columns: dict[str, Iterable[Cell | None]] = {
        **_about(rows, release, say),
        "period": [row["period"] for row in rows],
        "from_status": [say.status(row["from_status"]) for row in rows],
        "to_status": [say.status(row["to_status"]) for row in rows],
        "before": [_number(row["actual_from"]) for row in rows],
        "after": [_number(row["actual_to"]) for row in rows],
        "difference": [_number(row["difference"]) for row in rows],
        "unit": [say.unit(row["measure_unit"]) for row in rows],
        "cause": [say.cause(row["cause"]) for row in rows],
    }
    return _table("revisions", columns, say, (MISSING,))


def _duties(release: Release, say: Both) -> DataTable:
    duties = ordered_duties(release)
    columns: dict[str, Iterable[Cell | None]] = {
        "submitter": [say.submitter(duty) for duty in duties],
        "form": [duty.form_label for duty in duties],
        "period": [duty.period for duty in duties],
        "state": [say.duty(duty.state) for duty in duties],
        "due": [_day(duty.due_date) for duty in duties],
        "received": [_day(duty.received_date) for duty in duties],
    }
    return _table("duties", columns, say, (MISSING,))


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
