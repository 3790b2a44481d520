"""Reporting forms as data: columns, the phrases that name them, the identities that bind them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

_PLACE = "{place}"


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

    A column without items is a printed rate: read and compared, never stored. One that stands for an
    entry of a list (`list_id`, `entry_id`) is printed where the province has chosen that entry; one that
    is not `is_printed` is read where a sheet has it. Where two have the same header, `after` says which column
    stands left of each. `{place}` in a numbering is its place among the printed. `remarks` are further words by
    which provinces explain its header.
    """

    number: str
    header: tuple[str, ...]
    numbering: str
    items: dict[str, str]
    matches: tuple[HeaderMatch, ...]
    is_required: bool
    is_printed: bool = True
    list_id: str = ""
    entry_id: str = ""
    after: str = ""
    remarks: tuple[str, ...] = ()

    @property
    def is_rate(self) -> bool:
        """Whether the column prints a rate that is recomputed from other columns."""
        return not self.items


@dataclass(frozen=True)
class Identity:
    """A relation inside one row, with the rule that judges it.

    balance   result = Σ plus − Σ minus; optional terms left blank count as no movement
    sum       result = Σ plus; terms that the sheet does not print, or leaves blank, count as nothing
    at_most   Σ plus ≤ times × result
    at_least  Σ plus ≥ times × result
    ratio     printed column `column` = 100 × plus / result

    The finding stands at the first cell that `blames` names, else at the result.
    """

    rule_id: str
    kind: str
    result: str
    plus: tuple[str, ...] = ()
    minus: tuple[str, ...] = ()
    column: str = ""
    blames: tuple[str, ...] = ()
    times: int = 1

    @cached_property
    def name(self) -> str:
        """A name unique in the form, used as a column of the validation frame."""
        return "__".join(filter(None, (self.rule_id, self.kind, self.column, *self.plus[:2], self.result)))


@dataclass(frozen=True)
class FormVersion:
    """One version of a form: how its sheet is recognised, read, checked and printed.

    Where it `has_area_blocks`, a summary prints the towns first, then the countryside.
    """

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
    title_tags: tuple[str, ...] = ()
    is_named_by_standard: bool = False
    nil_return: str = ""
    name_en: str = ""
    has_area_blocks: bool = False

    @property
    def key(self) -> tuple[str, str]:
        """The form and its version."""
        return (self.form_id, self.version)

    @property
    def allows_nil(self) -> bool:
        """Whether a sheet may say that nothing arose, instead of giving figures."""
        return self.nil_return == "allowed"

    def is_valid_at(self, day: date) -> bool:
        """Whether the version is in force on `day`."""
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)

    @property
    def item_ids(self) -> tuple[str, ...]:
        """Every item that the form reports, in column order."""
        return tuple(item for column in self.columns for item in column.items.values())

    def printed(self, chosen: Mapping[str, Collection[str]]) -> "FormVersion":
        """The version with the columns of a printed sheet; `chosen` has the entries to print, by list.

        A list that nobody has chosen from is printed whole.
        """
        kept = [c for c in self.columns if _is_printed(c, chosen)]
        return replace(self, columns=_numbered(kept))


def _is_printed(column: Column, chosen: Mapping[str, Collection[str]]) -> bool:
    entries = chosen.get(column.list_id)
    return column.is_printed and (entries is None or column.entry_id in entries)


def _numbered(columns: list[Column]) -> tuple[Column, ...]:
    """The columns with `{place}` filled in, counted for each numbering of its own."""
    places: dict[str, int] = {}
    numbered = []
    for column in columns:
        if _PLACE in column.numbering:
            places[column.numbering] = places.get(column.numbering, 0) + 1
            numbering = column.numbering.replace(_PLACE, str(places[column.numbering]))
            column = replace(column, numbering=numbering)  # noqa: PLW2901 -- the same column, numbered
        numbered.append(column)
    return tuple(numbered)
