"""What the words around the figures of a table say against it: another year, part of the people, another unit."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from transforms.same import Same
from transforms.sheet.body_row import FIGURE_ROLES, BodyRow
from transforms.sheet.grid import cell_name
from transforms.sheet.periods import without_documents
from transforms.sheet.standard_names import standards_in
from transforms.sheet.table import Table
from transforms.sheet.titles import names_form
from transforms.terms.form import FormVersion
from transforms.terms.period import Period
from transforms.terms.rule import Finding
from transforms.text.normalise import contains_phrase, text_key

_STAMP = "tonghop:"
_SPAN = re.compile(r"(?<!\d)(?P<first>(?:19|20)\d\d)\s*(?:-|đến|và)\s*(?:năm )?(?P<last>(?:19|20)\d\d)(?!\d)")
_YEAR = re.compile(r"(?<![\w/.-])(?:(?:\d{1,2}[/.-]){1,2})?(?P<year>(?:19|20)\d\d)(?![\d/-])")
_YEAR_LIKE = re.compile(r"(?:19|20)\d\d")
_NEW_YEAR = re.compile(r"(?<!\d)0?1[/.-]0?1[/.-](?P<year>(?:19|20)\d\d)(?!\d)")
_COMPARED = re.compile(r"so với (?:cùng kỳ |cuối )?(?:năm )?(?:19|20)\d\d")
_LETTERS_OF_COLUMNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_PART_OF_YEAR = re.compile(r"\d+ tháng (?:đầu|cuối) năm")
_NUMBERING = re.compile(r"[\d.]+|[ivxlc]+")
_WORD = re.compile(r"[^\W\d_]+")
_LETTERS = re.compile(r"[a-zđ]|[ivxlc]+")
_TEXT_SHOWN = 120
_ROLES = {"note", "stray", "heading"}


@dataclass(frozen=True)
class _Line:
    """A line of words: its first cell, its text as typed and its text key."""

    cell: str
    typed: str
    key: str
    column: int = 0


def refused_by_words(table: Table, rows: Sequence[BodyRow]) -> tuple[Finding, ...]:
    """The words above or inside a table by which its figures are not those of the form and period (R45)."""
    said = [(line, _against(line, table, is_year_told=is_told)) for line, is_told in _with_year_told(table)]
    said += [
        (line, (*_against(line, table), *_forms(line, table), *_multiples(line, table)))
        for line in _inside(table, rows)
    ]
    said += [(line, _against(line, table)) for line in (*_sums(rows), *_numbers(table, rows))]
    said += [(line, tuple(_scales(line.key, table))) for line in _below(table, rows)]
    return _findings(table, "R45", said)


def asked_by_words(table: Table, rows: Sequence[BodyRow]) -> tuple[Finding, ...]:
    """What words leave open.

    Other years beside the own one and unknown headings (R45b), notes below (R45c), the name of the sheet (R45d).
    """
    name = _Line("", table.grid.name, text_key(table.grid.name))
    open_words = [(line, tuple(_years(line.key, table))) for line in _above(table)]
    open_words += [(line, _unknown(line.key, table)) for line in _headings(table, rows)]
    open_words += [(line, tuple(_other_people(line.key, table))) for line in _above(table)]
    notes = [(line, _of_notes(line, table)) for line in (*_below(table, rows), *_remarks(table, rows))]
    return (
        *_findings(table, "R45b", open_words),
        *_findings(table, "R45c", notes),
        *_findings(table, "R45d", [(name, _against(name, table))]),
    )


def _findings(
    table: Table, rule_id: str, said: Iterable[tuple[_Line, tuple[str, ...]]]
) -> tuple[Finding, ...]:
    """One finding for each place whose words say something."""
    found = {(line.cell, words): _finding(table, rule_id, line, words) for line, words in said if words}
    return tuple(found.values())


def _with_year_told(table: Table) -> Iterator[tuple[_Line, bool]]:
    """The lines above, each with whether it leaves the year to another line.

    Of lines with years the last one counts: it stands next to the table. A line of nothing but years names columns.
    """
    above, year = _above(table), str(_year(table))
    last = next((line for line in reversed(above) if _YEAR_LIKE.search(line.key)), None)
    for line in above:
        is_own = any(year in other.key for other in above) and bool(_WORD.search(line.key))
        yield line, is_own and (line is not last or year in line.key)


def _finding(table: Table, rule_id: str, line: _Line, words: Iterable[str]) -> Finding:
    said = ", ".join(f"“{word}”" for word in dict.fromkeys(words))
    shown = line.typed if len(line.typed) <= _TEXT_SHOWN else f"{line.typed[:_TEXT_SHOWN]}…"
    return replace(
        table.finding,
        rule_id=rule_id,
        cell=line.cell,
        found=shown,
        expected=table.finding.period,
        detail=said,
    )


def _year(table: Table) -> int:
    return Period(table.finding.period).end_date.year


def _lines(table: Table, rows: Iterable[int]) -> Iterator[_Line]:
    words = table.registry.words
    for row in rows:
        texts = [(c, t) for c in table.grid.rows.get(row, ()) if (t := table.grid.text((row, c)))]
        typed = " ".join(text for _, text in texts)
        key = text_key(typed)
        is_letter = key.startswith((*words["office"], *words["office_label"]))
        left_out = (_STAMP, *words["attachment"], *words["simulated"])
        if texts and not is_letter and not any(word in key for word in left_out):
            yield _Line(cell_name((row, texts[0][0])), typed, key)


def _above(table: Table) -> list[_Line]:
    return list(_lines(table, range(1, table.place.top)))


def _inside(table: Table, rows: Sequence[BodyRow]) -> list[_Line]:
    """Lines of words with figures below them; what lists a part of a unit counts where its rows are read as units."""
    last = max((row.row for row in _with_figures(rows)), default=0)
    lists = {
        a.row for a, b in pairwise(rows) if a.role == "of_which" and b.role in FIGURE_ROLES and b.is_listed
    }
    found = [row.row for row in rows if row.row < last and (row.role in _ROLES or row.row in lists)]
    return [line for line in _lines(table, found) if not _is_title_again(line, table)]


def _headings(table: Table, rows: Sequence[BodyRow]) -> list[_Line]:
    """The lines inside that stand left of the figures; words in the columns of figures are told otherwise (R17)."""
    notes = {row.row for row in rows if row.role == "note"}
    return [line for line in _inside(table, rows) if int(line.cell.lstrip(_LETTERS_OF_COLUMNS)) in notes]


def _sums(rows: Iterable[BodyRow]) -> list[_Line]:
    """The names of the rows that sum up: “Tổng cộng (hộ dân tộc thiểu số)”."""
    summed = (row for row in rows if row.role in FIGURE_ROLES and row.kind == "total")
    return [_Line(row.name_cell, row.typed or row.name, text_key(row.typed or row.name)) for row in summed]


def _numbers(table: Table, rows: Iterable[BodyRow]) -> Iterator[_Line]:
    """The texts of the column of running numbers, and the names, of rows with figures: “Năm 2017 | Xã X”."""
    columns = [table.headers.stub[role] for role in ("number", "territory") if role in table.headers.stub]
    for row in _with_figures(rows):
        for line in _cells(table, row.row, columns):
            if not _NUMBERING.fullmatch(line.key):
                yield line


def _remarks(table: Table, rows: Iterable[BodyRow]) -> Iterator[_Line]:
    """The texts beside figures in columns that are not of the form; a bare year stands with the name of its column."""
    named = {entry.column: entry.text for entry in table.headers.log}
    known = {*table.headers.columns, *table.headers.stub.values()}
    years, seen = table.registry.words["year_columns"], set[str]()
    for row in _with_figures(rows):
        for line in _cells(table, row.row, [c for c in table.grid.rows[row.row] if c not in known]):
            is_year = _YEAR_LIKE.fullmatch(line.key) and text_key(named.get(line.column, "")) in years
            if (is_year or _WORD.search(line.key)) and line.key not in seen:
                seen.add(line.key)
                yield line


def _with_figures(rows: Iterable[BodyRow]) -> list[BodyRow]:
    return [row for row in rows if row.has_figures and row.role in FIGURE_ROLES]


def _cells(table: Table, row: int, columns: Iterable[int]) -> Iterator[_Line]:
    for column in columns:
        if typed := table.grid.text((row, column)):
            yield _Line(cell_name((row, column)), typed, text_key(typed), column)


def _is_title_again(line: _Line, table: Table) -> bool:
    return any(line.key == above.key for above in _lines(table, range(1, table.place.top)))


def _below(table: Table, rows: Sequence[BodyRow]) -> list[_Line]:
    last = max((row.row for row in _with_figures(rows)), default=0)
    return list(_lines(table, (row.row for row in rows if row.row > last and row.role in _ROLES)))


def _against(line: _Line, table: Table, *, is_year_told: bool = False) -> tuple[str, ...]:
    """Words of a line that contradict the table; a year only where the own one is told nowhere."""
    years = () if is_year_told else _years(line.key, table)
    return (*_narrowing(line.key, table), *_scales(line.key, table), *years, *_openings(line.key, table))


def _of_notes(line: _Line, table: Table) -> tuple[str, ...]:
    """What a note below a table says against it, another figure status too."""
    others = (s for s in table.registry.figure_statuses if s.figure_status != table.figure_status)
    phrases = (phrase for status in others for phrase in status.phrases if contains_phrase(line.key, phrase))
    hedges = (word for word in table.registry.words["status_hedges"] if contains_phrase(line.key, word))
    return (*_against(line, table), *phrases, *hedges)


def _forms(line: _Line, table: Table) -> Iterator[str]:
    """Another form that a line names like a title."""
    others = (form for form in table.registry.forms if form.form_id != table.form.form_id)
    if not names_form(line.key, table.form):
        yield from (form.name_vi for form in others if names_form(line.key, form))


def _narrowing(key: str, table: Table) -> Iterator[str]:
    foreign = _foreign_words(Same(table.form), Same(table.registry.words))
    if not foreign.search(key):
        return
    text = _PART_OF_YEAR.sub(" ", key)
    for area in table.registry.words["area"]:
        text = text.replace(area, " ")
    yield from dict.fromkeys(foreign.findall(text))


@lru_cache(maxsize=256)
def _foreign_words(form: Same[FormVersion], words: Same[Mapping[str, tuple[str, ...]]]) -> re.Pattern[str]:
    """The words of another population or moment that neither the form's title nor its headers have."""
    headers = (text for column in form.value.columns for text in column.header)
    own = text_key(" / ".join((form.value.title_vi, *headers)))
    every = (*words.value["around_narrowing"], *words.value["subjects"])
    foreign = sorted((word for word in every if not contains_phrase(own, word)), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, foreign)) or '(?!)'})(?!\w)")


