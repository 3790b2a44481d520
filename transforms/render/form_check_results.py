"""What the checks of a form come to on the figures of a drawn sheet: by our own relations, not by formulas."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from transforms.checks.records import Record, Submitted
from transforms.checks.relations import Relation, identity_relations, total_relations
from transforms.render.form_checks import FAILED, OPEN, PASSED, Figure, IdentityCheck, figures_of
from transforms.render.form_layout import FormRow, FormSheet, printed_rate
from transforms.sheet.reading import ReadCell, SheetReading

_ROLES = {"unit": "part", "total": "total"}


class Results:
    """The answers of every check on every row of one sheet."""

    def __init__(self, sheet: FormSheet) -> None:
        self._sheet = sheet
        self._figures = figures_of(sheet)
        records = list(_records(sheet, self._figures))
        places = {id(record): index for index, record in enumerate(records)}
        self._excess: dict[tuple[int, str], Decimal] = {}
        for relation in _relations(sheet, records):
            self._excess[places[id(relation.record)], relation.name] = relation.excess

    def of_identities(self, index: int, check: IdentityCheck) -> str:
        """The answer of one column of identities."""
        names = (identity.name for identity in check.identities)
        return _answer([self._excess[index, name] > 0 for name in names if (index, name) in self._excess])

    def of_sums(self, index: int) -> str:
        """Whether a group line or the total is the sum of its parts."""
        return _answer([e > 0 for (i, name), e in self._excess.items() if i == index and _is_sum(name)])

    def of_blanks(self, index: int) -> str:
        """Whether every figure that is required is there."""
        required = [f for f in self._figures if f.is_required]
        return FAILED if any(number(self._sheet, index, f) is None for f in required) else PASSED

    def of_numbers(self, index: int, *, are_rates: bool) -> str:
        """Whether the counts are numbers from 0, or the rates lie between 0 and 100."""
        numbers = (number(self._sheet, index, f) for f in self._figures if f.is_rate == are_rates)
        return _answer([n < 0 or (are_rates and n > 100) for n in numbers if n is not None])  # noqa: PLR2004 -- per cent

    def of_openings(self, index: int) -> str:
        """Whether the opening figures are those of the year before; empty where none is known."""
        pairs = [
            (number(self._sheet, index, figure), opening.expected)
            for figure in self._figures
            if (opening := self._sheet.opening(index, figure.key)) and opening.expected is not None
        ]
        return _answer([own != expected for own, expected in pairs if own is not None]) if pairs else ""


def number(sheet: FormSheet, index: int, figure: Figure) -> Decimal | None:
    """The figure of a row, a printed rate worked out where the form says how; None where it is blank."""
    ratio = sheet.ratio_of(sheet.columns[figure.place]) if figure.is_rate else None
    if ratio is not None:
        return printed_rate(sheet.value(index, ratio.plus[0]), sheet.value(index, ratio.result))
    typed = sheet.rows[index].values.get(figure.key)
    value = typed if figure.is_rate else sheet.value(index, figure.key)
    return None if value is None else Decimal(value)


def _answer(failed: list[bool]) -> str:
    if not failed:
        return OPEN
    return FAILED if any(failed) else PASSED


def _is_sum(name: str) -> bool:
    return name.startswith("C09__")


def _relations(sheet: FormSheet, records: list[Record]) -> Iterator[Relation]:
    yield from identity_relations(sheet.form, records)
    yield from total_relations(sheet.form, records, frozenset())


def _records(sheet: FormSheet, figures: Iterable[Figure]) -> Iterator[Record]:
    source = Submitted("", "", SheetReading(sheet.form.form_id, sheet.form.form_id, period=sheet.period.text))
    group = FormRow("", "")
    for index, row in enumerate(sheet.rows):
        group = row if row.role == "group" else group
        role = _ROLES.get(row.role) or ("subtotal" if row.code else "area")
        area = group.name if role in {"part", "area"} and not group.code else ""
        cells = {figure.key: _cell(sheet, index, figure, role) for figure in figures}
        above = frozenset(filter(None, (row.code, group.code)))
        yield Record(source, role, row.code, row.name, area, index, above, cells)


def _cell(sheet: FormSheet, index: int, figure: Figure, role: str) -> ReadCell:
    value = number(sheet, index, figure)
    row = sheet.rows[index]
    state = "blank" if value is None else "reported"
    item = "" if figure.is_rate else figure.key
    decimals = 2 if figure.is_rate else 0
    column = sheet.columns[figure.place].number
    return ReadCell(
        sheet.form.form_id, "", index, column, figure.name, item, figure.line, role, "", row.code, "", row.name,
        "", state, value, decimals, figure.is_required,
    )  # fmt: skip
