"""What calamine does not tell: errors, formulas, what is hidden, percentages, old fonts, merged cells."""

import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import xlwt

from tests.stores.workbooks import makers as m
from tests.stores.workbooks import xlsb_maker as b

OLD, NEW = "Th«ng tin", "Thông tin"


def _xlsx(book: Any, sheet: Any) -> None:
    sheet.write_formula("B3", "=1/0", None, "#DIV/0!")
    sheet.write_formula("C3", "=D3+E3", None, 12)
    sheet.write_number("D3", 0.1733, book.add_format({"num_format": "0.00%"}))
    sheet.write_string("E3", OLD, book.add_format({"font_name": ".VnTime"}))
    sheet.write_number("F3", 17.33, book.add_format({"num_format": '0.00" %"'}))
    sheet.merge_range("B5:D6", "gộp")
    sheet.set_row(6, None, None, {"hidden": True})
    sheet.set_row(7, 0)
    sheet.set_column("H:J", None, None, {"hidden": True})
    sheet.write("B7", "ẩn")


def _xls(_: Any, sheet: Any) -> None:
    sheet.row(2).set_cell_error(1, 0x07)
    sheet.write(2, 2, xlwt.Formula("D3+E3"))
    sheet.write(2, 3, 0.1733, xlwt.easyxf(num_format_str="0.00%"))
    sheet.write(2, 4, OLD, xlwt.easyxf("font: name .VnTime"))
    sheet.write(2, 5, 17.33, xlwt.easyxf(num_format_str='0.00" %"'))
    sheet.write_merge(4, 5, 1, 3, "gộp")
    sheet.write(6, 1, "ẩn")
    sheet.row(6).hidden = True
    for column in (7, 8, 9):
        sheet.col(column).hidden = True


def _calculated(content: bytes) -> bytes:
    """The writer leaves an empty text where the value of its one formula belongs."""
    return content.replace(struct.pack("<Q", 0xFFFF000000000003), struct.pack("<d", 12))


def _xlsb() -> bytes:
    rows = (
        b.row_record(0) + b.cell_record(0, "TT")
        + b.row_record(2) + b.error_record(1, 0x07) + b.formula_record(2, 12)
        + b.cell_record(3, 0.1733, b.PERCENT) + b.cell_record(4, OLD, b.LEGACY) + b.cell_record(5, 17.33)
        + b.row_record(4) + b.cell_record(1, "gộp")
        + b.row_record(6, is_hidden=True) + b.cell_record(1, "ẩn")
    )  # fmt: skip
    return b.xlsb_of(rows, b.merged(4, 5, 1, 3), before=b.hidden_columns(7, 9))


def _ods() -> bytes:
    old = (
        '<style:style style:name="ce1" style:family="table-cell">'
        '<style:text-properties style:font-name=".VnTime"/></style:style>'
    )
    heirs = '<style:style style:name="ce2" style:family="table-cell" style:parent-style-name="ce1"/>'
    rows = (
        '<table:table-column table:number-columns-repeated="7"/>'
        '<table:table-column table:visibility="collapse" table:number-columns-repeated="3"/>'
        f"<table:table-row>{m.ods_cell('TT')}</table:table-row>"
        '<table:table-row><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
        "<table:table-row><table:table-cell/>"
        '<table:table-cell table:formula="of:=1/0" office:value-type="string" office:string-value=""'
        ' calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell>'
        '<table:table-cell table:formula="of:=[.D3]+[.E3]" office:value-type="float" office:value="12">'
        "<text:p>12</text:p></table:table-cell>"
        '<table:table-cell office:value-type="percentage" office:value="0.1733">'
        "<text:p>17,33%</text:p></table:table-cell>"
        f'<table:table-cell table:style-name="ce2" office:value-type="string"><text:p>{OLD}</text:p></table:table-cell>'
        f"{m.ods_cell(17.33)}</table:table-row>"
        "<table:table-row/>"
        '<table:table-row><table:table-cell/><table:table-cell office:value-type="string"'
        ' table:number-columns-spanned="3" table:number-rows-spanned="2"><text:p>gộp</text:p></table:table-cell>'
        '<table:covered-table-cell table:number-columns-repeated="2"/></table:table-row>'
        "<table:table-row/>"
        f'<table:table-row table:visibility="filter"><table:table-cell/>{m.ods_cell("ẩn")}</table:table-row>'
    )
    return m.ods_of(rows, old + heirs)


