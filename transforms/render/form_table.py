"""The table of a reporting sheet: merged headers, the line of column numbers, rows with their sums."""

from collections.abc import Sequence
from string import ascii_uppercase
from typing import Any

from xlsxwriter.format import Format

from transforms.render.form_formulas import RateOf, rate_formula, rate_of, sum_formula
from transforms.render.form_layout import FormRow, line_label
from transforms.render.form_page import LINE_HEIGHT, Page, text_height
from transforms.terms.form import Column

_INPUT_COLOUR = "#FFF9DB"
_OPENING_COLOUR = "#DDEBF7"
_SHUT_COLOUR = "#D9D9D9"
_PALE = "#A6A6A6"
_COUNT, _RATE = "#,##0_)", "0.00_)"
# A summary is printed with Vietnamese separators whatever the program; a mark never makes a number a text.
_SUMMED, _BROKEN = "[$-42A]#,##0_)", "[$-42A]#,##0.0###_)"
_MARKED = {
    "partial": '[$-42A]#,##0"*"',
    "own_line": '[$-42A]#,##0"**"',
    "dash": '"-"_)',
    "not_applicable": '"x"_)',
}
_NOTE: dict[str, Any] = {"author": "tonghop", "x_scale": 2.2, "y_scale": 1.2, "font_size": 10}


def draw_header(page: Page) -> None:
    """Merged headers over the columns, then the line of column letters and numbers."""
    look = page.style(bold=True, align="center", text_wrap=True, border=1)
    levels, stub = len(page.headers[0]), page.sheet.stub
    for column, text in enumerate(stub):
        page.block((page.top, column, page.top + levels - 1, column), text, look)
    needs = [LINE_HEIGHT + 3] * levels
    for level, first, last_level, last, text in header_cells(page.headers):
        left, right = first + len(stub), last + len(stub)
        page.block((page.top + level, left, page.top + last_level, right), text, look)
        room = sum(needs[level:last_level])
        width = sum(page.widths[left : right + 1])
        needs[last_level] = max(needs[last_level], text_height(text, width) + 3 - room)
    for level, height in enumerate(needs):
        page.worksheet.set_row(page.top + level, height)
    _draw_numbers(page)


def header_cells(headers: Sequence[tuple[str, ...]]) -> list[tuple[int, int, int, int, str]]:
    """Level, first column, last level, last column and text of each header cell.

    A text reaches down over empty levels, and right over columns whose header path is the same so far.
    """
    cells = []
    levels = len(headers[0])
    for column, header in enumerate(headers):
        for level, text in enumerate(header):
            path = header[: level + 1]
            if not text or (column and headers[column - 1][: level + 1] == path):
                continue
            below = next((n for n in range(level + 1, levels) if header[n]), levels)
            last = column
            while last + 1 < len(headers) and headers[last + 1][: level + 1] == path:
                last += 1
            cells.append((level, column, below - 1, last, text))
    return sorted(cells)


def _draw_numbers(page: Page) -> None:
    look = page.style(italic=True, font_size=10, align="center", text_wrap=True, border=1)
    row, stub = page.body - 1, len(page.sheet.stub)
    numbers = [*ascii_uppercase[:stub], *(column.numbering for column in page.sheet.columns)]
    for column, text in enumerate(numbers):
        page.worksheet.write_string(row, column, text, look)
    longest = max(numbers, key=len)
    page.worksheet.set_row(row, 1 + (2 if len(longest) > page.widths[-1] + 1 else 1) * LINE_HEIGHT)


def draw_body(page: Page) -> None:
    """Every row of the form: its stub, its figures, its sums and rates."""
    for index, row in enumerate(page.sheet.rows):
        _draw_stub(page, index, row)
        for offset, line in enumerate(page.sheet.lines):
            page.worksheet.set_row(page.row_of(index) + offset, LINE_HEIGHT + 2)
            for column in page.sheet.columns:
                _draw_cell(page, index, page.row_of(index) + offset, line, column)


def _draw_stub(page: Page, index: int, row: FormRow) -> None:
    bold = row.role != "unit"
    first, last = page.row_of(index), page.row_of(index + 1) - 1
    texts = {"TT": row.number, "Mã": row.code}
    for column, header in enumerate(page.sheet.stub):
        if header == "Phân tổ":
            for offset, line in enumerate(page.sheet.lines):
                look = page.style(bold=bold, border=1)
                page.worksheet.write_string(first + offset, column, line_label(line), look)
            continue
        is_name = header not in texts
        looks: dict[str, Any] = {"bold": bold, "border": 1, "text_wrap": is_name}
        looks["align"] = "left" if is_name and row.role != "total" else "center"
        text = texts.get(header, row.name)
        if page.sheet.is_template:
            _draw_on_every_line(page, (first, last), column, text, looks)
        else:
            page.block((first, column, last, column), text, page.style(**looks))


