"""The two sheets of an answer, drawn into a workbook: "Phản hồi", and "Lỗi" with its column for explanations."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Literal

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from transforms.render.answer import Answer
from transforms.render.answer_lines import IssueLine
from transforms.render.xlsx_bytes import legible
from transforms.sheet.grid import column_letters
from transforms.terms import answer_sheet as layout

PAGE, LIST = "Phản hồi", "Lỗi"
FILLS = {"reject_file": "FFF4B6B6", "reject_cell": "FFF8CBAD", "explain": "FFFFE08A", "note": "FFD6E4F5"}
_STATE_FILLS = {"returned": "FFF4B6B6", "accepted_to_explain": "FFFFE08A", "accepted": "FFC6E5C3"}
_NO_STATE = "FFE7E7E7"
_REPLY = "FFFFFBE6"
_PAGE_WIDTHS = (24, 12, 64)
_LIST_WIDTHS = {
    layout.TERRITORY: 17, layout.CELL: 7, layout.MESSAGE: 44, layout.VALUE: 13, layout.HINT: 36, layout.RULE: 7,
    layout.EXPLANATION: 34, layout.SEVERITY: 11, layout.STATE: 15, layout.SHEET: 10, layout.KEY: 20, layout.FILL: 20,
}  # fmt: skip
_HIDDEN = (layout.KEY, layout.FILL)
_CENTRED = frozenset({layout.CELL, layout.RULE, layout.SEVERITY})
_LINE_POINTS = 15.5
_POINTS = 12
_HEAD_POINTS = 34
_FONT = "Times New Roman"
_HIGHEST_ROW_POINTS = 409
_LONGEST_NAME = 31
# What a spreadsheet takes for the beginning of a formula when the cell is typed again.
_FORMULA_STARTS = ("=", "+", "-", "@")
_THIN = Side(style="thin", color="FFBFBFBF")
BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_WRAPPED = Alignment(wrap_text=True, vertical="top")
_TOP = Alignment(wrap_text=True, vertical="top", horizontal="center")
_MIDDLE = Alignment(wrap_text=True, vertical="center", horizontal="center")


@dataclass(frozen=True)
class Marked:
    """What the copy of the submitter's sheets knows: sheets by the names in the file, and fills before marking."""

    titles: Mapping[str, str]
    fills: Mapping[tuple[str, str], str]


def draw_answer(book: Workbook, answer: Answer, marked: Marked) -> None:
    """Put the two sheets in front of whatever the workbook holds; sheets of the submitter keep their names."""
    page = book.create_sheet(free_name(PAGE, book.sheetnames), 0)
    _draw_page(page, answer)
    if answer.lines:
        _draw_list(book.create_sheet(free_name(LIST, book.sheetnames), 1), answer, marked)
    book.active = 0
    for sheet in book.worksheets:  # grouped sheets would be typed into together
        sheet.sheet_view.tabSelected = sheet is page


def free_name(wanted: str, taken: Collection[str]) -> str:
    """`wanted`, or with an addition where a sheet has that name, as spreadsheets compare names."""
    folded = {name.casefold() for name in taken}
    names = (wanted, f"{wanted} - tonghop", *(f"{wanted} - tonghop {n}" for n in range(2, len(taken) + 3)))
    return next(name for name in names if name.casefold() not in folded)[:_LONGEST_NAME]


def put_text(cell: Cell | MergedCell, text: str) -> None:
    """Write a text as a text, whatever it begins with."""
    assert isinstance(cell, Cell)
    cell.value = legible(text)
    cell.data_type = "s"
    if text.startswith(_FORMULA_STARTS):
        cell.quotePrefix = True


def _font(
    *, bold: bool = False, italic: bool = False, size: float = _POINTS, color: str = "FF000000"
) -> Font:
    return Font(name=_FONT, bold=bold, italic=italic, size=size, color=color)


