"""Reporting forms as data: columns, the phrases that name them, the identities that bind them."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class HeaderMatch:
    """One way to recognise a column: phrases in its header path, in its lowest header, or absent."""

    path: tuple[str, ...] = ()
    leaf: tuple[str, ...] = ()
    leaf_is: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()


@dataclass(frozen=True)
class Column:
    """A column of a form; `items` maps each breakdown line (or `all`) to the item it reports.

    A column without items is a printed rate: read and compared, never stored.
    """

    number: str
    header: tuple[str, ...]
    numbering: str
    items: dict[str, str]
    matches: tuple[HeaderMatch, ...]
    is_required: bool

    @property
    def is_rate(self) -> bool:
        """Whether the column prints a rate that is recomputed from other columns."""
        return not self.items


@dataclass(frozen=True)
class Identity:
    """A relation inside one row: `balance`, `at_most` or `ratio`, with the rule that judges it.

    balance   result = Σ plus − Σ minus; optional terms left blank count as no movement
    at_most   Σ plus ≤ result
    ratio     printed column `column` = 100 × plus / result
    """

    rule_id: str
    kind: str
    result: str
    plus: tuple[str, ...] = ()
    minus: tuple[str, ...] = ()
    column: str = ""
    blames: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """A name unique in the form, used as a column of the validation frame."""
        return "__".join(filter(None, (self.rule_id, self.kind, self.column, *self.plus[:2], self.result)))


@dataclass(frozen=True)
class FormVersion:
    """One version of a form: how its sheet is recognised, read, checked and printed."""

    form_id: str
    version: str
    valid_from: date
    valid_to: date | None
    name_vi: str
    legal_ref: str
    title_vi: str
    measure_vi: str
    title_marks: tuple[tuple[str, ...], ...]
    title_absent: tuple[str, ...]
    stub: dict[str, tuple[str, ...]]
    breakdown: dict[str, tuple[str, ...]]
    columns: tuple[Column, ...]
    identities: tuple[Identity, ...]
    is_generic: bool

    @property
    def key(self) -> tuple[str, str]:
        """The form and its version."""
        return (self.form_id, self.version)

    def is_valid_at(self, day: date) -> bool:
        """Whether the version is in force on `day`."""
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)

    @property
    def item_ids(self) -> tuple[str, ...]:
        """Every item that the form reports, in column order."""
        return tuple(item for column in self.columns for item in column.items.values())