def _spreadsheetml() -> bytes:
    styles = (
        '<Style ss:ID="p"><NumberFormat ss:Format="Percent"/></Style>'
        '<Style ss:ID="o"><Font ss:FontName=".VnTime"/></Style>'
    )
    return m.spreadsheetml_of(
        '<Table><Column ss:Index="8" ss:Span="2" ss:Hidden="1"/>'
        '<Row><Cell><Data ss:Type="String">TT</Data></Cell></Row>'
        '<Row ss:Index="3"><Cell ss:Index="2" ss:Formula="=1/0"><Data ss:Type="Error">#DIV/0!</Data></Cell>'
        '<Cell ss:Formula="=D3+E3"><Data ss:Type="Number">12</Data></Cell>'
        '<Cell ss:StyleID="p"><Data ss:Type="Number">0.1733</Data></Cell>'
        f'<Cell ss:StyleID="o"><Data ss:Type="String">{OLD}</Data></Cell>'
        '<Cell><Data ss:Type="Number">17.33</Data></Cell></Row>'
        '<Row ss:Index="5"><Cell ss:Index="2" ss:MergeAcross="2" ss:MergeDown="1">'
        '<Data ss:Type="String">gộp</Data></Cell></Row>'
        '<Row ss:Index="7" ss:Hidden="1"><Cell ss:Index="2"><Data ss:Type="String">ẩn</Data></Cell></Row></Table>',
        styles,
    )


@pytest.mark.parametrize(
    ("content", "has_formula_text"),
    [
        (m.xlsx({(1, 1): "TT"}, _xlsx), True),
        (_calculated(m.xls({(1, 1): "TT"}, _xls)), False),
        (_xlsb(), False),
        (_ods(), True),
        (_spreadsheetml(), True),
    ],
    ids=["xlsx", "xls", "xlsb", "ods", "spreadsheetml"],
)
def test_every_format_tells_what_it_can(tmp_path: Path, content: bytes, has_formula_text: bool) -> None:
    grid = m.first(tmp_path, content)
    assert grid.cells[3, 2] == "#DIV/0!"
    assert (3, 3) in grid.formulas
    assert grid.cells[3, 3] == 12
    assert not has_formula_text or grid.formulas[3, 3] == "=D3+E3"
    assert grid.percents == {(3, 4)}
    assert grid.cells[3, 5] == NEW
    assert grid.originals == {(3, 5): OLD}
    assert grid.as_found((3, 5)) == OLD
    assert grid.charset == "TCVN3"
    assert (5, 2, 6, 4) in grid.merges
    assert 7 in grid.hidden_rows
    assert 1 not in grid.hidden_rows
    assert grid.hidden_columns == {8, 9, 10}


def test_a_row_of_no_height_is_hidden(tmp_path: Path) -> None:
    assert m.first(tmp_path, m.xlsx({(1, 1): "TT"}, _xlsx)).hidden_rows == {7, 8}


def _formulas(_: Any, sheet: Any) -> None:
    sheet.write_formula("B2", '=IF(A1<2,"&","Hộ > \'xã\'")', None, "Hộ > 'xã'")
    sheet.write_formula("C2", "=SUM(D2:E2)", None, 12.5)
    sheet.write_formula("AB30", "=1=1", None, True)


def _formulas_to_walk(book: Any, sheet: Any) -> None:
    _formulas(book, sheet)
    sheet.set_column("AZ:AZ", None, None, {"hidden": True})


@pytest.mark.parametrize(
    "more", [_formulas, _formulas_to_walk], ids=["formulas alone", "a hidden column too"]
)
def test_formulas_are_told_as_they_are_written(tmp_path: Path, more: Callable[[Any, Any], None]) -> None:
    grid = m.first(tmp_path, m.xlsx({(1, 1): "TT"}, more))
    assert grid.formulas == {
        (2, 2): '=IF(A1<2,"&","Hộ > \'xã\'")',
        (2, 3): "=SUM(D2:E2)",
        (30, 28): "=1=1",
    }
    assert grid.cells[2, 2] == "Hộ > 'xã'"


