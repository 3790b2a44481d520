"""What a sheet says of itself above its table: form, period, figure status, poverty standard, stamp."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from transforms.sheet.grid import SheetGrid
from transforms.sheet.periods import periods_in
from transforms.sheet.standard_names import standards_in
from transforms.terms.form import FormVersion
from transforms.terms.period import is_period
from transforms.terms.standard import FigureStatus, Standard
from transforms.text.normalise import contains_phrase, text_key

_STAMP = re.compile(
    r"tonghop:(?P<form>\w+):(?P<version>\w+):(?P<submitter>[\w-]+):(?P<period>[\w-]+):(?P<status>\w+)"
)


@dataclass(frozen=True)
class TitleBlock:
    """The lines above a table, as text keys, and what they say; `shown` are the lines as they were typed.

    `is_hedged` says that the title takes back the status that it names.
    `form_lines` are the same lines without the names of poverty standards, which are no part of a form's name.
    """

    lines: tuple[str, ...]
    form_lines: tuple[str, ...]
    periods: frozenset[str]
    statuses: frozenset[str]
    standards: frozenset[str]
    stamp: dict[str, str]
    is_hedged: bool = False
    shown: str = ""


def read_title(
    grid: SheetGrid,
    above: int,
    words: dict[str, tuple[str, ...]],
    statuses: Sequence[FigureStatus],
    standards: Sequence[Standard],
) -> TitleBlock:
    """Read the rows above row `above`; lines that cite an attachment are left out."""
    typed = [
        " ".join(filter(None, (grid.text((row, c)) for c in columns)))
        for row, columns in grid.rows.items()
        if row < above
    ]
    shown = [line for line in typed if not any(word in text_key(line) for word in words["attachment"])]
    lines = tuple(map(text_key, shown))
    stamp = next((m.groupdict() for line in lines if (m := _STAMP.search(line))), {})
    plain = [_STAMP.sub("", line) for line in lines]
    said = frozenset(p for line in plain for p in periods_in(line))
    stamped = stamp.get("period", "").upper()
    named, form_lines = standards_in(plain, standards, words)
    return TitleBlock(
        lines=tuple(plain),
        form_lines=form_lines,
        periods=said or frozenset({stamped} if is_period(stamped) else ()),
        statuses=_statuses_in(plain, statuses) or _stamped_status(stamp, statuses),
        is_hedged=_is_hedged(" / ".join(plain), statuses, words),
        standards=named,
        stamp=stamp,
        shown=" / ".join(filter(None, (_STAMP.sub("", line).strip() for line in shown))),
    )


def _stamped_status(stamp: dict[str, str], statuses: Sequence[FigureStatus]) -> frozenset[str]:
    return frozenset(s.figure_status for s in statuses if s.figure_status == stamp.get("status"))


def _statuses_in(lines: Sequence[str], statuses: Sequence[FigureStatus]) -> frozenset[str]:
    text = " / ".join(lines)
    return frozenset(s.figure_status for s in statuses if any(contains_phrase(text, p) for p in s.phrases))


def _is_hedged(text: str, statuses: Sequence[FigureStatus], words: dict[str, tuple[str, ...]]) -> bool:
    """Whether a title takes back the status that it names: "chưa chính thức", "CHÍNH THỨC … (dự kiến)"."""
    if any(contains_phrase(text, word) for word in words["status_hedges"]):
        return True
    before = "|".join(re.escape(word) for word in words["status_negations"])
    phrases = "|".join(re.escape(phrase) for status in statuses for phrase in status.phrases)
    return re.search(rf"(?<!\w)(?:{before})(?: \w+){{0,4}} (?:{phrases})(?!\w)", text) is not None


def forms_named(title: TitleBlock, forms: Sequence[FormVersion]) -> tuple[FormVersion, ...]:
    """The form versions whose marks stand in one line, or in two lines that follow each other.

    A form tag ("Mẫu số 7.8") tells between several that the title names; alone it names a form too, for
    tags differ between provinces and are often left over from another table. The name of a dated standard
    ("theo chuẩn nghèo đa chiều giai đoạn 2022-2025") is part of the name of forms that are named by the standard.
    """
    plain, whole = _spans(title.form_lines), _spans(title.lines)
    text = " ".join(title.lines)
    likely = [form for form in forms if _may_be_named(form, text)]
    marked = tuple(
        f for f in likely if any(names_form(s, f) for s in (whole if f.is_named_by_standard else plain))
    )
    tagged = tuple(form for form in forms if _is_tagged(form, title.form_lines, text))
    return tuple(form for form in marked if form in tagged) or marked or tagged


def other_tags(title: TitleBlock, form: FormVersion, forms: Sequence[FormVersion]) -> tuple[str, ...]:
    """The forms whose tag ("Mẫu số 7.8") a sheet bears that is read as another form by its title."""
    text = " ".join(title.lines)
    tagged = dict.fromkeys(f.form_id for f in forms if _is_tagged(f, title.form_lines, text))
    return () if form.form_id in tagged else tuple(tagged)


def _spans(lines: Sequence[str]) -> list[str]:
    return [*lines, *(f"{a} {b}" for a, b in pairwise(lines))]


def _may_be_named(form: FormVersion, text: str) -> bool:
    """Whether all phrases of one mark stand anywhere: few forms need to be looked for line by line."""
    return any(all(phrase in text for phrase in mark) for mark in form.title_marks)


def _is_tagged(form: FormVersion, lines: Sequence[str], text: str) -> bool:
    return any(contains_phrase(line, tag) for tag in form.title_tags if tag in text for line in lines)


def names_form(span: str, form: FormVersion) -> bool:
    """Whether a line (a text key) has the marks of a form's title."""
    if any(phrase in span for phrase in form.title_absent):
        return False
    return any(all(contains_phrase(span, phrase) for phrase in mark) for mark in form.title_marks)
