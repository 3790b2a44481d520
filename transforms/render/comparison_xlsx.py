"""The comparison with the plan as an official workbook."""

from datetime import UTC, datetime
from io import BytesIO

import xlsxwriter

from transforms.release import Release
from transforms.render.lines import TargetLine, TaskLine, target_lines, task_lines
from transforms.render.vi_format import UNKNOWN, aim_sign, decimals_of
from transforms.render.wording import vietnamese
from transforms.render.words import column_heads_vi, parent_vi, status_vi, title_vi
from transforms.render.xlsx_formats import Formats, official_format
from transforms.render.xlsx_lists import write_lists
from transforms.render.xlsx_sheet import SheetWriter

# One fixed day for every workbook: the same release gives the same bytes.
_CREATED = datetime(2000, 1, 1, tzinfo=UTC)

_WIDTHS = (5, 38, 9, 14, 13, 15, 18, 14, 50)
_LAST = len(_WIDTHS) - 1
# First and last column and head of the list of aims without numbers, laid over the columns of the table.
_TASK_HEADS = (
    (0, 0, "TT"),
    (1, 4, "Mục tiêu, nhiệm vụ"),
    (5, 5, "Tình trạng"),
    (6, 6, "Ngày cập nhật"),
    (7, _LAST, "Nội dung cập nhật"),
)
_HEADER_ROW = 9


def comparison_workbook(release: Release) -> bytes:
    """The workbook of a release: the official table, then territories, changed figures, duties and issues.

    Two calls with the same release give the same bytes.
    """
    sink = BytesIO()
    book = xlsxwriter.Workbook(sink, {"in_memory": True})
    book.set_properties({"title": title_vi(release), "author": release.territory_name, "created": _CREATED})
    formats = Formats(book)
    _main_sheet(SheetWriter(book.add_worksheet("So sánh"), formats), release)
    write_lists(book, formats, release)
    book.close()
    return sink.getvalue()


def _main_sheet(sheet: SheetWriter, release: Release) -> None:
    sheet.page_set_up(_WIDTHS)
    _title_block(sheet, release)
    lines, tasks = target_lines(release), task_lines(release)
    row = _HEADER_ROW
    if lines:
        row = _table(sheet, row, lines, release)
    if tasks:
        row = _tasks(sheet, row + 1 if lines else row, tasks)
    if not (lines or tasks):
        row = _no_plan(sheet, release)
    row = _notes(sheet, row + 1, release.notes_vi)
    _signatures(sheet, row + 1)


def _title_block(sheet: SheetWriter, release: Release) -> None:
    office = f"Ủy ban nhân dân {release.territory_name}".upper()
    sheet.merged(0, 0, 2, office, "office")
    sheet.merged(0, 3, _LAST, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "office_bold")
    sheet.merged(1, 0, 2, "ĐƠN VỊ LẬP BIỂU: ………………………", "office_bold")
    sheet.merged(1, 3, _LAST, "Độc lập - Tự do - Hạnh phúc", "motto")
    sheet.merged(2, 0, 2, "—" * 8, "office")
    sheet.merged(2, 3, _LAST, "—" * 14, "office")
    sheet.merged(4, 0, _LAST, title_vi(release), "title")
    if release.plan.targets:
        sources = (f"Theo {vietnamese(release).document(release.plan)}", parent_vi(release))
        sheet.merged(5, 0, _LAST, f"({'. '.join(filter(None, sources))})", "subtitle")
    sheet.merged(6, 0, _LAST, status_vi(release), "subtitle")
    if release.is_simulated:
        sheet.merged(7, 0, _LAST, f"{vietnamese(release).simulated}.", "warning")


def _table(sheet: SheetWriter, first: int, lines: tuple[TargetLine, ...], release: Release) -> int:
    _, done, apart = column_heads_vi(release)
    sheet.header(
        first,
        ("TT", "Chỉ tiêu", "Đơn vị", "Kế hoạch năm", done, "Số liệu đã có", apart, "Đánh giá", "Ghi chú"),
    )
    for row, line in enumerate(lines, start=first + 1):
        _target_row(sheet, row, line)
    return first + 1 + len(lines)


def _target_row(sheet: SheetWriter, row: int, line: TargetLine) -> None:
    sheet.text(row, 0, line.tt, "centre")
    sheet.text(row, 1, line.target.name_vi, "part" if line.is_part else "text")
    sheet.text(row, 2, line.measure_unit, "centre")
    _aim(sheet, row, line)
    if line.actual is None:
        sheet.text(row, 4, UNKNOWN, "centre")
    else:
        sheet.number(row, 4, line.actual, official_format(line.actual, line.decimals), "centre")
    sheet.text(row, 5, "\n".join(line.shares) or UNKNOWN, "centre")
    sheet.text(row, 6, line.difference or UNKNOWN, "centre")
    sheet.text(row, 7, line.verdict_label, "verdict")
    sheet.text(row, 8, line.reason, "small")


def _aim(sheet: SheetWriter, row: int, line: TargetLine) -> None:
    low = line.target.low
    if low is None or line.target.high is not None or line.phased:
        sheet.text(row, 3, "\n".join(filter(None, (line.aim, line.phased))) or UNKNOWN, "centre")
    else:
        sign = aim_sign(line.target.comparator)
        sheet.number(row, 3, low, official_format(low, decimals_of(low), sign), "centre")


def _tasks(sheet: SheetWriter, first: int, tasks: tuple[TaskLine, ...]) -> int:
    """Aims without numbers: what the text says, how far it has come, and what was reported."""
    for start, end, head in _TASK_HEADS:
        sheet.merged(first, start, end, head, "head")
    sheet.sheet.repeat_rows(first)
    for row, task in enumerate(tasks, start=first + 1):
        name = f"{task.target.name_vi}\n“{task.target.text_vi}”"
        told = (task.tt, name, task.state_label, task.updated or UNKNOWN, task.note)
        looks = ("centre", "text", "verdict", "centre", "text")
        for (start, end, _), text, look in zip(_TASK_HEADS, told, looks, strict=True):
            sheet.merged(row, start, end, text, look)
    return first + 1 + len(tasks)


def _no_plan(sheet: SheetWriter, release: Release) -> int:
    sheet.merged(_HEADER_ROW, 0, _LAST, vietnamese(release).no_plan, "subtitle")
    return _HEADER_ROW + 1


def _notes(sheet: SheetWriter, row: int, notes: tuple[str, ...]) -> int:
    if not notes:
        return row
    sheet.merged(row, 0, _LAST, "Ghi chú:", "note_head")
    for offset, note in enumerate(notes, start=1):
        sheet.merged(row + offset, 0, _LAST, f"{offset}. {note}", "note")
    return row + 1 + len(notes)


def _signatures(sheet: SheetWriter, row: int) -> None:
    sheet.merged(row, 6, _LAST, "………………, ngày …… tháng …… năm …………", "sign_note")
    sheet.merged(row + 1, 0, 2, "NGƯỜI LẬP BIỂU", "sign")
    sheet.merged(row + 1, 6, _LAST, "THỦ TRƯỞNG ĐƠN VỊ", "sign")
    sheet.merged(row + 2, 0, 2, "(Ký, ghi rõ họ tên)", "sign_note")
    sheet.merged(row + 2, 6, _LAST, "(Ký, đóng dấu, ghi rõ họ tên)", "sign_note")
