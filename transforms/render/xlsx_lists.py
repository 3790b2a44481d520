"""The list sheets of the workbook: territories, figures that changed, duties, issues."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from transforms.release import Release, TerritoryLine
from transforms.render.lines import IssueGroup, issue_groups, ordered_duties
from transforms.render.revisions import revision_lines
from transforms.render.vi_format import UNKNOWN, format_date
from transforms.render.wording import Wording, vietnamese
from transforms.render.xlsx_formats import Formats, plain_format
from transforms.render.xlsx_sheet import SheetWriter
from transforms.terms.rule import Issue

Content = str | Decimal | None
_FIRST_ROW = 2


@dataclass(frozen=True)
class ListColumn:
    """A column of a list: its head, width, what it shows; numbers carry their decimals, one for all or a row's own."""

    head: str
    width: float
    content: Callable[[Any], Content]
    decimals: int | Callable[[Any], int] | None = None


@dataclass(frozen=True)
class Listing:
    """A list sheet: the name of the tab, the title above the table, the columns, and the text if empty.

    `note` stands under the title.
    """

    tab: str
    title: str
    columns: tuple[ListColumn, ...]
    empty: str
    note: str = ""


def _territory_columns(words: Wording) -> tuple[ListColumn, ...]:
    def of(name: str) -> Callable[[TerritoryLine], Content]:
        return lambda line: getattr(line, name)

    return (
        ListColumn("Mã", 9, lambda line: line.territory_code),
        ListColumn("Địa bàn", 32, lambda line: line.territory_name),
        ListColumn("Tổng số hộ", 13, of("resident_households"), 0),
        ListColumn("Hộ nghèo", 12, of("poor_households"), 0),
        ListColumn("Tỷ lệ hộ nghèo (%)", 13, of("poor_household_rate"), 2),
        ListColumn("Hạng", 7, lambda line: Decimal(line.rank) if line.rank else ""),
        ListColumn("Hộ cận nghèo", 12, of("near_poor_households"), 0),
        ListColumn("Tỷ lệ hộ cận nghèo (%)", 13, of("near_poor_household_rate"), 2),
        ListColumn("Giảm tỷ lệ hộ nghèo (điểm %)", 15, of("poor_household_rate_drop"), 2),
        ListColumn("Địa bàn đã có số liệu (%)", 12, of("coverage_territories_pct"), 1),
        ListColumn("Số hộ đã có số liệu (%)", 12, of("coverage_households_pct"), 1),
        ListColumn("Ghi chú", 40, lambda line: _territory_note(line, words)),
    )


def _territory_note(line: TerritoryLine, words: Wording) -> str:
    notes = (
        "Theo dòng tổng do địa bàn báo cáo; chưa đủ số liệu từng đơn vị." if line.is_own_line else "",
        "Số hộ mới cộng các đơn vị đã báo cáo, chưa phải số của cả địa bàn."
        if line.partial and not line.is_own_line
        else "",
        words.no_drop if line.is_across_standards else "",
    )
    return "\n".join(filter(None, notes))


def _territories(words: Wording, note: str) -> Listing:
    columns = _territory_columns(words)
    return Listing("Địa bàn", "SỐ LIỆU THEO ĐỊA BÀN", columns, "Chưa có số liệu theo địa bàn.", note)


_REVISIONS = Listing(
    "Thay đổi",
    "SỐ LIỆU THAY ĐỔI SO VỚI TRẠNG THÁI TRƯỚC",
    (
        ListColumn("Mã", 9, lambda line: line.territory_code),
        ListColumn("Địa bàn", 30, lambda line: line.territory_name),
        ListColumn("Chỉ tiêu", 38, lambda line: line.indicator_name),
        ListColumn("Kỳ", 9, lambda line: line.period),
        ListColumn("Trạng thái", 22, lambda line: line.statuses),
        ListColumn("Đơn vị", 9, lambda line: line.measure_unit),
        ListColumn("Số trước", 13, lambda line: line.before, lambda line: line.decimals),
        ListColumn("Số sau", 13, lambda line: line.after, lambda line: line.decimals),
        ListColumn(
            "Chênh lệch (tỷ lệ: điểm %)", 15, lambda line: line.difference, lambda line: line.decimals
        ),
        ListColumn("Nguyên nhân", 28, lambda line: line.cause),
        ListColumn("Số đơn vị báo cáo", 26, lambda line: line.units),
    ),
    "Không có số liệu nào thay đổi.",
)


