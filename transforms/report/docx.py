"""The report as a document to be edited and signed, laid out by Nghị định 30/2020/NĐ-CP, Phụ lục I."""

import zipfile
from collections.abc import Iterable, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Mm, Pt

from transforms.charts.drawing import draw_png
from transforms.charts.series import series_spec
from transforms.report.content import (
    Block,
    ChartBlock,
    Heading,
    Letterhead,
    Paragraph,
    Report,
    Signature,
    TableBlock,
)

_MOMENT = datetime(2000, 1, 1)  # noqa: DTZ001 -- a fixed date keeps the bytes the same
_DAY = (2000, 1, 1, 0, 0, 0)
_FONT = "Times New Roman"
# Paper and margins of Phụ lục I: A4, 20 mm above and below, 30 mm left, 15 mm right.
_PAPER, _ABOVE, _LEFT, _RIGHT = (Mm(210), Mm(297)), Mm(20), Mm(30), Mm(15)
_TEXT_WIDTH = Mm(165)
_BODY, _TABLE, _SMALL = Pt(14), Pt(11), Pt(11)
_CENTRE, _END, _BOTH = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.JUSTIFY
_CHART_WIDTH = Cm(13)


def docx_bytes(report: Report) -> bytes:
    """The document; the same report gives the same bytes."""
    document = Document()
    _set_up(document, report)
    _letterhead(document, report.letterhead)
    for block in report.blocks:
        _block(document, block)
    _signature(document, report.signature)
    saved = BytesIO()
    document.save(saved)
    return _dated_alike(saved)


def _set_up(document: Any, report: Report) -> None:  # noqa: ANN401 -- the library names no type
    section = document.sections[0]
    section.page_width, section.page_height = _PAPER
    section.top_margin = section.bottom_margin = _ABOVE
    section.left_margin, section.right_margin = _LEFT, _RIGHT
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = _FONT, _BODY
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), _FONT)
    normal.paragraph_format.space_after = Pt(6)
    _language(normal)
    # The number of the page stands above the text, not on the first page.
    section.different_first_page_header_footer = True
    _page_number(section.header.paragraphs[0])
    properties = document.core_properties
    properties.title, properties.author, properties.language = (
        report.title,
        report.letterhead.office[1],
        "vi-VN",
    )
    properties.created = properties.modified = properties.last_printed = _MOMENT
    properties.comments, properties.last_modified_by = "", ""


def _language(style: Any) -> None:  # noqa: ANN401 -- the library names no type
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "vi-VN")
    style.element.get_or_add_rPr().append(language)


def _page_number(paragraph: Any) -> None:  # noqa: ANN401 -- the library names no type
    paragraph.alignment = _CENTRE
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)  # noqa: SLF001 -- the library has no fields


def _put(
    holder: Any,  # noqa: ANN401 -- a document or a cell
    text: str,
    size: Any = _BODY,  # noqa: ANN401 -- a length of the library
    align: WD_ALIGN_PARAGRAPH | None = None,
    *,
    bold: bool = False,
    italic: bool = False,
    is_first: bool = False,
) -> Any:  # noqa: ANN401 -- a paragraph of the library
    """A paragraph with one run; `is_first` takes the empty one that every cell begins with."""
    paragraph = holder.paragraphs[0] if is_first else holder.add_paragraph()
    paragraph.alignment = align
    run = paragraph.add_run(text)
    run.bold, run.italic, run.font.size = bold, italic, size
    return paragraph


def _letterhead(document: Any, head: Letterhead) -> None:  # noqa: ANN401 -- the library names no type
    table = document.add_table(rows=2, cols=2)
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    _widths(table, (40, 60))
    (office, nation), (number, day) = (row.cells for row in table.rows)
    _put(office, head.office[0], Pt(13), _CENTRE, bold=True, is_first=True)
    _ruled(_put(office, head.office[1], Pt(13), _CENTRE, bold=True))
    # The name of the state stands on one line: 12 points are the smaller size that is allowed.
    _put(nation, head.nation, Pt(12), _CENTRE, bold=True, is_first=True)
    _ruled(_put(nation, head.motto, Pt(13), _CENTRE, bold=True))
    _put(number, head.number, Pt(13), _CENTRE, is_first=True)
    _put(day, head.place_day, Pt(13), _CENTRE, italic=True, is_first=True)
    for cell in (office, nation, number, day):
        for paragraph in cell.paragraphs:
            paragraph.paragraph_format.space_after = Pt(0)
    _put(document, "")
    _put(document, head.kind, _BODY, _CENTRE, bold=True)
    _ruled(_put(document, head.subject, _BODY, _CENTRE, bold=True))