def _draw_on_every_line(
    page: Page, rows: tuple[int, int], column: int, text: str, looks: dict[str, Any]
) -> None:
    """The text on each line of a unit, pale after the first: lines without merged cells may be sorted."""
    for row in range(rows[0], rows[1] + 1):
        pale = {"font_color": _PALE} if row > rows[0] else {}
        page.worksheet.write_string(row, column, text, page.style(**looks, **pale))


def _draw_cell(page: Page, index: int, row: int, line: str, column: Column) -> None:
    role = page.sheet.rows[index].role
    place = page.sheet.columns.index(column) + len(page.sheet.stub)
    if column.is_rate:
        _draw_rate(page, index, row, column)
        return
    item = column.items.get(line, "")
    if not item:
        page.worksheet.write_blank(row, place, None, page.style(border=1, bg_color=_SHUT_COLOUR))
        return
    if role != "unit":
        _draw_sum(page, index, (row, place), line, item)
        return
    value = page.sheet.value(index, item)
    look = _figure_look(page, index, item, **_input_look(page, index, item))
    if value is None:
        page.worksheet.write_blank(row, place, None, look)
    else:
        page.worksheet.write_number(row, place, value, look)
    opening = page.sheet.opening(index, item)
    if opening and opening.note_vi:
        page.worksheet.write_comment(row, place, opening.note_vi, _NOTE)


def _draw_sum(page: Page, index: int, cell: tuple[int, int], line: str, item: str) -> None:
    """A sum in its formula; an own figure of the area, which is no sum of its parts, as a number."""
    look = _figure_look(page, index, item, bold=True)
    value = page.sheet.value(index, item)
    if item in page.sheet.rows[index].values:
        page.worksheet.write_number(*cell, value, look)
        return
    formula = sum_formula(page, index, line, cell[1])
    page.worksheet.write_formula(*cell, formula, look, "" if value is None else value)


def _figure_look(page: Page, index: int, item: str, **more: Any) -> Format:  # noqa: ANN401 -- xlsxwriter's
    return page.style(border=1, num_format=_number_format(page, index, item), align="right", **more)


def _number_format(page: Page, index: int, item: str) -> str:
    """How a figure is written; one that is not whole, which no count should be, is not made to look so."""
    if not page.sheet.summing:
        return _COUNT
    mark, value = page.sheet.mark(index, item), page.sheet.value(index, item)
    if mark:
        return _MARKED[mark]
    return _SUMMED if value is None or value == int(value) else _BROKEN


def _input_look(page: Page, index: int, item: str) -> dict[str, Any]:
    """An open cell of a template in yellow, an opening figure that is known locked and in blue."""
    if not page.sheet.is_template:
        return {}
    opening = page.sheet.opening(index, item)
    if opening and opening.value is not None:
        return {"bg_color": _OPENING_COLOUR}
    return {"locked": False, "bg_color": _INPUT_COLOUR}


def _draw_rate(page: Page, index: int, row: int, column: Column) -> None:
    """A printed rate in its formula; one that other forms give the figures for is typed in."""
    place = page.sheet.columns.index(column) + len(page.sheet.stub)
    bold = page.sheet.rows[index].role != "unit"
    number = f"[$-42A]{_RATE}" if page.sheet.summing else _RATE
    look = {"bold": bold, "border": 1, "num_format": number, "align": "right"}
    parts = rate_of(page, column)
    if parts is not None:
        _draw_rate_formula(page, index, (row, place), parts, look)
        return
    is_open = page.sheet.is_template and not bold
    open_cell = {"locked": False, "bg_color": _INPUT_COLOUR} if is_open else {}
    written = page.sheet.rows[index].values.get(f"printed:{column.number}")
    if written is None:
        page.worksheet.write_blank(row, place, None, page.style(**look, **open_cell))
    else:
        page.worksheet.write_number(row, place, written, page.style(**look, **open_cell))


def _draw_rate_formula(
    page: Page, index: int, cell: tuple[int, int], parts: RateOf, look: dict[str, Any]
) -> None:
    formula, rate = rate_formula(page, index, cell[0], parts)
    page.worksheet.write_formula(*cell, formula, page.style(**look), rate)
