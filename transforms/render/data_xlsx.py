"""The data workbook of a release, by the practice of official statistics: cover, contents, notes, one table a sheet.

No merged cells, no empty cells inside a table, shorthand for what is missing, heads in both languages. Drawn with
gptables, the library of the United Kingdom's statistical service for such workbooks.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from io import BytesIO

import pandas as pd
from gptables import GPTable
from gptables.core.wrappers import GPWorkbook

from transforms.release import Release
from transforms.render.data_tables import MISSING, Both, Cell, DataTable, data_tables

# One fixed day for every workbook: the same release gives the same bytes.
_CREATED = datetime(2000, 1, 1, tzinfo=UTC)
_A4 = 9
# Above the legend: the title, and how the sheet is read.
_HEAD_ROWS = 2
_LINE = 16
_NARROWEST, _WIDEST = 9, 60
_SHORTHAND = {"[x]": "data_shorthand_x", "[z]": "data_shorthand_z", "[p]": "data_shorthand_p"}


def data_workbook(release: Release) -> bytes:
    """The workbook: two calls with the same release give the same bytes."""
    say = Both(release)
    tables = data_tables(release)
    sink = BytesIO()
    book = GPWorkbook(sink, options={"in_memory": True})
    title = _vi(say, "data_title_cover")
    book.set_properties({"title": title, "author": release.territory_name, "created": _CREATED})
    sheets = {_vi(say, f"data_sheet_{one.key}"): _drawn(one, say, release) for one in tables}
    front = {
        _vi(say, "data_sheet_cover"): _cover(say, release),
        _vi(say, "data_sheet_contents"): _contents(say, tables),
        _vi(say, "data_sheet_notes"): _notes(say, release),
    }
    for name, table in (front | sheets).items():
        _write(book, name, table)
    book.close()
    return sink.getvalue()


def _write(book: GPWorkbook, name: str, table: GPTable) -> None:
    """A sheet with its column widths, row heights and print set-up, which the library leaves to the reader."""
    sheet = book.add_worksheet(name, gridlines="hide_all")
    sheet.write_gptable(table, auto_width=False)
    widths = list(_widths(table.table))
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    for row, cells in enumerate((table.table.columns, *table.table.itertuples(index=False))):
        lines = max(_lines(str(cell), width) for cell, width in zip(cells, widths, strict=True))
        if lines > 1:
            sheet.set_row(table.table_row_index + row, lines * _LINE)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)


def _lines(text: str, width: int) -> int:
    """How many lines a text takes in a column."""
    return -(-len(text) // (width - 2))


def _widths(frame: pd.DataFrame) -> Iterator[int]:
    """As wide as the longest text of the column, within bounds: longer ones are wrapped."""
    for head in frame.columns:
        longest = max(len(str(cell)) for cell in frame[head])
        yield min(max(longest + 2, *(len(word) + 2 for word in head.split()), _NARROWEST), _WIDEST)


def _vi(say: Both, key: str) -> str:
    return say.words["vi"].say(key)


def _sheet(key: str, title: str, frame: pd.DataFrame, legend: Sequence[str], lead: str) -> GPTable:
    return GPTable(
        table=frame,
        table_name=key,
        title=title,
        instructions=lead,
        legend=list(legend) or None,
        index_columns={},
        table_row_index=_HEAD_ROWS + len(legend),
    )


def _frame(heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> pd.DataFrame:
    # Of objects: a column of numbers with shorthand among them keeps its whole numbers whole.
    return pd.DataFrame([list(row) for row in rows], columns=list(heads), dtype=object)


def _drawn(table: DataTable, say: Both, release: Release) -> GPTable:
    legend = [say.about(), *(say(_SHORTHAND[one]) for one in table.shorthand)]
    if release.is_simulated:
        legend.append(say("figures_simulated"))
    return _sheet(
        f"data_{table.key}",
        say(f"data_title_{table.key}"),
        _frame(table.heads, table.rows),
        legend,
        say("data_one_table"),
    )


def _cover(say: Both, release: Release) -> GPTable:
    facts = [
        (say("data_plan"), say.of(lambda words: words.say.of(release.plan, "title"))),
        (say("data_territory"), release.territory_name),
        (say("data_period"), say.of(lambda words: words.period(release.period))),
        (say("data_status"), say.status(release.figure_status.figure_status)),
        (say("data_standard"), say.of(lambda words: words.say.of(release, "standard_name"))),
        (say("data_release"), release.release_id),
        (say("data_licence"), say("licence")),
    ]
    if release.is_simulated:
        facts.append((say("data_caution"), say("figures_simulated")))
    frame = _frame((say("data_key"), say("data_value")), facts)
    return _sheet("data_cover", say("data_title_cover"), frame, (), say("data_one_table"))


def _contents(say: Both, tables: Sequence[DataTable]) -> GPTable:
    rows = [(_vi(say, f"data_sheet_{one.key}"), say(f"data_title_{one.key}")) for one in tables]
    rows.insert(0, (_vi(say, "data_sheet_notes"), say("data_title_notes")))
    frame = _frame((say("data_sheet_name"), say("data_sheet_about")), rows)
    return _sheet("data_contents", say("data_title_contents"), frame, (), say("data_one_table"))


def _notes(say: Both, release: Release) -> GPTable:
    notes = list(release.notes_vi) or [MISSING]
    english = [*release.notes_en, *[MISSING] * len(notes)][: len(notes)]
    rows = [(place, *pair) for place, pair in enumerate(zip(notes, english, strict=True), start=1)]
    heads = (say("data_note_number"), say("data_note_vi"), say("data_note_en"))
    return _sheet("data_notes", say("data_title_notes"), _frame(heads, rows), (), say("data_one_table"))