SHEET_START = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cols>'
    '<col min="3" max="3" width="0"/><col min="4" max="4" width="0.71"/></cols><sheetData>'
)


def _with_rows(rows: str, start: str = SHEET_START, end: str = "</sheetData></worksheet>") -> bytes:
    return m.repacked(m.xlsx({(1, 1): "TT"}), xl__worksheets__sheet1_dot_xml=(start + rows + end).encode())


def test_a_formula_without_a_value_shows_itself(tmp_path: Path) -> None:
    rows = (
        '<row r="2"><c r="A2"><f>A3+&quot;x&quot;</f><v/></c><c r="B2"><f>B3</f></c>'
        '<c r="C2"><f>C3</f><v>5</v></c></row>'
    )
    grid = m.first(tmp_path, _with_rows(rows))
    assert dict(grid.cells) == {(2, 1): '=A3+"x"', (2, 2): "=B3", (2, 3): 5}
    assert grid.formulas == {(2, 3): "=C3"}


def test_a_formula_that_gives_an_empty_text_is_a_blank(tmp_path: Path) -> None:
    grid = m.first(
        tmp_path, _with_rows('<row r="2"><c r="A2" t="str"><f>""</f><v></v></c><c r="B2"><v>1</v></c></row>')
    )
    assert dict(grid.cells) == {(2, 2): 1}
    assert not grid.formulas


def test_a_shared_formula_is_moved_to_each_cell(tmp_path: Path) -> None:
    rows = (
        '<row r="2"><c r="C2"><f t="shared" ref="C2:C4" si="0">'
        "A2+$B$1+SUM('N 1'!A2:B2)+LOG10(A2)</f><v>1</v></c></row>"
        '<row r="3"><c r="C3"><f t="shared" si="0"/><v>2</v></c></row>'
        '<row r="4"><c r="D4"><f t="shared" si="0"/><v>3</v></c></row>'
    )
    assert m.first(tmp_path, _with_rows(rows)).formulas == {
        (2, 3): "=A2+$B$1+SUM('N 1'!A2:B2)+LOG10(A2)",
        (3, 3): "=A3+$B$1+SUM('N 1'!A3:B3)+LOG10(A3)",
        (4, 4): "=B4+$B$1+SUM('N 1'!B4:C4)+LOG10(B4)",
    }


def test_an_array_formula_covers_its_range(tmp_path: Path) -> None:
    rows = (
        '<row r="2"><c r="A2"><f t="array" ref="A2:A3">B2:B3*2</f><v>1</v></c></row>'
        '<row r="3"><c r="A3"><v>2</v></c><c r="B3"><v>1</v></c></row>'
    )
    assert m.first(tmp_path, _with_rows(rows)).formulas == {(2, 1): "=B2:B3*2", (3, 1): "=B2:B3*2"}


def test_only_a_column_of_no_width_is_hidden(tmp_path: Path) -> None:
    assert m.first(tmp_path, _with_rows('<row r="1"><c r="A1"><v>1</v></c></row>')).hidden_columns == {3}


WITH_COMMENT = (
    '<row r="1"><c r="A1"><v>1</v></c><c r="B1" t="e"><!-- <c r="A9"/> --><v>#REF!</v></c></row>'
    '<row r="2" hidden="true"><c r="A2" t="e"><v>#N/A</v></c></row>'
)


@pytest.mark.parametrize(
    "rows",
    [
        '<row><c><v>1</v></c><c t="e"><v>#REF!</v></c></row><row hidden="1"><c t="e"><v>#N/A</v></c></row>',
        "<row><c><v>1</v></c><c t='e'><v>#REF!</v></c></row><row hidden='1'><c t='e'><v>#N/A</v></c></row>",
        WITH_COMMENT,
    ],
    ids=["no addresses", "single quotes", "comment"],
)
def test_other_ways_of_writing_a_sheet_tell_the_same(tmp_path: Path, rows: str) -> None:
    grid = m.first(tmp_path, _with_rows(rows))
    assert dict(grid.cells) == {(1, 1): 1, (1, 2): "#REF!", (2, 1): "#N/A"}
    assert grid.hidden_rows == {2}


