"""A correction: one fact that the office counts otherwise than the source says, with its reason and a guard."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

STATES = ("blank", "dash", "not_applicable", "unreadable")


@dataclass(frozen=True)
class Given:
    """What a fact says: a number, or the state of a cell without one."""

    text: str

    @property
    def value(self) -> Decimal | None:
        """The number; none where it is a state."""
        return None if self.text in STATES else Decimal(self.text)

    @property
    def state(self) -> str:
        """The state of a cell without a number; empty where there is one."""
        return self.text if self.text in STATES else ""


@dataclass(frozen=True)
class Correction:
    """Of the fact of one territory, item, period, status and standard; it holds only while the fact says `found`.

    `sheet`, `cell` and `submission_id` tell a person where the figure stands; they decide nothing.
    """

    correction_id: str
    territory_code: str
    territory_valid_from: date
    item_id: str
    period: str
    figure_status: str
    standard_id: str
    found: Given
    corrected: Given
    reason_vi: str
    asked_by_vi: str
    document_vi: str
    decided_on: date
    sheet: str = ""
    cell: str = ""
    submission_id: str = ""

    @property
    def fact(self) -> tuple[str, date, str, str, str, str]:
        """The fact that it is about."""
        return (
            self.territory_code,
            self.territory_valid_from,
            self.item_id,
            self.period,
            self.figure_status,
            self.standard_id,
        )
