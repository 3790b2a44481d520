"""The report as a PDF to be read, typeset with fonts from a package; a font that is not there is an error."""

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files

import typst

from transforms.charts.drawing import svg_on_paper
from transforms.charts.series import series_spec
from transforms.errors import PipelineError
from transforms.report.content import (
    Block,
    Heading,
    Letterhead,
    Paragraph,
    Report,
    Signature,
    TableBlock,
)

# Metrics and letters of a serif for long texts, with every Vietnamese letter.
FONT = "Crimson Text"
_MOMENT = datetime(2000, 1, 1, tzinfo=UTC)
# For the archive, with a structure that is read aloud (ISO 19005-2, level A).
_STANDARD = "a-2a"
_SET_UP = """\
#set document(title: {title}, author: {author}, date: datetime({day}))
#set page(paper: "a4", margin: (top: 20mm, bottom: 20mm, left: 30mm, right: 15mm),
  header: context if counter(page).get().first() > 1 [#align(center)[#counter(page).display()]])
#set text(font: {font}, size: 13pt, lang: "vi")
#set par(justify: true, first-line-indent: (amount: 1cm, all: true), spacing: 0.8em)
#set table(stroke: 0.5pt, inset: 4pt)
#show table.cell.where(y: 0): strong
#show figure: set block(breakable: true)
#set figure(supplement: none, numbering: none, gap: 0.5em)
#show figure.where(kind: table): set figure.caption(position: top)
"""


def pdf_bytes(report: Report, font: str = FONT) -> bytes:
    """The PDF; the same report gives the same bytes.

    Raises:
        PipelineError: the report cannot be typeset, or a font of it is missing.
    """
    source = "\n".join(_source(report, font)).encode()
    try:
        # The stub of the library solves no call that names no folder.
        compiled: tuple[bytes, list[typst.TypstWarning]] = typst.compile_with_warnings(  # type: ignore[call-overload]
            source, font_paths=_fonts(), timestamp=_MOMENT, pdf_standards=_STANDARD
        )
    except typst.TypstError as error:
        raise PipelineError(f"report.pdf: {error}") from error
    pdf, warnings = compiled
    if warnings:
        told = "; ".join(warning.message for warning in warnings)
        raise PipelineError(f"report.pdf: {told}")
    return pdf


@cache
def _fonts() -> typst.Fonts:
    folder = str(files("fontpkg_crimson_text").joinpath("files"))
    return typst.Fonts(include_system_fonts=False, font_paths=[folder])


def text_of(text: str) -> str:
    """A text as a string of the typesetting language: nothing in it is a command."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + escaped.replace("\r", " ").replace("\n", "\\n").replace("\0", " ") + '"'


def _source(report: Report, font: str) -> Iterator[str]:
    yield _SET_UP.format(
        title=text_of(report.title),
        author=text_of(report.letterhead.office[1]),
        font=text_of(font),
        day=f"year: {report.day.year}, month: {report.day.month}, day: {report.day.day}",
    )
    yield from _letterhead(report.letterhead)
    yield from map(_block, report.blocks)
    yield from _signature(report.signature)


def _letterhead(head: Letterhead) -> Iterator[str]:
    rule = "#v(-0.5em)#line(length: {}, stroke: 0.5pt)"
    office, number, place_day = (
        text_of(one) for one in ("\n".join(head.office), head.number, head.place_day)
    )
    yield f"""\
#set par(first-line-indent: 0pt)
#grid(columns: (43%, 57%), align: center, row-gutter: 0.8em,
  [#strong(text({office})) {rule.format("30%")}],
  [#strong(text(size: 12pt, {text_of(head.nation)})) \\ #strong(text({text_of(head.motto)})) {rule.format("60%")}],
  text({number}), emph(text({place_day})))
#v(1em)
#align(center)[#strong(text({text_of(head.kind)})) \\ #strong(text({text_of(head.subject)})) {rule.format("30%")}]
#v(0.5em)
#set par(first-line-indent: (amount: 1cm, all: true))"""


def _block(block: Block) -> str:
    if isinstance(block, Heading):
        return f"\n#block(above: 1.2em, sticky: true, strong(text({text_of(block.text)})))\n"
    if isinstance(block, Paragraph):
        styles = {"note": "emph(text(size: 11pt, {}))", "warning": "strong(text({}))"}
        return f"\n#{styles.get(block.style, 'text({})').format(text_of(block.text))}\n"
    if isinstance(block, TableBlock):
        return _table(block)
    told = "; ".join(f"{point.period}: {point.text}" for point in block.points)
    drawn = text_of(svg_on_paper(series_spec(block.points), FONT))
    picture = f"image(bytes({drawn}), format: {text_of('svg')}, width: 85%, alt: {text_of(told)})"
    return f"#figure({picture}, caption: emph(text(size: 11pt, {text_of(block.caption)})))"


def _table(block: TableBlock) -> str:
    columns = ", ".join(f"{share}fr" for share in block.widths)
    aligned = ", ".join("right" if place in block.numbers else "left" for place in range(len(block.heads)))
    head = ", ".join(f"text({text_of(one)})" for one in block.heads)
    rows = ",\n  ".join(_row(cells, is_bold=place in block.bold) for place, cells in enumerate(block.rows))
    table = f"table(columns: ({columns}), align: ({aligned},), table.header({head}),\n  {rows})"
    note = f"#emph(text(size: 10.5pt, {text_of(block.note)}))\n" if block.note else ""
    caption = f"strong(text(size: 12pt, {text_of(block.caption)}))"
    size = "#set text(size: 10.5pt); #set par(justify: false, first-line-indent: 0pt)"
    return f"#[{size}\n#figure({table}, kind: table, caption: {caption})]\n{note}"


def _row(cells: tuple[str, ...], *, is_bold: bool) -> str:
    return ", ".join(f"strong(text({text_of(one)}))" if is_bold else f"text({text_of(one)})" for one in cells)


def _signature(signature: Signature) -> Iterator[str]:
    head, *receivers = signature.receivers
    lines = "\n".join(receivers)
    yield f"""\
#v(1em)
#set par(first-line-indent: 0pt)
#block(breakable: false, grid(columns: (50%, 50%),
  [#strong(emph(text(size: 12pt, {text_of(head)}))) \\ #text(size: 11pt, {text_of(lines)})],
  align(center)[#strong(text({text_of(chr(10).join(signature.signer))})) \\
    #emph(text(size: 12pt, {text_of(signature.hint)}))]))"""
