"""Answer sheets of ours that come back with a file: known by their header or stamp, never by their name alone.

A submitter sorts, filters, deletes columns, or lets another program save the file: columns are found by their heads.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from transforms.registry import Registry
from transforms.sheet.delivery import Delivery
from transforms.sheet.grid import Place, SheetGrid, as_text, cell_name
from transforms.sheet.reading import SheetReading
from transforms.terms import answer_sheet as layout
from transforms.terms.explanation import GivenExplanation
from transforms.terms.rule import Finding
from transforms.text.normalise import clean, text_key
from transforms.text.shown import show_count

_HEADS = {text_key(head): head for head in layout.HEADS}
_STAMP = text_key(layout.PAGE_STAMP)
# The header may slip down where lines are inserted above it.
_HEADER_WITHIN = 20
_NEEDED = 3
_OWN = frozenset({layout.KEY, layout.RULE})
_KEY = re.compile(r"[0-9a-f]{16}")
# The number of an identity card, a telephone or an account: nine digits on end or more, a telephone number in groups,
# nine digits in groups of three. Amounts of money have points between their groups.
_PERSONAL_NUMBER = re.compile(
    r"\d{9,}|(?<![\d.,])(?:\+84|0)(?:[ .\-]?\d){8,11}(?!\d)|(?<![\d.,])\d{3}(?:[ \-]\d{3}){2,3}(?!\d)"
)
_SHOWN = 5


@dataclass(frozen=True)
class AnswerHeader:
    """Where the list of issues has its header: the row, and the column of each head that is still there."""

    row: int
    columns: Mapping[str, int]


def answer_header(grid: SheetGrid) -> AnswerHeader | None:
    """The header of a list of issues of ours; None where the sheet is another one.

    It is known by the column of explanations with its key column, or with the column of rules and a third head.
    """
    for row in list(grid.rows)[:_HEADER_WITHIN]:
        heads = {c: _HEADS.get(text_key(grid.text((row, c)))) for c in grid.rows[row]}
        columns = {head: column for column, head in heads.items() if head}
        if layout.EXPLANATION in columns and _is_ours(columns):
            return AnswerHeader(row, columns)
    return None


def _is_ours(columns: Mapping[str, int]) -> bool:
    return bool(_OWN & columns.keys()) and (layout.KEY in columns or len(columns) >= _NEEDED)


def is_answer_sheet(grid: SheetGrid) -> bool:
    """Whether a sheet is one that an answer of ours brought: the page with its stamp, or the list of issues."""
    return answer_header(grid) is not None or any(key.startswith(_STAMP) for key in grid.text_keys)


def without_answer(grid: SheetGrid) -> SheetGrid:
    """What stands on an answer sheet beside our own columns: somebody may have pasted a list there."""
    header = answer_header(grid)
    ours = set(header.columns.values()) if header else set()
    cells = {place: c for place, c in grid.cells.items() if header and place[1] not in ours}
    return replace(grid, cells=cells)


def read_answer_sheet(
    grid: SheetGrid, delivery: Delivery, read: Sequence[SheetReading], registry: Registry
) -> SheetReading:
    """The explanations of an answer sheet; its cells are ignored by a rule of their own and give no figure.

    `read` are the sheets of the report that it came back with.
    """
    period = read[0].period if read else ""
    finding = Finding("", delivery.submission_id, grid.name, period=period)
    header = answer_header(grid)
    given = list(_given(grid, header)) if header else []
    kept = [(place, one) for place, one in given if not _is_personal(one.text)]
    most = registry.limits["explanation_characters"]
    return SheetReading(
        grid.name,
        period=period,
        findings=(*_findings(given, kept, most, finding), *_of_another(grid, read, finding)),
        counts={"read": 0, "ignored_by_rule": len(grid.cells), "unrecognised": 0},
        ignored={"answer_sheet": len(grid.cells)},
        explanations=tuple(replace(one, text=one.text[:most]) for _, one in kept if one.key or one.rule_id),
    )


_Given = tuple[Place, GivenExplanation]


def _given(grid: SheetGrid, header: AnswerHeader) -> Iterator[_Given]:
    """The lines that have an explanation, each with the place of its text."""
    for row in grid.rows:
        place = (row, header.columns[layout.EXPLANATION])
        if row > header.row and (text := _said(grid, place)):
            told = {
                head: grid.text((row, header.columns[head])) if head in header.columns else ""
                for head in (layout.KEY, layout.RULE, layout.SHEET, layout.CELL, layout.VALUE)
            }
            key = told[layout.KEY] if _KEY.fullmatch(told[layout.KEY]) else ""
            rule, sheet = told[layout.RULE], told[layout.SHEET]
            yield place, GivenExplanation(key, rule, sheet, told[layout.CELL], told[layout.VALUE], text)


def _said(grid: SheetGrid, place: Place) -> str:
    """The text of an explanation; a number or a sign alone is none."""
    text = grid.text(place)
    return text if any(char.isalpha() for char in text) or _is_personal(text) else ""


def _is_personal(text: str) -> bool:
    return _PERSONAL_NUMBER.search(clean(text)) is not None


def _findings(
    given: Iterable[_Given], kept: Iterable[_Given], most: int, finding: Finding
) -> Iterator[Finding]:
    """What is said of explanations that do not count as they were written; never their text."""
    kept = list(kept)
    refused = [place for place, one in given if (place, one) not in kept]
    overlong = [place for place, one in kept if len(one.text) > most]
    lost = [place for place, one in kept if not one.key and not one.rule_id]
    edited = [place for place, one in kept if not one.key and one.rule_id]
    for rule_id, places in (("G01", refused), ("G02", overlong), ("G03", lost), ("G05", edited)):
        if places:
            names = [cell_name(place) for place in places]
            shown = ", ".join(names[:_SHOWN]) + ("…" if len(names) > _SHOWN else "")
            yield replace(
                finding,
                rule_id=rule_id,
                cell=names[0],
                found=show_count(len(places)),
                expected=show_count(most),
                detail=shown,
            )


def _of_another(grid: SheetGrid, read: Sequence[SheetReading], finding: Finding) -> Iterator[Finding]:
    """The finding where the page was given on another report than the one that it came back with."""
    told = next((cell for cell in map(as_text, grid.cells.values()) if text_key(cell).startswith(_STAMP)), "")
    _, form_id, period, *_ = (*told.split("|"), "", "")
    said = (({getattr(one, name) for one in read} - {""}) for name in ("form_id", "period"))
    is_other = any(
        found and text and not found & set(text.split("+"))
        for found, text in zip(said, (form_id, period), strict=True)
    )
    if is_other:
        yield replace(finding, rule_id="G06", found=f"{form_id} {period}", expected=finding.period)


def only_answers(grids: Iterable[SheetGrid], delivery: Delivery) -> Finding:
    """The refusal of a file that holds nothing but our answer: the report itself must come along."""
    named = ", ".join(f"“{grid.name}”" for grid in grids)
    return Finding("G04", delivery.submission_id, found=named)