def _draw_page(sheet: Worksheet, answer: Answer) -> None:
    for number, width in enumerate(_PAGE_WIDTHS, start=1):
        sheet.column_dimensions[column_letters(number)].width = width
    page = _Page(sheet)
    page.wide(answer.sender, _font(italic=True))
    page.wide(answer.title, _font(bold=True, size=15))
    page.band(answer.state, _STATE_FILLS.get(answer.verdict, _NO_STATE))
    page.pair("Việc cần làm", answer.next_action, bold=True)
    for label, text in (("Lý do", answer.reason), *answer.facts):
        if text:
            page.pair(label, text)
    if answer.counts:
        page.heading("Kết quả kiểm tra")
        page.table(("Mức độ", "Số sai lệch", "Hệ quả"), [row[1:] for row in answer.counts], FILLS, answer)
    for text in (*answer.summary, answer.lines_note, answer.copy_note):
        page.sentence(text)
    if answer.changes_note:
        page.heading("So với bản trước")
        page.sentence(answer.changes_note)
        for unit, item, old, new in answer.changes:
            page.pair(unit, f"{item}: {old} → {new}")
    if answer.how:
        page.heading("Cách trả lời")
        for number, text in enumerate(answer.how, start=1):
            page.sentence(f"{number}. {text}")
    page.heading("Liên hệ")
    page.sentence(answer.contact)
    page.wide(answer.stamp, _font(size=8, color="FF9A9A9A"))
    _printed(sheet, "portrait")
    sheet.print_area = f"A1:C{page.row - 1}"


class _Page:
    """Writes the page from top to bottom, three columns wide."""

    def __init__(self, sheet: Worksheet) -> None:
        self._sheet = sheet
        self.row = 1

    def wide(self, text: str, font: Font) -> None:
        """One text over the whole width."""
        self._write(1, text, font, 3, size=(font.sz or _POINTS) / _POINTS)
        self.row += 1

    def sentence(self, text: str) -> None:
        """A sentence over the whole width; nothing where there is none."""
        if text:
            self.wide(text, _font())

    def heading(self, text: str) -> None:
        """The heading of a part, after a blank row."""
        self.row += 1
        self.wide(text, _font(bold=True, size=12))

    def band(self, text: str, colour: str) -> None:
        """The verdict, on its colour."""
        self._write(1, text.upper(), _font(bold=True, size=14), 3, size=1.8)
        for column in range(1, 4):
            self._sheet.cell(self.row, column).fill = PatternFill("solid", fgColor=colour)
        self._sheet.cell(self.row, 1).alignment = _MIDDLE
        self.row += 1

    def pair(self, label: str, text: str, *, bold: bool = False) -> None:
        """A label and what it says."""
        self._write(1, label, _font(bold=True), 1)
        height = self._sheet.row_dimensions[self.row].height
        self._write(2, text, _font(bold=bold), 2)
        self._sheet.row_dimensions[self.row].height = max(height, self._sheet.row_dimensions[self.row].height)
        for column in range(1, 4):
            self._sheet.cell(self.row, column).border = BOX
        self.row += 1

    def table(
        self,
        heads: Sequence[str],
        rows: Sequence[Sequence[str]],
        fills: Mapping[str, str],
        answer: Answer,
    ) -> None:
        """A table of three columns; the first cell of a row in the colour of its severity."""
        for number, cells in enumerate((heads, *rows)):
            for column, text in enumerate(cells, start=1):
                self._write(column, text, _font(bold=not number), 1)
                self._sheet.cell(self.row, column).border = BOX
            self._sheet.cell(self.row, 2).alignment = _TOP
            if number:
                colour = fills[answer.counts[number - 1][0]]
                self._sheet.cell(self.row, 1).fill = PatternFill("solid", fgColor=colour)
            self.row += 1

    def _write(self, column: int, text: str, font: Font, span: int, *, size: float = 1) -> None:
        cell = self._sheet.cell(self.row, column)
        put_text(cell, text)
        cell.font, cell.alignment = font, _WRAPPED
        if span > 1:
            self._sheet.merge_cells(
                start_row=self.row, end_row=self.row, start_column=column, end_column=column + span - 1
            )
        width = sum(_PAGE_WIDTHS[column - 1 : column - 1 + span])
        self._sheet.row_dimensions[self.row].height = _height([(text, width / size)]) * size


