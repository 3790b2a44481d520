"""What was read from one sheet: figures with their addresses, the header log, cell counts."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from transforms.sheet.headers import HeaderLog
from transforms.terms.explanation import GivenExplanation
from transforms.terms.rule import Finding

FACT_ROLES = frozenset({"part", "subtotal", "total"})


class ReadCell(NamedTuple):
    """One data cell; `item_id` is empty for a printed rate (then `column` tells which). A tuple: there are many.

    `role` is the role of figures of its row; `repeated` where another sheet of the same table gives the figure.
    """

    sheet: str
    cell: str
    row: int
    column: str
    label: str
    item_id: str
    line: str
    role: str
    area: str
    territory_code: str
    territory_valid_from: str
    territory_name: str
    text_as_found: str
    value_state: str
    value: Decimal | None
    decimals: int
    is_required: bool

    @property
    def key(self) -> str:
        """The item, or `printed:<column>` for a printed rate."""
        return self.item_id or f"printed:{self.column}"


@dataclass(frozen=True)
class SheetReading:
    """One sheet read as one form, or why it was not; `submitter_id` is who sends it, or whom its stamp names.

    `standard_id` is the poverty standard that its title names, else the one in force at the end of the period.
    `ignored` counts the cells of `counts["ignored_by_rule"]` by the rule that ignores them.
    `rows` counts the rows under the header by role; `unrecognised` are the first cells that were not recognised.
    `is_nil` tells of a sheet that says that nothing arose, and of which every cell is blank.
    `explanations` are those of a sheet of ours that came back with the file.
    `office`, `letter_number` and `letter_date` (ISO) are what the sheet says of the letter that brought it.
    """

    sheet: str
    form_id: str = ""
    form_version: str = ""
    period: str = ""
    figure_status: str = ""
    cells: Sequence[ReadCell] = ()
    log: tuple[HeaderLog, ...] = ()
    findings: tuple[Finding, ...] = ()
    counts: dict[str, int] = field(default_factory=dict)
    submitter_id: str = ""
    is_simulated: bool = False
    is_personal_list: bool = False
    standard_id: str = ""
    ignored: dict[str, int] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)
    unrecognised: tuple[str, ...] = ()
    office: str = ""
    letter_number: str = ""
    letter_date: str = ""
    explanations: tuple[GivenExplanation, ...] = ()
    is_nil: bool = False

    @property
    def table(self) -> tuple[str, ...]:
        """What its figures are about: sheets of one workbook that agree in this are one table."""
        return (self.form_id, self.period, self.figure_status, self.standard_id)
