"""The official workbook of a release: a sheet a summary form, in the layout of the form, ready to be signed."""

from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO

import xlsxwriter
from xlsxwriter.workbook import Workbook

from transforms.official.summary import FormSummary
from transforms.release import Release
from transforms.render.form_layout import FormSheet, Summing
from transforms.render.form_page import Page, Styles, page_of
from transforms.render.form_xlsx import draw_form
from transforms.render.vi_format import format_period

# One fixed day for every workbook: the same release gives the same bytes.
_CREATED = datetime(2000, 1, 1, tzinfo=UTC)
_FONT = {"font_name": "Times New Roman", "font_size": 11}


def official_workbook(release: Release) -> bytes:
    """The summary forms of a release, a sheet each; one that says so where there is none.

    Sums and rates are formulas that carry their values. Two calls with the same release give the same bytes.
    """
    say = release.texts.speaker("vi")
    sink = BytesIO()
    # A copy: the library writes into what it is given, and a second workbook would have other styles.
    book: Workbook = xlsxwriter.Workbook(sink, {"in_memory": True, "default_format_properties": dict(_FONT)})
    title = say("official_title", place=release.territory_name, period=format_period(release.period))
    book.set_properties({"title": title, "author": release.territory_name, "created": _CREATED})
    _draw_all(book, release)
    if not release.forms:
        book.add_worksheet(say("official_none_sheet")).write_string(0, 0, say("official_none"))
    book.close()
    return sink.getvalue()


def _draw_all(book: Workbook, release: Release) -> None:
    style = Styles(book)
    pages: dict[tuple[str, str], Page] = {}
    for summary in release.forms:
        page = page_of(sheet_of(summary, release), book.add_worksheet(summary.name), style)
        pages[summary.form.form_id, summary.standard_id] = page
    for summary in release.forms:
        page = pages[summary.form.form_id, summary.standard_id]
        draw_form(replace(page, base=pages.get((summary.base_form, summary.standard_id))))


def sheet_of(summary: FormSummary, release: Release) -> FormSheet:
    """A summary with everything around its table."""
    say = release.texts.speaker("vi")
    return FormSheet(
        form=summary.form,
        period=release.period,
        status_label=release.figure_status.label_vi,
        office=(say("official_office"), release.territory_name.upper()),
        signatory=say("official_signatory"),
        rows=summary.rows,
        note_vi=say("official_attached"),
        standard_vi=summary.standard_vi,
        summing=Summing(
            place_vi=summary.place_vi,
            warning_vi=f"{say('figures_simulated')}." if summary.is_simulated else "",
            notes=(say("official_notes"), *(f"{n}. {note}" for n, note in enumerate(summary.notes, start=1))),
            marks=summary.marks,
            base_form=summary.base_form,
            base_items=summary.base_items,
        ),
    )
