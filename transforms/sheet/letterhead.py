"""What a sheet says of the letter that brought it: issuing office, number, date. Names of signers are never kept."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from transforms.sheet.grid import Place, SheetGrid, cell_name
from transforms.sheet.row_words import Words
from transforms.text.normalise import clean, text_key

_OFFICE_LINES = 4
_OFFICE_SHOWN = 160
_NUMBER = r"\d+[a-zđ]?\s?/\s?[\w/.-]+[\w]"
_OWN_NUMBER = re.compile(rf"số\s*:?\s*(?P<number>{_NUMBER})", re.IGNORECASE)
_NUMBER_BEFORE = re.compile(rf"^{_OWN_NUMBER.pattern}\s+", re.IGNORECASE)
_DATE = r"ngày\s*(\d{1,2})\s*(?:tháng|[/.-])\s*(\d{1,2})\s*(?:năm|[/.-])\s*(\d{4})"
_DATE_IN_TEXT = re.compile(_DATE, re.IGNORECASE)
_DATE_LINE = re.compile(rf"(?:[^\d,;()]{{2,40}},\s*)?{_DATE}[\s.)]*", re.IGNORECASE)


@dataclass(frozen=True)
class Letterhead:
    """Office, number and date of a letter, empty where the sheet does not give them.

    `day_text` and `day_cell` are the date as found, which may be one that no calendar has (`day` is then None).
    """

    office: str = ""
    number: str = ""
    day: date | None = None
    day_text: str = ""
    day_cell: str = ""


@dataclass(frozen=True)
class _Line:
    place: Place
    text: str

    @property
    def key(self) -> str:
        return text_key(self.text)


def read_letterhead(grid: SheetGrid, above: int, signed: Iterable[int], words: Words) -> Letterhead:
    """Read the rows above the table, and the rows of its signatures for the date."""
    top = list(_lines(grid, (row for row in grid.rows if row < above)))
    attached = [line for line in top if any(word in line.key for word in words["attachment"])]
    own = [line for line in top if line not in attached]
    citing = _citations(words["letter"])
    number = _first_number(own, _OWN_NUMBER, words, whole=True) or _first_number(attached, citing, words)
    dated = [
        *_dates(own, _DATE_LINE),
        *_dates([line for line in attached if _cites_letter(line, citing, words)], _DATE_IN_TEXT),
        *_dates([*_lines(grid, signed), *_joined(grid, signed)], _DATE_LINE),
    ]
    office = _labelled_office(grid, own, words) or _office_above(own, words)
    return Letterhead(office[:_OFFICE_SHOWN], number, *(dated[0] if dated else (None, "", "")))


def _lines(grid: SheetGrid, rows: Iterable[int]) -> Iterator[_Line]:
    """Every line of every text cell of some rows."""
    for row in rows:
        for column in grid.rows[row]:
            content = grid.cells[row, column]
            if isinstance(content, str):
                texts = (clean(text) for text in content.splitlines())
                yield from (_Line((row, column), text) for text in texts if text)


def _joined(grid: SheetGrid, rows: Iterable[int]) -> Iterator[_Line]:
    """Each row as one line: a date may stand in several cells."""
    for row in rows:
        columns = grid.rows[row]
        yield _Line((row, columns[0]), " ".join(grid.text((row, column)) for column in columns))


def _labelled_office(grid: SheetGrid, lines: Iterable[_Line], words: Words) -> str:
    """The office after “Đơn vị báo cáo:”, in the same cell or in the next one of the row."""
    for line in lines:
        label = next((word for word in words["office_label"] if line.key.startswith(word)), "")
        if not label:
            continue
        row, column = line.place
        beside = next((grid.text((row, c)) for c in grid.rows[row] if c > column), "")
        name = line.text.partition(":")[2].strip() or beside
        if name and _is_office(text_key(name), words, anywhere=True):
            return name
    return ""


def _office_above(lines: list[_Line], words: Words) -> str:
    """The block of office names at the top: a line of an office with the lines right under it in the same column."""
    first = next((line for line in lines if _is_office(line.key, words)), None)
    if first is None:
        return ""
    (top, column), found, last = first.place, "", first.place[0]
    for line in lines:
        row = line.place[0]
        if line.place[1] != column or row < top:
            continue
        if row > min(last + 1, top + _OFFICE_LINES) or not _is_office(line.key, words, with_places=True):
            break
        is_new = _is_office(line.key, words)
        found = f"{found} / {line.text}" if found and is_new else f"{found} {line.text}".strip()
        last = row
    return found


def _is_office(key: str, words: Words, *, with_places: bool = False, anywhere: bool = False) -> bool:
    starts = (*words["office"], *(words["office_place"] if with_places or anywhere else ()))
    return key.startswith(tuple(f"{word} " for word in starts)) or key in words["office"]


def _citations(kinds: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(kinds)})\s+số\s*:?\s*(?P<number>{_NUMBER})", re.IGNORECASE)


def _first_number(
    lines: Iterable[_Line], pattern: re.Pattern[str], words: Words, *, whole: bool = False
) -> str:
    """The first number of a letter; a number of a law or circular is none."""
    for line in lines:
        found = pattern.match(line.text) if whole else pattern.search(line.text)
        if found and not any(word in text_key(found["number"]) for word in words["law_number"]):
            return re.sub(r"\s", "", found["number"])
    return ""


def _cites_letter(line: _Line, citing: re.Pattern[str], words: Words) -> bool:
    return bool(_first_number([line], citing, words))


def _dates(lines: Iterable[_Line], pattern: re.Pattern[str]) -> Iterator[tuple[date | None, str, str]]:
    for line in lines:
        text = _NUMBER_BEFORE.sub("", line.text)
        found = pattern.search(text) if pattern is _DATE_IN_TEXT else pattern.fullmatch(text)
        if found:
            yield _day(*found.groups()), "/".join(found.groups()), cell_name(line.place)


def _day(day: str, month: str, year: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