def test_pieces_of_a_text_are_converted_each_by_its_font(tmp_path: Path) -> None:
    strings = (
        '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="1" uniqueCount="1"><si>'
        f'<r><rPr><rFont val=".VnTime"/></rPr><t>{OLD}</t></r>'
        '<r><rPr><rFont val="Arial"/></rPr><t>: hộ nghèo</t></r></si></sst>'
    )
    content = m.repacked(m.xlsx({(2, 2): "TT"}), xl__sharedStrings_dot_xml=strings.encode())
    grid = m.first(tmp_path, content)
    assert grid.cells[2, 2] == f"{NEW}: hộ nghèo"
    assert grid.as_found((2, 2)) == f"{OLD}: hộ nghèo"


RAISED = '<r><t>14</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>7</t></r>'
STRUCK = '<r><rPr><strike/></rPr><t>150</t></r><r><t xml:space="preserve"> 147</t></r>'


@pytest.mark.parametrize(("runs", "shown"), [(RAISED, "14⁷"), (STRUCK, "~150~ 147")])
def test_a_raised_or_struck_piece_is_no_digit_of_the_number(runs: str, shown: str, tmp_path: Path) -> None:
    """A footnote mark raised by its format, a number struck through beside its correction."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    strings = f'<sst xmlns="{main}" count="1" uniqueCount="1"><si>{runs}</si></sst>'
    shared = m.repacked(m.xlsx({(2, 2): "TT"}), xl__sharedStrings_dot_xml=strings.encode())
    assert m.first(tmp_path, shared).cells[2, 2] == shown
    plain = m.xlsx({(2, 2): 5})
    sheet = m.member(plain, "xl/worksheets/sheet1.xml")
    inline = sheet.replace(b'<c r="B2"><v>5</v></c>', f'<c r="B2" t="inlineStr"><is>{runs}</is></c>'.encode())
    assert inline != sheet
    assert m.first(tmp_path, m.repacked(plain, xl__worksheets__sheet1_dot_xml=inline)).cells[2, 2] == shown


def test_unicode_text_stays_as_it_is(tmp_path: Path) -> None:
    grid = m.first(tmp_path, m.xlsx({(1, 1): "Xã Hoà Bình", (1, 2): "à la carte"}))
    assert not grid.originals
    assert not grid.charset


def test_a_workbook_whose_own_font_is_an_old_one(tmp_path: Path) -> None:
    """Its cells name no format at all."""
    old_book = m.xlsx({(2, 2): OLD, (2, 3): 5})
    styles = m.member(old_book, "xl/styles.xml").replace(b'"Calibri"', b'".VnTime"')
    grid = m.first(tmp_path, m.repacked(old_book, xl__styles_dot_xml=styles))
    assert dict(grid.cells) == {(2, 2): NEW, (2, 3): 5}


def test_an_xml_workbook_keeps_comments_and_hidden_sheets_apart(tmp_path: Path) -> None:
    inside = (
        '<Table><Row><Cell><ss:Data ss:Type="String"><B>Hộ</B> nghèo</ss:Data>'
        '<Comment><ss:Data ss:Type="String">ghi chú</ss:Data></Comment></Cell></Row></Table>'
        '<x:WorksheetOptions xmlns:x="x"><x:Visible>SheetHidden</x:Visible><x:TopRowVisible>0</x:TopRowVisible>'
        "</x:WorksheetOptions>"
    )
    grid = m.first(tmp_path, m.spreadsheetml_of(inside))
    assert dict(grid.cells) == {(1, 1): "Hộ nghèo"}
    assert grid.is_hidden


def test_hidden_sheets_are_told(tmp_path: Path) -> None:
    def more(book: Any, _: Any) -> None:
        book.add_worksheet("An").hide()
        book.add_worksheet("An han").very_hidden()

    book = m.opened(tmp_path, m.xlsx({(1, 1): "TT"}, more))
    assert [(grid.name, grid.is_hidden) for grid in book.grids] == [
        ("F01", False),
        ("An", True),
        ("An han", True),
    ]


def test_repeated_rows_and_columns_of_an_ods_keep_every_address_true(tmp_path: Path) -> None:
    repeated = (
        '<table:table-cell table:number-columns-repeated="2" office:value-type="float" office:value="7"/>'
    )
    error = m.ods_cell("#DIV/0!").replace(" office:", ' table:formula="of:=[.A1]/0" office:')
    rows = (
        '<table:table-row table:number-rows-repeated="3"><table:table-cell/></table:table-row>'
        f'<table:table-row table:number-rows-repeated="2">{repeated}</table:table-row>'
        f'<table:table-row><table:table-cell table:number-columns-repeated="4"/>{error}</table:table-row>'
        '<table:table-row table:number-rows-repeated="1048570">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    cells = {(4, 1): 7, (4, 2): 7, (5, 1): 7, (5, 2): 7, (6, 5): "#DIV/0!"}
    assert dict(m.first(tmp_path, m.ods_of(rows)).cells) == cells


def test_a_page_keeps_its_merged_cells_hidden_parts_and_stored_numbers(tmp_path: Path) -> None:
    page = (
        "<html xmlns:x='urn:schemas-microsoft-com:office:excel'><head><title>x</title><style>td{}</style></head><body>"
        "<p>Biểu 01</p><table><col><col style='display:none'>"
        "<tr><td rowspan=2>TT</td><td colspan=2>Số hộ</td></tr><tr><td>A</td><td>B</td></tr>"
        "<tr style='display:none'><td>1</td><td x:num='1486'>1.486</td><td x:num='0.1733'>17,33%</td></tr>"
        "</table></body></html>"
    )
    grid = m.first(tmp_path, page.encode(), "bieu.xls")
    assert dict(grid.cells) == {
        (1, 1): "Biểu 01", (2, 1): "TT", (2, 2): "Số hộ", (3, 2): "A", (3, 3): "B",
        (4, 1): 1, (4, 2): 1486, (4, 3): "17,33%",
    }  # fmt: skip
    assert grid.merges == ((2, 1, 3, 1), (2, 2, 2, 3))
    assert (grid.hidden_rows, grid.hidden_columns) == ({4}, {2})


def test_a_far_cell_brings_no_cells_between(tmp_path: Path) -> None:
    grid = m.first(tmp_path, m.xlsx({(3, 2): "TT", (200_000, 3): 5}))
    assert dict(grid.cells) == {(3, 2): "TT", (200_000, 3): 5}


def test_a_mark_of_byte_order_alone_is_not_lost_from_an_xls(tmp_path: Path) -> None:
    cells = {(1, 1): "TT", (2, 1): "\ufffe", (3, 1): "\ufeff", (4, 1): "a\ufffe", (5, 1): 5}
    assert dict(m.first(tmp_path, m.xls(cells), "bieu.xls").cells) == cells


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ('office:value-type="boolean" office:boolean-value="true"><text:p>TRUE</text:p>', "TRUE"),
        # As LibreOffice writes one that came from another format.
        (
            'table:formula="of:=TRUE()" office:value-type="float" office:value="1"><text:p>TRUE</text:p>',
            "TRUE",
        ),
        (
            'table:formula="of:=FALSE()" office:value-type="float" office:value="0"><text:p>FALSE</text:p>',
            "FALSE",
        ),
        ('office:value-type="time" office:time-value="PT145H00M00S"><text:p>145:00:00</text:p>', "145:00:00"),
        ('office:value-type="float" office:value="0"><text:p>-</text:p>', 0),
    ],
)
def test_a_truth_value_or_a_time_of_an_ods_is_no_number(tmp_path: Path, cell: str, shown: object) -> None:
    row = f"<table:table-row><table:table-cell {cell}</table:table-cell></table:table-row>"
    assert dict(m.first(tmp_path, m.ods_of(row)).cells) == {(1, 1): shown}
