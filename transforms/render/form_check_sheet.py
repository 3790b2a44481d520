"""The sheet "Kiểm tra" in formulas: a line a row of the form, a column a check; they work offline.

Rows are found by code, or by name where the codes are gone, so that the form may be sorted or pasted over. The
figures found stand in hidden columns on the right, from which the checks read.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from xlsxwriter.utility import quote_sheetname, xl_col_to_name, xl_rowcol_to_cell

from transforms.render.form_check_results import Results, number
from transforms.render.form_checks import (
    DASH,
    FAILED,
    OPEN,
    PASSED,
    UNREADABLE,
    Cells,
    Figure,
    IdentityCheck,
    Term,
    figures_of,
    identity_checks,
    outcome,
)
from transforms.render.form_layout import FormSheet, line_label
from transforms.render.form_page import Page

TOP = 4
_SPARE_ROWS = 200
UNIT = "đơn vị"


@dataclass(frozen=True)
class CheckColumn:
    """One column: the rules that it stands for, its head, the roles of its rows, its formula and its present answer."""

    rule_ids: tuple[str, ...]
    head: str
    roles: frozenset[str]
    formula: Callable[[int], str]
    answer: Callable[[int], str]


class CheckSheet:
    """The places of the sheet of checks of one form sheet."""

    def __init__(self, page: Page) -> None:
        self.sheet: FormSheet = page.sheet
        self._page = page
        self.figures = figures_of(page.sheet)
        self._results = Results(page.sheet)

    @property
    def first_check(self) -> int:
        """The first column of answers: right of code, name and a row number for each breakdown line."""
        return 2 + len(self.sheet.lines)

    @property
    def role_column(self) -> int:
        """The first hidden column: which lines are single units."""
        return self.first_check + len(self.columns) + 1

    @property
    def width(self) -> int:
        """How many columns are shown."""
        return self.first_check + len(self.columns)

    @property
    def last_row(self) -> int:
        """The last line, counted from 0."""
        return TOP + len(self.sheet.rows)

    @property
    def last_column(self) -> int:
        """The last hidden column."""
        return self.role_column + len(self.figures) + len(self.opening_keys)

    def summary(self) -> tuple[str, str]:
        """The line at the top: how many answers fail, and how many are open; the formula and what it comes to."""
        first, last = self.cell(0, self.first_check), self.cell(len(self.sheet.rows) - 1, self.width - 1)
        failed, still_open = (f'COUNTIF({first}:{last},"{word}")' for word in (FAILED, OPEN))
        waiting = f'IF({still_open}=0,"","; còn "&{still_open}&" chỗ chưa đủ số để kiểm tra")'
        formula = f'=IF({failed}=0,"Không có chỗ nào phải sửa",{failed}&" chỗ cần xem lại")&{waiting}'
        answers = [
            column.answer(index)
            for index, row in enumerate(self.sheet.rows)
            for column in self.columns
            if row.role in column.roles and column.formula(index)
        ]
        count, rest = answers.count(FAILED), answers.count(OPEN)
        shown = f"{count} chỗ cần xem lại" if count else "Không có chỗ nào phải sửa"
        return formula, shown + (f"; còn {rest} chỗ chưa đủ số để kiểm tra" if rest else "")

    def found_row(self, index: int, line: int) -> int:
        """The row of the form sheet where a line of a unit is drawn, counted from 1."""
        return self._page.row_of(index) + line + 1

    def row(self, index: int) -> int:
        """The line of a row of the form, counted from 0."""
        return TOP + 1 + index

    def cell(self, index: int, column: int) -> str:
        """A cell in the line of a row of the form."""
        return str(xl_rowcol_to_cell(self.row(index), column))

    def cells(self, index: int) -> Cells:
        """The hidden cells of a line with its figures, by key."""
        first = self.role_column + 1
        return {f.key: self.cell(index, first + n) for n, f in enumerate(self.figures)}

    def expected_cells(self, index: int) -> Mapping[str, str]:
        """The hidden cells of a line with the opening figures of the year before, by key."""
        first = self.role_column + 1 + len(self.figures)
        return {key: self.cell(index, first + n) for n, key in enumerate(self.opening_keys)}

    @cached_property
    def opening_keys(self) -> tuple[str, ...]:
        """The figures of which any opening value is known."""
        known = {item for (_, item), opening in self.sheet.openings.items() if opening.expected is not None}
        return tuple(f.key for f in self.figures if f.key in known)

    @cached_property
    def columns(self) -> tuple[CheckColumn, ...]:
        """Every check of the sheet, in the order of its columns."""
        return tuple(self._columns())

    def _columns(self) -> list[CheckColumn]:
        every, units = frozenset({"unit", "group", "total"}), frozenset({"unit"})
        results = self._results
        found = [
            CheckColumn(("C00", "C02"), "Có dòng, đủ ô bắt buộc", units, self._blanks, results.of_blanks),
            CheckColumn(
                ("C03a", "R13"),
                "Số nguyên từ 0, không kèm chữ",
                every,
                self._numbers,
                lambda index: results.of_numbers(index, are_rates=False),
            ),
        ]
        if any(figure.is_rate for figure in self.figures):
            rates = lambda index: results.of_numbers(index, are_rates=True)  # noqa: E731 -- an answer like the others
            found.append(CheckColumn(("C08b", "R13"), "Tỷ lệ từ 0 đến 100", every, self._rates, rates))
        found.extend(self._identity_column(check, every) for check in identity_checks(self.sheet))
        if self.opening_keys:
            head = f"Đầu kỳ = số cuối năm {self.sheet.period.previous_year}"
            found.append(CheckColumn(("C06",), head, units, self._openings, results.of_openings))
        if any(row.role != "unit" for row in self.sheet.rows):
            groups = every - units
            found.append(
                CheckColumn(("C09",), "Dòng cộng = cộng các dòng", groups, self._sums, results.of_sums)
            )
        return found

    def _identity_column(self, check: IdentityCheck, roles: frozenset[str]) -> CheckColumn:
        return CheckColumn(
            check.rule_ids,
            check.head,
            roles,
            lambda index: check.formula(self.cells(index)),
            lambda index: self._results.of_identities(index, check),
        )

    def _blanks(self, index: int) -> str:
        cells = self.cells(index)
        blank = [f'{cells[f.key]}=""' for f in self.figures if f.is_required]
        lost = [f'{self.cell(index, 2 + n)}=""' for n in range(len(self.sheet.lines))]
        return f'IF(OR({",".join((*lost, *blank))}),"{FAILED}","{PASSED}")'

    def _numbers(self, index: int) -> str:
        cells = self.cells(index)
        counts = [cells[f.key] for f in self.figures if not f.is_rate]
        return outcome([_given(cell, f"{cell}<0,{cell}<>INT({cell})") for cell in counts])

    def _rates(self, index: int) -> str:
        cells = self.cells(index)
        rates = [cells[f.key] for f in self.figures if f.is_rate]
        return outcome([_given(cell, f"{cell}<0,{cell}>100") for cell in rates])

    def _openings(self, index: int) -> str:
        own, expected = self.cells(index), self.expected_cells(index)
        known = [key for key in self.opening_keys if self.expected(index, key) is not None]
        terms = [Term(f"ISNUMBER({own[key]})", f"{own[key]}<>{expected[key]}") for key in known]
        return outcome(terms) if terms else ""

    def expected(self, index: int, key: str) -> int | None:
        """What an opening figure of a row is compared with, where anything is known."""
        opening = self.sheet.opening(index, key)
        return opening.expected if opening else None

    def _sums(self, index: int) -> str:
        """Not judged where a unit is missing, nor for a column in which a part cannot be read."""
        role = self._column_of(self.role_column)
        rows = "".join(
            f'SUMPRODUCT(({role}="{UNIT}")*({self._column_of(2 + n)}=""))=0,'
            for n in range(len(self.sheet.lines))
        )
        cells = self.cells(index)
        return outcome([self._sum(index, cells[f.key], n, rows) for n, f in self._counts()])

    def _counts(self) -> list[tuple[int, Figure]]:
        first = self.role_column + 1
        return [(first + n, figure) for n, figure in enumerate(self.figures) if not figure.is_rate]

    def _sum(self, index: int, own: str, column: int, rows: str) -> Term:
        if self.sheet.rows[index].role == "total":
            role, whole = self._column_of(self.role_column), self._column_of(column)
            total = f'SUMIF({role},"{UNIT}",{whole})'
            unread = f'SUMPRODUCT(({role}="{UNIT}")*({whole}="{UNREADABLE}"))'
        else:
            parts = self.sheet.parts(index)
            whole = f"{self.cell(parts[0], column)}:{self.cell(parts[-1], column)}"
            total, unread = f"SUM({whole})", f'COUNTIF({whole},"{UNREADABLE}")'
        return Term(f"AND({rows}ISNUMBER({own}),{unread}=0)", f"ABS(N({own})-{total})>0.0000001")

    def _column_of(self, column: int) -> str:
        return _absolute(column, self.row(0), self.last_row)

    def finder(self, index: int, line: str) -> str:
        """The row of the form sheet that holds a line of a unit: by its code, else by its name; empty if not one."""
        page, row = self._page, self.sheet.rows[index]
        last = page.end + _SPARE_ROWS
        name = quote_sheetname(self.sheet.form.form_id)

        def column(place: int) -> str:
            return f"{name}!{_absolute(place, page.body, last)}"

        stub = self.sheet.stub
        line_is = f'*({column(len(stub) - 1)}="{line_label(line)}")' if line != "all" else "*1"
        code, shown = (xl_rowcol_to_cell(self.row(index), c) for c in (0, 1))
        ways = [f"({column(1)}={shown}){line_is}"]
        if row.code:
            codes = column(stub.index("Mã"))
            ways.insert(0, f'((({codes}&"")={code})+(({codes}&"")=(VALUE({code})&""))>0){line_is}')
        found = '""'
        for way in reversed(ways):
            found = f"IF(SUMPRODUCT({way})=1,SUMPRODUCT({way}*ROW({column(1)})),{found})"
        return f'IFERROR({found},"")'

    def reader(self, index: int, figure: Figure) -> str:
        """The content of a figure's cell as far as it counts: a number, a blank, a dash, or not readable."""
        place = figure.place + len(self.sheet.stub)
        name = quote_sheetname(self.sheet.form.form_id)
        at = self.cell(index, 2 + self.sheet.lines.index(figure.line))
        found = f"INDEX({name}!{_absolute(place, 0, self._page.end + _SPARE_ROWS)},{at})"
        text = f'IF(TRIM({found})="","",IF(OR(TRIM({found})="-",LOWER(TRIM({found}))="x"),"{DASH}","{UNREADABLE}"))'
        value = f'IF(ISERROR({found}),"{UNREADABLE}",IF(ISNUMBER({found}),{found},{text}))'
        return f'IF({at}="","",{value})'

    def value(self, index: int, figure: Figure) -> float | str:
        """What the reader finds in the sheet as it is drawn."""
        found = number(self.sheet, index, figure)
        return "" if found is None else float(found)


def _given(cell: str, wrong: str) -> Term:
    """What is given must be a number, and none that is wrong."""
    ready = f'OR(ISNUMBER({cell}),{cell}="{UNREADABLE}")'
    return Term(ready, f"IF(ISNUMBER({cell}),OR({wrong}),TRUE)")


def _absolute(column: int, first: int, last: int) -> str:
    name = xl_col_to_name(column)
    return f"${name}${first + 1}:${name}${last + 1}"
