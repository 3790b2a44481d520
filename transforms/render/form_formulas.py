"""The formulas of a reporting sheet, each with the value that it gives: sums of rows, rates of a row."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from xlsxwriter.utility import quote_sheetname, xl_col_to_name, xl_rowcol_to_cell

from transforms.render.form_layout import line_label, printed_rate, units_of
from transforms.render.form_page import Page
from transforms.render.vi_format import UNKNOWN
from transforms.terms.form import Column


@dataclass(frozen=True)
class RateOf:
    """What a printed rate is made of: the items of part and whole, on the page that shows both."""

    page: Page
    part: str
    whole: str


def rate_of(page: Page, column: Column) -> RateOf | None:
    """The figures behind a printed rate, of the same row here or on the page it rests on; None where it has none."""
    ratio = page.sheet.ratio_of(column)
    if ratio is not None:
        return RateOf(page, ratio.plus[0], ratio.result)
    if page.base is None or page.sheet.summing is None:
        return None
    items = page.sheet.summing.base_items
    return RateOf(page.base, items[column.number], items[""])


def sum_formula(page: Page, index: int, line: str, place: int) -> str:
    """The sum of the parts; it stays empty while all of them are, for a blank is not a zero."""
    parts = page.sheet.parts(index)
    offset = page.sheet.lines.index(line)
    if page.sheet.rows[parts[0]].role != "unit":
        cells = ",".join(xl_rowcol_to_cell(page.row_of(part) + offset, place) for part in parts)
        return f'=IF(COUNT({cells})=0,"",SUM({cells}))'
    first, last = page.row_of(parts[0]), page.row_of(parts[-1] + 1) - 1
    cells = _range(first, last, place)
    if line == "all":
        return f'=IF(COUNT({cells})=0,"",SUM({cells}))'
    labels = _range(first, last, len(page.sheet.stub) - 1, absolute=True)
    wanted = f'{labels},"{line_label(line)}",{cells}'
    # In a summary one of the two lines may be blank throughout while the other is not.
    known = f'COUNTIFS({wanted},"<>")' if page.sheet.summing else f"COUNT({cells})"
    return f'=IF({known}=0,"",SUMIF({wanted}))'


def rate_formula(page: Page, index: int, row: int, parts: RateOf) -> tuple[str, float | str]:
    """The formula of a printed rate and its value: empty without a whole, unknown while either sum is partial."""
    source, sheet = parts.page, parts.page.sheet
    if source is not page:
        row = source.row_of(index)
    prefix = "" if source is page else f"{quote_sheetname(source.worksheet.get_name())}!"
    part, whole = (f"{prefix}{xl_rowcol_to_cell(row, _place(source, i))}" for i in (parts.part, parts.whole))
    ratio = f"ROUND({part}/{whole}*100,2)"
    if "partial" in {sheet.mark(index, item) for item in (parts.part, parts.whole)}:
        return f'=IF({_counted(source, index, parts, prefix)},"{UNKNOWN}",{ratio})', UNKNOWN
    rate = printed_rate(sheet.value(index, parts.part), sheet.value(index, parts.whole))
    formula = f'=IF(OR(COUNT({part},{whole})<2,N({whole})=0),"",{ratio})'
    return formula, "" if rate is None else float(rate)


def _counted(page: Page, index: int, parts: RateOf, prefix: str) -> str:
    """Whether a unit under the row lacks the part or the whole."""
    units = units_of(page.sheet.rows, index)
    spans = list(_spans(units))
    cells = (
        f"{prefix}{_range(page.row_of(first), page.row_of(last), _place(page, item))}"
        for item in (parts.part, parts.whole)
        for first, last in spans
    )
    return f"COUNT({','.join(cells)})<{2 * len(units)}"


def _spans(indexes: tuple[int, ...]) -> Iterator[tuple[int, int]]:
    """First and last of every run of neighbours."""
    for _, run in groupby(enumerate(indexes), key=lambda pair: pair[1] - pair[0]):
        neighbours = [index for _, index in run]
        yield neighbours[0], neighbours[-1]


def _place(page: Page, item: str) -> int:
    """The column that shows an item."""
    columns = page.sheet.columns
    return len(page.sheet.stub) + next(n for n, c in enumerate(columns) if item in c.items.values())


def _range(first: int, last: int, column: int, *, absolute: bool = False) -> str:
    name, mark = xl_col_to_name(column), "$" if absolute else ""
    return f"{mark}{name}{mark}{first + 1}:{mark}{name}{mark}{last + 1}"
