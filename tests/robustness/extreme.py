"""Valid workbooks with what nobody expects in them: values beyond anything, and sheets by the hundred."""

import io
import random
import warnings
from typing import Any

import xlsxwriter

from tests.robustness.formats import all_formats, rows_of
from tests.stores.workbooks.makers import xls

Cells = dict[tuple[int, int], Any]

VALUES: tuple[Any, ...] = (
    -1, 0, 1e308, -1e308, 5e-324, 1e15, 123456789012345678, 0.1 + 0.2, -0.0, 1e-20, 99999999999999, True, False,
    "", " ", "\u00a0", "NaN", "inf", "-inf", "nan%", "1e5", "0x1F", "1_000", "१२३", "١٢٣", "１２３", "²", "½", "Ⅷ",
    "=1+1", "=cmd|' /C calc'!A0", "+1", "-", "--", "@SUM(A1)", "{found}", "{0}", "{", "}", "%s", "%(a)s", "${x}",
    "#REF!", "#DIV/0!", "#", "NULL", "None", "x" * 32_767, "1" * 32_767, "1." * 10_000, "a\nb\r\nc\td", "\n", "_x000D_",
    "_xD800_",
    "_x0000_", "\u202e123", "\u200b", "\u200f5\u200e", "\ufeff7", "😀" * 50, "e\u0301\u0301\u0301", "a\ufffe",
    "Xã Sĩ Bình", "Tổng cộng", "Năm 99999", "Năm 0000", "ngày 31 tháng 02 năm 2018", "I", "A", "1/0", "(((5)))", "5%%",
    "<b>1</b>", "&lt;", "&#0;", "]]>", "'; DROP TABLE facts;--", "C:\\x", "../../x", "1'000'000", "−5", "5-", "1,2,3,4",
)  # fmt: skip
NAMES = (
    "F01", "f01 ", "O'Brien", "''a''", "Bảng 1", "{sheet}", "%s", "=A1", "😀", "a" * 31, "\u202eabc", "Lỗi", "&<>",
    '"x"', "1",
)  # fmt: skip


def generated(good: bytes, rng: random.Random) -> tuple[str, bytes]:
    """A workbook of a good table in which some cells hold something extreme, in a format by chance, with its name."""
    rows = rows_of(good)
    cells: Cells = {(r, c): v for r, row in enumerate(rows, 1) for c, v in enumerate(row, 1) if v != ""}
    for _ in range(rng.choice((1, 2, 5, 40))):
        place = rng.choice(list(cells)) if rng.random() < 0.8 else (rng.randint(1, 60), rng.randint(1, 40))
        cells[place] = rng.choice(VALUES)
    way = rng.choice((_as_xlsx, _as_xlsx, _as_xls, _as_other))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what a writer leaves out is left out
        return way(cells, rng)


def _as_xlsx(cells: Cells, rng: random.Random) -> tuple[str, bytes]:
    buffer = io.BytesIO()
    options = {"in_memory": True, "nan_inf_to_errors": True, "strings_to_formulas": rng.random() < 0.2}
    book = xlsxwriter.Workbook(buffer, {**options, "strings_to_urls": False})
    names = rng.sample(NAMES, rng.choice((1, 1, 2, 4)))
    formats = [book.add_format({"num_format": f}) for f in ("0%", "dd/mm/yyyy", "@", "hh:mm", "#,##0", ";;;")]
    for name in names:
        if any(name.lower() == one.get_name().lower() for one in book.worksheets()):
            continue
        try:
            sheet = book.add_worksheet(name)
        except xlsxwriter.exceptions.XlsxWriterException:
            continue
        for (row, column), content in cells.items():
            shown = rng.choice(formats) if rng.random() < 0.05 else None
            if isinstance(content, str) and not options["strings_to_formulas"]:
                sheet.write_string(row - 1, column - 1, content, shown)
            else:
                sheet.write(row - 1, column - 1, content, shown)
        _disturbed(sheet, rng)
    book.close()
    return "generated xlsx", buffer.getvalue()


def _disturbed(sheet: Any, rng: random.Random) -> None:
    """Hidden rows, columns and sheets, ranges merged by chance."""
    if rng.random() < 0.2:
        sheet.set_row(rng.randint(0, 30), None, None, {"hidden": True})
    if rng.random() < 0.2:
        sheet.set_column(rng.randint(0, 5), rng.randint(6, 16_383), None, None, {"hidden": True})
    if rng.random() < 0.1 and sheet.index:
        sheet.very_hidden()
    if rng.random() < 0.2:
        row, column = rng.randint(0, 20), rng.randint(0, 10)
        sheet.merge_range(row, column, row + rng.choice((1, 3, 300)), column + 1, "gộp")


def _as_xls(cells: Cells, rng: random.Random) -> tuple[str, bytes]:
    plain = {place: content for place, content in cells.items() if content != "" and place[1] <= 256}

    def more(book: Any, sheet: Any) -> None:
        if rng.random() < 0.3:
            sheet.row(rng.randint(0, 30)).hidden = True
        if rng.random() < 0.3:
            book.add_sheet(rng.choice(("Lỗi", "{sheet}", "O'Brien"))).write(0, 0, "x")

    return "generated xls", xls(plain, more)


def _as_other(cells: Cells, rng: random.Random) -> tuple[str, bytes]:
    """The other formats are made from an .xlsx of the cells."""
    _, book = _as_xlsx(cells, random.Random(0))  # noqa: S311 -- nothing secret
    made = all_formats(book)
    name = rng.choice([one for one in made if one not in {"xlsx", "xlsm"}])
    return f"generated {name}", made[name]
