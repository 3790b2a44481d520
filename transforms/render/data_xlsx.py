"""The data workbook of a release, by the practice of official statistics: cover, contents, notes, one table a sheet.

No merged cells, no empty cells inside a table, shorthand for what is missing, heads in both languages. Drawn with
gptables, the library of the United Kingdom's statistical service for such workbooks.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from io import BytesIO

import pandas as pd
from gptables import GPTable
from gptables.core.wrappers import GPWorkbook

from transforms.release import Release
from transforms.render.data_tables import MISSING, Both, Cell, DataTable, data_tables

# One fixed day for every workbook: the same release gives the same bytes.
_CREATED = datetime(2000, 1, 1, tzinfo=UTC)
_SHORTHAND = {"[x]": "data_shorthand_x", "[z]": "data_shorthand_z", "[p]": "data_shorthand_p"}


def data_workbook(release: Release) -> bytes:
    """The workbook: two calls with the same release give the same bytes."""
    say = Both(release)
    tables = data_tables(release)
    sink = BytesIO()
    book = GPWorkbook(sink, options={"in_memory": True})
    book.set_properties(
        {"title": _title(say, release), "author": release.territory_name, "created": _CREATED}
    )
    sheets = {_vi(say, f"data_sheet_{one.key}"): _drawn(one, say, release) for one in tables}
    front = {
        _vi(say, "data_sheet_cover"): _cover(say, release),
        _vi(say, "data_sheet_contents"): _contents(say, tables),
        _vi(say, "data_sheet_notes"): _notes(say, release),
    }
    for name, table in (front | sheets).items():
        book.add_worksheet(name, gridlines="hide_all").write_gptable(table, auto_width=True)
    book.close()
    return sink.getvalue()


def _vi(say: Both, key: str) -> str:
    return say.words["vi"].say(key)


def _title(say: Both, release: Release) -> str:
    return say.of(lambda words: words.say("data_title_cover", title=words.say.of(release.plan, "title")))


def _sheet(key: str, title: str, frame: pd.DataFrame, legend: Sequence[str], lead: str) -> GPTable:
    return GPTable(
        table=frame,
        table_name=key,
        title=title,
        instructions=lead,
        legend=list(legend) or None,
        index_columns={},
    )


def _frame(heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> pd.DataFrame:
    # Of objects: a column of numbers with shorthand among them keeps its whole numbers whole.
    return pd.DataFrame([list(row) for row in rows], columns=list(heads), dtype=object)


def _drawn(table: DataTable, say: Both, release: Release) -> GPTable:
    lead = _title(say, release).partition(": ")[2] or _title(say, release)
    legend = [say(_SHORTHAND[one]) for one in table.shorthand]
    if release.is_simulated:
        legend.append(say("figures_simulated"))
    return _sheet(
        f"data_{table.key}",
        say(f"data_title_{table.key}"),
        _frame(table.heads, table.rows),
        legend,
        f"{say('data_one_table')} {lead}",
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
        facts.append((say("caution"), say("figures_simulated")))
    frame = _frame((say("data_key"), say("data_value")), facts)
    return _sheet("data_cover", _title(say, release), frame, (), say("data_one_table"))


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
