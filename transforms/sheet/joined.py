"""One table on several sheets, such as a sheet a commune: what each adds, and what stands on two of them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from transforms.sheet.reading import FACT_ROLES, ReadCell, SheetReading
from transforms.terms.rule import Finding
from transforms.text.shown import show

_Place = tuple[str, str]
_Figure = tuple[str, str, str]


def joined_sheets(readings: Sequence[SheetReading], submission_id: str) -> tuple[SheetReading, ...]:
    """The sheets of a workbook; those of one table say each figure once, and where they contradict each other.

    Of equal figures the first counts, a blank gives way to an answer. Cells that do not count keep their place
    in the accounts with the role `repeated`. The total of a sheet that holds only some of the units is the
    sheet's own, unless its figures are those of all sheets, or no other sheet has a total.
    """
    found = {reading.sheet: reading for reading in readings}
    tables: dict[tuple[str, ...], list[SheetReading]] = {}
    for reading in readings:
        if reading.cells:
            tables.setdefault(reading.table, []).append(reading)
    for sheets in tables.values():
        if len(sheets) > 1:
            found |= {r.sheet: r for r in _settled(_with_own_totals(sheets), submission_id)}
    return tuple(found.values())


def _with_own_totals(sheets: Sequence[SheetReading]) -> list[SheetReading]:
    reported = {sheet.sheet: _units_reported(sheet) for sheet in sheets}
    everywhere = frozenset[str]().union(*reported.values())
    whole = _sums(_counted(sheets).values())
    is_only = sum(any(cell.role == "total" for cell in sheet.cells) for sheet in sheets) == 1
    return [
        _with_role(sheet, "total_again", lambda cell: cell.role == "total")
        if frozenset() < reported[sheet.sheet] < everywhere and not _sums_all(sheet, whole, is_only=is_only)
        else sheet
        for sheet in sheets
    ]


def _sums_all(sheet: SheetReading, whole: Mapping[str, Decimal], *, is_only: bool) -> bool:
    """Whether the total of a sheet is that of all sheets: by its figures, else by being the only one."""
    own = _sums(cell for cell in sheet.cells if _is_figure(cell))
    totals = [cell for cell in sheet.cells if cell.role == "total" and cell.value is not None]
    of_all, of_own = (sum(c.value == sums.get(c.item_id) for c in totals) for sums in (whole, own))
    return of_all > of_own or (of_all == of_own and is_only)


def _sums(cells: Iterable[ReadCell]) -> dict[str, Decimal]:
    """The sum of each item over single units."""
    found: dict[str, Decimal] = {}
    for cell in cells:
        if cell.role == "part" and cell.value is not None:
            found[cell.item_id] = found.get(cell.item_id, Decimal(0)) + cell.value
    return found


def _units_reported(sheet: SheetReading) -> frozenset[str]:
    return frozenset(c.territory_code for c in sheet.cells if c.role == "part" and c.value_state != "blank")


def _settled(sheets: Sequence[SheetReading], submission_id: str) -> list[SheetReading]:
    counted = _counted(sheets)
    return [_settle(sheet, counted, submission_id) for sheet in sheets]


def _counted(sheets: Iterable[SheetReading]) -> dict[_Figure, ReadCell]:
    """The cell that counts for each figure: the first answer, else the first blank."""
    found: dict[_Figure, ReadCell] = {}
    for cell in (cell for sheet in sheets for cell in sheet.cells if _is_figure(cell)):
        earlier = found.setdefault(_figure(cell), cell)
        if earlier.value_state == "blank" and cell.value_state != "blank":
            found[_figure(cell)] = cell
    return found


def _settle(sheet: SheetReading, counted: dict[_Figure, ReadCell], submission_id: str) -> SheetReading:
    figures = [(cell, counted[_figure(cell)]) for cell in sheet.cells if _is_figure(cell)]
    again = {_place(cell) for cell, first in figures if cell != first}
    kept_rows = {cell.row for cell, first in figures if cell == first}
    gone_rows = {cell.row for cell, _ in figures} - kept_rows
    found = [_contradiction(sheet, cell, first, submission_id) for cell, first in figures]
    settled = _with_role(
        sheet,
        "repeated",
        lambda cell: _place(cell) in again or (cell.role in FACT_ROLES and cell.row in gone_rows),
    )
    return replace(settled, findings=(*sheet.findings, *(one for one in found if one)))


def _contradiction(
    sheet: SheetReading, cell: ReadCell, first: ReadCell, submission_id: str
) -> Finding | None:
    """The finding at a cell that answers otherwise than the first one; neither is used."""
    if cell.value_state == "blank" or _said(cell) == _said(first):
        return None
    return Finding(
        "R20",
        submission_id,
        cell.sheet,
        cell.cell,
        sheet.form_id,
        sheet.period,
        cell.territory_code,
        cell.territory_name,
        cell.item_id,
        cell.label,
        found=_shown(cell),
        expected=_shown(first),
        detail=f"{first.sheet}!{first.cell}",
        rejects=(_place(first),),
    )


def _with_role(sheet: SheetReading, role: str, is_meant: Callable[[ReadCell], bool]) -> SheetReading:
    cells = (cell._replace(role=role) if is_meant(cell) else cell for cell in sheet.cells)
    return replace(sheet, cells=tuple(cells))


def _is_figure(cell: ReadCell) -> bool:
    return bool(cell.item_id) and cell.role in FACT_ROLES


def _figure(cell: ReadCell) -> _Figure:
    return (cell.territory_code, cell.territory_valid_from, cell.item_id)


def _place(cell: ReadCell) -> _Place:
    return (cell.sheet, cell.cell)


def _shown(cell: ReadCell) -> str:
    return cell.text_as_found if cell.value is None else show(cell.value)


def _said(cell: ReadCell) -> object:
    return cell.value_state if cell.value is None else cell.value