def _duties(words: Wording) -> Listing:
    return Listing(
        "Chưa nộp",
        "TÌNH HÌNH NỘP BÁO CÁO (ĐƠN VỊ CHƯA NỘP XẾP TRƯỚC)",
        (
            ListColumn("Mã đơn vị", 14, lambda duty: duty.submitter_id),
            ListColumn("Đơn vị báo cáo", 46, lambda duty: duty.submitter_name_vi),
            ListColumn("Biểu", 8, lambda duty: duty.form_label),
            ListColumn("Kỳ", 10, lambda duty: duty.period),
            ListColumn("Hạn nộp", 12, lambda duty: format_date(duty.due_date)),
            ListColumn("Tình trạng", 20, lambda duty: words.duty(duty.state)),
            ListColumn("Ngày nhận", 12, lambda duty: format_date(duty.received_date)),
            ListColumn("Tệp đã nhận", 34, lambda duty: duty.original_name),
        ),
        "Không có đơn vị nào phải báo cáo trong kỳ.",
    )


def _issues(words: Wording) -> Listing:
    return Listing(
        "Sai lệch",
        "SAI LỆCH TRONG BÁO CÁO",
        (
            ListColumn("Đơn vị gửi", 28, lambda pair: pair[0]),
            ListColumn("Biểu", 7, lambda pair: pair[1].form_id),
            ListColumn("Kỳ", 8, lambda pair: pair[1].period),
            ListColumn("Mức độ", 13, lambda pair: words.severity(pair[1].severity)),
            ListColumn("Trang tính", 12, lambda pair: pair[1].sheet),
            ListColumn("Ô", 7, lambda pair: pair[1].cell),
            ListColumn("Nội dung", 56, lambda pair: pair[1].message),
            ListColumn("Đã ghi", 14, lambda pair: pair[1].found),
            ListColumn("Yêu cầu", 14, lambda pair: pair[1].expected),
            ListColumn("Cách xử lý", 40, lambda pair: pair[1].hint),
        ),
        "Không có sai lệch nào.",
    )


def write_lists(book: Any, formats: Formats, release: Release) -> None:  # noqa: ANN401 -- xlsxwriter has no types
    """Add the sheets Địa bàn, Thay đổi (where anything changed), Chưa nộp and Sai lệch to the workbook."""
    revisions = revision_lines(release)
    words = vietnamese(release)
    for listing, rows in (
        (_territories(words, words.rank(release)), release.territories),
        *(((_REVISIONS, revisions),) if revisions else ()),
        (_duties(words), ordered_duties(release)),
        (_issues(words), _named_issues(issue_groups(release))),
    ):
        _write(SheetWriter(book.add_worksheet(listing.tab), formats), listing, rows)


def _named_issues(groups: Iterable[IssueGroup]) -> tuple[tuple[str, Issue], ...]:
    return tuple((group.submitter_name, issue) for group in groups for issue in group.issues)


def _write(
    sheet: SheetWriter,
    listing: Listing,
    rows: Sequence[object],
) -> None:
    last = len(listing.columns) - 1
    sheet.page_set_up(tuple(column.width for column in listing.columns))
    sheet.merged(0, 0, last, listing.title, "title")
    if listing.note:
        sheet.merged(1, 0, last, listing.note, "subtitle")
    if not rows:
        sheet.merged(_FIRST_ROW, 0, last, listing.empty, "subtitle")
        return
    sheet.header(_FIRST_ROW, tuple(column.head for column in listing.columns))
    sheet.sheet.freeze_panes(_FIRST_ROW + 1, 2)
    sheet.sheet.autofilter(_FIRST_ROW, 0, _FIRST_ROW + len(rows), last)
    for number, line in enumerate(rows, start=_FIRST_ROW + 1):
        for place, column in enumerate(listing.columns):
            _cell(sheet, number, place, column, line)


def _cell(sheet: SheetWriter, row: int, place: int, column: ListColumn, line: object) -> None:
    content = column.content(line)
    if isinstance(content, Decimal):
        decimals = column.decimals(line) if callable(column.decimals) else column.decimals
        sheet.number(row, place, content, plain_format(decimals or 0))
    elif column.decimals is not None:
        sheet.text(row, place, UNKNOWN, "right")
    else:
        indent = line.depth if isinstance(line, TerritoryLine) and place == 1 else 0
        sheet.text(row, place, content or "", "text", indent)