def _other_people(key: str, table: Table) -> Iterator[str]:
    """A population in a line above of which the form's title does not speak."""
    people = table.registry.words["title_people"]
    if not any(word in key for word in people):
        return
    title = text_key(table.form.title_vi)
    if not any(contains_phrase(title, word) for word in people):
        return
    yield from (w for w in people if contains_phrase(key, w) and not contains_phrase(title, w))


def _scales(key: str, table: Table) -> Iterator[str]:
    """The multiples of a line that names measure units: “Đơn vị tính: nghìn hộ”."""
    words = table.registry.words
    at = min((key.find(w) for w in words["measure_lines"] if w in key), default=-1)
    if at >= 0:
        yield from (word for word in words["measure_scales"] if contains_phrase(key[at:], word))


def _multiples(line: _Line, table: Table) -> Iterator[str]:
    """A multiple in a line between the figures, whatever stands before it: “nghìn hộ”."""
    scales = table.registry.words["measure_scales"]
    yield from (word for word in scales if word in line.key and contains_phrase(line.key, word))


def _years(key: str, table: Table) -> Iterator[str]:
    """Years other than the period's, but for those of standards, documents, signing dates and spans around it."""
    if not _YEAR_LIKE.search(key):
        return
    year, registry = _year(table), table.registry
    [without_standards] = standards_in((key,), registry.standards, registry.words)[1]
    text = _COMPARED.sub(" ", without_documents(without_standards))
    for span in list(_SPAN.finditer(text)):
        text = text.replace(span[0], " ")
        if not int(span["first"]) <= year <= int(span["last"]):
            yield span[0]
    yield from (found["year"] for found in _YEAR.finditer(text) if int(found["year"]) != year)


def _openings(key: str, table: Table) -> Iterator[str]:
    """The first day of the year: figures of that day are those of the year before."""
    yield from (found[0] for found in _NEW_YEAR.finditer(key) if int(found["year"]) == _year(table))


def _unknown(key: str, table: Table) -> tuple[str, ...]:
    """The words of a heading between rows that are neither kinds of units, names of units, nor numbers."""
    words = table.registry.words
    if key.startswith(words["note"]):
        return ()
    known = {word for phrase in (*words["heading_words"], *words["area"]) for word in phrase.split()}
    rest = [w for w in dict.fromkeys(_WORD.findall(key)) if w not in known and not _LETTERS.fullmatch(w)]
    if not rest:
        return ()
    names = {word for unit in table.registry.territories.all for word in text_key(unit.name).split()}
    return tuple(word for word in rest if word not in names)
