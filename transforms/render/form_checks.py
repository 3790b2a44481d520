"""The checks of a form as spreadsheet formulas: the same relations that judge a submission, to be run offline.

A check says when it can be judged (`ready`) and when it fails (`fails`), each a formula over the cells that hold
the figures of one row by their keys. No function newer than those of Excel 2007 is used.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from transforms.render.form_layout import FormSheet, line_label
from transforms.terms.form import Column, Identity

PASSED, FAILED, OPEN = "Đạt", "Xem lại", "Chưa ghi"
# What the sheet shows of a cell that holds neither a number nor a blank.
DASH, UNREADABLE = "-", "!"
_SLACK = "0.0000001"
_STATEMENTS_SHOWN = 4

Cells = Mapping[str, str]


@dataclass(frozen=True)
class Figure:
    """One figure of a row: its key (as `ReadCell.key`), its column counted from 0 and its breakdown line."""

    key: str
    place: int
    line: str
    is_required: bool
    number: str

    @property
    def name(self) -> str:
        """Its column, with the breakdown line where a unit has several: `(1) hộ`."""
        return (
            self.number
            if self.line == "all" or self.is_rate
            else f"{self.number} {line_label(self.line).lower()}"
        )

    @property
    def is_rate(self) -> bool:
        """Whether it is a printed rate."""
        return self.key.startswith("printed:")


@dataclass(frozen=True)
class Term:
    """One relation in formulas."""

    ready: str
    fails: str


@dataclass(frozen=True)
class IdentityCheck:
    """Identities that are shown in one column: of one rule and kind, about one result."""

    rule_ids: tuple[str, ...]
    head: str
    identities: tuple[Identity, ...]

    def formula(self, cells: Cells) -> str:
        """Passed, failed or open, for the row whose figures stand in these cells."""
        return outcome([_BUILDERS[identity.kind](identity, cells) for identity in self.identities])


def figures_of(sheet: FormSheet) -> tuple[Figure, ...]:
    """Every figure that a row of the sheet holds, in the order of the columns."""
    return tuple(f for place, column in enumerate(sheet.columns) for f in _of_column(sheet, place, column))


def _of_column(sheet: FormSheet, place: int, column: Column) -> Iterable[Figure]:
    if column.is_rate:
        return [
            Figure(
                f"printed:{column.number}", place, sheet.lines[-1], column.is_required, f"({column.number})"
            )
        ]
    return [
        Figure(column.items[line], place, line, column.is_required, f"({column.number})")
        for line in sheet.lines
        if line in column.items
    ]


def outcome(terms: Sequence[Term]) -> str:
    """One answer for several relations: failed where any fails, open where none can be judged."""
    fails = ",".join(f"IF({term.ready},{term.fails},FALSE)" for term in terms)
    ready = ",".join(term.ready for term in terms)
    return f'IF(OR({fails}),"{FAILED}",IF(OR({ready}),"{PASSED}","{OPEN}"))'


def identity_checks(sheet: FormSheet) -> tuple[IdentityCheck, ...]:
    """The identities of the form whose figures the sheet shows, a check for each rule, kind and result."""
    figures = {figure.key: figure for figure in figures_of(sheet)}
    shown = [i for i in sheet.form.identities if _needed(i) <= set(figures)]
    grouped: dict[tuple[str, str, str], list[Identity]] = {}
    for identity in shown:
        grouped.setdefault(_group(identity), []).append(identity)
    return tuple(
        IdentityCheck((key[0],), _head(found, figures), tuple(found)) for key, found in grouped.items()
    )


def _group(identity: Identity) -> tuple[str, str, str]:
    return (identity.rule_id, identity.kind, "" if identity.kind == "ratio" else identity.result)


def _needed(identity: Identity) -> set[str]:
    """The figures without which an identity is never judged."""
    if identity.kind == "balance":
        return {identity.result, identity.plus[0]}
    if identity.kind == "sum":
        return {identity.result}
    printed = {f"printed:{identity.column}"} if identity.column else set()
    return {identity.result, *identity.plus, *printed}


def _head(identities: Sequence[Identity], figures: Mapping[str, Figure]) -> str:
    said = [_statement(identity, figures) for identity in identities]
    if len(said) > _STATEMENTS_SHOWN:
        said = [*said[: _STATEMENTS_SHOWN - 2], "…", said[-1]]
    return "\n".join((f"{identities[0].rule_id}:", *said))


def _statement(identity: Identity, figures: Mapping[str, Figure]) -> str:
    """An identity by the numbers of its columns, and the breakdown line: `Hộ: (9) = (1)-(2)+(5)`, `(3)+(5) ≤ (1)`."""
    keys = (identity.result, *identity.plus, *identity.minus)
    lines = {figures[key].line for key in keys if key in figures}
    if len(lines) == 1:
        line = lines.pop()
        names = {key: figures[key].number for key in keys if key in figures}
        return f"{_lead(line)}{_equation(identity, names)}"
    return _equation(identity, {key: figures[key].name for key in keys if key in figures})


def _lead(line: str) -> str:
    return "" if line == "all" else f"{line_label(line)}: "


def _equation(identity: Identity, names: Mapping[str, str]) -> str:
    first, *others = [names[key] for key in identity.plus if key in names]
    minus = "".join(f"-{names[key]}" for key in identity.minus if key in names)
    rest = "".join(f"+{name}" for name in others)
    result = names[identity.result]
    many = f"{identity.times} x " if identity.times > 1 else ""
    if identity.kind == "ratio":
        return f"({identity.column}) = {first}{rest}/{result}x100"
    sign = {"at_most": "≤", "at_least": "≥"}.get(identity.kind)
    return f"{first}{rest} {sign} {many}{result}" if sign else f"{result} = {first}{minus}{rest}"


def _balance(identity: Identity, cells: Cells) -> Term:
    plus, minus = _present(identity.plus, cells), _present(identity.minus, cells)
    needed = f"COUNT({_list([cells[identity.result], cells[identity.plus[0]]])})=2"
    ready = f"AND({needed},{_readable([*plus, *minus])})"
    less = f"-SUM({_list(minus)})" if minus else ""
    return Term(ready, f"ABS({cells[identity.result]}-(SUM({_list(plus)}){less}))>{_SLACK}")


def _sum(identity: Identity, cells: Cells) -> Term:
    parts = _present(identity.plus, cells)
    result = cells[identity.result]
    ready = f"AND(ISNUMBER({result}),COUNT({_list(parts)})>0,{_readable(parts)})"
    return Term(ready, f"ABS({result}-SUM({_list(parts)}))>{_SLACK}")


def _at_most(identity: Identity, cells: Cells) -> Term:
    ready, parts, bound = _sides(identity, cells)
    return Term(ready, f"{parts}>{bound}+{_SLACK}")


def _at_least(identity: Identity, cells: Cells) -> Term:
    ready, parts, bound = _sides(identity, cells)
    return Term(ready, f"{parts}<{bound}-{_SLACK}")


def _sides(identity: Identity, cells: Cells) -> tuple[str, str, str]:
    parts = [cells[key] for key in identity.plus]
    whole = cells[identity.result]
    bound = f"{identity.times}*{whole}" if identity.times > 1 else whole
    return f"COUNT({_list([*parts, whole])})={len(parts) + 1}", f"SUM({_list(parts)})", bound


def _ratio(identity: Identity, cells: Cells) -> Term:
    """The printed rate within half a unit of its last printed decimal."""
    printed, whole = cells[f"printed:{identity.column}"], cells[identity.result]
    parts = [cells[key] for key in identity.plus]
    ready = f"AND(COUNT({_list([printed, whole, *parts])})={len(parts) + 2},N({whole})<>0)"
    allowed = "0.00005"
    for decimals, half in ((3, "0.0005"), (2, "0.005"), (1, "0.05"), (0, "0.5")):
        allowed = f"IF({printed}=ROUND({printed},{decimals}),{half},{allowed})"
    return Term(ready, f"ABS({printed}-SUM({_list(parts)})/{whole}*100)>{allowed}+0.000001")


_BUILDERS: Mapping[str, Callable[[Identity, Cells], Term]] = {
    "balance": _balance,
    "sum": _sum,
    "at_most": _at_most,
    "at_least": _at_least,
    "ratio": _ratio,
}


def _present(keys: Iterable[str], cells: Cells) -> list[str]:
    return [cells[key] for key in keys if key in cells]


def _list(cells: Iterable[str]) -> str:
    return ",".join(cells)


def _readable(cells: Iterable[str]) -> str:
    return ",".join(f'{cell}<>"{UNREADABLE}"' for cell in cells)
