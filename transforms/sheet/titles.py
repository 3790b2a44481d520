"""What a sheet says of itself above its table: form, period, figure status, stamp."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from transforms.sheet.grid import SheetGrid
from transforms.terms.form import FormVersion
from transforms.terms.period import Period, is_period
from transforms.terms.standard import FigureStatus
from transforms.text.normalise import contains_phrase, text_key

_STAMP = re.compile(
    r"tonghop:(?P<form>\w+):(?P<version>\w+):(?P<submitter>[\w-]+):(?P<period>[\w-]+):(?P<status>\w+)"
)
_SIGNING_DATE = re.compile(r"ngày\D{0,3}[\d….]*\s*tháng\s*[\d….]*\s*năm\s*[\d….]*")
_LEGAL_YEAR = re.compile(r"\b(?:số|nghị quyết|quyết định|công văn|nghị định|thông tư)\b[^;)]*")
_DAY = re.compile(r"\b(?:31/12|30/6|30/06)/(?P<year>(?:19|20)\d\d)\b")
_PART = re.compile(
    r"(?P<half>6 tháng đầu|6 tháng|06 tháng)\D{0,12}năm (?P<half_year>\d{4})"
    r"|quý (?P<quarter>iv|i{1,3}|[1-4])\D{0,8}năm (?P<quarter_year>\d{4})"
    r"|tháng (?P<month>\d{1,2})\D{0,4}(?:năm |/)(?P<month_year>\d{4})"
)
_YEAR = re.compile(r"năm (?P<year>(?:19|20)\d\d)\b")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


@dataclass(frozen=True)
class TitleBlock:
    """The lines above a table, as text keys, and what they say."""

    lines: tuple[str, ...]
    periods: frozenset[str]
    statuses: frozenset[str]
    stamp: dict[str, str]


def read_title(
    grid: SheetGrid, above: int, words: dict[str, tuple[str, ...]], statuses: Sequence[FigureStatus]
) -> TitleBlock:
    """Read the rows above row `above`; lines that cite an attachment are left out."""
    texts = [
        text_key(" ".join(filter(None, (grid.text((row, c)) for c in columns))))
        for row, columns in grid.rows().items()
        if row < above
    ]
    lines = tuple(line for line in texts if not any(word in line for word in words["attachment"]))
    stamp = next((m.groupdict() for line in lines if (m := _STAMP.search(line))), {})
    plain = [_STAMP.sub("", line) for line in lines]
    said = frozenset(p for line in plain for p in _periods_in(line))
    stamped = stamp.get("period", "").upper()
    return TitleBlock(
        lines=tuple(plain),
        periods=said or frozenset({stamped} if is_period(stamped) else ()),
        statuses=_statuses_in(plain, statuses) or frozenset(filter(None, [stamp.get("status")])),
        stamp=stamp,
    )


def _periods_in(line: str) -> set[str]:
    text = _LEGAL_YEAR.sub(" ", _SIGNING_DATE.sub(" ", line))
    if part := _PART.search(text):
        return {period for period in (_part_period(part),) if is_period(period)}
    found = {m["year"] for pattern in (_DAY, _YEAR) for m in pattern.finditer(text)}
    return {Period(year).text for year in found}


def _part_period(part: re.Match[str]) -> str:
    if part["half"]:
        return f"{part['half_year']}-H1"
    if part["quarter"]:
        return f"{part['quarter_year']}-Q{_ROMAN.get(part['quarter'], part['quarter'])}"
    return f"{part['month_year']}-M{int(part['month']):02d}"


def _statuses_in(lines: Sequence[str], statuses: Sequence[FigureStatus]) -> frozenset[str]:
    text = " / ".join(lines)
    return frozenset(s.figure_status for s in statuses if any(contains_phrase(text, p) for p in s.phrases))


def forms_named(title: TitleBlock, forms: Sequence[FormVersion]) -> tuple[FormVersion, ...]:
    """The form versions whose marks stand in one line, or in two lines that follow each other."""
    spans = [*title.lines, *(f"{a} {b}" for a, b in zip(title.lines, title.lines[1:], strict=False))]
    return tuple(form for form in forms if any(_is_named(form, span) for span in spans))


def _is_named(form: FormVersion, span: str) -> bool:
    if any(phrase in span for phrase in form.title_absent):
        return False
    return any(all(contains_phrase(span, phrase) for phrase in mark) for mark in form.title_marks)