def _draw_list(sheet: Worksheet, answer: Answer, marked: Marked) -> None:
    for column, head in enumerate(layout.HEADS, start=1):
        cell = sheet.cell(1, column, head)
        cell.font, cell.alignment, cell.border = _font(bold=True), _MIDDLE, BOX
        cell.fill = PatternFill("solid", fgColor=_NO_STATE)
        dimension = sheet.column_dimensions[column_letters(column)]
        dimension.width, dimension.hidden = _LIST_WIDTHS[head], head in _HIDDEN
    for row, line in enumerate(answer.lines, start=2):
        _draw_line(sheet, row, line, marked)
    sheet.row_dimensions[1].height = _HEAD_POINTS
    last = len(answer.lines) + 1
    shown = column_letters(len(layout.HEADS) - len(_HIDDEN))
    if answer.lines_note:
        put_text(sheet.cell(last + 1, 1), answer.lines_note)
        sheet.merge_cells(f"A{last + 1}:{shown}{last + 1}")
    sheet.auto_filter.ref = f"A1:{column_letters(len(layout.HEADS))}{last}"
    sheet.freeze_panes = "A2"
    _printed(sheet, "landscape")
    sheet.print_title_rows = "1:1"
    sheet.print_area = f"A1:{shown}{last + bool(answer.lines_note)}"


def _draw_line(sheet: Worksheet, row: int, line: IssueLine, marked: Marked) -> None:
    texts = _texts(line, marked)
    for column, (head, text) in enumerate(texts.items(), start=1):
        cell = sheet.cell(row, column)
        put_text(cell, text)
        cell.font, cell.alignment, cell.border = _font(), _WRAPPED, BOX
        if head in _CENTRED:
            cell.alignment = _TOP
        if head == layout.MESSAGE and line.is_follower:
            cell.alignment = Alignment(wrap_text=True, vertical="top", indent=2)
        if head == layout.EXPLANATION:
            cell.number_format, cell.protection = "@", Protection(locked=False)
            if line.asks:
                cell.fill = PatternFill("solid", fgColor=_REPLY)
        if head == layout.SEVERITY:
            cell.fill = PatternFill("solid", fgColor=FILLS[line.severity])
        if head == layout.CELL and text and line.sheet in marked.titles:
            place = marked.titles[line.sheet].replace("'", "''")
            cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{place}'!{text}")
            cell.font = Font(name=_FONT, size=_POINTS, underline="single", color="FF1F4E9E")
    # Spreadsheet programs differ in growing rows on opening: the height is set for the longest text.
    sheet.row_dimensions[row].height = _height(
        [
            (text, _LIST_WIDTHS[head] - 2 * line.is_follower)
            for head, text in texts.items()
            if head not in _HIDDEN
        ]
    )


def _texts(line: IssueLine, marked: Marked) -> dict[str, str]:
    return {
        layout.TERRITORY: line.territory,
        layout.CELL: line.cell,
        layout.MESSAGE: line.message,
        layout.VALUE: line.found,
        layout.HINT: line.hint,
        layout.RULE: line.rule_id,
        layout.EXPLANATION: line.reply,
        layout.SEVERITY: line.severity_label,
        layout.STATE: line.state_label,
        layout.SHEET: line.sheet,
        layout.KEY: line.key,
        layout.FILL: marked.fills.get((line.sheet, line.cell), ""),
    }


def _height(texts: Sequence[tuple[str, float]]) -> float:
    """Points for the longest of these (text, width in characters), counting its own line breaks."""
    lines = max(
        sum(max(1, ceil(len(part) / max(1, width - 1.5))) for part in text.split("\n"))
        for text, width in texts
    )
    return min(_LINE_POINTS * lines + 2, _HIGHEST_ROW_POINTS)


def _printed(sheet: Worksheet, orientation: Literal["portrait", "landscape"]) -> None:
    sheet.page_setup.orientation = orientation
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.oddFooter.center.text = "&P/&N"  # type: ignore[union-attr]
