"""The report of the small release: what it says, as a document and as a PDF."""

from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from docx import Document
from pypdf import PdfReader

from transforms.charts.series import SeriesPoint
from transforms.errors import PipelineError
from transforms.release import Release
from transforms.report.compose import report_of
from transforms.report.content import ChartBlock, Heading, Paragraph, Report, TableBlock
from transforms.report.docx import docx_bytes
from transforms.report.pdf import pdf_bytes, text_of

SERIES = (
    "Tỷ lệ hộ nghèo",
    (SeriesPoint("2017", Decimal("24.53"), "24,53"), SeriesPoint("2018", Decimal("21.88"), "21,88")),
)
HOSTILE = 'Xã "A" \\ #set text(size: 99pt) $x$ *đậm* @nhãn <b>'


def report(release: Release, *charts: Any) -> Report:
    return report_of(release, charts)


def headings(made: Report) -> list[str]:
    return [block.text for block in made.blocks if isinstance(block, Heading)]


def paragraphs(made: Report) -> str:
    return "\n".join(block.text for block in made.blocks if isinstance(block, Paragraph))


def table(made: Report, start: str) -> TableBlock:
    return next(b for b in made.blocks if isinstance(b, TableBlock) and b.heads[0] == start)


# What it says


def test_it_has_the_parts_of_an_official_report(release: Release) -> None:
    """Nghị định 30/2020/NĐ-CP, Điều 8: state, office, number, place and day, kind and subject, signature, receivers."""
    made = report(release)
    head = made.letterhead
    assert head.nation == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    assert head.motto == "Độc lập - Tự do - Hạnh phúc"
    assert head.office == ("ỦY BAN NHÂN DÂN", "TỈNH BẮC KẠN")
    assert head.number.startswith("Số:")
    assert head.place_day.startswith("Bắc Kạn, ngày")
    assert (head.kind, head.subject) == ("BÁO CÁO", "Kết quả thực hiện so với kế hoạch năm 2018")
    assert made.signature.receivers[0] == "Nơi nhận:"
    assert made.signature.signer == ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")


def test_sections_are_numbered_through_and_empty_ones_left_out(release: Release, followed: Release) -> None:
    assert [text.partition(". ")[0] for text in headings(report(release))] == ["I", "II", "III", "IV", "V"]
    told = headings(report(followed))
    assert told[0] == "I. MỤC TIÊU, NHIỆM VỤ KHÔNG CÓ SỐ LIỆU CỤ THỂ"
    bare = replace(release, territories=(), duties=(), comparison=(), plan=replace(release.plan, targets=()))
    assert headings(report(bare)) == ["I. ĐÁNH GIÁ CHUNG, KIẾN NGHỊ", "II. GHI CHÚ VỀ SỐ LIỆU"]


def test_the_targets_are_told_with_their_numbers(release: Release) -> None:
    told = paragraphs(report(release))
    assert "Kế hoạch có 3 chỉ tiêu có số liệu cụ thể: 1 vượt, 1 không đạt, 1 chưa đủ số liệu." in told
    assert "1. Giảm tỷ lệ hộ nghèo: Lý do 06-2018-1." in told
    rows = table(report(release), "TT").rows
    assert rows[0] == ("1", "Giảm tỷ lệ hộ nghèo", "≥ 2,7 điểm %", "2,65 điểm %", "-0,05 điểm %", "Không đạt")
    assert rows[1][3] == "…"


def test_missing_figures_and_reports_are_named(release: Release) -> None:
    made = report(release)
    rows = {row[0]: row[1:] for row in table(made, "Địa bàn").rows}
    assert rows["Huyện Ngân Sơn"] == ("…",) * 6
    assert rows["Tỉnh Bắc Kạn"][:3] == ("79.677", "17.435", "21,88")
    assert "Đã nhận 1/2 báo cáo phải nộp." in paragraphs(made)
    assert table(made, "Đơn vị báo cáo").rows == (
        ("UBND huyện Ngân Sơn", "F01", "2018", "14/12/2018", "Chưa nộp"),
    )


def test_figures_that_lack_units_are_marked(release: Release) -> None:
    lines = tuple(replace(line, partial=frozenset({"poor_households"})) for line in release.territories)
    assert table(report(replace(release, territories=lines)), "Địa bàn").rows[0][2] == "17.435*"


def test_simulated_figures_and_the_draft_say_what_they_are(release: Release) -> None:
    assert "Số liệu mô phỏng" in paragraphs(report(release))
    assert "lập từ bản công bố r1" in paragraphs(report(release))
    assert "mô phỏng" not in paragraphs(report(replace(release, is_simulated=False)))


def test_a_series_of_one_point_is_no_chart(release: Release) -> None:
    charts = [
        b for b in report(release, SERIES, (SERIES[0], SERIES[1][:1])).blocks if isinstance(b, ChartBlock)
    ]
    assert [chart.caption for chart in charts] == ["Hình 1. Tỷ lệ hộ nghèo của Tỉnh Bắc Kạn qua các năm"]


# As a document


def test_the_document_is_laid_out_as_the_decree_says(release: Release) -> None:
    """Phụ lục I: A4, margins 20-25 mm above and below, 30-35 left, 15-20 right, Times New Roman, pages numbered."""
    document = Document(BytesIO(docx_bytes(report(release, SERIES))))
    section = document.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    sides = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(side.mm) for side in sides] == [20, 20, 30, 15]
    assert document.styles["Normal"].font.name == "Times New Roman"
    assert section.different_first_page_header_footer
    assert "PAGE" in section.header._element.xml
    assert len(document.inline_shapes) == 1


def test_heads_of_tables_stand_again_on_every_page(release: Release) -> None:
    document = Document(BytesIO(docx_bytes(report(release))))
    heads = [one.rows[0]._tr.xml for one in document.tables if len(one.columns) > 2]
    assert heads
    assert all("w:tblHeader" in xml for xml in heads)


def test_the_same_report_gives_the_same_bytes(release: Release) -> None:
    made = report(release, SERIES)
    assert docx_bytes(made) == docx_bytes(made)
    assert pdf_bytes(made) == pdf_bytes(made)


# As a PDF


def pdf_text(content: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)


def test_the_pdf_has_its_fonts_inside_and_every_vietnamese_letter(release: Release) -> None:
    reader = PdfReader(BytesIO(pdf_bytes(report(release, SERIES))))
    fonts = {font for page in reader.pages for font in _fonts(page)}
    assert fonts
    assert all("Crimson" in font for font in fonts)
    text = "\n".join(page.extract_text() for page in reader.pages)
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in text
    assert "Huyện Pác Nặm" in text


def _fonts(page: Any) -> list[str]:
    return [font.get_object()["/BaseFont"] for font in page["/Resources"]["/Font"].values()]


def test_a_font_that_is_not_there_is_an_error(release: Release) -> None:
    with pytest.raises(PipelineError, match="unknown font family: no such font"):
        pdf_bytes(report(release), font="No Such Font")


def test_what_submitters_wrote_is_no_command_of_the_typesetter(release: Release) -> None:
    assert text_of('a"b\\c') == '"a\\"b\\\\c"'
    hostile = replace(release, notes_vi=(HOSTILE,))
    assert "#set text(size: 99pt) $x$ *đậm* @nhãn <b>" in pdf_text(pdf_bytes(report(hostile))).replace(
        "\n", " "
    )