def _ruled(paragraph: Any) -> None:  # noqa: ANN401 -- the library names no type
    """A rule under the words, as wide as a third of the line."""
    paragraph.paragraph_format.space_after = Pt(0)
    rule = paragraph.insert_paragraph_before("")
    paragraph._p.addnext(rule._p)  # noqa: SLF001 -- the library inserts before only
    rule.alignment = _CENTRE
    run = rule.add_run("_" * 12)
    run.font.size = Pt(6)
    rule.paragraph_format.space_after = Pt(4)


def _block(document: Any, block: Block) -> None:  # noqa: ANN401 -- the library names no type
    if isinstance(block, Heading):
        paragraph = _put(document, block.text, bold=True)
        paragraph.paragraph_format.space_before = Pt(8)
        paragraph.paragraph_format.keep_with_next = True
    elif isinstance(block, Paragraph):
        _paragraph(document, block)
    elif isinstance(block, TableBlock):
        _table(document, block)
    else:
        _chart(document, block)


def _paragraph(document: Any, block: Paragraph) -> None:  # noqa: ANN401 -- the library names no type
    is_note = block.style == "note"
    paragraph = _put(
        document,
        block.text,
        Pt(12) if is_note else _BODY,
        _BOTH,
        bold=block.style == "warning",
        italic=is_note,
    )
    paragraph.paragraph_format.first_line_indent = Cm(1)


def _chart(document: Any, block: ChartBlock) -> None:  # noqa: ANN401 -- the library names no type
    paragraph = _put(document, "", align=_CENTRE)
    picture = paragraph.runs[0].add_picture(BytesIO(draw_png(series_spec(block.points))), width=_CHART_WIDTH)
    told = "; ".join(f"{point.period}: {point.text}" for point in block.points)
    picture._inline.docPr.set("descr", f"{block.caption}. {told}")  # noqa: SLF001 -- the library has no alt text
    paragraph.paragraph_format.keep_with_next = True
    _put(document, block.caption, Pt(12), _CENTRE, italic=True)


def _table(document: Any, block: TableBlock) -> None:  # noqa: ANN401 -- the library names no type
    caption = _put(document, block.caption, Pt(12), bold=True)
    caption.paragraph_format.keep_with_next = True
    table = document.add_table(rows=1, cols=len(block.heads))
    table.style = "Table Grid"
    _row(table.rows[0], block.heads, frozenset(), bold=True)
    _repeated(table.rows[0])
    for place, cells in enumerate(block.rows):
        _row(table.add_row(), cells, block.numbers, bold=place in block.bold)
    _widths(table, block.widths)
    if block.note:
        _put(document, block.note, _SMALL, italic=True)


def _row(row: Any, texts: Iterable[str], numbers: frozenset[int], *, bold: bool) -> None:  # noqa: ANN401
    for place, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
        paragraph = _put(cell, text, _TABLE, _END if place in numbers else None, bold=bold, is_first=True)
        paragraph.paragraph_format.space_after = Pt(0)
    cannot_split = OxmlElement("w:cantSplit")
    row._tr.get_or_add_trPr().append(cannot_split)  # noqa: SLF001 -- the library has no such option


def _repeated(row: Any) -> None:  # noqa: ANN401 -- the library names no type
    """The row stands again at the top of every page."""
    header = OxmlElement("w:tblHeader")
    row._tr.get_or_add_trPr().append(header)  # noqa: SLF001 -- the library has no such option


def _widths(table: Any, shares: Sequence[int]) -> None:  # noqa: ANN401 -- the library names no type
    table.autofit = False
    for share, column in zip(shares, table.columns, strict=True):
        column.width = int(_TEXT_WIDTH * share / sum(shares))
        for cell in column.cells:
            cell.width = column.width


def _signature(document: Any, signature: Signature) -> None:  # noqa: ANN401 -- the library names no type
    table = document.add_table(rows=1, cols=2)
    _widths(table, (50, 50))
    left, right = table.rows[0].cells
    head, *receivers = signature.receivers
    _put(left, head, Pt(12), bold=True, italic=True, is_first=True)
    for receiver in receivers:
        _put(left, receiver, Pt(11)).paragraph_format.space_after = Pt(0)
    for place, line in enumerate(signature.signer):
        _put(right, line, _BODY, _CENTRE, bold=True, is_first=place == 0)
    _put(right, signature.hint, Pt(12), _CENTRE, italic=True)


def _dated_alike(saved: BytesIO) -> bytes:
    """The saved document, its members dated alike."""
    target = BytesIO()
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in source.namelist():
            archive.writestr(zipfile.ZipInfo(name, _DAY), source.read(name), zipfile.ZIP_DEFLATED)
    return target.getvalue()
